//! The log ratio with half an occurrence added everywhere.

use super::{Cellwise, Table2x2};
use crate::measure::About;

/// The binary logarithm of the ratio of relative frequencies, with half an occurrence added to every count.
///
/// ```text
/// log₂( (a + ½) / (N₁ + ½)  ÷  (b + ½) / (N₂ + ½) )
/// ```
///
/// Finite for every table; nearly unbiased. Positive: more in the target. `None` if a group has no tokens.
///
/// Walter, S. D. (1975), "The distribution of Levin's measure of attributable risk", Biometrika 62(2), 371–372.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::log_ratio_walter};
/// // log₂( 10.5/100.5 ÷ 5.5/200.5 ) = log₂ 3.808 684 = 1.929 293.
/// let value = log_ratio_walter(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 1.929_293).abs() < 1e-6);
/// ```
pub fn log_ratio_walter(table: Table2x2) -> Option<f64> {
    let [n1, n2] = table.sizes()?;
    let (a, b) = (table.a as f64 + 0.5, table.b as f64 + 0.5);
    Some(libm::log2(a * (n2 + 0.5) / (b * (n1 + 0.5))))
}

/// [`log_ratio_walter`] as a column.
pub(super) const LOG_RATIO_WALTER: Cellwise = Cellwise {
    columns: &["log_ratio_walter"],
    value: log_ratio_walter,
    worked: |t| {
        let (n1, n2) = (t.a + t.c, t.b + t.d);
        format!("log₂(({}.5 / {n1}.5) / ({}.5 / {n2}.5))", t.a, t.b)
    },
    about: About {
        formula: "log₂(((a+½) / (N₁+½)) / ((b+½) / (N₂+½)))",
        range: "any; +1: twice as often in the target",
        undefined: "a group has no words",
        citation: "Walter, S. D. (1975). The distribution of Levin's measure of attributable risk. Biometrika 62(2), 371–372.",
    },
};
