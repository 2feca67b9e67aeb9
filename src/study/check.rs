//! What is doubtful about a study and its corpus, before anybody reads numbers from it.

use super::run::Run;
use crate::article::{ArticleId, ArticleRecord};
use crate::contrast;
use crate::count::{By, Tally};
use crate::engine::Questions;
use crate::error::Result;
use crate::table::{self, Cell, Table};
use crate::voice;
use std::collections::{BTreeMap, BTreeSet};

/// The columns of the table.
const COLUMNS: &[&str] = &["level", "kind", "place", "message"];

/// Groups smaller than this are too small for intervals.
const SMALL: u64 = 5;

/// So many unknown speakers are listed.
const UNKNOWN_SHOWN: usize = 20;

/// What `check` found.
#[derive(Debug)]
pub struct Findings {
    /// One row a finding or note.
    pub table: Table,
    /// How many rows are findings: something to mend or to know before publishing.
    pub findings: usize,
}

/// Lints a study and its corpus. Findings come first; notes list what was marked or clustered.
pub fn check(run: &mut Run<'_>) -> Result<Findings> {
    run.decide()?;
    let tally = run.tally()?;
    let survey = run.survey(&Questions {
        furniture: true,
        languages: true,
        hashes: !run.plan.voice.corrections.is_empty(),
        ..Questions::default()
    })?;
    let mut rows = Rows::default();
    for warning in &tally.warnings {
        rows.finding(warning.kind.name(), &warning.place, &warning.message);
    }
    missing_metadata(&mut rows, &tally);
    languages(&mut rows, run, &tally, &survey.languages);
    small_groups(&mut rows, &tally);
    voices(&mut rows, run, &tally);
    corrections(&mut rows, run, &survey.hashes);
    duplicates(&mut rows, run, &tally);
    for article in &tally.corpus.articles {
        for (why, text) in survey.furniture.get(&article.id).into_iter().flatten() {
            rows.note(
                "boilerplate",
                &article.name,
                &format!("{}: {text}", why.name()),
            );
        }
    }
    let Rows { findings, notes } = rows;
    let mut table = Table::new(COLUMNS.to_vec());
    let count = findings.len();
    table.rows = findings.into_iter().chain(notes).collect();
    Ok(Findings {
        table,
        findings: count,
    })
}

#[derive(Default)]
struct Rows {
    findings: Vec<Vec<Cell>>,
    notes: Vec<Vec<Cell>>,
}

impl Rows {
    fn finding(&mut self, kind: &str, place: &str, message: &str) {
        self.findings.push(row("finding", kind, place, message));
    }
    fn note(&mut self, kind: &str, place: &str, message: &str) {
        self.notes.push(row("note", kind, place, message));
    }
}

fn row(level: &str, kind: &str, place: &str, message: &str) -> Vec<Cell> {
    [level, kind, place, message]
        .map(|s| Cell::Text(s.into()))
        .into()
}

fn missing_metadata(rows: &mut Rows, tally: &Tally) {
    let spoken: BTreeSet<u32> = tally.rows.iter().map(|r| r.article).collect();
    for (_, article) in (0..)
        .zip(&tally.corpus.articles)
        .filter(|(i, _)| !spoken.contains(i))
    {
        rows.finding(
            "empty",
            &article.name,
            "no words are analysed: the text is empty, or all of it is boilerplate",
        );
    }
    for (column, what) in [
        ("outlet", "no outlet: its words belong to no outlet's group"),
        ("date", "no date"),
    ] {
        let missing = |a: &&ArticleRecord| a.metadata.get(column).unwrap_or_default().is_empty();
        for article in tally.corpus.articles.iter().filter(missing) {
            rows.finding(column, &article.name, what);
        }
    }
}

fn languages(rows: &mut Rows, run: &Run<'_>, tally: &Tally, guessed: &BTreeMap<ArticleId, &str>) {
    for article in &tally.corpus.articles {
        let expected = crate::ingest::language_of(&article.metadata, &run.plan.ingest);
        let known = [("en", "eng")]
            .iter()
            .find(|(code, _)| *code == expected.code())
            .map(|(_, long)| *long);
        if let Some(guess) = guessed
            .get(&article.id)
            .filter(|g| known.is_some_and(|k| k != **g))
        {
            rows.finding(
                "language",
                &article.name,
                &format!("looks like \"{guess}\", is read as {}", expected.name()),
            );
        }
    }
}

fn small_groups(rows: &mut Rows, tally: &Tally) {
    let all: Vec<u32> = (0..tally.rows.len() as u32).collect();
    for group in contrast::groups(tally, &all, &By::Column("outlet".into())) {
        let articles = group.articles(tally);
        if articles < SMALL {
            let label = if group.label.is_empty() {
                "(no outlet)"
            } else {
                &group.label
            };
            rows.finding(
                "small group",
                label,
                &format!(
                    "{}: description only, no intervals",
                    table::counted(articles, "article")
                ),
            );
        }
    }
}

/// Voices that nobody has, and speakers whom no rule could place, by words spoken, with the line to paste.
fn voices(rows: &mut Rows, run: &Run<'_>, tally: &Tally) {
    let mut words = vec![0_u64; tally.speakers.len()];
    tally
        .rows
        .iter()
        .for_each(|r| words[r.speaker as usize] += u64::from(r.words));
    for key in run.settings.voices.keys() {
        if !tally.speakers.iter().any(|s| s.voice == *key) {
            rows.finding(
                "unused voice",
                key,
                "no words of the corpus have this voice",
            );
        }
    }
    let unknown = |s: &usize| {
        tally.speakers[*s].voice == voice::UNKNOWN && !tally.speakers[*s].name.is_empty()
    };
    let mut speakers: Vec<usize> = (0..words.len()).filter(unknown).collect();
    speakers.sort_by_key(|s| (std::cmp::Reverse(words[*s]), &tally.speakers[*s]));
    for speaker in speakers.into_iter().take(UNKNOWN_SHOWN) {
        let name = &tally.speakers[speaker].name;
        let line = format!("speakers = [{}]", toml::Value::String(name.clone()));
        rows.finding(
            "unknown speaker",
            name,
            &format!(
                "{} words; to place them, in study.toml under the voice you decide on ([voices.NAME]): {line}",
                words[speaker]
            ),
        );
    }
}

/// Corrections whose article is not in the corpus, or whose text has changed.
fn corrections(rows: &mut Rows, run: &Run<'_>, hashes: &BTreeSet<String>) {
    for (number, correction) in run.plan.voice.corrections.iter().enumerate() {
        if !hashes.contains(&correction.article_sha256) {
            let place = format!(
                "{}:{}",
                run.settings
                    .attribution
                    .corrections
                    .as_deref()
                    .unwrap_or_default(),
                number + 2
            );
            rows.finding(
                "correction",
                &place,
                "no article has this text: it is missing, or has changed",
            );
        }
    }
}

fn duplicates(rows: &mut Rows, run: &Run<'_>, tally: &Tally) {
    for (id, first) in run
        .plan
        .decisions
        .clusters
        .iter()
        .filter(|(id, first)| id != first)
    {
        let name = |id: &ArticleId| match tally.corpus.position(*id) {
            Some(at) => tally.corpus.articles[at].name.clone(),
            None => run.place(id),
        };
        rows.note(
            "near-duplicate",
            &name(id),
            &format!("nearly the same text as {}", name(first)),
        );
    }
}
