//! The lines behind what becomes of phrases, with as much text as a report may show.

use crate::frame::uptake::Class;
use crate::report::{Evidence, Line, Texts};
use crate::table::{Cell, Table};
use std::collections::BTreeMap;

/// Lines shown of each phrase and class.
const LINES: usize = 5;
/// Words on each side of an occurrence.
const SNIPPET: usize = 25;

/// The list of occurrences with as much text as a report may show.
pub(super) fn shown(mut table: Table, texts: Texts) -> Table {
    let (Some(sentence), Some(matched)) = (table.column("sentence"), table.column("match")) else {
        return table;
    };
    for row in &mut table.rows {
        match texts {
            Texts::Full => {}
            Texts::Snippets => {
                let [left, matched, right] = snippet(row[sentence].text(), row[matched].text());
                row[sentence] = Cell::Text(format!("{left} {matched} {right}").trim().into());
            }
            Texts::None => {
                row[sentence] = Cell::Undefined("the study shows no text");
                row[matched] = Cell::Undefined("the study shows no text");
            }
        }
    }
    table
}

/// A sentence around some words of it, at most so many words on each side.
fn snippet(sentence: &str, matched: &str) -> [String; 3] {
    let at = sentence.find(matched).unwrap_or(0);
    let (left, rest) = sentence.split_at(at);
    let right = rest.get(matched.len()..).unwrap_or_default();
    let before: Vec<&str> = left.split_whitespace().collect();
    let after: Vec<&str> = right.split_whitespace().collect();
    let cut = before.len().saturating_sub(SNIPPET);
    let mut left = before[cut..].join(" ");
    if cut > 0 {
        left = format!("… {left}");
    }
    let mut end = after[..after.len().min(SNIPPET)].join(" ");
    if after.len() > SNIPPET {
        end.push_str(" …");
    }
    [left, matched.to_owned(), end]
}

/// The first lines of each phrase and class, in order of phrase and of distance.
pub(super) fn uptake_lines(occurrences: &Table, texts: Texts) -> Vec<Evidence> {
    if texts == Texts::None {
        return Vec::new();
    }
    let place = |name: &str| occurrences.column(name).unwrap_or(0);
    let [phrase, class, marks] = ["phrase", "class", "marks"].map(place);
    let mut phrases: Vec<&str> = occurrences
        .rows
        .iter()
        .map(|row| row[phrase].text())
        .collect();
    phrases.dedup();
    let mut evidence = Vec::new();
    for words in phrases {
        for kind in Class::ALL {
            let fits =
                |row: &&Vec<Cell>| row[phrase].text() == words && row[class].text() == kind.name();
            let mut rows: Vec<&Vec<Cell>> = occurrences.rows.iter().filter(fits).collect();
            // The first of each outlet, then the second of each, so that no outlet hides the others.
            let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
            rows.sort_by_cached_key(|row| {
                let times = seen.entry(row[place("outlet")].text()).or_default();
                *times += 1;
                *times
            });
            if rows.is_empty() {
                continue;
            }
            let line = |row: &&Vec<Cell>| {
                let text = |name: &str| row[place(name)].text().to_owned();
                let [left, matched, right] = snippet(&text("sentence"), &text("match"));
                Line {
                    left,
                    matched,
                    right,
                    group: format!("marks: {}", row[marks].text()),
                    speaker: text("speaker_name"),
                    manner: manner(&text("manner")),
                    outlet: text("outlet"),
                    date: text("date"),
                    article: text("article"),
                }
            };
            evidence.push(Evidence {
                heading: format!("{words}, {}", kind.name()),
                of: rows.len() as u64,
                lines: rows.iter().take(LINES).map(line).collect(),
            });
        }
    }
    evidence
}

/// The name of a manner as the program has it.
fn manner(name: &str) -> &'static str {
    let all = crate::voice::Manner::ALL.iter().map(|m| m.name());
    all.into_iter().find(|m| *m == name).unwrap_or("")
}
