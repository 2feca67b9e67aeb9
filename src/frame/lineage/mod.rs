//! Lineage: the same statement followed across articles. Who quotes it whole, who shortens or paraphrases it, who takes it
//! over as narration, who moves it into or out of the lead, who leaves it out.
//!
//! A statement is what somebody is directly quoted with, in its fullest version. Other articles repeat it if enough of
//! their content words (all that are on no stop list, as stems) are the statement's, in its order and close together, two of
//! them rare: the longest common subsequence.
//!
//! That news texts reuse others whole, in part or in other words, and that common subsequences tell which: Clough, P.,
//! Gaizauskas, R., Piao, S. S. L. and Wilks, Y. (2002), "METER: MEasuring TExt Reuse", Proceedings of the 40th Annual
//! Meeting of the Association for Computational Linguistics, 152–159.

mod align;
mod find;
mod stance;
mod versions;
mod words;

pub use align::{Kind, agreements};

use crate::article::ArticleId;
use crate::concordance::Utterance;
use crate::voice::Manner;
use find::{fullest_of, repeated, same_statements, sources};
use serde::{Deserialize, Serialize};
use stance::Stance;
use std::collections::{BTreeMap, BTreeSet};
use versions::statement;
use words::{Index, Stems};

/// Which statements are followed: the study's `[lineage]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Words of a statement, at least.
    pub min_words: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_words: 8 }
    }
}

/// Content words in common that make a quotation a version of a statement.
const QUOTED: usize = 4;
/// Content words in another order that are told of.
const MOVED: usize = 6;
/// The share of the statement's words that a whole version has.
const WHOLE: f64 = 0.9;

/// What an article does with a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Treatment {
    /// It has the fullest version.
    Fullest,
    /// Nine tenths of its words or more, as spoken.
    Whole,
    /// Some of its words, as spoken.
    Shortened,
    /// As reported speech.
    Paraphrased,
    /// As the outlet's own narration.
    Narrated,
    /// Not at all, by an outlet that tells of the same event on the day or later.
    Dropped,
}

impl Treatment {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fullest => "fullest",
            Self::Whole => "whole",
            Self::Shortened => "shortened",
            Self::Paraphrased => "paraphrased",
            Self::Narrated => "narrated",
            Self::Dropped => "dropped",
        }
    }
}

/// A statement in one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The article.
    pub article: ArticleId,
    /// What the article does with it.
    pub treatment: Treatment,
    /// The share of the statement's words that the article has, in order: 0 to 1.
    pub kept: f64,
    /// Words given as spoken that the statement does not have.
    pub changed: u64,
    /// True when it came into the lead (the first quarter of the article) and the fullest version is not there, false when
    /// it left the lead; `None` where it stayed, or is dropped.
    pub moved: Option<bool>,
    /// What a reader must know of it besides.
    pub notes: Vec<&'static str>,
    /// Its parts: places in the list of utterances, in order. None where it is dropped.
    pub parts: Vec<usize>,
    /// Word by word, with the marks behind a word: kept and added words as the article has them, dropped ones as the
    /// fullest version has them.
    pub alignment: Vec<(Kind, String)>,
}

/// A statement with all its versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The fullest version: a place in the list of utterances.
    pub fullest: usize,
    /// The fullest first, then in order of date and article; dropped ones last.
    pub versions: Vec<Version>,
}

impl Statement {
    /// The versions of articles that have it.
    pub fn told(&self) -> impl Iterator<Item = &Version> {
        let told = |v: &&Version| v.treatment != Treatment::Dropped;
        self.versions.iter().filter(told)
    }
}

/// Where articles belong.
#[derive(Debug, Clone, Copy)]
pub struct Articles<'a> {
    /// The first of each article's cluster of near-duplicates.
    pub units: &'a BTreeMap<ArticleId, ArticleId>,
    /// For the articles of events all articles of the event.
    pub events: &'a BTreeMap<ArticleId, &'a [ArticleId]>,
    /// Outlet and date of each article.
    pub records: &'a BTreeMap<ArticleId, (&'a str, &'a str)>,
}

