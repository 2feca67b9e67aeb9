//! Counting relabellings that reach the data's statistic, for all terms at once.

use super::labels::{LANES, Labels};
use super::statistic::{Fixed, Margins, Statistic, Sums, fixed, g2, t};
use crate::contrast::{UnitCell, Units};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// A statistic this much smaller than the data's is as large but for rounding.
const TOLERANCE: f64 = 1e-9;
/// Hits that end the search for more under `auto`.
const ENOUGH: u64 = 10;

/// p-values in the order of the terms given.
pub(super) struct Counted {
    pub(super) p: Vec<f64>,
    pub(super) p_max_t: Vec<f64>,
    pub(super) relabellings: Vec<u64>,
}

/// Labels of up to 64 relabellings with what they make of the sizes.
pub(super) struct Block {
    words: Vec<u64>,
    lanes: usize,
    sizes: Vec<[u64; 2]>,
    margins: Vec<Margins>,
}

impl Block {
    pub(super) fn new(
        labels: &Labels,
        enumerated: bool,
        seed: u64,
        first: u64,
        lanes: usize,
    ) -> Self {
        let words = labels.block(enumerated, seed, first, lanes);
        let mut sizes = vec![[0_u64; 2]; lanes];
        let mut squares = vec![[0_u128; 2]; lanes];
        for (parts, word) in labels.parts.iter().zip(&words) {
            for lane in 0..lanes {
                let first = usize::from(word >> lane & 1 == 0);
                for (part, n) in parts.iter().enumerate() {
                    sizes[lane][first ^ part] += n;
                    squares[lane][first ^ part] += u128::from(*n) * u128::from(*n);
                }
            }
        }
        let margin = |(n, nn): (&[u64; 2], &[u128; 2])| Margins {
            n: n.map(|n| n as f64),
            nn: nn.map(|nn| nn as f64),
        };
        Self {
            margins: sizes.iter().zip(&squares).map(margin).collect(),
            words,
            lanes,
            sizes,
        }
    }

    /// How many relabellings it holds.
    pub(super) fn lanes(&self) -> usize {
        self.lanes
    }

    /// The statistic of a term under each relabelling; infinite where rates differ without error, 0 where they agree.
    pub(super) fn statistics(
        &self,
        units: &Units,
        term: &Term<'_>,
        kind: Statistic,
        out: &mut [f64; LANES],
    ) {
        let sums = self.sums(units, term);
        for (lane, value) in out.iter_mut().enumerate().take(self.lanes) {
            let target = sums.sums(lane);
            let reference = term.total.less(target);
            *value = match kind {
                Statistic::G2 => g2(target.x, reference.x, self.sizes[lane]),
                // Rates that agree without any error are no number, and no hit.
                Statistic::T => t(target, reference, &self.margins[lane], &term.fixed).max(0.0),
            };
        }
    }

    /// The sums of the target under each relabelling, in whole numbers.
    fn sums(&self, units: &Units, term: &Term<'_>) -> Lanes {
        let mut sums = Lanes::new(term.second);
        for cell in term.cells {
            let unit = cell.unit as usize;
            let [first, second] = parts(cell, units.sizes[unit]);
            // A label moves the unit's first part into the target and its second part out of it.
            let gain = first.less(second);
            sums.add(self.words[unit].to_le_bytes(), gain);
        }
        sums
    }
}

/// The sums of a cell's two parts: those of a unit on both sides as they lie in the data, otherwise the one and nothing.
fn parts(cell: &UnitCell, [n1, n0]: [u64; 2]) -> [Sums; 2] {
    match (n1, n0) {
        (n, 0) => [Sums::of(cell.counts[0], n, 0), Sums::default()],
        (0, n) => [Sums::of(cell.counts[1], n, 0), Sums::default()],
        _ => [
            Sums::of(cell.counts[0], n1, n0),
            Sums::of(cell.counts[1], n0, n1),
        ],
    }
}

/// A term as relabellings see it.
pub(super) struct Term<'u> {
    cells: &'u [UnitCell],
    fixed: Fixed,
    total: Sums,
    second: Sums,
    /// Without sign, in the data.
    statistic: f64,
}

impl<'u> Term<'u> {
    pub(super) fn new(units: &'u Units, term: usize, statistic: f64) -> Self {
        let cells = units.of(term);
        let mut sums = [Sums::default(); 2];
        for cell in cells {
            let both = parts(cell, units.sizes[cell.unit as usize]);
            sums = [sums[0].add(both[0]), sums[1].add(both[1])];
        }
        Self {
            cells,
            fixed: fixed(units, cells),
            total: sums[0].add(sums[1]),
            second: sums[1],
            statistic,
        }
    }
}

/// A number for each of 64 relabellings, eight by eight.
type OfLanes = [[i64; 8]; LANES / 8];

/// Sums of 64 relabellings side by side.
struct Lanes {
    x: OfLanes,
    xx: OfLanes,
    xn: OfLanes,
    cross: OfLanes,
}

/// For each byte of labels, the eight lanes that a bit opens.
static OPEN: [[i64; 8]; 256] = {
    let mut open = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            open[byte][bit] = if byte >> bit & 1 == 1 { -1 } else { 0 };
            bit += 1;
        }
        byte += 1;
    }
    open
};

impl Lanes {
    fn new(start: Sums) -> Self {
        let all = |start| [[start; 8]; LANES / 8];
        Self {
            x: all(start.x),
            xx: all(start.xx),
            xn: all(start.xn),
            cross: all(start.cross),
        }
    }

