//! The two-term log-likelihood ratio.

use super::{Cellwise, Table2x2};
use crate::measure::About;
use crate::measure::six;

/// The log-likelihood ratio over the term's own two cells: what the UCREL wizard prints.
///
/// ```text
///                target   reference
/// term              a          b
/// other tokens      c          d         2 (a ln(a / E₁₁) + b ln(b / E₁₂))
/// ```
///
/// `E₁₁ = N₁ (a + b) / N`, `E₁₂ = N₂ (a + b) / N`. It leaves out the other tokens, so it is smaller than
/// [`g2`](super::g2); the two must not be mixed. Signed: positive when the term is more frequent in the target.
/// `0 ln 0 = 0`. `None` if a group has no tokens.
///
/// Rayson, P. and Garside, R. (2000), "Comparing Corpora using Frequency Profiling", Workshop on Comparing Corpora, 1–6.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::g2_two_term};
/// // 10 of 100 against 5 of 200; 5 and 10 are expected: 2 (10 ln 2 − 5 ln 2) = 10 ln 2.
/// let value = g2_two_term(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 6.931_471_8).abs() < 1e-7);
/// ```
pub fn g2_two_term(table: Table2x2) -> Option<f64> {
    let [n1, n2] = table.sizes()?;
    let both = (table.a + table.b) as f64;
    let n = n1 + n2;
    let cell = |o: u64, size: f64| {
        if o == 0 {
            0.0
        } else {
            o as f64 * libm::log(o as f64 * n / (size * both))
        }
    };
    let sum = cell(table.a, n1) + cell(table.b, n2);
    Some(table.signed((2.0 * sum).max(0.0)))
}

/// [`g2_two_term`] as a column.
pub(super) const G2_2TERM: Cellwise = Cellwise {
    columns: &["g2_2term"],
    value: g2_two_term,
    worked: |t| {
        let n = t.total() as f64;
        let expected = |size: u64| six(size as f64 * (t.a + t.b) as f64 / n);
        let part = |o: u64, size: u64| {
            if o == 0 {
                "0".into()
            } else {
                format!("{o} ln({o} / {})", expected(size))
            }
        };
        format!("2 ({} + {})", part(t.a, t.a + t.c), part(t.b, t.b + t.d))
    },
    about: About {
        formula: "2 (a ln(a / E₁₁) + b ln(b / E₁₂))",
        range: "any; above 0: more in the target",
        undefined: "a group has no words",
        citation: "Rayson, P. & Garside, R. (2000). Comparing Corpora using Frequency Profiling. Workshop on Comparing Corpora, 1–6.",
    },
};
