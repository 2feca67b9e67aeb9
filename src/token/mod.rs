//! Text to words and sentences.
//!
//! A token is a word, a number or an address of the net; punctuation and white space lie between tokens.
//! Words and numbers are what counts are made of (`N`); addresses are kept in place and left out of `N`.
//! Only the analysed body is tokenised: the headline of the metadata, then every block that is not furniture.

mod news;
mod phrase;
mod sentence;
mod stem;
mod uax29;
mod whitespace;

pub use phrase::{Phrases, normal_form};
pub use sentence::mark_sentences;
pub use stem::Stemmer;

use crate::article::{Article, Field, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// How text becomes terms: the study's `[tokens]`.
///
/// `tokenizer` and `phrases` shape the stream of tokens; the other four only map surface forms to terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Where words begin and end.
    pub tokenizer: Tokenizer,
    /// Whether forms that differ only in letter case are one term.
    pub lowercase: bool,
    /// `none`, or a language whose endings are taken off.
    pub stemmer: Stemmer,
    /// `none`, a language, or a file: the words that lists of terms do not show.
    pub stop_words: String,
    /// Runs of words that count as one term.
    pub phrases: Vec<String>,
    /// Spellings that count as another term.
    pub variants: BTreeMap<String, String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            tokenizer: Tokenizer::News,
            lowercase: true,
            stemmer: Stemmer::None,
            stop_words: "en".into(),
            phrases: Vec::new(),
            variants: BTreeMap::new(),
        }
    }
}

/// Where words begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tokenizer {
    /// Unicode word boundaries, and on top of them whole hyphenated words, acronyms with dots, @names, #tags, addresses.
    #[default]
    News,
    /// Unicode word boundaries (UAX #29) as they are.
    Uax29,
    /// What stands between white space, for text that is tokenised already.
    Whitespace,
}

impl Tokenizer {
    /// All tokenisers.
    pub const ALL: &[Self] = &[Self::News, Self::Uax29, Self::Whitespace];

    /// Name with version: changes when any text is cut differently than before.
    pub fn version(self) -> &'static str {
        match self {
            Self::News => "news-1",
            Self::Uax29 => "uax29-1",
            Self::Whitespace => "whitespace-1",
        }
    }

    /// The name used in a study.
    pub fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Uax29 => "uax29",
            Self::Whitespace => "whitespace",
        }
    }

    /// Appends the tokens of `text`, which begins at byte `offset` of its field.
    fn tokenize(self, text: &str, offset: usize, out: &mut Vec<Token>) {
        match self {
            Self::News => news::tokenize(text, offset, out),
            Self::Uax29 => uax29::tokenize(text, offset, out),
            Self::Whitespace => whitespace::tokenize(text, offset, out),
        }
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TokenKind {
    /// At least one letter.
    Word,
    /// Digits and no letter.
    Number,
    /// A net or mail address: keeps its place, not counted.
    Address,
}

/// One token of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Its bytes in its field.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

impl Token {
    /// True when the token counts towards `N`.
    pub fn is_word(&self) -> bool {
        self.kind != TokenKind::Address
    }
}

/// The tokens of an article: those of the headline first, then those of the text, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tokens {
    /// All tokens.
    pub list: Vec<Token>,
    /// How many of them belong to the headline.
    pub in_title: usize,
    /// First token of each block; a headline in the metadata is the first block.
    pub blocks: Vec<u32>,
    /// First token of each sentence; empty until [`mark_sentences`].
    pub sentences: Vec<u32>,
}

impl Tokens {
    /// The field that token `i` points into.
    pub fn field(&self, i: usize) -> Field {
        if i < self.in_title {
            Field::Title
        } else {
            Field::Text
        }
    }

