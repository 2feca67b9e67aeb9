//! Whose verb it is: the subject before a verb, or that of the verb before it.

use super::{Claims, Who};
use crate::lang::Set;
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;
use std::ops::Range;

/// The subject of the verb at `verb` in a sentence: whom `last` names where the verb shares its subject, whom the
/// sentence opens with before a participle, or the noun phrase before it.
pub(super) fn of_verb(
    scene: &Scene<'_>,
    claims: &Claims,
    sentence: &Range<usize>,
    from: usize,
    verb: usize,
    last: Option<&Mention>,
) -> Option<Mention> {
    let start = (from..verb)
        .rev()
        .find(|i| claims.is_taken(*i))
        .map_or(from, |i| i + 1);
    let participle = scene.word(verb).ends_with("ing");
    if verb > sentence.start
        && is_shared(scene, verb, participle)
        && let Some(mention) = last.cloned().or_else(|| spoken(claims, sentence))
    {
        return Some(mention);
    }
    if !participle {
        return noun::subject_before(scene, start, verb);
    }
    // "A series of messages saying that", "She left, saying": whom the sentence opens with.
    let that = verb + 1 < sentence.end && scene.is(Set::Complement, verb + 1);
    let clause = that || (verb > 0 && scene.gap(verb - 1).contains(','));
    noun::opening_name(scene, sentence).filter(|m| clause && m.name.end < verb)
}

/// True when a verb has the subject of the one before: ", adding", "by saying", "and said".
fn is_shared(scene: &Scene<'_>, verb: usize, participle: bool) -> bool {
    let after_by = scene.is(Set::Agents, verb - 1);
    (participle && (scene.gap(verb - 1).contains(',') || after_by))
        || scene.is(Set::Joining, verb - 1)
}

/// The speaker of what was said before in the sentence: "…, S said, adding that".
fn spoken(claims: &Claims, sentence: &Range<usize>) -> Option<Mention> {
    match &claims.last_cued(sentence)?.who {
        Who::Mentioned(mention) => Some(mention.clone()),
        _ => None,
    }
}
