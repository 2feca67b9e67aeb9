//! Where patterns occur: each hit with its place, its surroundings, and whose words it stands in.

use crate::article::{Article, ArticleId, CodePoints, Field, Span};
use crate::lexicon::WordPattern;
use crate::token::Tokens;
use crate::voice::{Attribution, Evidence, Manner, Quote, Speaker};

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
    let mut points = (
        CodePoints::new(&article.title),
        CodePoints::new(&article.text),
    );
    for i in 0..tokens.list.len() {
        for (number, pattern) in patterns.iter().enumerate() {
            let block = tokens.run(&tokens.blocks, i);
            let word = |k: usize| (i + k < block.end).then(|| tokens.text(article, i + k));
            if !pattern.matches(word) {
                continue;
            }
            let field = tokens.field(i);
            let last = i + pattern.len() - 1;
            let span = Span {
                start: tokens.list[i].span.start,
                end: tokens.list[last].span.end,
            };
            let text = article.field(field);
            let from = tokens.list[i.saturating_sub(width).max(block.start)]
                .span
                .start as usize;
            let to = tokens.list[(last + width).min(block.end - 1)].span.end as usize;
            let points = if field == Field::Title {
                &mut points.0
            } else {
                &mut points.1
            };
            let passage = voices
                .passages
                .iter()
                .find(|p| p.field == field && p.span.contains(span));
            let passage = passage.or_else(|| {
                voices
                    .passages
                    .iter()
                    .find(|p| p.field == field && p.span.end > span.start)
            });
            let Some(passage) = passage else { continue };
            hits.push(Hit {
                id: article.id,
                article: article.name.clone(),
                field,
                start: points.at(span.start as usize),
                end: points.at(span.end as usize),
                pattern: number,
                left: fold_space(&text[from..span.start as usize]),
                matched: fold_space(span.of(text)),
                right: fold_space(&text[span.end as usize..to]),
                speaker: voices.speakers[passage.speaker].clone(),
                manner: passage.manner,
                outlet: article.metadata.outlet.clone(),
                date: article.metadata.date.clone(),
            });
        }
    }
    hits
}

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
    /// What stands before it in its paragraph.
    pub before: String,
    /// What stands after it in its paragraph.
    pub after: String,
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

/// The quotations of an article, ready to leave the program.
pub fn quotations(article: &Article, tokens: &Tokens, voices: &Attribution) -> Vec<Quotation> {
    let mut points = CodePoints::new(&article.text);
    let quotation = |quote: &Quote| {
        let text = article.field(quote.field);
        let mut range = |span: Span| Points {
            start: points.at(span.start as usize),
            end: points.at(span.end as usize),
        };
        let spans: Vec<Points> = quote.spans.iter().map(|s| range(*s)).collect();
        let mut cited = |span: Span| Cited {
            points: range(span),
            text: span.of(text).to_owned(),
        };
        let (mention, cue) = (quote.mention.map(&mut cited), quote.cue.map(&mut cited));
        let whole = quote.envelope();
        let around = article
            .blocks
            .iter()
            .filter(|b| b.span.start < whole.end && b.span.end > whole.start);
        let (from, to) = around.fold((whole.start, whole.end), |(f, t), b| {
            (f.min(b.span.start), t.max(b.span.end))
        });
        let words = quote
            .spans
            .iter()
            .map(|s| {
                tokens.list[tokens.within(*s)]
                    .iter()
                    .filter(|t| t.is_word())
                    .count()
            })
            .sum();
        Quotation {
            id: article.id,
            article: article.name.clone(),
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
            before: fold_space(&text[from as usize..whole.start as usize]),
            after: fold_space(&text[whole.end as usize..to as usize]),
            words,
        }
    };
    voices.quotes.iter().map(quotation).collect()
}

/// White space folded to single blanks, none at the ends.
fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
