//! The lines behind what outlets do with language, with as much text as a report may show.

use super::Counted;
use crate::concordance::{Occurrence, Quotation};
use crate::engine::Wanted;
use crate::error::Result;
use crate::figure::Facet;
use crate::frame::uptake::Class;
use crate::frame::verbs::Classes;
use crate::lexicon::WordPattern;
use crate::report::{About, Evidence, Figure, Line, Texts};
use crate::study::Run;
use crate::study::framing::LARGE;
use crate::table::{Cell, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Lines shown of each phrase and class.
const LINES: usize = 8;
/// Lines of a node with a collocate.
const OF_PAIR: usize = 2;
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
pub(super) fn uptake_lines(all: Counted<'_>, occurrences: &Table, texts: Texts) -> Vec<Evidence> {
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
                    remark: format!("marks: {}", row[marks].text()),
                    voice: all.voice(&text("voice")),
                    speaker: text("speaker_name"),
                    manner: manner(&text("manner")),
                    outlet: text("outlet"),
                    date: text("date"),
                    article: text("article"),
                }
            };
            evidence.push(Evidence {
                heading: format!("{words}, {}", kind.name()),
                about: vec![
                    (Facet::Phrase, words.to_owned()),
                    (Facet::Class, kind.name().to_owned()),
                ],
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

/// Words whose lines are wanted.
pub(super) struct Wish {
    pub(super) heading: String,
    pub(super) about: About,
    pub(super) words: String,
}

impl Run<'_> {
    /// True when a report may show lines, and the corpus is small enough to look for them one by one.
    fn shows_lines(&self, words: u64) -> bool {
        self.settings.report.texts != Texts::None && words <= LARGE
    }

    /// Lines of some words.
    pub(super) fn lines_of(&self, all: Counted<'_>, wanted: &[Wish]) -> Result<Vec<Evidence>> {
        if !self.shows_lines(all.tally.words()) || wanted.is_empty() {
            return Ok(Vec::new());
        }
        let patterns = wanted
            .iter()
            .map(|wish| WordPattern::new(&wish.words))
            .collect::<Result<Vec<_>>>()?;
        let found = self.locate(Wanted::Occurrences(&patterns))?.occurrences;
        let mut evidence = Vec::new();
        for (number, wish) in wanted.iter().enumerate() {
            let of_pattern = found.iter().filter(|o| o.hit.pattern == number);
            let mut list: Vec<&Occurrence> = of_pattern.collect();
            spread(&mut list, |o| &o.hit.outlet);
            evidence.push(Evidence {
                heading: wish.heading.clone(),
                about: wish.about.clone(),
                of: list.len() as u64,
                lines: list
                    .into_iter()
                    .take(LINES)
                    .map(|o| occurrence_line(all, o))
                    .collect(),
            });
        }
        evidence.retain(|e| e.of > 0);
        Ok(evidence)
    }

    /// Lines of reporting verbs by voice and class.
    pub(super) fn verb_lines(&self, all: Counted<'_>) -> Result<Vec<Evidence>> {
        if !self.shows_lines(all.tally.words()) {
            return Ok(Vec::new());
        }
        let classes = Classes::new(&self.settings.verbs)?;
        let quotations = self.locate(Wanted::Quotations)?.quotations;
        let mut by_class: BTreeMap<(&str, String), Vec<&Quotation>> = BTreeMap::new();
        for quotation in &quotations {
            let Some(cue) = &quotation.cue else { continue };
            let lowered = cue.text.to_lowercase();
            let (_, class) = classes.of(&lowered);
            let key = (quotation.speaker.voice.as_str(), class.to_owned());
            by_class.entry(key).or_default().push(quotation);
        }
        let evidence = by_class.into_iter().map(|((voice, class), mut list)| {
            spread(&mut list, |q| &q.outlet);
            Evidence {
                heading: format!("{}, {class}", all.voice(voice)),
                about: vec![(Facet::Class, class)],
                of: list.len() as u64,
                lines: list
                    .into_iter()
                    .take(LINES)
                    .map(|q| verb_line(all, q))
                    .collect(),
            }
        });
        Ok(evidence.collect())
    }

    /// Lines of each node with each of the collocates that a figure shows.
    pub(super) fn company_lines(
        &self,
        all: Counted<'_>,
        figures: &[Figure],
    ) -> Result<Vec<Evidence>> {
        let mut pairs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for row in figures.iter().flat_map(|figure| &figure.about) {
            if let [(Facet::Node, node), (Facet::Collocate, collocate)] = &row[..] {
                pairs.entry(node).or_default().insert(collocate);
            }
        }
        if !self.shows_lines(all.tally.words()) || pairs.is_empty() {
            return Ok(Vec::new());
        }
        let patterns = pairs
            .keys()
            .map(|node| WordPattern::new(node))
            .collect::<Result<Vec<_>>>()?;
        let found = self.locate(Wanted::Occurrences(&patterns))?.occurrences;
        let mut evidence = Vec::new();
        for (number, (node, collocates)) in pairs.iter().enumerate() {
            let near = found.iter().filter(|o| o.hit.pattern == number);
            let near: Vec<(&Occurrence, BTreeSet<String>)> = near.map(|o| (o, around(o))).collect();
            for collocate in collocates {
                let wanted = collocate.to_lowercase();
                let with = near.iter().filter(|(_, words)| words.contains(&wanted));
                let mut list: Vec<&Occurrence> = with.map(|(o, _)| *o).collect();
                spread(&mut list, |o| &o.hit.outlet);
                let [node, collocate] = [node, collocate].map(|word| (*word).to_owned());
                evidence.push(Evidence {
                    heading: format!("{node} with {collocate}"),
                    of: list.len() as u64,
                    lines: list
                        .into_iter()
                        .take(OF_PAIR)
                        .map(|o| occurrence_line(all, o))
                        .collect(),
                    about: vec![(Facet::Node, node), (Facet::Collocate, collocate)],
                });
            }
        }
        evidence.retain(|e| e.of > 0);
        Ok(evidence)
    }
}

/// The words of a sentence besides those that fit.
fn around(occurrence: &Occurrence) -> BTreeSet<String> {
    let hit = &occurrence.hit;
    let beside = [&hit.left, &hit.right];
    let words = beside
        .into_iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\''));
    words
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty())
        .collect()
}

/// How a quotation is given, as one word.
pub(super) fn said_how(quotation: &Quotation) -> &'static str {
    match quotation.subtype {
        "clause" => quotation.kind,
        subtype => subtype,
    }
}

fn occurrence_line(all: Counted<'_>, occurrence: &Occurrence) -> Line {
    let hit = &occurrence.hit;
    let [left, matched, right] = snippet(&occurrence.sentence, &hit.matched);
    Line {
        left,
        matched,
        right,
        remark: String::new(),
        voice: all.voice(&hit.speaker.voice),
        speaker: hit.speaker.name.clone(),
        manner: hit.manner.name(),
        outlet: hit.outlet.clone(),
        date: hit.date.clone(),
        article: hit.article.clone(),
    }
}

fn verb_line(all: Counted<'_>, quotation: &Quotation) -> Line {
    let cue = quotation.cue.as_ref().map_or("", |cue| &cue.text);
    let [left, matched, right] = snippet(&quotation.sentence, cue);
    Line {
        left,
        matched,
        right,
        remark: String::new(),
        voice: all.voice(&quotation.speaker.voice),
        speaker: quotation.speaker.name.clone(),
        manner: said_how(quotation),
        outlet: quotation.outlet.clone(),
        date: quotation.date.clone(),
        article: quotation.article.clone(),
    }
}
