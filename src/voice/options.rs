//! What a study says about voices.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How words get their voices: the study's `[attribution]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Whether quotations are looked for; if not, every word is the outlet's narration.
    pub enabled: bool,
    /// Whether the learned part may find what the rules do not.
    pub tagger: bool,
    /// Whose words reported speech is.
    pub indirect: Indirect,
    /// A CSV of corrections, relative to the study.
    pub corrections: Option<String>,
    /// One or two coded samples (`counterframe validate`), relative to the study: what reports say of the errors.
    pub validation: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            enabled: true,
            tagger: true,
            indirect: Indirect::Speaker,
            corrections: None,
            validation: Vec::new(),
        }
    }
}

/// Whose words reported speech is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Indirect {
    /// The speaker's.
    #[default]
    Speaker,
    /// The outlet's: it chose the words.
    Outlet,
}

impl Indirect {
    /// As written in a study.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Outlet => "outlet",
        }
    }

    /// The other setting.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Speaker => Self::Outlet,
            Self::Outlet => Self::Speaker,
        }
    }
}

/// One voice of a study: `[voices.KEY]`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VoiceSection {
    /// How it is printed; empty: its key.
    pub label: String,
    /// Names of speakers.
    pub speakers: Vec<String>,
    /// Nouns that make a speaker one of this voice.
    pub heads: Vec<String>,
    /// Countries and bodies it is limited to; empty: none.
    pub sides: Vec<String>,
    /// Names and sides that never have this voice.
    pub except: Vec<String>,
    /// Outlets whose own narration is of this voice.
    pub outlets: Vec<String>,
}

/// All that attribution depends on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rules {
    /// `[attribution]`.
    pub options: Options,
    /// `[voices.…]`.
    pub voices: BTreeMap<String, VoiceSection>,
    /// The rows of the corrections file.
    pub corrections: Vec<super::Correction>,
}