    #[inline]
    fn add(&mut self, labels: [u8; 8], gain: Sums) {
        for (eight, byte) in labels.into_iter().enumerate() {
            let open = &OPEN[byte as usize];
            let (x, xx, xn) = (&mut self.x[eight], &mut self.xx[eight], &mut self.xn[eight]);
            for lane in 0..8 {
                x[lane] += gain.x & open[lane];
                xx[lane] += gain.xx & open[lane];
                xn[lane] += gain.xn & open[lane];
            }
        }
        if gain.cross != 0 {
            for (byte, cross) in labels.into_iter().zip(&mut self.cross) {
                let open = &OPEN[byte as usize];
                for lane in 0..8 {
                    cross[lane] += gain.cross & open[lane];
                }
            }
        }
    }

    #[inline]
    fn sums(&self, lane: usize) -> Sums {
        let (eight, lane) = (lane / 8, lane % 8);
        Sums {
            x: self.x[eight][lane],
            xx: self.xx[eight][lane],
            xn: self.xn[eight][lane],
            cross: self.cross[eight][lane],
        }
    }
}

/// Counts hits of the chosen terms, whose statistics in the data are given without sign.
///
/// `rounds` are how many relabellings are drawn in all, round by round: after the first only terms with few hits go on.
pub(super) fn count(
    units: &Units,
    labels: &Labels,
    kind: Statistic,
    chosen: &[usize],
    statistics: &[f64],
    rounds: &[u64],
    seed: u64,
) -> Counted {
    let design = labels.design(rounds[0]);
    let first = match design.distinct {
        Some(k) if design.enumerated => k,
        _ => rounds[0],
    };
    // From the smallest statistic to the largest, so that the largest of those no larger is at hand.
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by(|x, y| statistics[*x].total_cmp(&statistics[*y]).then(x.cmp(y)));
    let terms = order
        .iter()
        .map(|place| Term::new(units, chosen[*place], statistics[*place]));
    let mut run = Round {
        units,
        labels,
        kind,
        terms: terms.collect(),
        enumerated: design.enumerated,
        seed,
    };
    let share = |hits: u64, of: u64| {
        if design.enumerated {
            hits as f64 / of as f64
        } else {
            (1 + hits) as f64 / (of + 1) as f64
        }
    };
    let mut counted = Counted {
        p: vec![0.0; chosen.len()],
        p_max_t: vec![0.0; chosen.len()],
        relabellings: vec![first; chosen.len()],
    };
    let hits = run.hits(0..first);
    let mut largest: f64 = 0.0;
    for (place, [alone, among]) in order.iter().zip(&hits).rev() {
        largest = largest.max(share(*among, first));
        counted.p_max_t[*place] = largest;
        counted.p[*place] = share(*alone, first);
    }
    let mut alone: Vec<u64> = hits.iter().map(|h| h[0]).collect();
    let mut done = first;
    for round in rounds[1..].iter().filter(|_| !design.enumerated) {
        let few: Vec<bool> = alone.iter().map(|hits| *hits < ENOUGH).collect();
        keep(&mut order, &few);
        keep(&mut alone, &few);
        keep(&mut run.terms, &few);
        let more = run.hits(done..*round);
        done = *round;
        for ((place, alone), more) in order.iter().zip(&mut alone).zip(more) {
            *alone += more[0];
            counted.p[*place] = share(*alone, done);
            counted.relabellings[*place] = done;
        }
    }
    counted
}

/// Leaves the items that are to stay.
fn keep<T>(items: &mut Vec<T>, stay: &[bool]) {
    let mut stay = stay.iter();
    items.retain(|_| stay.next().copied().unwrap_or(false));
}

/// What all blocks of relabellings share.
struct Round<'a> {
    units: &'a Units,
    labels: &'a Labels,
    kind: Statistic,
    /// Ascending by statistic.
    terms: Vec<Term<'a>>,
    enumerated: bool,
    seed: u64,
}

impl Round<'_> {
    /// For each term the relabellings that reach its statistic: of the term itself, and of any term up to it.
    fn hits(&self, range: std::ops::Range<u64>) -> Vec<[u64; 2]> {
        let none = || vec![[0_u64; 2]; self.terms.len()];
        let blocks = (range.end - range.start).div_ceil(LANES as u64);
        (0..blocks)
            .into_par_iter()
            .fold(none, |mut hits, block| {
                let first = range.start + block * LANES as u64;
                let lanes = (range.end - first).min(LANES as u64) as usize;
                let block = Block::new(self.labels, self.enumerated, self.seed, first, lanes);
                // Lanes that the last block leaves empty stay below everything.
                let (mut values, mut largest) = ([-1.0; LANES], [-1.0_f64; LANES]);
                for (term, hits) in self.terms.iter().zip(&mut hits) {
                    block.statistics(self.units, term, self.kind, &mut values);
                    let reach = term.statistic * (1.0 - TOLERANCE);
                    let (mut alone, mut among) = (0_u64, 0_u64);
                    for (value, largest) in values.iter().zip(&mut largest) {
                        *largest = if *value > *largest { *value } else { *largest };
                        alone += u64::from(*value >= reach);
                        among += u64::from(*largest >= reach);
                    }
                    hits[0] += alone;
                    hits[1] += among;
                }
                hits
            })
            .reduce(none, |mut all, part| {
                all.iter_mut().zip(part).for_each(|(all, part)| {
                    all[0] += part[0];
                    all[1] += part[1];
                });
                all
            })
    }
}
