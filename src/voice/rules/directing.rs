//! "S urged O to C", "S called on O to C", "S called for C", "S accused O of C": what is asked or alleged is S's.

use super::{Claim, Claims, Rule, clause, subject};
use crate::lang::{Ending, Set};
use crate::voice::noun::Mention;
use crate::voice::scene::Scene;
use std::ops::Range;

/// A verb of asking or of alleging, whom it is asked of, and what.
pub(super) struct Directing;

/// Most words between the verb and what is asked.
const OBJECT: usize = 12;

impl Rule for Directing {
    fn id(&self) -> &'static str {
        "directing"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for sentence in &scene.sentences {
            let mut last: Option<Mention> = None;
            for verb in sentence.clone() {
                if scene.mark(verb).is_some() || claims.is_used(verb) {
                    continue;
                }
                let Some(content) = request(scene, verb, sentence.end) else {
                    continue;
                };
                let from = sentence.start;
                let whose = subject::of_verb(scene, claims, sentence, from, verb, last.as_ref());
                // "We ask the judges": the words of whoever is speaking there.
                let own = |m: &Mention| m.name.len() == 1 && scene.is(Set::SelfWords, m.name.start);
                let Some(mention) = whose.filter(|m| !own(m)) else {
                    continue;
                };
                let content = content.start..aside(scene, &content);
                let content = content.start..clause::end(scene, &content, &mention, verb);
                let cue = verb..content.start.min(verb + 2);
                if claims.add(Claim::clause(content, mention.clone(), cue, self.id())) {
                    last = Some(mention);
                }
            }
        }
    }
}

/// What is asked or alleged by the verb at `verb`, with the one of whom: "the council to act", "calm", "him of lying".
pub(super) fn request(scene: &Scene<'_>, verb: usize, to: usize) -> Option<Range<usize>> {
    let known = [Set::Directing, Set::Calling, Set::Alleging];
    let [direct, call, allege] = known.map(|set| scene.is(set, verb));
    // "The chief's call for", "Court of Appeals for"
    let owned = |before: usize| {
        scene.is(Set::Nominal, before)
            || scene.ends(Ending::Possessor, before)
            || scene.gap(before).contains(['\'', '’'])
    };
    let noun = scene.is_capital(verb) || (verb > 0 && scene.is_tight(verb - 1) && owned(verb - 1));
    // "She was accused by an aide of": it is not she who accuses.
    let passive = verb > 0 && scene.helps(verb - 1) && scene.ends(Ending::Past, verb) && {
        let by = verb + 1;
        by < to && scene.is(Set::Agents, by)
    };
    if !(direct || call || allege) || noun || passive || verb + 3 > to || !scene.is_tight(verb) {
        return None;
    }
    if call {
        let next = verb + 1;
        if scene.is(Set::CallingFor, next) {
            return Some(next + 1..to);
        }
        let on = scene.is(Set::CallingOn, next);
        return on.then(|| object(scene, next + 1, to, Set::Infinitive))?;
    }
    let link = if allege {
        Set::Alleged
    } else {
        Set::Infinitive
    };
    object(scene, verb + 1, to, link).or_else(|| question(scene, verb + 1, to).filter(|_| direct))
}

/// Where the outlet goes on: "called for an end to the rule**, which was passed in May**".
pub(super) fn aside(scene: &Scene<'_>, content: &Range<usize>) -> usize {
    let begins = |i: &usize| {
        let other = scene.is(Set::Clause, *i) || scene.names(*i);
        let apart = scene.gap(i - 1).contains([',', ';', '—', '–']);
        scene.mark(*i).is_none() && apart && other
    };
    let mut after = content.start + 1..content.end;
    after.find(begins).unwrap_or(content.end)
}

/// The object that begins at `start` and what follows it after "to" or "of"; `None` where no such word follows soon.
fn object(scene: &Scene<'_>, start: usize, to: usize, link: Set) -> Option<Range<usize>> {
    let far = to.min(start + 1 + OBJECT);
    let inside = |i: &usize| {
        let verb = scene.verb(*i).is_some() || scene.helps(*i);
        let other = scene.is(Set::Clause, *i) && !scene.is(Set::Joining, *i);
        scene.mark(*i).is_none() && !verb && !other && scene.is_tight(i - 1)
    };
    let is_link = |i: &usize| scene.is(link, *i);
    let at = (start + 1..far).take_while(inside).find(is_link)?;
    let next = at + 1;
    // "To act", but not "to the council" or "to 10".
    let verb = next < to
        && (scene.mark(next).is_some()
            || !(scene.is_capital(next) || scene.is(Set::Determiners, next)));
    // "Accused him of “lying”": the marked words alone are the rule's for naming.
    let asked = if link == Set::Infinitive {
        verb
    } else {
        next < to && scene.mark(next).is_none()
    };
    // "Asked not to be named": of nobody.
    let nobody = at == start + 1 && scene.is(Set::Blockers, start);
    let free = inside(&start) && !scene.is(link, start) && !nobody;
    (asked && free && next < to).then_some(start..to)
}

/// "Asked the mayor **whether she would resign**", "told him **why**": what is asked of the object that begins at `start`.
fn question(scene: &Scene<'_>, start: usize, to: usize) -> Option<Range<usize>> {
    let inside = |i: &usize| {
        let verb = scene.verb(*i).is_some() || scene.helps(*i);
        scene.mark(*i).is_none() && !verb && scene.is_tight(i - 1)
    };
    let mut object = (start..to.min(start + OBJECT)).take_while(inside);
    let at = object.find(|i| scene.is(Set::Questions, *i))?;
    (at > start && at + 2 < to).then_some(at..to)
}
