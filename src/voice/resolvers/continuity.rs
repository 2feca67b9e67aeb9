//! A quotation without a speaker beside it goes on with whoever spoke last.

use super::{Asked, Resolver};
use crate::voice::candidates::Place;
use crate::voice::entities::{Entities, Resolved};

/// Whoever spoke last.
pub(super) struct Continuity;

impl Resolver for Continuity {
    fn id(&self) -> &'static str {
        "continuity"
    }

    fn resolve(&self, entities: &mut Entities<'_, '_>, asked: &Asked<'_>) -> Option<Resolved> {
        if asked.mention.is_some() {
            return None;
        }
        let can = |e: usize| {
            let entity = &entities.list[e];
            entity.speaks || entity.person > 0 || entities.spoke.last() == Some(&e)
        };
        let candidates = entities.candidates(&Place::floating(asked.at, asked.led), can);
        let best = candidates.first().map(|c| c.entity);
        let entity = best.or_else(|| entities.spoke.last().copied())?;
        Some(Resolved {
            entity,
            by: self.id(),
            candidates,
        })
    }
}
