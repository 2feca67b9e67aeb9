//! A quotation without a speaker beside it: whoever spoke last goes on.

use super::super::PHRASE_WORDS;
use super::super::marks::End;
use super::{Claim, Claims, Rule, Who, ends_sentence};
use crate::lang::Set;
use crate::voice::Subtype;
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A marked stretch that fills whole sentences.
pub(super) struct Floating;

impl Rule for Floating {
    fn id(&self) -> &'static str {
        "floating"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        let starts = |(number, claim): (usize, &Claim)| {
            let runs = claim
                .content
                .iter()
                .map(|run| run.start)
                .collect::<Vec<_>>();
            runs.into_iter().map(move |start| (start, number))
        };
        let begun: FxHashMap<usize, usize> = claims
            .list
            .iter()
            .enumerate()
            .rev()
            .flat_map(starts)
            .collect();
        for mark in 0..scene.marked.len() {
            let run = scene.marked[mark].clone();
            if run.len() < 2 || run.clone().any(|i| claims.is_used(i)) {
                continue;
            }
            let starts = scene
                .sentence(run.start)
                .is_some_and(|s| s.start == run.start);
            let ends = scene
                .sentence(run.end - 1)
                .is_some_and(|s| s.end == run.end);
            let whole =
                starts && ends && (run.len() > PHRASE_WORDS || ends_sentence(scene, run.end - 1));
            if !whole {
                continue;
            }
            // A paragraph that goes on in the next one has the speaker whom that one names.
            let next = scene
                .marks
                .get(mark + 1)
                .filter(|_| scene.marks[mark].end == End::Continued);
            let named = next.and_then(|_| begun.get(&scene.marked[mark + 1].start).copied());
            let leading =
                || leads_in(scene, claims, run.start).map_or(Who::Previous, Who::Mentioned);
            let who = named.map_or_else(leading, Who::SameAs);
            claims.add(Claim {
                content: vec![run],
                who,
                cue: None,
                subtype: Subtype::Clause,
                reported_by: None,
                rule: self.id(),
            });
        }
    }
}

/// Somebody who is named in the sentence before a quotation, in which nobody else speaks: whom it opens with, else the
/// first full name, else the first name.
fn leads_in(scene: &Scene<'_>, claims: &Claims, at: usize) -> Option<Mention> {
    let before = scene.sentence(at.checked_sub(1)?)?;
    let told = |i: usize| scene.mark(i).is_none();
    if before.clone().any(|i| claims.is_used(i) && told(i)) || before.len() < 2 {
        return None;
    }
    let opening = noun::opening_name(scene, before);
    if let Some(pronoun) = opening
        .as_ref()
        .filter(|m| m.name.len() > 1 || scene.is_pronoun(m.name.start))
    {
        return Some(pronoun.clone());
    }
    let mut names: Vec<Range<usize>> = Vec::new();
    for i in before.clone().skip(1) {
        let name = scene.is_capital(i) && told(i) && !scene.is(Set::Days, i);
        match names.last_mut() {
            Some(run) if name && run.end == i && scene.is_tight(i - 1) => run.end = i + 1,
            _ if name => names.push(i..i + 1),
            _ => {}
        }
    }
    let full = names.iter().find(|run| run.len() > 1).cloned();
    let name = full.or_else(|| opening.is_none().then(|| names.first().cloned()).flatten());
    let named = name.map(Mention::bare);
    named.or(opening)
}
