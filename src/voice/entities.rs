//! Who is meant: names, surnames, acronyms, pronouns, and "the ministry", over one article from its beginning to its end.

use super::candidates::Candidate;
use super::describing::{Told, describe, head_first, introduces, predicate, relative};
use super::names::{capital_runs, name_in, named, parts, scene_text, without_strangers};
use super::noun::Mention;
use super::resolvers::{Asked, RESOLVERS, Resolver};
use super::roster::Roster;
use super::scene::Scene;
use crate::lang::{Gender, RoleSet, Roles, Set};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many places of a name are kept.
const PLACES: usize = 40;
/// How many people of one surname are told apart.
const BEARERS: usize = 40;
/// Words from the beginning of a sentence within which a name is taken for its subject.
const SUBJECT: usize = 6;

/// Somebody who is named or speaks in the article.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    pub(super) name: String,
    /// What is told of it.
    pub(super) told: Told,
    pub(super) kind: Kind,
    pub(super) gender: Option<Gender>,
    pub(super) first: usize,
    /// True when words of theirs are reported under their name somewhere in the article.
    pub(super) speaks: bool,
    /// Where it is named, the first of them.
    pub(super) places: Vec<usize>,
    /// Above 0: what stands beside the name is what stands beside a person's.
    pub(super) person: i32,
}

impl Entity {
    /// True when the name or what describes it has the word.
    pub(super) fn is_called(&self, word: &str) -> bool {
        let all = format!(
            " {}{} ",
            crate::token::normal_form(&self.name),
            self.told.all
        );
        all.contains(&format!(" {word} "))
    }

    /// True for a name, and not a noun.
    pub(super) fn is_named(&self) -> bool {
        self.name.starts_with(char::is_uppercase)
    }
}

/// What somebody is, as far as the shape of the name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Body,
    Several,
}

/// Who is meant, and how that is known.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub(super) entity: usize,
    pub(super) by: &'static str,
    /// Between whom it was decided, the one who is meant first; empty where nobody else came into question.
    pub(super) candidates: Vec<Candidate>,
}

impl Resolved {
    /// Nobody else came into question.
    pub(super) fn only(entity: usize, by: &'static str) -> Self {
        Self {
            entity,
            by,
            candidates: Vec::new(),
        }
    }
}

/// The people and bodies of one article.
pub(super) struct Entities<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) roster: &'s Roster<'s>,
    /// The resolvers that are used; `None`: all.
    resolvers: Option<&'s [String]>,
    pub(super) list: Vec<Entity>,
    pub(super) by_name: FxHashMap<String, usize>,
    by_part: FxHashMap<String, Vec<usize>>,
    pub(super) acronyms: FxHashMap<String, String>,
    pub(super) spoke: Vec<usize>,
    /// Where somebody is named outside marks, or speaks; true: as the subject.
    pub(super) seen: BTreeMap<(usize, usize), bool>,
    /// By each noun for bodies, the one it may mean, once it was asked for.
    pub(super) bodies: OnceCell<FxHashMap<String, usize>>,
    /// The words before this one have been followed.
    pub(super) read: usize,
}

impl<'s, 'a> Entities<'s, 'a> {
    /// Finds every name of the article.
    pub(super) fn new(
        scene: &'s Scene<'a>,
        roster: &'s Roster<'s>,
        resolvers: Option<&'s [String]>,
    ) -> Self {
        let (list, spoke) = (Vec::new(), Vec::new());
        let (by_name, by_part, acronyms) = (
            FxHashMap::default(),
            FxHashMap::default(),
            FxHashMap::default(),
        );
        let mut entities = Self {
            scene,
            roster,
            resolvers,
            list,
            by_name,
            by_part,
            acronyms,
            spoke,
            seen: BTreeMap::new(),
            bodies: OnceCell::new(),
            read: scene.tokens.in_title,
        };
        let names = capital_runs(scene);
        for run in &names {
            entities.learn_acronym(run);
        }
        let names = without_strangers(scene, names);
        let is_name = |run: &&Range<usize>| run.len() > 1 || introduces(scene, run);
        for run in names.iter().filter(is_name) {
            let name = entities.full_name(&scene_text(scene, run));
            entities.note(name, run.start, &describe(scene, run));
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
            let Some(entity) = entity else { continue };
            let subject = (near && !place) || introduced;
            self.sees(run.start, entity, subject);
            let told = [predicate(self.scene, run), relative(self.scene, run)];
            for told in told.into_iter().flatten() {
                self.learn(entity, &[0..0, told]);
            }
            let beside = self.is_persons(run);
            self.list[entity].person += beside;
        }
    }

