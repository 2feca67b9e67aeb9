//! "From X: … [Source]": a passage taken over whole.

use super::transcript::is_label;
use super::{Claim, Claims, Rule, Who, ends_in_source};
use crate::lang::Set;
use crate::voice::Subtype;
use crate::voice::noun;
use crate::voice::scene::Scene;

/// A paragraph that ends in "From X:" (or "X reports:", "X … :"), and all paragraphs up to one that ends in "[Source]".
pub(super) struct Block;

impl Rule for Block {
    fn id(&self) -> &'static str {
        "block"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        let blocks = &scene.tokens.blocks;
        let mut i = 0;
        while i + 1 < blocks.len() {
            let lead = scene.block(blocks[i] as usize);
            i += 1;
            if lead.is_empty()
                || lead.start < scene.tokens.in_title
                || !scene
                    .gap(lead.end - 1)
                    .trim_start_matches(['"', '”'])
                    .starts_with(':')
            {
                continue;
            }
            let Some(source) = (i..blocks.len())
                .take(30)
                .find(|b| ends_in_source(scene, &scene.block(blocks[*b] as usize)))
            else {
                continue;
            };
            // Another lead-in, or a question and answer, between the two belongs to other rules.
            let leads = (i..source).any(|b| {
                scene
                    .gap(scene.block(blocks[b] as usize).end - 1)
                    .starts_with(':')
            });
            let asks = is_label(scene, blocks[i] as usize)
                && scene.gap(blocks[i] as usize).starts_with(':');
            if leads || asks {
                continue;
            }
            let Some(mention) = introduced(scene, lead.start, lead.end) else {
                continue;
            };
            let last = scene.block(blocks[source] as usize);
            let content: Vec<_> = (i..=source)
                .map(|b| scene.block(blocks[b] as usize))
                .map(|run| {
                    run.start..if run.end == last.end {
                        run.end - 1
                    } else {
                        run.end
                    }
                })
                .filter(|run| !run.is_empty())
                .collect();
            let who = Who::Mentioned(mention);
            claims.add(Claim {
                content,
                who,
                cue: None,
                subtype: Subtype::Block,
                reported_by: None,
                rule: self.id(),
            });
            i = source;
        }
    }
}

/// The one whose words follow: after the last "from" of the sentence, or its subject.
fn introduced(scene: &Scene<'_>, start: usize, end: usize) -> Option<noun::Mention> {
    let sentence = scene.sentence(end - 1)?;
    let start = start.max(sentence.start);
    let from = (start..end)
        .rev()
        .find(|i| scene.is(Set::Origins, *i) && scene.mark(*i).is_none());
    let by_from = from
        .and_then(|f| noun::phrase_after(scene, f + 1, end))
        .filter(|_| from == Some(start) || scene.gap(end - 1).starts_with(':'));
    if from == Some(start) {
        return by_from;
    }
    let verb = (start..end).find(|i| {
        scene.mark(*i).is_none() && (scene.verb(*i).is_some() || scene.is(Set::Quoting, *i))
    });
    verb.and_then(|v| noun::subject_before(scene, start, v))
        .or(by_from)
}
