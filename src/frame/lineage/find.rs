//! Which utterances are statements, and which are versions of one.

use super::align::agreements;
use super::words::{ADJACENT, Index, SHARED, Stems};
use super::{MOVED, QUOTED, WHOLE};
use crate::concordance::Utterance;
use crate::frame::root;
use crate::voice::Manner;
use std::collections::{BTreeMap, BTreeSet};

/// Content words in common that make narration a version: it has less reason to repeat anything than a quotation.
const NARRATED: usize = 5;
/// The same in an article on another event.
const NARRATED_ELSEWHERE: usize = 8;
/// The share of a quotation's content words that must be the statement's; in reported speech half of either's.
const OF_QUOTED: f64 = 0.6;
const OF_REPORTED: f64 = 0.5;
/// The share of a version's content words that must be the statement's where their order is another.
const OF_MOVED: f64 = 0.8;
/// Of so many content words in a row of the statement at least one is in its version.
const SCATTERED: usize = 3;

/// What can be a statement: directly quoted, and long enough.
pub(super) fn sources(utterances: &[Utterance], stems: &Stems, min_words: usize) -> Vec<usize> {
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
pub(super) fn same_statements(
    utterances: &[Utterance],
    stems: &Stems,
    sources: &[usize],
) -> Vec<Vec<usize>> {
    let index = Index::new(stems, sources);
    let mut first: Vec<usize> = (0..sources.len()).collect();
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

/// The first by date and place of those that have nine tenths of the longest one's words: a word put in later does not
/// make a copy the original.
pub(super) fn fullest_of(utterances: &[Utterance], group: &[usize]) -> usize {
    let words = |number: &usize| utterances[*number].words.len();
    let longest = group.iter().map(words).max().unwrap_or_default();
    let is_long = |number: &&usize| words(number) as f64 >= WHOLE * longest as f64;
    let key = |number: &usize| (&utterances[*number].date, *number);
    let long = group.iter().filter(is_long).copied();
    long.min_by_key(key).unwrap_or_default()
}

/// How many content words a statement and a version have in common, in order and close together in the statement, two of
/// them rare or five in a row; of a version that has its words in another order, all of them. 0 where that cannot be.
pub(super) fn in_common(stems: &Stems, statement: &[u32], version: &[u32]) -> usize {
    let agreed = agreements(statement, version);
    let runs = (0..agreed.len()).flat_map(|from| (from..agreed.len()).map(move |to| (from, to)));
    let is_close = |(from, to): &(usize, usize)| {
        let span = agreed[*to].0 - agreed[*from].0 + 1;
        span <= SCATTERED * (to - from + 1)
    };
    let best = runs.filter(is_close).max_by_key(|(from, to)| to - from);
    let Some((from, to)) = best else { return 0 };
    let run = &agreed[from..=to];
    let there: BTreeSet<u32> = run.iter().map(|(place, _)| statement[*place]).collect();
    let rare = there
        .into_iter()
        .filter(|stem| stems.is_rare(*stem))
        .count();
    let beside = |pair: &&[(usize, usize)]| pair[1] == (pair[0].0 + 1, pair[0].1 + 1);
    let adjacent = run.windows(2).filter(beside).count();
    if rare < SHARED && adjacent < ADJACENT {
        return 0;
    }
    let moved = in_any_order(statement, version);
    if moved >= MOVED && moved as f64 >= OF_MOVED * version.len() as f64 {
        moved.max(run.len())
    } else {
        run.len()
    }
}

/// How many words two lists have in common, each as often as in both.
pub(super) fn in_any_order(one: &[u32], other: &[u32]) -> usize {
    let mut there: BTreeMap<u32, usize> = BTreeMap::new();
    one.iter()
        .for_each(|stem| *there.entry(*stem).or_default() += 1);
    let mut common = 0;
    for stem in other {
        if let Some(left) = there.get_mut(stem).filter(|left| **left > 0) {
            *left -= 1;
            common += 1;
        }
    }
    common
}

/// How many content words an utterance has of a statement, if these make it a version.
/// `near` says that the two articles are on the same event.
pub(super) fn repeated(
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
