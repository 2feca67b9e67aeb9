//! Minimum sensitivity.

use super::OfCounts;
use crate::measure::About;

/// The smaller of the shares of node and collocate that stand together.
///
/// ```text
/// min(O / f_node, O / f_collocate)
/// ```
///
/// 0 to 1 (more, if one node meets a collocate twice). `None` if either does not occur.
///
/// Pedersen, T. and Bruce, R. (1996), "What to infer from a description", Technical Report 96-CSE-04.
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::min_sensitivity;
/// assert_eq!(min_sensitivity(8, 16, 32), Some(0.25)); // the smaller of 8/16 and 8/32
/// ```
pub fn min_sensitivity(observed: u64, node_count: u64, collocate_count: u64) -> Option<f64> {
    let most = node_count.max(collocate_count);
    (node_count > 0 && collocate_count > 0).then(|| observed as f64 / most as f64)
}

/// [`min_sensitivity`] as a column.
pub(super) const MIN_SENSITIVITY: OfCounts = OfCounts {
    column: "min_sensitivity",
    value: |c, _| min_sensitivity(c.observed, c.node_count, c.collocate_count),
    about: About {
        formula: "min(O / f_n, O / f_c)",
        range: "0 to 1",
        undefined: "one of the two does not occur",
        citation: "Pedersen, T. & Bruce, R. (1996). What to infer from a description. Technical Report 96-CSE-04, Southern Methodist University.",
    },
};
