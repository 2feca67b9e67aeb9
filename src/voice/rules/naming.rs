//! "What S calls “…”", "“…”, as S puts it", "dubbed “…” by S", "S's “…”": the marked words are S's.

use super::phrase::is_title;
use super::{Claim, Claims, Rule, Who};
use crate::lang::{Ending, RoleSet, Set};
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;
use crate::voice::{PHRASE_WORDS, Subtype};
use std::ops::Range;

/// A marked stretch beside a verb of naming, or after a possessor.
pub(super) struct Naming;

/// Words between a verb of naming and the marked words.
const REACH: usize = 14;
/// Words between two marked stretches of which one is joined to the other.
const JOINED: usize = 4;
/// Words between a verb and the participle that has the same subject.
const ASIDE: usize = 12;

impl Rule for Naming {
    fn id(&self) -> &'static str {
        "naming"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for run in &scene.marked {
            if run.is_empty() || run.clone().any(|i| claims.is_used(i)) {
                continue;
            }
            let Some(sentence) = scene.sentence(run.start) else {
                continue;
            };
            let found = named_before(scene, sentence, run)
                .or_else(|| named_after(scene, sentence, run))
                .or_else(|| owned(scene, sentence, run));
            let Some((mention, cue)) = found else {
                continue;
            };
            let start = cue
                .as_ref()
                .and_then(|cue| object(scene, &mention, cue.end, run.start));
            let content = start.unwrap_or(run.start)..joined(scene, run, sentence.end);
            let subtype = if content.len() <= PHRASE_WORDS && start.is_none() {
                Subtype::Phrase
            } else {
                Subtype::Clause
            };
            claims.add(Claim {
                content: vec![content],
                who: Who::Mentioned(mention),
                cue,
                subtype,
                reported_by: None,
                rule: self.id(),
            });
        }
    }
}

type Named = (Mention, Option<Range<usize>>);

/// "S calls it “…”", "called “…” by S", "praised by S as “…”".
fn named_before(scene: &Scene<'_>, sentence: &Range<usize>, run: &Range<usize>) -> Option<Named> {
    let from = sentence.start.max(run.start.saturating_sub(REACH));
    let verb = (from..run.start)
        .rev()
        .take_while(|i| scene.mark(*i).is_none())
        .find(|i| scene.names(*i) && !is_noun(scene, *i))?;
    let by = |mut range: Range<usize>| {
        let by = range.find(|i| scene.is(Set::Agents, *i))?;
        agent(scene, by + 1, sentence.end)
    };
    let mention = by(verb + 1..run.start)
        .or_else(|| by(run.end..sentence.end.min(run.end + 2)))
        .or_else(|| subject(scene, sentence.start, verb))?;
    Some((mention, Some(verb..verb + 1)))
}

/// Where what is said begins when the verb before `after` has an object: "called **the plan** “a joke”", "praised **her as** “kind”".
/// `None` where the words in marks are all that is said: "what they call “order”", "called “cold” by her".
fn object(scene: &Scene<'_>, mention: &Mention, after: usize, marked: usize) -> Option<usize> {
    let verb = after - 1;
    let name = &mention.name;
    let before = name.start.checked_sub(1);
    let extracted = [Set::Questions, Set::Relatives, Set::Manner];
    let asked = before.is_some_and(|i| extracted.iter().any(|set| scene.is(*set, i)));
    let start = after + usize::from(after < marked && scene.is(Set::Infinitive, after));
    let as_something = marked > start && {
        let last = marked - 1 - usize::from(scene.is(Set::Determiners, marked - 1));
        last > start && scene.is(Set::Manner, last)
    };
    let named = scene.is(Set::Labelling, verb) || as_something;
    let content =
        (start..marked).any(|i| !scene.is(Set::Determiners, i) && !scene.is(Set::Manner, i));
    let kept = [Set::Joining, Set::Relatives, Set::Manner];
    let plain = |i: usize| !scene.is(Set::Clause, i) || kept.iter().any(|set| scene.is(*set, i));
    let whole = (start..marked).all(|i| plain(i) && !scene.gap(i).contains([';', ':', '.']));
    (name.end <= verb && named && content && whole && !asked).then_some(start)
}

/// Where the last of several marked stretches ends: "“a liar” and “a cheat”".
fn joined(scene: &Scene<'_>, run: &Range<usize>, to: usize) -> usize {
    let mut end = run.end;
    loop {
        let next = (end..to.min(end + JOINED)).find(|i| scene.mark(*i).is_some());
        let Some(mark) = next.and_then(|i| scene.mark(i)) else {
            return end;
        };
        let next = scene.marked[mark].clone();
        // "As “a liar” and “a cheat”", "as “a man” who “has never worked”"
        let joint = |i: usize| scene.is(Set::Joining, i) || scene.is(Set::Relatives, i);
        let small = |i: usize| scene.is(Set::Determiners, i) || scene.is(Set::Manner, i);
        let mut between = end..next.start;
        let joins = between.clone().any(joint) && between.all(|i| joint(i) || small(i));
        if !joins || next.end > to {
            return end;
        }
        end = next.end;
    }
}

/// "The mark", "a list": the word is a noun here.
fn is_noun(scene: &Scene<'_>, i: usize) -> bool {
    // "Those denounced" is a verb all the same.
    let participle = scene.ends(Ending::Past, i);
    let owned =
        |before: usize| scene.is(Set::Determiners, before) || scene.ends(Ending::Possessor, before);
    // "Taking calls"
    let taken =
        |before: usize| scene.ends(Ending::Participle, before) && scene.ends(Ending::Several, i);
    i > 0 && !participle && scene.is_tight(i - 1) && (owned(i - 1) || taken(i - 1))
}

