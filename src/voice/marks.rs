//! Quotation marks, paired without ever giving up.
//!
//! The text is looked at, not rewritten: curly, straight, low and angle marks are classes over the untouched bytes.
//! A mark with a letter on both sides is an apostrophe; two single marks in a row are one double mark, as old
//! typewriters and wire services write it. Marks pair within a block by a stack, mixed pairs allowed;
//! one that never closes runs to the end of its block, and so does a paragraph whose successor opens anew.

use crate::article::{Article, Span};

/// A marked stretch of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked {
    /// Its bytes, marks included.
    pub(super) span: Span,
    /// Its bytes without the marks.
    pub(super) inner: Span,
    /// How it ends.
    pub(super) end: End,
}

/// How a marked stretch ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With a closing mark.
    Closed,
    /// With its paragraph; the next paragraph opens anew.
    Continued,
    /// With its paragraph, and nothing goes on.
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
}

/// The outermost marked stretches of the body, in order.
pub(super) fn find(article: &Article) -> Vec<Marked> {
    let mut found = Vec::new();
    let bodies: Vec<_> = article.blocks.iter().filter(|b| b.is_body()).collect();
    for (i, block) in bodies.iter().enumerate() {
        let next = bodies.get(i + 1);
        let goes_on = next.and_then(|next| opens(next.span.of(&article.text)));
        pair(
            block.span.of(&article.text),
            block.span.start as usize,
            goes_on,
            &mut found,
        );
    }
    found
}

/// The kind of mark with which a block opens.
fn opens(block: &str) -> Option<Kind> {
    let block = block.trim_start();
    let sign = Sign::at(block, 0)?;
    let word = || Sign::at(block, sign.end).is_some_and(|next| next.reads.is_alphanumeric());
    match sign.reads {
        '"' | '“' | '„' | '«' | '「' => Some(Kind::Double),
        '‘' | '\'' if word() => Some(Kind::Single),
        _ => None,
    }
}

/// One character of the text, or two single marks read as one double mark.
#[derive(Clone, Copy)]
struct Sign {
    start: usize,
    end: usize,
    reads: char,
    is_doubled: bool,
}

impl Sign {
    fn at(text: &str, start: usize) -> Option<Self> {
        let mut chars = text[start..].chars();
        let first = chars.next()?;
        let doubled = if chars.next() == Some(first) {
            match first {
                '‘' | '`' => Some('“'),
                '\'' | '’' => Some('"'),
                _ => None,
            }
        } else {
            None
        };
        let times = if doubled.is_some() { 2 } else { 1 };
        Some(Self {
            start,
            end: start + times * first.len_utf8(),
            reads: doubled.unwrap_or(first),
            is_doubled: doubled.is_some(),
        })
    }

    fn all(text: &str) -> Vec<Self> {
        std::iter::successors(Self::at(text, 0), |last| Self::at(text, last.end)).collect()
    }
}

fn pair(text: &str, offset: usize, goes_on: Option<Kind>, found: &mut Vec<Marked>) {
    let signs = Sign::all(text);
    let mut closers = single_closers(&signs);
    if goes_on == Some(Kind::Single) {
        // The next block closes it.
        closers.push(signs.len());
    }
    let mut stack: Vec<(Kind, usize)> = Vec::new();
    for i in 0..signs.len() {
        match role(&signs, i, &stack, &closers) {
            Role::None => {}
            Role::Open(kind) => stack.push((kind, i)),
            Role::Close(kind) => {
                let Some(at) = stack.iter().rposition(|(k, _)| *k == kind) else {
                    continue;
                };
                let (open, close) = (signs[stack[at].1], signs[i]);
                stack.truncate(at);
                if stack.is_empty() {
                    found.push(Marked {
                        span: Span::new(offset + open.start, offset + close.end),
                        inner: Span::new(offset + open.end, offset + close.start),
                        end: End::Closed,
                    });
                }
            }
        }
    }
    if let Some(&(kind, open)) = stack.first() {
        let (open, end) = (signs[open], text.trim_end().len());
        // Stretches inside the one that never closes were not outermost after all.
        let goes_on = goes_on == Some(kind);
        if (kind == Kind::Double || goes_on) && end > open.end {
            found.push(Marked {
                span: Span::new(offset + open.start, offset + end),
                inner: Span::new(offset + open.end, offset + end),
                end: if goes_on { End::Continued } else { End::Open },
            });
        }
    }
}

