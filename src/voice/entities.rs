//! Who is meant: names, surnames, acronyms, pronouns, and "the ministry", over one article from its beginning to its end.

use super::names::{
    apposed_name, capital_runs, describe, lower_first, name_in, nearest_first, scene_text,
    without_determiner, without_strangers, words_of,
};
use super::noun::Mention;
use super::roster::Roster;
use super::scene::Scene;
use crate::lang::{Gender, Set};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::ops::Range;

/// How many who spoke last a noun such as "the ministry" can mean.
const RECENT: usize = 40;
/// Bytes of description after which nothing more is learnt of somebody.
const ENOUGH: usize = 600;
/// Words from the beginning of a sentence within which a name is taken for its subject.
const SUBJECT: usize = 6;

/// Somebody who is named or speaks in the article.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    pub(super) name: String,
    /// What stands beside its mentions, in normal form.
    pub(super) description: String,
    /// The same, the words nearest to a mention first.
    pub(super) near: String,
    kind: Kind,
    gender: Option<Gender>,
    first: usize,
}

impl Entity {
    /// Adds what stands beside a further mention, until enough is known.
    fn learn(&mut self, more: &str, near: &str) {
        if self.description.len() < ENOUGH && !self.description.contains(more) {
            self.description.push_str(more);
            self.near.push_str(near);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Person,
    Body,
    Several,
}

/// Who is meant, and how that is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resolved {
    pub(super) entity: usize,
    pub(super) by: &'static str,
}

/// The people and bodies of one article.
pub(super) struct Entities<'s, 'a> {
    scene: &'s Scene<'a>,
    roster: &'s Roster<'s>,
    pub(super) list: Vec<Entity>,
    by_name: FxHashMap<String, usize>,
    by_part: FxHashMap<String, Vec<usize>>,
    acronyms: FxHashMap<String, String>,
    spoke: Vec<usize>,
    /// Where somebody is named as a subject or speaks, with the place: what pronouns refer to.
    salient: BTreeSet<(usize, usize)>,
}

impl<'s, 'a> Entities<'s, 'a> {
    /// Finds every name of the article.
    pub(super) fn new(scene: &'s Scene<'a>, roster: &'s Roster<'s>) -> Self {
        let (list, spoke) = (Vec::new(), Vec::new());
        let (by_name, by_part, acronyms) = (
            FxHashMap::default(),
            FxHashMap::default(),
            FxHashMap::default(),
        );
        let mut entities = Self {
            scene,
            roster,
            list,
            by_name,
            by_part,
            acronyms,
            spoke,
            salient: BTreeSet::new(),
        };
        let names = capital_runs(scene);
        for run in &names {
            entities.learn_acronym(run);
        }
        let names = without_strangers(scene, names);
        for run in names.iter().filter(|r| r.len() > 1) {
            let name = entities.full_name(&scene_text(scene, run));
            let (before, after) = describe(scene, run);
            entities.note(name, run.start, [before, after]);
        }
        entities.find_subjects(&names);
        entities.find_roles();
        entities
    }

    /// Names near the beginning of a sentence, outside marks, are what a later pronoun is likely to mean.
    fn find_subjects(&mut self, names: &[Range<usize>]) {
        for run in names.iter().filter(|r| self.scene.mark(r.start).is_none()) {
            let sentence = self
                .scene
                .sentences
                .partition_point(|s| s.start <= run.start)
                .checked_sub(1);
            let near =
                sentence.is_some_and(|s| run.start - self.scene.sentences[s].start < SUBJECT);
            let written = scene_text(self.scene, run);
            let entity = self
                .by_name
                .get(&self.full_name(&written))
                .copied()
                .or_else(|| self.by_surname(&written, run.start));
            let introduced = run.len() > 1
                && run.start > 0
                && self.scene.gap(run.start - 1).contains(',')
                && self.scene.is_person(run.start - 1);
            // "Wenna has baked in Cobble Row": where, not who.
            let place = run.start > 0
                && self.scene.is(Set::Places, run.start - 1)
                && self.scene.gap(run.start - 1).trim().is_empty();
            if let Some(entity) = entity.filter(|_| (near && !place) || introduced) {
                self.salient.insert((run.start, entity));
            }
        }
    }

