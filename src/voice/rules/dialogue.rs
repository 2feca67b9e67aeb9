//! A conversation written down: paragraphs that begin with a name and a colon, "LOW: It is late."

use super::{Claim, Claims, Rule, Who};
use crate::voice::Subtype;
use crate::voice::noun::Mention;
use crate::voice::scene::Scene;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Paragraphs that begin with the name of somebody who is named elsewhere, where several do.
pub(super) struct Dialogue;

/// Most words of a name before its colon.
const NAME: usize = 3;
/// Fewest paragraphs of a conversation.
const TURNS: usize = 3;

impl Rule for Dialogue {
    fn id(&self) -> &'static str {
        "dialogue"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        let blocks = scene.tokens.blocks.iter().map(|start| *start as usize);
        let mut turns: Vec<(Range<usize>, Range<usize>)> = blocks
            .filter(|start| *start >= scene.tokens.in_title)
            .map(|start| scene.block(start))
            .filter_map(|block| Some((label(scene, &block)?, block)))
            .collect();
        let named = named_within_sentences(scene);
        let known = |label: &Range<usize>| named.contains(scene.word(label.end - 1));
        turns.retain(|(label, _)| known(label));
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for (label, _) in &turns {
            *times.entry(scene.word(label.end - 1)).or_default() += 1;
        }
        // Headings of a list stand once each.
        if turns.len() < TURNS || times.len() == turns.len() {
            return;
        }
        for (label, block) in turns {
            if block.clone().any(|i| claims.is_used(i)) {
                continue;
            }
            claims.add(Claim {
                content: vec![label.end..block.end],
                who: Who::Mentioned(Mention::bare(label)),
                cue: None,
                subtype: Subtype::Transcript,
                reported_by: None,
                rule: self.id(),
            });
        }
    }
}

/// The name before the colon with which a paragraph begins, if words follow.
fn label(scene: &Scene<'_>, block: &Range<usize>) -> Option<Range<usize>> {
    let near = block.start..block.end.min(block.start + NAME);
    let named = |i: &usize| scene.is_capital(*i) && (*i == block.start || scene.is_tight(i - 1));
    let last = near
        .take_while(named)
        .find(|i| scene.gap(*i).trim_start().starts_with(':'))?;
    (last + 2 < block.end).then_some(block.start..last + 1)
}

/// Words that stand with a capital within a sentence: names, in lower case.
fn named_within_sentences<'s>(scene: &'s Scene<'_>) -> BTreeSet<&'s str> {
    let within = scene.sentences.iter().flat_map(|s| s.start + 1..s.end);
    let names = within.filter(|i| scene.is_capital(*i));
    names.map(|i| scene.word(i)).collect()
}
