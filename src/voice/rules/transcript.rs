//! Questions and answers: paragraphs that begin with "Q:" and "A:".

use super::{Claim, Claims, Rule, Who};
use crate::voice::Subtype;
use crate::voice::noun;
use crate::voice::scene::Scene;

/// "Q: …" is whoever asks, "A: …" whoever answers; the paragraph before names them.
pub(super) struct Transcript;

impl Rule for Transcript {
    fn id(&self) -> &'static str {
        "transcript"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        let mut people: Option<(Option<noun::Mention>, Option<noun::Mention>)> = None;
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

/// Who asks and who answers: the subject of "answered", "asked", "told", and whom it is said to.
fn introduced(
    scene: &Scene<'_>,
    block: std::ops::Range<usize>,
) -> (Option<noun::Mention>, Option<noun::Mention>) {
    let mut answers = None;
    let mut asks = None;
    for i in block.clone().filter(|i| scene.mark(*i).is_none()) {
        match scene.word(i) {
            "answered" | "answers" | "replied" | "responded" | "told" | "explained" | "spoke"
            | "took" => {
                answers = answers.or_else(|| noun::subject_before(scene, block.start, i));
                if scene.word(i) == "told" {
                    asks = asks.or_else(|| noun::phrase_after(scene, i + 1, block.end));
                }
            }
            "asked" | "asks" | "put" => {
                asks = asks.or_else(|| noun::subject_before(scene, block.start, i));
                answers = answers.or_else(|| noun::phrase_after(scene, i + 1, block.end));
            }
            "with" | "to" if answers.is_none() || asks.is_none() => {
                let near = noun::phrase_after(scene, i + 1, block.end)
                    .filter(|m| noun::has_name_or_role(scene, &m.name));
                if scene.word(i) == "with" && answers.is_some() {
                    asks = asks.or(near);
                } else if scene.word(i) == "with" {
                    // "In an interview with X, Y answered": X asks if somebody else is the subject.
                    asks = asks.or(near);
                }
            }
            _ => {}
        }
    }
    if answers.is_none() {
        // "spoke with X", "sat down with X": X answers.
        answers = asks.take();
    }
    (asks, answers)
}