    /// "A spokeswoman" at the beginning of a sentence, too, is what a later "she" is likely to mean.
    fn find_roles(&mut self) {
        let (scene, Some(roles)) = (self.scene, self.scene.roles) else {
            return;
        };
        for sentence in &scene.sentences {
            let start = sentence.start;
            if scene.mark(start).is_some() || !scene.is(Set::Determiners, start) {
                continue;
            }
            let to = sentence.end.min(start + SUBJECT);
            let head = (start + 1..to)
                .take_while(|i| !scene.is_capital(*i) && scene.is_tight(*i - 1))
                .find(|i| roles.gender(scene.word(*i)).is_some());
            let Some(head) = head else { continue };
            let name = scene_text(scene, &(start + 1..head + 1));
            let whole = self.words(start..head + 1);
            let entity = self.note(name, start, [whole, String::new()]);
            self.salient.insert((start, entity));
        }
    }

    /// Who a mention means.
    pub(super) fn resolve(&mut self, mention: &Mention) -> Resolved {
        let resolved = self.look_up(mention);
        self.salient.insert((mention.name.start, resolved.entity));
        let (whole, name) = (&mention.with_description, &mention.name);
        let more = self.words(whole.clone());
        let sides = [
            whole.start..name.end.min(whole.end),
            name.end.max(whole.start)..whole.end,
        ];
        let near = nearest_first(sides.map(|run| self.words(run)));
        let entity = &mut self.list[resolved.entity];
        entity.learn(&more, &near);
        resolved
    }

    /// Whoever spoke last, if anybody has.
    pub(super) fn previous(&self) -> Option<Resolved> {
        self.spoke.last().map(|&entity| Resolved {
            entity,
            by: "continuity",
        })
    }

    /// Notes that somebody has spoken (again).
    pub(super) fn speaks(&mut self, entity: usize) {
        self.spoke.push(entity);
    }

    fn look_up(&mut self, mention: &Mention) -> Resolved {
        let scene = self.scene;
        let run = &mention.name;
        if run.len() == 1 && (scene.is_pronoun(run.start) || scene.is(Set::Objects, run.start)) {
            // A pronoun that stands for nobody known has no name.
            let nobody = |entities: &mut Self| Resolved {
                entity: entities.note(String::new(), run.start, Default::default()),
                by: "nobody",
            };
            return self.pronoun(run.start).unwrap_or_else(|| nobody(self));
        }
        let named = name_in(scene, run).or_else(|| apposed_name(scene, mention));
        let Some(named) = named else {
            return self.common_noun(mention);
        };
        let written = scene_text(scene, &named);
        let known = self
            .acronyms
            .get(&written)
            .cloned()
            .or_else(|| self.roster.canonical(&written));
        let by = if known.is_some() {
            "name"
        } else {
            "as written"
        };
        let name = known.unwrap_or(written);
        if let Some(&entity) = self.by_name.get(&name) {
            return Resolved { entity, by: "name" };
        }
        if named.len() == 1
            && let Some(entity) = self.by_surname(&name, named.start)
        {
            return Resolved {
                entity,
                by: "surname",
            };
        }
        let entity = self.note(name, named.start, Default::default());
        Resolved { entity, by }
    }

