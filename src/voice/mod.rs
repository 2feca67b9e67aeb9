//! Whose words are these? Passages that tile the body, each with one speaker, voice and manner.

use crate::article::{Article, Field, Span, Warning};
use crate::lang::Language;
use crate::token::Tokens;
use serde::{Deserialize, Serialize};

/// How words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Manner {
    /// The outlet's own telling, reporting clauses included.
    Narration,
    /// Inside quotation marks, more than four words.
    Direct,
    /// Reported without marks.
    Indirect,
    /// At most four words in marks.
    Phrase,
    /// A passage taken over as a whole: "From X: … [Source]".
    Block,
    /// Question and answer.
    Transcript,
}

impl Manner {
    /// All manners.
    pub const ALL: &[Self] = &[
        Self::Narration,
        Self::Direct,
        Self::Indirect,
        Self::Phrase,
        Self::Block,
        Self::Transcript,
    ];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Narration => "narration",
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Phrase => "phrase",
            Self::Block => "block",
            Self::Transcript => "transcript",
        }
    }
}

/// The voice of an outlet's own narration.
pub const OUTLET: &str = "outlet";
/// The voice of a speaker whom no rule could place.
pub const UNKNOWN: &str = "unknown";

/// Who speaks: the same name with another voice is another speaker.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Speaker {
    /// The resolved name; the outlet's own for its narration.
    pub name: String,
    /// The voice's key.
    pub voice: String,
    /// Country or body, empty if unknown.
    pub side: String,
}

/// A stretch of the body with one speaker and manner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The text it lies in.
    pub field: Field,
    /// Its bytes.
    pub span: Span,
    /// Place of its speaker in [`Attribution::speakers`].
    pub speaker: usize,
    /// How the words are given.
    pub manner: Manner,
}

/// Who says what in one article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// The article's speakers; the first is the outlet.
    pub speakers: Vec<Speaker>,
    /// Passages in order of field and place; they tile the analysed body.
    pub passages: Vec<Passage>,
}

/// How words get their voices: the study's `[attribution]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Whether quotations are looked for; if not, every word is the outlet's narration.
    pub enabled: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { enabled: true }
    }
}

/// Options compiled for work on many articles.
#[derive(Debug)]
pub struct Attributor<'o> {
    options: &'o Options,
}

impl<'o> Attributor<'o> {
    /// Compiles the options.
    pub fn new(options: &'o Options) -> Self {
        Self { options }
    }

    /// False when every word is the outlet's narration.
    pub fn is_enabled(&self) -> bool {
        self.options.enabled
    }

    /// Who says what in an article, and what could not be decided.
    pub fn attribute(
        &self,
        article: &Article,
        _: &Tokens,
        _: &dyn Language,
    ) -> (Attribution, Vec<Warning>) {
        (narration(article), Vec::new())
    }
}

/// Every word as the outlet's own narration.
pub fn narration(article: &Article) -> Attribution {
    let speaker = Speaker {
        name: article.metadata.outlet.clone(),
        voice: OUTLET.into(),
        side: String::new(),
    };
    let passage = |field, span| Passage {
        field,
        span,
        speaker: 0,
        manner: Manner::Narration,
    };
    let title = (!article.title.is_empty())
        .then(|| passage(Field::Title, Span::new(0, article.title.len())));
    let body = article
        .blocks
        .iter()
        .filter(|b| b.is_body())
        .map(|b| passage(Field::Text, b.span));
    Attribution {
        speakers: vec![speaker],
        passages: title.into_iter().chain(body).collect(),
    }
}
