//! Voices and speakers as a table.

use super::{Cell, Table};
use crate::count::Tally;
use crate::voice::{self, VoiceSection};
use std::collections::BTreeMap;

/// The columns of the table.
pub const COLUMNS: &[&str] = &[
    "speaker", "voice", "side", "words", "articles", "from", "source", "checked",
];

/// The speakers of a study and of the shipped roster with their sources, then those of a corpus by words spoken.
pub fn table(voices: &BTreeMap<String, VoiceSection>, tally: Option<&Tally>) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    let text = |s: &str| Cell::Text(s.into());
    let none = || Cell::Undefined("no corpus was read");
    if let Some(tally) = tally {
        table.rows = spoken(tally);
        return table;
    }
    for (key, section) in voices {
        for speaker in &section.speakers {
            table.rows.push(vec![
                text(speaker),
                text(key),
                text(""),
                none(),
                none(),
                text("study"),
                text(""),
                text(""),
            ]);
        }
    }
    for entry in voice::shipped() {
        let given = [text(entry.name), text(entry.voice), text(entry.side)];
        let source = [text("shipped"), text(entry.source), text(entry.checked)];
        table.rows.push(
            given
                .into_iter()
                .chain([none(), none()])
                .chain(source)
                .collect(),
        );
    }
    table
}

/// Who speaks in a corpus: most words first.
fn spoken(tally: &Tally) -> Vec<Vec<Cell>> {
    let mut words = vec![(0_u64, std::collections::BTreeSet::new()); tally.speakers.len()];
    for row in &tally.rows {
        let entry = &mut words[row.speaker as usize];
        entry.0 += u64::from(row.words);
        entry.1.insert(row.article);
    }
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|s| (std::cmp::Reverse(words[*s].0), &tally.speakers[*s]));
    let row = |s: usize| {
        let (speaker, (n, articles)) = (&tally.speakers[s], &words[s]);
        let entry = voice::shipped().iter().find(|e| e.name == speaker.name);
        let text = |t: &str| Cell::Text(t.into());
        let (source, checked) = entry.map_or(("", ""), |e| (e.source, e.checked));
        let from = if entry.is_some() { "shipped" } else { "corpus" };
        vec![
            text(&speaker.name),
            text(&speaker.voice),
            text(&speaker.side),
            Cell::Count(*n),
            Cell::Count(articles.len() as u64),
            text(from),
            text(source),
            text(checked),
        ]
    };
    order.into_iter().map(row).collect()
}