    /// The last who spoke, or was named, that a pronoun can stand for.
    fn pronoun(&mut self, i: usize) -> Option<Resolved> {
        let scene = self.scene;
        let roles = scene.roles;
        let gender = roles.and_then(|r| r.pronoun(scene.word(i)));
        let person = scene.is(Set::Person, i) || scene.is(Set::SelfWords, i) || gender.is_some();
        let kinds: &[Kind] = if person {
            &[Kind::Person]
        } else if scene.is(Set::Thing, i) {
            &[Kind::Body]
        } else if scene.is(Set::Plural, i) {
            &[Kind::Several, Kind::Body]
        } else {
            return None;
        };
        let can = |e: &usize| {
            let entity = &self.list[*e];
            kinds.contains(&entity.kind)
                && (gender.is_none() || entity.gender.is_none() || entity.gender == gender)
        };
        let near = self
            .salient
            .range(..(i, 0))
            .rev()
            .map(|(_, e)| *e)
            .take(12)
            .find(can);
        let named = || {
            let before = (0..self.list.len()).filter(|e| self.list[*e].first < i);
            before.filter(can).max_by_key(|e| self.list[*e].first)
        };
        let entity = near.or_else(named).or_else(|| self.spoke.last().copied())?;
        if gender.is_some()
            && self.list[entity].gender.is_none()
            && self.list[entity].kind == Kind::Person
        {
            self.list[entity].gender = gender;
        }
        Some(Resolved {
            entity,
            by: "pronoun",
        })
    }

    /// "The ministry": the last whose name or description has the word; else the words themselves.
    fn common_noun(&mut self, mention: &Mention) -> Resolved {
        let scene = self.scene;
        let run = without_determiner(scene, &mention.name);
        let definite = run.start > mention.name.start && scene.word(mention.name.start) == "the";
        let head = (run.start..run.end)
            .rev()
            .find_map(|i| scene.roles?.again(scene.word(i)));
        if let Some(words) = head.filter(|_| definite) {
            let of_body = scene
                .roles
                .is_some_and(|r| words.iter().any(|w| r.is_institution(w)));
            let fits = |e: &Entity| {
                if (e.kind == Kind::Person) == of_body {
                    return false;
                }
                let all = format!(" {} {} ", crate::token::normal_form(&e.name), e.description);
                words.iter().any(|w| all.contains(&format!(" {w} ")))
            };
            let spoke = self
                .spoke
                .iter()
                .rev()
                .take(RECENT)
                .find(|e| fits(&self.list[**e]))
                .copied();
            let named = || {
                let before = |e: &usize| {
                    let entity = &self.list[*e];
                    entity.first < run.start
                        && entity.name.starts_with(char::is_uppercase)
                        && fits(entity)
                };
                (0..self.list.len())
                    .filter(before)
                    .max_by_key(|e| self.list[*e].first)
            };
            // "The group" of which nothing was said: the last body named that is not called otherwise.
            let general = run
                .clone()
                .any(|i| scene.roles.is_some_and(|r| r.is_general(scene.word(i))));
            let last = || {
                let plain = |e: &usize| {
                    let entity = &self.list[*e];
                    let mut words = entity.name.split(' ');
                    let called = |w: &str| {
                        let word = crate::token::normal_form(w);
                        scene.roles.is_some_and(|r| r.again(&word).is_some())
                    };
                    entity.kind == Kind::Body
                        && entity.name.starts_with(char::is_uppercase)
                        && !words.any(called)
                };
                let before = self.salient.range(..(run.start, 0)).rev().map(|(_, e)| *e);
                before.take(8).find(plain).filter(|_| general)
            };
            if let Some(entity) = spoke.or_else(named).or_else(last) {
                return Resolved { entity, by: "noun" };
            }
        }
        let goes_on = |i: &usize| scene.is(Set::Relatives, *i) || scene.is(Set::Places, *i);
        let cut = (run.start + 1..run.end).find(goes_on);
        let name = scene_text(scene, &(run.start..cut.unwrap_or(run.end)));
        let name = if run.start < run.end && !scene.is_capital(run.start) {
            name
        } else {
            lower_first(&name)
        };
        let entity = self
            .by_name
            .get(&name)
            .copied()
            .unwrap_or_else(|| self.note(name, run.start, Default::default()));
        Resolved {
            entity,
            by: "as written",
        }
    }

