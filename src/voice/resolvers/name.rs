//! A full name, a short form that was explained ("Long Form (LF)"), and a name that the roster knows.

use super::{Asked, Resolver};
use crate::voice::entities::{Entities, Resolved};
use crate::voice::names::scene_text;

/// Names that are known as they are.
pub(super) struct Name;

impl Resolver for Name {
    fn id(&self) -> &'static str {
        "name"
    }

    fn resolve(&self, entities: &mut Entities<'_, '_>, asked: &Asked<'_>) -> Option<Resolved> {
        let named = asked.named.as_ref()?;
        let written = scene_text(entities.scene, named);
        let known = entities.known_name(&written);
        let name = known.as_deref().unwrap_or(&written);
        if let Some(&entity) = entities.by_name.get(name) {
            return Some(Resolved::only(entity, self.id()));
        }
        let entity = entities.note(known?, named.start, &[0..0, 0..0]);
        Some(Resolved::only(entity, self.id()))
    }
}
