//! Mutual information.

use super::OfCounts;
use crate::measure::About;

/// How many times more often two words stand together than expected, as a power of two.
///
/// ```text
/// log₂(O / E)
/// ```
///
/// 0: as often as expected. Prefers rare words. `None` if the two never meet or nothing is expected.
///
/// Church, K. W. and Hanks, P. (1990), Computational Linguistics 16(1), 22–29.
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::mi;
/// // 20 times together, 42 · 20 / 14,307,668 expected (Manning and Schütze 1999, table 5.14): 18.38.
/// assert!((mi(20, 42.0 * 20.0 / 14_307_668.0).unwrap() - 18.38).abs() < 0.005);
/// assert_eq!(mi(8, 2.0), Some(2.0));
/// ```
pub fn mi(observed: u64, expected: f64) -> Option<f64> {
    mi_k(observed, expected, 1)
}

/// [`mi`] as a column.
pub(super) const MI: OfCounts = OfCounts {
    column: "mi",
    value: |c, _| mi(c.observed, c.expected()?),
    about: About {
        formula: "log₂(O / E)",
        range: "any; 0: as expected",
        undefined: "nothing is expected under this scheme, or the two never stand together",
        citation: "Church, K. W. & Hanks, P. (1990). Word association norms, mutual information, and lexicography. Computational Linguistics 16(1), 22–29.",
    },
};

/// [`mi`] with the observed number to the power of `k`: a larger `k` prefers frequent pairs.
///
/// ```text
/// log₂(Oᵏ / E)
/// ```
///
/// Daille, B. (1994), Approche mixte pour l'extraction automatique de terminologie, thesis, Université Paris 7.
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::mi_k;
/// assert_eq!(mi_k(8, 2.0, 3), Some(8.0)); // log₂(512 / 2)
/// assert_eq!(mi_k(0, 2.0, 3), None);
/// ```
pub fn mi_k(observed: u64, expected: f64, k: u32) -> Option<f64> {
    let power = f64::from(k) * libm::log2(observed as f64);
    (observed > 0 && expected > 0.0).then(|| power - libm::log2(expected))
}

const DAILLE: &str = "Daille, B. (1994). Approche mixte pour l'extraction automatique de terminologie: statistiques lexicales et filtres linguistiques. Thesis, Université Paris 7.";

/// [`mi_k`] with `k` = 2 as a column.
pub(super) const MI2: OfCounts = OfCounts {
    column: "mi2",
    value: |c, _| mi_k(c.observed, c.expected()?, 2),
    about: About {
        formula: "log₂(O² / E)",
        range: "any",
        undefined: "nothing is expected under this scheme, or the two never stand together",
        citation: DAILLE,
    },
};

/// [`mi_k`] with `k` = 3 as a column.
pub(super) const MI3: OfCounts = OfCounts {
    column: "mi3",
    value: |c, _| mi_k(c.observed, c.expected()?, 3),
    about: About {
        formula: "log₂(O³ / E)",
        range: "any",
        undefined: "nothing is expected under this scheme, or the two never stand together",
        citation: DAILLE,
    },
};