impl<'a> Articles<'a> {
    fn record(&self, article: ArticleId) -> (&'a str, &'a str) {
        self.records.get(&article).copied().unwrap_or_default()
    }

    /// The first article of each outlet that tells of the same event, from the day on which some articles first have a
    /// statement, and has it in none.
    fn silent(&self, source: ArticleId, told: &BTreeSet<ArticleId>) -> Vec<ArticleId> {
        let outlets: BTreeSet<&str> = told.iter().map(|a| self.record(*a).0).collect();
        let first = told
            .iter()
            .map(|a| self.record(*a).1)
            .min()
            .unwrap_or_default();
        let event = self.events.get(&source).copied().unwrap_or_default();
        let mut silent: BTreeMap<&str, (&str, ArticleId)> = BTreeMap::new();
        for &article in event {
            let (outlet, date) = self.record(article);
            if !outlets.contains(outlet) && date >= first {
                let here = (date, article);
                silent
                    .entry(outlet)
                    .and_modify(|known| *known = here.min(*known))
                    .or_insert(here);
            }
        }
        silent.into_values().map(|(_, article)| article).collect()
    }
}

/// The statements of some utterances that more than one unit has, those of most articles first.
pub fn lineage(
    utterances: &[Utterance],
    articles: Articles<'_>,
    options: Options,
) -> Vec<Statement> {
    let (stems, stance) = (Stems::new(utterances), Stance::new());
    let sources = sources(utterances, &stems, options.min_words);
    let groups = same_statements(utterances, &stems, &sources);
    // Fullest version of each, in order of place.
    let fullest: Vec<usize> = groups
        .iter()
        .map(|group| fullest_of(utterances, group))
        .collect();
    let mut parts: Vec<BTreeSet<usize>> = groups
        .iter()
        .map(|group| group.iter().copied().collect())
        .collect();
    let in_group: BTreeSet<usize> = groups.iter().flatten().copied().collect();
    let index = Index::new(&stems, &fullest);
    for (number, utterance) in utterances.iter().enumerate() {
        if in_group.contains(&number) {
            continue;
        }
        let repeats = |statement: usize| {
            let source = &utterances[fullest[statement]];
            let event = articles.events.get(&source.id);
            let near = event.is_some_and(|event| event.contains(&utterance.id));
            // What is reported of somebody else is no version, unless the event is the same.
            let reported = utterance.manner == Manner::Indirect && !utterance.is_direct();
            let of_another = reported && !near && utterance.speaker.name != source.speaker.name;
            let common = || repeated(&stems, fullest[statement], (number, utterance), near);
            (source.id != utterance.id && !of_another)
                .then(common)
                .flatten()
        };
        let candidates = index.candidates(&stems, number).into_iter();
        let best = candidates
            .filter_map(|s| Some((repeats(s)?, std::cmp::Reverse(s))))
            .max();
        if let Some((_, std::cmp::Reverse(statement))) = best {
            parts[statement].insert(number);
        }
    }
    let mut found: Vec<Statement> = fullest
        .iter()
        .zip(&parts)
        .map(|(full, parts)| statement((utterances, &stems, &stance), *full, parts, articles))
        .filter(|s| is_followed(s, articles))
        .collect();
    let key = |s: &Statement| {
        let date = utterances[s.fullest].date.clone();
        (std::cmp::Reverse(s.told().count()), date, s.fullest)
    };
    found.sort_by_key(key);
    found
}

/// True when more than one unit tells of it.
fn is_followed(statement: &Statement, articles: Articles<'_>) -> bool {
    let unit = |v: &Version| articles.units.get(&v.article).copied().unwrap_or(v.article);
    statement.told().map(unit).collect::<BTreeSet<_>>().len() > 1
}
