//! The words of utterances as numbers, and which statements have them.

use crate::article::ArticleId;
use crate::concordance::Utterance;
use crate::lang::{self, Language};
use crate::token::{Stemmer, normal_form};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// A word in so many articles is rare in any corpus.
const ALWAYS_RARE: usize = 10;
/// One of so many articles has a word that is rare in a large one.
const RARE: usize = 20;
/// Statements that one word or pair of words leads to, at most.
const MOST: usize = 500;
/// Rare words that two versions of a statement share, at least.
pub(super) const SHARED: usize = 2;
/// Pairs of words side by side that do as well, since no word of what everybody quotes is rare.
pub(super) const ADJACENT: usize = 4;

/// The stems of every utterance.
pub(super) struct Stems {
    all: Vec<Vec<u32>>,
    content: Vec<Vec<u32>>,
    rare: Vec<bool>,
}

impl Stems {
    pub(super) fn new(utterances: &[Utterance]) -> Self {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        // A form as it stands, in its language: its stem, and whether it says anything.
        let mut forms: FxHashMap<(&'static str, String), (u32, bool)> = FxHashMap::default();
        let languages: BTreeMap<&str, (&dyn Language, Stemmer)> = lang::LANGUAGES
            .iter()
            .map(|l| {
                (
                    l.code(),
                    (*l, Stemmer::named(l.code()).unwrap_or(Stemmer::None)),
                )
            })
            .collect();
        let mut all = Vec::with_capacity(utterances.len());
        let mut content = Vec::with_capacity(utterances.len());
        for utterance in utterances {
            let (mut stems, mut said) = (Vec::new(), Vec::new());
            for word in 0..utterance.words.len() {
                let form = normal_form(utterance.word(word)).into_owned();
                let key = (utterance.language, form);
                let (stem, says) = *forms.entry(key).or_insert_with_key(|(code, form)| {
                    let known = languages.get(code);
                    let stem =
                        known.map_or_else(|| form.clone(), |(_, stemmer)| stemmer.stem(form));
                    let stops = known.is_some_and(|(l, _)| l.stop_words().contains(&form.as_str()));
                    let next = numbers.len() as u32;
                    (*numbers.entry(stem).or_insert(next), !stops)
                });
                stems.push(stem);
                if says {
                    said.push(stem);
                }
            }
            all.push(stems);
            content.push(said);
        }
        let mut articles: Vec<BTreeSet<ArticleId>> = vec![BTreeSet::new(); numbers.len()];
        for (utterance, said) in utterances.iter().zip(&content) {
            for stem in said {
                articles[*stem as usize].insert(utterance.id);
            }
        }
        let number = utterances
            .iter()
            .map(|u| u.id)
            .collect::<BTreeSet<_>>()
            .len();
        let most = (number / RARE).max(ALWAYS_RARE);
        Self {
            rare: articles
                .iter()
                .map(|articles| articles.len() <= most)
                .collect(),
            all,
            content,
        }
    }

    /// True when few articles have a stem.
    pub(super) fn is_rare(&self, stem: u32) -> bool {
        self.rare[stem as usize]
    }

    /// The stems of an utterance.
    pub(super) fn all(&self, utterance: usize) -> &[u32] {
        &self.all[utterance]
    }

    /// Those that are on no stop list.
    pub(super) fn content(&self, utterance: usize) -> &[u32] {
        &self.content[utterance]
    }
}

/// Which statements have a rare stem, and which have two stems side by side.
pub(super) struct Index {
    stems: FxHashMap<u32, Vec<u32>>,
    pairs: FxHashMap<[u32; 2], Vec<u32>>,
}

impl Index {
    /// Of some utterances, called by their places in the list.
    pub(super) fn new(stems: &Stems, of: &[usize]) -> Self {
        let mut index = Self {
            stems: FxHashMap::default(),
            pairs: FxHashMap::default(),
        };
        // What many statements have leads to the first of them, and through these to the others.
        let add = |places: &mut Vec<u32>, place: u32| {
            if places.len() < MOST && places.last() != Some(&place) {
                places.push(place);
            }
        };
        for (place, utterance) in (0_u32..).zip(of) {
            let content = stems.content(*utterance);
            for stem in content.iter().filter(|stem| stems.is_rare(**stem)) {
                add(index.stems.entry(*stem).or_default(), place);
            }
            for pair in content.windows(2) {
                add(index.pairs.entry([pair[0], pair[1]]).or_default(), place);
            }
        }
        index
    }

    /// Those that share enough rare stems, or enough pairs of stems, with an utterance; ascending.
    pub(super) fn candidates(&self, stems: &Stems, utterance: usize) -> Vec<usize> {
        let content = stems.content(utterance);
        let own: BTreeSet<u32> = content.iter().copied().collect();
        let pairs: BTreeSet<[u32; 2]> = content.windows(2).map(|p| [p[0], p[1]]).collect();
        let by_stem = own.iter().filter_map(|stem| self.stems.get(stem));
        let by_pair = pairs.iter().filter_map(|pair| self.pairs.get(pair));
        let mut found = often(by_stem, SHARED);
        found.append(&mut often(by_pair, ADJACENT));
        found.into_iter().map(|place| place as usize).collect()
    }
}

/// The places that stand in so many of some lists.
fn often<'l>(lists: impl Iterator<Item = &'l Vec<u32>>, least: usize) -> BTreeSet<u32> {
    let mut found: BTreeMap<u32, usize> = BTreeMap::new();
    for place in lists.flatten() {
        *found.entry(*place).or_default() += 1;
    }
    let enough = found.into_iter().filter(|(_, times)| *times >= least);
    enough.map(|(place, _)| place).collect()
}
