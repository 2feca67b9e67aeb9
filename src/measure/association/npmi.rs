//! Normalised pointwise mutual information.

use super::OfCounts;
use crate::measure::About;

/// How much more often two words stand together than expected, between −1 (never) and 1 (only together).
///
/// ```text
/// log₂(O / E) / −log₂(O / N)
/// ```
///
/// 0: as often as expected. −1 if the two never meet, 1 if every token is such a meeting.
/// `None` if nothing is expected, or there are no tokens.
///
/// Bouma, G. (2009), "Normalized (Pointwise) Mutual Information in Collocation Extraction", GSCL 2009, 31–40.
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::npmi;
/// // Together 4 times where 1 is expected, among 1,024 tokens: log₂ 4 / log₂ 256 = 2/8.
/// assert_eq!(npmi(4, 1.0, 1_024), Some(0.25));
/// assert_eq!(npmi(0, 1.0, 1_024), Some(-1.0));
/// assert_eq!(npmi(4, 0.0, 1_024), None);
/// ```
pub fn npmi(observed: u64, expected: f64, n: u64) -> Option<f64> {
    if n == 0 || expected <= 0.0 {
        return None;
    }
    Some(match observed {
        0 => -1.0,
        o if o >= n => 1.0,
        o => libm::log2(o as f64 / expected) / -libm::log2(o as f64 / n as f64),
    })
}

/// [`npmi`] as a column.
pub(super) const NPMI: OfCounts = OfCounts {
    column: "npmi",
    value: |c, _| npmi(c.observed, c.expected()?, c.n),
    about: About {
        formula: "log₂(O/E) / −log₂(O/N)",
        range: "−1 to 1",
        undefined: "nothing is expected under this scheme",
        citation: "Bouma, G. (2009). Normalized (Pointwise) Mutual Information in Collocation Extraction. GSCL 2009, 31–40.",
    },
};
