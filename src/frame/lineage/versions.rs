//! What an article makes of a statement.

use super::align::{agreements, alignment};
use super::find::in_any_order;
use super::stance::Stance;
use super::words::Stems;
use super::{Articles, Kind, MOVED, QUOTED, Statement, Treatment, Version, WHOLE};
use crate::article::ArticleId;
use crate::concordance::Utterance;
use crate::voice::{Manner, UNKNOWN};
use std::collections::{BTreeMap, BTreeSet};

/// A statement with what each article makes of it.
pub(super) fn statement(
    all: (&[Utterance], &Stems, &Stance),
    full: usize,
    parts: &BTreeSet<usize>,
    articles: Articles<'_>,
) -> Statement {
    let (utterances, ..) = all;
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
        notes: Vec::new(),
        parts: vec![full],
        alignment: (0..source.words.len())
            .map(|w| (Kind::Kept, source.written(w)))
            .collect(),
    }];
    let told: BTreeSet<ArticleId> = by_article.keys().map(|(_, article)| *article).collect();
    let others = by_article
        .into_iter()
        .filter(|((_, article), _)| *article != source.id);
    versions.extend(others.map(|((_, article), parts)| version(all, full, article, parts)));
    let silent = articles.silent(source.id, &told).into_iter();
    versions.extend(silent.map(|article| Version {
        article,
        treatment: Treatment::Dropped,
        kept: 0.0,
        changed: 0,
        moved: None,
        notes: Vec::new(),
        parts: Vec::new(),
        alignment: Vec::new(),
    }));
    Statement {
        fullest: full,
        versions,
    }
}

fn version(
    (utterances, stems, stance): (&[Utterance], &Stems, &Stance),
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
    let dropped = |i: &usize| !agreed.iter().any(|(here, _)| here == i);
    let added = |j: &usize| !agreed.iter().any(|(_, there)| there == j);
    let negations = [
        (0..source.words.len())
            .filter(dropped)
            .filter(|i| stance.negates(source, *i))
            .count(),
        (0..words.len())
            .filter(added)
            .filter(|j| stance.negates(&utterances[words[*j].0], words[*j].1))
            .count(),
    ];
    let mut notes = Vec::new();
    if negations[1] > negations[0] {
        notes.push("it has a negation more");
    }
    if negations[0] > negations[1] {
        notes.push("it has a negation less");
    }
    if parts.iter().any(|p| stance.denies(&utterances[*p])) {
        notes.push("it is denied");
    }
    let named = |u: &Utterance| u.speaker.voice != UNKNOWN && !u.speaker.name.is_empty();
    let other = |p: &usize| {
        let utterance = &utterances[*p];
        told(p)
            && named(utterance)
            && named(source)
            && utterance.speaker.name != source.speaker.name
    };
    if parts.iter().any(other) {
        notes.push("it has another speaker");
    }
    let common = in_any_order(stems.all(full), &here);
    if common >= agreed.len() + MOVED {
        notes.push("its parts stand in another order");
    }
    let leads = parts.first().is_some_and(|p| utterances[*p].leads);
    let as_it_stands = |(kind, place): (Kind, usize)| {
        let word = match kind {
            Kind::Dropped => source.written(place),
            Kind::Kept | Kind::Added => {
                let (part, word) = words[place];
                utterances[part].written(word)
            }
        };
        (kind, word)
    };
    Version {
        article,
        treatment,
        kept: kept(agreed.len()),
        changed: (all_spoken - spoken) as u64,
        moved: (leads != source.leads).then_some(leads),
        notes,
        alignment: alignment([source.words.len(), words.len()], &agreed)
            .into_iter()
            .map(as_it_stands)
            .collect(),
        parts,
    }
}
