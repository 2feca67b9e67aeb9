//! Noun phrases that can speak: where they begin and end beside a verb.

use super::names;
use super::scene::Scene;
use crate::lang::{Ending, RoleSet, Set};
use std::ops::Range;

/// Longest noun phrase looked at, in words.
const LONGEST: usize = 14;
/// Most words of a phrase of time between a comma and a verb.
const TIME: usize = 3;
/// Most words in brackets between a name and its verb.
const BRACKETED: usize = 6;

/// A speaker as mentioned, with the words that describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// The words that name the speaker.
    pub(super) name: Range<usize>,
    /// The name and its apposition: what may say which voice this is.
    pub(super) with_description: Range<usize>,
}

impl Mention {
    /// A name of which nothing more is said.
    pub(super) fn bare(name: Range<usize>) -> Self {
        let with_description = name.clone();
        Self {
            name,
            with_description,
        }
    }
}

/// The subject to the left of the verb at `verb`, not further than `from`; `None` if nothing there can speak.
///
/// ```text
/// Lin Sorre, a researcher at the New York-based group, said
/// ^ name ^    ^ description                          ^
/// ```
pub(super) fn subject_before(scene: &Scene<'_>, from: usize, verb: usize) -> Option<Mention> {
    let mut end = verb;
    while end > from
        && scene.is(Set::Between, end - 1)
        && !scene.is_capital(end - 1)
        && !scene.gap(end - 1).contains(',')
    {
        end -= 1;
    }
    // "The Gazette, a weekly, last month described"
    let far = end.saturating_sub(TIME).max(from + 1);
    let begins = |i: usize| {
        let clause = scene.is(Set::Clause, i) || scene.is(Set::Subordinators, i);
        scene.gap(i - 1).trim() == "," && scene.is(Set::Tail, i) && !clause
    };
    let time = (far..end).find(|i| begins(*i));
    let plain = |i: usize| {
        let someone = scene.is_pronoun(i) || scene.is_person(i) || scene.is_capital(i);
        scene.verb(i).is_none() && !scene.helps(i) && !someone
    };
    if let Some(time) = time.filter(|time| (*time..end).all(plain)) {
        end = time;
    }
    // "Critics widely predicted"
    while end > from + 1 && is_adverb(scene, end - 1) && !scene.gap(end - 1).contains(',') {
        end -= 1;
    }
    // "The Office of Order (OO) said", "Ann Low (Lisk) said": what stands in brackets names nobody else.
    let bracketed = end > from && scene.gap(end - 1).trim_end().ends_with(')');
    let near = from.max(end.saturating_sub(BRACKETED));
    let opened = (near..end)
        .rev()
        .find(|i| scene.gap(*i).trim_end().ends_with('('));
    if let Some(before) = opened.filter(|_| bracketed) {
        end = before + 1;
        if end == from || scene.mark(end - 1).is_some() {
            return None;
        }
    }
    // "In May" blocks nothing.
    let blocked = |i: usize| scene.is(Set::Blockers, i) && !scene.is_capital(i);
    if end == from || blocked(end - 1) || scene.mark(end - 1).is_some() {
        return None;
    }
    if scene.gap(end - 1).contains(',') {
        return apposed(scene, from, end);
    }
    if scene.is_pronoun(end - 1) && !(scene.is_capital(end - 1) && end - 1 > from) {
        // "We're told": nobody tells.
        let helped = scene.word(end - 1).contains('\'') && !scene.ends(Ending::Participle, verb);
        return (!helped).then(|| Mention::bare(end - 1..end));
    }
    // "A source who has worked there told": the name stands before the relative clause.
    let near = from.max(end.saturating_sub(LONGEST))..end;
    let unbroken = |i: &usize| scene.mark(*i).is_none() && !scene.gap(*i).contains(',');
    let relative = near
        .rev()
        .take_while(unbroken)
        .find(|i| scene.is(Set::Relatives, *i));
    // "The plan, which officials said": the name stands in the clause.
    let verbs = |i: usize| scene.helps(i) || scene.ends(Ending::Past, i);
    let relative = relative.filter(|i| *i > from && (*i..end).any(verbs));
    let end = relative.unwrap_or(end);
    let mut start = end;
    while start > from && end - start < LONGEST && may_extend(scene, start) {
        start -= 1;
    }
    // "Lisk was quiet after the mayor said": the mayor is the subject.
    if start > from && scene.helps(start - 1) && scene.is_tight(start - 1) {
        let clause = (start..end)
            .rev()
            .find(|i| scene.is(Set::Subordinators, *i));
        start = clause? + 1;
    }
    // "His words come days after Vask said": Vask.
    let clause = |i: &usize| scene.is(Set::Subordinators, *i) && !scene.is(Set::Manner, *i);
    let own = (start + 1..end.saturating_sub(1)).rev().find(clause);
    if let Some(clause) = own.filter(|i| !scene.is_institution(i - 1) && scene.is_capital(i + 1)) {
        start = clause + 1;
    }
    let start = before_places(scene, from, start).unwrap_or(start);
    let name = trimmed(scene, start..end).filter(|name| can_speak(scene, name))?;
    Some(Mention::bare(name))
}

