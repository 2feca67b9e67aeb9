//! Which voice a speaker has, and how that is known.
//!
//! The first of these that answers: the study's own names, an affiliation ("of Human Rights Watch"), the shipped
//! roster, the study's and the language's role nouns. `unknown` is a good answer.

use super::UNKNOWN;
use super::options::VoiceSection;
use crate::lang::{Language, RoleSet};
use crate::token::normal_form;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A shipped speaker.
#[derive(Debug, Clone)]
pub struct RosterEntry {
    /// The name used in results.
    pub name: &'static str,
    /// Other names.
    pub aliases: Vec<&'static str>,
    /// The voice.
    pub voice: &'static str,
    /// Country or body; empty if none.
    pub side: &'static str,
    /// How the entry is known.
    pub source: &'static str,
    /// When it was checked: year and month.
    pub checked: &'static str,
}

impl RosterEntry {
    /// Reads a line of the shipped file; `None` if it has another number of columns.
    fn read(line: &'static str) -> Option<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, aliases, voice, side, source, checked] = columns[..] else {
            return None;
        };
        let aliases = aliases.split("; ").filter(|alias| !alias.is_empty());
        Some(Self {
            name,
            aliases: aliases.collect(),
            voice,
            side,
            source,
            checked,
        })
    }

    /// The name and the aliases.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.aliases.clone())
    }
}

/// The shipped speakers.
///
/// ```
/// let roster = counterframe::voice::shipped();
/// let xinhua = roster.iter().find(|entry| entry.name == "Xinhua").unwrap();
/// assert_eq!((xinhua.voice, xinhua.side), ("official", "China"));
/// ```
pub fn shipped() -> &'static [RosterEntry] {
    &SHIPPED.entries
}

static SHIPPED: LazyLock<Shipped> = LazyLock::new(Shipped::read);

/// The shipped speakers, with their names by first words.
#[derive(Debug)]
struct Shipped {
    entries: Vec<RosterEntry>,
    by_first: FxHashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Shipped {
    fn read() -> Self {
        let lines = include_str!("roster.tsv").lines().skip(1);
        let entries: Vec<RosterEntry> = lines.filter_map(RosterEntry::read).collect();
        let mut by_first: FxHashMap<String, Vec<(Vec<String>, usize)>> = FxHashMap::default();
        for (number, entry) in entries.iter().enumerate() {
            for name in entry.names().map(words) {
                let first = name.first().cloned().unwrap_or_default();
                by_first.entry(first).or_default().push((name, number));
            }
        }
        Self { entries, by_first }
    }

    /// The names that begin at the first of some words, with their entries.
    fn at(&self, words: &[String]) -> impl Iterator<Item = (&[String], &RosterEntry)> {
        let known = words.first().and_then(|first| self.by_first.get(first));
        let all = known.into_iter().flatten();
        all.filter(|(name, _)| words.starts_with(name))
            .map(|(name, number)| (&name[..], &self.entries[*number]))
    }

    /// The entry that has these words as a name.
    fn called(&self, words: &[String]) -> Option<&RosterEntry> {
        self.at(words)
            .find(|(name, _)| *name == words)
            .map(|(_, entry)| entry)
    }

    /// The entry with the longest name within some words that is wanted; `wanted` gets where the name begins.
    fn within(
        &self,
        words: &[String],
        wanted: impl Fn(usize, &[String], &RosterEntry) -> bool,
    ) -> Option<&RosterEntry> {
        let starts = (0..words.len()).flat_map(|i| self.at(&words[i..]).map(move |f| (i, f)));
        starts
            .filter(|(i, (name, entry))| wanted(*i, name, entry))
            .min_by_key(|(i, (name, _))| (std::cmp::Reverse(name.len()), *i))
            .map(|(_, (_, entry))| entry)
    }
}

/// A voice with its side, and what gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) voice: String,
    pub(super) side: String,
    pub(super) by: String,
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

    /// The voice of a speaker by name and by what describes it: as it stands, and nearest words first.
    pub(super) fn place(
        &self,
        name: &str,
        (description, near): (&str, &str),
        language: &dyn Language,
    ) -> Placed {
        let (name_words, described) = (words(name), words(description));
        let near = words(near);
        let entry = SHIPPED.within(&name_words, |_, _, _| true);
        let side = entry
            .map(|e| e.side.to_owned())
            .filter(|s| !s.is_empty())
            .unwrap_or_else(|| side_of(&name_words, &described, language));
        let (voice, by) = self.voice(&name_words, (&described, &near), language);
        self.limited(voice, side, by, name, &described)
    }

