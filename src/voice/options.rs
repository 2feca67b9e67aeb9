//! What a study says about voices.

use crate::error::{Error, Result};
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
    /// The rules that may find quotations, by the names that `quotes --explain` shows; none given: all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<String>>,
    /// The resolvers that may say who is meant, by the same names; none given: all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolvers: Option<Vec<String>>,
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
            rules: None,
            resolvers: None,
            indirect: Indirect::Speaker,
            corrections: None,
            validation: Vec::new(),
        }
    }
}

impl Options {
    /// Refuses rules and resolvers that do not exist.
    ///
    /// # Errors
    ///
    /// [`Error::Unknown`](crate::error::Error::Unknown) with the nearest name; `place` stands before it.
    ///
    /// # Examples
    ///
    /// ```
    /// let options = counterframe::voice::Options {
    ///     resolvers: Some(vec!["pronouns".into()]),
    ///     ..Default::default()
    /// };
    /// let error = options.check("study.toml: attribution").unwrap_err();
    /// assert!(error.to_string().contains("did you mean \"pronoun\"?"));
    /// ```
    pub fn check(&self, place: &str) -> Result<()> {
        let lists = [
            ("rule", &self.rules, super::rules()),
            ("resolver", &self.resolvers, super::resolvers()),
        ];
        for (kind, chosen, known) in lists {
            let mut chosen = chosen.iter().flatten();
            if let Some(name) = chosen.find(|name| !known.contains(&name.as_str())) {
                return Err(Error::unknown(place, kind, name, &known));
            }
        }
        Ok(())
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
