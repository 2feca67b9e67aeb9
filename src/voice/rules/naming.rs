//! "What S calls “…”": the marked words are S's.

use super::{Claim, Claims, Rule, Who};
use crate::voice::Subtype;
use crate::voice::noun;
use crate::voice::scene::Scene;

/// A verb of naming with its subject, then a marked stretch in the same sentence.
pub(super) struct Naming;

impl Rule for Naming {
    fn id(&self) -> &'static str {
        "naming"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for sentence in &scene.sentences {
            for verb in sentence
                .clone()
                .filter(|i| scene.mark(*i).is_none() && scene.names(*i))
            {
                let Some(at) =
                    (verb + 1..sentence.end.min(verb + 10)).find(|i| scene.mark(*i).is_some())
                else {
                    continue;
                };
                let Some(mention) = noun::subject_before(scene, sentence.start, verb) else {
                    continue;
                };
                let named = noun::has_name_or_role(scene, &mention.name)
                    || scene.is_pronoun(mention.name.start);
                if !named {
                    continue;
                }
                let Some(mark) = scene.mark(at) else { continue };
                let run = scene.marked[mark].clone();
                let subtype = if run.len() <= super::super::PHRASE_WORDS {
                    Subtype::Phrase
                } else {
                    Subtype::Clause
                };
                let (who, cue) = (Who::Mentioned(mention), Some(verb..verb + 1));
                claims.add(Claim {
                    content: vec![run],
                    who,
                    cue,
                    subtype,
                    reported_by: None,
                    rule: self.id(),
                });
            }
        }
    }
}
