//! Where patterns occur: each hit with its place, its surroundings, and whose words it stands in.

mod occurrences;
mod quotations;
mod speech;
mod utterances;

pub use occurrences::{BREAK, Occurrence, occurrences};
pub use quotations::{Cited, Points, Quotation, quotations};
pub use speech::{Said, Speech, speech};
pub use utterances::{Utterance, utterances};

use crate::article::{Article, ArticleId, CodePoints, Field, Span};
use crate::lexicon::WordPattern;
use crate::token::Tokens;
use crate::voice::{Attribution, Manner, Passage, Speaker};
use std::ops::Range;

/// What part of an article's words is its lead: a quarter.
const LEAD: usize = 4;

/// One occurrence of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub id: ArticleId,
    /// Its name.
    pub article: String,
    /// The text of the article that the offsets point into.
    pub field: Field,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Place of the pattern in the set.
    pub pattern: usize,
    /// Words before, as they stand, white space folded.
    pub left: String,
    /// The words that fit.
    pub matched: String,
    /// Words after.
    pub right: String,
    /// Who says them.
    pub speaker: Speaker,
    /// How they are given.
    pub manner: Manner,
    /// The article's outlet.
    pub outlet: String,
    /// Its date.
    pub date: String,
}

impl Hit {
    /// The fields by which hits are chosen.
    pub const FIELDS: &[&str] = &[
        "article", "outlet", "date", "speaker", "voice", "side", "manner",
    ];

    /// The value of a field by which hits are chosen; empty for one that hits do not have.
    pub fn value(&self, field: &str) -> &str {
        match field {
            "article" => &self.article,
            "outlet" => &self.outlet,
            "date" => &self.date,
            "speaker" => &self.speaker.name,
            "voice" => &self.speaker.voice,
            "side" => &self.speaker.side,
            "manner" => self.manner.name(),
            _ => "",
        }
    }
}

/// Finds patterns in an article, in order of place; `width` words of the same paragraph on each side go with each hit.
pub fn find(
    article: &Article,
    tokens: &Tokens,
    voices: &Attribution,
    patterns: &[WordPattern],
    width: usize,
) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut offsets = Offsets::new(article);
    for i in 0..tokens.list.len() {
        for (number, pattern) in patterns.iter().enumerate() {
            let block = tokens.run(&tokens.blocks, i);
            let word = |k: usize| (i + k < block.end).then(|| tokens.text(article, i + k));
            if pattern.matches(word) {
                let range = i..i + pattern.len();
                hits.extend(offsets.hit(tokens, voices, range, number, width));
            }
        }
    }
    hits
}

/// The passage in which a span begins.
pub fn passage_at(voices: &Attribution, field: Field, span: Span) -> Option<&Passage> {
    let place = voices
        .passages
        .partition_point(|p| (p.field, p.span.end) <= (field, span.start));
    voices.passages.get(place).filter(|p| p.field == field)
}

/// Places in an article as code points, counted on from the last one asked for.
#[derive(Debug)]
pub struct Offsets<'a> {
    article: &'a Article,
    title: CodePoints<'a>,
    text: CodePoints<'a>,
}

impl<'a> Offsets<'a> {
    /// For an article.
    pub fn new(article: &'a Article) -> Self {
        Self {
            article,
            title: CodePoints::new(&article.title),
            text: CodePoints::new(&article.text),
        }
    }

    fn points(&mut self, field: Field, span: Span) -> Points {
        let points = if field == Field::Title {
            &mut self.title
        } else {
            &mut self.text
        };
        Points {
            start: points.at(span.start as usize),
            end: points.at(span.end as usize),
        }
    }

    /// The hit at some tokens, with `width` words of its paragraph on each side; none where nobody speaks.
    pub fn hit(
        &mut self,
        tokens: &Tokens,
        voices: &Attribution,
        range: Range<usize>,
        pattern: usize,
        width: usize,
    ) -> Option<Hit> {
        let block = tokens.run(&tokens.blocks, range.start);
        let from = range.start.saturating_sub(width).max(block.start);
        let to = (range.end + width).min(block.end);
        let around = Span {
            start: tokens.list[from].span.start,
            end: tokens.list[to - 1].span.end,
        };
        self.hit_in(tokens, voices, range, pattern, around)
    }

    /// The hit at some tokens, with all of `around` on either side.
    fn hit_in(
        &mut self,
        tokens: &Tokens,
        voices: &Attribution,
        range: Range<usize>,
        pattern: usize,
        around: Span,
    ) -> Option<Hit> {
        let (article, field) = (self.article, tokens.field(range.start));
        let span = Span {
            start: tokens.list[range.start].span.start,
            end: tokens.list[range.end - 1].span.end,
        };
        let text = article.field(field);
        let (from, to) = (around.start as usize, around.end as usize);
        let passage = passage_at(voices, field, span)?;
        let points = self.points(field, span);
        Some(Hit {
            id: article.id,
            article: article.name.clone(),
            field,
            start: points.start,
            end: points.end,
            pattern,
            left: fold_space(&text[from..span.start as usize]),
            matched: fold_space(span.of(text)),
            right: fold_space(&text[span.end as usize..to]),
            speaker: voices.speakers[passage.speaker].clone(),
            manner: passage.manner,
            outlet: article.metadata.outlet.clone(),
            date: article.metadata.date.clone(),
        })
    }
}

/// White space folded to single blanks, none at the ends.
pub fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
