//! The log-likelihood ratio of a collocation.

use super::OfCounts;
use crate::measure::About;
use crate::measure::Table2x2;

/// How much evidence there is that two words attract (positive) or avoid (negative) each other, if tokens were independent.
///
/// ```text
/// 2 Σ O ln(O / E) over the four cells of (within reach, elsewhere) × (collocate, other tokens)
/// ```
///
/// Any real number; a ranking, not a test. `None` when the margins admit no table (more hits than the collocate has
/// occurrences, or more tokens within reach than there are).
///
/// Dunning, T. (1993), Computational Linguistics 19(1), 61–74; margins: Evert, S. (2008), "Corpora and collocations", §4.
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::g2;
/// // O = 8 of R1 = 13 and C1 = 32 among 31,777 (Dunning's bigram table): 95.29.
/// assert!((g2(8, 13, 32, 31_777).unwrap() - 95.29).abs() < 0.005);
/// assert_eq!(g2(14, 13, 32, 31_777), None);
/// ```
pub fn g2(observed: u64, r1: u64, c1: u64, n: u64) -> Option<f64> {
    Table2x2::of_margins(observed, r1, c1, n).map(|table| table.signed_g2())
}

/// [`g2`] as a column.
pub(super) const G2: OfCounts = OfCounts {
    column: "g2",
    value: |c, _| g2(c.observed, c.r1, c.c1, c.n),
    about: About {
        formula: "2 Σ O ln(O / E) over four cells",
        range: "any; above 0: attraction",
        undefined: "the margins admit no table under this scheme",
        citation: "Dunning, T. (1993). Accurate Methods for the Statistics of Surprise and Coincidence. Computational Linguistics 19(1), 61–74.",
    },
};
