//! Patterns over words: globs, and runs of globs.
//!
//! `*` stands for any characters, `?` for one. Letter case and the shape of apostrophes do not count.
//! All other characters stand for themselves, so that no pattern is ever a regular expression by accident.

pub mod dictionary;

use crate::error::{Error, Result};
use crate::token::normal_form;
use regex::Regex;
use serde::{Deserialize, Serialize};

/// A pattern with `*` and `?` over a whole string.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Glob {
    written: String,
    matcher: Matcher,
}

#[derive(Debug, Clone)]
enum Matcher {
    Exact(String),
    Prefix(String),
    Pattern(Regex),
}

impl Glob {
    /// Compiles a glob.
    ///
    /// # Examples
    ///
    /// ```
    /// use counterframe::lexicon::Glob;
    /// assert!(Glob::new("censor*").unwrap().matches("Censorship"));
    /// assert!(Glob::new("rumo?r").unwrap().matches("rumour"));
    /// assert!(!Glob::new("a.c").unwrap().matches("abc"));
    /// ```
    pub fn new(written: &str) -> Result<Self> {
        let pattern = normal_form(written).into_owned();
        let prefix = pattern
            .strip_suffix('*')
            .filter(|p| !p.contains(['*', '?']));
        let matcher = if !pattern.contains(['*', '?']) {
            Matcher::Exact(pattern)
        } else if let Some(prefix) = prefix {
            Matcher::Prefix(prefix.to_owned())
        } else {
            let source = regex::escape(&pattern)
                .replace("\\*", ".*")
                .replace("\\?", ".");
            let built = regex::RegexBuilder::new(&format!("^(?s:{source})$"))
                .size_limit(1 << 20)
                .build();
            Matcher::Pattern(built.map_err(|_| Error::value(written, "this pattern is too long"))?)
        };
        Ok(Self {
            written: written.to_owned(),
            matcher,
        })
    }

    /// True when the whole of `text` fits.
    pub fn matches(&self, text: &str) -> bool {
        self.matches_normal(&normal_form(text))
    }

    /// As [`Glob::matches`], for a text in [`normal_form`] already.
    pub fn matches_normal(&self, text: &str) -> bool {
        match &self.matcher {
            Matcher::Exact(exact) => text == exact,
            Matcher::Prefix(prefix) => text.starts_with(prefix.as_str()),
            Matcher::Pattern(regex) => regex.is_match(text),
        }
    }

    /// The pattern as it was written.
    pub fn written(&self) -> &str {
        &self.written
    }
}

impl PartialEq for Glob {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for Glob {}

impl TryFrom<String> for Glob {
    type Error = Error;
    fn try_from(written: String) -> Result<Self> {
        Self::new(&written)
    }
}

impl From<Glob> for String {
    fn from(glob: Glob) -> Self {
        glob.written
    }
}

/// A run of globs, one a word: `true free speech`, `hostile *`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WordPattern {
    written: String,
    words: Vec<Glob>,
}

impl WordPattern {
    /// Compiles a pattern of one or more words.
    pub fn new(written: &str) -> Result<Self> {
        // Words of texts have no apostrophe at their end either.
        let bare = |word: &str| {
            let bare = word.trim_end_matches(['\'', '’']);
            if bare.is_empty() {
                word.to_owned()
            } else {
                bare.to_owned()
            }
        };
        let words = written
            .split_whitespace()
            .map(|word| Glob::new(&bare(word)))
            .collect::<Result<Vec<_>>>()?;
        if words.is_empty() {
            return Err(Error::value("pattern", "expected at least one word"));
        }
        Ok(Self {
            written: written.to_owned(),
            words,
        })
    }

    /// Its first word.
    pub fn first(&self) -> &Glob {
        &self.words[0]
    }

    /// How many words it spans.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Never true: a pattern has at least one word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The pattern as it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// True when the pattern occurs in a text.
    pub fn is_in(&self, text: &str) -> bool {
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.');
        let words = text
            .split(|c| !inner(c))
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
        let words: Vec<&str> = words.filter(|w| !w.is_empty()).collect();
        (0..words.len()).any(|i| self.matches(|k| words.get(i + k).copied()))
    }

    /// True when the words from here on fit; `word(k)` gives the k-th.
    pub fn matches<'t>(&self, word: impl Fn(usize) -> Option<&'t str>) -> bool {
        self.words
            .iter()
            .enumerate()
            .all(|(k, glob)| word(k).is_some_and(|w| glob.matches(w)))
    }
}

impl TryFrom<String> for WordPattern {
    type Error = Error;
    fn try_from(written: String) -> Result<Self> {
        Self::new(&written)
    }
}

impl From<WordPattern> for String {
    fn from(pattern: WordPattern) -> Self {
        pattern.written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_regular_expressions_stand_for_themselves() {
        for odd in ["(", "[a-z]", "a+b", "\\", "$^", "{1,999999}"] {
            assert!(Glob::new(odd).unwrap().matches(odd), "{odd}");
        }
        assert!(Glob::new("*(*").unwrap().matches("f(x"));
    }

    #[test]
    fn runs_fit_word_by_word() {
        let pattern = WordPattern::new("true * speech").unwrap();
        let words = ["True", "free", "speech"];
        assert!(pattern.matches(|k| words.get(k).copied()));
        assert!(!pattern.matches(|k| words.get(k + 1).copied()));
        assert!(WordPattern::new("  ").is_err());
    }
}
