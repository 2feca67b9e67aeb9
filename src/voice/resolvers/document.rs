//! "The report said": whose report it is, where the text told so before.

use super::{Asked, Resolver};
use crate::lang::{RoleSet, Set};
use crate::voice::entities::{Entities, Resolved};
use crate::voice::names::{name_in, scene_text, without_determiner};
use std::ops::Range;

/// How many words before "the report" it may have been spoken of.
const FAR: usize = 400;
/// Words between a comma and the document: ", in a short statement".
const APPOSED: usize = 4;
/// Longest name of the one by whom it is.
const LONGEST: usize = 10;

/// A document with "the".
pub(super) struct Document;

impl Resolver for Document {
    fn id(&self) -> &'static str {
        "document"
    }

    fn resolve(&self, entities: &mut Entities<'_, '_>, asked: &Asked<'_>) -> Option<Resolved> {
        let mention = asked.mention.filter(|_| asked.named.is_none())?;
        let scene = entities.scene;
        let run = without_determiner(scene, &mention.name);
        let definite = run.start > mention.name.start && scene.is(Set::Article, mention.name.start);
        let word = scene.word(run.end - 1);
        if !definite || run.len() > 1 || !scene.roles?.is(RoleSet::Document, word) {
            return None;
        }
        let same = |i: &usize| scene.word(*i) == word && scene.mark(*i).is_none();
        let far = run.start.saturating_sub(FAR).max(scene.tokens.in_title);
        let before = (far..run.start).rev().filter(same);
        let whose = before.filter_map(|at| writer(entities, at).or_else(|| source(entities, at)));
        let entity = whose.take(1).next()?;
        Some(Resolved::only(entity, self.id()))
    }
}

/// "Ann Low wrote in a report", "the group published a report": who says something in the document at `at`, or makes it
/// known.
fn writer(entities: &Entities<'_, '_>, at: usize) -> Option<usize> {
    let scene = entities.scene;
    let sentence = scene.sentence(at)?.start;
    let inside = at > 0
        && (sentence..at)
            .rev()
            .take(LONGEST)
            .any(|i| scene.is(Set::Places, i));
    let publishing = |i: &usize| {
        let roles = scene.roles;
        roles.is_some_and(|r| r.is(RoleSet::Publishing, scene.word(*i)))
    };
    let said = || (sentence..at).rev().find(|i| scene.verb(*i).is_some());
    let published = || (sentence..at).rev().take(LONGEST).find(publishing);
    // "The ministry, in a statement, said"
    let apposed = || {
        let mut near = (sentence + 1..at).rev().take(APPOSED);
        near.find(|i| scene.is(Set::Places, *i) && scene.gap(i - 1).contains(','))
    };
    let verb = said()
        .filter(|_| inside)
        .or_else(published)
        .or_else(apposed)?;
    if scene.mark(verb).is_some() {
        return None;
    }
    let subjects = entities.seen.range((sentence, 0)..(verb, 0)).rev();
    let named = subjects.filter(|((_, e), _)| entities.list[*e].is_named());
    // The subject rather than what describes it.
    let who = named.min_by_key(|(_, subject)| !**subject);
    who.map(|((_, entity), _)| *entity)
}

/// "A report by the Hill Fund", "a report from the Hill Fund": by whom the document at `at` is.
fn source(entities: &mut Entities<'_, '_>, at: usize) -> Option<usize> {
    let scene = entities.scene;
    let end = scene.sentence(at)?.end;
    let of = at + 1;
    let by = |set| scene.is(set, of) && scene.is_tight(at);
    if of + 1 >= end || !(by(Set::Agents) || by(Set::Origins)) {
        return None;
    }
    let in_name = |i: &usize| {
        let word = scene.is_capital(*i) || scene.is(Set::Joiners, *i) || *i == of + 1;
        word && scene.is_tight(i - 1) && scene.mark(*i).is_none()
    };
    let length = (of + 1..end.min(of + LONGEST)).take_while(in_name).count();
    let phrase: Range<usize> = of + 1..of + 1 + length;
    let named = name_in(scene, &phrase)?;
    let written = scene_text(scene, &named);
    let name = entities.known_name(&written).unwrap_or(written);
    Some(entities.note(name, named.start, &[0..0, 0..0]))
}
