//! Passages: every byte of the body has one speaker and one manner.

use super::options::Indirect;
use super::quotes::{Quote, QuoteType, Subtype};
use super::scene::Scene;
use super::{Manner, PHRASE_WORDS, Passage, Speaker};
use crate::article::{Article, Field, Span};
use std::collections::BTreeMap;

/// Every word as the outlet's own narration (speaker 0).
pub(super) fn narration(article: &Article) -> Vec<Passage> {
    let passage = |field, span| Passage {
        field,
        span,
        speaker: 0,
        manner: Manner::Narration,
    };
    let title = (!article.title.is_empty())
        .then(|| passage(Field::Title, Span::new(0, article.title.len())));
    let body = article
        .blocks
        .iter()
        .filter(|b| b.is_body())
        .map(|b| passage(Field::Text, b.span));
    title.into_iter().chain(body).collect()
}

/// Lays quotations over the narration, the innermost on top.
pub(super) fn tile(
    scene: &Scene<'_>,
    quotes: &[Quote],
    outlet: Speaker,
    indirect: Indirect,
) -> (Vec<Speaker>, Vec<Passage>) {
    let mut speakers = vec![outlet];
    let mut paint = Paint::default();
    let outer = |q: &&Quote| q.subtype == Subtype::Block;
    for quote in quotes
        .iter()
        .filter(outer)
        .chain(quotes.iter().filter(|q| !outer(q)))
    {
        let speaker = speakers
            .iter()
            .position(|s| *s == quote.speaker)
            .unwrap_or_else(|| {
                speakers.push(quote.speaker.clone());
                speakers.len() - 1
            });
        for span in &quote.spans {
            for (part, manner) in parts(scene, quote, *span) {
                let whose = if manner == Manner::Indirect && indirect == Indirect::Outlet {
                    0
                } else {
                    speaker
                };
                paint.lay(part, whose, manner);
            }
        }
    }
    let mut passages = Vec::new();
    for passage in narration(scene.article) {
        if passage.field == Field::Title {
            passages.push(passage);
        } else {
            paint.cut(passage.span, &mut passages);
        }
    }
    (speakers, passages)
}

/// The parts of a span by manner: marked runs apart from what stands outside marks.
fn parts(scene: &Scene<'_>, quote: &Quote, span: Span) -> Vec<(Span, Manner)> {
    let manner = |marked: Option<usize>| match (quote.subtype, marked) {
        (Subtype::Block, _) => Manner::Block,
        (Subtype::Transcript, _) => Manner::Transcript,
        (Subtype::Phrase, _) => Manner::Phrase,
        (Subtype::Clause, None) => Manner::Indirect,
        (Subtype::Clause, Some(words))
            if quote.kind == QuoteType::Mixed && words <= PHRASE_WORDS =>
        {
            Manner::Phrase
        }
        (Subtype::Clause, Some(_)) => Manner::Direct,
    };
    if matches!(quote.subtype, Subtype::Block | Subtype::Transcript) {
        return vec![(span, manner(None))];
    }
    let mut parts = Vec::new();
    let mut at = span.start;
    let first = scene.marks.partition_point(|m| m.span.end <= span.start);
    for (mark, words) in scene.marks[first..]
        .iter()
        .zip(&scene.marked[first..])
        .take_while(|(m, _)| m.span.start < span.end)
    {
        let inside = Span {
            start: mark.span.start.max(span.start),
            end: mark.span.end.min(span.end),
        };
        parts.push((
            Span {
                start: at,
                end: inside.start,
            },
            manner(None),
        ));
        parts.push((inside, manner(Some(words.len()))));
        at = inside.end;
    }
    parts.push((
        Span {
            start: at,
            end: span.end,
        },
        manner(None),
    ));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// Stretches that do not overlap; what is laid later covers what lay there.
#[derive(Default)]
struct Paint(BTreeMap<u32, (u32, usize, Manner)>);

impl Paint {
    fn lay(&mut self, span: Span, speaker: usize, manner: Manner) {
        let under: Vec<_> = self
            .0
            .range(..span.end)
            .rev()
            .take_while(|(_, (end, _, _))| *end > span.start)
            .map(|(s, v)| (*s, *v))
            .collect();
        for (start, (end, speaker, manner)) in under {
            self.0.remove(&start);
            if start < span.start {
                self.0.insert(start, (span.start, speaker, manner));
            }
            if end > span.end {
                self.0.insert(span.end, (end, speaker, manner));
            }
        }
        self.0.insert(span.start, (span.end, speaker, manner));
    }

    /// The passages of one block: what was laid there, and narration between.
    fn cut(&self, block: Span, passages: &mut Vec<Passage>) {
        let mut at = block.start;
        let mut push = |start: u32, end: u32, speaker, manner| {
            if start < end {
                passages.push(Passage {
                    field: Field::Text,
                    span: Span { start, end },
                    speaker,
                    manner,
                });
            }
        };
        let first = self
            .0
            .range(..block.start)
            .next_back()
            .filter(|(_, (end, _, _))| *end > block.start);
        for (&start, &(end, speaker, manner)) in first
            .into_iter()
            .chain(self.0.range(block.start..block.end))
        {
            let (start, end) = (start.max(block.start), end.min(block.end));
            push(at, start, 0, Manner::Narration);
            push(start, end, speaker, manner);
            at = end;
        }
        push(at, block.end, 0, Manner::Narration);
    }
}
