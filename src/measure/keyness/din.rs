//! The difference coefficient.

use super::{Cellwise, Table2x2};
use crate::measure::About;

/// The difference of two relative frequencies as a share of their sum.
///
/// ```text
/// (p₁ − p₂) / (p₁ + p₂),   p₁ = a / N₁,  p₂ = b / N₂
/// ```
///
/// −1 (only the reference) to 1 (only the target); 0 where neither has the term. `None` if a group has no tokens.
///
/// Hofland, K. and Johansson, S. (1982), Word Frequencies in British and American English, Longman, p. 471.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::din};
/// // (.1 − .025) / (.1 + .025) = .6.
/// let value = din(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 0.6).abs() < 1e-12);
/// ```
pub fn din(table: Table2x2) -> Option<f64> {
    let [n1, n2] = table.sizes()?;
    let (p1, p2) = (table.a as f64 * n2, table.b as f64 * n1);
    Some(if table.a + table.b == 0 {
        0.0
    } else {
        (p1 - p2) / (p1 + p2)
    })
}

/// [`din`] as a column.
pub(super) const DIN: Cellwise = Cellwise {
    columns: &["din"],
    value: din,
    worked: |t| {
        let (p1, p2) = (t.rate(0), t.rate(1));
        format!("({p1} − {p2}) / ({p1} + {p2})")
    },
    about: About {
        formula: "(p₁ − p₂) / (p₁ + p₂)",
        range: "−1 to 1",
        undefined: "a group has no words",
        citation: "Hofland, K. & Johansson, S. (1982). Word Frequencies in British and American English. Longman.",
    },
};
