//! A sample of what was found and of what was left: quotations and sentences of narration, stratified by voice and form.

use super::evidence::Found;
use crate::article::{ArticleId, Field};
use crate::concordance::{Offsets, fold_space, passage_at};
use crate::files;
use crate::random::mixed;
use crate::voice::{Manner, Subtype};
use std::collections::BTreeMap;

/// How a sample is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Where the numbers begin that decide: the same seed draws the same items.
    pub seed: u64,
    /// Items of a stratum that are kept.
    pub most: usize,
}

/// Something that a person can judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The article.
    pub id: ArticleId,
    /// Its name.
    pub article: String,
    /// SHA-256 of its text as fixed at ingest.
    pub sha256: String,
    /// First code point of the text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Who is taken to say it.
    pub speaker: String,
    /// The words.
    pub text: String,
    /// What stands before and after.
    pub around: [String; 2],
}

/// Items of one voice and form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stratum {
    /// The voice that was found.
    pub voice: String,
    /// `direct`, `mixed`, `indirect`, `phrase`, `block`, `transcript`; `narration` for what is nobody's quotation.
    pub form: &'static str,
    /// How many there are in the corpus.
    pub of: u64,
    /// Some of them, in the order of the draw.
    pub items: Vec<Item>,
}

/// The form of sentences that are nobody's quotation.
pub const NARRATION: &str = "narration";

/// Items with the numbers that put them in order.
type Drawn = (u64, Vec<(u64, Item)>);

/// What one worker has drawn.
#[derive(Debug, Default)]
pub(super) struct Drawing(BTreeMap<(String, &'static str), Drawn>);

impl Drawing {
    pub(super) fn add(&mut self, sample: Sample, found: Found<'_>) {
        let Found {
            article,
            tokens,
            voices,
            ..
        } = found;
        let mut offsets = Offsets::new(article);
        let mut number = 0;
        for quote in voices.quotes.iter().filter(|q| !q.is_narration()) {
            let form = match quote.subtype {
                Subtype::Clause => quote.kind.name(),
                other => other.name(),
            };
            number += 1;
            let voice = quote.speaker.voice.clone();
            self.draw(sample, (voice, form), (article.id, number), || {
                let q = offsets.quotation(tokens, voices, quote);
                Item {
                    id: article.id,
                    article: article.name.clone(),
                    sha256: files::sha256(article.text.as_bytes()),
                    start: q.spans.first().map_or(0, |s| s.start),
                    end: q.spans.last().map_or(0, |s| s.end),
                    speaker: q.speaker.name,
                    text: q.text,
                    around: [format!("{} {}", q.previous, q.sentence), q.next],
                }
            });
        }
        for (place, first) in tokens.sentences.iter().enumerate() {
            let first = *first as usize;
            let end = tokens
                .sentences
                .get(place + 1)
                .map_or(tokens.list.len(), |e| *e as usize);
            if first >= end || tokens.field(first) != Field::Text {
                continue;
            }
            let (from, to) = (tokens.list[first].span, tokens.list[end - 1].span);
            let told = passage_at(voices, Field::Text, from)
                .filter(|p| p.manner == Manner::Narration && p.span.end >= to.end);
            let Some(passage) = told else { continue };
            let speaker = &voices.speakers[passage.speaker];
            number += 1;
            self.draw(
                sample,
                (speaker.voice.clone(), NARRATION),
                (article.id, number),
                || {
                    let hit = offsets.hit(tokens, voices, first..end, 0, AROUND);
                    let hit = hit.as_ref();
                    Item {
                        id: article.id,
                        article: article.name.clone(),
                        sha256: files::sha256(article.text.as_bytes()),
                        start: hit.map_or(0, |h| h.start),
                        end: hit.map_or(0, |h| h.end),
                        speaker: speaker.name.clone(),
                        text: fold_space(&article.text[from.start as usize..to.end as usize]),
                        around: hit
                            .map_or_else(Default::default, |h| [h.left.clone(), h.right.clone()]),
                    }
                },
            );
        }
    }

    fn draw(
        &mut self,
        sample: Sample,
        stratum: (String, &'static str),
        (id, number): (ArticleId, u64),
        item: impl FnOnce() -> Item,
    ) {
        let (of, items) = self.0.entry(stratum).or_default();
        *of += 1;
        let place = (u64::from(id.source) << 32) | u64::from(id.record);
        let key = mixed(mixed(sample.seed ^ mixed(place)) ^ number);
        if items.len() < sample.most || items.last().is_some_and(|(last, _)| key < *last) {
            items.push((key, item()));
            items.sort_by_key(|(key, item)| (*key, item.id, item.start));
            items.truncate(sample.most);
        }
    }

    pub(super) fn merge(&mut self, sample: Sample, other: Self) {
        for (stratum, (of, mut items)) in other.0 {
            let ours = self.0.entry(stratum).or_default();
            ours.0 += of;
            ours.1.append(&mut items);
            ours.1
                .sort_by_key(|(key, item)| (*key, item.id, item.start));
            ours.1.truncate(sample.most);
        }
    }

    pub(super) fn finish(self) -> Vec<Stratum> {
        let stratum = |((voice, form), (of, items)): ((String, &'static str), Drawn)| Stratum {
            voice,
            form,
            of,
            items: items.into_iter().map(|(_, item)| item).collect(),
        };
        self.0.into_iter().map(stratum).collect()
    }
}

/// Words shown on each side of a sentence of narration.
const AROUND: usize = 40;
