//! Is the test itself right? The whole comparison on labels that were shuffled.

use super::labels::{LANES, Labels};
use super::permute::{Block, Term};
use super::{Adjust, Options, Permutations, Statistic, adjusted, statistic};
use crate::contrast::{Contrast, Units};
use crate::measure::keyness::{self, Keyness};
use crate::measure::tails::{chi2_upper, t_quantile};
use crate::random::{SplitMix64, mixed};
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;

/// A p below this is a discovery.
const LEVEL: f64 = 0.05;
/// The seed of shuffles is that of relabellings turned over.
const OTHER: u64 = 0x2545_f491_4f6c_dd1d;

/// What one test does where there is nothing to find.
#[derive(Debug, Clone, PartialEq)]
pub struct NullCheck {
    /// The test.
    pub test: &'static str,
    /// Shuffles; each is one observation.
    pub shuffles: u64,
    /// Terms that are tested.
    pub terms: u64,
    /// The mean share of terms with p below .05.
    pub share: f64,
    /// Its 95 % Monte Carlo interval; `None` with fewer than two shuffles.
    pub interval: Option<(f64, f64)>,
    /// The mean number of terms that survive the adjustment.
    pub survivors: f64,
    /// Shuffles in which any term survives.
    pub with_survivors: u64,
}

/// Runs a comparison on shuffled labels and says how often each test cries out.
///
/// The shuffle is another than the test's own: rows of the tally change sides, and the comparison is made anew from
/// them. A coin for each unit on both sides exchanges them on all its rows; the labels of units on one side are
/// permuted among them (within strata if the test is). The distribution of a term's statistic over relabellings is the
/// same for every shuffle, so it is worked out once. Empty when the contrast is not testable.
///
/// Tests: `t` (or the study's statistic), `g2` read against χ², and where no unit is on both sides Welch's t and
/// Mann and Whitney's U.
pub fn null_check(
    contrast: &Contrast<'_>,
    options: &Options,
    shuffles: u64,
    seed: u64,
) -> Vec<NullCheck> {
    let units = contrast.units();
    let tested = super::test(units, options, seed);
    let terms: Vec<usize> = (0..units.terms())
        .filter(|t| tested.terms[*t].p.is_some())
        .collect();
    if terms.is_empty() || shuffles == 0 {
        return Vec::new();
    }
    let apart = units.sizes.iter().all(|n| n[0] == 0 || n[1] == 0);
    let sides = Sides::new(contrast, units, options);
    let shuffled: Vec<Shuffled> = (0..shuffles)
        .into_par_iter()
        .map(|number| {
            let mut numbers = SplitMix64::new(mixed(seed ^ OTHER) ^ mixed(number));
            let other = contrast.with_sides(sides.shuffled(&mut numbers));
            Shuffled::new(&other, &terms, options.statistic, apart)
        })
        .collect();
    let by_relabelling = relabelled(units, options, seed, &terms, &shuffled);
    let mut checks = vec![check(
        over_articles(options.statistic),
        &by_relabelling,
        options.adjust,
    )];
    let mut add = |name: &'static str, of: &dyn Fn(&Shuffled) -> Vec<f64>| {
        let ps: Vec<Vec<f64>> = shuffled.iter().map(of).collect();
        checks.push(check(name, &ps, options.adjust));
    };
    add("g2 as chi-squared", &|s| s.g2.clone());
    if apart {
        add("welch", &|s| s.welch.clone());
        add("mann-whitney", &|s| s.mann_whitney.clone());
    }
    checks
}

/// Rows of a contrast by unit and side, and which units exchange labels.
struct Sides {
    rows: Vec<[Vec<u32>; 2]>,
    both: Vec<usize>,
    alone: Vec<Vec<usize>>,
}

impl Sides {
    fn new(contrast: &Contrast<'_>, units: &Units, options: &Options) -> Self {
        let rows = contrast.rows_by_unit();
        let mut both = Vec::new();
        let mut alone: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (unit, [n1, n0]) in units.sizes.iter().enumerate() {
            if *n1 > 0 && *n0 > 0 {
                both.push(unit);
            } else {
                let stratum = match options.strata {
                    super::Strata::None => 0,
                    super::Strata::Outlet => units.strata[unit],
                };
                alone.entry(stratum).or_default().push(unit);
            }
        }
        Self {
            rows,
            both,
            alone: alone.into_values().collect(),
        }
    }

    /// Rows of target and reference after a shuffle.
    fn shuffled(&self, numbers: &mut SplitMix64) -> [Vec<u32>; 2] {
        let mut sides = [Vec::new(), Vec::new()];
        for &unit in &self.both {
            let heads = numbers.below(2);
            for (side, rows) in self.rows[unit].iter().enumerate() {
                sides[side ^ heads].extend(rows);
            }
        }
        for units in &self.alone {
            let mut labels: Vec<usize> = units
                .iter()
                .map(|u| usize::from(self.rows[*u][0].is_empty()))
                .collect();
            for i in (1..labels.len()).rev() {
                labels.swap(i, numbers.below(i + 1));
            }
            for (unit, side) in units.iter().zip(labels) {
                sides[side].extend(self.rows[*unit].iter().flatten());
            }
        }
        sides.each_mut().map(|rows| {
            rows.sort_unstable();
            std::mem::take(rows)
        })
    }
}

