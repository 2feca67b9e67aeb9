//! Juilland's D.

use super::{OfCounts, Parts};
use crate::measure::About;

/// One minus the variation of the term's relative frequencies over what it could be at most.
///
/// ```text
/// D = 1 − VC(p) / √(n − 1)        p = v / s,   VC: standard deviation (divided by n) over mean
/// ```
///
/// 0 (in one part only) to 1 (even). `None` if the term does not occur, or there are fewer than two parts.
///
/// Juilland, A. and Chang-Rodríguez, E. (1964), Frequency Dictionary of Spanish Words; for parts of unequal size: Gries (2008).
///
/// # Examples
///
/// ```
/// use counterframe::measure::dispersion::{Parts, Sizes, juilland_d};
/// // Gries's example: counts 1 to 5 in parts of 9, 10, 10, 10 and 11 words.
/// let sizes = Sizes::new([9, 10, 10, 10, 11].into_iter());
/// let parts = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];
/// let value = juilland_d(&Parts { counts: &parts, sizes }).unwrap();
/// assert!((value - 0.785).abs() < 0.0005);
/// ```
pub fn juilland_d(parts: &Parts<'_>) -> Option<f64> {
    parts.defined()?;
    let n = parts.sizes.articles as f64;
    let shares = || parts.counts.iter().map(|(v, s)| *v as f64 / *s as f64);
    let mean = shares().sum::<f64>() / n;
    let away: f64 = shares().map(|p| (p - mean) * (p - mean)).sum();
    let without = (n - parts.counts.len() as f64) * mean * mean;
    let variation = libm::sqrt((away + without) / n) / mean;
    Some(1.0 - variation / libm::sqrt(n - 1.0))
}

/// [`juilland_d`] as a column.
pub(super) const JUILLAND_D: OfCounts = OfCounts {
    column: "juilland_d",
    value: juilland_d,
    about: About {
        formula: "1 − VC(v/s) / √(n−1)",
        range: "0 to 1 (even)",
        undefined: "the term does not occur, or there are fewer than two articles",
        citation: "Juilland, A. & Chang-Rodríguez, E. (1964). Frequency Dictionary of Spanish Words. Mouton; Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus Linguistics 13(4), 403–437.",
    },
};
