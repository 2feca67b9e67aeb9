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
/// A word in more statements than this tells them apart no longer, however few articles have it.
const MOST: usize = 500;
/// Rare words that two versions of a statement share, at least.
pub(super) const SHARED: usize = 2;

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

/// Which statements have a rare stem.
pub(super) struct Index(FxHashMap<u32, Vec<u32>>);

impl Index {
    /// Of some utterances, called by their places in the list.
    pub(super) fn new(stems: &Stems, of: &[usize]) -> Self {
        let mut with: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (place, utterance) in (0_u32..).zip(of) {
            let content = stems.content(*utterance).iter();
            for stem in content.filter(|stem| stems.is_rare(**stem)) {
                let places = with.entry(*stem).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        with.retain(|_, places| places.len() <= MOST);
        Self(with)
    }

    /// Those that share enough rare stems with an utterance, ascending.
    pub(super) fn candidates(&self, stems: &Stems, utterance: usize) -> Vec<usize> {
        let mut found: BTreeMap<u32, usize> = BTreeMap::new();
        let own: BTreeSet<u32> = stems.content(utterance).iter().copied().collect();
        for place in own.iter().filter_map(|stem| self.0.get(stem)).flatten() {
            *found.entry(*place).or_default() += 1;
        }
        let enough = found.into_iter().filter(|(_, shared)| *shared >= SHARED);
        enough.map(|(place, _)| place as usize).collect()
    }
}
