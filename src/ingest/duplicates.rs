//! Near-duplicates: wire copy printed by several outlets counts as one unit of evidence.
//!
//! MinHash signatures (Broder 1997) over runs of five words find candidates by bands; each candidate pair is then
//! compared exactly, by the share of runs the shorter text has in common with the longer.

use crate::article::{Article, ArticleId};
use crate::random::mixed;
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

/// Words in a run.
const RUN: usize = 5;
/// Bands of a signature; a pair that agrees in one band is a candidate.
const BANDS: usize = 32;
/// Hashes in a band.
const ROWS: usize = 3;
/// Jaccard similarity of runs from which two texts are near-duplicates.
pub const SIMILAR: f64 = 0.5;
/// Fewer runs than this are too little to tell.
const FEWEST: usize = 10;

/// What the survey keeps of an article's wording: one hash a band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature([u64; BANDS]);

/// The runs of five words of an article's body, as hashes; letter case and punctuation do not count.
pub fn runs(article: &Article) -> BTreeSet<u64> {
    let body = article
        .blocks
        .iter()
        .filter(|b| b.is_body())
        .map(|b| b.span.of(&article.text));
    let words: Vec<u64> = body
        .flat_map(|t| t.split(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .map(word)
        .collect();
    let run = |words: &[u64]| mixed(words.iter().fold(0, |h, w| mixed(h ^ w)));
    words.windows(RUN).map(run).collect()
}

/// The signature of an article; `None` when the text is too short to tell.
pub fn signature(article: &Article) -> Option<Signature> {
    let runs = runs(article);
    if runs.len() < FEWEST {
        return None;
    }
    let smallest = |seed: u64| {
        runs.iter()
            .map(|run| mixed(run ^ mixed(seed)))
            .min()
            .unwrap_or_default()
    };
    let mut bands = [0; BANDS];
    for (b, band) in bands.iter_mut().enumerate() {
        *band = (0..ROWS).fold(b as u64, |h, r| {
            mixed(h ^ smallest((b * ROWS + r + 1) as u64))
        });
    }
    Some(Signature(bands))
}

/// Pairs of articles that agree in a band, sorted.
pub fn candidates(signatures: &BTreeMap<ArticleId, Signature>) -> BTreeSet<(ArticleId, ArticleId)> {
    let mut pairs = BTreeSet::new();
    for band in 0..BANDS {
        let mut first: FxHashMap<u64, ArticleId> = FxHashMap::default();
        for (id, signature) in signatures {
            // Each article is compared with the first of its bucket: clusters are chains, buckets need not be squared.
            let known = *first.entry(signature.0[band]).or_insert(*id);
            if known != *id {
                pairs.insert((known, *id));
            }
        }
    }
    pairs
}

/// The share of runs that two texts have in common, of all runs in either.
pub fn similarity(x: &BTreeSet<u64>, y: &BTreeSet<u64>) -> f64 {
    let both = x.intersection(y).count();
    let either = x.len() + y.len() - both;
    if either == 0 {
        0.0
    } else {
        both as f64 / either as f64
    }
}

/// The clusters of pairs: for each article that is in one, its smallest member.
pub fn clusters(pairs: &BTreeSet<(ArticleId, ArticleId)>) -> BTreeMap<ArticleId, ArticleId> {
    let mut parent: BTreeMap<ArticleId, ArticleId> = BTreeMap::new();
    for &(x, y) in pairs {
        let (x, y) = (root(&parent, x), root(&parent, y));
        parent.insert(x.max(y), x.min(y));
        parent.entry(x.min(y)).or_insert(x.min(y));
    }
    parent.keys().map(|&id| (id, root(&parent, id))).collect()
}

fn root(parent: &BTreeMap<ArticleId, ArticleId>, mut id: ArticleId) -> ArticleId {
    while let Some(&up) = parent.get(&id).filter(|up| **up != id) {
        id = up;
    }
    id
}

fn word(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() {
        word.bytes()
            .for_each(|b| hasher.write_u8(b.to_ascii_lowercase()));
    } else {
        word.chars()
            .flat_map(char::to_lowercase)
            .for_each(|c| hasher.write_u32(u32::from(c)));
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Metadata;

    fn article(text: &str, record: u32) -> Article {
        let blocks = super::super::blocks::split(text);
        let id = ArticleId { source: 0, record };
        let (name, place) = (String::new(), String::new());
        Article {
            id,
            name,
            place,
            title: String::new(),
            text: text.into(),
            metadata: Metadata::default(),
            blocks,
        }
    }

    #[test]
    fn wire_copy_is_a_candidate_and_near() {
        let words: Vec<String> = (0..200).map(|i| format!("word{i}")).collect();
        let wire = article(&words.join(" "), 0);
        let mut edited = words.clone();
        edited[100] = "changed".into();
        edited.truncate(180);
        let copy = article(&format!("{}.", edited.join(" ").to_uppercase()), 1);
        let other = article(
            &(0..200).map(|i| format!("term{i} ")).collect::<String>(),
            2,
        );
        let signatures = [&wire, &copy, &other]
            .into_iter()
            .map(|a| (a.id, signature(a).unwrap()))
            .collect();
        assert_eq!(candidates(&signatures), [(wire.id, copy.id)].into());
        assert!(similarity(&runs(&wire), &runs(&copy)) > SIMILAR);
    }

    #[test]
    fn clusters_join_chains() {
        let id = |record| ArticleId { source: 0, record };
        let clusters = clusters(&[(id(1), id(4)), (id(4), id(2)), (id(7), id(8))].into());
        assert_eq!(
            clusters.values().map(|i| i.record).collect::<Vec<_>>(),
            [1, 1, 1, 7, 7]
        );
    }

    #[test]
    fn a_short_text_has_no_signature() {
        assert_eq!(signature(&article("Too short to tell.", 0)), None);
    }
}
