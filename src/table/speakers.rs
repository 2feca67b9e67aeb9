//! Who speaks: words of each voice, group by group.

use super::{Cell, Table, rate_cells};
use crate::contrast::{self, Group};
use crate::count::{By, Tally};
use crate::measure::rate::{UnitSizes, UnitSums, share};

/// The columns of the table.
pub const COLUMNS: &[&str] = &[
    "group",
    "voice",
    "words",
    "share",
    "share_low",
    "share_high",
    "articles",
    "units",
];

/// One row a voice that has words in a group; `share` is of all words of the group, with a 95 % interval over the group's
/// units (clusters of near-duplicates).
pub fn table(tally: &Tally, rows: &[u32], by: &By) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    for group in contrast::groups(tally, rows, by) {
        let words = |rows: &[u32]| -> u64 {
            let words = rows.iter().map(|r| tally.rows[*r as usize].words);
            words.map(u64::from).sum()
        };
        let units = group.by_unit(tally);
        let mut sizes = UnitSizes::default();
        units.iter().for_each(|rows| sizes.add(words(rows)));
        for voice in contrast::groups(tally, &group.rows, &By::Voice) {
            if voice.words(tally) == 0 {
                continue;
            }
            let mut sums = UnitSums::default();
            for rows in &units {
                let said = rows.iter().filter(|r| voice.rows.binary_search(r).is_ok());
                sums.add(words(&said.copied().collect::<Vec<_>>()), words(rows));
            }
            table.rows.push(row(tally, &group, &voice, sums, sizes));
        }
    }
    table
}

fn row(tally: &Tally, group: &Group, voice: &Group, sums: UnitSums, sizes: UnitSizes) -> Vec<Cell> {
    let found = share(sums, sizes);
    let [value, low, high] = rate_cells(found, 1.0, "the group has no words");
    vec![
        Cell::Text(group.label.as_str().into()),
        Cell::Text(voice.label.as_str().into()),
        Cell::Count(sums.x),
        value,
        low,
        high,
        Cell::Count(voice.articles(tally)),
        Cell::Count(sizes.units),
    ]
}
