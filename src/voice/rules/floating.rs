//! A quotation without a speaker beside it: somebody who was named or spoke before goes on.

use super::super::PHRASE_WORDS;
use super::super::marks::End;
use super::heading::is_heading;
use super::phrase::is_title;
use super::{Claim, Claims, Rule, Who, ends_sentence};
use crate::voice::Subtype;
use crate::voice::scene::Scene;
use rustc_hash::FxHashMap;

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
            let block = scene.block(run.start);
            let heading = block == run && (is_heading(scene, &block) || is_title(scene, &run));
            if !whole || heading {
                continue;
            }
            // A paragraph that goes on in the next one has the speaker whom that one names.
            let next = scene
                .marks
                .get(mark + 1)
                .filter(|_| scene.marks[mark].end == End::Continued);
            let named = next.and_then(|_| begun.get(&scene.marked[mark + 1].start).copied());
            let who = named.map_or(Who::Previous(is_led(scene, claims, run.start)), Who::SameAs);
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

/// True when nobody speaks in the sentence before a quotation: whoever is named there may be the one who says it.
fn is_led(scene: &Scene<'_>, claims: &Claims, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| scene.sentence(before));
    before.is_some_and(|s| {
        s.clone()
            .all(|i| !claims.is_used(i) && scene.mark(i).is_none())
    })
}