/// What the comparison finds on shuffled labels, term by term.
struct Shuffled {
    statistic: Vec<f64>,
    g2: Vec<f64>,
    welch: Vec<f64>,
    mann_whitney: Vec<f64>,
}

impl Shuffled {
    fn new(contrast: &Contrast<'_>, terms: &[usize], kind: Statistic, apart: bool) -> Self {
        let units = contrast.units();
        let options = keyness::Options::default();
        // A term that one of the older tests has no p for is no discovery of that test.
        let column = |measure: &dyn Keyness, place: usize| -> Vec<f64> {
            let scores = measure.score(contrast, &options);
            terms
                .iter()
                .map(|t| scores[*t][place].unwrap_or(f64::NAN))
                .collect()
        };
        let or_one = |p: f64| if p.is_nan() { 1.0 } else { p };
        let unit_test = |name: &str| -> Vec<f64> {
            if !apart {
                return Vec::new();
            }
            let measure = keyness::MEASURES.iter().find(|m| m.columns()[0] == name);
            let ps = measure.map(|m| column(*m, 1)).unwrap_or_default();
            ps.into_iter().map(or_one).collect()
        };
        let chi = |g2: f64| chi2_upper(if g2.is_nan() { 0.0 } else { g2.abs() });
        let g2 = keyness::MEASURES.iter().find(|m| m.columns()[0] == "g2");
        Self {
            statistic: terms
                .iter()
                .map(|t| statistic(units, *t, kind).unwrap_or(f64::NAN).abs())
                .collect(),
            g2: g2
                .map(|m| column(*m, 0))
                .unwrap_or_default()
                .into_iter()
                .map(chi)
                .collect(),
            welch: unit_test("welch_t"),
            mann_whitney: unit_test("mann_whitney_u"),
        }
    }
}

/// p of every shuffle and term, from one distribution a term.
fn relabelled(
    units: &Units,
    options: &Options,
    seed: u64,
    terms: &[usize],
    shuffled: &[Shuffled],
) -> Vec<Vec<f64>> {
    let labels = Labels::new(units, options.strata);
    let number = match options.permutations {
        Permutations::Number(n) => n,
        Permutations::Auto => super::FIRST,
    };
    let design = labels.design(number);
    let count = match design.distinct {
        Some(k) if design.enumerated => k,
        _ => number,
    };
    let blocks: Vec<Block> = (0..count.div_ceil(LANES as u64))
        .into_par_iter()
        .map(|block| {
            let first = block * LANES as u64;
            let lanes = (count - first).min(LANES as u64) as usize;
            Block::new(&labels, design.enumerated, seed, first, lanes)
        })
        .collect();
    let of_term = |(place, term): (usize, &usize)| -> Vec<f64> {
        let term = Term::new(units, *term, 0.0);
        let mut distribution = Vec::with_capacity(count as usize);
        let mut values = [0.0; LANES];
        for block in &blocks {
            block.statistics(units, &term, options.statistic, &mut values);
            distribution.extend_from_slice(&values[..block.lanes()]);
        }
        distribution.sort_by(f64::total_cmp);
        let p = |shuffled: &Shuffled| {
            let here = shuffled.statistic[place];
            if here.is_nan() {
                return 1.0;
            }
            let reach = here * (1.0 - 1e-9);
            let hits = (distribution.len() - distribution.partition_point(|v| *v < reach)) as f64;
            if design.enumerated {
                hits / count as f64
            } else {
                (1.0 + hits) / (count as f64 + 1.0)
            }
        };
        shuffled.iter().map(p).collect()
    };
    let by_term: Vec<Vec<f64>> = terms
        .iter()
        .enumerate()
        .collect::<Vec<_>>()
        .par_iter()
        .map(|(place, term)| of_term((*place, term)))
        .collect();
    (0..shuffled.len())
        .map(|s| by_term.iter().map(|ps| ps[s]).collect())
        .collect()
}

/// How the test is called beside others.
fn over_articles(statistic: Statistic) -> &'static str {
    match statistic {
        Statistic::T => "t over articles",
        Statistic::G2 => "g2 over articles",
    }
}

fn check(test: &'static str, ps: &[Vec<f64>], adjust: Adjust) -> NullCheck {
    let below = |ps: &[f64]| ps.iter().filter(|p| **p < LEVEL).count() as f64;
    let shares: Vec<f64> = ps.iter().map(|ps| below(ps) / ps.len() as f64).collect();
    let survivors: Vec<f64> = ps.iter().map(|ps| below(&adjusted(ps, adjust))).collect();
    let n = ps.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
    let share = mean(&shares);
    let squares: f64 = shares.iter().map(|s| (s - share) * (s - share)).sum();
    let interval = (ps.len() > 1).then(|| {
        let half = t_quantile(0.025, n - 1.0) * libm::sqrt(squares / (n - 1.0) / n);
        ((share - half).max(0.0), (share + half).min(1.0))
    });
    NullCheck {
        test,
        shuffles: ps.len() as u64,
        terms: ps.first().map_or(0, |ps| ps.len() as u64),
        share,
        interval,
        survivors: mean(&survivors),
        with_survivors: survivors.iter().filter(|s| **s > 0.0).count() as u64,
    }
}