    /// What stands before a name: 1 for a title or role, -1 for "the" and for "in", as before a place.
    fn is_persons(&self, run: &Range<usize>) -> i32 {
        let scene = self.scene;
        let Some(before) = run.start.checked_sub(1) else {
            return 0;
        };
        let tight = scene.is_tight(before);
        let person = scene.is(Set::Titles, before) || scene.is_person(before);
        let title = person && (tight || scene.gap(before).trim() == ",");
        let thing = tight && (scene.is(Set::Article, before) || scene.is(Set::Places, before));
        i32::from(title) - i32::from(thing)
    }

    /// Notes who is named beside words of theirs anywhere in the article.
    pub(super) fn expect<'m>(&mut self, mentions: impl Iterator<Item = &'m Mention>) {
        for mention in mentions {
            let Some(named) = name_in(self.scene, &mention.name) else {
                continue;
            };
            let written = scene_text(self.scene, &named);
            let known = self.by_name.get(&self.full_name(&written)).copied();
            let entity = known.or_else(|| self.by_surname(&written, named.start));
            if let Some(entity) = entity {
                self.list[entity].speaks = true;
            }
        }
    }

    /// "A spokeswoman" at the beginning of a sentence, too, is what a later "she" is likely to mean.
    fn find_roles(&mut self) {
        let (scene, Some(roles)) = (self.scene, self.scene.roles) else {
            return;
        };
        // "The ministry"
        let is_body = |i: usize| {
            let word = scene.word(i);
            roles.is(RoleSet::Institution, word) && roles.again(word).is_some()
        };
        for sentence in &scene.sentences {
            let start = sentence.start;
            if scene.mark(start).is_some() || !scene.is(Set::Determiners, start) {
                continue;
            }
            let to = sentence.end.min(start + SUBJECT);
            let head = (start + 1..to)
                .take_while(|i| !scene.is_capital(*i) && scene.is_tight(*i - 1))
                .take_while(|i| !scene.is(Set::Determiners, *i))
                .find(|i| roles.gender(scene.word(*i)).is_some() || is_body(*i));
            let Some(head) = head else { continue };
            let name = scene_text(scene, &(start + 1..head + 1));
            let entity = self.note(name, start, &[start..head + 1, 0..0]);
            self.sees(start, entity, true);
        }
    }

    /// Who a mention means.
    pub(super) fn resolve(&mut self, mention: &Mention) -> Resolved {
        let scene = self.scene;
        let inside = name_in(scene, &mention.name);
        let asked = Asked {
            at: mention.name.start,
            mention: Some(mention),
            led: false,
            named: named(scene, mention, inside.clone()),
        };
        let resolved = self.ask(&asked).unwrap_or_else(|| self.as_written(&asked));
        self.sees(mention.name.start, resolved.entity, true);
        let (whole, name) = (&mention.with_description, inside.as_ref());
        let name = name.unwrap_or(&mention.name);
        let sides = [
            whole.start..name.end.min(whole.end),
            name.end.max(whole.start)..whole.end,
        ];
        self.learn(resolved.entity, &sides);
        resolved
    }

    /// Who says a quotation at token `at` beside which nobody is mentioned.
    pub(super) fn unmentioned(&mut self, at: usize, led: bool) -> Option<Resolved> {
        self.ask(&Asked {
            at,
            mention: None,
            led,
            named: None,
        })
    }

    /// Whom the first resolver means that knows.
    fn ask(&mut self, asked: &Asked<'_>) -> Option<Resolved> {
        let used = self.resolvers;
        let on = |r: &&&dyn Resolver| used.is_none_or(|ids| ids.iter().any(|id| id == r.id()));
        let mut all = RESOLVERS.iter().filter(on);
        all.find_map(|resolver| resolver.resolve(self, asked))
    }

    /// Notes that somebody is named or meant at a token outside marks; `subject`: as the subject.
    pub(super) fn sees(&mut self, at: usize, entity: usize, subject: bool) {
        self.seen.insert((at, entity), subject);
        let places = &mut self.list[entity].places;
        if places.len() < PLACES {
            places.push(at);
        }
    }

    /// Notes that somebody has spoken (again).
    pub(super) fn speaks(&mut self, entity: usize) {
        self.spoke.push(entity);
    }

    /// The name that a short form or an alias stands for.
    pub(super) fn known_name(&self, written: &str) -> Option<String> {
        let short = self.acronyms.get(written).cloned();
        short
            .or_else(|| self.roster.canonical(written))
            .or_else(|| self.spelled_by(written))
    }

    /// The one body named so far whose initials these are: "IPA" for the Inland Press Association.
    fn spelled_by(&self, initials: &str) -> Option<String> {
        let short =
            (3..=6).contains(&initials.len()) && initials.bytes().all(|b| b.is_ascii_uppercase());
        let spells = |e: &&Entity| {
            let words = e.name.split([' ', '-']);
            let capitals = words.filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()));
            e.kind == Kind::Body && e.name.contains(' ') && capitals.eq(initials.chars())
        };
        let mut all = self.list.iter().filter(|_| short).filter(spells);
        all.next()
            .filter(|_| all.next().is_none())
            .map(|e| e.name.clone())
    }

    /// The people of whose names `part` is the first or last word.
    pub(super) fn bearers(&self, part: &str) -> Vec<usize> {
        let all = self.by_part.get(part).into_iter().flatten().rev().copied();
        let people = all.filter(|e| self.list[*e].kind == Kind::Person);
        people.take(BEARERS).collect()
    }

    /// A full name of which `part` is the last or first word: the latest before the mention, else the first after it.
    pub(super) fn by_surname(&self, part: &str, at: usize) -> Option<usize> {
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
    pub(super) fn note(&mut self, name: String, first: usize, beside: &[Range<usize>; 2]) -> usize {
        if let Some(&entity) = self.by_name.get(&name) {
            self.learn(entity, beside);
            return entity;
        }
        let entity = self.list.len();
        let words: Vec<&str> = name.split(' ').collect();
        let kind = self.kind(&words);
        if let Some(same) = self.same_person(&words).filter(|_| kind == Kind::Person) {
            self.learn(same, beside);
            if self.list[same].name.len() < name.len() {
                self.list[same].name.clone_from(&name);
            }
            self.by_name.insert(name, same);
            return same;
        }
        if words.len() > 1 {
            for part in parts(&words) {
                self.by_part.entry(part).or_default().push(entity);
            }
        }
        self.by_name.insert(name.clone(), entity);
        let roles = self.scene.roles;
        let given = words.first().filter(|_| words.len() > 1);
        let given = given.and_then(|w| roles?.given(&crate::token::normal_form(w)));
        // "Ann Low with a picture of her son" is no man.
        let told = head_first(self.scene, beside).find_map(|i| roles?.gender(self.scene.word(i)));
        let gender = given.or(told);
        self.list.push(Entity {
            name,
            told: Told::new(self.scene, beside),
            kind,
            gender,
            first,
            speaks: false,
            places: Vec::new(),
            person: 2 * i32::from(gender.is_some()),
        });
        entity
    }

    /// Somebody whose full name these words shorten or fill up: "Ann Low" and "Ann R. Low".
    fn same_person(&self, words: &[&str]) -> Option<usize> {
        let last = words.last().filter(|_| words.len() > 1)?;
        let within = |short: &[&str], long: &[&str]| {
            let mut rest = long.iter();
            short.iter().all(|word| rest.any(|other| other == word))
        };
        self.bearers(last).into_iter().find(|e| {
            let other: Vec<&str> = self.list[*e].name.split(' ').collect();
            other.last() == Some(last)
                && other.len() != words.len()
                && (within(words, &other) || within(&other, words))
        })
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
        // "A spokesman for the board" is no body, "Department of Rivers" is one.
        let capital = words[0].starts_with(char::is_uppercase);
        let small = capital
            && lower
                .iter()
                .any(|w| reporting.is_some_and(|r| r.word(w).is(Set::Joiners)));
        let plural = lower.last().is_some_and(|w| w.ends_with('s') && body(w));
        let common = words
            .iter()
            .all(|w| w.chars().next().is_some_and(char::is_lowercase));
        // "Hill Foods Ltd"
        let firm = || {
            let last = lower.last().filter(|_| words.len() > 1 && !common);
            let role = last.and_then(|w| self.scene.roles?.of(w));
            role.is_some_and(|r| self.scene.roles.is_some_and(|all| r.voice != all.person))
        };
        let institution = lower.iter().any(|w| {
            self.scene
                .roles
                .is_some_and(|r| r.is(RoleSet::Institution, w))
        });
        let given = self
            .scene
            .roles
            .is_some_and(|r| r.given(&lower[0]).is_some());
        if given && (2..4).contains(&words.len()) && !small {
            // "Sam Press"
            Kind::Person
        } else if plural {
            Kind::Several
        } else if institution || acronym || small || firm() {
            Kind::Body
        } else if common {
            let is = |r: &Roles, w: &str| r.is(RoleSet::Document, w) || r.is(RoleSet::Thing, w);
            let thing = |w: &String| self.scene.roles.is_some_and(|r| is(r, w));
            if lower.last().is_some_and(thing) {
                Kind::Body
            } else {
                Kind::Person
            }
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

    /// Adds what stands beside a further mention.
    fn learn(&mut self, entity: usize, beside: &[Range<usize>; 2]) {
        let more = Told::new(self.scene, beside);
        self.list[entity].told.learn(more);
    }
}