/// Most words of a list of places.
const PLACES: usize = 12;

/// "Voters in Lisk, Salm and **Orrin** said": where the noun begins after which a list of places ends at `start`.
fn before_places(scene: &Scene<'_>, from: usize, start: usize) -> Option<usize> {
    let last = start.checked_sub(1).filter(|i| *i > from)?;
    if !scene.is(Set::Joining, last) || !scene.is_capital(start) {
        return None;
    }
    let listed = |i: &usize| {
        let link = scene.is(Set::Joining, *i) || scene.is(Set::Article, *i);
        let apart = scene.gap(*i).trim();
        scene.mark(*i).is_none() && (link || scene.is_capital(*i)) && matches!(apart, "" | ",")
    };
    let near = start.saturating_sub(PLACES).max(from)..start;
    let list = near.rev().take_while(listed).count();
    let link = start.checked_sub(1 + list).filter(|i| *i > from)?;
    let noun = link - 1;
    let small = scene.is(Set::Places, link) || scene.is(Set::Serving, link);
    let plural = scene.is_person(noun) || scene.ends(Ending::Several, noun);
    let name = scene.is_capital(noun) && noun > from;
    let common = !name && scene.is_tight(noun) && scene.mark(noun).is_none();
    (small && plural && common).then(|| closest(scene, from, link).start)
}

/// The shortest noun phrase that ends before `end`: back to its determiner, or a name as far as its capitals go.
pub(super) fn closest(scene: &Scene<'_>, from: usize, end: usize) -> Range<usize> {
    let mut start = end - 1;
    let capital = |i: usize| scene.is_capital(i) && scene.mark(i).is_none();
    let named = capital(start);
    while start > from && scene.is_tight(start - 1) && !scene.is(Set::Determiners, start) {
        let before = start - 1;
        let inside = if named {
            let joined = scene.is(Set::Joiners, before) && before > from && capital(before - 1);
            let small = scene.is(Set::Clause, before) || scene.is(Set::Determiners, before);
            (capital(before) && !small) || joined || scene.is(Set::Article, before)
        } else {
            !scene.is(Set::Clause, before)
                && !scene.is(Set::Quoting, before)
                && scene.verb(before).is_none()
                && scene.mark(before).is_none()
                && !scene.is(Set::Tail, before)
        };
        if !inside || scene.is_pronoun(start) {
            break;
        }
        start = before;
    }
    start..end
}

/// True for an adverb between a subject and its verb.
fn is_adverb(scene: &Scene<'_>, i: usize) -> bool {
    let noun = scene
        .roles
        .is_some_and(|r| r.is(RoleSet::LikeAdverbs, scene.word(i)));
    let before = i - 1;
    let follows = scene.is_capital(before) || scene.is_person(before) || scene.is_pronoun(before);
    scene.ends(Ending::Adverb, i)
        && !scene.is_capital(i)
        && !noun
        && follows
        && scene.is_tight(before)
}