    /// The token's characters.
    pub fn text<'a>(&self, article: &'a Article, i: usize) -> &'a str {
        self.list[i].span.of(article.field(self.field(i)))
    }

    /// The tokens whose bytes lie inside a span of the text.
    pub fn within(&self, span: Span) -> Range<usize> {
        self.within_field(Field::Text, span)
    }

    /// The tokens whose bytes lie inside a span of a field.
    pub fn within_field(&self, field: Field, span: Span) -> Range<usize> {
        let all = match field {
            Field::Title => 0..self.in_title,
            Field::Text => self.in_title..self.list.len(),
        };
        let list = &self.list[all.clone()];
        let start = list.partition_point(|t| t.span.start < span.start);
        let end = list.partition_point(|t| t.span.end <= span.end).max(start);
        all.start + start..all.start + end
    }

    /// The run between two of `starts` that holds token `i`: its block or its sentence.
    pub fn run(&self, starts: &[u32], i: usize) -> Range<usize> {
        let after = starts.partition_point(|s| *s as usize <= i);
        let start = after.checked_sub(1).map_or(0, |b| starts[b] as usize);
        start..starts.get(after).map_or(self.list.len(), |s| *s as usize)
    }

    fn clear(&mut self) {
        self.list.clear();
        self.in_title = 0;
        self.blocks.clear();
        self.sentences.clear();
    }
}

/// The tokens of an article's analysed body.
///
/// # Examples
///
/// ```
/// use counterframe::{article::*, token::*};
/// let text = "The U.S. e-mail law";
/// let blocks = vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }];
/// let article = Article { id: ArticleId { source: 0, record: 0 }, name: "a".into(), place: "a".into(),
///     title: String::new(), text: text.into(), metadata: Metadata::default(), blocks };
/// let tokens = tokenize(&article, Tokenizer::News, Headline::Analysed);
/// let words: Vec<&str> = (0..tokens.list.len()).map(|i| tokens.text(&article, i)).collect();
/// assert_eq!(words, ["The", "U.S.", "e-mail", "law"]);
/// ```
pub fn tokenize(article: &Article, tokenizer: Tokenizer, headline: Headline) -> Tokens {
    let mut tokens = Tokens::default();
    tokenize_into(article, tokenizer, headline, &mut tokens);
    tokens
}

/// Whether the headline of the metadata is analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headline {
    /// Its words count, as the outlet's.
    Analysed,
    /// It is left out.
    LeftOut,
}

/// As [`tokenize`], into tokens that are used again and again.
pub fn tokenize_into(
    article: &Article,
    tokenizer: Tokenizer,
    headline: Headline,
    tokens: &mut Tokens,
) {
    tokens.clear();
    if headline == Headline::Analysed && !article.title.is_empty() {
        tokens.blocks.push(0);
        tokenizer.tokenize(&article.title, 0, &mut tokens.list);
        tokens.in_title = tokens.list.len();
    }
    for block in article.blocks.iter().filter(|b| b.is_body()) {
        tokens.blocks.push(tokens.list.len() as u32);
        tokenizer.tokenize(
            block.span.of(&article.text),
            block.span.start as usize,
            &mut tokens.list,
        );
    }
}

/// `Word` or `Number`, by whether there is a letter; `None` when there is neither letter nor digit.
fn kind_of(text: &str) -> Option<TokenKind> {
    if text.is_ascii() {
        let letter = text.bytes().any(|b| b.is_ascii_alphabetic());
        let digit = text.bytes().any(|b| b.is_ascii_digit());
        return if letter {
            Some(TokenKind::Word)
        } else {
            digit.then_some(TokenKind::Number)
        };
    }
    let letter = text.chars().any(|c| c.is_alphanumeric() && !c.is_numeric());
    let digit = text.chars().any(char::is_numeric);
    if letter {
        Some(TokenKind::Word)
    } else {
        digit.then_some(TokenKind::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_find_their_tokens() {
        let token = |start, end| Token {
            span: Span::new(start, end),
            kind: TokenKind::Word,
        };
        let list = vec![token(0, 5), token(0, 3), token(4, 7), token(8, 9)];
        let tokens = Tokens {
            list,
            in_title: 1,
            blocks: vec![0, 1, 3],
            sentences: Vec::new(),
        };
        assert_eq!(tokens.within(Span::new(4, 9)), 2..4);
        assert_eq!(tokens.within(Span::new(3, 4)), 2..2);
        assert_eq!(
            (tokens.run(&tokens.blocks, 0), tokens.run(&tokens.blocks, 2)),
            (0..1, 1..3)
        );
    }
}