    fn voice(
        &self,
        name: &[String],
        (described, near): (&[String], &[String]),
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
            return (entry.voice.into(), format!("roster: {}", entry.name));
        }
        if let Some((voice, speaker)) = study(described) {
            return (voice.into(), format!("affiliation: {speaker}"));
        }
        let affiliated = SHIPPED.within(described, |_, n, e| {
            e.voice != super::OUTLET && (n.len() > 1 || n[0].len() > 2)
        });
        if let Some(entry) = affiliated {
            return (entry.voice.into(), format!("affiliation: {}", entry.name));
        }
        if let Some(entry) = SHIPPED.within(name, |_, _, _| true) {
            return (entry.voice.into(), format!("roster: {}", entry.name));
        }
        if language.sides().iter().any(|s| words(s.name) == name) {
            return ("official".into(), "a country".into());
        }
        let backwards: Vec<String> = name.iter().rev().cloned().collect();
        for (within, near) in [(name, &backwards[..]), (described, near)] {
            if let Some((voice, head)) = self.role(within, near, language) {
                return (voice, format!("role: {head}"));
            }
        }
        (UNKNOWN.into(), "nothing".into())
    }

    /// The voice of the noun that says most among some words; `near` has them nearest to the name first.
    ///
    /// Activism counts wherever it stands; then the nearest noun that is no mere title; then a title.
    fn role(
        &self,
        within: &[String],
        near: &[String],
        language: &dyn Language,
    ) -> Option<(String, String)> {
        let roles = language.roles()?;
        let own = within.iter().find_map(|w| {
            self.heads
                .get(w.as_str())
                .map(|v| ((*v).to_owned(), w.clone()))
        });
        let phrases = roles.list.iter().flat_map(|role| {
            let there = role.phrases.iter().filter(|p| holds(within, &words(p)));
            there.map(|p| (place_of(near, p), &role.voice, p))
        });
        let nouns = near.iter().enumerate().filter_map(|(place, word)| {
            let role = roles.of(word)?;
            let place = if roles.is(RoleSet::Title, word) {
                place + near.len()
            } else {
                place
            };
            Some((place, &role.voice, word))
        });
        let first = &roles.list.first()?.voice;
        let best = phrases
            .chain(nouns)
            .min_by_key(|(place, voice, _)| (*voice != first, *place));
        let Some((_, voice, found)) = best else {
            let age = || near.iter().take(2).find(|word| roles.is_age(word));
            return own.or_else(|| Some((roles.person.clone(), age()?.clone())));
        };
        // A company's spokesman speaks for the company, a ministry's head is the study's own.
        Some(match own {
            Some(own) if own.1 == *found || *voice == own.0 || voice == "official" => own,
            _ => (voice.clone(), found.clone()),
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

/// The country or body that a mention names: in the name, else in the description.
fn side_of(name: &[String], described: &[String], language: &dyn Language) -> String {
    let find = |within: &[String]| {
        let mut found: Option<(usize, &str)> = None;
        for side in language.sides() {
            for word in &side.words {
                let run: Vec<String> = word.split('-').map(str::to_owned).collect();
                let at = within
                    .windows(run.len())
                    .position(|w| w.iter().map(|x| bare(x)).eq(run.iter().map(String::as_str)));
                if let Some(at) = at.filter(|at| found.is_none_or(|(first, _)| *at < first)) {
                    found = Some((at, side.name));
                }
            }
        }
        found.map(|(_, name)| name.to_owned())
    };
    find(name).or_else(|| find(described)).unwrap_or_default()
}

/// A word without possessive ending or final dot.
fn bare(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    word.strip_suffix('.').unwrap_or(word)
}

/// The words of a name in normal form, punctuation and a leading article left out.
pub(super) fn words(name: &str) -> Vec<String> {
    let form = normal_form(name);
    let parts = form.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '.' | '-' | '&')));
    let all = parts
        .map(|w| bare(w.trim_matches(['\'', '.'])).to_owned())
        .filter(|w| !w.is_empty());
    let mut words: Vec<String> = all.collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// The place of a phrase among words that stand nearest first: that of its last word.
fn place_of(near: &[String], phrase: &str) -> usize {
    let last = words(phrase).pop().unwrap_or_default();
    near.iter().position(|w| *w == last).unwrap_or(near.len())
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
        let found =
            Roster::new(&voices).place(name, (description, description), crate::lang::find("en"));
        (found.voice, found.side)
    }

    #[test]
    fn entries_have_names_voices_sources_and_dates() {
        let mut seen = std::collections::BTreeSet::new();
        for entry in shipped() {
            assert!(
                !entry.source.is_empty() && entry.checked.len() == 7,
                "{}",
                entry.name
            );
            for name in entry.names() {
                assert!(seen.insert(words(name)), "{name} twice");
            }
        }
        let lines = include_str!("roster.tsv").lines().count();
        assert_eq!(shipped().len() + 1, lines, "a line has six columns");
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
