//! "He", "it", "they": the likeliest of those named before.

use super::{Asked, Resolver};
use crate::lang::Set;
use crate::voice::candidates::Place;
use crate::voice::entities::{Entities, Entity, Kind, Resolved};

/// How many who are named a pronoun can mean where nobody has a score.
const NAMED: usize = 400;

/// A pronoun alone.
pub(super) struct Pronoun;

impl Resolver for Pronoun {
    fn id(&self) -> &'static str {
        "pronoun"
    }

    fn resolve(&self, entities: &mut Entities<'_, '_>, asked: &Asked<'_>) -> Option<Resolved> {
        let run = &asked.mention?.name;
        let scene = entities.scene;
        let alone = scene.is_pronoun(run.start) || scene.is(Set::Objects, run.start);
        (run.len() == 1 && alone).then(|| meant(entities, run.start))?
    }
}

/// Whom the pronoun at token `i` means: of those whom it can stand for the one with the best score, else the last named,
/// else whoever spoke last.
pub(in crate::voice) fn meant(entities: &mut Entities<'_, '_>, i: usize) -> Option<Resolved> {
    let scene = entities.scene;
    let gender = scene.roles.and_then(|r| r.pronoun(scene.word(i)));
    let person = scene.is(Set::Person, i) || scene.is(Set::SelfWords, i) || gender.is_some();
    let kinds: &[Kind] = if person {
        &[Kind::Person]
    } else if scene.is(Set::Thing, i) {
        &[Kind::Body]
    } else if scene.is(Set::Plural, i) {
        &[Kind::Several, Kind::Body]
    } else {
        return None;
    };
    let can = |entity: &Entity| {
        kinds.contains(&entity.kind)
            && (gender.is_none() || entity.gender.is_none() || entity.gender == gender)
    };
    let candidates = entities.candidates(&Place::pronoun(i, gender), |e| can(&entities.list[e]));
    let named = || {
        let all = (0..entities.list.len()).rev().take(NAMED);
        let before = all.filter(|e| entities.list[*e].first < i);
        let fit = before.filter(|e| can(&entities.list[*e]));
        fit.max_by_key(|e| entities.list[*e].first)
    };
    let best = candidates.first().map(|c| c.entity);
    let entity = best.or_else(named).or_else(|| {
        entities
            .spoke
            .last()
            .copied()
            .filter(|e| can(&entities.list[*e]))
    })?;
    let known = &mut entities.list[entity];
    if gender.is_some() && known.gender.is_none() && known.kind == Kind::Person {
        known.gender = gender;
    }
    Some(Resolved {
        entity,
        by: Pronoun.id(),
        candidates,
    })
}
