//! The Bayesian information criterion of a difference.

use super::{Cellwise, Table2x2};
use crate::measure::About;
use crate::measure::six;

/// How much G² exceeds what a corpus of this size asks for.
///
/// ```text
/// |G²| − ln N
/// ```
///
/// Without sign: swapping the groups leaves it alone. Negative: the data speak for equal frequency. `None` if a group has
/// no tokens.
///
/// Wilson, A. (2013), "Embracing Bayes factors for key item analysis in corpus linguistics", in New approaches to the study
/// of linguistic variability, 3–11.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::bic};
/// // 7.329 812 − ln 300 = 1.626 030.
/// let value = bic(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 1.626_030).abs() < 2e-6);
/// ```
pub fn bic(table: Table2x2) -> Option<f64> {
    let [n1, n2] = table.sizes()?;
    Some(table.signed_g2().abs() - libm::log(n1 + n2))
}

/// [`bic`] as a column.
pub(super) const BIC: Cellwise = Cellwise {
    columns: &["bic"],
    value: bic,
    worked: |t| {
        let g2 = six(t.signed_g2().abs());
        format!("{g2} − ln {}", t.total())
    },
    about: About {
        formula: "|g2| − ln N",
        range: "any; unsigned",
        undefined: "a group has no words",
        citation: "Wilson, A. (2013). Embracing Bayes factors for key item analysis in corpus linguistics. In New approaches to the study of linguistic variability, 3–11. Peter Lang.",
    },
};
