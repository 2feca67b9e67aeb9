//! How far two coders agree beyond chance.

use std::collections::BTreeMap;

/// Krippendorff's alpha for two coders and names: 1 for perfect agreement, 0 for what chance would give.
///
/// ```text
///          (n − 1) Σ o_cc − Σ n_c (n_c − 1)
/// α  =  ──────────────────────────────────────      n: values, two for each unit; n_c: values that are c;
///            n (n − 1) − Σ n_c (n_c − 1)            o_cc: values c in units where both coders say c
/// ```
///
/// Negative where coders disagree more than chance. `None` for fewer than two units, or where everybody always says
/// the same: then there is nothing to agree about.
///
/// Krippendorff, K. (2011), "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, sections A (two coders, two values) and B (any number of values).
///
/// # Examples
///
/// ```
/// use counterframe::measure::agreement::alpha;
/// // Krippendorff's example of two coders and ten units: (19·12 − 212) / (380 − 212) = .0952.
/// let one = ["0", "1", "0", "0", "0", "0", "0", "0", "1", "0"];
/// let two = ["1", "1", "1", "0", "0", "1", "0", "0", "0", "0"];
/// let pairs: Vec<(&str, &str)> = one.into_iter().zip(two).collect();
/// assert!((alpha(&pairs).unwrap() - 0.095_238).abs() < 1e-6);
/// ```
pub fn alpha(pairs: &[(&str, &str)]) -> Option<f64> {
    let mut values: BTreeMap<&str, u64> = BTreeMap::new();
    for (one, two) in pairs {
        *values.entry(one).or_default() += 1;
        *values.entry(two).or_default() += 1;
    }
    let n = 2 * pairs.len() as u64;
    let same = 2 * pairs.iter().filter(|(one, two)| one == two).count() as u64;
    let chance: u64 = values.values().map(|c| c * (c - 1)).sum();
    if pairs.len() < 2 || n * (n - 1) == chance {
        return None;
    }
    let above = (n - 1) as f64 * same as f64 - chance as f64;
    Some(above / (n * (n - 1) - chance) as f64)
}
