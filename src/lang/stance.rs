//! How a language holds words at a distance, and what its reporting verbs say of what is reported.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The data of a language; entries are runs of words, `*` for any letters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stance {
    /// Words beside a quotation that say it was translated.
    pub translated: Vec<String>,
    /// Words by which the one who uses a phrase denies or disputes it.
    pub contested: Contested,
    /// Words by which a narrator leaves a phrase to somebody else.
    pub distanced: Distanced,
    /// Words by which what follows is denied.
    pub negation: Negation,
    /// Class to verbs, each a line of forms, the base form first.
    pub verbs: BTreeMap<String, Vec<String>>,
}

/// Words of denial and dispute.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contested {
    /// Words of the same clause before the phrase that are searched.
    pub reach: usize,
    /// Words of a clause that only supposes what it negates.
    pub supposing: Vec<String>,
    /// Within reach before the phrase, nothing but fillers between.
    pub negators: Vec<String>,
    /// Words that may stand between a negation and what it negates.
    pub fillers: String,
    /// Within reach before the phrase.
    pub disputes: Vec<String>,
    /// Right behind it.
    pub after: Vec<String>,
    /// Anywhere in what the holder says in the sentence.
    pub anywhere: Vec<String>,
    /// Reporting verbs whose clause is denied, each a line of forms.
    pub verbs: Vec<String>,
}

/// Words of distance.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Distanced {
    /// In the same clause before the phrase.
    pub before: Vec<String>,
}

/// Words of negation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Negation {
    /// One word each.
    pub words: Vec<String>,
}

impl Stance {
    pub(super) fn parse(file: &str) -> Self {
        toml::from_str(file).expect("shipped data, parsed in a test")
    }
}