/// "Name, apposition," before a verb: the name ends at the first comma of the clause.
pub(super) fn apposed(scene: &Scene<'_>, from: usize, end: usize) -> Option<Mention> {
    let far = from.max(end.saturating_sub(3 * LONGEST));
    let commas: Vec<usize> = (far..end - 1)
        .filter(|i| scene.mark(*i).is_none() && scene.gap(*i).contains(','))
        .collect();
    for comma in commas {
        let mut start = comma;
        // "In a letter read to the court, his daughter, who": neither the letter nor the court.
        let object = |start: usize| {
            scene.is(Set::Prepositions, start) && scene.is(Set::Determiners, start + 1)
        };
        let aside = |start: usize| (start == from && scene.is(Set::Tail, start)) || object(start);
        while start > far && comma - start < LONGEST && may_extend(scene, start) {
            start -= 1;
        }
        let Some(name) = trimmed(scene, start..comma + 1).filter(|_| !aside(start)) else {
            continue;
        };
        let described = describes(scene, comma + 1..end);
        // "A border guard, who lives nearby,"
        let who = scene.is(Set::Relatives, comma + 1);
        if described && can_speak(scene, &name) && (who || has_name_or_role(scene, &name)) {
            return Some(Mention {
                with_description: name.start..end,
                name,
            });
        }
    }
    None
}

/// True when an apposition or relative clause begins here, and not a new main clause.
fn describes(scene: &Scene<'_>, run: Range<usize>) -> bool {
    let Some(first) = run.clone().next() else {
        return false;
    };
    let relative = scene.is(Set::Relatives, first);
    let noun = run.clone().all(|i| scene.verb(i).is_none()) && !scene.is_pronoun(first);
    relative || noun
}

/// "Civil Rights and Livelihood Watch": the small word between two capitals.
fn joins_names(scene: &Scene<'_>, i: usize) -> bool {
    let tight = i > 0 && scene.is_tight(i - 1) && scene.is_tight(i);
    let capitals = tight && scene.is_capital(i - 1) && scene.is_capital(i + 1);
    capitals && (names::joins(scene, i.saturating_sub(4), i) || names::within_known(scene, i))
}

/// True when the token before `start` belongs to the same noun phrase.
fn may_extend(scene: &Scene<'_>, start: usize) -> bool {
    let before = start - 1;
    scene.is_tight(before)
        && scene.mark(before).is_none()
        && (!scene.is(Set::Clause, before) || joins_names(scene, before))
        && !scene.helps(before)
        && !scene.is(Set::Quoting, before)
        && scene.verb(before).is_none()
}

/// The noun phrase within a run: without adverbs and conjunctions at its beginning.
fn trimmed(scene: &Scene<'_>, run: Range<usize>) -> Option<Range<usize>> {
    let mut start = run.start;
    while start < run.end && scene.is(Set::Prepositions, start) {
        // "On Monday the ministry": the phrase after the preposition goes too.
        start += 1;
        if start < run.end && scene.is(Set::Determiners, start) {
            // "In a letter she": so does its determiner.
            start += 1;
        }
        let begins = |i: usize| scene.is(Set::Determiners, i) || scene.is_person(i);
        while start < run.end && !begins(start) && !scene.is_capital(start) {
            start += 1;
        }
        while start + 1 < run.end && scene.is(Set::Days, start) {
            start += 1;
        }
    }
    // "Vask himself", "the board ultimately": the name without what only stresses it.
    let stresses = |i: usize| scene.is(Set::Between, i) || is_adverb(scene, i);
    let mut end = run.end;
    while end > start + 1 && stresses(end - 1) {
        end -= 1;
    }
    (start < end).then_some(start..end)
}

