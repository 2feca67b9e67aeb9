//! Whose words are these? Quotations, their speakers and voices, and passages that tile the body.
//!
//! Marks are paired ([`marks`](self)), rules claim runs of words as somebody's speech, mentions are resolved over the
//! whole article, and the roster gives each speaker a voice. What no rule can decide is `unknown`, never a guess.

mod corrections;
mod entities;
mod marks;
mod names;
mod noun;
mod options;
mod passages;
mod quotes;
mod roster;
mod rules;
mod scene;
pub mod tagger;

pub use corrections::{Action, Correction, read_corrections};
pub use options::{Indirect, Options, Rules, VoiceSection};
pub use quotes::{Evidence, Quote, QuoteType, Subtype};
pub use roster::{RosterEntry, shipped};

use crate::article::{Article, Field, Span, Warning, WarningKind};
use crate::lang::Language;
use crate::token::Tokens;
use roster::Roster;
use scene::Scene;
use serde::{Deserialize, Serialize};

/// Most words that lone quoted words may have.
const PHRASE_WORDS: usize = 4;

/// How words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Manner {
    /// The outlet's own telling, reporting clauses included.
    Narration,
    /// Inside quotation marks, more than four words or a whole statement.
    Direct,
    /// Reported without marks.
    Indirect,
    /// At most four words in marks.
    Phrase,
    /// A passage taken over as a whole: "From X: … \[Source\]".
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
    /// Quotations in order of place.
    pub quotes: Vec<Quote>,
}

/// The study's rules compiled for work on many articles.
#[derive(Debug)]
pub struct Attributor<'o> {
    rules: &'o Rules,
    roster: Roster<'o>,
}

impl<'o> Attributor<'o> {
    /// Compiles the rules.
    pub fn new(rules: &'o Rules) -> Self {
        Self {
            rules,
            roster: Roster::new(&rules.voices),
        }
    }

    /// False when every word is the outlet's narration.
    pub fn is_enabled(&self) -> bool {
        self.rules.options.enabled
    }

    /// Who says what in an article, and what could not be decided. Sentences must be marked.
    pub fn attribute(
        &self,
        article: &Article,
        tokens: &Tokens,
        language: &dyn Language,
    ) -> (Attribution, Vec<Warning>) {
        let outlet = self.outlet(article);
        if !self.is_enabled() {
            return (
                Attribution {
                    passages: passages::narration(article),
                    speakers: vec![outlet],
                    quotes: Vec::new(),
                },
                Vec::new(),
            );
        }
        let scene = Scene::new(article, tokens, language);
        let mut warnings = unclosed(&scene);
        let mut quotes = quotes::find(&scene, &self.rules.options, &self.roster, &outlet);
        if !self.rules.corrections.is_empty() {
            warnings.extend(corrections::apply(
                &self.rules.corrections,
                article,
                &mut quotes,
            ));
        }
        let (speakers, passages) =
            passages::tile(&scene, &quotes, outlet, self.rules.options.indirect);
        (
            Attribution {
                speakers,
                passages,
                quotes,
            },
            warnings,
        )
    }

    /// The outlet as the speaker of its own narration.
    fn outlet(&self, article: &Article) -> Speaker {
        let name = article.metadata.outlet.clone();
        Speaker {
            voice: self.roster.outlet(&name).to_owned(),
            name,
            side: String::new(),
        }
    }
}

/// A warning for each mark that never closes.
fn unclosed(scene: &Scene<'_>) -> Vec<Warning> {
    let open = scene.marks.iter().filter(|m| m.end == marks::End::Open);
    let mut points = crate::article::CodePoints::new(&scene.article.text);
    let warn = |m: &marks::Marked| {
        let place = format!(
            "{}, character {}",
            scene.article.place,
            points.at(m.span.start as usize)
        );
        Warning::new(
            WarningKind::Marks,
            place,
            "a quotation mark never closes; taken to the end of its paragraph",
        )
    };
    open.map(warn).collect()
}
