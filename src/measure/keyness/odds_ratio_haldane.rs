//! The odds ratio with half an occurrence added to every cell.

use super::{Cellwise, Table2x2};
use crate::measure::About;

/// The odds ratio with ½ added to every cell: defined for every table.
///
/// ```text
/// (a + ½)(d + ½) / ((b + ½)(c + ½))
/// ```
///
/// Above 0; 1: the same odds. `None` if a group has no tokens.
///
/// Haldane, J. B. S. (1956), "The estimation and significance of the logarithm of a ratio of frequencies",
/// Annals of Human Genetics 20(4), 309–311.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::odds_ratio_haldane};
/// // 10.5 · 195.5 / (5.5 · 90.5) = 4.124 058.
/// let value = odds_ratio_haldane(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 4.124_058).abs() < 1e-6);
/// ```
pub fn odds_ratio_haldane(table: Table2x2) -> Option<f64> {
    table.sizes()?;
    let [a, b, c, d] = table.cells().map(|cell| cell + 0.5);
    Some(a * d / (b * c))
}

/// [`odds_ratio_haldane`] as a column.
pub(super) const ODDS_RATIO_HALDANE: Cellwise = Cellwise {
    columns: &["odds_ratio_haldane"],
    value: odds_ratio_haldane,
    worked: |Table2x2 { a, b, c, d }| format!("{a}.5 · {d}.5 / ({b}.5 · {c}.5)"),
    about: About {
        formula: "(a+½)(d+½) / ((b+½)(c+½))",
        range: "above 0; 1: the same odds",
        undefined: "a group has no words",
        citation: "Haldane, J. B. S. (1956). The estimation and significance of the logarithm of a ratio of frequencies. Annals of Human Genetics 20(4), 309–311.",
    },
};
