//! Questions and answers: paragraphs that begin with "Q:" and "A:".

use super::{Claim, Claims, Rule, Who, ends_in_source};
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
            if !(is_label(scene, first) && scene.gap(first).starts_with(':')) {
                people = None;
                continue;
            }
            let question = scene.is(Set::QuestionLabels, first);
            if people.is_none() {
                let before = number
                    .checked_sub(1)
                    .map(|b| scene.block(scene.tokens.blocks[b] as usize));
                people = Some(before.map_or((None, None), |b| introduced(scene, b)));
            }
            let (asks, answers) = people.clone().unwrap_or_default();
            let mention = if question { asks } else { answers };
            let who = mention.map_or(
                if question {
                    Who::Outlet
                } else {
                    Who::Previous(false)
                },
                Who::Mentioned,
            );
            let end = run.end - usize::from(ends_in_source(scene, &run));
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

/// True for what stands before a question or an answer: "Q", "Answer".
pub(super) fn is_label(scene: &Scene<'_>, i: usize) -> bool {
    let label = scene.is(Set::QuestionLabels, i) || scene.is(Set::AnswerLabels, i);
    label && scene.is_capital(i)
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
    let verb = |set: Set| {
        let told = |i: &usize| scene.mark(*i).is_none();
        sentence
            .clone()
            .rev()
            .filter(told)
            .find(|i| scene.is(set, *i))
    };
    let (answering, asking) = (verb(Set::Answering), verb(Set::Asking));
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
