//! Whom a pronoun can mean: everybody named before it, each with a score.

use super::entities::Entities;
use super::resolvers::pronoun;
use crate::lang::{Gender, Set};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Mentions before a pronoun that are looked at.
const REACH: usize = 40;
/// Sentences after which distance says nothing more.
const FAR: i32 = 6;
/// Mentions after which another says nothing more.
const OFTEN: i32 = 5;

/// Somebody whom a pronoun can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) entity: usize,
    pub(super) score: i32,
}

/// Where somebody is to be found.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    at: usize,
    gender: Option<Gender>,
    led: bool,
}

impl Place {
    /// A token that means somebody.
    pub(super) fn of(at: usize) -> Self {
        Self {
            at,
            ..Self::default()
        }
    }

    /// A pronoun, and whom it can stand for.
    pub(super) fn pronoun(at: usize, gender: Option<Gender>) -> Self {
        Self {
            gender,
            ..Self::of(at)
        }
    }

    /// A quotation without a speaker; `led`: nobody speaks in the sentence before it.
    pub(super) fn floating(at: usize, led: bool) -> Self {
        Self {
            led,
            ..Self::of(at)
        }
    }
}

/// What speaks for somebody at the place of a pronoun.
#[derive(Debug, Clone, Copy, Default)]
struct Signs {
    /// Sentences since the last mention.
    sentences: usize,
    /// The last mention stands in the pronoun's paragraph.
    paragraph: bool,
    /// The last mention is the subject of its sentence.
    subject: bool,
    /// The last mention stands in the sentence that leads in.
    leads: bool,
    /// Mentions so far.
    mentions: usize,
    /// The last mention opens the silent sentence before.
    opens: bool,
    /// Nobody has spoken since.
    spoke_last: bool,
    /// Words of theirs are reported under their name somewhere.
    speaks: bool,
    /// Known to be what the pronoun says.
    gender: bool,
    /// What stands beside the name is that of a person, or not.
    person: i32,
}

impl Signs {
    fn score(self) -> i32 {
        let yes = |sign: bool, weight: i32| if sign { weight } else { 0 };
        let few = |count: usize, most: i32| i32::try_from(count).unwrap_or(most).min(most);
        -10 * few(self.sentences, FAR)
            + yes(self.paragraph, 4)
            + yes(self.subject, 8)
            + yes(self.leads, 12)
            + yes(self.opens, 16)
            + 2 * few(self.mentions, OFTEN)
            + yes(self.spoke_last, 10)
            + yes(self.speaks, 10)
            + yes(self.gender, 8)
            + 4 * self.person.clamp(-3, 3)
    }
}

impl Entities<'_, '_> {
    /// Goes on to token `to`, and notes whom each "he" and "she" on the way means: they are mentions as names are.
    pub(super) fn follow(&mut self, to: usize) {
        let scene = self.scene;
        for i in self.read..to {
            let told = scene.is(Set::Person, i) && scene.mark(i).is_none();
            if let Some(found) = told.then(|| pronoun::meant(self, i)).flatten() {
                self.sees(i, found.entity, true);
            }
        }
        self.read = self.read.max(to);
    }

    /// Where the sentence before the `here`th begins, if it is silent and of the same paragraph: "Ann Low left. “It was late,”
    /// she said".
    fn silent_before(&self, here: usize, paragraph: usize) -> Option<usize> {
        let scene = self.scene;
        let before = scene.sentences.get(here.checked_sub(2)?)?;
        let silent = |i: usize| scene.mark(i).is_none() && scene.verb(i).is_none();
        (before.start >= paragraph && before.clone().all(silent)).then_some(before.start)
    }

    /// Everybody named before token `i` who `fits`, the likeliest first.
    pub(super) fn candidates(&self, place: &Place, fits: impl Fn(usize) -> bool) -> Vec<Candidate> {
        let (scene, i, gender) = (self.scene, place.at, place.gender);
        let sentence = |place: usize| scene.sentences.partition_point(|s| s.start <= place);
        let (here, paragraph) = (sentence(i), scene.block(i).start);
        let opened = gender.and_then(|_| self.silent_before(here, paragraph));
        let mut signs: FxHashMap<usize, Signs> = FxHashMap::default();
        let mut order = Vec::new();
        for ((seen, entity), subject) in self.seen.range(..(i, 0)).rev().take(REACH) {
            let found = signs.entry(*entity).or_insert_with(|| {
                order.push(*entity);
                let known = &self.list[*entity];
                Signs {
                    sentences: here - sentence(*seen),
                    paragraph: *seen >= paragraph,
                    leads: place.led && here - sentence(*seen) == 1,
                    opens: opened == Some(*seen),
                    subject: *subject,
                    mentions: 0,
                    spoke_last: self.spoke.last() == Some(entity),
                    speaks: known.speaks,
                    gender: gender.is_some() && known.gender == gender,
                    person: known.person,
                }
            });
            found.mentions += 1;
        }
        order.retain(|e| fits(*e));
        let scored = |entity: usize| Candidate {
            entity,
            score: signs[&entity].score(),
        };
        let mut candidates: Vec<Candidate> = order.into_iter().map(scored).collect();
        candidates.sort_by_key(|c| Reverse(c.score));
        candidates
    }
}
