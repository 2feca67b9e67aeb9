//! "According to S, C" and "C, according to S".

use super::{Claim, Claims, Rule};
use crate::lang::Set;
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;

/// Most words of a phrase after "according to" that is no name and no role.
const PLAIN: usize = 10;

/// The clause beside "according to".
pub(super) struct According;

impl Rule for According {
    fn id(&self) -> &'static str {
        "according-to"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for sentence in &scene.sentences {
            let according = |i: &usize| {
                scene.is(Set::According, *i)
                    && i + 2 < sentence.end
                    && scene.is(Set::Infinitive, i + 1)
                    && scene.mark(*i).is_none()
            };
            let Some(at) = sentence.clone().find(according) else {
                continue;
            };
            let known = noun::phrase_after(scene, at + 2, sentence.end);
            let Some(mention) = known.or_else(|| plain_phrase(scene, at + 2, sentence.end)) else {
                continue;
            };
            let (mention, apposed) = with_apposed_name(scene, mention, sentence.end);
            let before = sentence
                .start
                .checked_sub(1)
                .and_then(|i| scene.sentence(i));
            let points =
                at > sentence.start && (sentence.start..at).all(|i| scene.is(Set::Pointing, i));
            let content = if let Some(before) = before.filter(|_| points) {
                before.clone()
            } else if at > sentence.start + 2 {
                sentence.start..at
            } else {
                apposed.unwrap_or_else(|| clause_after(scene, &mention, sentence.end))..sentence.end
            };
            if content.len() > 1 {
                claims.add(Claim::clause(content, mention, at..at + 2, self.id()));
            }
        }
    }
}

/// "Figures from the ministry", "documents": a phrase that nothing else shows to be somebody.
fn plain_phrase(scene: &Scene<'_>, start: usize, to: usize) -> Option<Mention> {
    let inside = |i: &usize| {
        let apart = *i > start && !scene.is_tight(i - 1);
        let clause = scene.is(Set::Clause, *i) && !scene.is(Set::Joining, *i);
        !apart && scene.mark(*i).is_none() && !clause && !scene.helps(*i)
    };
    let length = (start..to).take(PLAIN).take_while(inside).count();
    (length > 0).then(|| Mention::bare(start..start + length))
}

/// "The mayor, Ann Low, …": the name between two commas describes the mention and is not said. Also where it ends.
fn with_apposed_name(
    scene: &Scene<'_>,
    mut mention: Mention,
    to: usize,
) -> (Mention, Option<usize>) {
    let start = mention.name.end;
    let capitals = (start..to).take_while(|i| scene.is_capital(*i) && scene.mark(*i).is_none());
    let end = start + capitals.count();
    let commas = scene.gap(start - 1).trim() == "," && scene.gap(end - 1).trim() == ",";
    let apposed = commas && end > start + 1 && end < to;
    if apposed {
        mention.with_description.end = end;
    }
    (mention, apposed.then_some(end))
}

/// Where the clause begins that follows a speaker: after the first comma, or after the second if an apposition stands
/// between the two.
fn clause_after(scene: &Scene<'_>, mention: &Mention, to: usize) -> usize {
    let comma = |from: usize| {
        (from..to).find(|i| scene.gap(i - 1).contains(',') || scene.mark(*i).is_some())
    };
    let first = comma(mention.name.end).unwrap_or(mention.name.end);
    // "According to Low, who left in May, the plan"
    let relative = first < to && scene.is(Set::Relatives, first);
    if let Some(after) = comma(first + 1).filter(|_| relative) {
        return after;
    }
    let second = comma(first + 1).filter(|s| s - first <= 12);
    let apposition =
        |end: usize| (first..end).all(|i| !scene.is(Set::Blockers, i) && scene.verb(i).is_none());
    let opens = first < to && (scene.is(Set::Determiners, first) || scene.is(Set::Clause, first));
    second
        .filter(|end| opens && scene.mark(*end).is_none() && apposition(*end))
        .unwrap_or(first)
}
