//! Range.

use super::{OfCounts, Parts};
use crate::measure::About;

/// In how many parts the term occurs: 1 to n. `None` if it does not occur, or there are fewer than two parts.
///
/// Gries (2008), §2.1.
///
/// # Examples
///
/// ```
/// use counterframe::measure::dispersion::{Parts, Sizes, range};
/// // Gries's example: counts 1 to 5 in parts of 9, 10, 10, 10 and 11 words.
/// let sizes = Sizes::new([9, 10, 10, 10, 11].into_iter());
/// let parts = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];
/// let value = range(&Parts { counts: &parts, sizes }).unwrap();
/// assert!((value - 5.0).abs() < 1e-12);
/// ```
pub fn range(parts: &Parts<'_>) -> Option<f64> {
    parts.defined()?;
    Some(parts.counts.len() as f64)
}

/// [`range`] as a column.
pub(super) const RANGE: OfCounts = OfCounts {
    column: "range",
    value: range,
    about: About {
        formula: "articles that have the term",
        range: "1 to n",
        undefined: "the term does not occur, or there are fewer than two articles",
        citation: "Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus Linguistics 13(4), 403–437.",
    },
};
