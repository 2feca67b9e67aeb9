//! Lone words in marks: the outlet holds them at arm's length.

use super::super::PHRASE_WORDS;
use super::heading::is_heading;
use super::{Claim, Claims, Rule, Who};
use crate::lang::Set;
use crate::voice::Subtype;
use crate::voice::noun;
use crate::voice::scene::Scene;

/// A marked stretch inside the outlet's own sentence. Titles of works are none.
pub(super) struct Phrase;

impl Rule for Phrase {
    fn id(&self) -> &'static str {
        "phrase"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for run in &scene.marked {
            if run.is_empty() || run.clone().any(|i| claims.is_used(i)) || is_title(scene, run) {
                continue;
            }
            let block = scene.block(run.start);
            if block == *run && is_heading(scene, &block) {
                continue;
            }
            let subtype = if run.len() <= PHRASE_WORDS {
                Subtype::Phrase
            } else {
                Subtype::Clause
            };
            // More than lone words belong to whom the sentence is about.
            let about = || {
                let sentence = scene.sentence(run.start)?;
                noun::opening_name(scene, sentence)
            };
            let who = match subtype {
                Subtype::Phrase => Who::Outlet,
                _ => about().map_or(Who::Previous(false), Who::Mentioned),
            };
            claims.add(Claim {
                content: vec![run.clone()],
                who,
                cue: None,
                subtype,
                reported_by: None,
                rule: self.id(),
            });
        }
    }
}

/// Every longer word of several has a capital: the name of a work, a menu, a document.
pub(super) fn is_title(scene: &Scene<'_>, run: &std::ops::Range<usize>) -> bool {
    let before = run.start.checked_sub(1);
    let titled = before.is_some_and(|i| {
        // "The film “…”", "her column, “…,” was": works.
        let work = scene.is(Set::Works, i)
            && matches!(
                scene.gap(i).trim_end_matches(['"', '“', '‘', '\'']).trim(),
                "" | ","
            );
        scene.is(Set::Titling, i) || work
    });
    let long: Vec<usize> = run
        .clone()
        .filter(|i| scene.text(*i).chars().count() > 3)
        .collect();
    let capitals = run.len() > 1
        && !long.is_empty()
        && long.iter().all(|i| scene.is_capital(*i))
        && scene.is_capital(run.start);
    titled || capitals
}
