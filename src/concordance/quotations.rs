//! Quotations, ready to leave the program: their words, places, and the sentences around them.

use super::{Offsets, fold_space};
use crate::article::{Article, ArticleId, Field, Span};
use crate::token::Tokens;
use crate::voice::{Attribution, Evidence, Manner, Quote, QuoteType, Speaker};
use std::ops::Range;

/// A range of code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// Words of the article with their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Where they stand.
    pub points: Points,
    /// As they stand.
    pub text: String,
}

/// A quotation with its place, its words, and what is known of its speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The article.
    pub id: ArticleId,
    /// Its name.
    pub article: String,
    /// Its headline.
    pub title: String,
    /// Its outlet.
    pub outlet: String,
    /// Its date.
    pub date: String,
    /// The text of the article that the offsets point into.
    pub field: Field,
    /// Its parts, in order.
    pub spans: Vec<Points>,
    /// Its parts joined by one blank.
    pub text: String,
    /// `direct`, `mixed` or `indirect`.
    pub kind: &'static str,
    /// `clause`, `phrase`, `block` or `transcript`.
    pub subtype: &'static str,
    /// The speaker as mentioned.
    pub mention: Option<Cited>,
    /// Who says it.
    pub speaker: Speaker,
    /// The reporting words.
    pub cue: Option<Cited>,
    /// The rule that found it.
    pub rule: &'static str,
    /// Who reports that it was said.
    pub reported_by: String,
    /// How speaker and voice are known.
    pub evidence: Evidence,
    /// The words in marks inside a mixed quotation, each with who says them.
    pub fragments: Vec<(Cited, Speaker)>,
    /// The sentence that holds it, or the sentences from its beginning to its end.
    pub sentence: String,
    /// The sentence before that.
    pub previous: String,
    /// The sentence after that.
    pub next: String,
    /// Word tokens.
    pub words: usize,
}

impl Quotation {
    /// The fields by which quotations are chosen.
    pub const FIELDS: &[&str] = &[
        "article",
        "outlet",
        "date",
        "speaker",
        "voice",
        "side",
        "type",
        "subtype",
        "rule",
        "reported_by",
    ];

    /// The value of such a field.
    pub fn value(&self, field: &str) -> &str {
        match field {
            "article" => &self.article,
            "outlet" => &self.outlet,
            "date" => &self.date,
            "speaker" => &self.speaker.name,
            "voice" => &self.speaker.voice,
            "side" => &self.speaker.side,
            "type" => self.kind,
            "subtype" => self.subtype,
            "rule" => self.rule,
            "reported_by" => &self.reported_by,
            _ => "",
        }
    }
}

/// The quotations of an article, ready to leave the program. Needs the marks of sentences.
///
/// Lone words that the outlet puts into marks by itself are narration, of manner `phrase`, and no quotation of anybody.
pub fn quotations(article: &Article, tokens: &Tokens, voices: &Attribution) -> Vec<Quotation> {
    let mut offsets = Offsets::new(article);
    let mut leave = |quote| offsets.quotation(tokens, voices, quote);
    let said = voices.quotes.iter().filter(|q| !q.is_narration());
    said.map(&mut leave).collect()
}

impl Offsets<'_> {
    /// A quotation with its offsets, its words, and the sentences around it.
    pub fn quotation(&mut self, tokens: &Tokens, voices: &Attribution, quote: &Quote) -> Quotation {
        let article = self.article;
        let text = article.field(quote.field);
        let spans: Vec<Points> = quote
            .spans
            .iter()
            .map(|s| self.points(quote.field, *s))
            .collect();
        let mut cited = |span: Span| Cited {
            points: self.points(quote.field, span),
            text: span.of(text).to_owned(),
        };
        let (mention, cue) = (quote.mention.map(&mut cited), quote.cue.map(&mut cited));
        let fragments = fragments(voices, quote)
            .into_iter()
            .map(|(span, speaker)| (cited(span), voices.speakers[speaker].clone()))
            .collect();
        let words = |s: &Span| {
            let inside = &tokens.list[tokens.within_field(quote.field, *s)];
            inside.iter().filter(|t| t.is_word()).count()
        };
        let [previous, sentence, next] = sentences(article, tokens, quote);
        Quotation {
            id: article.id,
            article: article.name.clone(),
            title: article.title.clone(),
            outlet: article.metadata.outlet.clone(),
            date: article.metadata.date.clone(),
            field: quote.field,
            spans,
            text: quote
                .spans
                .iter()
                .map(|s| s.of(text))
                .collect::<Vec<_>>()
                .join(" "),
            kind: quote.kind.name(),
            subtype: quote.subtype.name(),
            mention,
            speaker: quote.speaker.clone(),
            cue,
            rule: quote.rule,
            reported_by: quote.reported_by.clone(),
            evidence: quote.evidence.clone(),
            fragments,
            sentence,
            previous,
            next,
            words: quote.spans.iter().map(words).sum(),
        }
    }
}

/// The stretches in marks inside a mixed quotation, with the places of their speakers.
fn fragments(voices: &Attribution, quote: &Quote) -> Vec<(Span, usize)> {
    if quote.kind != QuoteType::Mixed {
        return Vec::new();
    }
    let whole = quote.envelope();
    let first = voices
        .passages
        .partition_point(|p| (p.field, p.span.end) <= (quote.field, whole.start));
    voices.passages[first..]
        .iter()
        .take_while(|p| p.field == quote.field && p.span.start < whole.end)
        .filter(|p| matches!(p.manner, Manner::Direct | Manner::Phrase))
        .map(|p| (p.span, p.speaker))
        .collect()
}

/// Words of a sentence that are told at most before a quotation and after it.
const AROUND: usize = 300;

/// The sentence before a quotation, the one or more that hold it, and the one after; empty where there is none.
fn sentences(article: &Article, tokens: &Tokens, quote: &Quote) -> [String; 3] {
    let whole = quote.envelope();
    let text = article.field(quote.field);
    let inside = tokens.within_field(quote.field, whole);
    if inside.is_empty() || tokens.sentences.is_empty() {
        return [String::new(), fold_space(whole.of(text)), String::new()];
    }
    let run = |i: usize| tokens.run(&tokens.sentences, i);
    // Of a paragraph without full stops only what is near is told: its words would be kept once for each quotation.
    let from = run(inside.start)
        .start
        .max(inside.start.saturating_sub(AROUND));
    let here = from..run(inside.end - 1).end.min(inside.end + AROUND);
    let in_field = |i: &usize| tokens.field(*i) == quote.field;
    let before = here.start.checked_sub(1).filter(in_field).map(run);
    let before = before.map(|r| r.start.max(here.start.saturating_sub(AROUND))..here.start);
    let after = Some(here.end)
        .filter(|i| *i < tokens.list.len())
        .filter(in_field)
        .map(run);
    let after = after.map(|r| here.end..r.end.min(here.end + AROUND));
    let words = |range: Range<usize>| fold_space(with_marks(tokens, range, text).of(text));
    [before, Some(here), after].map(|range| range.map_or(String::new(), words))
}

/// The bytes of some words with the marks that stand at them, up to the next white space.
pub(super) fn with_marks(tokens: &Tokens, range: Range<usize>, text: &str) -> Span {
    let (from, to) = (
        tokens.list[range.start].span.start as usize,
        tokens.list[range.end - 1].span.end as usize,
    );
    let from = text[..from].rfind(char::is_whitespace).map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    let to = text[to..]
        .find(char::is_whitespace)
        .map_or(text.len(), |at| to + at);
    Span::new(from, to)
}