enum Role {
    None,
    Open(Kind),
    Close(Kind),
}

fn role(signs: &[Sign], i: usize, stack: &[(Kind, usize)], closers: &[usize]) -> Role {
    let c = signs[i].reads;
    let before = i.checked_sub(1).map(|p| signs[p].reads);
    let after = signs.get(i + 1).map(|n| n.reads);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_open = |kind: Kind| stack.iter().any(|(k, _)| *k == kind);
    let free_before = before.is_none_or(|b| {
        b.is_whitespace()
            || matches!(
                b,
                '(' | '[' | '—' | '–' | '-' | '"' | '“' | '‘' | '\'' | '/'
            )
    });
    let is_low = || {
        let last = stack.iter().rev().find(|(k, _)| *k == Kind::Double);
        last.is_some_and(|(_, at)| signs[*at].reads == '„')
    };
    match c {
        // „So“ closes with the mark that opens “so”.
        '“' if is_low() => Role::Close(Kind::Double),
        '“' | '«' | '„' | '「' => Role::Open(Kind::Double),
        '”' | '»' | '」' => Role::Close(Kind::Double),
        '"' => {
            let closes =
                is_open(Kind::Double) && (!free_before || after.is_none_or(char::is_whitespace));
            if closes {
                Role::Close(Kind::Double)
            } else if signs[i].is_doubled && is_open(Kind::Single) && !free_before {
                // ‘She told me, ‘Go.’’ closes twice, and the outer mark is what counts.
                Role::Close(Kind::Single)
            } else if after.is_some_and(|a| !a.is_whitespace()) && (free_before || !is_word(before))
            {
                Role::Open(Kind::Double)
            } else {
                Role::None
            }
        }
        '‘' | '’' | '\'' if is_word(before) && is_word(after) => Role::None,
        '’' | '\''
            if is_open(Kind::Single)
                && !is_word(after)
                && before.is_some_and(|b| !b.is_whitespace())
                && !is_possessor(signs, i, closers) =>
        {
            Role::Close(Kind::Single)
        }
        // The year ’08
        '‘' | '\'' if free_before && is_year(signs, i + 1) => Role::None,
        '‘' | '\'' if free_before && is_word(after) && !is_open(Kind::Single) => {
            // It opens only if something further on can close it.
            let closes = closers.partition_point(|at| *at <= i + 1) < closers.len();
            if closes {
                Role::Open(Kind::Single)
            } else {
                Role::None
            }
        }
        _ => Role::None,
    }
}

/// True for the apostrophe of a plural inside single marks: ‘the boys’ names,’ where a mark after a point closes further on.
fn is_possessor(signs: &[Sign], i: usize, closers: &[usize]) -> bool {
    let reads = |at: usize| signs.get(at).map(|s| s.reads);
    let plural = reads(i - 1) == Some('s')
        && reads(i + 1) == Some(' ')
        && reads(i + 2).is_some_and(char::is_lowercase);
    let point = |at: usize| matches!(reads(at - 1), Some(',' | '.' | '?' | '!' | '…'));
    let opens = |at: usize| {
        let before = reads(at - 1).is_some_and(char::is_whitespace);
        matches!(reads(at), Some('‘' | '\'')) && before
    };
    let next = closers[closers.partition_point(|at| *at <= i)..].first();
    plural && next.is_some_and(|at| *at < signs.len() && point(*at) && !(i + 1..*at).any(opens))
}

