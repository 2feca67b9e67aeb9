//! Which voice a speaker has, and how that is known.
//!
//! The first of these that answers: the study's own names, a shipped name as it is, an affiliation ("of Human Rights
//! Watch"), a shipped name within the name, the study's and the language's role nouns, how the name ends. `unknown` is a
//! good answer.

use super::UNKNOWN;
use super::options::VoiceSection;
use super::shipped::{RosterEntry, SHIPPED};
use crate::lang::{Language, RoleSet, Roles, Set};
use crate::token::normal_form;
use std::collections::BTreeMap;

/// The voice of states, and of those who want to speak for one or once did.
pub(super) const OFFICIAL: &str = "official";
pub(super) const POLITICIAN: &str = "politician";

/// A voice with its side, and what gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) voice: String,
    pub(super) side: String,
    pub(super) by: String,
}

/// What is told of a speaker, in normal form.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'t> {
    /// As it stands.
    pub(super) described: &'t str,
    /// The words nearest to the name first.
    pub(super) near: &'t str,
    /// Names within it, as written.
    pub(super) names: &'t [String],
}

/// The same as words.
struct Described {
    words: Vec<String>,
    near: Vec<String>,
    names: Vec<Vec<String>>,
}

/// The study's names and nouns and the shipped roster, ready for look-up.
#[derive(Debug)]
pub(super) struct Roster<'r> {
    voices: &'r BTreeMap<String, VoiceSection>,
    study_names: Vec<(Vec<String>, &'r str, &'r str)>,
    heads: BTreeMap<String, &'r str>,
}

impl<'r> Roster<'r> {
    pub(super) fn new(voices: &'r BTreeMap<String, VoiceSection>) -> Self {
        let pairs = voices.iter().flat_map(|(key, v)| {
            v.speakers
                .iter()
                .map(move |s| (words(s), key.as_str(), s.as_str()))
        });
        let heads = voices.iter().flat_map(|(key, v)| {
            v.heads
                .iter()
                .map(move |h| (normal_form(h).into_owned(), key.as_str()))
        });
        Self {
            voices,
            study_names: pairs.collect(),
            heads: heads.collect(),
        }
    }

    /// The canonical name of a shipped or study speaker that is called `name`.
    pub(super) fn canonical(&self, name: &str) -> Option<String> {
        let wanted = words(name);
        let shipped = SHIPPED.called(&wanted);
        shipped.map(|entry| entry.name.to_owned()).or_else(|| {
            self.study_names
                .iter()
                .find(|(n, _, _)| *n == wanted)
                .map(|(_, _, s)| (*s).to_owned())
        })
    }

