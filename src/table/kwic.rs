//! Concordances as tables.

use super::{Cell, Table};
use crate::concordance::Hit;

/// The columns of the table.
pub const COLUMNS: &[&str] = &[
    "article",
    "field",
    "start",
    "end",
    "left",
    "match",
    "right",
    "speaker_name",
    "voice",
    "manner",
    "outlet",
    "date",
];

/// One row a hit, in order of article and place.
pub fn table(hits: &[Hit]) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    table.rows = hits
        .iter()
        .map(|hit| {
            let text = |s: &str| Cell::Text(s.into());
            vec![
                text(&hit.article),
                text(hit.field.name()),
                Cell::Count(hit.start as u64),
                Cell::Count(hit.end as u64),
                text(&hit.left),
                text(&hit.matched),
                text(&hit.right),
                text(&hit.speaker.name),
                text(&hit.speaker.voice),
                text(hit.manner.name()),
                text(&hit.outlet),
                text(&hit.date),
            ]
        })
        .collect();
    table
}
