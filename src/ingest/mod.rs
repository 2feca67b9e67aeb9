//! Articles from bytes: formats, encodings, metadata, blocks and boilerplate, near-duplicates.
//!
//! A format is one file that implements [`Reader`] and one line in [`READERS`].
//! Files of records are read in pieces, so that memory does not grow with the file.

pub mod blocks;
pub mod boilerplate;
pub mod decode;
pub mod duplicates;
pub mod metadata;
pub mod source;

mod columns;
mod delimited;
mod jsonl;
mod md;
mod txt;

use crate::article::{Article, ArticleId, Metadata, Warning, WarningKind, fix_text};
use crate::error::Result;
use crate::lang::{self, Language};
use metadata::MetadataTable;
use serde::{Deserialize, Serialize};
use source::Source;
use std::sync::Arc;

/// How articles are read: the study's `[corpus]` without its paths.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// An ISO 639-1 code, or the name of the metadata column that holds one.
    pub language: String,
    /// What to do about page furniture.
    pub boilerplate: boilerplate::Rule,
    /// Whether the headline of the metadata is analysed (voice: the outlet).
    pub headlines: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            language: "en".into(),
            boilerplate: boilerplate::Rule::Auto,
            headlines: true,
        }
    }
}

/// A format of input.
pub trait Reader: Sync {
    /// Its name in messages.
    fn name(&self) -> &'static str;
    /// File name endings, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// How a source of this format is taken apart.
    fn layout(&self) -> Layout;
    /// The drafts of a piece, in order; what cannot be used becomes a warning.
    fn read(
        &self,
        piece: &Piece,
        out: &mut dyn FnMut(Draft),
        warn: &mut dyn FnMut(Warning),
    ) -> Result<()>;
}

/// How a source is taken apart into pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One article a file.
    Whole,
    /// One record a line.
    Lines,
    /// Records that begin at a line outside double quotes, after a header line.
    Quoted,
}

/// All input formats.
pub const READERS: &[&dyn Reader] = &[
    &txt::Txt,
    &md::Markdown,
    &delimited::CSV,
    &delimited::TSV,
    &jsonl::JsonLines,
];

/// The reader for a file name, by its ending.
pub fn reader_for(label: &str) -> Option<&'static dyn Reader> {
    let extension = label.rsplit_once('.')?.1.to_lowercase();
    READERS
        .iter()
        .copied()
        .find(|r| r.extensions().contains(&extension.as_str()))
}

/// Part of a source, decoded: whole records only.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Number of its source.
    pub source: u32,
    /// Label of its source.
    pub label: Arc<str>,
    /// Line of the source at which `text` begins, from 0.
    pub first_line: u32,
    /// The header line, where the layout has one.
    pub header: Option<Arc<str>>,
    /// The records.
    pub text: String,
}

impl Piece {
    /// Where a record that begins at `line` of this piece stands, for messages.
    pub fn place(&self, line: usize) -> String {
        format!("{}:{}", self.label, self.first_line as usize + line + 1)
    }
}

/// An article as a reader found it, before metadata is joined and blocks are marked.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The record's own name, if it has one.
    pub id: Option<String>,
    /// Line of the piece at which the record begins, from 0.
    pub line: u32,
    /// The headline, if the record has one.
    pub title: String,
    /// The text.
    pub text: String,
    /// Further columns.
    pub metadata: Metadata,
}

/// All that ingest needs to turn pieces into marked articles.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The study's choices.
    pub options: &'a Options,
    /// Metadata joined from a file.
    pub metadata: Option<&'a MetadataTable>,
    /// Lines found to be boilerplate when the corpus was surveyed.
    pub repeated: &'a boilerplate::RepeatedLines,
}

/// Reads the articles of one piece, in order, and hands each to `out`.
pub fn articles(
    piece: &Piece,
    source: &Source,
    rules: Rules<'_>,
    out: &mut dyn FnMut(Article),
    warn: &mut dyn FnMut(Warning),
) -> Result<()> {
    let mut warnings = Vec::new();
    let whole = source.reader.layout() == Layout::Whole;
    source.reader.read(
        piece,
        &mut |draft| {
            let place = if whole {
                piece.label.to_string()
            } else {
                piece.place(draft.line as usize)
            };
            out(finish(draft, piece, place, rules, &mut warnings));
        },
        warn,
    )?;
    warnings.into_iter().for_each(warn);
    Ok(())
}

