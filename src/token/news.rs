//! The tokeniser for news: Unicode word boundaries, with whole hyphenated words, dotted acronyms, @names, #tags
//! and addresses.
//!
//! Text is taken apart at ASCII white space first; no rule of UAX #29 joins letters across it. A chunk of ASCII is
//! cut by tables, any other by `unicode-segmentation`; the joining rules on top are the same code for both, and a
//! property test compares the two paths.

use super::{Token, TokenKind, kind_of};
use crate::article::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Appends the tokens of `text`, which begins at byte `offset` of its field.
pub(super) fn tokenize(text: &str, offset: usize, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let start = at;
        at += bytes[at..]
            .iter()
            .take_while(|b| b.is_ascii_alphabetic())
            .count();
        let letters = at;
        at += bytes[at..].iter().take_while(|b| is_closing(**b)).count();
        if at == bytes.len() || bytes[at].is_ascii_whitespace() {
            // The common case: letters, then nothing but closing punctuation.
            if letters > start {
                out.push(Token {
                    span: Span::new(offset + start, offset + letters),
                    kind: TokenKind::Word,
                });
            }
            continue;
        }
        at += bytes[at..]
            .iter()
            .take_while(|b| !b.is_ascii_whitespace())
            .count();
        chunk(&text[start..at], offset + start, out);
    }
}

/// Punctuation that after a word joins it to nothing.
fn is_closing(byte: u8) -> bool {
    matches!(
        byte,
        b',' | b'.' | b';' | b':' | b'!' | b'?' | b')' | b']' | b'"' | b'\''
    )
}

/// Tokens of a run without ASCII white space.
fn chunk(text: &str, offset: usize, out: &mut Vec<Token>) {
    match address(text) {
        Some((start, end)) => {
            chunk(&text[..start], offset, out);
            out.push(Token {
                span: Span::new(offset + start, offset + end),
                kind: TokenKind::Address,
            });
            chunk(&text[end..], offset + end, out);
        }
        None if text.is_ascii() => join(text, offset, ascii_segments(text.as_bytes()), out),
        None => join(
            text,
            offset,
            text.split_word_bound_indices()
                .map(|(at, s)| (at, at + s.len())),
            out,
        ),
    }
}

/// A net or mail address in a chunk: its bytes, closing punctuation left out.
fn address(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let begins = |at: usize| at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
    let starts_with = |at: usize, what: &str| {
        bytes[at..].len() > what.len()
            && bytes[at..at + what.len()].eq_ignore_ascii_case(what.as_bytes())
    };
    let net = memchr::memchr3_iter(b'h', b'w', b'H', bytes).find(|&at| {
        begins(at)
            && ["http://", "https://", "www."]
                .iter()
                .any(|p| starts_with(at, p))
    });
    if let Some(start) = net {
        let rest = &text[start..];
        let open = rest.contains('(');
        let kept = rest
            .trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/' && !(open && c == ')'));
        return Some((start, start + kept.len()));
    }
    mail(text)
}