    /// The voice of an outlet's own narration.
    pub(super) fn outlet(&self, outlet: &str) -> &'r str {
        let own = self
            .voices
            .iter()
            .find(|(_, v)| v.outlets.iter().any(|o| o.eq_ignore_ascii_case(outlet)));
        own.map_or(super::OUTLET, |(key, _)| key.as_str())
    }

    /// The voice of a speaker by name and by what is told of it.
    pub(super) fn place(&self, name: &str, about: &About<'_>, language: &dyn Language) -> Placed {
        let name_words = words(name);
        let described = Described {
            words: words(about.described),
            near: words(about.near),
            names: about.names.iter().map(|name| words(name)).collect(),
        };
        let entry = SHIPPED.within(&name_words, |_, _| true);
        let side = entry
            .map(|e| e.side.to_owned())
            .filter(|s| !s.is_empty())
            .unwrap_or_else(|| side_of(&name_words, &described.words, language));
        let person = bears_a_name(name, &name_words, language);
        let (voice, by) = self.voice(&name_words, &described, person, language);
        self.limited(voice, side, by, name, &described.words)
    }

    fn voice(
        &self,
        name: &[String],
        told: &Described,
        person: bool,
        language: &dyn Language,
    ) -> (String, String) {
        let study = |within: &[String]| {
            self.study_names
                .iter()
                .find(|(n, _, _)| holds(within, n))
                .map(|(_, voice, s)| (*voice, *s))
        };
        if let Some((voice, speaker)) = study(name) {
            return (voice.into(), format!("study: {speaker}"));
        }
        if let Some(entry) = SHIPPED.called(name) {
            // Somebody with an office was a candidate for it first.
            let now = is_person(entry, language)
                .then(|| self.role(told, false, language))
                .flatten();
            if let Some((voice, head)) = now.filter(|(voice, _)| voice == POLITICIAN) {
                return (voice, format!("role: {head}"));
            }
            return (entry.voice.into(), format!("roster: {}", entry.name));
        }
        if let Some((voice, speaker)) = study(&told.words) {
            return (voice.into(), format!("affiliation: {speaker}"));
        }
        if let Some(entry) = affiliation(told, language) {
            return (entry.voice.into(), format!("affiliation: {}", entry.name));
        }
        // "Tam Trump" is another.
        let other = |entry: &RosterEntry| name.len() > 1 && is_person(entry, language);
        if let Some(entry) = SHIPPED.within(name, |_, entry| !person && !other(entry)) {
            return (entry.voice.into(), format!("roster: {}", entry.name));
        }
        if is_country(name, language) {
            return (OFFICIAL.into(), "a country".into());
        }
        let named = Described {
            words: name.to_vec(),
            near: name.iter().rev().cloned().collect(),
            names: Vec::new(),
        };
        let all = [(&named, true), (told, false)];
        for (told, in_name) in &all[usize::from(person)..] {
            if let Some((voice, head)) = self.role(told, *in_name, language) {
                return (voice, format!("role: {head}"));
            }
        }
        if let Some((voice, last)) = ending(name, language) {
            return (voice, format!("role: {last}"));
        }
        (UNKNOWN.into(), "nothing".into())
    }

    /// The voice of the noun that says most among some words.
    ///
    /// Activism counts wherever it stands, but for bodies that a description names ("union"); then the nearest noun that is
    /// no mere title; then a title. Whoever owns a business speaks for it rather than for nobody.
    fn role(
        &self,
        told: &Described,
        in_name: bool,
        language: &dyn Language,
    ) -> Option<(String, String)> {
        let roles = language.roles()?;
        let (within, near) = (&told.words, &told.near);
        let own = within.iter().find_map(|w| {
            self.heads
                .get(w.as_str())
                .map(|v| ((*v).to_owned(), w.clone()))
        });
        let runs = (0..within.len()).flat_map(|i| roles.phrases(&within[i..]));
        let phrases = runs.map(|(run, role)| (place_of(near, run), &role.voice, run.join(" ")));
        let stately =
            |word: &str| roles.is(RoleSet::Stately, word) && of_no_state(word, told, language);
        let nouns = near.iter().enumerate().filter_map(|(place, word)| {
            let role = roles.of(word)?;
            let title = roles.is(RoleSet::Title, word);
            let place = if title { place + near.len() } else { place };
            (!stately(word)).then_some((place, &role.voice, word.clone()))
        });
        let first = &roles.list.first()?.voice;
        let best = phrases.chain(nouns).min_by_key(|(place, voice, found)| {
            let body = !in_name && roles.is(RoleSet::Institution, found);
            (*voice != first || body, *place)
        });
        let alone = best
            .as_ref()
            .is_none_or(|(_, voice, _)| **voice == roles.person);
        if own.is_none()
            && alone
            && let Some(business) = owned(within, roles)
        {
            return Some(business);
        }
        let Some((_, voice, found)) = best else {
            let age = || near.iter().take(2).find(|word| roles.is_age(word));
            return own.or_else(|| Some((roles.person.clone(), age()?.clone())));
        };
        // A company's spokesman speaks for the company, a ministry's head is the study's own.
        Some(match own {
            Some(own) if own.1 == found || *voice == own.0 || voice == OFFICIAL => own,
            _ => (voice.clone(), found),
        })
    }

    /// Keeps speakers of other sides out of a voice that is limited to some.
    fn limited(
        &self,
        voice: String,
        side: String,
        by: String,
        name: &str,
        described: &[String],
    ) -> Placed {
        let Some(section) = self.voices.get(&voice) else {
            return Placed { voice, side, by };
        };
        let words_of_name = words(name);
        let excepted = section.except.iter().any(|e| {
            e.eq_ignore_ascii_case(&side)
                || holds(&words_of_name, &words(e))
                || holds(described, &words(e))
        });
        let elsewhere = !section.sides.is_empty()
            && !side.is_empty()
            && !section.sides.iter().any(|s| s.eq_ignore_ascii_case(&side));
        if excepted || elsewhere {
            return Placed {
                voice: format!("other-{voice}"),
                by: format!("{by}; not of {}", section.sides.join(", ")),
                side,
            };
        }
        Placed { voice, side, by }
    }
}

