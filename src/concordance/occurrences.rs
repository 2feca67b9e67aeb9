//! Occurrences of a phrase with what a judgement about them rests on: the sentence, and what its holder says in it.

use super::quotations::with_marks;
use super::{Hit, Offsets, fold_space, passage_at};
use crate::article::{Article, Field, Span};
use crate::lexicon::WordPattern;
use crate::token::{Tokens, normal_form};
use crate::voice::Attribution;
use std::ops::Range;

/// What stands for a mark between two clauses among the words of [`Occurrence::before`] and [`Occurrence::after`].
pub const BREAK: &str = ",";

/// Words of a sentence that are looked at on either side of a phrase.
const LONGEST: usize = 150;
/// Quotations that begin before a word and are looked at for the one it stands in.
const NEAR: usize = 32;

/// One occurrence of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Where it stands and who says it; `left` and `right` are the rest of its sentence.
    pub hit: Hit,
    /// The sentence, white space folded.
    pub sentence: String,
    /// The holder's own words of the sentence before it, in normal form; [`BREAK`] where a clause ends.
    pub before: Vec<String>,
    /// The same after it.
    pub after: Vec<String>,
    /// The reporting words of the quotation that it stands in, in normal form.
    pub cue: String,
    /// The language of the article: a code of ISO 639-1.
    pub language: &'static str,
}

/// Finds phrases in an article, in order of place. Of patterns that begin at the same word each has its occurrence.
/// Needs the marks of sentences; `language` is the article's.
pub fn occurrences(
    article: &Article,
    tokens: &Tokens,
    voices: &Attribution,
    patterns: &[WordPattern],
    language: &'static str,
) -> Vec<Occurrence> {
    let mut found = Vec::new();
    let mut offsets = Offsets::new(article);
    for i in 0..tokens.list.len() {
        for (number, pattern) in patterns.iter().enumerate() {
            let sentence = tokens.run(&tokens.sentences, i);
            let word = |k: usize| (i + k < sentence.end).then(|| tokens.text(article, i + k));
            if !pattern.matches(word) {
                continue;
            }
            let range = i..i + pattern.len();
            let text = article.field(tokens.field(i));
            // Of a sentence that never ends, what stands around.
            let sentence = sentence.start.max(i.saturating_sub(LONGEST))
                ..sentence.end.min(i + pattern.len() + LONGEST);
            let around = with_marks(tokens, sentence.clone(), text);
            let hit = offsets.hit_in(tokens, voices, range.clone(), number, around);
            let holder = Holder::new(article, tokens, voices, i);
            found.extend(hit.zip(holder).map(|(hit, holder)| Occurrence {
                hit,
                sentence: fold_space(around.of(text)),
                before: holder.words(sentence.start..range.start),
                after: holder.words(range.end..sentence.end),
                cue: holder.cue(i),
                language,
            }));
        }
    }
    found
}

/// Who holds a word, and what else they say.
struct Holder<'a> {
    article: &'a Article,
    tokens: &'a Tokens,
    voices: &'a Attribution,
    speaker: usize,
}

impl<'a> Holder<'a> {
    fn new(
        article: &'a Article,
        tokens: &'a Tokens,
        voices: &'a Attribution,
        word: usize,
    ) -> Option<Self> {
        let passage = passage_at(voices, tokens.field(word), tokens.list[word].span)?;
        Some(Self {
            article,
            tokens,
            voices,
            speaker: passage.speaker,
        })
    }

    /// The holder's words among some tokens of one sentence.
    fn words(&self, range: Range<usize>) -> Vec<String> {
        let mut words = Vec::new();
        for i in range.clone() {
            let (field, span) = (self.tokens.field(i), self.tokens.list[i].span);
            let is_theirs =
                passage_at(self.voices, field, span).is_some_and(|p| p.speaker == self.speaker);
            let ends = i > 0 && self.tokens.field(i - 1) == field && self.breaks(field, i);
            if ends && !words.is_empty() {
                words.push(BREAK.to_owned());
            }
            if is_theirs {
                words.push(normal_form(self.tokens.text(self.article, i)).into_owned());
            }
        }
        // A mark between the last of these words and what follows them.
        let next = range.end;
        if next < self.tokens.list.len() && !words.is_empty() {
            let field = self.tokens.field(next);
            if self.tokens.field(next - 1) == field && self.breaks(field, next) {
                words.push(BREAK.to_owned());
            }
        }
        words
    }

    /// True when a clause ends between the word before and this one.
    fn breaks(&self, field: Field, i: usize) -> bool {
        let between = Span {
            start: self.tokens.list[i - 1].span.end,
            end: self.tokens.list[i].span.start,
        };
        let text = between.of(self.article.field(field));
        text.contains([',', ';', ':', '(', ')', '—', '–'])
    }

    /// The reporting words of the innermost quotation of the holder that the word stands in.
    fn cue(&self, word: usize) -> String {
        let (field, span) = (self.tokens.field(word), self.tokens.list[word].span);
        let holder = &self.voices.speakers[self.speaker];
        let holds = |q: &&crate::voice::Quote| {
            q.field == field && q.speaker == *holder && q.spans.iter().any(|s| s.contains(span))
        };
        let quotes = &self.voices.quotes;
        let begun =
            quotes.partition_point(|q| (q.field, q.envelope().start) <= (field, span.start));
        let quotes = quotes[..begun].iter().rev().take(NEAR).filter(holds);
        let innermost = quotes.min_by_key(|q| q.envelope().len());
        let cue = innermost.and_then(|q| q.cue);
        cue.map_or(String::new(), |cue| {
            normal_form(cue.of(self.article.field(field))).into_owned()
        })
    }
}
