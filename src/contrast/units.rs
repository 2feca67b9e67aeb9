//! The units of a contrast: clusters of near-duplicate articles, each with its words on either side.

use super::Contrast;
use crate::article::ArticleId;
use std::collections::{BTreeMap, BTreeSet};

/// How often a term occurs in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitCell {
    /// The unit.
    pub unit: u32,
    /// Occurrences among its words of target and reference.
    pub counts: [u32; 2],
}

/// The units of two sides, and where each term occurs in them: what inference over articles sees.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Units {
    /// Words of each unit in target and reference; at least one of the two is above 0.
    pub sizes: Vec<[u64; 2]>,
    /// The stratum of each unit: the set of outlets that its articles come from, as a number.
    pub strata: Vec<u32>,
    starts: Vec<usize>,
    cells: Vec<UnitCell>,
}

impl Units {
    /// Units from their sizes, strata and the cells of each term (ascending by unit).
    ///
    /// # Panics
    ///
    /// Panics unless every unit has words and a stratum.
    pub fn new(sizes: Vec<[u64; 2]>, strata: Vec<u32>, terms: Vec<Vec<UnitCell>>) -> Self {
        assert!(
            sizes.iter().all(|n| n[0] + n[1] > 0) && sizes.len() == strata.len(),
            "units have words and a stratum"
        );
        let mut units = Self {
            sizes,
            strata,
            starts: vec![0],
            cells: Vec::new(),
        };
        for mut cells in terms {
            units.cells.append(&mut cells);
            units.starts.push(units.cells.len());
        }
        units
    }

    /// The units of a contrast.
    pub(super) fn of_contrast(contrast: &Contrast<'_>) -> Self {
        let tally = contrast.tally;
        let rows = rows(contrast);
        let mut place = vec![u32::MAX; contrast.columns.len()];
        for (number, term) in contrast.terms.iter().enumerate() {
            place[*term as usize] = number as u32;
        }
        let mut units = Self::default();
        let mut found: Vec<(u32, UnitCell)> = Vec::new();
        let mut counts = vec![[0_u32; 2]; contrast.terms.len()];
        let mut touched = Vec::new();
        let mut outlets: BTreeMap<Vec<&str>, u32> = BTreeMap::new();
        for rows in rows.values() {
            let mut sizes = [0; 2];
            let mut from = BTreeSet::new();
            let with_side = |side: usize| rows[side].iter().map(move |row| (*row, side));
            for (row, side) in with_side(0).chain(with_side(1)) {
                let row = &tally.rows[row as usize];
                sizes[side] += u64::from(row.words);
                from.insert(&*tally.corpus.articles[row.article as usize].metadata.outlet);
                for cell in tally.cells(row) {
                    let term = place[contrast.columns.of(cell.term) as usize];
                    if term == u32::MAX {
                        continue;
                    }
                    let count = &mut counts[term as usize];
                    if *count == [0, 0] {
                        touched.push(term);
                    }
                    count[side] += cell.count;
                }
            }
            if sizes == [0, 0] {
                continue;
            }
            let unit = units.sizes.len() as u32;
            let next = outlets.len() as u32;
            units.sizes.push(sizes);
            units
                .strata
                .push(*outlets.entry(from.into_iter().collect()).or_insert(next));
            found.extend(touched.drain(..).map(|term| {
                let counts = std::mem::take(&mut counts[term as usize]);
                (term, UnitCell { unit, counts })
            }));
        }
        units.sort_in(contrast.terms.len(), &found);
        units
    }

    /// Puts cells, which come unit by unit, into the order of their terms.
    fn sort_in(&mut self, terms: usize, found: &[(u32, UnitCell)]) {
        let mut starts = vec![0; terms + 1];
        for (term, _) in found {
            starts[*term as usize + 1] += 1;
        }
        for term in 0..terms {
            starts[term + 1] += starts[term];
        }
        let mut next = starts.clone();
        let empty = UnitCell {
            unit: 0,
            counts: [0, 0],
        };
        self.cells = vec![empty; found.len()];
        for (term, cell) in found {
            let place = &mut next[*term as usize];
            self.cells[*place] = *cell;
            *place += 1;
        }
        self.starts = starts;
    }

    /// Where a term of the contrast occurs, ascending by unit.
    pub fn of(&self, term: usize) -> &[UnitCell] {
        &self.cells[self.starts[term]..self.starts[term + 1]]
    }

    /// How many terms there are.
    pub fn terms(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Units with words in the target, in the reference.
    pub fn on_sides(&self) -> [u64; 2] {
        [0, 1].map(|side| self.sizes.iter().filter(|n| n[side] > 0).count() as u64)
    }
}

/// The rows of each unit, of target and reference; units without words are among them.
pub(super) fn rows(contrast: &Contrast<'_>) -> BTreeMap<ArticleId, [Vec<u32>; 2]> {
    let tally = contrast.tally;
    let mut rows: BTreeMap<ArticleId, [Vec<u32>; 2]> = BTreeMap::new();
    for (side, group) in [&contrast.target, &contrast.reference]
        .into_iter()
        .enumerate()
    {
        for &row in &group.rows {
            let article = &tally.corpus.articles[tally.rows[row as usize].article as usize];
            rows.entry(article.cluster).or_default()[side].push(row);
        }
    }
    rows
}
