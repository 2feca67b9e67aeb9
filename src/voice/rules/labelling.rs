//! "S called O a C", "S described O as C": what somebody says that another is.

use super::{Claim, Claims, Rule, clause, directing, subject};
use crate::lang::Set;
use crate::voice::noun::Mention;
use crate::voice::scene::Scene;
use std::ops::Range;

/// A verb of giving a name, whom or what it is given, and the name, without marks.
pub(super) struct Labelling;

/// Most words of the one who is given a name.
const OBJECT: usize = 10;

impl Rule for Labelling {
    fn id(&self) -> &'static str {
        "labelling"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for sentence in &scene.sentences {
            let mut last: Option<Mention> = None;
            for verb in sentence.clone() {
                if !scene.names(verb) || scene.mark(verb).is_some() || claims.is_used(verb) {
                    continue;
                }
                let Some(content) = named(scene, verb, sentence.end) else {
                    continue;
                };
                let from = sentence.start;
                let whose = subject::of_verb(scene, claims, sentence, from, verb, last.as_ref());
                // "What he calls corruption": the name stands alone.
                let before = |m: &Mention| m.name.start.checked_sub(1);
                let asked = |i: usize| scene.is(Set::Questions, i) || scene.is(Set::Relatives, i);
                let own = |m: &Mention| !before(m).is_some_and(asked);
                let Some(mention) = whose.filter(own) else {
                    continue;
                };
                let content = content.start..directing::aside(scene, &content);
                let content = content.start..clause::end(scene, &content, &mention, verb);
                let cue = verb..verb + 1;
                if claims.add(Claim::clause(content, mention.clone(), cue, self.id())) {
                    last = Some(mention);
                }
            }
        }
    }
}

/// The object and its name after the verb: "the plan a mistake", "him as a liar".
fn named(scene: &Scene<'_>, verb: usize, to: usize) -> Option<Range<usize>> {
    let start = verb + 1;
    if start + 2 > to || !scene.is_tight(verb) {
        return None;
    }
    let name = scene.is_capital(verb) && !scene.in_headline(verb);
    if name || scene.is(Set::Tail, start) || scene.is(Set::Between, start) {
        return None;
    }
    // "Called him brave", but not "called him on it".
    let small = scene.is(Set::Tail, start + 1) || scene.is(Set::Infinitive, start + 1);
    let alone = scene.is(Set::Objects, start) && !scene.is(Set::Determiners, start) && !small;
    let far = to.min(start + OBJECT);
    let inside = |i: &usize| {
        let verb = scene.verb(*i).is_some() || scene.helps(*i);
        let small = scene.is(Set::Clause, *i) && !scene.is(Set::Manner, *i);
        scene.mark(*i).is_none() && !verb && !small && scene.is_tight(i - 1)
    };
    let mut rest = (start + 1..far).take_while(inside);
    let called = scene.is(Set::Labelling, verb);
    let found = rest.find(|i| {
        // "As a liar", but not "as he left", "as well".
        let clause =
            |i: usize| scene.is_pronoun(i) || scene.language.stop_words().contains(scene.word(i));
        let next = i + 1;
        let noun = next < to
            && !scene.is_capital(next)
            && (scene.is(Set::Determiners, next) || !clause(next));
        let as_something = scene.is(Set::Manner, *i) && noun && !scene.is(Set::Speaking, verb);
        let something = called && scene.is(Set::Indefinites, *i) && !scene.is(Set::Serving, i - 1);
        as_something || something || (called && alone)
    });
    let free = scene.mark(start).is_none() && !scene.is(Set::Manner, start);
    (found.is_some() && free && opens_object(scene, start)).then_some(start..to)
}

/// True for a word with which an object can begin.
fn opens_object(scene: &Scene<'_>, start: usize) -> bool {
    scene.verb(start).is_none() && !scene.helps(start) && !scene.is(Set::Clause, start)
}
