//! Where patterns occur: each hit with its place, its surroundings, and whose words it stands in.

use crate::article::{Article, ArticleId, CodePoints, Field, Span};
use crate::lexicon::WordPattern;
use crate::token::Tokens;
use crate::voice::{Attribution, Manner, Speaker};

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

/// White space folded to single blanks, none at the ends.
fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
