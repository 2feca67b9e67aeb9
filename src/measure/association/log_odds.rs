//! The log odds ratio of a collocation.

use super::OfCounts;
use crate::measure::About;
use crate::measure::Table2x2;

/// The logarithm of the odds ratio, with half an occurrence added to each cell.
///
/// ```text
/// ln( (O + ½)(O₂₂ + ½) / ((O₁₂ + ½)(O₂₁ + ½)) )
/// ```
///
/// Natural logarithm; 0: no association. `None` when the margins admit no table.
///
/// Haldane, J. B. S. (1956), Annals of Human Genetics 20(4), 309–311; Evert, S. (2004), The Statistics of Word
/// Cooccurrences, thesis, University of Stuttgart, §3.1.8.
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::log_odds;
/// // O = 3, 1, 1, 3: ln(3.5² / 1.5²) = 1.694 596.
/// assert!((log_odds(3, 4, 4, 8).unwrap() - 1.694_596).abs() < 1e-6);
/// ```
pub fn log_odds(observed: u64, r1: u64, c1: u64, n: u64) -> Option<f64> {
    let table = Table2x2::of_margins(observed, r1, c1, n)?;
    let [a, b, c, d] = table.cells().map(|cell| cell + 0.5);
    Some(libm::log(a * d / (b * c)))
}

/// [`log_odds`] as a column.
pub(super) const LOG_ODDS: OfCounts = OfCounts {
    column: "log_odds",
    value: |c, _| log_odds(c.observed, c.r1, c.c1, c.n),
    about: About {
        formula: "ln((O+½)(O₂₂+½) / ((O₁₂+½)(O₂₁+½)))",
        range: "any; 0: no association",
        undefined: "the margins admit no table under this scheme",
        citation: "Evert, S. (2004). The Statistics of Word Cooccurrences: Word Pairs and Collocations. Thesis, University of Stuttgart, §3.1.8.",
    },
};
