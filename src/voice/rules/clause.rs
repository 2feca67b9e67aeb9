//! Where a clause that somebody says ends.

use super::{directing, subject};
use crate::lang::{Ending, Set, Verb};
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;
use std::ops::Range;

/// Where what the verb at `verb` introduces ends: before further speech, and with the relative clause that it stands in.
pub(super) fn end(
    scene: &Scene<'_>,
    content: &Range<usize>,
    mention: &Mention,
    verb: usize,
) -> usize {
    let content = content.start..quotation(scene, content).unwrap_or(content.end);
    let content = content.start..cut_at_next(scene, &content, verb);
    // "Low, who said", "the plan, which officials said"
    let name = &mention.name;
    let within = name.start > 0 && name.end <= verb && scene.is(Set::Relatives, name.start - 1);
    if within || subject::relative(scene, name.end.saturating_sub(1), verb).is_some() {
        end_of_relative(scene, &content)
    } else {
        content.end
    }
}

/// Where a quotation ends that the content begins with and a comma closes: "wrote, “It is time,” **and sent a link**".
fn quotation(scene: &Scene<'_>, content: &Range<usize>) -> Option<usize> {
    let run = &scene.marked[scene.mark(content.start)?];
    let inside = run.start == content.start && run.end < content.end;
    let comma = inside && scene.gap(run.end - 1).starts_with(',');
    (comma && scene.mark(run.end).is_none()).then_some(run.end)
}

/// Where a relative clause ends and the verb of its sentence follows: "Low, who said she was ill, **left**".
fn end_of_relative(scene: &Scene<'_>, content: &Range<usize>) -> usize {
    let small = [
        Set::Clause,
        Set::Determiners,
        Set::Prepositions,
        Set::Places,
        Set::Tail,
        Set::Between,
        Set::Joiners,
    ];
    let verb = |i: &usize| {
        let plain = !scene.is_capital(*i) && !small.iter().any(|set| scene.is(*set, *i));
        let kept = scene.ends(Ending::Participle, *i)
            || scene.ends(Ending::Adverb, *i)
            || scene.is_pronoun(*i);
        scene.gap(i - 1).trim() == "," && scene.mark(*i).is_none() && plain && !kept
    };
    let finite = |i: &usize| scene.helps(*i) || scene.ends(Ending::Past, *i);
    let told = content.clone().find(finite).unwrap_or(content.end);
    let mut after = told + 1..content.end;
    after.find(verb).unwrap_or(content.end)
}

/// Where a further clause of the same speaker begins: ", adding that", "and said". `cue` is the verb before the content.
fn cut_at_next(scene: &Scene<'_>, content: &Range<usize>, cue: usize) -> usize {
    for i in content.start + 2..content.end {
        if scene.mark(i).is_some() {
            continue;
        }
        if scene.mark(i - 1).is_some() && is_told_after(scene, i) {
            return i;
        }
        // "and called on them to": a request of its own.
        let joined = scene.is(Set::Joining, i - 1);
        // "and declined to comment": told by the outlet, as is ", compared with 40 percent".
        if joined && scene.is(Set::Blockers, i) && scene.ends(Ending::Past, i) {
            return i - 1;
        }
        if scene.is(Set::Contrasts, i) && scene.gap(i - 1).contains(',') {
            return i;
        }
        if joined
            && scene.ends(Ending::Past, i)
            && directing::request(scene, i, content.end).is_some()
        {
            return i - 1;
        }
        if scene.verb(i).is_none() {
            continue;
        }
        if let Some(other) = of_another(scene, content.start, i) {
            return other;
        }
        if scene.ends(Ending::Participle, i) && scene.gap(i - 1).contains(',') {
            return i;
        }
        // ", before adding that"
        let led = scene.is(Set::Subordinators, i - 1) && scene.gap(i - 2).contains(',');
        if scene.ends(Ending::Participle, i) && led {
            return i - 1;
        }
        // A form like that of the verb before, after "and", with speech of its own.
        let next = (i + 1).min(content.end - 1);
        let goes_on = scene.verb(i) == Some(Verb::Free)
            || scene.is(Set::Clause, next)
            || (scene.mark(next).is_some() && next > i);
        if joined && goes_on && is_form_of(scene, i, cue) {
            return i - 1;
        }
    }
    content.end
}

/// "She said it rained, **and** the mayor said it did not", "..., **while** others find": where somebody else's clause begins.
fn of_another(scene: &Scene<'_>, from: usize, verb: usize) -> Option<usize> {
    let name = noun::subject_before(scene, from + 1, verb)?.name;
    let link = name.start.checked_sub(1).filter(|i| *i > from + 1)?;
    let joins = scene.is(Set::Joining, link) || scene.is(Set::Subordinators, link);
    let apart = scene.gap(link - 1).contains([',', ';', '—', '–']);
    let plain = scene.mark(link).is_none() && scene.mark(link - 1).is_none();
    let pronoun = name.len() == 1 && scene.is_pronoun(name.start);
    if joins && !apart && plain {
        // ", while residents and shops say"
        let silent =
            |i: &usize| scene.verb(*i).is_none() && !scene.helps(*i) && scene.mark(*i).is_none();
        let mut near = (from + 2..link).rev().take(COORDINATED).take_while(silent);
        let begins = |i: &usize| {
            scene.is(Set::Subordinators, *i) && scene.gap(i - 1).contains([',', ';', '—', '–'])
        };
        return near.find(begins);
    }
    (joins && apart && plain && !pronoun).then_some(link)
}

/// Most words of the first of two subjects.
const COORDINATED: usize = 8;

/// True for two verbs in one form: "said … and argued", "says … but argues", "saying … and asking".
fn is_form_of(scene: &Scene<'_>, verb: usize, cue: usize) -> bool {
    let present = |i: usize| scene.ends(Ending::Several, i);
    let participle = |i: usize| scene.ends(Ending::Participle, i);
    if participle(verb) || participle(cue) {
        return participle(verb) && participle(cue);
    }
    if present(verb) || present(cue) {
        return present(verb) && present(cue);
    }
    scene.word(verb).ends_with('d') || !scene.ends(Ending::Past, cue)
}

/// "She was “tired,” **in an interview**": after a mark that a comma closes, words begin that tell where or how it was said.
fn is_told_after(scene: &Scene<'_>, i: usize) -> bool {
    let closed = scene.gap(i - 1).trim_start();
    let comma = closed.starts_with(',') && closed.ends_with(' ');
    comma && scene.mark(i - 1) != scene.mark(i) && scene.is(Set::Places, i)
}