/// "“…”, as S calls it", "the “…” lamented by S".
fn named_after(scene: &Scene<'_>, sentence: &Range<usize>, run: &Range<usize>) -> Option<Named> {
    let to = sentence.end.min(run.end + REACH);
    let unmarked = |i: &usize| scene.mark(*i).is_none();
    let verb = (run.end..to)
        .take_while(unmarked)
        .find(|i| scene.names(*i))?;
    let cue = Some(verb..verb + 1);
    if verb == run.end && verb + 1 < to && scene.is(Set::Agents, verb + 1) {
        return Some((agent(scene, verb + 2, sentence.end)?, cue));
    }
    let as_somebody = scene.is(Set::Manner, run.end) && verb > run.end + 1;
    let itself = verb + 1 < sentence.end && scene.is(Set::Objects, verb + 1);
    if !as_somebody && !itself {
        return None;
    }
    let from = if as_somebody { run.end + 1 } else { run.end };
    Some((subject(scene, from, verb)?, cue))
}

/// "The office's “…” program".
fn owned(scene: &Scene<'_>, sentence: &Range<usize>, run: &Range<usize>) -> Option<Named> {
    let owner = run.start.checked_sub(1).filter(|i| *i >= sentence.start)?;
    if run.len() > PHRASE_WORDS
        || is_title(scene, run)
        || scene.mark(owner).is_some()
        || !scene.ends(Ending::Possessor, owner)
    {
        return None;
    }
    let name = noun::closest(scene, sentence.start, run.start);
    let body = scene.roles.is_some_and(|roles| {
        name.clone()
            .any(|i| roles.again(scene.word(i).trim_end_matches("'s")).is_some())
    });
    body.then(|| {
        let mention = Mention::bare(name);
        (mention, None)
    })
}

/// The noun phrase after "by": a name as far as its capitals go, a common noun as far as its role.
fn agent(scene: &Scene<'_>, start: usize, to: usize) -> Option<Mention> {
    let mut mention = speaker(scene, noun::phrase_after(scene, start, to)?)?;
    let run = mention.name.clone();
    let role = |i: &usize| scene.is_role(*i);
    let first = run.clone().find(|i| !scene.is(Set::Determiners, *i))?;
    let end = if scene.is_capital(first) {
        let on = |i: &usize| scene.is_capital(*i) || scene.is(Set::Joiners, *i);
        let last = (first..run.end)
            .take_while(on)
            .filter(|i| scene.is_capital(*i));
        let last = last.last()?;
        // "Varenia's regulator": the noun after the possessor.
        if scene.ends(Ending::Possessor, last) {
            (last + 1..run.end).find(role).unwrap_or(run.end - 1)
        } else {
            last
        }
    } else {
        run.clone().find(role).unwrap_or(run.end - 1)
    };
    mention.name = run.start..end + 1;
    mention.with_description.end = mention.with_description.end.max(end + 1);
    Some(mention)
}

/// The subject of a verb: the noun phrase right before it, or that of the verb it is joined to by "and".
fn subject(scene: &Scene<'_>, from: usize, verb: usize) -> Option<Mention> {
    let mut end = verb;
    while end > from && scene.is(Set::Between, end - 1) && !scene.gap(end - 1).contains(',') {
        end -= 1;
    }
    if end == from || scene.is(Set::Blockers, end - 1) {
        return None;
    }
    let participle = scene.ends(Ending::Participle, verb);
    let of_finite = || subject_of_finite(scene, from, end).filter(|_| participle);
    if scene.gap(end - 1).contains(',')
        && let Some(mention) = of_finite()
    {
        return Some(mention);
    }
    if scene.gap(end - 1).contains(',') {
        return speaker(scene, noun::subject_before(scene, from, verb)?);
    }
    if scene.is(Set::Relatives, end - 1) {
        // "Jane Low, who called it": the one named before.
        let who = super::subject::antecedent(scene, from, verb);
        return who.and_then(|mention| speaker(scene, mention));
    }
    if scene.is(Set::Clause, end - 1) && end - 1 > from {
        return agent(scene, from, end - 1);
    }
    let mut name = noun::closest(scene, from, end);
    // "Traders in Lisk call it": the traders do.
    if name.start > from + 1
        && scene.is(Set::Prepositions, name.start - 1)
        && scene.is_role(name.start - 2)
    {
        name = name.start - 2..name.start - 1;
    }
    let mention = Mention::bare(name);
    // "Issued a directive banning “…”": it is the one who issued it who speaks.
    let document = |i: usize| {
        scene
            .roles
            .is_some_and(|r| r.is(RoleSet::Document, scene.word(i)))
    };
    let issued = participle && mention.name.clone().any(document);
    speaker(scene, mention)
        .filter(|_| !issued)
        .or_else(of_finite)
        .or_else(|| speaker(scene, noun::subject_before(scene, from, verb)?))
}

/// "…, which the regulator closed, citing “…”", "issued a directive banning “…”": the subject of the verb before.
fn subject_of_finite(scene: &Scene<'_>, from: usize, end: usize) -> Option<Mention> {
    let past = |i: &usize| scene.mark(*i).is_none() && scene.ends(Ending::Past, *i);
    let verbs = (from + 1..end).rev().take(ASIDE).filter(past);
    verbs
        .map(|verb| Mention::bare(noun::closest(scene, from, verb)))
        .find_map(|mention| speaker(scene, mention))
}

/// A mention that can give names: somebody named, a role, a pronoun.
fn speaker(scene: &Scene<'_>, mention: Mention) -> Option<Mention> {
    let pronoun = scene.is_pronoun(mention.name.start) && mention.name.len() == 1;
    (pronoun || noun::has_name_or_role(scene, &mention.name)).then_some(mention)
}
