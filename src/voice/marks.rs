//! Quotation marks, paired without ever giving up.
//!
//! The text is looked at, not rewritten: curly, straight, low and angle marks are classes over the untouched bytes.
//! A mark with a letter on both sides is an apostrophe. Marks pair within a block by a stack, mixed pairs allowed;
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
        let goes_on = bodies
            .get(i + 1)
            .is_some_and(|next| opens(next.span.of(&article.text)));
        pair(
            block.span.of(&article.text),
            block.span.start as usize,
            goes_on,
            &mut found,
        );
    }
    found
}

/// True when a block begins with an opening double mark.
fn opens(block: &str) -> bool {
    block.trim_start().starts_with(['"', '“', '„', '«'])
}

fn pair(text: &str, offset: usize, goes_on: bool, found: &mut Vec<Marked>) {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let closers = single_closers(&chars);
    let mut stack: Vec<(Kind, usize)> = Vec::new();
    let mut add = |stack: &[(Kind, usize)], open: usize, close: usize| {
        if stack.is_empty() {
            let (start, end) = (chars[open].0, chars[close].0);
            let (after_open, after_close) = (
                start + chars[open].1.len_utf8(),
                end + chars[close].1.len_utf8(),
            );
            found.push(Marked {
                span: Span::new(offset + start, offset + after_close),
                inner: Span::new(offset + after_open, offset + end),
                end: End::Closed,
            });
        }
    };
    for i in 0..chars.len() {
        match role(&chars, i, &stack, &closers) {
            Role::None => {}
            Role::Open(kind) => stack.push((kind, i)),
            Role::Close(kind) => {
                let Some(at) = stack.iter().rposition(|(k, _)| *k == kind) else {
                    continue;
                };
                let (_, open) = stack[at];
                stack.truncate(at);
                add(&stack, open, i);
            }
        }
    }
    if let Some(&(kind, open)) = stack.first() {
        let end = offset + text.trim_end().len();
        let start = offset + chars[open].0;
        // Stretches inside the one that never closes were not outermost after all.
        if kind == Kind::Double && end > start + chars[open].1.len_utf8() {
            let how = if goes_on { End::Continued } else { End::Open };
            let inner = Span::new(start + chars[open].1.len_utf8(), end);
            found.push(Marked {
                span: Span::new(start, end),
                inner,
                end: how,
            });
        }
    }
}

enum Role {
    None,
    Open(Kind),
    Close(Kind),
}

fn role(chars: &[(usize, char)], i: usize, stack: &[(Kind, usize)], closers: &[usize]) -> Role {
    let c = chars[i].1;
    let before = i.checked_sub(1).map(|p| chars[p].1);
    let after = chars.get(i + 1).map(|n| n.1);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_open = |kind: Kind| stack.iter().any(|(k, _)| *k == kind);
    let free_before = before.is_none_or(|b| {
        b.is_whitespace()
            || matches!(
                b,
                '(' | '[' | '—' | '–' | '-' | '"' | '“' | '‘' | '\'' | '/'
            )
    });
    match c {
        '“' | '«' | '„' => Role::Open(Kind::Double),
        '”' | '»' => Role::Close(Kind::Double),
        '"' => {
            let closes =
                is_open(Kind::Double) && (!free_before || after.is_none_or(char::is_whitespace));
            if closes {
                Role::Close(Kind::Double)
            } else if after.is_some_and(|a| !a.is_whitespace()) && (free_before || !is_word(before))
            {
                Role::Open(Kind::Double)
            } else {
                Role::None
            }
        }
        '‘' | '’' | '\'' if is_word(before) && is_word(after) => Role::None,
        // Two single marks close what a double mark opened: “These rules,’’ he said.
        '’' | '\'' if before == Some(c) && is_open(Kind::Double) && !is_open(Kind::Single) => {
            Role::Close(Kind::Double)
        }
        '’' | '\''
            if is_open(Kind::Single)
                && !is_word(after)
                && before.is_some_and(|b| !b.is_whitespace()) =>
        {
            Role::Close(Kind::Single)
        }
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

/// Places where a single mark can close: after a letter or point, before neither letter nor digit.
fn single_closers(chars: &[(usize, char)]) -> Vec<usize> {
    let closes = |i: &usize| {
        let before = i.checked_sub(1).map(|p| chars[p].1);
        let after = chars.get(i + 1).map(|n| n.1);
        matches!(chars[*i].1, '’' | '\'')
            && before.is_some_and(|b| {
                b.is_alphanumeric() || matches!(b, '.' | ',' | '!' | '?' | '…' | ']' | ')')
            })
            && !after.is_some_and(char::is_alphanumeric)
    };
    (0..chars.len()).filter(closes).collect()
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
        for mark in ["“", "'a ", "” ", "\"a", "‘a"] {
            marked(&mark.repeat(20_000));
        }
        assert!(started.elapsed().as_secs() < 20);
    }
}
