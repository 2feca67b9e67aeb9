//! A surname or first name alone: somebody of whom the full name stands elsewhere.

use super::{Asked, Resolver};
use crate::voice::candidates::Place;
use crate::voice::entities::{Entities, Resolved};
use crate::voice::names::scene_text;

/// One word of a longer name. Where several people bear it, the one with the best score.
pub(super) struct Surname;

impl Resolver for Surname {
    fn id(&self) -> &'static str {
        "surname"
    }

    fn resolve(&self, entities: &mut Entities<'_, '_>, asked: &Asked<'_>) -> Option<Resolved> {
        let named = asked.named.as_ref().filter(|named| named.len() == 1)?;
        let part = scene_text(entities.scene, named);
        let bearers = entities.bearers(&part);
        if bearers.len() > 1 {
            let candidates = entities.candidates(&Place::of(named.start), |e| bearers.contains(&e));
            if let Some(best) = candidates.first() {
                return Some(Resolved {
                    entity: best.entity,
                    by: self.id(),
                    candidates,
                });
            }
        }
        let entity = entities.by_surname(&part, named.start)?;
        Some(Resolved::only(entity, self.id()))
    }
}
