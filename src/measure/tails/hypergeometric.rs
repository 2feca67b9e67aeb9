//! The hypergeometric distribution of a 2×2 table with fixed margins: Fisher's exact test.

use super::binomial::ln_binomial;
use crate::measure::Table2x2;

/// Tables as likely as the one at hand but for rounding count as no more likely: the tolerance of R.
const AS_LIKELY: f64 = 1e-7;
/// Where a sum of falling terms no longer changes.
const NEGLIGIBLE: f64 = 1e-18;

/// The table's margins, and which values the cell `a` can take.
struct Margins {
    row: f64,
    column: f64,
    total: f64,
    low: f64,
    high: f64,
}

impl Margins {
    fn new(table: Table2x2) -> Self {
        let (row, column) = (table.a + table.b, table.a + table.c);
        let total = table.total();
        Self {
            row: row as f64,
            column: column as f64,
            total: total as f64,
            low: (row + column).saturating_sub(total) as f64,
            high: row.min(column) as f64,
        }
    }

    /// The logarithm of the probability of `a` when nothing is associated.
    fn ln_probability(&self, a: f64) -> f64 {
        let p = self.row / self.total;
        let q = (self.total - self.row) / self.total;
        ln_binomial(a, self.column, p, q)
            + ln_binomial(self.row - a, self.total - self.column, p, q)
            - ln_binomial(self.row, self.total, p, q)
    }

    /// How the probability changes from `a` to `a + 1`.
    fn up(&self, a: f64) -> f64 {
        let rest = self.total - self.row - self.column + a + 1.0;
        (self.row - a) * (self.column - a) / ((a + 1.0) * rest)
    }

    /// The sum of probabilities from `a` outwards, in units of that of `a`; `step` is +1 or −1.
    fn tail(&self, a: f64, step: f64) -> f64 {
        let (mut at, mut term, mut sum) = (a, 1.0, 1.0);
        loop {
            if (step > 0.0 && at >= self.high) || (step < 0.0 && at <= self.low) {
                return sum;
            }
            term *= if step > 0.0 {
                self.up(at)
            } else {
                1.0 / self.up(at - 1.0)
            };
            at += step;
            sum += term;
            if term < NEGLIGIBLE * sum {
                return sum;
            }
        }
    }

    fn mode(&self) -> f64 {
        let mode = libm::floor((self.row + 1.0) * (self.column + 1.0) / (self.total + 2.0));
        mode.clamp(self.low, self.high)
    }
}

/// Fisher's exact test, two-sided: the probability of all tables with these margins that are no more likely than this one.
///
/// In `(0, 1]`; 1 where the margins leave no choice.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, tails::hypergeometric_two_sided};
/// // The lady tasting tea, 3 of 4 right: 34 of 70 tables are no more likely.
/// let p = hypergeometric_two_sided(Table2x2 { a: 3, b: 1, c: 1, d: 3 });
/// assert!((p - 34.0 / 70.0).abs() < 1e-14);
/// ```
pub fn hypergeometric_two_sided(table: Table2x2) -> f64 {
    let margins = Margins::new(table);
    if margins.low >= margins.high {
        return 1.0;
    }
    let (a, mode) = (table.a as f64, margins.mode());
    let here = margins.ln_probability(a);
    // The other tail begins at the first table beyond the mode that is no more likely.
    let limit = here + AS_LIKELY;
    let step = if a <= mode { 1.0 } else { -1.0 };
    let end = if step > 0.0 {
        margins.high
    } else {
        margins.low
    };
    let own = libm::exp(here + libm::log(margins.tail(a, -step)));
    if margins.ln_probability(end) > limit {
        return own.min(1.0);
    }
    let (mut likely, mut unlikely) = (mode, end);
    if margins.ln_probability(mode) <= limit {
        // The table at hand is as likely as any.
        unlikely = mode;
        if (unlikely - a).abs() < 0.5 {
            unlikely += step;
        }
    }
    while (unlikely - likely).abs() > 1.0 {
        let middle = likely + step * libm::floor(0.5 * (unlikely - likely).abs());
        if margins.ln_probability(middle) > limit {
            likely = middle;
        } else {
            unlikely = middle;
        }
    }
    if unlikely > margins.high || unlikely < margins.low {
        return own.min(1.0);
    }
    let there = margins.ln_probability(unlikely);
    (own + libm::exp(there + libm::log(margins.tail(unlikely, step)))).min(1.0)
}

/// Fisher's exact test, one-sided: the probability of at least as many in the cell `a`.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, tails::hypergeometric_upper};
/// // 3 or 4 of 4 cups: 17 of 70 tables.
/// let p = hypergeometric_upper(Table2x2 { a: 3, b: 1, c: 1, d: 3 });
/// assert!((p - 17.0 / 70.0).abs() < 1e-14);
/// ```
pub fn hypergeometric_upper(table: Table2x2) -> f64 {
    let margins = Margins::new(table);
    let a = table.a as f64;
    if a <= margins.low {
        return 1.0;
    }
    if a > margins.mode() {
        return libm::exp(margins.ln_probability(a) + libm::log(margins.tail(a, 1.0))).min(1.0);
    }
    let below = a - 1.0;
    1.0 - libm::exp(margins.ln_probability(below) + libm::log(margins.tail(below, -1.0))).min(1.0)
}

/// The odds ratio under which the cell `a` would be expected to be what it is: Fisher's conditional estimate.
///
/// 0 or `None` (unbounded) at the ends of what the margins allow; `None` also where they leave no choice.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, tails::conditional_odds_ratio};
/// // R: fisher.test(matrix(c(3, 1, 1, 3), 2)) has the estimate 6.408320.
/// let ratio = conditional_odds_ratio(Table2x2 { a: 3, b: 1, c: 1, d: 3 }).unwrap();
/// assert!((ratio - 6.408_320).abs() < 1e-5);
/// ```
pub fn conditional_odds_ratio(table: Table2x2) -> Option<f64> {
    let margins = Margins::new(table);
    let a = table.a as f64;
    if margins.low >= margins.high || a >= margins.high {
        return None;
    }
    if a <= margins.low {
        return Some(0.0);
    }
    // By bisection on the logarithm of the ratio.
    let (mut low, mut high) = (-1.0, 1.0);
    while margins.mean(low) > a {
        low *= 2.0;
    }
    while margins.mean(high) < a {
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if margins.mean(middle) < a {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(libm::exp(0.5 * (low + high)))
}

impl Margins {
    /// The expected cell `a` under an odds ratio, by its logarithm.
    fn mean(&self, ln_ratio: f64) -> f64 {
        let ratio = libm::exp(ln_ratio);
        let up = |a: f64| self.up(a) * ratio;
        // The largest term: where the next is no larger.
        let (mut low, mut high) = (self.low, self.high);
        while low < high {
            let middle = libm::floor(0.5 * (low + high));
            if up(middle) > 1.0 {
                low = middle + 1.0;
            } else {
                high = middle;
            }
        }
        let (mut sum, mut weighted) = (1.0, 0.0);
        for step in [1.0, -1.0] {
            let (mut at, mut term) = (low, 1.0);
            while (step > 0.0 && at < self.high) || (step < 0.0 && at > self.low) {
                term *= if step > 0.0 {
                    up(at)
                } else {
                    1.0 / up(at - 1.0)
                };
                at += step;
                sum += term;
                weighted += term * (at - low);
                if term < NEGLIGIBLE * sum {
                    break;
                }
            }
        }
        low + weighted / sum
    }
}
