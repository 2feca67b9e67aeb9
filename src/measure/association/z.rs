//! The z-score of a collocation.

use super::OfCounts;
use crate::measure::About;

/// How far the observed number lies above the expected, in units of the root of the expected: favours rare pairs.
///
/// ```text
/// (O − E) / √E
/// ```
///
/// Positive: more often than expected. A ranking, not a test. `None` if nothing is expected.
///
/// Berry-Rogghe, G. L. M. (1973), "The computation of collocations and their relevance in lexical studies".
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::z_score;
/// assert_eq!(z_score(10, 4.0), Some(3.0)); // (10 − 4) / 2
/// assert_eq!(z_score(10, 0.0), None);
/// ```
pub fn z_score(observed: u64, expected: f64) -> Option<f64> {
    (expected > 0.0).then(|| (observed as f64 - expected) / libm::sqrt(expected))
}

/// [`z_score`] as a column.
pub(super) const Z: OfCounts = OfCounts {
    column: "z",
    value: |c, _| z_score(c.observed, c.expected()?),
    about: About {
        formula: "(O − E) / √E",
        range: "any; above 0: attraction",
        undefined: "nothing is expected under this scheme",
        citation: "Berry-Rogghe, G. L. M. (1973). The computation of collocations and their relevance in lexical studies. In The Computer and Literary Studies, 103–112. Edinburgh University Press.",
    },
};