/// The shipped body to which a description ties a speaker.
///
/// None but that of a cause for somebody who speaks for nobody else ("a student at Lisk University").
fn affiliation(told: &Described, language: &dyn Language) -> Option<&'static RosterEntry> {
    let roles = language.roles();
    let noun = |word: &String| {
        let role = roles?.of(word)?;
        (!roles?.is(RoleSet::Title, word)).then_some(&role.voice)
    };
    let nearest = told.near.iter().find_map(noun);
    let alone = roles.is_some_and(|r| nearest == Some(&r.person));
    let first = roles.and_then(|r| Some(&r.list.first()?.voice));
    let speaks_for = || {
        let speaking = |word: &String| roles.is_some_and(|r| r.is(RoleSet::SpeakingFor, word));
        told.words.iter().any(speaking)
    };
    let fits = |name: &[String], entry: &RosterEntry| {
        // "A critic of" somebody speaks for nobody.
        if is_person(entry, language) && !speaks_for() {
            return false;
        }
        let cause = first.is_some_and(|voice| voice == entry.voice);
        let long = name.len() > 1 || name[0].len() > 2;
        entry.voice != super::OUTLET && long && (cause || !alone)
    };
    told.names
        .iter()
        .find_map(|name| SHIPPED.within(name, fits))
}

/// True for a name that is surely a person's, whatever its words mean otherwise: "Jane Apple" is no company, "Ezra Baker" no
/// baker.
fn bears_a_name(written: &str, name: &[String], language: &dyn Language) -> bool {
    let Some(roles) = language.roles().filter(|_| (2..4).contains(&name.len())) else {
        return false;
    };
    let last = written.rsplit(' ').next().unwrap_or_default();
    let trade = roles.of(&name[name.len() - 1]);
    let surname = last.starts_with(char::is_uppercase)
        && !last.ends_with('s')
        && roles.of(&name[0]).is_none()
        && trade.is_some_and(|role| role.voice == roles.person);
    roles.given(&name[0]).is_some() || surname
}

/// True for an entry of the roster that is a person.
fn is_person(entry: &RosterEntry, language: &dyn Language) -> bool {
    let first = entry.name.split(' ').next();
    let given = |word: &str| {
        language
            .roles()
            .is_some_and(|r| r.given(&normal_form(word)).is_some())
    };
    first.is_some_and(given)
}

/// True for the name of a country.
pub(super) fn is_country(name: &[String], language: &dyn Language) -> bool {
    language.sides().is_name(&name.join(" "))
}

/// True where a title is that of a body which is nothing of a state: "president of the Hill Club", "Hill Club president".
fn of_no_state(title: &str, told: &Described, language: &dyn Language) -> bool {
    let (Some(roles), words) = (language.roles(), &told.words) else {
        return false;
    };
    let small = |word: &String| {
        let known = language.reporting().map(|r| r.word(word));
        known.is_some_and(|w| w.is(Set::Joiners) || w.is(Set::Prepositions))
    };
    let official = |word: &String| roles.of(word).is_some_and(|r| r.voice == OFFICIAL);
    let beside = |name: &Vec<String>| {
        let mut titles = (0..words.len()).filter(|i| words[*i] == title);
        titles.any(|i| {
            let after = &words[i + 1..];
            let joined = after.iter().take_while(|word| small(word)).count();
            words[..i].ends_with(name) || (joined > 0 && after[joined..].starts_with(name))
        })
    };
    told.names
        .iter()
        .filter(|name| name.len() > 1)
        .any(|name| !is_country(name, language) && !name.iter().any(official) && beside(name))
}

/// Most words between "who owns" and what somebody owns.
const OWNED: usize = 6;

/// "Who owns a shop": the voice of businesses and the noun.
fn owned(within: &[String], roles: &Roles) -> Option<(String, String)> {
    let mut owning = within
        .iter()
        .enumerate()
        .filter(|(_, word)| roles.is(RoleSet::Owning, word));
    let business = |(at, _): (usize, &String)| {
        let near = &within[at + 1..within.len().min(at + 1 + OWNED)];
        near.iter().find(|word| roles.is(RoleSet::Owned, word))
    };
    let noun = owning.find_map(business)?;
    Some((roles.of(noun)?.voice.clone(), noun.clone()))
}

