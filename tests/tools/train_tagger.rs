//! Makes the weights of the tagger from annotated articles:
//! `cargo run --release --example train-tagger -- ANNOTATED.jsonl OUT.bin [ROUNDS]`.
//!
//! A line is an article with `id`, `text` and `quotes`; a quote has `spans`, `cue_start`, `cue_end`, `speaker_start`,
//! `speaker_end` (code points) and perhaps `optional`, which leaves it out.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool of the repository says what went wrong by failing"
)]

use counterframe::article::{Article, ArticleId, Block, BlockKind, Metadata, Span};
use counterframe::token::{self, Headline, Tokenizer, Tokens};
use counterframe::voice::tagger::{Example, Part, train};
use counterframe::{article, lang};
use serde_json::Value;

/// An article with its tokens and its annotation.
type Read = (Article, Tokens, Vec<(Part, Span)>);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to, rest @ ..] = &arguments[..] else {
        println!("usage: train-tagger ANNOTATED.jsonl OUT.bin [ROUNDS]");
        std::process::exit(2);
    };
    let rounds = rest.first().map_or(8, |n| n.parse().unwrap());
    let lines = std::fs::read_to_string(from).unwrap();
    let english = lang::find("en");
    let mut read: Vec<Read> = Vec::new();
    for line in lines.lines() {
        let document: Value = serde_json::from_str(line).unwrap();
        let article = article_of(document["text"].as_str().unwrap());
        let mut tokens = token::tokenize(&article, Tokenizer::News, Headline::LeftOut);
        token::mark_sentences(&article, &mut tokens, english);
        let parts = parts(&document, &article.text);
        read.push((article, tokens, parts));
    }
    let examples: Vec<Example<'_>> = read
        .iter()
        .map(|(article, tokens, parts)| Example {
            article,
            tokens,
            language: english,
            parts: parts.clone(),
        })
        .collect();
    let bytes = train(&examples, rounds).bytes();
    std::fs::write(to, &bytes).unwrap();
    println!(
        "{} articles, {rounds} rounds, {} bytes: {to}",
        read.len(),
        bytes.len()
    );
}

/// An article of paragraphs.
fn article_of(text: &str) -> Article {
    let text = article::fix_text(text.to_owned());
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        blocks.push(Block {
            span: Span::new(start, start + line.len()),
            kind: BlockKind::Paragraph,
        });
        start += line.len();
    }
    Article {
        id: ArticleId {
            source: 0,
            record: 0,
        },
        name: String::new(),
        place: String::new(),
        title: String::new(),
        text,
        metadata: Metadata::default(),
        blocks,
    }
}

fn parts(document: &Value, text: &str) -> Vec<(Part, Span)> {
    let bytes: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let span = |start: &Value, end: &Value| {
        let at = |v: &Value| v.as_u64().and_then(|n| bytes.get(n as usize)).copied();
        Some(Span::new(at(start)?, at(end)?))
    };
    let mut parts = Vec::new();
    for quote in document["quotes"].as_array().unwrap() {
        if quote["optional"] == true {
            continue;
        }
        for range in quote["spans"].as_array().unwrap() {
            parts.extend(span(&range[0], &range[1]).map(|s| (Part::Content, s)));
        }
        parts.extend(span(&quote["cue_start"], &quote["cue_end"]).map(|s| (Part::Cue, s)));
        let source = span(&quote["speaker_start"], &quote["speaker_end"]);
        parts.extend(source.map(|s| (Part::Source, s)));
    }
    parts
}
