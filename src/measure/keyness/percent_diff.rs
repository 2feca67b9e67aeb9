//! The difference of relative frequencies in per cent.

use super::{Cellwise, Table2x2};
use crate::measure::About;

/// By how many per cent the target uses a term more often than the reference.
///
/// ```text
/// 100 (a / N₁ − b / N₂) / (b / N₂)
/// ```
///
/// −100 (the target never uses it) and up. `None` if a group has no tokens or the reference lacks the term.
///
/// Gabrielatos, C. and Marchi, A. (2011), "Keyness: Matching metrics to definitions", Corpus Linguistics in the South 1.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::percent_diff};
/// // 10 % against 2.5 %: 300 % more.
/// let value = percent_diff(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 300.0).abs() < 1e-12);
/// assert_eq!(percent_diff(Table2x2 { a: 10, b: 0, c: 90, d: 200 }), None);
/// ```
pub fn percent_diff(table: Table2x2) -> Option<f64> {
    let [n1, n2] = table.sizes()?;
    let (a, b) = (table.a as f64, table.b as f64);
    (table.b > 0).then(|| 100.0 * (a * n2 - b * n1) / (b * n1))
}

/// [`percent_diff`] as a column.
pub(super) const PERCENT_DIFF: Cellwise = Cellwise {
    columns: &["percent_diff"],
    value: percent_diff,
    worked: |t| {
        let (p1, p2) = (t.rate(0), t.rate(1));
        format!("100 ({p1} − {p2}) / {p2}")
    },
    about: About {
        formula: "100 (a/N₁ − b/N₂) / (b/N₂)",
        range: "−100 and up",
        undefined: "the term does not occur in the reference",
        citation: "Gabrielatos, C. & Marchi, A. (2011). Keyness: Matching metrics to definitions. Corpus Linguistics in the South 1, University of Portsmouth.",
    },
};
