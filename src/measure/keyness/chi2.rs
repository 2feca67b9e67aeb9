//! Pearson's chi-squared.

use super::{Cellwise, Table2x2};
use crate::measure::About;

/// Pearson's χ² of the four cells, without any correction.
///
/// ```text
///                target   reference
/// term              a          b
/// other tokens      c          d         N (ad − bc)² / ((a+b)(c+d)(a+c)(b+d))
/// ```
///
/// Signed: positive when the term is more frequent in the target. Grows with the corpus and is unreliable for rare terms.
/// `None` if a group has no tokens; 0 where a row of the table is empty.
///
/// Pearson, K. (1900), "On the criterion that a given system of deviations …", Philosophical Magazine 50, 157–175.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::chi2};
/// // 300 · (10·195 − 5·90)² / (15 · 285 · 100 · 200) = 7.894 737.
/// let value = chi2(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 7.894_737).abs() < 1e-6);
/// ```
pub fn chi2(table: Table2x2) -> Option<f64> {
    table.sizes()?;
    Some(table.signed(table.chi_squared(0.0)))
}

/// [`chi2`] as a column.
pub(super) const CHI2: Cellwise = Cellwise {
    columns: &["chi2"],
    value: chi2,
    worked: |t| {
        let Table2x2 { a, b, c, d } = t;
        let margins = format!("({} · {} · {} · {})", a + b, c + d, a + c, b + d);
        format!("{} · ({a}·{d} − {b}·{c})² / {margins}", t.total())
    },
    about: About {
        formula: "N (ad − bc)² / product of margins",
        range: "any; above 0: more in the target",
        undefined: "a group has no words",
        citation: "Pearson, K. (1900). On the criterion that a given system of deviations from the probable in the case of a correlated system of variables is such that it can be reasonably supposed to have arisen from random sampling. Philosophical Magazine 50, 157–175.",
    },
};
