//! Chosen terms in each outlet, set against all other outlets.

use super::{Cell, Table};
use crate::contrast::{self, Group};
use crate::count::{By, Columns, Tally};
use crate::measure::Table2x2;
use crate::measure::keyness::log_ratio;

/// The columns of the table.
pub const COLUMNS: &[&str] = &["term", "outlet", "count", "per_million", "log_ratio"];

/// One row a term and outlet, terms in the order given, outlets with most words first.
///
/// `log_ratio` compares the outlet with all other outlets together.
pub fn table(tally: &Tally, columns: &Columns<'_>, terms: &[u32]) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    let rows: Vec<u32> = (0..tally.rows.len() as u32).collect();
    let mut outlets: Vec<(Group, u64, Vec<u64>)> =
        contrast::groups(tally, &rows, &By::Column("outlet".into()))
            .into_iter()
            .map(|group| {
                let (words, counts) = (group.words(tally), group.counts(tally, columns));
                (group, words, counts)
            })
            .filter(|(_, words, _)| *words > 0)
            .collect();
    outlets.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.label.cmp(&y.0.label)));
    let all_words: u64 = outlets.iter().map(|o| o.1).sum();
    for term in terms {
        let all: u64 = outlets.iter().map(|o| o.2[*term as usize]).sum();
        for (group, words, counts) in &outlets {
            let count = counts[*term as usize];
            let against = Table2x2::new(count, all - count, *words, all_words - words);
            table.rows.push(vec![
                Cell::Text(columns.label(*term).into()),
                Cell::Text(group.label.as_str().into()),
                Cell::Count(count),
                Cell::Number(count as f64 * 1e6 / *words as f64),
                Cell::number(against.and_then(log_ratio), "there is no other outlet"),
            ]);
        }
    }
    table
}
