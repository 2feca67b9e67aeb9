//! Which voice somebody in an article has, and how that is known.
//!
//! The roster answers first, by name and by what describes it. Where it is silent: a body that the description means
//! ("the board") or names, roles that are over, the field that the whole article is about, and words about private life.

use super::describing::Told;
use super::entities::{Entities, Entity, Kind};
use super::roster::{self, About, Placed};
use super::scene::Scene;
use super::{OUTLET, Speaker, UNKNOWN};
use crate::lang::{RoleSet, Setting};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// Different words about private life by which somebody without a role is taken to speak for nobody else.
const PRIVATE: usize = 2;

/// The field that an article is about, once it was asked for.
pub(super) type Field<'a> = OnceCell<Option<&'a Setting>>;

impl<'a> Entities<'_, 'a> {
    /// Somebody as a speaker, and what gave the voice.
    pub(super) fn place(
        &self,
        number: usize,
        outlet: &Speaker,
        field: &Field<'a>,
    ) -> (Speaker, String) {
        let entity = &self.list[number];
        let (name, of_outlet) = (roster::words(&entity.name), roster::words(&outlet.name));
        // "The Gazette" in the Harbor Gazette is the outlet itself.
        if !name.is_empty() && name.len() < of_outlet.len() && of_outlet.ends_with(&name) {
            return (outlet.clone(), OUTLET.into());
        }
        let told = &entity.told;
        let known = |placed: &Placed| placed.voice != UNKNOWN;
        let described = self.by_roster(entity, (&told.present, &told.near), &told.names);
        let mut placed = Some(described.clone())
            .filter(known)
            .or_else(|| self.by_meant_bodies(entity))
            .or_else(|| self.by_named_bodies(number))
            .or_else(|| {
                let before = self.by_roster(entity, (&told.all, &told.all), &told.names);
                Some(before).filter(known).map(once)
            })
            .unwrap_or(described);
        if placed.voice == UNKNOWN && entity.kind == Kind::Person && entity.is_named() {
            let more = self.by_field(entity, field);
            if let Some((voice, by)) = more.or_else(|| self.by_private_life(number)) {
                (placed.voice, placed.by) = (voice, by);
            }
        }
        // Named in full it is the outlet too, unless a roster knows it as somebody else: an agency of a state, say.
        if placed.voice == UNKNOWN && !name.is_empty() && name == of_outlet {
            return (outlet.clone(), OUTLET.into());
        }
        let speaker = Speaker {
            name: entity.name.clone(),
            voice: placed.voice,
            side: placed.side,
        };
        (speaker, placed.by)
    }

    fn by_roster(
        &self,
        entity: &Entity,
        (described, near): (&str, &str),
        names: &[String],
    ) -> Placed {
        let about = About {
            described,
            near,
            names,
        };
        let language = self.scene.language;
        self.roster.place(&entity.name, &about, language)
    }

    /// "The board's chair": the voice of what the board is.
    fn by_meant_bodies(&self, entity: &Entity) -> Option<Placed> {
        let bodies = self.bodies_of(entity);
        let described = crate::token::normal_form(&bodies.join(" ")).into_owned();
        let placed = self.by_roster(entity, (&described, &described), &bodies);
        (!bodies.is_empty() && placed.voice != UNKNOWN).then_some(placed)
    }

    /// "A manager at Hill Foods", "the mayor's spokeswoman": the voice of a body, or of somebody spoken for, that the
    /// description names and of which the article tells more.
    fn by_named_bodies(&self, number: usize) -> Option<Placed> {
        let roles = self.scene.roles?;
        let told = &self.list[number].told;
        let speaks_for = told
            .all
            .split(' ')
            .any(|word| roles.is(RoleSet::SpeakingFor, word));
        let place = |name: &String| {
            let name = self.known_name(name).unwrap_or_else(|| name.clone());
            if roster::is_country(&roster::words(&name), self.scene.language) {
                // Where somebody comes from is not for whom somebody speaks.
                return None;
            }
            let named = self.by_name.get(&name).copied();
            let meant = named.or_else(|| speaks_for.then(|| self.by_surname(&name, usize::MAX))?);
            let other = meant.filter(|e| *e != number).map(|e| &self.list[e]);
            let body = other.filter(|e| speaks_for || e.kind != Kind::Person);
            let nothing = Told::default();
            let of_body = body.map_or(&nothing, |e| &e.told);
            let about = About {
                described: &of_body.present,
                near: &of_body.near,
                names: &of_body.names,
            };
            let placed = self.roster.place(&name, &about, self.scene.language);
            (placed.voice != UNKNOWN).then_some(Placed {
                by: format!("affiliation: {name}, {}", placed.by),
                ..placed
            })
        };
        told.names.iter().find_map(place)
    }

    /// The voice of most people in articles about one field.
    fn by_field(&self, entity: &Entity, field: &Field<'a>) -> Option<(String, String)> {
        let is_person = entity.gender.is_some() || entity.speaks || entity.person > 0;
        let found = is_person.then(|| *field.get_or_init(|| about(self.scene)))??;
        Some((found.voice.clone(), format!("setting: {}", found.field)))
    }

    /// The voice of people who speak for nobody else, where enough is told of somebody's private life.
    fn by_private_life(&self, number: usize) -> Option<(String, String)> {
        let roles = self.scene.roles?;
        self.list[number].gender?;
        let words: Vec<&str> = self.private_words(number).into_iter().collect();
        let told = words.get(..PRIVATE)?.join(", ");
        Some((roles.person.clone(), format!("private: {told}")))
    }

    /// By each noun for bodies, the body with the longest name that has it.
    fn bodies_by_noun(&self) -> FxHashMap<String, usize> {
        let mut found: FxHashMap<String, usize> = FxHashMap::default();
        let Some(roles) = self.scene.roles else {
            return found;
        };
        let bodies = self.list.iter().enumerate();
        for (number, entity) in bodies.filter(|(_, e)| e.kind == Kind::Body && e.is_named()) {
            for word in crate::token::normal_form(&entity.name).split(' ') {
                if roles.is(RoleSet::Institution, word) {
                    let best = found.entry(word.to_owned()).or_insert(number);
                    if self.list[*best].name.len() <= entity.name.len() {
                        *best = number;
                    }
                }
            }
        }
        found
    }

    /// Names of bodies that a description means: short forms written out, and for "the board" the board named before.
    fn bodies_of(&self, entity: &Entity) -> Vec<String> {
        let bodies_by_noun = self.bodies.get_or_init(|| self.bodies_by_noun());
        let named = |word: &str| Some(&self.list[*bodies_by_noun.get(word)?]);
        let mut bodies = Vec::new();
        for word in entity.told.present.split_whitespace() {
            let word = word.strip_suffix("'s").unwrap_or(word);
            let short = self.acronyms.iter();
            let long = short
                .filter(|(short, _)| crate::token::normal_form(short) == word)
                .map(|(_, long)| long.as_str())
                .min();
            let body = long.or_else(|| Some(named(word)?.name.as_str()));
            bodies.extend(body.map(str::to_owned));
        }
        bodies
    }

    /// Words about private life in the sentences that name somebody outside marks.
    fn private_words(&self, entity: usize) -> BTreeSet<&str> {
        let scene = self.scene;
        let Some(roles) = scene.roles else {
            return BTreeSet::new();
        };
        let places = self.list[entity].places.iter();
        let mut sentences: Vec<_> = places.filter_map(|at| scene.sentence(*at)).collect();
        sentences.dedup();
        let words = sentences.into_iter().flat_map(Clone::clone);
        words
            .filter(|i| scene.mark(*i).is_none() && roles.is(RoleSet::Private, scene.word(*i)))
            .map(|i| scene.word(i))
            .collect()
    }
}

/// Somebody of whom only a former role is told: who spoke for a state speaks for none now.
fn once(placed: Placed) -> Placed {
    let official = placed.voice == roster::OFFICIAL && placed.by.starts_with("role");
    Placed {
        voice: if official {
            roster::POLITICIAN.into()
        } else {
            placed.voice
        },
        ..placed
    }
}

/// The field that an article is about.
fn about<'a>(scene: &Scene<'a>) -> Option<&'a Setting> {
    let mut settings = scene.roles?.settings.iter();
    let body = scene.tokens.in_title..scene.tokens.list.len();
    settings.find(|s| s.holds(body.clone().map(|i| scene.word(i))))
}
