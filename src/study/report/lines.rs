//! The lines behind what outlets do with language, with as much text as a report may show.

use crate::concordance::{Occurrence, Quotation};
use crate::engine::Wanted;
use crate::error::Result;
use crate::frame::uptake::Class;
use crate::frame::verbs::Classes;
use crate::lexicon::WordPattern;
use crate::report::{Evidence, Line, Texts};
use crate::study::Run;
use crate::study::framing::LARGE;
use crate::table::{Cell, Table};
use std::collections::BTreeMap;

/// Classes of reporting verbs whose lines are shown: those that say something of what is reported.
const SAYING: [&str; 3] = ["endorsing", "distancing", "conflict"];

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
            spread(&mut rows, |row| row[place("outlet")].text());
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

/// Puts the first of each outlet before the second of each, so that no outlet hides the others.
fn spread<'t, T>(things: &mut [T], outlet: impl Fn(&T) -> &'t str) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    things.sort_by_cached_key(|thing| {
        let times = seen.entry(outlet(thing)).or_default();
        *times += 1;
        *times
    });
}

impl Run<'_> {
    /// True when a report may show lines, and the corpus is small enough to look for them one by one.
    fn shows_lines(&self, words: u64) -> bool {
        self.settings.report.texts != Texts::None && words <= LARGE
    }

    /// Lines of some words, each with the heading above its lines; `words` is the size of the corpus.
    pub(super) fn lines_of(
        &self,
        words: u64,
        wanted: &[(String, String)],
    ) -> Result<Vec<Evidence>> {
        if !self.shows_lines(words) || wanted.is_empty() {
            return Ok(Vec::new());
        }
        let patterns = wanted
            .iter()
            .map(|(_, written)| WordPattern::new(written))
            .collect::<Result<Vec<_>>>()?;
        let found = self.locate(Wanted::Occurrences(&patterns))?.occurrences;
        let mut evidence = Vec::new();
        for (number, (heading, _)) in wanted.iter().enumerate() {
            let of_pattern = found.iter().filter(|o| o.hit.pattern == number);
            let mut list: Vec<&Occurrence> = of_pattern.collect();
            spread(&mut list, |o| &o.hit.outlet);
            evidence.push(Evidence {
                heading: heading.clone(),
                of: list.len() as u64,
                lines: list.into_iter().take(LINES).map(occurrence_line).collect(),
            });
        }
        evidence.retain(|e| e.of > 0);
        Ok(evidence)
    }

    /// Lines of the verbs that say something of what is reported, by voice and class.
    pub(super) fn verb_lines(&self, words: u64) -> Result<Vec<Evidence>> {
        if !self.shows_lines(words) {
            return Ok(Vec::new());
        }
        let classes = Classes::new(&self.settings.verbs)?;
        let quotations = self.locate(Wanted::Quotations)?.quotations;
        let mut by_class: BTreeMap<(&str, &str), Vec<&Quotation>> = BTreeMap::new();
        for quotation in &quotations {
            let Some(cue) = &quotation.cue else { continue };
            let lowered = cue.text.to_lowercase();
            let (_, class) = classes.of(&lowered);
            if let Some(class) = SAYING.iter().find(|known| **known == class) {
                let key = (quotation.speaker.voice.as_str(), *class);
                by_class.entry(key).or_default().push(quotation);
            }
        }
        let evidence = by_class.into_iter().map(|((voice, class), mut list)| {
            spread(&mut list, |q| &q.outlet);
            Evidence {
                heading: format!("{voice}, {class}"),
                of: list.len() as u64,
                lines: list.into_iter().take(LINES).map(verb_line).collect(),
            }
        });
        Ok(evidence.collect())
    }
}

fn occurrence_line(occurrence: &Occurrence) -> Line {
    let hit = &occurrence.hit;
    let [left, matched, right] = snippet(&occurrence.sentence, &hit.matched);
    Line {
        left,
        matched,
        right,
        group: hit.speaker.voice.clone(),
        speaker: hit.speaker.name.clone(),
        manner: hit.manner.name(),
        outlet: hit.outlet.clone(),
        date: hit.date.clone(),
        article: hit.article.clone(),
    }
}

fn verb_line(quotation: &Quotation) -> Line {
    let cue = quotation.cue.as_ref().map_or("", |cue| &cue.text);
    let [left, matched, right] = snippet(&quotation.sentence, cue);
    Line {
        left,
        matched,
        right,
        group: quotation.speaker.voice.clone(),
        speaker: quotation.speaker.name.clone(),
        manner: quotation.kind,
        outlet: quotation.outlet.clone(),
        date: quotation.date.clone(),
        article: quotation.article.clone(),
    }
}
