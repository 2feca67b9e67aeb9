//! Which chosen terms stand together: the symmetric matrix, group by group.

use super::by::{By, Condition};
use super::units::{Reach, Stream};
use super::vocabulary::Vocabulary;
use crate::article::ArticleRecord;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which terms, how far windows reach, and how rows are grouped.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PairPlan {
    /// Surface form to place among the chosen terms.
    pub terms: FxHashMap<String, u32>,
    /// How far windows reach.
    pub reach: Reach,
    /// The field of the groups.
    pub by: By,
    /// Which rows take part.
    pub conditions: Vec<Condition>,
}

/// Pairs of one group. Two tokens within reach are one pair; it belongs to the row of the earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GroupPairs {
    /// Pairs of chosen terms, the smaller place first.
    pub pairs: BTreeMap<(u32, u32), u64>,
    /// How many tokens of any kind stand within reach of each chosen term: its row sum in the matrix of all terms.
    pub sums: BTreeMap<u32, u64>,
    /// All entries of the matrix of all terms: twice the number of pairs.
    pub total: u64,
}

/// Pairs of all groups.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PairCounts {
    /// By the group's value.
    pub groups: BTreeMap<String, GroupPairs>,
    #[serde(skip)]
    places: Places,
}

/// Places of this shard's forms among the chosen terms. Not part of the result.
#[derive(Debug, Clone, Default)]
struct Places(Vec<Option<u32>>);

impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
impl Eq for Places {}

impl PairCounts {
    pub(super) fn add(
        &mut self,
        plan: &PairPlan,
        vocabulary: &Vocabulary,
        stream: &Stream<'_>,
        article: &ArticleRecord,
    ) {
        let Self {
            groups,
            places: Places(places),
        } = self;
        places.extend(
            (places.len()..vocabulary.len())
                .map(|t| plan.terms.get(vocabulary.get(t as u32)).copied()),
        );
        let group = |row: &(usize, crate::voice::Manner)| {
            let speaker = &stream.voices.speakers[row.0];
            let chosen = plan
                .conditions
                .iter()
                .all(|c| c.holds_for(article, speaker, row.1));
            chosen.then(|| plan.by.value_of(article, speaker, row.1).into_owned())
        };
        let rows: Vec<Option<String>> = stream.units.rows.iter().map(group).collect();
        for stretch in stream.stretches(plan.reach) {
            for i in stretch.clone() {
                let Some(name) = &rows[stream.units.list[i].row as usize] else {
                    continue;
                };
                if !groups.contains_key(name) {
                    groups.insert(name.clone(), GroupPairs::default());
                }
                let Some(group) = groups.get_mut(name) else {
                    continue;
                };
                let end = stretch.end.min((i + 1).saturating_add(plan.reach.words()));
                let first = places[stream.terms[i] as usize];
                group.total += 2 * (end - i - 1) as u64;
                if let Some(x) = first {
                    *group.sums.entry(x).or_default() += (end - i - 1) as u64;
                }
                for j in i + 1..end {
                    let Some(y) = places[stream.terms[j] as usize] else {
                        continue;
                    };
                    *group.sums.entry(y).or_default() += 1;
                    if let Some(x) = first {
                        *group.pairs.entry((x.min(y), x.max(y))).or_default() += 1;
                    }
                }
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (name, theirs) in other.groups {
            let ours = self.groups.entry(name).or_default();
            ours.total += theirs.total;
            theirs
                .pairs
                .into_iter()
                .for_each(|(pair, n)| *ours.pairs.entry(pair).or_default() += n);
            theirs
                .sums
                .into_iter()
                .for_each(|(term, n)| *ours.sums.entry(term).or_default() += n);
        }
    }
}
