//! Who has the floor.

use super::{Cell, Table, share_row, speakers};
use crate::count::{By, Tally};
use crate::frame::floor::{Floor, Part};

/// The columns of the shares. `part` is what is shared out: words, quotations, or the lead (the words of the first quarter
/// of each article).
pub const SHARES: &[&str] = &[
    "part", "group", "voice", "count", "share", "low", "high", "units",
];

/// The columns of who speaks after whom: shares are of the changes from the first voice.
pub const NEXT: &[&str] = &[
    "group", "voice", "next", "count", "share", "low", "high", "units",
];

/// The columns of turns: stretches in which one speaker is quoted without interruption, in words as they stand (the parts
/// of a phrase that counts as one elsewhere are words here).
pub const TURNS: &[&str] = &[
    "group", "voice", "turns", "words", "mean", "median", "longest",
];

/// Shares of words, of quotations and of leads.
pub fn shares(tally: &Tally, rows: &[u32], by: &By, floor: &Floor) -> Table {
    let mut table = Table::new(SHARES.to_vec());
    for row in speakers::table(tally, rows, by).rows {
        let [group, voice, words, share, low, high, _, units] = <[Cell; 8]>::try_from(row)
            .unwrap_or_else(|_| std::array::from_fn(|_| Cell::Undefined("")));
        table.rows.push(vec![
            Cell::Text("words".into()),
            group,
            voice,
            words,
            share,
            low,
            high,
            units,
        ]);
    }
    for row in floor.shares.rows() {
        let (part, group) = row.group;
        let part = match part {
            Part::Quotations => "quotations",
            Part::Lead => "lead",
        };
        table.rows.push(share_row(&[part, group, row.key], &row));
    }
    table
}

/// Which voice speaks after which within an article.
pub fn next(floor: &Floor) -> Table {
    let mut table = Table::new(NEXT.to_vec());
    for row in floor.next.rows() {
        let (group, voice) = row.group;
        table.rows.push(share_row(&[group, voice, row.key], &row));
    }
    table
}

/// How long each voice is quoted without interruption.
pub fn turns(floor: &Floor) -> Table {
    let mut table = Table::new(TURNS.to_vec());
    for ((group, voice), lengths) in &floor.lengths {
        let turns = lengths.turns.len() as u64;
        let words: u64 = lengths.turns.iter().sum();
        let none = "the voice has no turn";
        let count = |n: Option<u64>| n.map_or(Cell::Undefined(none), Cell::Count);
        table.rows.push(vec![
            Cell::Text(group.as_str().into()),
            Cell::Text(voice.as_str().into()),
            Cell::Count(turns),
            Cell::Count(words),
            Cell::Number(words as f64 / turns as f64),
            Cell::number(lengths.median(), none),
            count(lengths.turns.last().copied()),
        ]);
    }
    table
}
