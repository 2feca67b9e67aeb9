//! "According to S, C" and "C, according to S".

use super::{Claim, Claims, Rule};
use crate::voice::noun;
use crate::voice::scene::Scene;

/// The clause beside "according to".
pub(super) struct According;

impl Rule for According {
    fn id(&self) -> &'static str {
        "according-to"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for sentence in &scene.sentences {
            let according = |i: &usize| {
                scene.word(*i) == "according"
                    && i + 2 < sentence.end
                    && scene.word(i + 1) == "to"
                    && scene.mark(*i).is_none()
            };
            let Some(at) = sentence.clone().find(according) else {
                continue;
            };
            let Some(mention) = noun::phrase_after(scene, at + 2, sentence.end) else {
                continue;
            };
            let end = mention.with_description.end;
            let content = if at > sentence.start + 2 {
                sentence.start..at
            } else {
                let skip = (end..sentence.end)
                    .take_while(|i| !scene.gap(i - 1).contains(',') && scene.mark(*i).is_none())
                    .count();
                if skip > 8 {
                    end..sentence.end
                } else {
                    end + skip..sentence.end
                }
            };
            if content.len() > 1 {
                claims.add(Claim::clause(content, mention, at..at + 2, self.id()));
            }
        }
    }
}
