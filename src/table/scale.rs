//! Where groups and terms stand on an axis.

use super::{Cell, Table};
use crate::contrast::Group;
use crate::count::{Columns, Tally};
use crate::error::Result;
use crate::frame::scale::{Axis, positions};

/// The columns of groups: `score` in standard deviations of articles from their mean, `raw` the mean polarity of the
/// group's words, `words` those that have a polarity, `from` and `to` the seed words.
pub const COLUMNS: &[&str] = &[
    "group", "score", "error", "low", "high", "raw", "words", "units", "from", "to",
];

/// The columns of terms; `seed` says of which end a term is a seed.
pub const TERMS: &[&str] = &["term", "polarity", "count", "seed"];

/// One row a group, from the low end to the high end.
pub fn table(tally: &Tally, columns: &Columns<'_>, axis: &Axis, groups: &[Group]) -> Result<Table> {
    let mut found = positions(tally, columns, axis, groups)?;
    found.sort_by(|x, y| {
        x.score
            .total_cmp(&y.score)
            .then_with(|| x.group.cmp(&y.group))
    });
    let mut table = Table::new(COLUMNS.to_vec());
    for position in found {
        let [low, high] = match position.interval {
            Ok((low, high)) => [low, high].map(Cell::Number),
            Err(reason) => [reason; 2].map(Cell::Undefined),
        };
        table.rows.push(vec![
            Cell::Text(position.group.as_str().into()),
            Cell::Number(position.score),
            Cell::number(position.error, "one word only"),
            low,
            high,
            Cell::Number(position.raw),
            Cell::Count(position.words),
            Cell::Count(position.units),
            Cell::Text(axis.written[0].join(", ").into()),
            Cell::Text(axis.written[1].join(", ").into()),
        ]);
    }
    note(&mut table, axis);
    Ok(table)
}

/// One row a term, from the low end to the high end.
pub fn terms(tally: &Tally, columns: &Columns<'_>, axis: &Axis) -> Table {
    let everything = Group {
        label: String::new(),
        rows: (0..tally.rows.len() as u32).collect(),
    };
    let counts = everything.counts(tally, columns);
    let mut order: Vec<(u32, f64)> = axis.polarity.iter().map(|(c, p)| (*c, *p)).collect();
    order.sort_by(|x, y| x.1.total_cmp(&y.1).then(x.0.cmp(&y.0)));
    let mut table = Table::new(TERMS.to_vec());
    for (column, polarity) in order {
        let ends = ["from", "to"].into_iter().zip(&axis.seeds);
        let seed = ends
            .filter(|(_, seeds)| seeds.contains(&column))
            .map(|(name, _)| name);
        table.rows.push(vec![
            Cell::Text(columns.label(column).into()),
            Cell::Number(polarity),
            Cell::Count(counts[column as usize]),
            Cell::Text(seed.collect::<Vec<_>>().join(" ").into()),
        ]);
    }
    note(&mut table, axis);
    table
}

fn note(table: &mut Table, axis: &Axis) {
    table.notes.push(format!(
        "{} terms in {} dimensions, from {} sentences",
        axis.polarity.len(),
        axis.dimensions,
        axis.sentences
    ));
    if !axis.missing.is_empty() {
        table.notes.push(format!(
            "seed words that do not occur often enough: {}",
            axis.missing.join(", ")
        ));
    }
}
