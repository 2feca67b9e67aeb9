//! The conservative log ratio of a collocation.

use super::OfCounts;
use crate::measure::About;
use crate::measure::{Table2x2, keyness};

/// The log ratio of a collocate within reach against elsewhere that a cautious reader would accept.
///
/// [`keyness::lrc`](crate::measure::keyness::lrc) of the table whose target are the tokens within reach; `family` is the
/// number of collocates judged together. 0 where an exact interval covers 0. `None` when the margins admit no table.
///
/// Evert, S. (2022), "Measuring keyness", Digital Humanities 2022, Tokyo.
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::lrc;
/// // 8 of 100 tokens within reach, none of 100 elsewhere: as in the doc of keyness::lrc.
/// assert!((lrc(8, 100, 8, 200, 1).unwrap() - 0.771_43).abs() < 1e-4);
/// ```
pub fn lrc(observed: u64, r1: u64, c1: u64, n: u64, family: u64) -> Option<f64> {
    keyness::lrc(Table2x2::of_margins(observed, r1, c1, n)?, family)
}

/// [`lrc`] as a column.
pub(super) const LRC: OfCounts = OfCounts {
    column: "lrc",
    value: |c, family| lrc(c.observed, c.r1, c.c1, c.n, family),
    about: About {
        formula: "end of the exact interval of the log ratio nearer 0, Bonferroni",
        range: "any; 0: the interval covers 0",
        undefined: "the margins admit no table under this scheme",
        citation: "Evert, S. (2022). Measuring keyness. Digital Humanities 2022, Tokyo.",
    },
};
