//! The conservative log ratio.

use super::{Contrast, Keyness, Options, Table2x2, tables};
use crate::measure::About;
use crate::measure::six;
use crate::measure::tails::beta_quantile;

/// The error rate of the intervals, over all terms together.
const ALPHA: f64 = 0.05;

/// The log ratio a cautious reader would accept: the end of an exact interval that is nearer 0, and 0 if it covers 0.
///
/// ```text
/// t from Clopper and Pearson's interval of a / (a + b)        log₂( (N₂ / N₁) · t / (1 − t) )
/// ```
///
/// `family` is the number of terms compared: the interval has level `1 − .05 / family` (Bonferroni). Positive: more in
/// the target. Safe at zero counts. `None` if a group has no tokens or `family` is 0.
///
/// Evert, S. (2022), "Measuring keyness", Digital Humanities 2022, Tokyo; function `keyness` of the R package corpora.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::lrc};
/// // 8 : 0 in groups of equal size: the lower limit is (.025)^(1/8) = .630 58, log₂(.630 58 / .369 42) = .771 43.
/// let value = lrc(Table2x2 { a: 8, b: 0, c: 92, d: 100 }, 1).unwrap();
/// assert!((value - 0.771_43).abs() < 1e-4);
/// // 10 : 5 says too little.
/// assert_eq!(lrc(Table2x2 { a: 10, b: 5, c: 90, d: 95 }, 1), Some(0.0));
/// ```
pub fn lrc(table: Table2x2, family: u64) -> Option<f64> {
    let (low, high) = log_ratio_bounds(
        table,
        ALPHA / (2.0 * (family > 0).then_some(family)? as f64),
    )?;
    Some(if low > 0.0 {
        low
    } else if high < 0.0 {
        high
    } else {
        0.0
    })
}

/// Exact limits of the log ratio, each missed with probability `tail`; infinite where a count is 0.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::log_ratio_bounds};
/// let (low, high) = log_ratio_bounds(Table2x2 { a: 8, b: 0, c: 92, d: 100 }, 0.025).unwrap();
/// assert!((low - 0.771_43).abs() < 1e-4 && high == f64::INFINITY);
/// ```
pub fn log_ratio_bounds(table: Table2x2, tail: f64) -> Option<(f64, f64)> {
    let [n1, n2] = table.sizes()?;
    let [a, b, ..] = table.cells();
    let low = if table.a == 0 {
        f64::NEG_INFINITY
    } else {
        let t = beta_quantile(tail, a, b + 1.0);
        libm::log2(n2 / n1 * t / (1.0 - t))
    };
    let high = if table.b == 0 {
        f64::INFINITY
    } else {
        // The upper limit from its distance to 1, which has more digits.
        let rest = beta_quantile(tail, b, a + 1.0);
        libm::log2(n2 / n1 * (1.0 - rest) / rest)
    };
    Some((low, high))
}

/// [`lrc`] over a contrast, whose terms are the family.
pub(super) struct Lrc;

impl Keyness for Lrc {
    fn columns(&self) -> &'static [&'static str] {
        &["lrc"]
    }
    fn score(&self, contrast: &Contrast<'_>, _: &Options) -> Vec<Vec<Option<f64>>> {
        let family = contrast.terms.len() as u64;
        tables(contrast)
            .map(|table| vec![lrc(table, family)])
            .collect()
    }
    fn about(&self) -> &About {
        &About {
            formula: "end of the Clopper–Pearson interval of the log ratio nearer 0, Bonferroni",
            range: "any; 0: the interval covers 0",
            undefined: "a group has no words",
            citation: "Evert, S. (2022). Measuring keyness. Digital Humanities 2022, Tokyo.",
        }
    }
    fn worked(&self, contrast: &Contrast<'_>, _: &Options, term: usize) -> String {
        let family = contrast.terms.len();
        let table = tables(contrast).nth(term);
        let bounds = table.and_then(|t| log_ratio_bounds(t, ALPHA / (2.0 * family as f64)));
        let Some((low, high)) = bounds else {
            return String::new();
        };
        let [low, high] = [low, high].map(six);
        format!("the end of {low} to {high} nearer 0, each end missed with .05 / (2 · {family})")
    }
}
