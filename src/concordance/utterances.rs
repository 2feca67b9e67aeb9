//! Everything that is said in an article, quotation by quotation and, between them, sentence by sentence: what statements
//! are followed through.

use super::{LEAD, Offsets, passage_at};
use crate::article::{Article, ArticleId, Field, Span};
use crate::token::{Tokens, normal_form};
use crate::voice::{Attribution, Manner, Quote, QuoteType, Speaker, Subtype};
use std::ops::Range;

/// Narrated words of a sentence below which it says nothing by itself.
const FEWEST: usize = 6;
/// Words of a quotation above which each of its sentences is an utterance of its own.
const LONG: usize = 80;
/// Words after which an utterance is cut.
const LONGEST: usize = 200;

/// Marks of quotation.
const QUOTATION: [char; 8] = ['"', '“', '”', '„', '«', '»', '‘', '’'];

/// A quotation, a sentence of a long one, or the narrated part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// The article.
    pub id: ArticleId,
    /// Its name.
    pub article: String,
    /// Its outlet.
    pub outlet: String,
    /// Its date.
    pub date: String,
    /// Its language: a code of ISO 639-1.
    pub language: &'static str,
    /// The text of the article that the offsets point into.
    pub field: Field,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Its parts joined by one blank.
    pub text: String,
    /// Where its words stand in that, and whether they are given as spoken: in marks, in a passage taken over, or in a
    /// transcript.
    pub words: Vec<(Range<u32>, bool)>,
    /// Who says it.
    pub speaker: Speaker,
    /// How; of a quotation the manner of most of it.
    pub manner: Manner,
    /// The reporting words of a quotation, in normal form; empty if there are none.
    pub cue: String,
    /// Whether it begins in the first quarter of the article's words.
    pub leads: bool,
}

impl Utterance {
    /// A word as it stands.
    pub fn word(&self, number: usize) -> &str {
        let range = &self.words[number].0;
        &self.text[range.start as usize..range.end as usize]
    }

    /// A word with the marks right behind it; quotation marks are left out.
    pub fn written(&self, number: usize) -> String {
        let range = &self.words[number].0;
        let (start, end) = (range.start as usize, range.end as usize);
        let between = |c: &char| !c.is_alphanumeric() && !c.is_whitespace();
        let behind = self.text[end..].chars().take_while(between);
        let marks = behind.filter(|c| !QUOTATION.contains(c));
        self.text[start..end].chars().chain(marks).collect()
    }

    /// True when every word is given as spoken.
    pub fn is_direct(&self) -> bool {
        self.words.iter().all(|(_, spoken)| *spoken)
    }
}

/// The utterances of an article, in order of place: its quotations, and what its outlet narrates. Needs the marks of
/// sentences; `language` is the article's.
pub fn utterances(
    article: &Article,
    tokens: &Tokens,
    voices: &Attribution,
    language: &'static str,
) -> Vec<Utterance> {
    let is_word = |i: &usize| tokens.list[*i].is_word();
    let words = (0..tokens.list.len()).filter(is_word).count();
    let lead = (0..tokens.list.len())
        .filter(is_word)
        .nth(words.div_ceil(LEAD))
        .unwrap_or(tokens.list.len());
    let mut reading = Reading {
        article,
        tokens,
        voices,
        language,
        lead,
        offsets: Offsets::new(article),
    };
    let quotes = voices.quotes.iter().filter(|q| !q.is_narration());
    let mut found: Vec<Utterance> = quotes.flat_map(|quote| reading.quoted(quote)).collect();
    let mut at = 0;
    while at < tokens.list.len() {
        let sentence = tokens.run(&tokens.sentences, at);
        at = sentence.end.max(at + 1);
        found.extend(reading.narrated(sentence));
    }
    found.sort_by_key(|u| (u.field, u.start, u.end));
    found
}

/// A stretch of text with the words in it that belong to an utterance.
type Part = (Span, Vec<usize>);

struct Reading<'a> {
    article: &'a Article,
    tokens: &'a Tokens,
    voices: &'a Attribution,
    language: &'static str,
    /// The first token after the lead.
    lead: usize,
    offsets: Offsets<'a>,
}

