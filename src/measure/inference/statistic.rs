//! The statistic of a relabelling, from sums over units.

use crate::contrast::{UnitCell, Units};
use crate::measure::Table2x2;
use serde::{Deserialize, Serialize};

/// Squares below this share of what they are the difference of are rounding error.
const ROUNDING: f64 = 1e-12;

/// What is compared between relabellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Statistic {
    /// The difference of rates over its standard error.
    #[default]
    T,
    /// The log-likelihood ratio of the summed counts, as keyperm has it.
    G2,
}

impl Statistic {
    /// As a study and tables write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::T => "t",
            Self::G2 => "g2",
        }
    }
}

/// Sums over the units of one side: `x` counts of the term, `n` words, `other` words of the other side.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    /// Σx.
    pub(super) x: i64,
    /// Σx².
    pub(super) xx: i64,
    /// Σxn.
    pub(super) xn: i64,
    /// Σx·other.
    pub(super) cross: i64,
}

impl Sums {
    pub(super) fn of(x: u32, n: u64, other: u64) -> Self {
        let x = i64::from(x);
        Self {
            x,
            xx: x * x,
            xn: x * n.cast_signed(),
            cross: x * other.cast_signed(),
        }
    }

    pub(super) fn add(self, more: Self) -> Self {
        Self {
            x: self.x + more.x,
            xx: self.xx + more.xx,
            xn: self.xn + more.xn,
            cross: self.cross + more.cross,
        }
    }

    pub(super) fn less(self, part: Self) -> Self {
        Self {
            x: self.x - part.x,
            xx: self.xx - part.xx,
            xn: self.xn - part.xn,
            cross: self.cross - part.cross,
        }
    }
}

/// Σn and Σn² of the two sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margins {
    pub(super) n: [f64; 2],
    pub(super) nn: [f64; 2],
}

/// What relabelling does not change: `U/(U − 1)`, Σn₁n₀, and for a term Σx₁x₀.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fixed {
    pub(super) correction: f64,
    pub(super) n_cross: f64,
    pub(super) x_cross: f64,
}

/// |T|; infinite where rates differ without any error, no number where they agree without any.
#[inline]
pub(super) fn t(target: Sums, reference: Sums, margins: &Margins, fixed: &Fixed) -> f64 {
    let [n1, n0] = margins.n;
    let (r1, r0) = (target.x as f64 / n1, reference.x as f64 / n0);
    let side = |s: Sums, r: f64, nn: f64, n: f64| {
        let (xx, fit) = (s.xx as f64, r * r * nn);
        (
            (xx - 2.0 * r * s.xn as f64 + fit) / (n * n),
            (xx + fit) / (n * n),
        )
    };
    let (one, size1) = side(target, r1, margins.nn[0], n1);
    let (zero, size0) = side(reference, r0, margins.nn[1], n0);
    let cross = fixed.x_cross - r0 * target.cross as f64 - r1 * reference.cross as f64
        + r1 * r0 * fixed.n_cross;
    let squares = one + zero - 2.0 * cross / (n1 * n0);
    let gap = (r1 - r0).abs();
    if squares <= ROUNDING * (size1 + size0) {
        let differ = gap > ROUNDING * (r1 + r0);
        return if differ { f64::INFINITY } else { f64::NAN };
    }
    gap / libm::sqrt(fixed.correction * squares)
}

/// |G²| of the summed counts.
pub(super) fn g2(target: i64, reference: i64, [n1, n0]: [u64; 2]) -> f64 {
    let [a, b] = [target, reference].map(i64::unsigned_abs);
    Table2x2::new(a, b, n1, n0).map_or(0.0, |table| table.signed_g2().abs())
}

/// Occurrences of a term in target and reference.
pub(super) fn observed(units: &Units, term: usize) -> [u64; 2] {
    let sum = |side: usize| {
        units
            .of(term)
            .iter()
            .map(|c| u64::from(c.counts[side]))
            .sum()
    };
    [sum(0), sum(1)]
}

/// The statistic of a term in the data, positive for more in the target; `None` where its standard error is 0.
///
/// # Examples
///
/// ```
/// use counterframe::contrast::{UnitCell, Units};
/// use counterframe::measure::inference::{Statistic, statistic};
/// // Two articles a side of 100 words with 3, 5 and 1, 1 hits: r = .04, .01; z = −.005, .005, 0, 0;
/// // SE² = 4/3 · .00005; T = .03 / √.000 066 667 = 3.674 235.
/// let sizes = vec![[100, 0], [100, 0], [0, 100], [0, 100]];
/// let cell = |unit, counts| UnitCell { unit, counts };
/// let term = vec![cell(0, [3, 0]), cell(1, [5, 0]), cell(2, [0, 1]), cell(3, [0, 1])];
/// let units = Units::new(sizes, vec![0; 4], vec![term]);
/// assert!((statistic(&units, 0, Statistic::T).unwrap() - 3.674_235).abs() < 1e-6);
/// ```
pub fn statistic(units: &Units, term: usize, statistic: Statistic) -> Option<f64> {
    let mut n = [0_u64; 2];
    units.sizes.iter().for_each(|s| {
        n[0] += s[0];
        n[1] += s[1];
    });
    let [a, b] = observed(units, term);
    if n[0] == 0 || n[1] == 0 {
        return None;
    }
    let size = match statistic {
        Statistic::G2 => g2(a.cast_signed(), b.cast_signed(), n),
        Statistic::T => {
            let nn = |side: usize| {
                units
                    .sizes
                    .iter()
                    .map(|s| s[side] as f64 * s[side] as f64)
                    .sum()
            };
            let margins = Margins {
                n: n.map(|n| n as f64),
                nn: [nn(0), nn(1)],
            };
            let cells = units.of(term);
            let side = |side: usize| {
                cells.iter().fold(Sums::default(), |sums, cell| {
                    let sizes = units.sizes[cell.unit as usize];
                    sums.add(Sums::of(cell.counts[side], sizes[side], sizes[1 - side]))
                })
            };
            t(side(0), side(1), &margins, &fixed(units, cells))
        }
    };
    if !size.is_finite() {
        return None;
    }
    let more = u128::from(a) * u128::from(n[1]) >= u128::from(b) * u128::from(n[0]);
    Some(if more || size == 0.0 { size } else { -size })
}

/// What relabelling does not change for a term.
pub(super) fn fixed(units: &Units, cells: &[UnitCell]) -> Fixed {
    let count = units.sizes.len() as f64;
    let both = |n: &[u64; 2]| n[0] as f64 * n[1] as f64;
    let pairs = |c: &UnitCell| f64::from(c.counts[0]) * f64::from(c.counts[1]);
    Fixed {
        correction: count / (count - 1.0),
        n_cross: units.sizes.iter().map(both).sum(),
        x_cross: cells.iter().map(pairs).sum(),
    }
}
