//! Simple maths.

use super::{Cellwise, Table2x2};
use crate::measure::About;
use crate::measure::six;

/// [`simple_maths`] with `k = 1`, the default of those who devised it.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::simple_maths_1};
/// // 100,000 against 25,000 a million: 100,001 / 25,001.
/// let value = simple_maths_1(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 100_001.0 / 25_001.0).abs() < 1e-12);
/// ```
pub fn simple_maths_1(table: Table2x2) -> Option<f64> {
    simple_maths(table, 1.0)
}

/// [`simple_maths_1`] as a column.
pub(super) const SIMPLE_MATHS: Cellwise = Cellwise {
    columns: &["simple_maths"],
    value: simple_maths_1,
    worked: |t| {
        let million = |o: u64, n: u64| six(1e6 * o as f64 / n as f64);
        format!(
            "({} + 1) / ({} + 1)",
            million(t.a, t.a + t.c),
            million(t.b, t.b + t.d)
        )
    },
    about: About {
        formula: "(10⁶a/N₁ + 1) / (10⁶b/N₂ + 1)",
        range: "above 0; 1: equal",
        undefined: "a group has no words",
        citation: "Kilgarriff, A. (2009). Simple maths for keywords. Corpus Linguistics Conference, Liverpool.",
    },
};

/// The ratio of frequencies a million, `k` added to both.
///
/// ```text
/// (10⁶ a / N₁ + k) / (10⁶ b / N₂ + k)
/// ```
///
/// Above 0; 1: equal. A larger `k` prefers commoner terms. `None` if a group has no tokens.
///
/// Kilgarriff, A. (2009), "Simple maths for keywords", Corpus Linguistics Conference, Liverpool.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::simple_maths};
/// // 10,000 against 2,500 a million, k = 100: 10,100 / 2,600.
/// let table = Table2x2 { a: 10, b: 5, c: 990, d: 1_995 };
/// assert!((simple_maths(table, 100.0).unwrap() - 101.0 / 26.0).abs() < 1e-12);
/// ```
pub fn simple_maths(table: Table2x2, k: f64) -> Option<f64> {
    let [n1, n2] = table.sizes()?;
    let rate = |count: u64, size: f64| 1e6 * count as f64 / size + k;
    Some(rate(table.a, n1) / rate(table.b, n2))
}
