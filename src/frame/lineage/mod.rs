//! Lineage: the same statement followed across articles. Who quotes it whole, who shortens or paraphrases it, who takes it
//! over as narration, who moves it into or out of the lead, who leaves it out.
//!
//! A statement is what somebody is directly quoted with, in its fullest version. Other articles repeat it if enough of
//! their content words (all that are on no stop list, as stems) are the statement's, in its order and close together, two of
//! them rare: the longest common subsequence.

mod align;
mod words;

pub use align::{Kind, agreements};

use crate::article::ArticleId;
use crate::concordance::Utterance;
use crate::voice::Manner;
use align::alignment;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use words::{Index, SHARED, Stems};

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
/// The same for narration of the same event, which has less reason to repeat anything, and of anything else.
const NARRATED: usize = 5;
const NARRATED_ELSEWHERE: usize = 8;
/// The share of a quotation's content words that must be the statement's; in reported speech half of either's.
const OF_QUOTED: f64 = 0.6;
const OF_REPORTED: f64 = 0.5;
/// Of so many content words in a row of the statement at least one is in its version.
const SCATTERED: usize = 3;
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
    /// Its parts: places in the list of utterances, in order. None where it is dropped.
    pub parts: Vec<usize>,
    /// Word by word, with the marks that touch a word: kept and added words as the article has them, dropped ones as the fullest version has them.
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
    let stems = Stems::new(utterances);
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
        .map(|(full, parts)| statement(utterances, &stems, *full, parts, articles))
        .filter(|s| is_followed(s, articles))
        .collect();
    let key = |s: &Statement| {
        let told = s
            .versions
            .iter()
            .filter(|v| v.treatment != Treatment::Dropped);
        let utterance = &utterances[s.fullest];
        (
            std::cmp::Reverse(told.count()),
            utterance.date.clone(),
            s.fullest,
        )
    };
    found.sort_by_key(key);
    found
}

/// True when more than one unit tells of it.
fn is_followed(statement: &Statement, articles: Articles<'_>) -> bool {
    let told = statement
        .versions
        .iter()
        .filter(|v| v.treatment != Treatment::Dropped);
    let unit = |v: &Version| articles.units.get(&v.article).copied().unwrap_or(v.article);
    told.map(unit).collect::<BTreeSet<_>>().len() > 1
}

/// What can be a statement: directly quoted, and long enough.
fn sources(utterances: &[Utterance], stems: &Stems, min_words: usize) -> Vec<usize> {
    let quoted = |u: &Utterance| {
        let manner = matches!(
            u.manner,
            Manner::Direct | Manner::Block | Manner::Transcript
        );
        manner && u.words.len() >= min_words.max(1) && u.is_direct()
    };
    let all = utterances.iter().enumerate();
    all.filter(|(number, u)| quoted(u) && stems.content(*number).len() >= QUOTED)
        .map(|(number, _)| number)
        .collect()
}

