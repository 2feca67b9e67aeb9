//! Frames of dictionaries by group.

use super::{Cell, Table, rate_cells};
use crate::contrast::Group;
use crate::count::Tally;
use crate::frame::frames::{entries, frames, unused};
use crate::lexicon::dictionary::{Dictionary, LEVELS};
use std::collections::BTreeSet;

/// Entries that a note names.
const NAMED: usize = 12;

/// The columns of the table. `share` is of the matches of all outermost categories in the group, with a 95 % interval over
/// its units.
pub const COLUMNS: &[&str] = &[
    "frame",
    "group",
    "count",
    "per_million",
    "share",
    "low",
    "high",
    "units",
];

/// The columns of the entries behind the frames.
pub const ENTRIES: &[&str] = &["group", "frame", "entry", "count"];

/// One row a group and category.
pub fn table(tally: &Tally, dictionary: &Dictionary, groups: &[Group]) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    for framed in frames(tally, dictionary, groups) {
        let none = "no frame occurs in the group";
        let [mut share, low, high] = rate_cells(framed.share, 1.0, none);
        if framed.count == 0 && framed.units > 0 {
            share = Cell::Number(0.0);
        }
        table.rows.push(vec![
            Cell::Text(framed.frame.as_str().into()),
            Cell::Text(framed.group.as_str().into()),
            Cell::Count(framed.count),
            Cell::Number(1e6 * framed.count as f64 / framed.words as f64),
            share,
            low,
            high,
            Cell::Count(framed.units),
        ]);
    }
    notes(&mut table, tally, dictionary);
    table
}

/// How often each entry was found.
pub fn entry_table(tally: &Tally, dictionary: &Dictionary, groups: &[Group]) -> Table {
    let mut table = Table::new(ENTRIES.to_vec());
    for (group, frame, entry, count) in entries(tally, dictionary, groups) {
        table.rows.push(vec![
            Cell::Text(group.into()),
            Cell::Text(frame.into()),
            Cell::Text(entry.into()),
            Cell::Count(count),
        ]);
    }
    notes(&mut table, tally, dictionary);
    table
}

fn notes(table: &mut Table, tally: &Tally, dictionary: &Dictionary) {
    if dictionary.categories.iter().any(|c| c.depth > 0) {
        table.notes.push(format!(
            "categories are nested: \"a\" has the matches of \"a{LEVELS}b\" too, each word once; do not add them up"
        ));
    }
    let fitting: BTreeSet<u32> = tally
        .frames
        .list
        .iter()
        .map(|entry| entry.pattern)
        .collect();
    let idle: Vec<&str> = (0_u32..)
        .zip(&dictionary.patterns)
        .filter(|(number, _)| !fitting.contains(number))
        .map(|(_, pattern)| pattern.written())
        .collect();
    if !idle.is_empty() {
        let more = if idle.len() > NAMED { ", …" } else { "" };
        table.notes.push(format!(
            "{} of {} entries fit no word, or only where a longer one does: {}{more}",
            idle.len(),
            dictionary.patterns.len(),
            idle[..idle.len().min(NAMED)].join(", ")
        ));
    }
    let unused = unused(tally, dictionary);
    if !unused.is_empty() {
        table.notes.push(format!(
            "frames that no article uses: {}",
            unused.join(", ")
        ));
    }
}
