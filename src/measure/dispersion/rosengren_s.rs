//! Rosengren's S.

use super::{OfCounts, Parts};
use crate::measure::About;

/// How near the term's spread comes to that of the words.
///
/// ```text
/// S = ( Σ √(v s) )² / f        s: share of the words in the part
/// ```
///
/// The smallest s (in the smallest part only) to 1 (as the words are). `None` if the term does not occur, or there are
/// fewer than two parts.
///
/// Rosengren, I. (1971), "The quantitative concept of language and its relation to the structure of frequency dictionaries",
/// Études de linguistique appliquée 1, 103–127.
///
/// # Examples
///
/// ```
/// use counterframe::measure::dispersion::{Parts, Sizes, rosengren_s};
/// // Gries's example: counts 1 to 5 in parts of 9, 10, 10, 10 and 11 words.
/// let sizes = Sizes::new([9, 10, 10, 10, 11].into_iter());
/// let parts = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];
/// let value = rosengren_s(&Parts { counts: &parts, sizes }).unwrap();
/// assert!((value - 0.950).abs() < 0.0005);
/// ```
pub fn rosengren_s(parts: &Parts<'_>) -> Option<f64> {
    let f = parts.defined()?;
    let total = parts.sizes.total as f64;
    let root = |(v, s): &(u64, u64)| libm::sqrt(*v as f64 * *s as f64 / total);
    let sum: f64 = parts.counts.iter().map(root).sum();
    Some(sum * sum / f as f64)
}

/// [`rosengren_s`] as a column.
pub(super) const ROSENGREN_S: OfCounts = OfCounts {
    column: "rosengren_s",
    value: rosengren_s,
    about: About {
        formula: "(Σ√(v s))² / f",
        range: "min s to 1 (even)",
        undefined: "the term does not occur, or there are fewer than two articles",
        citation: "Rosengren, I. (1971). The quantitative concept of language and its relation to the structure of frequency dictionaries. Études de linguistique appliquée 1, 103–127.",
    },
};