/// True for two digits that stand for a year or a decade: ’08, ’90s.
fn is_year(signs: &[Sign], at: usize) -> bool {
    let reads = |i: usize| signs.get(i).map(|s| s.reads);
    let digit = |i: usize| reads(i).is_some_and(|c| c.is_ascii_digit());
    let end = if reads(at + 2) == Some('s') {
        at + 3
    } else {
        at + 2
    };
    digit(at) && digit(at + 1) && !reads(end).is_some_and(char::is_alphanumeric)
}

/// Places where a single mark can close: after a letter or point, before neither letter nor digit. Two in a row close
/// what a single mark opened only in a block where none in a row open.
fn single_closers(signs: &[Sign]) -> Vec<usize> {
    let before = |i: usize| i.checked_sub(1).map(|p| signs[p].reads);
    let is_word_after = |i: usize| signs.get(i + 1).is_some_and(|n| n.reads.is_alphanumeric());
    let doubles_open = (0..signs.len()).any(|i| signs[i].is_doubled && is_word_after(i));
    let closes = |i: &usize| {
        let is_single = matches!(signs[*i].reads, '’' | '\'');
        (is_single || signs[*i].is_doubled && !doubles_open)
            && before(*i).is_some_and(|b| {
                b.is_alphanumeric() || matches!(b, '.' | ',' | '!' | '?' | '…' | ']' | ')')
            })
            && !is_word_after(*i)
    };
    (0..signs.len()).filter(closes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, Metadata};

    fn marked(text: &str) -> Vec<(String, End)> {
        let blocks = crate::ingest::blocks::split(text);
        let id = ArticleId {
            source: 0,
            record: 0,
        };
        let (name, place, title) = (String::new(), String::new(), String::new());
        let article = Article {
            id,
            name,
            place,
            title,
            text: text.into(),
            metadata: Metadata::default(),
            blocks,
        };
        find(&article)
            .into_iter()
            .map(|m| (m.inner.of(text).to_owned(), m.end))
            .collect()
    }

    fn inner(text: &str) -> Vec<String> {
        marked(text).into_iter().map(|m| m.0).collect()
    }

    #[test]
    fn curly_straight_and_mixed_pairs() {
        assert_eq!(
            inner("He said “one” and \"two\" and 'illegal’ things."),
            ["one", "two", "illegal"]
        );
        assert_eq!(
            inner("“Outer ‘inner’ outer,” she said."),
            ["Outer ‘inner’ outer,"]
        );
    }

    #[test]
    fn two_single_marks_are_one_double_mark() {
        assert_eq!(
            inner("''A 'small' thing,'' he said, and ``one more'' and ‘‘a third’’ and “mixed.’’"),
            ["A 'small' thing,", "one more", "a third", "mixed."]
        );
        assert_eq!(inner("''It is 'over.''' He left."), ["It is 'over."]);
        assert_eq!(
            inner("'She told me, 'Go,'' he said."),
            ["She told me, 'Go,"]
        );
        let ends: Vec<End> = marked("''One.\n\n''Two,'' he said.")
            .iter()
            .map(|m| m.1)
            .collect();
        assert_eq!(ends, [End::Continued, End::Closed]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(
            inner("China’s rules don't apply to users' phones in the '90s."),
            Vec::<String>::new()
        );
        assert_eq!(
            inner("the country’s ‘clean up’ of users’ chats"),
            ["clean up"]
        );
    }

    #[test]
    fn a_paragraph_that_does_not_close_goes_on_or_runs_to_its_end() {
        let found = marked("“One.\n\n“Two,” he said.\n\n\"Three goes on\n\nNarration.");
        let ends: Vec<End> = found.iter().map(|m| m.1).collect();
        assert_eq!(ends, [End::Continued, End::Closed, End::Open]);
    }

    #[test]
    fn many_marks_take_linear_time() {
        let started = std::time::Instant::now();
        for mark in ["“", "'a ", "” ", "\"a", "‘a", "''a", "'"] {
            marked(&mark.repeat(20_000));
        }
        assert!(started.elapsed().as_secs() < 20);
    }
}
