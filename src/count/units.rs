//! The stream of countable units of an article: words, numbers and phrases, each in its row.

use crate::article::{Article, Field};
use crate::token::{Phrases, Tokens};
use crate::voice::{Attribution, Manner};
use rustc_hash::FxHashMap;

/// One countable unit: a token, or the tokens of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// Its first token.
    pub first: u32,
    /// How many tokens it spans.
    pub tokens: u32,
    /// Place of its (speaker, manner) in [`Units::rows`].
    pub row: u32,
}

/// The units of an article in order, and its rows.
#[derive(Debug, Clone, Default)]
pub struct Units {
    /// Words, numbers and phrases; addresses are not among them.
    pub list: Vec<Unit>,
    /// The (speaker, manner) pairs that occur, in order of first occurrence.
    pub rows: Vec<(usize, Manner)>,
}

/// The units of one article with their surface forms: what windows slide over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) units: &'a Units,
    pub(super) terms: &'a [u32],
    pub(super) voices: &'a Attribution,
}

/// How far a window reaches. No window crosses an article, a headline's end, or a change of speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Reach {
    /// So many words to each side.
    Words(u32),
    /// The whole sentence.
    Sentence,
    /// The whole paragraph.
    Paragraph,
}

impl Reach {
    /// Words to each side, as many as there are for a sentence or paragraph.
    pub(super) fn words(self) -> usize {
        match self {
            Self::Words(n) => n as usize,
            Self::Sentence | Self::Paragraph => usize::MAX,
        }
    }

    /// As written in a study: a number, `sentence` or `paragraph`.
    pub fn name(self) -> String {
        match self {
            Self::Words(n) => n.to_string(),
            Self::Sentence => "sentence".into(),
            Self::Paragraph => "paragraph".into(),
        }
    }
}

impl Stream<'_> {
    /// The runs of units that windows stay in, as ranges of [`Units::list`].
    pub(super) fn stretches(&self, reach: Reach) -> Vec<std::ops::Range<usize>> {
        let list = &self.units.list;
        let bounds: &[u32] = match reach {
            Reach::Words(_) => &[],
            Reach::Sentence => &self.tokens.sentences,
            Reach::Paragraph => &self.tokens.blocks,
        };
        let key = |i: usize| {
            let first = list[i].first;
            let speaker = self.units.rows[list[i].row as usize].0;
            (
                self.tokens.field(first as usize),
                speaker,
                bounds.partition_point(|b| *b <= first),
            )
        };
        let mut stretches = Vec::new();
        let mut start = 0;
        for i in 1..=list.len() {
            if i == list.len() || key(i) != key(start) {
                stretches.push(start..i);
                start = i;
            }
        }
        stretches
    }
}

/// Buffers that are used again for every article.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The units of the article at hand.
    pub units: Units,
    /// A phrase's surface form.
    pub form: String,
    pub(super) terms: Vec<u32>,
    pub(super) counts: Vec<u32>,
    pub(super) touched: Vec<u32>,
    pub(super) order: Vec<u32>,
}

impl Units {
    /// Finds the units of an article.
    ///
    /// A phrase never crosses a block, a sentence or a speaker; of two that begin at the same word the longer counts.
    pub fn find(
        &mut self,
        article: &Article,
        tokens: &Tokens,
        voices: &Attribution,
        phrases: &Phrases,
    ) {
        self.list.clear();
        self.rows.clear();
        let mut numbers: FxHashMap<(usize, Manner), usize> = FxHashMap::default();
        let mut last = None;
        let mut passage = 0;
        let mut i = 0;
        while i < tokens.list.len() {
            let token = tokens.list[i];
            let field = tokens.field(i);
            while passage + 1 < voices.passages.len()
                && is_before(&voices.passages[passage], field, token.span.start)
            {
                passage += 1;
            }
            let Some(here) = voices.passages.get(passage) else {
                break;
            };
            let span = if phrases.is_empty() {
                1
            } else {
                phrase_at(article, tokens, voices, phrases, i, passage)
            };
            if token.is_word() {
                let key = (here.speaker, here.manner);
                // Most words are in the row of the word before.
                let row = match last {
                    Some((before, row)) if before == key => row,
                    _ => *numbers.entry(key).or_insert_with(|| {
                        self.rows.push(key);
                        self.rows.len() - 1
                    }),
                };
                last = Some((key, row));
                self.list.push(Unit {
                    first: i as u32,
                    tokens: span as u32,
                    row: row as u32,
                });
            }
            i += span;
        }
    }

    /// Which units have a mark, and not only blanks or one hyphen, between them and the unit before.
    pub(super) fn set_apart(&self, article: &Article, tokens: &Tokens) -> Vec<bool> {
        let mut apart = vec![true; self.list.len()];
        for (pair, apart) in self.list.windows(2).zip(&mut apart[1..]) {
            let last = (pair[0].first + pair[0].tokens - 1) as usize;
            let next = pair[1].first as usize;
            let field = tokens.field(next);
            if field != tokens.field(last) {
                continue;
            }
            let (from, to) = (tokens.list[last].span.end, tokens.list[next].span.start);
            let between = article.field(field).get(from as usize..to as usize);
            let between = between.unwrap_or("");
            let hyphen = matches!(between, "-" | "\u{2010}" | "\u{2011}");
            *apart = !hyphen && !between.chars().all(char::is_whitespace);
        }
        apart
    }

    /// The surface form of a unit; the words of a phrase with one blank between them.
    pub fn form<'a>(
        unit: Unit,
        article: &'a Article,
        tokens: &Tokens,
        buffer: &'a mut String,
    ) -> &'a str {
        let first = unit.first as usize;
        if unit.tokens == 1 {
            return tokens.text(article, first);
        }
        buffer.clear();
        for i in first..first + unit.tokens as usize {
            if i > first {
                buffer.push(' ');
            }
            buffer.push_str(tokens.text(article, i));
        }
        buffer
    }
}

fn is_before(passage: &crate::voice::Passage, field: Field, start: u32) -> bool {
    (passage.field, passage.span.end) <= (field, start)
}

/// How many tokens the unit at token `i` has: those of the longest phrase, or one.
fn phrase_at(
    article: &Article,
    tokens: &Tokens,
    voices: &Attribution,
    phrases: &Phrases,
    i: usize,
    passage: usize,
) -> usize {
    let block = tokens.run(&tokens.blocks, i);
    let end = if tokens.sentences.is_empty() {
        block.end
    } else {
        block.end.min(tokens.run(&tokens.sentences, i).end)
    };
    let speaker = voices.passages[passage].speaker;
    let same_speaker = |k: usize| {
        let (field, start) = (tokens.field(k), tokens.list[k].span.start);
        let here = voices.passages[passage..]
            .iter()
            .find(|p| !is_before(p, field, start));
        here.is_some_and(|p| p.speaker == speaker)
    };
    let word = |k: usize| (i + k < end && same_speaker(i + k)).then(|| tokens.text(article, i + k));
    phrases.longest(word).unwrap_or(1)
}
