//! A quotation without a speaker beside it: whoever spoke last goes on.

use super::super::PHRASE_WORDS;
use super::super::marks::End;
use super::{Claim, Claims, Rule, Who, ends_sentence};
use crate::voice::Subtype;
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;

/// A marked stretch that fills whole sentences.
pub(super) struct Floating;

impl Rule for Floating {
    fn id(&self) -> &'static str {
        "floating"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
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
            let named = next.and_then(|_| {
                claims.list.iter().position(|c| {
                    c.content
                        .iter()
                        .any(|r| r.start == scene.marked[mark + 1].start)
                })
            });
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

/// Somebody who opens the sentence before a quotation in which nobody else speaks.
fn leads_in(scene: &Scene<'_>, claims: &Claims, at: usize) -> Option<Mention> {
    let before = scene.sentence(at.checked_sub(1)?)?;
    if before.clone().any(|i| claims.is_used(i)) || before.len() < 2 {
        return None;
    }
    noun::opening_name(scene, before)
}
