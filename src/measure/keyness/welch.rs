//! Welch's t-test over articles.

use super::{Contrast, Keyness, Options, by_unit};
use crate::measure::About;
use crate::measure::six;
use crate::measure::tails::t_two_sided;

/// Welch's t and its two-sided p: do the mean relative frequencies of two groups of units differ?
///
/// ```text
/// t = (m₁ − m₂) / √(s₁²/n₁ + s₂²/n₂)
/// df = (s₁²/n₁ + s₂²/n₂)² / ( (s₁²/n₁)²/(n₁ − 1) + (s₂²/n₂)²/(n₂ − 1) )
/// ```
///
/// `m`, `s²`, `n`: mean, variance (divided by n − 1) and number of units. Positive: more in the target. Every unit
/// counts the same, however long it is. `None` with fewer than two units a side. Where neither group varies, t is 0 and
/// p is 1 if the means are equal; otherwise both are undefined.
///
/// Welch, B. L. (1947), "The generalization of 'Student's' problem …", Biometrika 34, 28–35.
///
/// # Examples
///
/// ```
/// use counterframe::measure::keyness::welch;
/// // Means 4 and 2, variances 1 and 1, three units each: t = 2/√(2/3) = 2.449 490 on 4 degrees, p = .070 484.
/// let (t, p) = welch(&[3.0, 4.0, 5.0], &[1.0, 2.0, 3.0]).unwrap();
/// assert!((t - 2.449_490).abs() < 1e-6 && (p - 0.070_484).abs() < 1e-6);
/// assert_eq!(welch(&[2.0, 2.0], &[2.0, 2.0]), Some((0.0, 1.0)));
/// assert_eq!(welch(&[2.0, 2.0], &[1.0, 1.0]), None);
/// ```
pub fn welch(target: &[f64], reference: &[f64]) -> Option<(f64, f64)> {
    let [(m1, e1, n1), (m2, e2, n2)] = [moments(target)?, moments(reference)?];
    let error = e1 + e2;
    if error == 0.0 {
        // Means of equal numbers are compared as such.
        return (target[0].to_bits() == reference[0].to_bits()).then_some((0.0, 1.0));
    }
    let t = (m1 - m2) / libm::sqrt(error);
    let df = error * error / (e1 * e1 / (n1 - 1.0) + e2 * e2 / (n2 - 1.0));
    Some((t, t_two_sided(t, df)))
}

/// Mean, squared standard error of the mean, number.
fn moments(values: &[f64]) -> Option<(f64, f64, f64)> {
    if values.len() < 2 {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    if values.iter().all(|v| v.to_bits() == values[0].to_bits()) {
        return Some((values[0], 0.0, n));
    }
    let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    Some((mean, squares / (n - 1.0) / n, n))
}

/// [`welch`] over a contrast.
pub(super) struct Welch;

impl Keyness for Welch {
    fn columns(&self) -> &'static [&'static str] {
        &["welch_t", "welch_p"]
    }
    fn score(&self, contrast: &Contrast<'_>, _: &Options) -> Vec<Vec<Option<f64>>> {
        by_unit::scores(contrast, |target, reference| {
            let found = welch(target, reference);
            vec![found.map(|f| f.0), found.map(|f| f.1)]
        })
    }
    fn about(&self) -> &About {
        &About {
            formula: "(m₁ − m₂) / √(s₁²/n₁ + s₂²/n₂) over units",
            range: "t: any; p: 0 to 1",
            undefined: "a unit is on both sides, or a side has fewer than two units, or neither side varies",
            citation: "Welch, B. L. (1947). The generalization of 'Student's' problem when several different population variances are involved. Biometrika 34, 28–35.",
        }
    }
    fn worked(&self, contrast: &Contrast<'_>, _: &Options, term: usize) -> String {
        let Some(samples) = by_unit::of_term(contrast, term) else {
            return "a unit is on both sides".into();
        };
        let [target, reference] = samples.map(|s| moments(&s));
        let (Some((m1, e1, n1)), Some((m2, e2, n2))) = (target, reference) else {
            return "a side has fewer than two units".into();
        };
        let [m1, m2, v1, v2] = [m1, m2, e1 * n1, e2 * n2].map(six);
        format!("({m1} − {m2}) / √({v1}/{n1} + {v2}/{n2})")
    }
}
