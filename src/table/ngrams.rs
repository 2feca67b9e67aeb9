//! Runs of words that keep together.

use super::{Cell, Table};
use crate::count::Columns;
use crate::measure::ngram::{ABOUT, lambda};

/// The columns of the table.
pub const COLUMNS: &[&str] = &["ngram", "size", "count", "ngrams", "lambda", "z"];

/// A run of terms, and how many runs of its length have the right word wherever a bit of the index is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The terms in order.
    pub terms: Vec<u32>,
    /// 2ᴷ counts; the last is that of the run itself, the first that of all runs.
    pub matching: Vec<u64>,
}

/// One row a run, by z, largest first (ties by words). Runs of stop words only are not shown.
pub fn table(columns: &Columns<'_>, found: Vec<Found>) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    let shown = |run: &Found| run.terms.iter().any(|t| !columns.is_hidden(*t));
    let mut rows: Vec<(f64, Vec<Cell>)> = found
        .into_iter()
        .filter(shown)
        .map(|run| {
            let words: Vec<&str> = run.terms.iter().map(|t| columns.label(*t)).collect();
            let scores = lambda(&run.matching);
            let count = run.matching.last().copied().unwrap_or(0);
            let row = vec![
                Cell::Text(words.join(" ").into()),
                Cell::Count(words.len() as u64),
                Cell::Count(count),
                Cell::Count(run.matching[0]),
                Cell::number(scores.map(|s| s.0), ABOUT.undefined),
                Cell::number(scores.map(|s| s.1), ABOUT.undefined),
            ];
            (scores.map_or(f64::NEG_INFINITY, |s| s.1), row)
        })
        .collect();
    rows.sort_by(|(x, x_row), (y, y_row)| {
        y.total_cmp(x)
            .then_with(|| x_row[0].text().cmp(y_row[0].text()))
    });
    table.rows = rows.into_iter().map(|(_, row)| row).collect();
    table
}
