//! The difference of two rates with its interval.

use crate::contrast::Units;
use crate::measure::tails::t_quantile;

/// Fewest units a side that give an interval.
const MIN_UNITS: u64 = 5;
/// Squares below this share of what they are the difference of are rounding error.
const ROUNDING: f64 = 1e-12;

/// Two rates and how far they lie apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// Σx / Σn of target and reference.
    pub rates: [f64; 2],
    /// The first less the second.
    pub difference: f64,
    /// Lower and upper end of the 95 % interval, or the reason why they are missing.
    pub interval: Result<(f64, f64), &'static str>,
}

/// The difference of the rates of a term in target and reference, with a 95 % interval over units.
///
/// ```text
/// d = r₁ − r₀      SE² = U/(U − 1) Σ z_u²      z_u = (x_u1 − r₁ n_u1)/N₁ − (x_u0 − r₀ n_u0)/N₀      ends: d ± t·SE
/// ```
///
/// `t` has U − 1 degrees of freedom if every unit is on both sides, U − 2 otherwise; with units on one side only each side
/// has its own factor U/(U − 1). Ends beyond −1 and 1 are cut there: what is counted is a part of what there is. Ends are missing under five units a side, for a term that does not occur, and without
/// spread. `None` if a side has no words. The linearised ratio estimator: Cochran, W. G. (1977), Sampling Techniques, 3rd
/// ed., Wiley, §6.4.
///
/// # Examples
///
/// ```
/// use counterframe::contrast::{UnitCell, Units};
/// use counterframe::measure::inference::difference;
/// // Five pairs of 100 words: 3, 4, 5, 6, 7 against 1, 2, 3, 2, 2 hits, r = .05 and .02; 500 z = −1, −1, −1, 1, 2;
/// // SE = √(5/4 · 8) / 500 = .006 325; t = 2.776 on 4 degrees.
/// let hits = [[3, 1], [4, 2], [5, 3], [6, 2], [7, 2]];
/// let cells = (0..).zip(hits).map(|(unit, counts)| UnitCell { unit, counts }).collect();
/// let found = difference(&Units::new(vec![[100, 100]; 5], vec![0; 5], vec![cells]), 0).unwrap();
/// let (low, high) = found.interval.unwrap();
/// assert!((found.difference - 0.03).abs() < 1e-12);
/// assert!((low - 0.012_440).abs() < 1e-6 && (high - 0.047_560).abs() < 1e-6);
/// ```
pub fn difference(units: &Units, term: usize) -> Option<Difference> {
    let (mut n, mut x) = ([0_u64; 2], [0_u64; 2]);
    for sizes in &units.sizes {
        (0..2).for_each(|side| n[side] += sizes[side]);
    }
    if n.contains(&0) {
        return None;
    }
    for cell in units.of(term) {
        (0..2).for_each(|side| x[side] += u64::from(cell.counts[side]));
    }
    let rates = [0, 1].map(|side| x[side] as f64 / n[side] as f64);
    let difference = rates[0] - rates[1];
    Some(Difference {
        rates,
        difference,
        interval: half_width(units, term, n, rates)
            .map(|half| ((difference - half).max(-1.0), (difference + half).min(1.0))),
    })
}

fn half_width(
    units: &Units,
    term: usize,
    n: [u64; 2],
    rates: [f64; 2],
) -> Result<f64, &'static str> {
    let on_sides = units.on_sides();
    if on_sides.iter().any(|units| *units < MIN_UNITS) {
        return Err("fewer than 5 units on a side");
    }
    if units.of(term).iter().all(|cell| cell.counts == [0, 0]) {
        return Err("it does not occur");
    }
    let factor = |units: u64| units as f64 / (units as f64 - 1.0);
    let all = units.sizes.len() as u64;
    let both = units.sizes.iter().filter(|n| n[0] > 0 && n[1] > 0).count() as u64;
    let mut cells = units.of(term).iter().peekable();
    let (mut squares, mut whole) = (0.0, 0.0);
    for (unit, sizes) in units.sizes.iter().enumerate() {
        let here = cells.next_if(|c| c.unit as usize == unit);
        let counts = here.map_or([0, 0], |c| c.counts);
        let [target, reference] = [0, 1].map(|side| {
            let (counted, expected) = (f64::from(counts[side]), rates[side] * sizes[side] as f64);
            whole += (counted * counted + expected * expected) / (n[side] as f64 * n[side] as f64);
            (counted - expected) / n[side] as f64
        });
        let z = target - reference;
        let weight = if both == 0 {
            factor(on_sides[usize::from(sizes[0] == 0)])
        } else {
            factor(all)
        };
        squares += weight * z * z;
    }
    if squares <= ROUNDING * whole {
        return Err("all units agree");
    }
    let df = all as f64 - if both == all { 1.0 } else { 2.0 };
    Ok(t_quantile(0.025, df) * libm::sqrt(squares))
}
