//! A name for somebody whom no resolver knows: the mention as it stands.

use super::entities::{Entities, Resolved};
use super::names::{lower_first, scene_text, without_determiner};
use super::resolvers::Asked;
use crate::lang::{Ending, Set};

impl Entities<'_, '_> {
    /// Somebody nobody knows: the name as it stands, a noun without its determiner, no name for a pronoun.
    pub(super) fn as_written(&mut self, asked: &Asked<'_>) -> Resolved {
        let (scene, place) = (self.scene, asked.at);
        let mention = asked.mention.map_or(place..place, |m| m.name.clone());
        let pronoun = scene.is_pronoun(place) || scene.is(Set::Objects, place);
        if mention.len() == 1 && pronoun {
            let entity = self.note(String::new(), place, &[0..0, 0..0]);
            return Resolved::only(entity, "nobody");
        }
        if let Some(named) = &asked.named {
            let entity = self.note(scene_text(scene, named), named.start, &[0..0, 0..0]);
            return Resolved::only(entity, "as written");
        }
        let run = without_determiner(scene, &mention);
        let small = |i: usize| scene.is(Set::Places, i) || scene.is(Set::Serving, i);
        if small(run.start) {
            // "Some in the crowd", "two of the women"
            let name = lower_first(&scene_text(scene, &mention));
            let entity = self.note(name, mention.start, &[0..0, 0..0]);
            return Resolved::only(entity, "as written");
        }
        // "Protesters marching through", "a poll released"
        let told = |i: usize| {
            let past = scene.ends(Ending::Past, i);
            let goes_on = i + 1 < run.end && scene.is(Set::Tail, i + 1);
            (past && i + 1 == run.end) || (goes_on && (past || scene.ends(Ending::Participle, i)))
        };
        // "Experts she asked", "a woman now living abroad"
        let now = |i: usize| {
            let form = |k: usize| scene.ends(Ending::Participle, k) || scene.ends(Ending::Past, k);
            scene.is(Set::Between, i) && i + 1 < run.end && form(i + 1)
        };
        let small = [Set::Relatives, Set::Places];
        let goes_on = |i: &usize| {
            let clause = scene.is_pronoun(*i) || now(*i) || told(*i);
            clause || small.iter().any(|set| scene.is(*set, *i))
        };
        let cut = (run.start + 1..run.end).find(goes_on);
        let mut end = cut.unwrap_or(run.end);
        while end > run.start + 1 && scene.is(Set::Between, end - 1) {
            end -= 1;
        }
        let name = scene_text(scene, &(run.start..end));
        // "The Low family": no capital of the sentence.
        let kept = run.start > mention.start || !scene.is_capital(run.start);
        let name = if run.start < run.end && kept {
            name
        } else {
            lower_first(&name)
        };
        let entity = self.note(name, run.start, &[0..0, 0..0]);
        Resolved::only(entity, "as written")
    }
}
