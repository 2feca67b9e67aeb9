//! The logarithmic Dice coefficient.

use super::OfCounts;
use crate::measure::About;

/// How exclusively two words keep company, on a scale that does not depend on the corpus's size.
///
/// ```text
/// 14 + log₂( 2 O / (f_node + f_collocate) )
/// ```
///
/// On plain frequencies. At most 14 when each occurrence is paired once; with windows a node can meet a collocate twice
/// and the value can exceed 14. One less is half as strong. `None` if the two never meet.
///
/// Rychlý, P. (2008), "A Lexicographer-Friendly Association Score", RASLAN 2008, 6–9.
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::log_dice;
/// assert_eq!(log_dice(8, 16, 16), Some(13.0)); // 14 + log₂(16/32)
/// assert_eq!(log_dice(0, 16, 16), None);
/// ```
pub fn log_dice(observed: u64, node_count: u64, collocate_count: u64) -> Option<f64> {
    let both = node_count + collocate_count;
    (observed > 0 && both > 0).then(|| 14.0 + libm::log2(2.0 * observed as f64 / both as f64))
}

/// [`log_dice`] as a column.
pub(super) const LOG_DICE: OfCounts = OfCounts {
    column: "log_dice",
    value: |c, _| log_dice(c.observed, c.node_count, c.collocate_count),
    about: About {
        formula: "14 + log₂(2O / (f_n + f_c))",
        range: "to 14, with windows above; +1: twice as strong",
        undefined: "the two never stand together",
        citation: "Rychlý, P. (2008). A Lexicographer-Friendly Association Score. RASLAN 2008, 6–9.",
    },
};
