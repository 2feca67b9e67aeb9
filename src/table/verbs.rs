//! Reporting verbs by group and voice.

use super::{Table, share_row};
use crate::frame::verbs::Verbs;

/// The columns by class: shares are of the verbs that introduce the voice in the group.
pub const CLASSES: &[&str] = &[
    "group", "voice", "class", "count", "share", "low", "high", "units",
];

/// The columns by verb.
pub const VERBS: &[&str] = &[
    "group", "voice", "class", "verb", "count", "share", "low", "high", "units",
];

/// One row a group, voice and class.
pub fn classes(verbs: &Verbs) -> Table {
    let mut table = Table::new(CLASSES.to_vec());
    for row in verbs.classes.rows() {
        let (group, voice) = row.group;
        table.rows.push(share_row(&[group, voice, row.key], &row));
    }
    note(&mut table, verbs);
    table
}

/// One row a group, voice and verb, the most frequent of each first.
pub fn verbs(verbs: &Verbs) -> Table {
    let mut table = Table::new(VERBS.to_vec());
    let mut rows = verbs.verbs.rows();
    rows.sort_by(|x, y| {
        (x.group, std::cmp::Reverse(x.count), x.key).cmp(&(
            y.group,
            std::cmp::Reverse(y.count),
            y.key,
        ))
    });
    for row in rows {
        let ((group, voice), (class, verb)) = (row.group, row.key);
        table
            .rows
            .push(share_row(&[group, voice, class, verb], &row));
    }
    note(&mut table, verbs);
    table
}

fn note(table: &mut Table, verbs: &Verbs) {
    if verbs.without > 0 {
        table.notes.push(format!(
            "left out: {} without reporting words",
            super::counted(verbs.without, "quotation")
        ));
    }
}
