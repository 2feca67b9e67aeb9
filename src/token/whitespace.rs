//! Text that is tokenised already: a token is whatever stands between white space.

use super::{Token, TokenKind, kind_of};
use crate::article::Span;

/// Appends the tokens of `text`, which begins at byte `offset` of its field.
pub(super) fn tokenize(text: &str, offset: usize, out: &mut Vec<Token>) {
    let mut at = 0;
    for part in text.split(char::is_whitespace) {
        if !part.is_empty() {
            let kind = kind_of(part).unwrap_or(TokenKind::Word);
            out.push(Token {
                span: Span::new(offset + at, offset + at + part.len()),
                kind,
            });
        }
        at += part.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_a_token() {
        let text = "He said\u{a0}: -- no .";
        let mut out = Vec::new();
        tokenize(text, 7, &mut out);
        let words: Vec<&str> = out
            .iter()
            .map(|t| &text[t.span.start as usize - 7..t.span.end as usize - 7])
            .collect();
        assert_eq!(words, ["He", "said", ":", "--", "no", "."]);
    }
}
