//! "The ministry", "the spokesman": somebody whose name or description has the noun.

use super::{Asked, Resolver};
use crate::lang::{RoleSet, Roles, Set};
use crate::voice::entities::{Entities, Entity, Kind, Resolved};
use crate::voice::names::without_determiner;
use std::ops::Range;

/// How many who spoke last a noun can mean.
const RECENT: usize = 40;
/// How many who are named a noun can mean.
const NAMED: usize = 400;
/// Bodies before a general noun that it can mean.
const NEAR: usize = 8;

/// A common noun with "the".
pub(super) struct Noun;

impl Resolver for Noun {
    fn id(&self) -> &'static str {
        "noun"
    }

    fn resolve(&self, entities: &mut Entities<'_, '_>, asked: &Asked<'_>) -> Option<Resolved> {
        let mention = asked.mention.filter(|_| asked.named.is_none())?;
        let scene = entities.scene;
        let roles = scene.roles?;
        let run = without_determiner(scene, &mention.name);
        let definite = run.start > mention.name.start && scene.is(Set::Article, mention.name.start);
        let head = run.clone().rev().find_map(|i| roles.again(scene.word(i)));
        let words = head.filter(|_| definite)?;
        let of_body = words.iter().any(|w| roles.is(RoleSet::Institution, w));
        let fits = |e: &Entity| {
            (e.kind != Kind::Person) == of_body && words.iter().any(|w| e.is_called(w))
        };
        let spoke = entities.spoke.iter().rev().take(RECENT);
        let spoke = spoke.copied().find(|e| fits(&entities.list[*e]));
        let named = || {
            let fitting = |e: &usize| {
                let entity = &entities.list[*e];
                entity.first < run.start && entity.is_named() && fits(entity)
            };
            let all = (0..entities.list.len()).rev().take(NAMED).filter(fitting);
            all.max_by_key(|e| entities.list[*e].first)
        };
        let general = run
            .clone()
            .any(|i| roles.is(RoleSet::General, scene.word(i)));
        let last = || last_body(entities, roles, &run).filter(|_| general);
        let entity = spoke.or_else(named).or_else(last)?;
        Some(Resolved::only(entity, self.id()))
    }
}

/// "The group" of which nothing was said: the last body named that is not called otherwise.
fn last_body(entities: &Entities<'_, '_>, roles: &Roles, run: &Range<usize>) -> Option<usize> {
    let called = |w: &str| roles.again(&crate::token::normal_form(w)).is_some();
    let plain = |e: &usize| {
        let entity = &entities.list[*e];
        entity.kind == Kind::Body && entity.is_named() && !entity.name.split(' ').any(called)
    };
    let before = entities.seen.range(..(run.start, 0)).rev();
    let subjects = before
        .filter(|(_, subject)| **subject)
        .map(|((_, e), _)| *e);
    subjects.take(NEAR).find(plain)
}
