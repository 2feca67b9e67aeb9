//! The Mann–Whitney test over articles.

use super::{Contrast, Keyness, Options, by_unit};
use crate::measure::About;
use crate::measure::six;
use crate::measure::tails::normal_two_sided;

/// Units of both sides up to which p is exact, if there are no ties.
const EXACT: usize = 20;

/// U of the target and its two-sided p: does a unit of the target tend to use the term more than one of the reference?
///
/// ```text
/// U = R₁ − n₁ (n₁ + 1) / 2        R₁: the sum of the target's ranks, ties sharing theirs
/// z = (|U − n₁n₂/2| − ½) / √( n₁n₂/12 · (n + 1 − Σ(t³ − t) / (n (n − 1))) )
/// ```
///
/// `U` runs from 0 to n₁n₂; n₁n₂/2 is no difference. p is exact up to 20 units without ties, otherwise from z with the
/// variance corrected for ties of t units and half a step for continuity; 1 where all units are equal.
/// `None` if a side has no units.
///
/// Mann, H. B. and Whitney, D. R. (1947), Annals of Mathematical Statistics 18(1), 50–60; for corpora: Kilgarriff, A.
/// (2001), "Comparing Corpora", International Journal of Corpus Linguistics 6(1), 97–133.
///
/// # Examples
///
/// ```
/// use counterframe::measure::keyness::mann_whitney;
/// // The target's ranks are 4, 5, 6: U = 15 − 6 = 9; of 20 orders one is as extreme on each side.
/// let (u, p) = mann_whitney(&[7.0, 8.0, 9.0], &[1.0, 2.0, 3.0]).unwrap();
/// assert!(u == 9.0 && (p - 0.1).abs() < 1e-15);
/// assert_eq!(mann_whitney(&[0.0; 5], &[0.0; 5]), Some((12.5, 1.0)));
/// ```
pub fn mann_whitney(target: &[f64], reference: &[f64]) -> Option<(f64, f64)> {
    let (n1, n2) = (target.len(), reference.len());
    if n1 == 0 || n2 == 0 {
        return None;
    }
    let tagged = |values: &[f64], side: bool| values.iter().map(|v| (*v, side)).collect::<Vec<_>>();
    let mut all = [tagged(target, true), tagged(reference, false)].concat();
    all.sort_by(|x, y| x.0.total_cmp(&y.0));
    // Twice the rank sum, so that shared ranks are whole.
    let (mut ranks, mut ties, mut at) = (0, 0.0, 0);
    for run in all.chunk_by(|x, y| x.0.total_cmp(&y.0).is_eq()) {
        let t = run.len();
        ranks += (2 * at + t + 1) * run.iter().filter(|v| v.1).count();
        ties += (t * t * t - t) as f64;
        at += t;
    }
    let doubled = ranks - n1 * (n1 + 1);
    let u = doubled as f64 / 2.0;
    if ties == 0.0 && n1 + n2 <= EXACT {
        return Some((u, exact(doubled / 2, n1, n2)));
    }
    let (pairs, n) = ((n1 * n2) as f64, (n1 + n2) as f64);
    let variance = pairs / 12.0 * (n + 1.0 - ties / (n * (n - 1.0)));
    if variance <= 0.0 {
        return Some((u, 1.0));
    }
    let gap = ((u - pairs / 2.0).abs() - 0.5).max(0.0);
    Some((u, normal_two_sided(gap / libm::sqrt(variance))))
}

/// Twice the smaller tail of U over all orders, at most 1.
fn exact(u: usize, n1: usize, n2: usize) -> f64 {
    // The number of orders with each U, built up rank by rank: choose[k][s] of k target units with sum s.
    let most = n1 * n2;
    let mut choose = vec![vec![0_u64; most + 1]; n1 + 1];
    choose[0][0] = 1;
    for rank in 0..n1 + n2 {
        for k in (1..=n1.min(rank + 1)).rev() {
            // The k-th target unit at this rank has rank + 1 − k units of the reference below it.
            let below = rank + 1 - k;
            for sum in (below..=most).rev() {
                choose[k][sum] += choose[k - 1][sum - below];
            }
        }
    }
    let of = |range: std::ops::RangeInclusive<usize>| choose[n1][range].iter().sum::<u64>();
    let tail = of(0..=u.min(most - u));
    (2.0 * tail as f64 / of(0..=most) as f64).min(1.0)
}

/// [`mann_whitney`] over a contrast.
pub(super) struct MannWhitney;

impl Keyness for MannWhitney {
    fn columns(&self) -> &'static [&'static str] {
        &["mann_whitney_u", "mann_whitney_p"]
    }
    fn score(&self, contrast: &Contrast<'_>, _: &Options) -> Vec<Vec<Option<f64>>> {
        by_unit::scores(contrast, |target, reference| {
            let found = mann_whitney(target, reference);
            vec![found.map(|f| f.0), found.map(|f| f.1)]
        })
    }
    fn about(&self) -> &About {
        &About {
            formula: "R₁ − n₁(n₁+1)/2 over ranks of units",
            range: "U: 0 to n₁n₂; p: 0 to 1",
            undefined: "a unit is on both sides",
            citation: "Mann, H. B. & Whitney, D. R. (1947). On a test of whether one of two random variables is stochastically larger than the other. Annals of Mathematical Statistics 18(1), 50–60; Kilgarriff, A. (2001). Comparing Corpora. International Journal of Corpus Linguistics 6(1), 97–133.",
        }
    }
    fn worked(&self, contrast: &Contrast<'_>, _: &Options, term: usize) -> String {
        let Some([target, reference]) = by_unit::of_term(contrast, term) else {
            return "a unit is on both sides".into();
        };
        let n1 = target.len() as f64;
        let lowest = n1 * (n1 + 1.0) / 2.0;
        match mann_whitney(&target, &reference) {
            Some((u, _)) => format!("{} − {n1} · {} / 2", six(u + lowest), n1 + 1.0),
            None => String::new(),
        }
    }
}
