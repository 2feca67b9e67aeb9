//! An article as it stands after ingest: text that never changes, metadata, marked blocks.
//!
//! Every later layer points into the text with byte [`Span`]s; nothing copies, lower-cases or repairs it.
//! What is left out of the analysis (captions, page furniture, repeated headlines) is *marked* as a
//! [`Block`] of kind [`BlockKind::Boilerplate`] and can be listed; it is never deleted.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A half-open range of bytes, `start..end`, in one field of an article.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`.
    ///
    /// # Panics
    ///
    /// Panics when a bound does not fit 32 bits; ingest refuses such texts.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).expect("ingest refuses texts over 4 GiB");
        Self {
            start: narrow(start),
            end: narrow(end),
        }
    }

    /// The bytes of `text` that the span covers.
    ///
    /// # Panics
    ///
    /// Panics when the span was made for another text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// True when the span covers nothing.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// True when `other` lies wholly inside.
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Which text of an article a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The headline that came as metadata.
    Title,
    /// The article's text.
    Text,
}

impl Field {
    /// The name used in tables: `title` or `text`.
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Text => "text",
        }
    }
}

/// Where an article stands in its corpus: known before work is shared out, so that order never depends on workers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId {
    /// Number of the source file, in sorted order of relative path.
    pub source: u32,
    /// Number of the record in its source, from 0.
    pub record: u32,
}

/// What is known of an article besides its text. Unknown is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Metadata {
    /// Who published it.
    pub outlet: String,
    /// ISO 8601: `2014-08-07`, `2014-08` or `2014`.
    pub date: String,
    /// The user's further columns, sorted by name.
    pub other: Vec<(std::sync::Arc<str>, String)>,
}

impl Metadata {
    /// The value of a column; `None` when the article has no such column.
    pub fn get(&self, column: &str) -> Option<&str> {
        match column {
            "outlet" => Some(&self.outlet),
            "date" => Some(&self.date),
            _ => self
                .other
                .iter()
                .find(|(name, _)| &**name == column)
                .map(|(_, value)| value.as_str()),
        }
    }

    /// Sets a column, replacing what it held.
    pub fn set(&mut self, column: &std::sync::Arc<str>, value: String) {
        match &**column {
            "outlet" => self.outlet = value,
            "date" => self.date = value,
            _ => match self.other.binary_search_by(|(name, _)| name.cmp(column)) {
                Ok(at) => self.other[at].1 = value,
                Err(at) => self.other.insert(at, (column.clone(), value)),
            },
        }
    }
}

/// Why a block is left out of the analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Furniture {
    /// The headline once more.
    RepeatedHeadline,
    /// Words that belong to a picture.
    Caption,
    /// A control or invitation of the page: "Email story", "Subscribe to …".
    PageControl,
    /// A line that only gives a date.
    DateLine,
    /// Who wrote, edited, translated.
    SignOff,
    /// The same short line in many articles of the outlet.
    RepeatedLine,
    /// Whatever follows the page's own words after the article's end.
    Footer,
    /// A pattern of the user's.
    Pattern,
}

impl Furniture {
    /// The name used in listings.
    pub fn name(self) -> &'static str {
        match self {
            Furniture::RepeatedHeadline => "repeated headline",
            Furniture::Caption => "caption",
            Furniture::PageControl => "page control",
            Furniture::DateLine => "date line",
            Furniture::SignOff => "sign-off",
            Furniture::RepeatedLine => "repeated line",
            Furniture::Footer => "footer",
            Furniture::Pattern => "pattern",
        }
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// The headline, where it stands only in the text.
    Headline,
    /// A heading between paragraphs.
    Heading,
    /// A paragraph.
    Paragraph,
    /// Marked and left out, with the rule that said so.
    Boilerplate(Furniture),
}

/// A paragraph, heading or piece of page furniture. Blocks tile the text: each one ends where the next begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// All bytes up to the next block, line ends included.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

impl Block {
    /// True when the block takes part in the analysis.
    pub fn is_body(&self) -> bool {
        !matches!(self.kind, BlockKind::Boilerplate(_))
    }
}

/// One article: fixed text, metadata, blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its place in the corpus.
    pub id: ArticleId,
    /// Its name outside: the `id` of its record, or its file, or `file#record`.
    pub name: String,
    /// Where it was read: `articles/a.txt`, `all.jsonl:17`.
    pub place: String,
    /// The headline given as metadata; empty when there is none.
    pub title: String,
    /// The text.
    pub text: String,
    /// What else is known.
    pub metadata: Metadata,
    /// The text's blocks, in order; they tile it.
    pub blocks: Vec<Block>,
}

