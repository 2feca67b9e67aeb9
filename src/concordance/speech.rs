//! Who says how much, and where in the article: the light record that questions about the floor are asked of.

use super::{LEAD, passage_at};
use crate::article::{Article, ArticleId};
use crate::lang::Language;
use crate::token::{Tokens, normal_form};
use crate::voice::{Attribution, Speaker};

/// All that is said in one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// The article.
    pub id: ArticleId,
    /// Its speakers; the first is the outlet.
    pub speakers: Vec<Speaker>,
    /// Word tokens of each speaker in the first quarter of the article's.
    pub lead: Vec<u64>,
    /// Its quotations, in order of place.
    pub said: Vec<Said>,
}

/// One quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Place of its speaker in [`Speech::speakers`].
    pub speaker: u32,
    /// Its word tokens, without those of somebody quoted in it.
    pub words: u32,
    /// The paragraph it begins in, and the one it ends in.
    pub paragraphs: [u32; 2],
    /// The reporting verb that introduces it, in normal form; empty if there is none.
    pub verb: String,
}

/// What is said in an article. Lone words that the outlet puts into marks by itself are nobody's speech.
pub fn speech(
    article: &Article,
    tokens: &Tokens,
    voices: &Attribution,
    language: &dyn Language,
) -> Speech {
    let mut lead = vec![0; voices.speakers.len()];
    let words = || (0..tokens.list.len()).filter(|i| tokens.list[*i].is_word());
    let first = words().count().div_ceil(LEAD);
    let speaker = |i: usize| {
        passage_at(voices, tokens.field(i), tokens.list[i].span).map(|passage| passage.speaker)
    };
    for i in words().take(first) {
        if let Some(speaker) = speaker(i) {
            lead[speaker] += 1;
        }
    }
    let mut said = Vec::new();
    for quote in voices.quotes.iter().filter(|q| !q.is_narration()) {
        let Some(who) = voices.speakers.iter().position(|s| *s == quote.speaker) else {
            continue;
        };
        let inside = quote
            .spans
            .iter()
            .flat_map(|span| tokens.within_field(quote.field, *span));
        let inside: Vec<usize> = inside.collect();
        let (Some(from), Some(to)) = (inside.first(), inside.last()) else {
            continue;
        };
        let theirs = |i: &&usize| tokens.list[**i].is_word() && speaker(**i) == Some(who);
        let paragraph = |i: usize| tokens.blocks.partition_point(|b| *b as usize <= i) as u32;
        let cue = quote
            .cue
            .map_or("", |cue| cue.of(article.field(quote.field)));
        said.push(Said {
            speaker: who as u32,
            words: inside.iter().filter(theirs).count() as u32,
            paragraphs: [paragraph(*from), paragraph(*to)],
            verb: verb(cue, language),
        });
    }
    Speech {
        id: article.id,
        speakers: voices.speakers.clone(),
        lead,
        said,
    }
}

/// The reporting verb among reporting words; the words themselves where there is none, as in "according to".
fn verb(cue: &str, language: &dyn Language) -> String {
    let cue = normal_form(cue);
    let words: Vec<&str> = cue
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .collect();
    let is_verb = |word: &&&str| {
        let known = language.reporting().map(|r| r.word(word));
        known.is_some_and(|w| w.verb.is_some() || w.names)
    };
    match words.iter().find(is_verb) {
        Some(verb) => (*verb).to_owned(),
        None => super::fold_space(&cue),
    }
}
