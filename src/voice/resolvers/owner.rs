//! "Her statement": what somebody wrote speaks for whom it belongs to.

use super::{Asked, Resolver, pronoun};
use crate::lang::RoleSet;
use crate::voice::entities::{Entities, Resolved};

/// A document with a possessive pronoun.
pub(super) struct Owner;

impl Resolver for Owner {
    fn id(&self) -> &'static str {
        "owner"
    }

    fn resolve(&self, entities: &mut Entities<'_, '_>, asked: &Asked<'_>) -> Option<Resolved> {
        let run = &asked.mention?.name;
        let scene = entities.scene;
        let roles = scene.roles?;
        let owned = run.len() > 1 && roles.pronoun(scene.word(run.start)).is_some();
        let document = roles.is(RoleSet::Document, scene.word(run.end - 1));
        let meant = (owned && document).then(|| pronoun::meant(entities, run.start))??;
        Some(Resolved {
            by: self.id(),
            ..meant
        })
    }
}
