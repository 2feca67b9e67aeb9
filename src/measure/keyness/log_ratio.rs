//! The binary logarithm of the ratio of two relative frequencies.

use super::{Cellwise, Table2x2};
use crate::measure::About;

/// How many times more often the target uses a term, as a power of two.
///
/// ```text
///                target   reference
/// term              a          b
/// other tokens      c          d         log₂( a / (a + c)  ÷  b / (b + d) )
/// ```
///
/// Positive: more in the target; +1 is twice as often, −3 an eighth. Any real number.
/// A zero in `a` or `b` is read as 0.5, so that a term which one side never uses still has a place.
/// `None` if a group has no tokens at all. It says nothing about chance.
///
/// Hardie, A. (2014), "Log Ratio: an informal introduction", CASS, Lancaster University.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::log_ratio};
/// // 20 in 10,000 official words, 5 in 10,000 activist words: four times as often.
/// assert_eq!(log_ratio(Table2x2 { a: 20, b: 5, c: 9_980, d: 9_995 }), Some(2.0));
/// assert_eq!(log_ratio(Table2x2 { a: 4, b: 0, c: 96, d: 100 }), Some(3.0));
/// assert_eq!(log_ratio(Table2x2 { a: 0, b: 5, c: 0, d: 9_995 }), None);
/// ```
pub fn log_ratio(table: Table2x2) -> Option<f64> {
    let [target, reference] = table.sizes()?;
    let or_half = |n: u64| if n == 0 { 0.5 } else { n as f64 };
    let ratio = (or_half(table.a) * reference) / (or_half(table.b) * target);
    Some(libm::log2(ratio))
}

/// [`log_ratio`] as a column.
pub(super) const LOG_RATIO: Cellwise = Cellwise {
    columns: &["log_ratio"],
    value: log_ratio,
    worked: |t| {
        let half = |n: u64| if n == 0 { "0.5".into() } else { n.to_string() };
        let (a, b) = (half(t.a), half(t.b));
        format!("log₂(({a} / {}) / ({b} / {}))", t.a + t.c, t.b + t.d)
    },
    about: About {
        formula: "log₂((a / N₁) / (b / N₂)), a zero read as 0.5",
        range: "any; +1: twice as often in the target",
        undefined: "a group has no words",
        citation: "Hardie, A. (2014). Log Ratio: an informal introduction. CASS, Lancaster University.",
    },
};