/// The voice of a name that ends as those of some bodies do: "Hill Foods", "Harbor Gazette"; not "Department of Energy",
/// and no first name before it.
fn ending(name: &[String], language: &dyn Language) -> Option<(String, String)> {
    let (roles, reporting) = (language.roles()?, language.reporting()?);
    let last = name.last()?;
    if roles.given(&name[0]).is_some() || name.iter().any(|w| reporting.word(w).is(Set::Joiners)) {
        return None;
    }
    // "The Times said", but "Foods" alone is nobody.
    let alone = |voice: &str| name.len() > 1 || voice == super::OUTLET;
    let ends = |role: &&crate::lang::Role| role.endings.contains(last) && alone(&role.voice);
    let role = roles.list.iter().find(ends)?;
    Some((role.voice.clone(), last.clone()))
}

/// The country or body that a mention names: in the name, else in the description.
fn side_of(name: &[String], described: &[String], language: &dyn Language) -> String {
    let find = |within: &[String]| {
        let at = |i: usize| {
            language
                .sides()
                .at(&within[i..].iter().map(|word| bare(word)))
        };
        (0..within.len()).find_map(at).map(str::to_owned)
    };
    find(name).or_else(|| find(described)).unwrap_or_default()
}

/// A word without possessive ending or final dot.
pub(super) fn bare(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    word.strip_suffix('.').unwrap_or(word)
}

/// Initials of three or more words without their dots: "f.b.i" as "fbi".
fn without_dots(word: &str) -> String {
    let initials =
        word.split('.').count() > 2 && word.split('.').all(|part| part.chars().count() == 1);
    if initials {
        word.replace('.', "")
    } else {
        word.to_owned()
    }
}

/// The words of a name in normal form, punctuation and a leading article left out.
pub(super) fn words(name: &str) -> Vec<String> {
    let form = normal_form(name);
    let parts = form.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '.' | '-' | '&')));
    let all = parts
        .map(|w| without_dots(bare(w.trim_matches(['\'', '.']))))
        .filter(|w| !w.is_empty());
    let mut words: Vec<String> = all.collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// The place of a phrase among words that stand nearest first: that of its last word.
fn place_of(near: &[String], phrase: &[String]) -> usize {
    let last = near.iter().position(|word| Some(word) == phrase.last());
    last.unwrap_or(near.len())
}

/// True when `run` stands in `words` as it is.
fn holds(words: &[String], run: &[String]) -> bool {
    !run.is_empty() && words.windows(run.len()).any(|w| w == run)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(voices: &str, name: &str, description: &str) -> (String, String) {
        let voices: BTreeMap<String, VoiceSection> = toml::from_str(voices).unwrap();
        let capital = |word: &&str| word.trim_start_matches('(').starts_with(char::is_uppercase);
        let names = description.split(' ').filter(capital);
        let names: Vec<String> = names.map(str::to_owned).collect();
        let about = About {
            described: description,
            near: description,
            names: &names,
        };
        let found = Roster::new(&voices).place(name, &about, crate::lang::find("en"));
        (found.voice, found.side)
    }

    #[test]
    fn names_then_affiliations_then_roles() {
        let voice = |name, description| placed("", name, description).0;
        assert_eq!(voice("Xinhua", ""), "official");
        assert_eq!(
            voice("Lin Sorre", "a researcher at Human Rights Watch (HRW)"),
            "activist"
        );
        assert_eq!(
            voice(
                "Jon Wick",
                "professor in the school of Journalism at a university"
            ),
            "expert"
        );
        assert_eq!(voice("Marek Holt", "spokesman of the SIIO"), "official");
        assert_eq!(voice("residents", ""), "public");
        assert_eq!(voice("Ann Lee", ""), "unknown");
        assert_eq!(
            voice("Ana Reve", "rights activist and network expert"),
            "activist"
        );
    }

    #[test]
    fn sides_and_exceptions_keep_others_out() {
        let study =
            "[official]\nsides = [\"China\"]\nexcept = [\"Trump\"]\nspeakers = [\"Xinhua\"]\n";
        assert_eq!(
            placed(study, "South Korea's Ministry of Science", "").0,
            "other-official"
        );
        assert_eq!(
            placed(study, "Donald Trump", "U.S. President").0,
            "other-official"
        );
        assert_eq!(
            placed(study, "Ministry of Public Security", ""),
            ("official".into(), String::new())
        );
        assert_eq!(
            placed(study, "Chinese authorities", ""),
            ("official".into(), "China".into())
        );
    }

    #[test]
    fn the_study_wins() {
        assert_eq!(
            placed("[friends]\nspeakers = [\"Xinhua\"]\n", "Xinhua", "").0,
            "friends"
        );
        assert_eq!(
            placed("[crafts]\nheads = [\"baker\"]\n", "a baker", "").0,
            "crafts"
        );
    }
}