/// A pronoun, a name, or a noun with a determiner or a role.
fn can_speak(scene: &Scene<'_>, run: &Range<usize>) -> bool {
    let denied = scene.is(Set::Blockers, run.start) && !scene.is_capital(run.start);
    if denied || scene.ends(Ending::Possessor, run.end - 1) {
        return false;
    }
    let alone = scene.is_pronoun(run.start) || scene.is(Set::Indefinite, run.start);
    let pronoun = run.len() == 1 && alone;
    let determined = scene.is(Set::Determiners, run.start) && run.len() > 1;
    // "52 percent", "six in ten"
    let number = scene
        .text(run.start)
        .starts_with(|c: char| c.is_ascii_digit());
    let counted = number && run.len() > 1;
    pronoun || counted || determined || has_name_or_role(scene, run)
}

/// True when a run holds a capitalised word or a noun that names a role.
pub(super) fn has_name_or_role(scene: &Scene<'_>, run: &Range<usize>) -> bool {
    let role = |i: usize| {
        scene
            .roles
            .is_some_and(|r| r.of(scene.word(i)).is_some() || r.again(scene.word(i)).is_some())
    };
    let small = [Set::Days, Set::Determiners, Set::Clause, Set::Between];
    let named = |i: usize| scene.is_capital(i) && !small.iter().any(|set| scene.is(*set, i));
    run.clone().any(|i| role(i) || named(i))
}

/// The noun phrase that begins at `start`, with its apposition, not further than `to`; `None` if nothing there can speak.
pub(super) fn phrase_after(scene: &Scene<'_>, start: usize, to: usize) -> Option<Mention> {
    if start >= to || scene.mark(start).is_some() || scene.is(Set::Places, start) {
        return None;
    }
    let mut end = start + 1;
    if scene.is_pronoun(start) {
        return Some(Mention::bare(start..end));
    }
    while end < to && end - start < LONGEST && goes_on(scene, end) {
        end += 1;
    }
    while end > start + 1 && (scene.is(Set::Tail, end - 1) || scene.is(Set::Joiners, end - 1)) {
        end -= 1;
    }
    let name = start..end;
    if !can_speak(scene, &name) {
        return None;
    }
    let mut last = end;
    if last < to && scene.gap(last - 1).trim() == "," {
        while last < to
            && last - end < LONGEST
            && scene.mark(last).is_none()
            && (last == end || goes_on(scene, last))
        {
            last += 1;
        }
    }
    Some(Mention {
        name,
        with_description: start..last,
    })
}

/// True when token `end` belongs to the noun phrase that ends before it.
fn goes_on(scene: &Scene<'_>, end: usize) -> bool {
    let tight = scene.is_tight(end - 1);
    // "The director of", "a spokesman for", "a professor at"
    let small = scene.is(Set::Tail, end) && !scene.is(Set::Serving, end);
    // "According to the Hill Post it has", "told the mayor they would"
    let clause = scene.is_pronoun(end) || scene.helps(end);
    tight
        && !clause
        && scene.mark(end).is_none()
        && (!scene.is(Set::Clause, end) || joins_names(scene, end))
        && scene.verb(end).is_none()
        && !small
        && !scene.is(Set::Blockers, end)
}

/// The name or the pronoun that a sentence opens with.
pub(super) fn opening_name(scene: &Scene<'_>, sentence: &Range<usize>) -> Option<Mention> {
    let first = sentence.start;
    if scene.mark(first).is_some() {
        return None;
    }
    let pronoun = scene.is(Set::Person, first);
    let capitals = sentence.clone().take_while(|i| {
        scene.is_capital(*i)
            && scene.mark(*i).is_none()
            && (*i == first || scene.gap(i - 1).trim().is_empty() || scene.is(Set::Titles, i - 1))
    });
    let name = first..first + capitals.count().max(1);
    let small = [Set::Determiners, Set::Clause, Set::Tail, Set::Between]
        .iter()
        .any(|set| scene.is(*set, first));
    let named = !small
        && scene.is_capital(first)
        && (name.len() > 1
            || scene.language.stop_words().get(scene.word(first)).is_none()
                // "Later, Ann Low disagreed", but "Low, the mayor, disagreed"
                && (!scene.gap(first).contains(',') || is_named_elsewhere(scene, first)));
    (pronoun || named).then(|| Mention::bare(name))
}

