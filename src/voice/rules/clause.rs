//! Where a clause that somebody says ends.

use super::{directing, subject};
use crate::lang::{Ending, Set, Verb};
use crate::voice::noun::Mention;
use crate::voice::scene::Scene;
use std::ops::Range;

/// Where what the verb at `verb` introduces ends: before further speech, and with the relative clause that it stands in.
pub(super) fn end(
    scene: &Scene<'_>,
    content: &Range<usize>,
    mention: &Mention,
    verb: usize,
) -> usize {
    let content = content.start..cut_at_next(scene, content);
    // "Low, who said", "the plan, which officials said"
    let name = &mention.name;
    let within = name.start > 0 && name.end <= verb && scene.is(Set::Relatives, name.start - 1);
    if within || subject::relative(scene, name.end.saturating_sub(1), verb).is_some() {
        end_of_relative(scene, &content)
    } else {
        content.end
    }
}

/// Where a relative clause ends and the verb of its sentence follows: "Low, who said she was ill, **left**".
fn end_of_relative(scene: &Scene<'_>, content: &Range<usize>) -> usize {
    let small = [
        Set::Clause,
        Set::Determiners,
        Set::Prepositions,
        Set::Places,
        Set::Tail,
        Set::Between,
        Set::Joiners,
    ];
    let verb = |i: &usize| {
        let plain = !scene.is_capital(*i) && !small.iter().any(|set| scene.is(*set, *i));
        let kept = scene.ends(Ending::Participle, *i)
            || scene.ends(Ending::Adverb, *i)
            || scene.is_pronoun(*i);
        scene.gap(i - 1).trim() == "," && scene.mark(*i).is_none() && plain && !kept
    };
    let finite = |i: &usize| scene.is(Set::Auxiliaries, *i) || scene.ends(Ending::Past, *i);
    let told = content.clone().find(finite).unwrap_or(content.end);
    let mut after = told + 1..content.end;
    after.find(verb).unwrap_or(content.end)
}

/// Where a further clause of the same speaker begins: ", adding that", "and said".
fn cut_at_next(scene: &Scene<'_>, content: &Range<usize>) -> usize {
    for i in content.start + 2..content.end {
        let word = scene.word(i);
        if scene.mark(i).is_some() {
            continue;
        }
        // "and called on them to": a request of its own.
        let joined = scene.is(Set::Joining, i - 1);
        if joined
            && scene.ends(Ending::Past, i)
            && directing::request(scene, i, content.end).is_some()
        {
            return i - 1;
        }
        if scene.verb(i).is_none() {
            continue;
        }
        if scene.ends(Ending::Participle, i) && scene.gap(i - 1).contains(',') {
            return i;
        }
        // A past form after "and", with speech of its own.
        let goes_on = scene.verb(i) == Some(Verb::Free)
            || scene.is(Set::Clause, (i + 1).min(content.end - 1));
        if joined && word.ends_with('d') && goes_on {
            return i - 1;
        }
    }
    content.end
}
