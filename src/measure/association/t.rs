//! The t-score of a collocation.

use super::OfCounts;
use crate::measure::About;

/// How far the observed number lies above the expected, in units of its own root: favours frequent pairs.
///
/// ```text
/// (O − E) / √O
/// ```
///
/// Any real number below √O; positive: more often than expected. A ranking, not a test. `None` if the two never meet.
///
/// Church, K., Gale, W., Hanks, P. and Hindle, D. (1991), "Using Statistics in Lexical Analysis", §3.
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::t_score;
/// assert_eq!(t_score(16, 4.0), Some(3.0)); // (16 − 4) / 4
/// assert_eq!(t_score(0, 4.0), None);
/// ```
pub fn t_score(observed: u64, expected: f64) -> Option<f64> {
    let o = observed as f64;
    (observed > 0).then(|| (o - expected) / libm::sqrt(o))
}

/// [`t_score`] as a column.
pub(super) const T: OfCounts = OfCounts {
    column: "t",
    value: |c, _| t_score(c.observed, c.expected()?),
    about: About {
        formula: "(O − E) / √O",
        range: "below √O; above 0: attraction",
        undefined: "the two never stand together",
        citation: "Church, K., Gale, W., Hanks, P. & Hindle, D. (1991). Using Statistics in Lexical Analysis. In: Zernik, U. (ed.), Lexical Acquisition, 115–164.",
    },
};
