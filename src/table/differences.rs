//! Differences of shares between two groups of articles.

use super::{Cell, Table};
use crate::frame::differences::Row;
use crate::measure::inference::Options;

/// The columns. `analysis` is what is shared out: words, quotations and leads (by voice), verbs (by class, for the voice
/// `of`), uptake (by class, for the phrase `of`), frames (matches of a category, in words). Shares are from 0 to 1,
/// `difference` is that of the target less that of the reference, `pairs` are units with the whole on both sides.
pub const COLUMNS: &[&str] = &[
    "target",
    "reference",
    "analysis",
    "of",
    "part",
    "target_count",
    "target_of",
    "reference_count",
    "reference_of",
    "target_share",
    "reference_share",
    "difference",
    "low",
    "high",
    "p",
    "p_adjusted",
    "adjust",
    "test",
    "units_target",
    "units_reference",
    "pairs",
    "note",
];

/// One row a part, in order of analysis and part.
pub fn table(sides: [&str; 2], rows: &[Row], options: &Options) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    for row in rows {
        let none = "a side has nothing to share out";
        let found = row.difference;
        let share = |side: usize| Cell::number(found.map(|f| f.rates[side]), none);
        let [low, high] = match found.map(|f| f.interval) {
            Some(Ok((low, high))) => [low, high].map(Cell::Number),
            Some(Err(reason)) => [reason; 2].map(Cell::Undefined),
            None => [none; 2].map(Cell::Undefined),
        };
        table.rows.push(vec![
            Cell::Text(sides[0].into()),
            Cell::Text(sides[1].into()),
            Cell::Text(row.analysis.into()),
            Cell::Text(row.of.as_str().into()),
            Cell::Text(row.part.as_str().into()),
            Cell::Count(row.counts[0]),
            Cell::Count(row.sizes[0]),
            Cell::Count(row.counts[1]),
            Cell::Count(row.sizes[1]),
            share(0),
            share(1),
            Cell::number(found.map(|f| f.difference), none),
            low,
            high,
            Cell::number(row.tested.p, row.why),
            Cell::number(row.tested.p_adjusted, row.why),
            Cell::Text(options.adjust.name().into()),
            Cell::Text(options.statistic.name().into()),
            Cell::Count(row.units[0]),
            Cell::Count(row.units[1]),
            Cell::Count(row.pairs),
            Cell::Text(row.tested.note.as_str().into()),
        ]);
    }
    table
}
