//! "S: C" at the head of an article or a part of it, where S is quoted below.

use super::heading::is_heading;
use super::{Claim, Claims, Rule, Who, ends_sentence};
use crate::voice::Subtype;
use crate::voice::noun::Mention;
use crate::voice::scene::Scene;
use std::ops::Range;

/// A name, a colon and what follows, in a headline.
pub(super) struct Headline;

/// Most words of the title with which a text begins.
const TITLE: usize = 20;
/// Most words of the name.
const NAME: usize = 5;

impl Rule for Headline {
    fn id(&self) -> &'static str {
        "headline"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for sentence in &scene.sentences {
            let first = sentence.start;
            let block = scene.block(first);
            let opens = first == scene.tokens.in_title && block.len() <= TITLE;
            let title = opens && !ends_sentence(scene, block.end - 1);
            let heads = is_heading(scene, &block) || scene.in_headline(first) || title;
            if block != *sentence || !heads || claims.is_used(first) {
                continue;
            }
            let Some(name) = label(scene, sentence) else {
                continue;
            };
            if is_quoted(scene, claims, &name) {
                claims.add(Claim {
                    content: vec![name.end..sentence.end],
                    who: Who::Mentioned(Mention::bare(name)),
                    cue: None,
                    subtype: Subtype::Clause,
                    reported_by: None,
                    rule: self.id(),
                });
            }
        }
    }
}

/// The capitalised words before the first colon of a sentence, with words behind it.
fn label(scene: &Scene<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let named = |i: &usize| scene.is_capital(*i) && scene.mark(*i).is_none();
    let near = sentence.start..sentence.end.min(sentence.start + NAME);
    let last = near
        .take_while(named)
        .find(|i| !scene.is_tight(*i) || i + 1 == sentence.end)?;
    let gap = scene.gap(last).trim_end_matches(['"', '“', '‘', '\'']);
    let colon = gap.trim() == ":" && last + 2 < sentence.end;
    colon.then(|| sentence.start..last + 1)
}

/// True when somebody of this name is quoted somewhere in the article.
fn is_quoted(scene: &Scene<'_>, claims: &Claims, name: &Range<usize>) -> bool {
    let last = scene.word(name.end - 1);
    claims.list.iter().any(|claim| match &claim.who {
        Who::Mentioned(mention) => {
            let mut words = mention.name.clone();
            words.any(|i| scene.is_capital(i) && scene.word(i) == last)
        }
        _ => false,
    })
}
