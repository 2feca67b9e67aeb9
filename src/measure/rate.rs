//! Rates with intervals over articles.

use super::tails::t_quantile;

/// Sums over units from which a ratio and its standard error follow: counts `x`, sizes `n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitSums {
    /// Σx.
    pub x: u64,
    /// Σx².
    pub xx: u128,
    /// Σxn.
    pub xn: u128,
}

/// The sizes of the units of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitSizes {
    /// Units with n > 0.
    pub units: u64,
    /// Σn.
    pub n: u64,
    /// Σn².
    pub nn: u128,
}

impl UnitSums {
    /// Adds a unit of `n` words, `x` of them counted.
    pub fn add(&mut self, x: u64, n: u64) {
        self.x += x;
        self.xx += u128::from(x) * u128::from(x);
        self.xn += u128::from(x) * u128::from(n);
    }
}

impl UnitSizes {
    /// Adds a unit of `n` words; one without words does not count.
    pub fn add(&mut self, n: u64) {
        self.units += u64::from(n > 0);
        self.n += n;
        self.nn += u128::from(n) * u128::from(n);
    }
}

/// A rate with its 95 % interval, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Σx / Σn.
    pub rate: f64,
    /// Lower and upper end, or the reason why they are missing.
    pub interval: Result<(f64, f64), &'static str>,
}

/// Fewest units that give an interval.
const MIN_UNITS: u64 = 5;

/// How often a term occurs, as a ratio over units, with an interval that respects that words cluster by article.
///
/// ```text
/// r = Σx / Σn      SE² = U/(U − 1) · Σ(x − r n)² / (Σn)²      ends: exp( ln r ± t·SE/r ),  t on U − 1 degrees
/// ```
///
/// `U` counts units (clusters of near-duplicate articles) with words. Ends are missing, with the reason, under five
/// units, for a term that never or always occurs, and when all units agree exactly. `None` if there are no words.
/// No interval treats tokens as independent.
///
/// The ratio estimator: Cochran, W. G. (1977), Sampling Techniques, 3rd ed., Wiley, §6.3–6.4.
///
/// # Examples
///
/// ```
/// use counterframe::measure::rate::{UnitSizes, UnitSums, rate};
/// // Five articles of 100 words with 1, 2, 3, 4, 5 hits: r = .03, Σ(x − r n)² = 10, SE = √(5/4 · 10) / 500.
/// let sizes = UnitSizes { units: 5, n: 500, nn: 50_000 };
/// let found = rate(UnitSums { x: 15, xx: 55, xn: 1_500 }, sizes).unwrap();
/// assert_eq!(found.rate, 0.03);
/// let (low, high) = found.interval.unwrap();
/// // t = 2.776 on 4 degrees, SE/r = .235 702: ends .03·exp(∓.654 417).
/// assert!((low - 0.015_592_4).abs() < 1e-6 && (high - 0.057_720_4).abs() < 1e-6);
/// ```
pub fn rate(sums: UnitSums, sizes: UnitSizes) -> Option<Rate> {
    if sizes.n == 0 {
        return None;
    }
    let r = sums.x as f64 / sizes.n as f64;
    let ends = |half: f64| (r * libm::exp(-half), r * libm::exp(half));
    Some(Rate {
        rate: r,
        interval: half_width(sums, sizes, r).map(ends),
    })
}

/// How large a part is, as a ratio over units, with an interval that stays between 0 and 1.
///
/// ```text
/// r = Σx / Σn      ends: logit⁻¹( logit r ± t·SE / (r (1 − r)) ),  SE and t as for rate
/// ```
///
/// Ends are missing as for [`rate`]. `None` if there are no words.
///
/// # Examples
///
/// ```
/// use counterframe::measure::rate::{UnitSizes, UnitSums, share};
/// // Five articles of 100 words, 10 to 50 of them quoted: r = .3, SE = √(5/4 · 1000) / 500 = .070 711.
/// let sizes = UnitSizes { units: 5, n: 500, nn: 50_000 };
/// let found = share(UnitSums { x: 150, xx: 5_500, xn: 15_000 }, sizes).unwrap();
/// let (low, high) = found.interval.unwrap();
/// // 2.776 · .070 711 / .21 = .934 882: .428571·exp(∓.934882) = .168276, 1.091498 as odds.
/// assert!((low - 0.144_04).abs() < 1e-4 && (high - 0.521_87).abs() < 1e-4);
/// ```
pub fn share(sums: UnitSums, sizes: UnitSizes) -> Option<Rate> {
    if sizes.n == 0 {
        return None;
    }
    let r = sums.x as f64 / sizes.n as f64;
    let ends = |half: f64| {
        let half = half / (1.0 - r);
        let end = |by: f64| {
            let odds = r / (1.0 - r) * libm::exp(by);
            odds / (1.0 + odds)
        };
        (end(-half), end(half))
    };
    Some(Rate {
        rate: r,
        interval: half_width(sums, sizes, r).map(ends),
    })
}

/// The largest share of units that something can be in and still be in none of `units` with a chance of 5 %.
///
/// ```text
/// 1 − .05^(1/U)
/// ```
///
/// From 0 to 1; `None` without units. The exact one-sided 95 % bound for zero successes (Clopper, C. J. & Pearson, E. S.
/// (1934), Biometrika 26, 404–413).
///
/// # Examples
///
/// ```
/// // Nothing in 10 articles: at most 26 % of such articles; .741 134^10 = .05.
/// let most = counterframe::measure::rate::most_units(10).unwrap();
/// assert!((most - 0.258_866).abs() < 1e-6);
/// assert_eq!(counterframe::measure::rate::most_units(0), None);
/// ```
pub fn most_units(units: u64) -> Option<f64> {
    (units > 0).then(|| 1.0 - libm::pow(0.05, 1.0 / units as f64))
}

/// Half the width of the interval of ln r, or why there is none.
fn half_width(sums: UnitSums, sizes: UnitSizes, r: f64) -> Result<f64, &'static str> {
    if sums.x == 0 {
        return Err("it does not occur");
    }
    if sums.x == sizes.n {
        return Err("it is all there is");
    }
    if sizes.units < MIN_UNITS {
        return Err("fewer than 5 articles");
    }
    let units = sizes.units as f64;
    let squares = sums.xx as f64 - 2.0 * r * sums.xn as f64 + r * r * sizes.nn as f64;
    let se = libm::sqrt((units / (units - 1.0) * squares).max(0.0)) / sizes.n as f64;
    // Squares that cancel to rounding error are zero.
    if squares <= 1e-12 * sums.xx as f64 {
        return Err("all articles have the same rate");
    }
    Ok(t_quantile(0.025, units - 1.0) * se / r)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_missing_with_a_reason() {
        let sizes = UnitSizes {
            units: 5,
            n: 500,
            nn: 50_000,
        };
        let reason = |sums, sizes| rate(sums, sizes).unwrap().interval.unwrap_err();
        assert_eq!(reason(UnitSums::default(), sizes), "it does not occur");
        let same = UnitSums {
            x: 10,
            xx: 20,
            xn: 1_000,
        };
        assert_eq!(reason(same, sizes), "all articles have the same rate");
        assert_eq!(
            reason(same, UnitSizes { units: 4, ..sizes }),
            "fewer than 5 articles"
        );
        assert_eq!(rate(same, UnitSizes::default()), None);
    }
}