impl Reading<'_> {
    fn manner(&self, i: usize) -> Option<(Manner, usize)> {
        let span = self.tokens.list[i].span;
        let passage = passage_at(self.voices, self.tokens.field(i), span)?;
        Some((passage.manner, passage.speaker))
    }

    fn quoted(&mut self, quote: &Quote) -> Vec<Utterance> {
        let mut parts: Vec<Part> = Vec::new();
        for span in &quote.spans {
            let inside = self.tokens.within_field(quote.field, *span);
            parts.push((
                *span,
                inside.filter(|i| self.tokens.list[*i].is_word()).collect(),
            ));
        }
        let manner = match (quote.subtype, quote.kind) {
            (Subtype::Block, _) => Manner::Block,
            (Subtype::Transcript, _) => Manner::Transcript,
            (Subtype::Phrase, _) => Manner::Phrase,
            (_, QuoteType::Direct) => Manner::Direct,
            _ => Manner::Indirect,
        };
        let spoken = |manner: Manner| !matches!(manner, Manner::Indirect | Manner::Narration);
        let words: usize = parts.iter().map(|(_, inside)| inside.len()).sum();
        let pieces = if words > LONG {
            self.sentences(&parts)
        } else {
            vec![parts]
        };
        let said = (&quote.speaker, manner);
        let cue = quote
            .cue
            .map_or("", |cue| cue.of(self.article.field(quote.field)));
        let cue = normal_form(cue).into_owned();
        let whole = |parts: &Vec<Part>| {
            let found = self.utterance(quote.field, parts, said, spoken)?;
            Some(Utterance {
                cue: cue.clone(),
                ..found
            })
        };
        pieces.iter().filter_map(whole).collect()
    }

    /// The sentences of a long quotation.
    fn sentences(&self, parts: &[Part]) -> Vec<Vec<Part>> {
        let list = &self.tokens.list;
        let sentence = |i: usize| self.tokens.run(&self.tokens.sentences, i).start;
        let mut pieces = Vec::new();
        for (_, inside) in parts {
            for words in inside.chunk_by(|x, y| sentence(*x) == sentence(*y)) {
                let span = Span {
                    start: list[words[0]].span.start,
                    end: list[words[words.len() - 1]].span.end,
                };
                pieces.push(vec![(span, words.to_vec())]);
            }
        }
        pieces
    }

    /// The narrated words of a sentence.
    fn narrated(&mut self, sentence: Range<usize>) -> Option<Utterance> {
        let field = self.tokens.field(sentence.start);
        let mut speaker = None;
        let mut words = Vec::new();
        for i in sentence.filter(|i| self.tokens.list[*i].is_word()) {
            if let Some((Manner::Narration, who)) = self.manner(i) {
                speaker = Some(who);
                words.push(i);
            }
        }
        if words.len() < FEWEST {
            return None;
        }
        let list = &self.tokens.list;
        let span = Span {
            start: list[words[0]].span.start,
            end: list[words[words.len() - 1]].span.end,
        };
        let speaker = &self.voices.speakers[speaker?];
        self.utterance(
            field,
            &[(span, words)],
            (speaker, Manner::Narration),
            |_| false,
        )
    }

    fn utterance(
        &mut self,
        field: Field,
        parts: &[Part],
        (speaker, manner): (&Speaker, Manner),
        spoken: impl Fn(Manner) -> bool,
    ) -> Option<Utterance> {
        let source = self.article.field(field);
        let (mut text, mut words) = (String::new(), Vec::new());
        for (span, inside) in parts {
            if !text.is_empty() {
                text.push(' ');
            }
            let moved = |at: u32| text.len() as u32 + at - span.start;
            for &i in inside {
                let of_word = self.tokens.list[i].span;
                let is_spoken = self.manner(i).is_some_and(|(manner, _)| spoken(manner));
                words.push((moved(of_word.start)..moved(of_word.end), is_spoken));
            }
            text.push_str(span.of(source));
        }
        words.truncate(LONGEST);
        let (first, last) = (parts.first()?.0, parts.last()?.0);
        let begins = *parts.iter().flat_map(|(_, inside)| inside).next()?;
        let whole = Span {
            start: first.start,
            end: last.end,
        };
        let points = self.offsets.points(field, whole);
        let metadata = &self.article.metadata;
        Some(Utterance {
            id: self.article.id,
            article: self.article.name.clone(),
            outlet: metadata.outlet.clone(),
            date: metadata.date.clone(),
            language: self.language,
            field,
            start: points.start,
            end: points.end,
            text,
            words,
            speaker: speaker.clone(),
            manner,
            cue: String::new(),
            leads: begins < self.lead,
        })
    }
}
