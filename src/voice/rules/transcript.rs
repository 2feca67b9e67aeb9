//! Questions and answers: paragraphs that begin with "Q:" and "A:".

use super::{Claim, Claims, Rule, Who};
use crate::lang::Set;
use crate::voice::Subtype;
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;
use std::ops::Range;

/// "Q: …" is whoever asks, "A: …" whoever answers; the paragraph before names them.
pub(super) struct Transcript;

impl Rule for Transcript {
    fn id(&self) -> &'static str {
        "transcript"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        let mut people: Option<(Option<Mention>, Option<Mention>)> = None;
        for (number, &first) in scene.tokens.blocks.iter().enumerate() {
            let first = first as usize;
            let run = scene.block(first);
            if run.len() < 2 || first < scene.tokens.in_title {
                continue;
            }
            let label = scene.text(first);
            let labelled = scene.gap(first).starts_with(':')
                && matches!(label, "Q" | "A" | "Question" | "Answer");
            if !labelled {
                people = None;
                continue;
            }
            if people.is_none() {
                let before = number
                    .checked_sub(1)
                    .map(|b| scene.block(scene.tokens.blocks[b] as usize));
                people = Some(before.map_or((None, None), |b| introduced(scene, b)));
            }
            let (asks, answers) = people.clone().unwrap_or_default();
            let mention = if label.starts_with('Q') {
                asks
            } else {
                answers
            };
            let who = mention.map_or(
                if label.starts_with('Q') {
                    Who::Outlet
                } else {
                    Who::Previous
                },
                Who::Mentioned,
            );
            let end =
                if scene.word(run.end - 1) == "source" && scene.gap(run.end - 1).starts_with(']') {
                    run.end - 1
                } else {
                    run.end
                };
            let content = vec![first + 1..end];
            claims.add(Claim {
                content,
                who,
                cue: None,
                subtype: Subtype::Transcript,
                reported_by: None,
                rule: self.id(),
            });
        }
    }
}

/// Who asks and who answers: the subject of a verb of asking or answering in the last sentence, and the other one named.
fn introduced(scene: &Scene<'_>, block: Range<usize>) -> (Option<Mention>, Option<Mention>) {
    let last = scene
        .sentence(block.end - 1)
        .filter(|s| s.start >= block.start);
    let speaks = |s: &Range<usize>| {
        s.clone()
            .any(|i| scene.mark(i).is_none() && scene.verb(i).is_some())
    };
    let sentence = last.cloned().filter(speaks).unwrap_or(block);
    let verb = |words: &[&str]| {
        sentence
            .clone()
            .rev()
            .find(|i| scene.mark(*i).is_none() && words.contains(&scene.word(*i)))
    };
    let answering = verb(&[
        "answered",
        "answers",
        "replied",
        "responded",
        "told",
        "explained",
        "spoke",
        "took",
        "said",
    ]);
    let asking = verb(&["asked", "asks", "put", "questioned", "interviewed"]);
    let subject =
        |verb: Option<usize>| verb.and_then(|v| noun::subject_before(scene, sentence.start, v));
    let (asks, answers) = (subject(asking), subject(answering));
    let other = |known: &Option<Mention>, verb: Option<usize>| {
        let known = known.as_ref()?;
        let free = |i: &usize| {
            !known.with_description.contains(i)
                && scene.is_capital(*i)
                && !scene.is(Set::Tail, *i)
                && *i > sentence.start
        };
        let from = verb
            .filter(|v| (*v..sentence.end).any(|i| free(&i)))
            .unwrap_or(sentence.start);
        let first = (from..sentence.end).find(free)?;
        noun::phrase_after(scene, first, sentence.end)
    };
    match (asks, answers) {
        (Some(asks), None) => (Some(asks.clone()), other(&Some(asks), asking)),
        (asks, answers) => (asks.or_else(|| other(&answers, answering)), answers),
    }
}
