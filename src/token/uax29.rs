//! Unicode word boundaries (UAX #29) as they are.

use super::{Token, kind_of};
use crate::article::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Appends the words and numbers of `text`, which begins at byte `offset` of its field.
pub(super) fn tokenize(text: &str, offset: usize, out: &mut Vec<Token>) {
    for (at, segment) in text.split_word_bound_indices() {
        if let Some(kind) = kind_of(segment) {
            out.push(Token {
                span: Span::new(offset + at, offset + at + segment.len()),
                kind,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_are_those_of_unicode() {
        let text = "e-mail COVID-19 can't 3.5";
        let mut out = Vec::new();
        tokenize(text, 0, &mut out);
        let words: Vec<&str> = out.iter().map(|t| t.span.of(text)).collect();
        assert_eq!(words, ["e", "mail", "COVID", "19", "can't", "3.5"]);
    }
}
