//! What a text tells of somebody: the words beside a name, what a sentence says that it is, and the bodies in both.

use super::names::{known, scene_text, tight};
use super::scene::Scene;
use crate::lang::{Ending, RoleSet, Set};
use std::ops::Range;

/// Words on each side of a name that can describe it.
const NEAR: usize = 16;
/// Bytes of description after which nothing more is learnt of somebody.
const ENOUGH: usize = 600;
/// Most words between a name and what a sentence says that it is.
const HELPERS: usize = 6;
/// How far before a name its appointment is spoken of.
const APPOINTED: usize = 4;

/// What is told of somebody, in normal form with a blank before each word.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// All of it, in order.
    pub(super) all: String,
    /// Without what is over: "a former judge".
    pub(super) present: String,
    /// The same, the words nearest to a mention first.
    pub(super) near: String,
    /// Names within it, as written.
    pub(super) names: Vec<String>,
}

impl Told {
    /// What stands before and behind a mention.
    pub(super) fn new(scene: &Scene<'_>, beside: &[Range<usize>; 2]) -> Self {
        let over = beside.each_ref().map(|run| past(scene, run));
        let is_over = |i: &usize| {
            let side = usize::from(!beside[0].contains(i));
            over[side][i - beside[side].start]
        };
        let asides = beside.each_ref().map(|run| aside(scene, run));
        let is_aside = |i: &usize| asides.iter().any(|run| run.contains(i));
        let words = |run: &mut dyn Iterator<Item = usize>| -> String {
            run.map(|i| format!(" {}", scene.word(i))).collect()
        };
        let all = || beside.iter().flat_map(Clone::clone);
        let rest = head_end(scene, &beside[1])..beside[1].end;
        let order = head_first(scene, beside).chain(rest);
        Self {
            all: words(&mut all().filter(|i| !is_aside(i))),
            present: words(&mut all().filter(|i| !is_over(i) && !is_aside(i))),
            near: words(&mut order.filter(|i| !is_over(i) && !is_aside(i))),
            names: (0..beside.len())
                .flat_map(|side| {
                    let run = beside[side].start..asides[side].start;
                    names_within(scene, &run, &over[side])
                })
                .collect(),
        }
    }

    /// Adds what stands beside a further mention, until enough is known.
    pub(super) fn learn(&mut self, more: Self) {
        if self.all.len() < ENOUGH && !self.all.contains(&more.all) {
            self.all.push_str(&more.all);
            self.present.push_str(&more.present);
            self.near.push_str(&more.near);
            self.names.extend(more.names);
        }
    }
}

/// The words beside a name that are its own description, those that say most first: before it backwards; after it the
/// noun of the apposition ("a retired wildlife **biologist** at …") and the words before that noun.
pub(super) fn head_first<'r>(
    scene: &Scene<'_>,
    [before, after]: &'r [Range<usize>; 2],
) -> impl Iterator<Item = usize> + use<'r> {
    let head = head_end(scene, after);
    before.clone().rev().chain((after.start..head).rev())
}

/// The end of the noun phrase that a run begins with.
fn head_end(scene: &Scene<'_>, run: &Range<usize>) -> usize {
    let ends = |i: &usize| {
        let set = |set| scene.is(set, *i);
        set(Set::Prepositions) || set(Set::Relatives) || set(Set::Clause) || set(Set::Joiners)
    };
    run.clone().find(ends).unwrap_or(run.end)
}

/// True for names and "and".
fn names_only(scene: &Scene<'_>, run: &Range<usize>) -> bool {
    run.clone()
        .all(|i| scene.is_capital(i) || scene.is(Set::Joining, i))
}

/// True for a noun that says what several people are.
fn is_several(scene: &Scene<'_>, i: usize) -> bool {
    scene.is_role(i) && scene.ends(Ending::Several, i)
}

