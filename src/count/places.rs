//! Where chosen terms stand in the words of each group, in order.

use super::by::{By, Condition};
use super::units::Stream;
use super::vocabulary::Vocabulary;
use crate::article::{ArticleId, ArticleRecord};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which terms, and how rows are grouped.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlacePlan {
    /// Surface form to place among the chosen terms.
    pub terms: FxHashMap<String, u32>,
    /// The field of the groups.
    pub by: By,
    /// Which rows take part.
    pub conditions: Vec<Condition>,
}

/// A group's words in one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticlePlaces {
    /// The article.
    pub article: ArticleId,
    /// The group's words in it.
    pub words: u64,
    /// Chosen terms with their place among these words, in order.
    pub terms: Vec<(u32, u32)>,
}

/// Places of all groups.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlaceCounts {
    /// By the group's value; articles in order once finished.
    pub groups: BTreeMap<String, Vec<ArticlePlaces>>,
}

impl PlaceCounts {
    pub(super) fn add(
        &mut self,
        plan: &PlacePlan,
        vocabulary: &Vocabulary,
        stream: &Stream<'_>,
        article: &ArticleRecord,
    ) {
        let group = |row: &(usize, crate::voice::Manner)| {
            let speaker = &stream.voices.speakers[row.0];
            let holds = |c: &Condition| c.holds_for(article, speaker, row.1);
            let chosen = plan.conditions.iter().all(holds);
            chosen.then(|| plan.by.value_of(article, speaker, row.1).into_owned())
        };
        let rows: Vec<Option<String>> = stream.units.rows.iter().map(group).collect();
        let mut here: BTreeMap<&str, ArticlePlaces> = BTreeMap::new();
        for (unit, term) in stream.units.list.iter().zip(stream.terms) {
            let Some(name) = &rows[unit.row as usize] else {
                continue;
            };
            let places = here.entry(name).or_insert_with(|| ArticlePlaces {
                article: article.id,
                words: 0,
                terms: Vec::new(),
            });
            if let Some(term) = plan.terms.get(vocabulary.get(*term)) {
                places.terms.push((*term, places.words as u32));
            }
            places.words += 1;
        }
        for (name, places) in here {
            self.groups.entry(name.to_owned()).or_default().push(places);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (name, mut places) in other.groups {
            self.groups.entry(name).or_default().append(&mut places);
        }
    }

    pub(super) fn finish(&mut self) {
        for places in self.groups.values_mut() {
            places.sort_by_key(|p| p.article);
        }
    }
}
