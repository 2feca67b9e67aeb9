//! Endings taken off, by the Snowball stemmers of `rust-stemmers`.

use crate::error::nearest;
use serde::{Deserialize, Serialize};

/// `none`, or the language whose endings are taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Stemmer {
    /// Words stay as they are.
    #[default]
    None,
    /// The Snowball stemmer at this place in [`Stemmer::LANGUAGES`].
    Snowball(usize),
}

type Language = (&'static str, rust_stemmers::Algorithm);

impl Stemmer {
    /// ISO 639-1 codes with a stemmer.
    pub const LANGUAGES: &[Language] = &[
        ("ar", rust_stemmers::Algorithm::Arabic),
        ("da", rust_stemmers::Algorithm::Danish),
        ("de", rust_stemmers::Algorithm::German),
        ("el", rust_stemmers::Algorithm::Greek),
        ("en", rust_stemmers::Algorithm::English),
        ("es", rust_stemmers::Algorithm::Spanish),
        ("fi", rust_stemmers::Algorithm::Finnish),
        ("fr", rust_stemmers::Algorithm::French),
        ("hu", rust_stemmers::Algorithm::Hungarian),
        ("it", rust_stemmers::Algorithm::Italian),
        ("nl", rust_stemmers::Algorithm::Dutch),
        ("no", rust_stemmers::Algorithm::Norwegian),
        ("pt", rust_stemmers::Algorithm::Portuguese),
        ("ro", rust_stemmers::Algorithm::Romanian),
        ("ru", rust_stemmers::Algorithm::Russian),
        ("sv", rust_stemmers::Algorithm::Swedish),
        ("ta", rust_stemmers::Algorithm::Tamil),
        ("tr", rust_stemmers::Algorithm::Turkish),
    ];

    /// The stemmer of a code, or `none`.
    pub fn named(name: &str) -> Option<Self> {
        if name == "none" {
            return Some(Self::None);
        }
        Self::LANGUAGES
            .iter()
            .position(|(code, _)| *code == name)
            .map(Self::Snowball)
    }

    /// The name used in a study.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Snowball(i) => Self::LANGUAGES[i].0,
        }
    }

    /// The stem of a lower-case word. A phrase is stemmed word by word.
    ///
    /// # Examples
    ///
    /// ```
    /// use counterframe::token::Stemmer;
    /// let english = Stemmer::named("en").unwrap();
    /// assert_eq!(english.stem("censored users"), "censor user");
    /// assert_eq!(Stemmer::None.stem("censored"), "censored");
    /// ```
    pub fn stem(self, term: &str) -> String {
        let Self::Snowball(i) = self else {
            return term.to_owned();
        };
        let stemmer = rust_stemmers::Stemmer::create(Self::LANGUAGES[i].1);
        term.split(' ')
            .map(|word| stemmer.stem(word))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl TryFrom<String> for Stemmer {
    type Error = String;
    fn try_from(name: String) -> Result<Self, String> {
        Self::named(&name).ok_or_else(|| {
            let codes: Vec<&str> = std::iter::once("none")
                .chain(Self::LANGUAGES.iter().map(|l| l.0))
                .collect();
            let hint = nearest(&name, &codes)
                .map_or(String::new(), |n| format!(" (did you mean \"{n}\"?)"));
            format!(
                "unknown stemmer \"{name}\"{hint}; one of: {}",
                codes.join(", ")
            )
        })
    }
}

impl From<Stemmer> for String {
    fn from(stemmer: Stemmer) -> Self {
        stemmer.name().to_owned()
    }
}
