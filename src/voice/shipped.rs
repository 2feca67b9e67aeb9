//! Speakers known by name: `roster.tsv`. Calling somebody an activist is a claim: every entry says how it is known and
//! when it was written.

use super::roster::{bare, words};
use rustc_hash::FxHashMap;
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
    /// When it was written or last checked: year and month.
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

pub(super) static SHIPPED: LazyLock<Shipped> = LazyLock::new(Shipped::read);

/// The shipped speakers, with their names by first words.
#[derive(Debug)]
pub(super) struct Shipped {
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

    /// How many of some words, told one by one, the longest name that they begin with has; 0 if none.
    pub(super) fn longest<'w>(
        &self,
        first: &str,
        word: impl Fn(usize) -> Option<&'w str>,
    ) -> usize {
        let known = self.by_first.get(first).into_iter().flatten();
        let begins = |name: &[String]| {
            let mut rest = name.iter().enumerate().skip(1);
            rest.all(|(i, part)| word(i).is_some_and(|word| bare(word) == part))
        };
        let lengths = known
            .filter(|(name, _)| begins(name))
            .map(|(name, _)| name.len());
        lengths.max().unwrap_or(0)
    }

    /// The entry that has these words as a name.
    pub(super) fn called(&self, words: &[String]) -> Option<&RosterEntry> {
        self.at(words)
            .find(|(name, _)| *name == words)
            .map(|(_, entry)| entry)
    }

    /// The entry with the longest name within some words that is wanted.
    pub(super) fn within(
        &self,
        words: &[String],
        wanted: impl Fn(&[String], &RosterEntry) -> bool,
    ) -> Option<&RosterEntry> {
        let starts = (0..words.len()).flat_map(|i| self.at(&words[i..]).map(move |f| (i, f)));
        starts
            .filter(|(_, (name, entry))| wanted(name, entry))
            .min_by_key(|(i, (name, _))| (std::cmp::Reverse(name.len()), *i))
            .map(|(_, (_, entry))| entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
