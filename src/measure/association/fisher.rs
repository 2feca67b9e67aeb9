//! Fisher's exact test of a collocation.

use super::OfCounts;
use crate::measure::About;
use crate::measure::Table2x2;
use crate::measure::tails::hypergeometric_upper;

/// Fisher's exact test, one-sided: the probability of at least so many meetings if the two had nothing to do with each other.
///
/// In `[0, 1]`; small: attraction. It takes tokens as independent. `None` when the margins admit no table.
///
/// Pedersen, T. (1996), "Fishing for exactness", South-Central SAS Users Group, 188–200.
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::fisher_p;
/// // 3 of 4 and 4 among 8: 17 of 70 tables have at least as many.
/// assert!((fisher_p(3, 4, 4, 8).unwrap() - 17.0 / 70.0).abs() < 1e-14);
/// ```
pub fn fisher_p(observed: u64, r1: u64, c1: u64, n: u64) -> Option<f64> {
    Table2x2::of_margins(observed, r1, c1, n).map(hypergeometric_upper)
}

/// [`fisher_p`] as a column.
pub(super) const FISHER_P: OfCounts = OfCounts {
    column: "fisher_p",
    value: |c, _| fisher_p(c.observed, c.r1, c.c1, c.n),
    about: About {
        formula: "P(at least O meetings | margins)",
        range: "0 to 1",
        undefined: "the margins admit no table under this scheme",
        citation: "Pedersen, T. (1996). Fishing for exactness. South-Central SAS Users Group Conference, 188–200.",
    },
};
