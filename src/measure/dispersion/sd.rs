//! Standard deviation.

use super::{OfCounts, Parts};
use crate::measure::About;

/// The standard deviation of the term's counts over the parts (divided by n), whatever their sizes.
///
/// ```text
/// √( Σ v² / n − (f / n)² )
/// ```
///
/// 0 where every part has as many. `None` if the term does not occur, or there are fewer than two parts.
///
/// Gries (2008), §2.1.
///
/// # Examples
///
/// ```
/// use counterframe::measure::dispersion::{Parts, Sizes, sd};
/// // Gries's example: counts 1 to 5 in parts of 9, 10, 10, 10 and 11 words.
/// let sizes = Sizes::new([9, 10, 10, 10, 11].into_iter());
/// let parts = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];
/// let value = sd(&Parts { counts: &parts, sizes }).unwrap();
/// // Σv² = 55, f = 15, n = 5: √(11 − 9).
/// assert!((value - 2_f64.sqrt()).abs() < 1e-12);
/// ```
pub fn sd(parts: &Parts<'_>) -> Option<f64> {
    let f = u128::from(parts.defined()?);
    let n = u128::from(parts.sizes.articles);
    let squares: u128 = parts
        .counts
        .iter()
        .map(|(v, _)| u128::from(*v) * u128::from(*v))
        .sum();
    Some(libm::sqrt((n * squares - f * f) as f64) / n as f64)
}

/// [`sd`] as a column.
pub(super) const SD: OfCounts = OfCounts {
    column: "sd",
    value: sd,
    about: About {
        formula: "√(Σv²/n − (f/n)²)",
        range: "0 (even) and up",
        undefined: "the term does not occur, or there are fewer than two articles",
        citation: "Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus Linguistics 13(4), 403–437.",
    },
};
