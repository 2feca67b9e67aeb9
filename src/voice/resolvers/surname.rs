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
        let written = scene_text(entities.scene, named);
        // "LOW: It is late."
        let small = capitalised(&written).filter(|small| !entities.bearers(small).is_empty());
        let part = small.unwrap_or(written);
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

/// A word in capitals with one capital only; `None` for any other.
fn capitalised(word: &str) -> Option<String> {
    let mut chars = word.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let capitals = rest.chars().count() > 1 && rest.chars().all(char::is_uppercase);
    capitals.then(|| format!("{first}{}", rest.to_lowercase()))
}
