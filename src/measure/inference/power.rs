//! How small a difference could be found.

use crate::contrast::{UnitCell, Units};
use crate::measure::tails::t_quantile;
use core::f64::consts::LN_2;

/// Terms whose errors stand for that of a term.
const NEIGHBOURS: usize = 100;

/// What a design could find for one term.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Power {
    /// The smallest log ratio that is found four times out of five.
    pub detectable: f64,
    /// Units of both sides together that the named effect needs.
    pub units_needed: f64,
}

/// The smallest detectable log ratio at 80 % power and 5 % error, term by term, and how many units a named effect needs.
///
/// ```text
/// (t₍.₉₇₅₎ + t₍.₈₀₎) · SE / ln 2        units needed = U (detectable / effect)²
/// ```
///
/// `SE` is the standard error of the logarithm of the ratio of rates: the median over the 100 tested terms nearest in
/// count. Degrees of freedom: units less one if all are on both sides, less two otherwise. `effect` is a log ratio that
/// the user names before looking; power at the observed effect says nothing that its p does not (Hoenig and Heisey 2001).
/// `tested` are the terms that have a p. `None` for every other term, and where no tested term is on both sides.
///
/// Hoenig, J. M. and Heisey, D. M. (2001), "The abuse of power", The American Statistician 55(1), 19–24.
///
/// # Examples
///
/// ```
/// use counterframe::contrast::{UnitCell, Units};
/// use counterframe::measure::inference::power;
/// // Two articles a side of 100 words with 3, 5 and 1, 3 hits: r = .04, .02; s = ∓1/8 and ∓1/4;
/// // SE² = 2/1 (1/64 + 1/64) + 2/1 (1/16 + 1/16) = .3125; t on 2 degrees: 4.302 653 + 1.060 660.
/// let sizes = vec![[100, 0], [100, 0], [0, 100], [0, 100]];
/// let cell = |unit, counts| UnitCell { unit, counts };
/// let term = vec![cell(0, [3, 0]), cell(1, [5, 0]), cell(2, [0, 1]), cell(3, [0, 3])];
/// let units = Units::new(sizes, vec![0; 4], vec![term]);
/// let found = power(&units, &[0], 1.0)[0].unwrap();
/// assert!((found.detectable - 5.363_313 * 0.312_5_f64.sqrt() / 2_f64.ln()).abs() < 1e-5);
/// assert!((found.units_needed - 4.0 * found.detectable.powi(2)).abs() < 1e-9);
/// ```
pub fn power(units: &Units, tested: &[usize], effect: f64) -> Vec<Option<Power>> {
    let mut powers = vec![None; units.terms()];
    let both = units.sizes.iter().filter(|n| n[0] > 0 && n[1] > 0).count();
    let count = units.sizes.len();
    let df = count as f64 - if both == count { 1.0 } else { 2.0 };
    if df < 1.0 {
        return powers;
    }
    let reach = (t_quantile(0.025, df) + t_quantile(0.2, df)) / LN_2;
    let pooled = |term: usize| -> u64 {
        let counts = units.of(term).iter().flat_map(|c| c.counts);
        counts.map(u64::from).sum()
    };
    let mut errors: Vec<(u64, usize, f64)> = tested
        .iter()
        .filter_map(|term| Some((pooled(*term), *term, error(units, units.of(*term), both)?)))
        .collect();
    errors.sort_by_key(|e| (e.0, e.1));
    if errors.is_empty() {
        return powers;
    }
    for term in tested {
        let se = median_near(&errors, pooled(*term));
        let detectable = reach * se;
        powers[*term] = Some(Power {
            detectable,
            units_needed: count as f64 * (detectable / effect) * (detectable / effect),
        });
    }
    powers
}

/// The median error of the terms nearest to a count; `errors` ascend by count.
fn median_near(errors: &[(u64, usize, f64)], count: u64) -> f64 {
    let (mut first, mut last) = (errors.partition_point(|e| e.0 < count), 0);
    last += first;
    while last - first < NEIGHBOURS.min(errors.len()) {
        let below = first.checked_sub(1).map(|i| count - errors[i].0);
        let above = errors.get(last).map(|e| e.0 - count);
        match (below, above) {
            (Some(below), Some(above)) if below < above => first -= 1,
            (Some(_), None) => first -= 1,
            _ => last += 1,
        }
    }
    let mut near: Vec<f64> = errors[first..last].iter().map(|e| e.2).collect();
    near.sort_by(f64::total_cmp);
    let middle = near.len() / 2;
    if near.len() % 2 == 1 {
        near[middle]
    } else {
        0.5 * (near[middle - 1] + near[middle])
    }
}

/// The standard error of ln(r₁/r₀); with units on one side only, each side has its own factor U/(U − 1).
fn error(units: &Units, cells: &[UnitCell], both: usize) -> Option<f64> {
    let (mut n, mut x) = ([0.0; 2], [0.0; 2]);
    for sizes in &units.sizes {
        (0..2).for_each(|g| n[g] += sizes[g] as f64);
    }
    for cell in cells {
        (0..2).for_each(|g| x[g] += f64::from(cell.counts[g]));
    }
    if x.contains(&0.0) {
        return None;
    }
    let on_sides = units.on_sides().map(|u| u as f64);
    let factor = |u: f64| u / (u - 1.0);
    if both == 0 && on_sides.iter().any(|u| *u < 2.0) {
        return None;
    }
    let mut cells = cells.iter().peekable();
    let mut squares = 0.0;
    for (unit, sizes) in units.sizes.iter().enumerate() {
        let here = cells.next_if(|c| c.unit as usize == unit);
        let counts = here.map_or([0, 0], |c| c.counts);
        let part = |g: usize| (f64::from(counts[g]) - x[g] / n[g] * sizes[g] as f64) / x[g];
        let s = part(0) - part(1);
        let side = usize::from(sizes[0] == 0);
        let weight = if both == 0 {
            factor(on_sides[side])
        } else {
            factor(units.sizes.len() as f64)
        };
        squares += weight * s * s;
    }
    Some(libm::sqrt(squares))
}
