//! A heading that quotes a speaker of the paragraphs below it.

use super::{Claim, Claims, Rule, Who, ends_sentence};
use crate::voice::Subtype;
use crate::voice::scene::Scene;

/// Marked words of a heading that occur again in somebody's speech further down.
pub(super) struct Heading;

impl Rule for Heading {
    fn id(&self) -> &'static str {
        "heading"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for mark in 0..scene.marked.len() {
            let run = scene.marked[mark].clone();
            if run.is_empty() || claims.is_used(run.start) {
                continue;
            }
            let block = scene.block(run.start);
            if block.len() > 12 || ends_sentence(scene, block.end - 1) {
                continue;
            }
            let words: Vec<&str> = run.clone().map(|i| scene.word(i)).collect();
            let says = |c: &&(usize, &Claim)| {
                let content = c.1.content.iter().cloned();
                c.1.start() >= run.end
                    && content
                        .flat_map(|r| {
                            r.collect::<Vec<_>>()
                                .windows(words.len())
                                .map(<[usize]>::to_vec)
                                .collect::<Vec<_>>()
                        })
                        .any(|w| w.iter().map(|i| scene.word(*i)).eq(words.iter().copied()))
            };
            let ordered: Vec<(usize, &Claim)> = claims.list.iter().enumerate().collect();
            let Some((found, _)) = ordered.iter().filter(says).min_by_key(|(_, c)| c.start())
            else {
                continue;
            };
            let who = Who::SameAs(*found);
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