    /// A full name of which `part` is the last or first word: the latest before the mention, else the first after it.
    fn by_surname(&self, part: &str, at: usize) -> Option<usize> {
        let found = self.by_part.get(part)?;
        let people = || {
            found
                .iter()
                .copied()
                .filter(|e| self.list[*e].kind == Kind::Person)
        };
        let before = people()
            .filter(|e| self.list[*e].first < at)
            .max_by_key(|e| self.list[*e].first);
        before.or_else(|| people().min_by_key(|e| self.list[*e].first))
    }

    /// Adds somebody, or what is newly known of them.
    fn note(&mut self, name: String, first: usize, beside: [String; 2]) -> usize {
        let description = beside.concat();
        let near = nearest_first(beside);
        if let Some(&entity) = self.by_name.get(&name) {
            self.list[entity].learn(&description, &near);
            return entity;
        }
        let entity = self.list.len();
        let words: Vec<&str> = name.split(' ').collect();
        let kind = self.kind(&words);
        if words.len() > 1 {
            for part in [words[words.len() - 1], words[0]] {
                self.by_part
                    .entry(part.to_owned())
                    .or_default()
                    .push(entity);
            }
        }
        self.by_name.insert(name.clone(), entity);
        let gender = description
            .split(' ')
            .find_map(|w| self.scene.roles?.gender(w));
        self.list.push(Entity {
            name,
            description: format!(" {description}"),
            near,
            kind,
            gender,
            first,
        });
        entity
    }

    /// A guess from the shape of the name.
    fn kind(&self, words: &[&str]) -> Kind {
        let lower: Vec<String> = words
            .iter()
            .map(|w| crate::token::normal_form(w).into_owned())
            .collect();
        let body = |w: &String| {
            self.scene
                .roles
                .is_some_and(|r| r.again(w).is_some() || r.of(w).is_some())
        };
        let acronym = words.len() == 1 && words[0].chars().filter(|c| c.is_uppercase()).count() > 1;
        let reporting = self.scene.language.reporting();
        let small = lower
            .iter()
            .any(|w| reporting.is_some_and(|r| r.word(w).is(Set::Joiners)));
        let plural = lower.last().is_some_and(|w| w.ends_with('s') && body(w));
        let common = words
            .iter()
            .all(|w| w.chars().next().is_some_and(char::is_lowercase));
        let institution = lower
            .iter()
            .any(|w| self.scene.roles.is_some_and(|r| r.is_institution(w)));
        if plural {
            Kind::Several
        } else if institution || acronym || small {
            Kind::Body
        } else if common {
            Kind::Person
        } else if words.len() == 1 && self.roster.canonical(words[0]).is_some() {
            Kind::Body
        } else {
            Kind::Person
        }
    }

    /// "Long Form (LF)": the acronym stands for the words before it.
    fn learn_acronym(&mut self, run: &Range<usize>) {
        let scene = self.scene;
        let last = run.end;
        let acronym = |i: usize| {
            let text = scene.text(i);
            text.len() > 1 && text.len() < 9 && text.chars().all(|c| c.is_uppercase() || c == '.')
        };
        if last < scene.tokens.list.len()
            && scene.gap(last - 1).trim() == "("
            && acronym(last)
            && scene.gap(last).starts_with(')')
        {
            let long = scene_text(scene, run);
            let long = self.roster.canonical(&long).unwrap_or(long);
            self.acronyms.insert(scene.text(last).to_owned(), long);
        }
    }

    fn full_name(&self, written: &str) -> String {
        self.roster
            .canonical(written)
            .unwrap_or_else(|| written.to_owned())
    }

    fn words(&self, run: Range<usize>) -> String {
        words_of(self.scene, run)
    }
}
