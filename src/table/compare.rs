//! Keyness of a target against a reference.

use super::{Cell, Table};
use crate::contrast::Contrast;
use crate::count::Columns;
use crate::measure::keyness::{Keyness, Options};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;
use std::sync::Arc;

/// The columns before those of the measures.
pub const COLUMNS: &[&str] = &[
    "target",
    "reference",
    "term",
    "target_count",
    "reference_count",
    "target_per_million",
    "reference_per_million",
    "target_articles",
    "reference_articles",
];

/// One row a term of each contrast, by the first measure from most typical of the target to most typical of the
/// reference (ties by term).
pub fn table(
    columns: &Columns<'_>,
    contrasts: &[Contrast],
    measures: &[&'static dyn Keyness],
    options: &Options,
) -> Table {
    let names = COLUMNS
        .iter()
        .chain(measures.iter().flat_map(|m| m.columns()))
        .copied()
        .collect();
    let mut table = Table::new(names);
    for contrast in contrasts {
        let mut rows = rows(columns, contrast, measures, options);
        let (main, term) = (COLUMNS.len(), 2);
        let key = |row: &Vec<Cell>| row.get(main).map_or(0.0, Cell::rank);
        rows.par_sort_by(|x, y| {
            key(y)
                .total_cmp(&key(x))
                .then_with(|| x[term].text().cmp(y[term].text()))
        });
        table.rows.append(&mut rows);
        if contrast.left_out > 0 && table.notes.is_empty() {
            table.notes.push(format!(
                "{} words of unknown voice are in no reference group",
                contrast.left_out
            ));
        }
    }
    table
}

fn rows(
    columns: &Columns<'_>,
    contrast: &Contrast,
    measures: &[&'static dyn Keyness],
    options: &Options,
) -> Vec<Vec<Cell>> {
    let scores: Vec<Vec<Vec<Option<f64>>>> = measures
        .iter()
        .map(|m| m.score(contrast, options))
        .collect();
    let per_million = |t: usize, side: usize| {
        let size = contrast.sizes[side];
        Cell::Number(contrast.counts[[t, side]] as f64 * 1e6 / size as f64)
    };
    let [target, reference] =
        [&contrast.target, &contrast.reference].map(|g| Arc::<str>::from(g.label.as_str()));
    let row = |(t, term): (usize, &u32)| {
        let mut row = vec![
            Cell::Text(target.clone()),
            Cell::Text(reference.clone()),
            Cell::Text(columns.label(*term).into()),
            Cell::Count(contrast.counts[[t, 0]]),
            Cell::Count(contrast.counts[[t, 1]]),
            per_million(t, 0),
            per_million(t, 1),
            Cell::Count(contrast.articles[[t, 0]]),
            Cell::Count(contrast.articles[[t, 1]]),
        ];
        for (measure, scores) in measures.iter().zip(&scores) {
            row.extend(
                scores[t]
                    .iter()
                    .map(|s| Cell::number(*s, measure.undefined())),
            );
        }
        row
    };
    contrast.terms.par_iter().enumerate().map(row).collect()
}
