//! Whose verb it is: the subject before a verb, or that of the verb before it.

use super::{Claims, Who};
use crate::lang::{Ending, Set};
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;
use std::ops::Range;

/// Most words of a phrase between "and" and a verb.
const PHRASE: usize = 8;
/// How far before a verb its subject can stand, in words.
const FAR: usize = 60;

/// The subject of the verb at `verb` in a sentence: whom `last` names where the verb shares its subject, whom the
/// sentence opens with before a participle or after "and", whom "who" stands for, or the noun phrase before it.
pub(super) fn of_verb(
    scene: &Scene<'_>,
    claims: &Claims,
    sentence: &Range<usize>,
    from: usize,
    verb: usize,
    last: Option<&Mention>,
) -> Option<Mention> {
    let near = from.max(verb.saturating_sub(FAR));
    let start = (near..verb)
        .rev()
        .find(|i| claims.is_taken(*i))
        .map_or(near, |i| i + 1);
    let participle = scene.ends(Ending::Participle, verb);
    if verb > sentence.start
        && is_shared(scene, verb, participle)
        && let Some(mention) = last.cloned().or_else(|| spoken(claims, sentence))
    {
        return Some(mention);
    }
    let opening = || noun::opening(scene, sentence).filter(|m| m.name.end < verb);
    if participle && let Some(mention) = of_progressive(scene, start, verb) {
        return Some(mention);
    }
    if participle {
        // "A series of messages saying that", "She left, saying", "She began by saying": whom the sentence opens with.
        let that = verb + 1 < sentence.end && scene.is(Set::Complement, verb + 1);
        let apart =
            verb > 0 && (scene.gap(verb - 1).contains(',') || scene.is(Set::Agents, verb - 1));
        let clause = that || apart;
        return opening().filter(|_| clause);
    }
    // "She shook her head and said", but not "She left when he shook his head and said".
    let joint = before_phrase(scene, start, verb);
    let second = joint > sentence.start && scene.is(Set::Joining, joint - 1);
    let clause = |i: usize| scene.is(Set::Clause, i) || scene.is(Set::Subordinators, i);
    let one_clause = |m: &Mention| {
        let (from, to) = (m.name.end, joint - 1);
        second && to - from < FAR && !(from..to).any(clause)
    };
    noun::subject_before(scene, start, verb)
        .or_else(|| antecedent(scene, start, verb))
        .or_else(|| opening().filter(one_clause))
}

/// Where the phrase begins that stands between "and" and a verb: "and **in a cool answer** said"; the verb where there is none.
fn before_phrase(scene: &Scene<'_>, from: usize, verb: usize) -> usize {
    let plain = |i: &usize| {
        let verb = scene.verb(*i).is_some() || scene.helps(*i);
        scene.mark(*i).is_none() && !verb && scene.is_tight(*i) && !scene.is_capital(*i)
    };
    let near = verb.saturating_sub(PHRASE).max(from)..verb;
    let mut words = near.rev().take_while(plain);
    words.find(|i| scene.is(Set::Places, *i)).unwrap_or(verb)
}

/// "She is saying", "she's saying"
fn of_progressive(scene: &Scene<'_>, from: usize, verb: usize) -> Option<Mention> {
    let adverbs = (from..verb)
        .rev()
        .take_while(|i| scene.is(Set::Between, *i));
    let helper = verb
        .checked_sub(1 + adverbs.count())
        .filter(|i| *i >= from)?;
    if scene.is_pronoun(helper) {
        return noun::subject_before(scene, from, helper + 1);
    }
    let helps = scene.helps(helper) && helper > from;
    helps.then(|| noun::subject_before(scene, from, helper))?
}

/// "Ann Low, who said": the noun phrase that "who" stands for.
pub(super) fn antecedent(scene: &Scene<'_>, from: usize, verb: usize) -> Option<Mention> {
    let who = relative(scene, from, verb)?;
    let closest = || {
        let name = noun::closest(scene, from, who);
        noun::has_name_or_role(scene, &name).then(|| Mention::bare(name))
    };
    // "Ann Low, a nurse, who says"
    // "She, speaking in Paris, welcomed Ann Low, who says": an object is no description.
    let named = noun::closest(scene, from, who);
    let object = named.start > from + 1
        && scene.is_capital(named.start)
        && scene.ends(Ending::Past, named.start - 1);
    let comma = scene.gap(who - 1).contains(',') && !object;
    let apposed = comma.then(|| noun::apposed(scene, from, who)).flatten();
    apposed.or_else(closest)
}

/// The "who" that is the subject of a verb.
pub(super) fn relative(scene: &Scene<'_>, from: usize, verb: usize) -> Option<usize> {
    let adverbs = (from..verb)
        .rev()
        .take_while(|i| scene.is(Set::Between, *i));
    let who = verb.checked_sub(1 + adverbs.count())?;
    (who > from && scene.is(Set::Relatives, who) && scene.mark(who - 1).is_none()).then_some(who)
}

/// True when a verb has the subject of the one before: ", adding", "by saying", "and said".
fn is_shared(scene: &Scene<'_>, verb: usize, participle: bool) -> bool {
    let after_by = scene.is(Set::Agents, verb - 1);
    (participle && (scene.gap(verb - 1).contains(',') || after_by))
        || scene.is(Set::Joining, verb - 1)
}

/// The speaker of what was said before in the sentence: "…, S said, adding that".
fn spoken(claims: &Claims, sentence: &Range<usize>) -> Option<Mention> {
    match &claims.last_cued(sentence)?.who {
        Who::Mentioned(mention) => Some(mention.clone()),
        _ => None,
    }
}