/// The words that describe a name: those before it in its noun phrase, and its apposition.
pub(super) fn describe(scene: &Scene<'_>, run: &Range<usize>) -> [Range<usize>; 2] {
    let mut start = run.start;
    while start > scene.tokens.in_title && run.start - start < NEAR / 2 {
        let gap = scene.gap(start - 1).trim();
        // "The two councillors, Ann Low and …"
        // "The head of a firm, Ann Low, said"
        let aside = scene.gap(run.end - 1).trim() == ",";
        // "Their lawyers, Ann Low and Per Stone"
        let several =
            gap == "," && names_only(scene, &(start..run.start)) && is_several(scene, start - 1);
        let listed =
            start == run.start && gap == "," && (aside || scene.is_role(start - 1)) || several;
        let stops = (scene.is(Set::Clause, start - 1) && !scene.is(Set::Listing, start - 1))
            || scene.verb(start - 1).is_some()
            || scene.is(Set::Quoting, start - 1)
            || scene.is(Set::Tail, start - 1);
        let title = gap == "." && scene.is(Set::Titles, start - 1);
        // "A judge sentenced Ann Low", "the party and the Hill Front": somebody else's role.
        // "Regulator fines Hill Foods": a verb.
        let verb = |i: usize| {
            let plural =
                scene.ends(Ending::Several, i) && !scene.is_person(i) && !scene.is_capital(i);
            scene.ends(Ending::Past, i)
                || (plural && i > 0 && scene.is_role(i - 1) && !scene.ends(Ending::Possessor, i))
        };
        let other = (start == run.start && verb(start - 1))
            || (start < run.start && scene.is(Set::Determiners, start));
        if !(gap.is_empty() || listed || title) || stops || other || scene.mark(start - 1).is_some()
        {
            break;
        }
        start -= 1;
    }
    let all = scene.tokens.list.len();
    let mut end = run.end;
    let acronym = end < all && scene.gap(end - 1).trim() == "(";
    end += usize::from(acronym);
    let gap = |end: usize| scene.gap(end - 1).trim_start_matches(')').trim();
    // "Ann Low of the harbor office", not "asked Ann Low to talk with the harbor office"
    let belongs = |i: usize| {
        let joins = scene.is(Set::Joiners, i) && scene.is(Set::Prepositions, i);
        joins || scene.is(Set::Places, i)
    };
    let of_body = |end: usize| gap(end).is_empty() && belongs(end);
    if end < all && (matches!(gap(end), "," | "—" | "–") || of_body(end)) {
        let mut after = end;
        while end < all
            && end - after < NEAR
            && (end == after
                || !scene
                    .gap(end - 1)
                    .contains([',', '.', ';', ':', '—', '–', '\n']))
            && scene.verb(end).is_none()
            && scene.mark(end).is_none()
        {
            end += 1;
            let age = end == after + 1 && scene.word(end - 1).bytes().all(|b| b.is_ascii_digit());
            if age && end < all && gap(end) == "," {
                // "Ann Low, 34, a teacher"
                after = end;
            }
        }
    }
    [start..run.start, run.end..end]
}

/// The names within what describes somebody: of bodies, mostly. Titles written with capitals are none, and what is over
/// is left out.
fn names_within(scene: &Scene<'_>, run: &Range<usize>, over: &[bool]) -> Vec<String> {
    let mut names = Vec::new();
    let capital =
        |i: usize| scene.is_capital(i) && !scene.is(Set::Days, i) && !scene.is(Set::Determiners, i);
    let mut i = run.start;
    while i < run.end {
        if !capital(i) {
            i += 1;
            continue;
        }
        let (start, mut last) = (i, i);
        let whole = known(scene, start, run.end);
        if whole > start && !over[start - run.start] {
            names.push(scene_text(scene, &(start..whole)));
            i = whole;
            continue;
        }
        i += 1;
        while i < run.end && tight(scene, i) && !scene.ends(Ending::Possessor, i - 1) {
            if capital(i) {
                last = i;
            } else if !scene.is(Set::Joiners, i) {
                break;
            }
            i += 1;
        }
        i = last + 1;
        let title = |i: usize| {
            scene.is(Set::Titles, i)
                || scene
                    .roles
                    .is_some_and(|r| r.is(RoleSet::Title, scene.word(i)))
        };
        let end = (start..=last).find(|i| title(*i)).unwrap_or(last + 1);
        let present = !over[start - run.start];
        if start < end && present {
            names.push(scene_text(scene, &(start..end)));
        }
    }
    names
}

/// Most words between "who" and what ties somebody to a body.
const TIE: usize = 3;

/// The clause of a run that tells with whom somebody only deals: "who sued the police", but not "who works for the
/// police", "who owns a shop", "who is a nurse".
fn aside(scene: &Scene<'_>, run: &Range<usize>) -> Range<usize> {
    let none = run.end..run.end;
    let who = run.clone().find(|i| scene.is(Set::Relatives, *i));
    let Some((who, roles)) = who.zip(scene.roles) else {
        return none;
    };
    let is = |set, i: usize| i < run.end && roles.is(set, scene.word(i));
    let noun = |i: usize| i < run.end && (scene.is(Set::Determiners, i) || scene.is_role(i));
    let mut near = who..run.end.min(who + 1 + TIE);
    let tied = near.any(|i| is(RoleSet::Belonging, i) || (is(RoleSet::Being, i) && noun(i + 1)));
    if tied || run.clone().any(|i| is(RoleSet::Owning, i)) {
        none
    } else {
        who..run.end
    }
}

