//! "The mayor's claim that C": a noun of saying with its possessor.

use super::{Claim, Claims, Rule};
use crate::lang::{Ending, Set};
use crate::voice::noun::Mention;
use crate::voice::scene::Scene;

/// A possessor, a noun for what somebody says, and "that".
pub(super) struct NounThat;

impl Rule for NounThat {
    fn id(&self) -> &'static str {
        "noun-that"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for sentence in &scene.sentences {
            for noun in sentence.start + 1..sentence.end.saturating_sub(2) {
                let says = scene.is(Set::SayingNouns, noun)
                    && scene.is(Set::Complement, noun + 1)
                    && scene.mark(noun).is_none();
                if !says || noun + 2 >= sentence.end {
                    continue;
                }
                if let Some(mention) = possessor(scene, sentence.start, noun) {
                    claims.add(Claim::clause(
                        noun + 2..sentence.end,
                        mention,
                        noun..noun + 1,
                        self.id(),
                    ));
                }
            }
        }
    }
}

/// Whose claim it is: the word with a possessive ending before the noun, at most two words off, and its name.
fn possessor(scene: &Scene<'_>, from: usize, noun: usize) -> Option<Mention> {
    let owner = (from.max(noun.saturating_sub(3))..noun)
        .rev()
        .find(|i| scene.ends(Ending::Possessor, *i))?;
    let mut start = owner;
    while start > from
        && scene.is_tight(start - 1)
        && scene.is_capital(start - 1)
        && scene.mark(start - 1).is_none()
    {
        start -= 1;
    }
    let name = start..owner + 1;
    scene.is_capital(owner).then(|| Mention::bare(name))
}