/// How far from the first word of a sentence the same word is looked for, in words.
const ELSEWHERE: usize = 400;

/// True for a first word that stands within another sentence with its capital: a name, not an adverb.
fn is_named_elsewhere(scene: &Scene<'_>, first: usize) -> bool {
    let word = scene.text(first);
    let to = scene.tokens.list.len().min(first + ELSEWHERE);
    let opens = |i: usize| {
        scene
            .sentences
            .binary_search_by_key(&i, |s| s.start)
            .is_ok()
    };
    (first.saturating_sub(ELSEWHERE)..to).any(|i| scene.text(i) == word && i != first && !opens(i))
}

/// Most words of a phrase of time or place before a comma.
const ADVERBIAL: usize = 8;

/// Where a sentence begins after a phrase of time or place: "Later that month, **the** fund".
fn after_adverbial(scene: &Scene<'_>, sentence: &Range<usize>) -> usize {
    let first = sentence.start;
    let sets = [Set::Between, Set::Tail, Set::Prepositions];
    // "Hours later, Low"
    let next = first + 1;
    let later =
        next < sentence.end && scene.is(Set::Between, next) && scene.gap(next).trim() == ",";
    let known = sets.iter().any(|set| scene.is(*set, first)) || later;
    if !known || scene.mark(first).is_some() {
        return first;
    }
    let near = first..sentence.end.min(first + ADVERBIAL);
    let mut plain = near.take_while(|i| scene.verb(*i).is_none() && !scene.helps(*i));
    let comma = plain.find(|i| scene.gap(*i).trim() == ",");
    comma.map_or(first, |comma| comma + 1).min(sentence.end - 1)
}

/// Most words between "the" and the noun.
const ADJECTIVES: usize = 3;

/// Whom a sentence opens with: a pronoun, or a phrase of names and nouns for speakers, such as "The left-wing mayor",
/// "FBI officials", "Hill Party nominee Ann Low".
pub(super) fn opening(scene: &Scene<'_>, sentence: &Range<usize>) -> Option<Mention> {
    let sentence = &(after_adverbial(scene, sentence)..sentence.end);
    let first = sentence.start;
    let belongs = |i: usize| {
        let title = |r: &crate::lang::Roles| r.is(RoleSet::Title, scene.word(i));
        let noun = scene.is_person(i) || scene.is_institution(i) || scene.roles.is_some_and(title);
        (noun || scene.is_capital(i)) && scene.mark(i).is_none()
    };
    let start = if scene.is(Set::Determiners, first) {
        let mut near = first + 1..sentence.end.min(first + 2 + ADJECTIVES);
        let plain = |i: &usize| scene.is_tight(i - 1) && scene.mark(*i).is_none();
        near.by_ref().take_while(plain).find(|i| belongs(*i))?
    } else {
        opening_name(scene, sentence)?.name.start
    };
    // "U.S. Secretary of State Ann Low"
    let of_name = |i: usize| {
        let next = i + 1;
        let capitals = i > start && next < sentence.end && scene.is_capital(i - 1);
        scene.is(Set::Serving, i) && capitals && scene.is_capital(next) && belongs(next)
    };
    let joins = |i: &usize| (belongs(*i) || of_name(*i)) && (*i == start || scene.is_tight(i - 1));
    let end = start + (start..sentence.end).take_while(joins).count().max(1);
    // "Meanwhile, the board", "Walking home, she", "LISK (Wire) — The board"
    let adverb = end == start + 1
        && (scene.ends(Ending::Participle, start) || scene.ends(Ending::Adverb, start));
    let apart =
        scene.gap(end - 1).contains(['(', '—', '–']) || scene.ends(Ending::Possessor, start);
    (!adverb && !apart).then(|| Mention::bare(first..end))
}