impl Article {
    /// The text of a field.
    pub fn field(&self, field: Field) -> &str {
        match field {
            Field::Title => &self.title,
            Field::Text => &self.text,
        }
    }
}

/// Turns `\r\n` and `\r` into `\n` and drops a byte order mark: the last change a text ever sees.
///
/// # Examples
///
/// ```
/// assert_eq!(counterframe::article::fix_text("\u{feff}a\r\nb\rc".into()), "a\nb\nc");
/// ```
pub fn fix_text(text: String) -> String {
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// What kind of doubt a [`Warning`] is: the names by which `check` groups them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarningKind {
    /// A file was left out, with the reason.
    Skipped,
    /// A file was not UTF-8.
    Encoding,
    /// A record or metadata row that could not be used.
    Record,
    /// Metadata without an article, or an article without metadata.
    Metadata,
    /// A date that is not ISO 8601.
    Date,
    /// Quotation marks that do not pair.
    Marks,
    /// Attribution that could not be done or decided.
    Attribution,
    /// A correction that does not fit.
    Correction,
    /// A figure that cannot show something.
    Figure,
}

impl WarningKind {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            WarningKind::Skipped => "skipped",
            WarningKind::Encoding => "encoding",
            WarningKind::Record => "record",
            WarningKind::Metadata => "metadata",
            WarningKind::Date => "date",
            WarningKind::Marks => "marks",
            WarningKind::Attribution => "attribution",
            WarningKind::Correction => "correction",
            WarningKind::Figure => "figure",
        }
    }
}

/// A doubt with an address: the run goes on, the reader is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Warning {
    /// What kind of doubt.
    pub kind: WarningKind,
    /// Where: a file, a file and line, an article with a position.
    pub place: String,
    /// What was seen and what was done about it.
    pub message: String,
}

impl Warning {
    /// A warning of `kind` about `place`.
    pub fn new(kind: WarningKind, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            kind,
            place: place.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A file name may hold anything; a message stays one line.
        write!(
            f,
            "{}: {}",
            self.place.replace(char::is_control, "?"),
            self.message
        )
    }
}

/// An article without its text: what the index of a corpus keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleRecord {
    /// Its place in the corpus.
    pub id: ArticleId,
    /// Its name outside.
    pub name: String,
    /// What is known of it.
    pub metadata: Metadata,
    /// The first article of its cluster of near-duplicates; an article alone is a cluster of one.
    pub cluster: ArticleId,
}

/// The index of a corpus: which articles there are, never their texts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Corpus {
    /// One record an article, in order of id once finished.
    pub articles: Vec<ArticleRecord>,
}

impl Corpus {
    /// The position of an article in [`Corpus::articles`].
    pub fn position(&self, id: ArticleId) -> Option<usize> {
        self.articles.binary_search_by_key(&id, |a| a.id).ok()
    }

    /// All metadata columns that some article has, sorted; `outlet` and `date` first.
    pub fn columns(&self) -> Vec<String> {
        let mut other: std::collections::BTreeSet<&str> = std::collections::BTreeSet::new();
        for article in &self.articles {
            other.extend(article.metadata.other.iter().map(|(name, _)| &**name));
        }
        ["outlet", "date"]
            .into_iter()
            .chain(other)
            .map(str::to_owned)
            .collect()
    }
}

/// Counts Unicode code points up to byte positions of one text: the offsets that leave the program.
///
/// Ask in ascending order and each byte of the text is looked at once.
///
/// # Examples
///
/// ```
/// let mut points = counterframe::article::CodePoints::new("“ab”");
/// assert_eq!((points.at(0), points.at(3), points.at(5)), (0, 1, 3));
/// assert_eq!(points.at(3), 1);
/// ```
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before each whole stretch of the text that was counted so far.
    before: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// Bytes of a stretch.
    const STRETCH: usize = 1024;

    /// A counter for `text`.
    pub fn new(text: &'t str) -> Self {
        let before = vec![0];
        Self { text, before }
    }

    /// How many code points stand before byte `byte`, which must be a character boundary.
    pub fn at(&mut self, byte: usize) -> usize {
        let bytes = self.text.as_bytes();
        let count = |from: usize, to: usize| {
            let begins = bytes[from..to].iter().filter(|b| **b & 0xc0 != 0x80);
            begins.count()
        };
        let stretch = byte / Self::STRETCH;
        while self.before.len() <= stretch {
            let last = self.before.len() - 1;
            let more = count(last * Self::STRETCH, (last + 1) * Self::STRETCH);
            self.before.push(self.before[last] + more);
        }
        self.before[stretch] + count(stretch * Self::STRETCH, byte)
    }
}
