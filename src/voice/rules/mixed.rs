//! "S worried that C “…”", "S talked about C “…”": marked words within a clause that somebody says or thinks.

use super::{Claim, Claims, Rule, clause, subject, unclaimed};
use crate::lang::{Ending, Set};
use crate::voice::PHRASE_WORDS;
use crate::voice::scene::Scene;
use std::ops::Range;

/// A clause that marked words show to be somebody's, whatever the verb before it.
pub(super) struct Mixed;

/// Most words between the verb and the marked words.
const REACH: usize = 30;
/// Most words between the verb and "that".
const ASIDE: usize = 9;

impl Rule for Mixed {
    fn id(&self) -> &'static str {
        "mixed"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for run in &scene.marked {
            let Some(sentence) = unclaimed(scene, claims, run) else {
                continue;
            };
            let from = sentence.start.max(run.start.saturating_sub(REACH));
            let free = |i: &usize| !claims.is_used(*i);
            let verbs = (from + 1..run.start).rev().take_while(free);
            let told = |verb: usize| {
                let start = clause_after(scene, verb, run)?;
                let mention = subject::of_verb(scene, claims, sentence, from, verb, None)?;
                Some((verb, start, mention))
            };
            let mut verbs = verbs.filter(|i| scene.mark(*i).is_none());
            let Some((verb, start, mention)) = verbs.find_map(told) else {
                continue;
            };
            let content = start..sentence.end;
            let end = clause::end(scene, &content, &mention, verb);
            if end >= run.end {
                claims.add(Claim::clause(
                    start..end,
                    mention,
                    verb..verb + 1,
                    self.id(),
                ));
            }
        }
    }
}

/// Where the clause begins that the verb at `verb` introduces and the marked `run` stands in.
fn clause_after(scene: &Scene<'_>, verb: usize, run: &Range<usize>) -> Option<usize> {
    let next = verb + 1;
    let plain = |i: usize| !scene.gap(i).contains([';', ':', '.', '?', '!']);
    if !(verb..run.start).all(plain) {
        return None;
    }
    let that = (next..run.start.min(next + ASIDE)).find(|i| scene.is(Set::Complement, *i));
    let known = scene.verb(verb).is_some() || scene.is(Set::Thinking, verb);
    let form = scene.ends(Ending::Past, verb) || scene.ends(Ending::Participle, verb);
    if let Some(that) = that.filter(|that| known || (form && *that == next)) {
        let between = (next..that).all(|i| scene.verb(i).is_none() && !scene.helps(i));
        return between.then_some(that + 1);
    }
    let topic = scene.is(Set::Speaking, verb) && scene.is(Set::Topics, next) && next < run.start;
    if topic && (next + 1..run.start).all(|i| scene.is(Set::Determiners, i)) {
        return Some(next + 1);
    }
    // Lone words are held at arm's length by whoever tells; only a longer run shows that somebody else's begin before it.
    if run.len() <= PHRASE_WORDS {
        return None;
    }
    if topic {
        return Some(next + 1);
    }
    let small = scene.is(Set::Tail, next) || scene.is(Set::NoClause, next);
    (known && next < run.start && !small).then_some(next)
}
