//! How often the entries of a dictionary occur, row by row.

use super::units::{Reach, Stream};
use crate::article::Article;
use crate::lexicon::WordPattern;
use crate::token::normal_form;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Which categories are looked up.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FramePlan {
    /// Every pattern.
    pub patterns: Vec<WordPattern>,
    /// The categories of each pattern, the ones around them included.
    pub categories: Vec<Vec<u32>>,
    /// How many words before a match may negate it; 0: none.
    pub negation: usize,
    /// The words that negate, in normal form, `*` for any letters.
    pub negators: Vec<String>,
}

/// Occurrences of one pattern in one row, for one category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FrameRow {
    /// The row.
    pub row: u32,
    /// The category.
    pub category: u32,
    /// The pattern that fitted.
    pub pattern: u32,
    /// Whether a word before it negates it.
    pub negated: bool,
    /// How often.
    pub count: u32,
}

/// Occurrences of all categories.
///
/// A match stays within a sentence and a speaker. Of patterns of a category that begin at the same word the longest
/// counts, and no word counts twice for one category; for the categories around it, it counts once as well.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FrameCounts {
    /// In order of row, category and pattern once finished.
    pub list: Vec<FrameRow>,
    #[serde(skip)]
    index: Index,
}

impl PartialEq for FrameCounts {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

/// Which patterns begin with a word. Not part of the result.
#[derive(Debug, Clone, Default)]
struct Index {
    built: bool,
    exact: FxHashMap<String, Vec<u32>>,
    prefixes: FxHashMap<String, Vec<u32>>,
    other: Vec<u32>,
    known: FxHashMap<String, Vec<u32>>,
}

impl Index {
    fn build(&mut self, patterns: &[WordPattern]) {
        self.built = true;
        for (number, pattern) in (0..).zip(patterns) {
            let first = normal_form(pattern.first().written()).into_owned();
            let prefix = first.strip_suffix('*').filter(|p| !p.contains(['*', '?']));
            if !first.contains(['*', '?']) {
                self.exact.entry(first).or_default().push(number);
            } else if let Some(prefix) = prefix {
                self.prefixes
                    .entry(prefix.to_owned())
                    .or_default()
                    .push(number);
            } else {
                self.other.push(number);
            }
        }
    }

    /// The patterns whose first word fits a word.
    fn of(&mut self, word: &str, patterns: &[WordPattern]) -> &[u32] {
        if !self.known.contains_key(word) {
            let form = normal_form(word);
            let mut found: Vec<u32> = self.exact.get(&*form).cloned().unwrap_or_default();
            let ends = form.char_indices().map(|(at, _)| at).chain([form.len()]);
            for end in ends {
                found.extend(self.prefixes.get(&form[..end]).into_iter().flatten());
            }
            let fits = |p: &&u32| patterns[**p as usize].first().matches_normal(&form);
            found.extend(self.other.iter().filter(fits));
            found.sort_unstable();
            self.known.insert(word.to_owned(), found);
        }
        &self.known[word]
    }
}

impl FrameCounts {
    /// Adds one article. Its rows begin at `first_row`.
    pub(super) fn add(
        &mut self,
        plan: &FramePlan,
        article: &Article,
        stream: &Stream<'_>,
        first_row: u32,
    ) {
        let Self { list, index } = self;
        if !index.built {
            index.build(&plan.patterns);
        }
        let mut counts: FxHashMap<(u32, u32, u32, bool), u32> = FxHashMap::default();
        // The first word that is still free, by category.
        let mut free: FxHashMap<u32, usize> = FxHashMap::default();
        let mut best: Vec<(u32, usize, u32)> = Vec::new();
        for stretch in stream.stretches(Reach::Sentence) {
            let units = &stream.units.list[stretch];
            let tokens: Vec<(usize, u32)> = units
                .iter()
                .flat_map(|unit| {
                    (unit.first..unit.first + unit.tokens).map(|i| (i as usize, unit.row))
                })
                .collect();
            let word = |i: usize| tokens.get(i).map(|(t, _)| stream.tokens.text(article, *t));
            free.clear();
            for (i, &(_, row)) in tokens.iter().enumerate() {
                let candidates = index.of(word(i).unwrap_or_default(), &plan.patterns);
                if candidates.is_empty() {
                    continue;
                }
                best.clear();
                for &number in candidates {
                    let pattern = &plan.patterns[number as usize];
                    if pattern.matches(|k| word(i + k)) {
                        let of = &plan.categories[number as usize];
                        best.extend(of.iter().map(|category| (*category, pattern.len(), number)));
                    }
                }
                // The longest of each category; of two as long the earlier entry.
                best.sort_unstable_by_key(|(category, len, number)| {
                    (*category, std::cmp::Reverse(*len), *number)
                });
                best.dedup_by_key(|(category, ..)| *category);
                for &(category, len, number) in &best {
                    let next = free.entry(category).or_default();
                    if *next > i {
                        continue;
                    }
                    *next = i + len;
                    let before = i.saturating_sub(plan.negation)..i;
                    let negated = before.filter_map(word).any(|w| plan.negates(w));
                    let key = (first_row + row, category, number, negated);
                    *counts.entry(key).or_default() += 1;
                }
            }
        }
        let rows = counts
            .into_iter()
            .map(|((row, category, pattern, negated), count)| FrameRow {
                row,
                category,
                pattern,
                negated,
                count,
            });
        let start = list.len();
        list.extend(rows);
        list[start..].sort_unstable();
    }

    pub(super) fn merge(&mut self, other: Self, rows: u32) {
        self.list
            .extend(other.list.into_iter().map(|entry| FrameRow {
                row: entry.row + rows,
                ..entry
            }));
    }

    /// Those of some rows, given their new places.
    pub(super) fn of_rows(&self, places: &[Option<u32>]) -> Self {
        let kept = self
            .list
            .iter()
            .filter_map(|entry| places[entry.row as usize].map(|row| FrameRow { row, ..*entry }));
        Self {
            list: kept.collect(),
            index: Index::default(),
        }
    }

    pub(super) fn finish(&mut self, rows: &[u32]) {
        for entry in &mut self.list {
            entry.row = rows[entry.row as usize];
        }
        self.list.sort_unstable();
    }
}

impl FramePlan {
    fn negates(&self, word: &str) -> bool {
        let word = normal_form(word);
        self.negators
            .iter()
            .any(|negator| match negator.strip_prefix('*') {
                Some(ending) => word.ends_with(ending),
                None => *negator == word,
            })
    }
}
