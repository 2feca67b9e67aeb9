//! What becomes of phrases: how often each class in each group, and every occurrence.

use super::{Cell, Table, share_row};
use crate::concordance::Occurrence;
use crate::frame::uptake::{Classes, Cues, Phrase};

/// The columns of the table: shares are of the phrase's occurrences in the group, with a 95 % interval over the units that
/// have it.
pub const COLUMNS: &[&str] = &[
    "phrase", "home", "outlet", "class", "marked", "count", "share", "low", "high", "units",
];

/// The columns of the list of occurrences. `by` are the words that made an occurrence contested or distanced.
pub const OCCURRENCES: &[&str] = &[
    "phrase",
    "home",
    "class",
    "marks",
    "by",
    "sentence",
    "article",
    "field",
    "start",
    "end",
    "match",
    "speaker_name",
    "voice",
    "manner",
    "outlet",
    "date",
];

/// One row a phrase, group, class, and whether it has marks of its own.
pub fn table(phrases: &[Phrase], classes: &Classes) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    for row in classes.rows() {
        let ((phrase, outlet), (class, marked)) = (row.group, row.key);
        let phrase = &phrases[*phrase];
        let marked = if *marked { "yes" } else { "no" };
        let words = [&phrase.words, &phrase.home, outlet, class.name(), marked];
        table.rows.push(share_row(&words, &row));
    }
    table
}

/// Every occurrence in order of phrase and place, with its class and the sentence.
pub fn occurrences(phrases: &[Phrase], found: &[Occurrence], cues: &Cues) -> Table {
    let mut table = Table::new(OCCURRENCES.to_vec());
    let mut found: Vec<&Occurrence> = found.iter().collect();
    found.sort_by_key(|o| o.hit.pattern);
    for occurrence in found {
        let hit = &occurrence.hit;
        let phrase = &phrases[hit.pattern];
        let judged = cues.judge(occurrence, &phrase.home);
        let text = |text: &str| Cell::Text(text.into());
        table.rows.push(vec![
            text(&phrase.words),
            text(&phrase.home),
            text(judged.class.name()),
            text(judged.marks.name()),
            text(judged.by),
            text(&occurrence.sentence),
            text(&hit.article),
            text(hit.field.name()),
            Cell::Count(hit.start as u64),
            Cell::Count(hit.end as u64),
            text(&hit.matched),
            text(&hit.speaker.name),
            text(&hit.speaker.voice),
            text(hit.manner.name()),
            text(&hit.outlet),
            text(&hit.date),
        ]);
    }
    table
}
