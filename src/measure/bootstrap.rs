//! Intervals by drawing units again.

use crate::random::SplitMix64;

/// Draws of an interval.
const DRAWS: usize = 2_000;
/// Fewest units that give one.
const MIN_UNITS: usize = 5;

/// A 95 % percentile interval of a statistic over units: they are drawn with replacement 2,000 times.
///
/// `statistic` gets the numbers of the drawn units; draws for which it is undefined are left out. Random numbers are
/// SplitMix64 from `seed`: the same seed gives the same interval.
///
/// # Errors
///
/// The reason, under five units, or when the statistic is undefined for half of the draws.
///
/// Efron, B. and Tibshirani, R. J. (1993), An Introduction to the Bootstrap, Chapman & Hall, §13.3.
///
/// # Examples
///
/// ```
/// use counterframe::measure::bootstrap::interval;
/// let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
/// let mean = |units: &[usize]| Some(units.iter().map(|u| values[*u]).sum::<f64>() / units.len() as f64);
/// let (low, high) = interval(6, 1, mean).unwrap();
/// assert!(low > 1.5 && low < 3.0 && high > 4.0 && high < 5.5);
/// assert!(interval(4, 1, mean).is_err());
/// ```
pub fn interval(
    units: usize,
    seed: u64,
    statistic: impl Fn(&[usize]) -> Option<f64>,
) -> Result<(f64, f64), &'static str> {
    if units < MIN_UNITS {
        return Err("fewer than 5 articles");
    }
    let mut numbers = SplitMix64::new(seed);
    let mut values = Vec::with_capacity(DRAWS);
    let mut drawn = vec![0; units];
    for _ in 0..DRAWS {
        for unit in &mut drawn {
            *unit = numbers.below(units);
        }
        values.extend(statistic(&drawn));
    }
    if values.len() * 2 < DRAWS {
        return Err("undefined in most draws");
    }
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = libm::round(share * (values.len() - 1) as f64) as i64;
        let place = usize::try_from(place).unwrap_or(0);
        values[place.min(values.len() - 1)]
    };
    Ok((at(0.025), at(0.975)))
}
