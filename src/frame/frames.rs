//! Frames: how often the categories of dictionaries occur in each group.

use super::Shares;
use crate::article::ArticleId;
use crate::contrast::Group;
use crate::count::{FramePlan, FrameRow, Tally};
use crate::lang;
use crate::lexicon::dictionary::Dictionary;
use crate::measure::rate::Rate;
use crate::token::normal_form;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which dictionaries, and how they are looked up: the study's `[frames]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Files, relative to the study.
    pub dictionaries: Vec<String>,
    /// `auto`, or the encoding of the files.
    pub encoding: String,
    /// How many words before a match may negate it; negated matches are counted apart. 0: not looked at.
    pub negation: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            dictionaries: Vec::new(),
            encoding: "auto".into(),
            negation: 0,
        }
    }
}

/// What a pass needs to look a dictionary up.
pub fn plan(dictionary: &Dictionary, negation: usize) -> FramePlan {
    let mut categories = vec![Vec::new(); dictionary.patterns.len()];
    for (number, category) in (0..).zip(&dictionary.categories) {
        for pattern in &category.patterns {
            categories[*pattern as usize].push(number);
        }
    }
    let stances = lang::LANGUAGES.iter().filter_map(|l| l.stance());
    let words = stances.flat_map(|s| &s.negation.words);
    FramePlan {
        patterns: dictionary.patterns.clone(),
        categories,
        negation,
        negators: words.map(|w| normal_form(w).into_owned()).collect(),
    }
}

/// What is added to the name of a category for its negated matches.
pub const NEGATED: &str = " (negated)";

/// One category in one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Framed {
    /// The category.
    pub frame: String,
    /// The group.
    pub group: String,
    /// Occurrences.
    pub count: u64,
    /// Word tokens of the group.
    pub words: u64,
    /// Its share of the occurrences of all outermost categories in the group, with its interval over units.
    pub share: Option<Rate>,
    /// Units of the group with any category.
    pub units: u64,
}

/// How often each category occurs in each group with words, in order of group and category; those that occur nowhere in
/// a group are there with 0.
///
/// A category counts every match of its own entries and of those below it; no word counts twice for it. Shares are of the
/// matches of outermost categories, so that those of the outermost add up to 1; a word that stands in two of them counts in
/// both.
pub fn frames(tally: &Tally, dictionary: &Dictionary, groups: &[Group]) -> Vec<Framed> {
    let mut framed = Vec::new();
    for group in groups {
        let words = group.words(tally);
        if words == 0 {
            continue;
        }
        // Parts of a whole are the outermost categories; an inner one is a part of the same whole by itself.
        let parts = parts(tally, dictionary, group);
        for (number, category) in dictionary.categories.iter().enumerate() {
            for negated in [false, true] {
                let (count, share, units) = parts.of(number, negated);
                if negated && count == 0 {
                    continue;
                }
                let ending = if negated { NEGATED } else { "" };
                framed.push(Framed {
                    frame: format!("{}{ending}", category.name),
                    group: group.label.clone(),
                    count,
                    words,
                    share,
                    units,
                });
            }
        }
    }
    framed
}

/// Matches of one group by unit.
struct Parts {
    units: BTreeMap<ArticleId, BTreeMap<(usize, bool), u64>>,
    /// Matches of all outermost categories in each unit.
    all: BTreeMap<ArticleId, u64>,
}

fn parts(tally: &Tally, dictionary: &Dictionary, group: &Group) -> Parts {
    let mut units: BTreeMap<ArticleId, BTreeMap<(usize, bool), u64>> = BTreeMap::new();
    let mut all: BTreeMap<ArticleId, u64> = BTreeMap::new();
    for entry in rows_of(tally, group) {
        let row = &tally.rows[entry.row as usize];
        let unit = tally.corpus.articles[row.article as usize].cluster;
        let key = (entry.category as usize, entry.negated);
        *units.entry(unit).or_default().entry(key).or_default() += u64::from(entry.count);
        if dictionary.categories[entry.category as usize].depth == 0 {
            *all.entry(unit).or_default() += u64::from(entry.count);
        }
    }
    Parts { units, all }
}

impl Parts {
    /// How often a category occurs, its share, and how many units have any category.
    fn of(&self, category: usize, negated: bool) -> (u64, Option<Rate>, u64) {
        let mut shares: Shares<(), bool> = Shares::default();
        for (unit, counts) in &self.units {
            let all = self.all.get(unit).copied().unwrap_or(0);
            let here = counts.get(&(category, negated)).copied().unwrap_or(0);
            shares.add((), *unit, true, here);
            shares.add((), *unit, false, all.saturating_sub(here));
        }
        let units = self.units.len() as u64;
        let rows = shares.rows();
        let found = rows.iter().find(|row| *row.key);
        found.map_or((0, None, units), |row| (row.count, row.rate, units))
    }
}

/// The entries of the rows of a group.
fn rows_of<'t>(tally: &'t Tally, group: &'t Group) -> impl Iterator<Item = &'t FrameRow> {
    let list = &tally.frames.list;
    group.rows.iter().flat_map(move |row| {
        let start = list.partition_point(|entry| entry.row < *row);
        list[start..]
            .iter()
            .take_while(move |entry| entry.row == *row)
    })
}

/// How often each entry was found in each group, by category: the evidence behind a frame. In order of group, category and
/// falling count.
pub fn entries(
    tally: &Tally,
    dictionary: &Dictionary,
    groups: &[Group],
) -> Vec<(String, String, String, u64)> {
    let mut found = Vec::new();
    for group in groups {
        let mut counts: BTreeMap<(u32, u32), u64> = BTreeMap::new();
        for entry in rows_of(tally, group) {
            *counts.entry((entry.category, entry.pattern)).or_default() += u64::from(entry.count);
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|((category, pattern), n)| (*category, std::cmp::Reverse(*n), *pattern));
        found.extend(counts.into_iter().map(|((category, pattern), n)| {
            let category = dictionary.categories[category as usize].name.clone();
            let pattern = dictionary.patterns[pattern as usize].written().to_owned();
            (group.label.clone(), category, pattern, n)
        }));
    }
    found
}

/// Categories that no word of the corpus fits.
pub fn unused<'d>(tally: &Tally, dictionary: &'d Dictionary) -> Vec<&'d str> {
    let mut used = vec![false; dictionary.categories.len()];
    for entry in &tally.frames.list {
        used[entry.category as usize] = true;
    }
    let categories = dictionary.categories.iter().zip(used);
    categories
        .filter(|(_, used)| !used)
        .map(|(c, _)| &*c.name)
        .collect()
}
