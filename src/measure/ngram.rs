//! Do words keep together in runs?

use crate::measure::About;

/// The interaction of all words of a run in a log-linear model, and its Wald z.
///
/// `matching[mask]` is the number of runs of this length that have the right word wherever a bit of `mask` is set (bit 0
/// is the first word); `matching[0]` are all runs. From these follow the cells `n_b` of the table with 2ᴷ cells, which
/// say at just which places the words agree.
///
/// ```text
/// λ = Σ_b (−1)^(K − |b|) ln(n_b + ½)        z = λ / √( Σ_b 1 / (n_b + ½) )
/// ```
///
/// For two words λ is the logarithm of the odds ratio. Positive: the words keep together more than all shorter runs of
/// them explain. `None` unless the counts are those of 2 to 5 words.
///
/// Blaheta, D. and Johnson, M. (2001), "Unsupervised learning of multi-word verbs", ACL Workshop on Collocation, 54–60.
///
/// # Examples
///
/// ```
/// use counterframe::measure::ngram::lambda;
/// // 100 runs of two words; the first fits 20 times, the second 10 times, both 8 times: cells 8, 12, 2, 78.
/// let (value, z) = lambda(&[100, 20, 10, 8]).unwrap();
/// // ln(8.5 · 78.5 / (12.5 · 2.5)) = 3.061 145, over √(1/8.5 + 1/12.5 + 1/2.5 + 1/78.5).
/// assert!((value - 3.061_145).abs() < 1e-6 && (z - 3.918_156).abs() < 1e-3);
/// ```
pub fn lambda(matching: &[u64]) -> Option<(f64, f64)> {
    if !matches!(matching.len(), 4 | 8 | 16 | 32) {
        return None;
    }
    // From "at least these" to "just these", place by place.
    let mut cells: Vec<i64> = matching
        .iter()
        .map(|n| i64::try_from(*n).ok())
        .collect::<Option<_>>()?;
    let places = matching.len().trailing_zeros();
    for place in 0..places {
        for mask in (0..cells.len()).filter(|mask| mask >> place & 1 == 0) {
            cells[mask] -= cells[mask | 1 << place];
        }
    }
    let (mut sum, mut variance) = (0.0, 0.0);
    for (mask, n) in cells.into_iter().enumerate() {
        let n = u64::try_from(n).ok()? as f64 + 0.5;
        let sign = if (places - mask.count_ones()).is_multiple_of(2) {
            1.0
        } else {
            -1.0
        };
        sum += sign * libm::log(n);
        variance += 1.0 / n;
    }
    Some((sum, sum / libm::sqrt(variance)))
}

/// Formula, range and source.
pub const ABOUT: About = About {
    formula: "Σ (−1)^(K−|b|) ln(n_b + ½) over 2ᴷ cells, and over √(Σ 1/(n_b + ½))",
    range: "any; above 0: the words keep together",
    undefined: "the counts are not those of a run",
    citation: "Blaheta, D. & Johnson, M. (2001). Unsupervised learning of multi-word verbs. ACL Workshop on Collocation, 54–60.",
};