/// A mail address: `name@host.tld`.
fn mail(text: &str) -> Option<(usize, usize)> {
    let at = memchr::memchr(b'@', text.as_bytes())?;
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
    let start = text[..at].rfind(|c| !inner(c)).map_or(0, |i| {
        i + text[i..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[at + 1..]
        .find(|c| !inner(c))
        .map_or(text.len(), |i| at + 1 + i);
    let host = text[at + 1..end].trim_end_matches(['.', '-', '_', '+']);
    let whole =
        start < at && host.contains('.') && host.starts_with(|c: char| c.is_ascii_alphanumeric());
    whole.then_some((start, at + 1 + host.len()))
}

/// UAX #29 word boundaries of ASCII text without white space, as `(start, end)`.
fn ascii_segments(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let mut last = *bytes.get(at)?;
        at += 1;
        if !is_inner(last) {
            return Some((start, at));
        }
        while let Some(&next) = bytes.get(at) {
            if is_inner(next) {
                at += 1;
                last = next;
                continue;
            }
            let Some(&after) = bytes.get(at + 1) else {
                break;
            };
            let letters = last.is_ascii_alphabetic()
                && after.is_ascii_alphabetic()
                && matches!(next, b'\'' | b'.' | b':');
            let digits = last.is_ascii_digit()
                && after.is_ascii_digit()
                && matches!(next, b'\'' | b'.' | b',' | b';');
            if !(letters || digits) {
                break;
            }
            at += 2;
            last = after;
        }
        Some((start, at))
    })
}

fn is_inner(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The joining rules of news on top of word boundaries.
fn join(
    text: &str,
    offset: usize,
    segments: impl Iterator<Item = (usize, usize)>,
    out: &mut Vec<Token>,
) {
    let first = out.len();
    let mut gap = 0;
    for (start, end) in segments {
        let Some(kind) = kind_of(&text[start..end]) else {
            continue;
        };
        let between = &text[gap..start];
        let open = out.len() > first;
        if open && matches!(between, "-" | "\u{2010}" | "\u{2011}") {
            let last = out.len() - 1;
            let whole = Span::new(out[last].span.start as usize, offset + end);
            let word = out[last].kind == TokenKind::Word || kind == TokenKind::Word;
            out[last] = Token {
                span: whole,
                kind: if word {
                    TokenKind::Word
                } else {
                    TokenKind::Number
                },
            };
        } else {
            let marked = between.ends_with(['@', '#']) && !(between.len() == 1 && open);
            let start = if marked { start - 1 } else { start };
            out.push(Token {
                span: Span::new(offset + start, offset + end),
                kind,
            });
        }
        let dotted = text[end..].starts_with('.') && is_acronym(&text[start..end]);
        gap = end + usize::from(dotted);
        if dotted {
            let last = out.len() - 1;
            out[last].span.end += 1;
        }
    }
}

/// Single letters with dots between them: `U.S`, `p.m`.
fn is_acronym(text: &str) -> bool {
    text.contains('.')
        && text.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenize(text, 0, &mut out);
        out.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn news_words_stay_whole() {
        for word in [
            "e-mail",
            "COVID-19",
            "3.5m-user",
            "@user",
            "#tag",
            "U.S.",
            "self-censor",
            "don't",
            "China’s",
            "1,000",
            "U.S.-based",
            "p.m.",
        ] {
            assert_eq!(words(word), [word]);
            assert_eq!(
                words(&format!("“{word},” (say {word})")),
                [word, "say", word],
                "{word}"
            );
        }
    }

    #[test]
    fn addresses_are_one_token_without_their_full_stop() {
        assert_eq!(
            words("see (https://a.org/x?y=1&z=2)."),
            ["see", "https://a.org/x?y=1&z=2"]
        );
        assert_eq!(
            words("write to a.b@c-d.org, or"),
            ["write", "to", "a.b@c-d.org", "or"]
        );
        let mut out = Vec::new();
        tokenize("www.a.org", 0, &mut out);
        assert_eq!(out[0].kind, TokenKind::Address);
    }

    #[test]
    fn punctuation_separates() {
        assert_eq!(
            words("no--yes and/or word-, -word '90s a...b"),
            ["no", "yes", "and", "or", "word", "word", "90s", "a", "b"]
        );
        assert_eq!(words("“ ” — … 。"), Vec::<&str>::new());
        assert_eq!(words("中国 rules"), ["中", "国", "rules"]);
    }

    #[test]
    fn numbers_are_told_from_words() {
        let mut out = Vec::new();
        tokenize("2013-14 COVID-19 5%", 0, &mut out);
        let kinds: Vec<TokenKind> = out.iter().map(|t| t.kind).collect();
        assert_eq!(
            kinds,
            [TokenKind::Number, TokenKind::Word, TokenKind::Number]
        );
    }

    /// The Unicode path on ASCII text, to compare with the tables.
    fn unicode_path(text: &str) -> Vec<(usize, usize)> {
        text.split_word_bound_indices()
            .map(|(at, s)| (at, at + s.len()))
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn tables_cut_ascii_as_unicode_does(text in "[!-~]{0,24}") {
            prop_assert_eq!(ascii_segments(text.as_bytes()).collect::<Vec<_>>(), unicode_path(&text));
        }

        #[test]
        fn mixtures_of_marks_and_letters_too(text in "[aB3_.,:;'\"@#-]{0,16}") {
            prop_assert_eq!(ascii_segments(text.as_bytes()).collect::<Vec<_>>(), unicode_path(&text));
        }

        #[test]
        fn chunks_cut_at_white_space_lose_no_boundary(text in "\\PC{0,40}") {
            // A combining mark joins the blank before it; the blank is no part of a word.
            let words = text.split_word_bounds().filter(|s| kind_of(s).is_some());
            let whole: Vec<&str> = words.map(|s| s.trim_matches(|c: char| c.is_ascii_whitespace())).collect();
            let chunks = text.split(|c: char| c.is_ascii_whitespace()).flat_map(UnicodeSegmentation::split_word_bounds);
            prop_assert_eq!(whole, chunks.filter(|s| kind_of(s).is_some()).collect::<Vec<_>>());
        }

        #[test]
        fn tokens_are_in_order_and_hold_a_letter_or_digit(text in "\\PC{0,60}") {
            let mut out = Vec::new();
            tokenize(&text, 0, &mut out);
            for pair in out.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
            for token in out {
                prop_assert!(kind_of(token.span.of(&text)).is_some());
            }
        }
    }
}
