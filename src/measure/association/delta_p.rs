//! Directed association: delta P.

use super::OfCounts;
use crate::measure::About;
use crate::measure::Table2x2;

/// By how much the presence of one word raises the probability of the other.
///
/// ```text
/// P(collocate | node) − P(collocate | no node) = O / R₁ − O₂₁ / R₂
/// ```
///
/// −1 to 1. With `r1` and `c1` exchanged it is the other direction, column `delta_p_nc`. `None` when the margins admit no
/// table, or one of the two conditions never holds.
///
/// Gries, S. Th. (2013), "50-something years of work on collocations", International Journal of Corpus Linguistics 18(1),
/// 137–166; Ellis, N. (2006), Applied Linguistics 27(1), 1–24.
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::delta_p;
/// // Gries 2013, "of course": O = 5,610, R1 = 174,548, C1 = 7,867, N = 10,409,868.
/// assert!((delta_p(5_610, 174_548, 7_867, 10_409_868).unwrap() - 0.032).abs() < 0.0005);
/// assert!((delta_p(5_610, 7_867, 174_548, 10_409_868).unwrap() - 0.697).abs() < 0.0005);
/// ```
pub fn delta_p(observed: u64, r1: u64, c1: u64, n: u64) -> Option<f64> {
    let table = Table2x2::of_margins(observed, r1, c1, n)?;
    let rest = n.checked_sub(r1)?;
    (r1 > 0 && rest > 0).then(|| table.a as f64 / r1 as f64 - table.b as f64 / rest as f64)
}

/// [`delta_p`] as a column.
pub(super) const DELTA_P_CN: OfCounts = OfCounts {
    column: "delta_p_cn",
    value: |c, _| delta_p(c.observed, c.r1, c.c1, c.n),
    about: About {
        formula: "O/R₁ − O₂₁/R₂: the collocate given the node",
        range: "−1 to 1",
        undefined: "the margins admit no table under this scheme",
        citation: "Gries, S. Th. (2013). 50-something years of work on collocations: What is or should be next. International Journal of Corpus Linguistics 18(1), 137–166.",
    },
};

/// [`delta_p`] of the node given the collocate as a column.
pub(super) const DELTA_P_NC: OfCounts = OfCounts {
    column: "delta_p_nc",
    value: |c, _| delta_p(c.observed, c.c1, c.r1, c.n),
    about: About {
        formula: "O/C₁ − O₁₂/C₂: the node given the collocate",
        range: "−1 to 1",
        ..DELTA_P_CN.about
    },
};
