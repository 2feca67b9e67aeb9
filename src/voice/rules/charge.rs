//! "On charges of “…”", "sentenced for “…”": the wording of a charge, a verdict, an arrest.

use super::{Claim, Claims, Rule, Who, unclaimed};
use crate::lang::Set;
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;
use crate::voice::{PHRASE_WORDS, Subtype};
use std::ops::Range;

/// Marked words that a word of law introduces.
pub(super) struct Charge;

/// Most words between the marked words and the small word before them, other marked words included.
const LISTED: usize = 16;
/// Most words between that and the word of law.
const NEAR: usize = 8;

impl Rule for Charge {
    fn id(&self) -> &'static str {
        "charge"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for run in &scene.marked {
            let Some(sentence) = unclaimed(scene, claims, run) else {
                continue;
            };
            let Some((cue, who)) = wording(scene, sentence, run) else {
                continue;
            };
            let short = run.len() <= PHRASE_WORDS;
            let subtype = if short {
                Subtype::Phrase
            } else {
                Subtype::Clause
            };
            claims.add(Claim {
                content: vec![run.clone()],
                who,
                cue: Some(cue..cue + 1),
                subtype,
                reported_by: None,
                rule: self.id(),
            });
        }
    }
}

/// The word of law before marked words, and in whose wording they stand.
fn wording(scene: &Scene<'_>, sentence: &Range<usize>, run: &Range<usize>) -> Option<(usize, Who)> {
    let from = sentence.start.max(run.start.saturating_sub(LISTED));
    let closed = |i: usize| scene.gap(i).contains(['.', ';', ':']) && scene.mark(i).is_none();
    // "“Riot”, “theft” or “fraud”": what stands before belongs to the list.
    let listed = |i: &usize| scene.mark(*i).is_some() || scene.is(Set::Listed, *i);
    let before = (from..run.start).rev().take_while(listed).count();
    let link = run.start.checked_sub(1 + before).filter(|i| *i >= from)?;
    if !scene.is(Set::ChargedWith, link) || scene.mark(link).is_some() {
        return None;
    }
    let near = sentence.start.max(link.saturating_sub(NEAR))..link;
    let free = |i: &usize| scene.mark(*i).is_none() && !closed(*i) && scene.verb(*i).is_none();
    let cue = near
        .rev()
        .take_while(free)
        .find(|i| scene.implied(*i).is_some())?;
    let agent = (cue + 1..link).find(|i| scene.is(Set::Agents, *i));
    let named = agent.and_then(|by| noun::phrase_after(scene, by + 1, link));
    let who = match named {
        Some(mention) => Who::Mentioned(Mention::bare(mention.name)),
        None => Who::Implied(scene.implied(cue)?.to_owned()),
    };
    Some((cue, who))
}
