//! The odds ratio.

use super::{Cellwise, Table2x2};
use crate::measure::About;

/// The odds of a term in the target over those in the reference.
///
/// ```text
/// ad / (bc)
/// ```
///
/// 0 and up; 1: the same odds. 0 if the target lacks the term. `None` if a group has no tokens, the reference lacks the
/// term, or the target has no other words.
///
/// Pojanapunya, P. and Watson Todd, R. (2018), "Log-likelihood and odds ratio: Keyness statistics for different purposes of
/// keyword analysis", Corpus Linguistics and Linguistic Theory 14(1), 133–167.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::odds_ratio};
/// // 10 · 195 / (5 · 90) = 13/3.
/// let value = odds_ratio(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 13.0 / 3.0).abs() < 1e-12);
/// ```
pub fn odds_ratio(table: Table2x2) -> Option<f64> {
    table.sizes()?;
    let [a, b, c, d] = table.cells();
    (b > 0.0 && c > 0.0).then(|| a * d / (b * c))
}

/// [`odds_ratio`] as a column.
pub(super) const ODDS_RATIO: Cellwise = Cellwise {
    columns: &["odds_ratio"],
    value: odds_ratio,
    worked: |Table2x2 { a, b, c, d }| format!("{a} · {d} / ({b} · {c})"),
    about: About {
        formula: "ad / bc",
        range: "0 and up; 1: the same odds",
        undefined: "the term does not occur in the reference, or is every word of the target",
        citation: "Pojanapunya, P. & Watson Todd, R. (2018). Log-likelihood and odds ratio: Keyness statistics for different purposes of keyword analysis. Corpus Linguistics and Linguistic Theory 14(1), 133–167.",
    },
};