/// Direct quotations of different articles that have most of the shorter one's content words in common.
fn same_statements(utterances: &[Utterance], stems: &Stems, sources: &[usize]) -> Vec<Vec<usize>> {
    let index = Index::new(stems, sources);
    let mut first: Vec<usize> = (0..sources.len()).collect();
    let root = |first: &[usize], mut at: usize| {
        while first[at] != at {
            at = first[at];
        }
        at
    };
    for (place, &one) in sources.iter().enumerate() {
        for other_place in index.candidates(stems, one) {
            let other = sources[other_place];
            if other_place <= place || utterances[one].id == utterances[other].id {
                continue;
            }
            let [x, y] = [one, other].map(|u| stems.content(u));
            let common = in_common(stems, x, y);
            let least = OF_QUOTED * x.len().min(y.len()) as f64;
            if common >= QUOTED && common as f64 >= least {
                let [x, y] = [place, other_place].map(|at| root(&first, at));
                first[x.max(y)] = x.min(y);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, source) in sources.iter().enumerate() {
        groups.entry(root(&first, place)).or_default().push(*source);
    }
    groups.into_values().collect()
}

/// The longest; of several the first by date and place.
fn fullest_of(utterances: &[Utterance], group: &[usize]) -> usize {
    let key = |number: &usize| {
        let utterance = &utterances[*number];
        (
            std::cmp::Reverse(utterance.words.len()),
            &utterance.date,
            *number,
        )
    };
    group.iter().copied().min_by_key(key).unwrap_or_default()
}

/// How many content words a statement and a version have in common, in order and close together in the statement, two of
/// them rare; 0 where that cannot be.
fn in_common(stems: &Stems, statement: &[u32], version: &[u32]) -> usize {
    let agreed = agreements(statement, version);
    let runs = (0..agreed.len()).flat_map(|from| (from..agreed.len()).map(move |to| (from, to)));
    let is_close = |(from, to): &(usize, usize)| {
        let span = agreed[*to].0 - agreed[*from].0 + 1;
        span <= SCATTERED * (to - from + 1)
    };
    let rare = |(from, to): &(usize, usize)| {
        let places = agreed[*from..=*to].iter();
        let stems_there: BTreeSet<u32> = places.map(|(place, _)| statement[*place]).collect();
        stems_there
            .into_iter()
            .filter(|stem| stems.is_rare(*stem))
            .count()
    };
    let best = runs.filter(is_close).max_by_key(|(from, to)| to - from);
    best.filter(|run| rare(run) >= SHARED)
        .map_or(0, |(from, to)| to - from + 1)
}

/// How many content words an utterance has of a statement in its order, if these make it a version.
/// `near` says that the two articles are on the same event.
fn repeated(
    stems: &Stems,
    full: usize,
    (number, utterance): (usize, &Utterance),
    near: bool,
) -> Option<usize> {
    let (statement, here) = (stems.content(full), stems.content(number));
    let common = in_common(stems, statement, here);
    let (of_here, of_either) = (here.len() as f64, here.len().min(statement.len()) as f64);
    let least = match utterance.manner {
        Manner::Narration => OF_QUOTED * of_either,
        Manner::Indirect => OF_REPORTED * of_either,
        _ => OF_QUOTED * of_here,
    };
    let fewest = match utterance.manner {
        Manner::Narration if near => NARRATED,
        Manner::Narration => NARRATED_ELSEWHERE,
        _ => QUOTED,
    };
    (common >= fewest && common as f64 >= least).then_some(common)
}

/// A statement with what each article makes of it.
fn statement(
    utterances: &[Utterance],
    stems: &Stems,
    full: usize,
    parts: &BTreeSet<usize>,
    articles: Articles<'_>,
) -> Statement {
    let source = &utterances[full];
    let mut by_article: BTreeMap<(&str, ArticleId), Vec<usize>> = BTreeMap::new();
    for part in parts {
        let utterance = &utterances[*part];
        let key = (&*utterance.date, utterance.id);
        by_article.entry(key).or_default().push(*part);
    }
    let mut versions = vec![Version {
        article: source.id,
        treatment: Treatment::Fullest,
        kept: 1.0,
        changed: 0,
        moved: None,
        parts: vec![full],
        alignment: (0..source.words.len())
            .map(|w| (Kind::Kept, source.written(w).to_owned()))
            .collect(),
    }];
    let told: BTreeSet<ArticleId> = by_article.keys().map(|(_, article)| *article).collect();
    let others = by_article
        .into_iter()
        .filter(|((_, article), _)| *article != source.id);
    versions.extend(
        others.map(|((_, article), parts)| version(utterances, stems, full, article, parts)),
    );
    let silent = articles.silent(source.id, &told).into_iter();
    versions.extend(silent.map(|article| Version {
        article,
        treatment: Treatment::Dropped,
        kept: 0.0,
        changed: 0,
        moved: None,
        parts: Vec::new(),
        alignment: Vec::new(),
    }));
    Statement {
        fullest: full,
        versions,
    }
}

fn version(
    utterances: &[Utterance],
    stems: &Stems,
    full: usize,
    article: ArticleId,
    parts: Vec<usize>,
) -> Version {
    let source = &utterances[full];
    // Narration that repeats what the article quotes or reports as well says nothing more.
    let told = |p: &usize| utterances[*p].manner != Manner::Narration;
    let mut parts = parts;
    if parts.iter().any(told) {
        parts.retain(told);
    }
    let words: Vec<(usize, usize)> = parts
        .iter()
        .flat_map(|p| (0..utterances[*p].words.len()).map(move |w| (*p, w)))
        .collect();
    let here: Vec<u32> = words.iter().map(|(p, w)| stems.all(*p)[*w]).collect();
    let agreed = agreements(stems.all(full), &here);
    let is_spoken = |place: usize| {
        let (part, word) = words[place];
        utterances[part].words[word].1
    };
    let spoken = agreed.iter().filter(|(_, there)| is_spoken(*there)).count();
    let kept = |n: usize| n as f64 / source.words.len() as f64;
    let all_spoken = (0..words.len()).filter(|place| is_spoken(*place)).count();
    let treatment = if kept(spoken) >= WHOLE {
        Treatment::Whole
    } else if spoken >= QUOTED {
        Treatment::Shortened
    } else if parts.iter().any(told) {
        Treatment::Paraphrased
    } else {
        Treatment::Narrated
    };
    let leads = parts.first().is_some_and(|p| utterances[*p].leads);
    let as_it_stands = |(kind, place): (Kind, usize)| {
        let word = match kind {
            Kind::Dropped => source.written(place),
            Kind::Kept | Kind::Added => {
                let (part, word) = words[place];
                utterances[part].written(word)
            }
        };
        (kind, word.to_owned())
    };
    Version {
        article,
        treatment,
        kept: kept(agreed.len()),
        changed: (all_spoken - spoken) as u64,
        moved: (leads != source.leads).then_some(leads),
        alignment: alignment([source.words.len(), words.len()], &agreed)
            .into_iter()
            .map(as_it_stands)
            .collect(),
        parts,
    }
}
