//! What is absent, with the bound that the number of articles allows.

use super::{Cell, Table};
use crate::frame::silence::Silence;

/// The columns of the table. `at_most` is the largest share of the group's units that could have the thing and still none
/// of these do (95 %, one-sided); `elsewhere` the share of the other groups' units that have it, `elsewhere_low` the lower
/// end of its interval; `expected` the occurrences at the others' rate.
pub const COLUMNS: &[&str] = &[
    "outlet",
    "kind",
    "item",
    "units",
    "at_most",
    "elsewhere",
    "elsewhere_low",
    "expected",
    "telling",
];

/// One row an absence. `telling` is `yes` where even `at_most` is below `elsewhere_low`.
pub fn table(silences: &[Silence]) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    table.rows = silences
        .iter()
        .map(|s| {
            vec![
                Cell::Text(s.group.as_str().into()),
                Cell::Text(s.kind.name().into()),
                Cell::Text(s.item.as_str().into()),
                Cell::Count(s.units),
                Cell::Number(s.most),
                Cell::Number(s.elsewhere),
                Cell::Number(s.elsewhere_low),
                Cell::Number(s.expected),
                Cell::Text(if s.is_telling() { "yes" } else { "no" }.into()),
            ]
        })
        .collect();
    let few = silences.iter().filter(|s| !s.is_telling()).count();
    if few > 0 {
        table.notes.push(format!(
            "{few} of {} absences are not telling: the outlet wrote too little, or the others have it too seldom",
            silences.len()
        ));
    }
    table
}
