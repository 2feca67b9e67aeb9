//! p-values of many terms, adjusted.

use serde::{Deserialize, Serialize};

/// How p-values of many terms are adjusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Adjust {
    /// Benjamini and Hochberg (1995): the expected share of false discoveries.
    #[default]
    Bh,
    /// Benjamini and Yekutieli (2001): the same under any dependence.
    By,
    /// Holm (1979): the chance of any false discovery.
    Holm,
    /// Bonferroni: the same, one step.
    Bonferroni,
    /// As they are.
    None,
}

impl Adjust {
    /// As a study and tables write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bh => "bh",
            Self::By => "by",
            Self::Holm => "holm",
            Self::Bonferroni => "bonferroni",
            Self::None => "none",
        }
    }
}

/// Adjusted p-values, in the order of the given ones.
///
/// ```text
/// bh: min over j ≥ i of  m p_j / j         holm: max over j ≤ i of  (m − j + 1) p_j
/// by: the same times Σ 1/j                 bonferroni: m p
/// ```
///
/// for p in ascending order, each at most 1; agrees with R's `p.adjust`.
///
/// Benjamini, Y. and Hochberg, Y. (1995), JRSS B 57(1), 289–300; Benjamini, Y. and Yekutieli, D. (2001), Annals of
/// Statistics 29(4), 1165–1188; Holm, S. (1979), Scandinavian Journal of Statistics 6(2), 65–70.
///
/// # Examples
///
/// ```
/// use counterframe::measure::inference::{Adjust, adjusted};
/// let p = [0.01, 0.04, 0.03];
/// // bh: .01 · 3/1, and .04 · 3/3 for both others.
/// assert_eq!(adjusted(&p, Adjust::Bh), [0.03, 0.04, 0.04]);
/// // holm: .01 · 3, .03 · 2 and .04 · 1, not below the one before.
/// assert_eq!(adjusted(&p, Adjust::Holm), [0.03, 0.06, 0.06]);
/// ```
pub fn adjusted(p: &[f64], adjust: Adjust) -> Vec<f64> {
    let m = p.len() as f64;
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|x, y| p[*x].total_cmp(&p[*y]).then(x.cmp(y)));
    let mut out = p.to_vec();
    let harmonic: f64 = (1..=p.len()).map(|j| 1.0 / j as f64).sum();
    match adjust {
        Adjust::None => {}
        Adjust::Bonferroni => out.iter_mut().for_each(|p| *p = (*p * m).min(1.0)),
        Adjust::Holm => {
            let mut largest: f64 = 0.0;
            for (i, place) in order.iter().enumerate() {
                largest = largest.max((m - i as f64) * p[*place]).min(1.0);
                out[*place] = largest;
            }
        }
        Adjust::Bh | Adjust::By => {
            let factor = if adjust == Adjust::By { harmonic } else { 1.0 };
            let mut smallest: f64 = 1.0;
            for (i, place) in order.iter().enumerate().rev() {
                smallest = smallest.min(factor * m / (i as f64 + 1.0) * p[*place]);
                out[*place] = smallest;
            }
        }
    }
    out
}
