//! The log-likelihood ratio with Williams's correction.

use super::{Cellwise, Table2x2};
use crate::measure::About;
use crate::measure::six;

/// [`g2`](super::g2) divided by Williams's factor, which brings small samples nearer to χ².
///
/// ```text
/// q = 1 + (N / (a + b) + N / (c + d) − 1) (N / N₁ + N / N₂ − 1) / (6 N)        G² / q
/// ```
///
/// It divides: a program that multiplies has the correction the wrong way round. Signed like G². `None` if a group has no
/// tokens; 0 where a row of the table is empty.
///
/// Williams, D. A. (1976), "Improved likelihood ratio tests for complete contingency tables", Biometrika 63(1), 33–37.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::g2_williams};
/// // q = 1 + (300/15 + 300/285 − 1) (3 + 1.5 − 1) / 1800 = 1.038 991; 7.329 812 / q.
/// let value = g2_williams(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 7.054_738).abs() < 2e-6);
/// ```
pub fn g2_williams(table: Table2x2) -> Option<f64> {
    let [n1, n2] = table.sizes()?;
    let n = n1 + n2;
    let rows = [table.a + table.b, table.c + table.d].map(|r| r as f64);
    if rows.contains(&0.0) {
        return Some(0.0);
    }
    let q = 1.0 + (n / rows[0] + n / rows[1] - 1.0) * (n / n1 + n / n2 - 1.0) / (6.0 * n);
    Some(table.signed_g2() / q)
}

/// [`g2_williams`] as a column.
pub(super) const G2_WILLIAMS: Cellwise = Cellwise {
    columns: &["g2_williams"],
    value: g2_williams,
    worked: |t| {
        let q = t.signed_g2() / g2_williams(t).unwrap_or(1.0);
        format!("{} / {}", six(t.signed_g2()), six(q))
    },
    about: About {
        formula: "g2 / q, q = 1 + (N/(a+b) + N/(c+d) − 1)(N/N₁ + N/N₂ − 1) / 6N",
        range: "any; above 0: more in the target",
        undefined: "a group has no words",
        citation: "Williams, D. A. (1976). Improved likelihood ratio tests for complete contingency tables. Biometrika 63(1), 33–37.",
    },
};
