//! Average reduced frequency.

use crate::measure::About;

/// The distances between successive occurrences of a term, the corpus taken as a circle.
///
/// `places` are its positions among `n` words, ascending; the first distance reaches back over the end to the last one.
/// They sum to `n`. Empty where the term does not occur.
///
/// # Examples
///
/// ```
/// use counterframe::measure::dispersion::distances;
/// assert_eq!(distances(&[1, 4], 10), [7, 3]); // from 4 over the end to 1, from 1 to 4
/// ```
pub fn distances(places: &[u64], n: u64) -> Vec<u64> {
    let Some((first, last)) = places.first().zip(places.last()) else {
        return Vec::new();
    };
    let between = places.windows(2).map(|pair| pair[1] - pair[0]);
    std::iter::once(first + n - last).chain(between).collect()
}

/// The frequency a term would have if its clumps counted less: average reduced frequency.
///
/// ```text
/// ARF = (f / N) Σ min(d, N / f)        d: distances between successive occurrences, the corpus taken as a circle
/// ```
///
/// From near 1 (all in one place) to f (even). `None` if the term does not occur.
///
/// Savický, P. and Hlaváčová, J. (2002), "Measures of word commonness", Journal of Quantitative Linguistics 9(3), 215–231.
///
/// # Examples
///
/// ```
/// use counterframe::measure::dispersion::arf;
/// // Two of ten words, 3 and 7 apart, the limit is 5: 2/10 · (3 + 5) = 1.6.
/// assert!((arf(&[1, 4], 10).unwrap() - 1.6).abs() < 1e-12);
/// assert_eq!(arf(&[], 10), None);
/// ```
pub fn arf(places: &[u64], n: u64) -> Option<f64> {
    let f = places.len() as f64;
    let even = n as f64 / f;
    let reduced = distances(places, n)
        .into_iter()
        .map(|d| (d as f64).min(even));
    (!places.is_empty()).then(|| reduced.sum::<f64>() / even)
}

/// Formula, range and source.
pub const ABOUT: About = About {
    formula: "(f / N) Σ min(d, N / f), d: distances between occurrences",
    range: "1 to f (even)",
    undefined: "the term does not occur",
    citation: "Savický, P. & Hlaváčová, J. (2002). Measures of word commonness. Journal of Quantitative Linguistics 9(3), 215–231.",
};