/// Words of a run that tell what somebody no longer is: from "former" to the end of its phrase.
fn past(scene: &Scene<'_>, run: &Range<usize>) -> Vec<bool> {
    let mut over = false;
    let told = |i: usize| {
        let ends = i > run.start && scene.gap(i - 1).contains([',', '—', '–', ';']);
        let role = |set| scene.roles.is_some_and(|r| r.is(set, scene.word(i)));
        over = role(RoleSet::Former) || (over && !ends && !scene.is(Set::Clause, i));
        over
    };
    run.clone().map(told).collect()
}

/// True where a single name is introduced as that of a person: "Yuna, a nurse in Salm,", "Yuna, 34,", "her mother, Yuna,".
pub(super) fn introduces(scene: &Scene<'_>, run: &Range<usize>) -> bool {
    let (Some(roles), [before, after]) = (scene.roles, describe(scene, run)) else {
        return false;
    };
    let person = |i: usize| {
        let word = scene.word(i);
        roles.gender(word).is_some() || roles.of(word).is_some_and(|r| r.voice == roles.person)
    };
    let apart = scene.gap(run.end - 1).trim() == ",";
    let noun = head_end(scene, &after)
        .checked_sub(1)
        .filter(|i| after.contains(i));
    let determined = after.len() > 1 && scene.is(Set::Determiners, after.start);
    let told = apart && determined && noun.is_some_and(person);
    let aged = apart && after.len() == 1 && roles.is_age(scene.word(after.start));
    let kin = before.end > before.start && scene.gap(run.start - 1).trim() == ",";
    scene.mark(run.start).is_none() && (told || aged || (apart && kin && person(run.start - 1)))
}

/// What a relative clause tells of a surname: "Low, **who runs a bakery**,". (Beside a full name everything is read.)
pub(super) fn relative(scene: &Scene<'_>, run: &Range<usize>) -> Option<Range<usize>> {
    let next = run.end < scene.tokens.list.len() && scene.is(Set::Relatives, run.end);
    let [_, after] = describe(scene, run);
    (run.len() == 1 && next && !after.is_empty()).then_some(after)
}

/// What a sentence says that a name is or becomes: "Ann Low was **mayor of Salm**", "the appointment of Ann Low as
/// **minister**".
pub(super) fn predicate(scene: &Scene<'_>, run: &Range<usize>) -> Option<Range<usize>> {
    let roles = scene.roles?;
    let end = scene.sentence(run.start)?.end;
    let is = |set, i: usize| roles.is(set, scene.word(i));
    let mut i = run.end;
    if i < end && scene.gap(i - 1).trim() == "," {
        // "Ann Low, once a teacher, was appointed minister"
        let far = end.min(i + NEAR);
        i = (i + 1..far).find(|k| scene.gap(k - 1).contains(','))?;
    } else if i >= end || !scene.gap(i - 1).trim().is_empty() {
        return None;
    }
    let from = i;
    let mut before = run.start.saturating_sub(APPOINTED)..run.start;
    let mut becomes = before.any(|k| is(RoleSet::Appointing, k));
    let mut helps = false;
    while i < end && i - from < HELPERS && scene.mark(i).is_none() {
        let (being, appointing) = (is(RoleSet::Being, i), is(RoleSet::Appointing, i));
        let small = scene.is(Set::Between, i) || scene.helps(i);
        becomes |= appointing;
        helps |= being || appointing;
        if !(being || appointing || small) {
            break;
        }
        i += 1;
    }
    let manner = i < end && scene.is(Set::Manner, i);
    if manner && becomes {
        i += 1;
    } else if manner || !helps {
        return None;
    }
    if i + 2 < end && scene.is(Set::Determiners, i) && scene.is(Set::Joiners, i + 1) {
        // "one of the founders"
        i += 2;
    }
    i += usize::from(i < end && scene.is(Set::Determiners, i));
    let inside = |k: &usize| {
        let tight = *k == i || scene.is_tight(k - 1);
        let word = !scene.is(Set::Clause, *k) && !scene.helps(*k);
        tight && word && scene.mark(*k).is_none() && scene.verb(*k).is_none()
    };
    let told = i..i + (i..end.min(i + NEAR)).take_while(inside).count();
    let head = head_end(scene, &told);
    let noun = (i..head).rfind(|k| scene.is_role(*k) || is(RoleSet::Title, *k))?;
    // "as mayor surprised many": what follows another word than the noun is not told.
    let end = if noun + 1 == head { told.end } else { noun + 1 };
    Some(i..end)
}