/// Joins metadata, fixes the text, marks the blocks.
fn finish(
    draft: Draft,
    piece: &Piece,
    place: String,
    rules: Rules<'_>,
    warnings: &mut Vec<Warning>,
) -> Article {
    let Draft {
        id,
        line,
        title,
        text,
        mut metadata,
    } = draft;
    let record = piece.first_line + line;
    let name = id.unwrap_or_else(|| place.clone());
    let mut title = title;
    if let Some(table) = rules.metadata {
        match table.row(&piece.label, &name) {
            Some(row) => row.apply(&mut title, &mut metadata),
            None => warnings.push(Warning::new(
                WarningKind::Metadata,
                &place,
                format!(
                    "no row in {}: outlet and date stay unknown unless the article gives them",
                    table.label
                ),
            )),
        }
    }
    if let Some(date) = iso_date(&metadata.date) {
        metadata.date.truncate(date);
    } else {
        let message = format!(
            "date \"{}\" is not ISO 8601 (YYYY-MM-DD, YYYY-MM or YYYY); left empty",
            metadata.date
        );
        warnings.push(Warning::new(WarningKind::Date, &place, message));
        metadata.date.clear();
    }
    if has_markup(&text) {
        let message = "looks like HTML: its tags and entities are counted as words; take the plain text instead";
        warnings.push(Warning::new(WarningKind::Record, &place, message));
    }
    let id = ArticleId {
        source: piece.source,
        record,
    };
    let title = fix_text(title).trim().replace('\n', " ");
    let mut article = Article {
        id,
        name,
        place,
        title,
        text: fix_text(text),
        metadata,
        blocks: Vec::new(),
    };
    article.blocks = blocks::split(&article.text);
    let language = language_of(&article.metadata, rules.options);
    boilerplate::mark(&mut article, language, rules);
    article
}

/// True when a text holds closing tags or entities of HTML.
fn has_markup(text: &str) -> bool {
    let entity = |at: usize| {
        ["&quot;", "&amp;", "&nbsp;", "&#39;", "&lt;"]
            .iter()
            .any(|e| text[at..].starts_with(e))
    };
    let tag = |at: usize| {
        ["</p>", "</div>", "</a>", "</span>", "<br"]
            .iter()
            .any(|t| text[at..].starts_with(t))
    };
    memchr::memchr2_iter(b'&', b'<', text.as_bytes()).any(|at| entity(at) || tag(at))
}

/// The language of an article: the study's, or the one its metadata names.
pub fn language_of(metadata: &Metadata, options: &Options) -> &'static dyn Language {
    lang::known(&options.language)
        .unwrap_or_else(|| lang::find(metadata.get(&options.language).unwrap_or_default()))
}

/// How many bytes of `date` are an ISO 8601 date; `Some(0)` for an empty one, `None` when it is something else.
fn iso_date(date: &str) -> Option<usize> {
    let bytes = date.as_bytes();
    let digits = |from: usize, n: usize| {
        bytes.len() >= from + n && bytes[from..from + n].iter().all(u8::is_ascii_digit)
    };
    let number = |from: usize| date[from..from + 2].parse::<u8>().unwrap_or(0);
    let ends = |at: usize| bytes.len() == at;
    if ends(0) {
        return Some(0);
    }
    if !digits(0, 4) {
        return None;
    }
    if ends(4) {
        return Some(4);
    }
    if bytes[4] != b'-' || !digits(5, 2) || !(1..=12).contains(&number(5)) {
        return None;
    }
    if ends(7) {
        return Some(7);
    }
    let year: u32 = date[..4].parse().unwrap_or(0);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match number(5) {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let day = bytes[7] == b'-' && digits(8, 2) && (1..=days).contains(&number(8));
    let then_time = ends(10) || bytes.get(10).is_some_and(|b| matches!(b, b'T' | b' '));
    (day && then_time).then_some(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_iso_8601_or_nothing() {
        for (date, kept) in [
            ("", Some(0)),
            ("2014", Some(4)),
            ("2014-08", Some(7)),
            ("2014-08-07", Some(10)),
        ] {
            assert_eq!(iso_date(date), kept, "{date}");
        }
        assert_eq!(iso_date("2014-08-07T10:00:00Z"), Some(10));
        for date in [
            "07/08/2014",
            "2014-13",
            "2023-02-29",
            "2014-04-31",
            "2014-8",
            "August 2014",
            "2014-08-32",
            "201",
            "2014-08-07x",
            "２０１４",
        ] {
            assert_eq!(iso_date(date), None, "{date}");
        }
    }

    #[test]
    fn readers_have_distinct_names_and_endings() {
        let mut seen = std::collections::BTreeSet::new();
        for reader in READERS {
            assert!(seen.insert(reader.name()), "{}", reader.name());
            for extension in reader.extensions() {
                assert_eq!(
                    reader_for(&format!("a.{extension}")).map(Reader::name),
                    Some(reader.name())
                );
            }
        }
    }
}
