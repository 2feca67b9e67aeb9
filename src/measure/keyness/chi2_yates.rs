//! Pearson's chi-squared with Yates's correction.

use super::{Cellwise, Table2x2};
use crate::measure::About;
use crate::measure::six;

/// Pearson's χ² with Yates's correction for continuity.
///
/// ```text
/// N (|ad − bc| − N/2)² / ((a+b)(c+d)(a+c)(b+d)),   0 where |ad − bc| < N/2
/// ```
///
/// Signed like [`chi2`](super::chi2). Never a silent default. `None` if a group has no tokens; 0 where a row is empty.
///
/// Yates, F. (1934), "Contingency tables involving small numbers and the χ² test", Supplement to the JRSS 1(2), 217–235.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::chi2_yates};
/// // 300 · (1500 − 150)² / 85 500 000 = 6.394 737.
/// let value = chi2_yates(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 6.394_737).abs() < 1e-6);
/// ```
pub fn chi2_yates(table: Table2x2) -> Option<f64> {
    table.sizes()?;
    Some(table.signed(table.chi_squared(table.total() as f64 / 2.0)))
}

/// [`chi2_yates`] as a column.
pub(super) const CHI2_YATES: Cellwise = Cellwise {
    columns: &["chi2_yates"],
    value: chi2_yates,
    worked: |t| {
        let Table2x2 { a, b, c, d } = t;
        let margins = format!("({} · {} · {} · {})", a + b, c + d, a + c, b + d);
        let half = six(t.total() as f64 / 2.0);
        format!(
            "{} · (|{a}·{d} − {b}·{c}| − {half})² / {margins}",
            t.total()
        )
    },
    about: About {
        formula: "N (|ad − bc| − N/2)² / product of margins",
        range: "any; above 0: more in the target",
        undefined: "a group has no words",
        citation: "Yates, F. (1934). Contingency tables involving small numbers and the χ² test. Supplement to the Journal of the Royal Statistical Society 1(2), 217–235.",
    },
};
