//! Pearson's chi-squared of a collocation.

use super::OfCounts;
use crate::measure::About;
use crate::measure::Table2x2;

/// Pearson's χ² of (within reach, elsewhere) × (collocate, other tokens), with the sign of attraction, uncorrected.
///
/// ```text
/// N (O O₂₂ − O₁₂ O₂₁)² / (R₁ R₂ C₁ C₂)
/// ```
///
/// A ranking, not a test. `None` when the margins admit no table.
///
/// Pearson, K. (1900); for collocations: Manning, C. D. and Schütze, H. (1999), Foundations of Statistical NLP, §5.3.3.
///
/// # Examples
///
/// ```
/// use counterframe::measure::association::chi2;
/// // O = 8 of R1 = 15,828 and C1 = 4,675 among 14,307,668 (Manning and Schütze): 1.55.
/// assert!((chi2(8, 15_828, 4_675, 14_307_668).unwrap() - 1.55).abs() < 0.005);
/// ```
pub fn chi2(observed: u64, r1: u64, c1: u64, n: u64) -> Option<f64> {
    let table = Table2x2::of_margins(observed, r1, c1, n)?;
    Some(table.signed(table.chi_squared(0.0)))
}

/// [`chi2`] as a column.
pub(super) const CHI2: OfCounts = OfCounts {
    column: "chi2",
    value: |c, _| chi2(c.observed, c.r1, c.c1, c.n),
    about: About {
        formula: "N (O O₂₂ − O₁₂ O₂₁)² / (R₁ R₂ C₁ C₂)",
        range: "any; above 0: attraction",
        undefined: "the margins admit no table under this scheme",
        citation: "Manning, C. D. & Schütze, H. (1999). Foundations of Statistical Natural Language Processing, §5.3.3. MIT Press.",
    },
};
