//! A heading that quotes a speaker of the paragraphs below it.

use super::{Claim, Claims, Rule, Who, ends_sentence};
use crate::voice::Subtype;
use crate::voice::scene::Scene;
use std::ops::Range;

/// Marked words of a heading that occur again in somebody's speech further down.
pub(super) struct Heading;

/// Most words of a heading.
const LONGEST: usize = 12;

/// True for a short block without a full stop.
pub(super) fn is_heading(scene: &Scene<'_>, block: &Range<usize>) -> bool {
    block.len() <= LONGEST && !ends_sentence(scene, block.end - 1)
}

/// Later quotations in which the words of a heading are looked for.
const NEAR: usize = 60;

impl Rule for Heading {
    fn id(&self) -> &'static str {
        "heading"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        let mut ordered: Vec<usize> = (0..claims.list.len()).collect();
        ordered.sort_by_key(|c| claims.list[*c].start());
        for mark in 0..scene.marked.len() {
            let run = scene.marked[mark].clone();
            if run.is_empty() || claims.is_used(run.start) {
                continue;
            }
            if !is_heading(scene, &scene.block(run.start)) {
                continue;
            }
            let words: Vec<&str> = run.clone().map(|i| scene.word(i)).collect();
            let says = |claim: &Claim| {
                claim.content.iter().any(|content| {
                    let all: Vec<usize> = content.clone().collect();
                    let mut here = all.windows(words.len());
                    here.any(|w| w.iter().map(|i| scene.word(*i)).eq(words.iter().copied()))
                })
            };
            let from = ordered.partition_point(|c| claims.list[*c].start() < run.end);
            let near = ordered[from..].iter().take(NEAR);
            let Some(found) = near.copied().find(|c| says(&claims.list[*c])) else {
                continue;
            };
            let who = Who::SameAs(found);
            claims.add(Claim {
                content: vec![run],
                who,
                cue: None,
                subtype: Subtype::Phrase,
                reported_by: None,
                rule: self.id(),
            });
        }
    }
}
