//! Runs of words: how often each stands together, and how often its parts do.

use super::by::Condition;
use super::units::{Reach, Stream};
use super::vocabulary::Vocabulary;
use crate::article::ArticleRecord;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// The longest run that is counted.
pub const LONGEST: usize = 5;

/// A run of terms; [`ANY`] where any word may stand, and beyond its length.
pub type Ngram = [u32; LONGEST];

/// Any word.
pub const ANY: u32 = u32::MAX;

/// Which runs are counted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NgramPlan {
    /// Surface form to term.
    pub terms: FxHashMap<String, u32>,
    /// Words of a run, 2 to 5.
    pub size: usize,
    /// Which of them.
    pub wanted: WantedNgrams,
    /// Which rows take part.
    pub conditions: Vec<Condition>,
}

/// Which runs are counted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum WantedNgrams {
    /// Those whose first and last words but one are among these: no other can be frequent.
    Longer(FxHashSet<Ngram>),
    /// Those that fit one of these, each with some words open.
    Patterns(FxHashSet<Ngram>),
}

/// Counts of runs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NgramCounts {
    /// Each run, or pattern, with its number.
    pub counts: FxHashMap<Ngram, u64>,
    /// All runs of this length.
    pub total: u64,
    #[serde(skip)]
    terms: Terms,
}

/// The terms of this shard's forms. Not part of the result.
#[derive(Debug, Clone, Default)]
struct Terms(Vec<u32>);

impl PartialEq for Terms {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
impl Eq for Terms {}

impl NgramCounts {
    pub(super) fn add(
        &mut self,
        plan: &NgramPlan,
        vocabulary: &Vocabulary,
        stream: &Stream<'_>,
        article: &ArticleRecord,
        apart: &[bool],
    ) {
        let Self {
            counts,
            total,
            terms: Terms(terms),
        } = self;
        let term = |t: usize| plan.terms.get(vocabulary.get(t as u32)).copied();
        terms.extend((terms.len()..vocabulary.len()).map(|t| term(t).unwrap_or(ANY - 1)));
        let chosen = |row: &(usize, crate::voice::Manner)| {
            let speaker = &stream.voices.speakers[row.0];
            let holds = |c: &Condition| c.holds_for(article, speaker, row.1);
            plan.conditions.iter().all(holds)
        };
        let rows: Vec<bool> = stream.units.rows.iter().map(chosen).collect();
        let list = &stream.units.list;
        let mut count = |ngram: Ngram| *counts.entry(ngram).or_default() += 1;
        for stretch in stream.stretches(Reach::Words(1)) {
            // Words with a mark between them are in no run.
            let mut start = stretch.start;
            for i in stretch.clone() {
                if apart[i] || !rows[list[i].row as usize] {
                    start = i;
                }
                if !rows[list[i].row as usize] {
                    start = i + 1;
                    continue;
                }
                if i + 1 < start + plan.size {
                    continue;
                }
                *total += 1;
                let mut ngram = [ANY; LONGEST];
                for (place, unit) in ngram.iter_mut().zip(i + 1 - plan.size..=i) {
                    *place = terms[stream.terms[unit] as usize];
                }
                match &plan.wanted {
                    WantedNgrams::Longer(known) => {
                        let [first, last] = ends(ngram, plan.size);
                        if known.contains(&first) && known.contains(&last) {
                            count(ngram);
                        }
                    }
                    WantedNgrams::Patterns(patterns) => {
                        for mask in 1..(1_usize << plan.size) {
                            let pattern = masked(ngram, mask);
                            if patterns.contains(&pattern) {
                                count(pattern);
                            }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.total += other.total;
        let theirs = other.counts.into_iter();
        theirs.for_each(|(ngram, n)| *self.counts.entry(ngram).or_default() += n);
    }
}

/// A run without its last, and without its first word.
fn ends(ngram: Ngram, size: usize) -> [Ngram; 2] {
    let (mut first, mut last) = ([ANY; LONGEST], [ANY; LONGEST]);
    first[..size - 1].copy_from_slice(&ngram[..size - 1]);
    last[..size - 1].copy_from_slice(&ngram[1..size]);
    [first, last]
}

/// A run with only the words whose bit is set.
pub fn masked(ngram: Ngram, mask: usize) -> Ngram {
    let mut pattern = ngram;
    for (place, word) in pattern.iter_mut().enumerate() {
        if mask >> place & 1 == 0 {
            *word = ANY;
        }
    }
    pattern
}
