//! Carroll's D2.

use super::{OfCounts, Parts};
use crate::measure::About;

/// The entropy of the term's relative frequencies over the largest it could be.
///
/// ```text
/// D₂ = H(p / Σp) / log n        p = v / s
/// ```
///
/// 0 (in one part only) to 1 (even). `None` if the term does not occur, or there are fewer than two parts.
///
/// Carroll, J. B. (1970), "An alternative to Juilland's usage coefficient", Computer Studies in the Humanities 3(2), 61–65.
///
/// # Examples
///
/// ```
/// use counterframe::measure::dispersion::{Parts, Sizes, carroll_d2};
/// // Gries's example: counts 1 to 5 in parts of 9, 10, 10, 10 and 11 words.
/// let sizes = Sizes::new([9, 10, 10, 10, 11].into_iter());
/// let parts = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];
/// let value = carroll_d2(&Parts { counts: &parts, sizes }).unwrap();
/// assert!((value - 0.938).abs() < 0.0005);
/// ```
pub fn carroll_d2(parts: &Parts<'_>) -> Option<f64> {
    parts.defined()?;
    let shares = || parts.counts.iter().map(|(v, s)| *v as f64 / *s as f64);
    let all: f64 = shares().sum();
    let entropy: f64 = shares().map(|p| -(p / all) * libm::log(p / all)).sum();
    Some(entropy / libm::log(parts.sizes.articles as f64))
}

/// [`carroll_d2`] as a column.
pub(super) const CARROLL_D2: OfCounts = OfCounts {
    column: "carroll_d2",
    value: carroll_d2,
    about: About {
        formula: "H(p/Σp) / log n, p = v/s",
        range: "0 to 1 (even)",
        undefined: "the term does not occur, or there are fewer than two articles",
        citation: "Carroll, J. B. (1970). An alternative to Juilland's usage coefficient for lexical frequencies. Computer Studies in the Humanities and Verbal Behavior 3(2), 61–65.",
    },
};
