//! Relative frequencies of terms, unit by unit: what tests of groups of articles see.

use crate::contrast::{Contrast, UnitCell, Units};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// Two values a term from its relative frequencies in the units of target and reference; none if a unit is on both
/// sides, since these tests take the groups as independent.
pub(super) fn scores(
    contrast: &Contrast<'_>,
    test: impl Fn(&[f64], &[f64]) -> Vec<Option<f64>> + Sync,
) -> Vec<Vec<Option<f64>>> {
    let apart = are_apart(contrast.units());
    let row = |term: usize| {
        if !apart {
            return vec![None, None];
        }
        let [target, reference] = samples(contrast.units(), contrast.units().of(term));
        test(&target, &reference)
    };
    (0..contrast.terms.len()).into_par_iter().map(row).collect()
}

/// The relative frequencies of one term; `None` if a unit is on both sides.
pub(super) fn of_term(contrast: &Contrast<'_>, term: usize) -> Option<[Vec<f64>; 2]> {
    let units = contrast.units();
    are_apart(units).then(|| samples(units, units.of(term)))
}

fn are_apart(units: &Units) -> bool {
    units.sizes.iter().all(|n| n[0] == 0 || n[1] == 0)
}

fn samples(units: &Units, cells: &[UnitCell]) -> [Vec<f64>; 2] {
    let mut samples = [Vec::new(), Vec::new()];
    let mut cells = cells.iter().peekable();
    for (unit, sizes) in units.sizes.iter().enumerate() {
        let here = cells.next_if(|cell| cell.unit as usize == unit);
        let counts = here.map_or([0, 0], |cell| cell.counts);
        let side = usize::from(sizes[0] == 0);
        samples[side].push(f64::from(counts[side]) / sizes[side] as f64);
    }
    samples
}
