//! Corrections by hand: they win over everything.

use super::quotes::{Evidence, Quote, QuoteType, Subtype};
use super::{Speaker, UNKNOWN};
use crate::article::{Article, CodePoints, Field, Span, Warning, WarningKind};
use crate::error::{Error, Result};
use crate::files;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What a correction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Gives a quotation another speaker or voice.
    Set,
    /// Says that there is no quotation.
    Drop,
    /// Says that there is one.
    Add,
}

/// One row of a corrections file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// SHA-256 of the article's text as fixed at ingest.
    pub article_sha256: String,
    /// `text`; quotations are not looked for in headlines.
    pub field: Field,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Who says it.
    pub speaker_name: String,
    /// In which voice.
    pub voice: String,
    /// What is done.
    pub action: Action,
}

/// Reads a corrections file.
pub fn read_corrections(path: &Path) -> Result<Vec<Correction>> {
    let text = files::read_text(path)?;
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::Headers)
        .from_reader(text.as_bytes());
    let place = path.display().to_string();
    let row = |row: std::result::Result<Correction, csv::Error>| {
        row.map_err(|e| Error::of_csv(&place, &e))
    };
    reader.deserialize().map(row).collect()
}

/// Applies the corrections of this article's text; those that fit no quotation become warnings.
pub(super) fn apply(
    corrections: &[Correction],
    article: &Article,
    quotes: &mut Vec<Quote>,
) -> Vec<Warning> {
    let hash = files::sha256(article.text.as_bytes());
    let mut warnings = Vec::new();
    for correction in corrections.iter().filter(|c| c.article_sha256 == hash) {
        let place = format!(
            "{}, characters {} to {}",
            article.place, correction.start, correction.end
        );
        if let Err(message) = one(correction, article, quotes) {
            warnings.push(Warning::new(WarningKind::Correction, place, message));
        }
    }
    quotes.sort_by_key(|q| (q.envelope().start, std::cmp::Reverse(q.envelope().end)));
    warnings
}

fn one(
    correction: &Correction,
    article: &Article,
    quotes: &mut Vec<Quote>,
) -> std::result::Result<(), &'static str> {
    let span = bytes(&article.text, correction.start, correction.end)
        .ok_or("the correction lies outside the text")?;
    let at = quotes
        .iter()
        .position(|q| q.field == correction.field && q.envelope() == span);
    let voice = if correction.voice.is_empty() {
        UNKNOWN
    } else {
        &correction.voice
    };
    let speaker = Speaker {
        name: correction.speaker_name.clone(),
        voice: voice.to_owned(),
        side: String::new(),
    };
    let evidence = Evidence {
        resolved_by: "correction".into(),
        voice_by: "correction".into(),
        candidates: Vec::new(),
    };
    match (correction.action, at) {
        (Action::Set, Some(at)) => {
            quotes[at].speaker = speaker;
            quotes[at].evidence = evidence;
        }
        (Action::Drop, Some(at)) => {
            quotes.remove(at);
        }
        (Action::Add, None) => quotes.push(Quote {
            field: correction.field,
            spans: vec![span],
            kind: QuoteType::Indirect,
            subtype: Subtype::Clause,
            mention: None,
            speaker,
            cue: None,
            reported_by: String::new(),
            rule: "correction",
            evidence,
        }),
        (Action::Set | Action::Drop, None) => return Err("the correction fits no quotation"),
        (Action::Add, Some(_)) => return Err("there is a quotation already"),
    }
    Ok(())
}

/// Bytes of a range of code points, if the text has them.
fn bytes(text: &str, start: usize, end: usize) -> Option<Span> {
    let mut points = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let first = points.nth(start)?;
    let last = if end > start {
        points.nth(end - start - 1)?
    } else {
        return None;
    };
    debug_assert_eq!(CodePoints::new(text).at(first), start);
    Some(Span::new(first, last))
}
