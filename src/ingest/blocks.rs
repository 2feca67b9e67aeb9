//! Text to blocks: paragraphs and headings.
//!
//! Blank lines separate paragraphs. Lines without a blank line between them are blocks of their own, unless the
//! text is hard-wrapped: then a line ended only because the next word would not have fitted.

use crate::article::{Block, BlockKind, Span};

/// Widest line that a hard-wrapped text has.
const WRAP: usize = 120;

/// Cuts a text into blocks that tile it. Kinds are `Paragraph` or `Heading`; what is furniture is decided later.
///
/// # Examples
///
/// ```
/// use counterframe::article::BlockKind;
/// let text = "A heading\n\nOne paragraph.\nAnother one.\n";
/// let blocks = counterframe::ingest::blocks::split(text);
/// let parts: Vec<&str> = blocks.iter().map(|b| b.span.of(text)).collect();
/// assert_eq!(parts, ["A heading\n\n", "One paragraph.\n", "Another one.\n"]);
/// assert_eq!(blocks[0].kind, BlockKind::Heading);
/// ```
pub fn split(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let wrapped = is_hard_wrapped(text, &lines);
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let run = lines[at..].iter().take_while(|l| !l.is_blank()).count();
        if run == 0 {
            at += 1;
            continue;
        }
        let paragraph = &lines[at..at + run];
        let each = if wrapped && is_full(text, paragraph) {
            run
        } else {
            1
        };
        starts.extend(paragraph.iter().step_by(each).map(|l| l.start));
        at += run;
    }
    tile(text, &starts)
}

struct Line {
    start: usize,
    end: usize,
    inked: bool,
}

impl Line {
    fn is_blank(&self) -> bool {
        !self.inked
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let here = Line {
                start,
                end: start + line.trim_end().len(),
                inked: !line.trim().is_empty(),
            };
            start += line.len();
            here
        })
        .collect()
}

/// True when no line is long and some paragraph of three lines or more is full.
fn is_hard_wrapped(text: &str, lines: &[Line]) -> bool {
    let short = lines
        .iter()
        .all(|l| l.end - l.start <= 4 * WRAP && length(text, l) <= WRAP);
    short
        && lines
            .split(Line::is_blank)
            .any(|paragraph| paragraph.len() > 2 && is_full(text, paragraph))
}

/// True when each line of a paragraph is so long that the next word would not have fitted.
fn is_full(text: &str, paragraph: &[Line]) -> bool {
    let Some(widest) = paragraph.iter().map(|l| length(text, l)).max() else {
        return false;
    };
    let full = |pair: &[Line]| {
        let next = text[pair[1].start..pair[1].end]
            .split_whitespace()
            .next()
            .unwrap_or_default();
        length(text, &pair[0]) + 1 + next.chars().count() > widest
    };
    widest >= 20 && paragraph.windows(2).all(full)
}

fn length(text: &str, line: &Line) -> usize {
    text[line.start..line.end].chars().count()
}

/// Blocks from their starts: the first reaches back to the beginning, the last to the end.
fn tile(text: &str, starts: &[usize]) -> Vec<Block> {
    let bound = |i: usize| {
        if i == 0 {
            0
        } else {
            starts.get(i).copied().unwrap_or(text.len())
        }
    };
    (0..starts.len())
        .map(|i| {
            let span = Span::new(bound(i), bound(i + 1));
            let last = i + 1 == starts.len();
            let kind = if !last && is_heading(span.of(text)) {
                BlockKind::Heading
            } else {
                BlockKind::Paragraph
            };
            Block { span, kind }
        })
        .collect()
}

/// A short line that does not end as a sentence does.
fn is_heading(block: &str) -> bool {
    let line = block.trim();
    let ends_like_a_sentence = line.ends_with(['.', '!', ':', ';', ',', ']', ')']) || {
        let bare = line.trim_end_matches(['"', '”', '’', '\'', '»']);
        bare.len() < line.len() && bare.ends_with(['.', '!', '?', ','])
    };
    let asks = line.ends_with('?');
    let words = line.split_whitespace().count();
    let labelled = line
        .split_once(':')
        .is_some_and(|(label, _)| label.len() <= 2);
    !line.contains('\n')
        && !ends_like_a_sentence
        && !labelled
        && words <= if asks { 8 } else { 12 }
        && line.len() <= 90
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(&str, BlockKind)> {
        split(text)
            .iter()
            .map(|b| (b.span.of(text), b.kind))
            .collect()
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let text = "The ministry said on Monday that\nthe rules would take effect in the\nspring of next year.\n\nNext one.";
        assert_eq!(parts(text).len(), 2);
    }

    #[test]
    fn lines_of_controls_are_blocks_of_their_own() {
        let text = "A caption of a picture in a town (Post)\n4th October 2017\n\nText.";
        assert_eq!(parts(text).len(), 3);
        let text = "Email story\nComment on this story\nA device displays the logo of the service, March 12.\nText.";
        assert_eq!(parts(text).len(), 4);
    }

    #[test]
    fn headings_are_short_and_end_no_sentence() {
        use BlockKind::{Heading, Paragraph};
        let text = "Pilot project\n\nThey left.\n\n‘Far beyond’ the law\n\n“We know.”\n\nQ: Why\n\nWhat about it?\n\nThe end";
        let kinds: Vec<BlockKind> = parts(text).into_iter().map(|p| p.1).collect();
        assert_eq!(
            kinds,
            [
                Heading, Paragraph, Heading, Paragraph, Paragraph, Heading, Paragraph
            ]
        );
    }

    #[test]
    fn nothing_and_blank_texts() {
        assert!(split("").is_empty());
        assert!(split(" \n\n ").is_empty());
        assert_eq!(
            parts("\n\n a \n\n"),
            [("\n\n a \n\n", BlockKind::Paragraph)]
        );
    }
}
