//! Private speakers under other names: the same person the same name in every file of every report of a study.

use super::{Bundle, citations, quotations};
use crate::table::{Cell, Table};
use aho_corasick::{AhoCorasick, MatchKind};
use minijinja::HtmlEscape;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Letters of a last name that stands for its person alone.
const SURNAME: usize = 3;
/// Digits of a pseudonym, unless two people share them.
const DIGITS: usize = 6;

/// Files that say how a report was made, in the words of the study and of the literature.
const OWN: [&str; 2] = ["run.json", "references.bib"];

/// Names with what is printed in their place.
#[derive(Debug, Clone, Default)]
pub struct Pseudonyms {
    names: Vec<String>,
    instead: Vec<String>,
    found: Option<AhoCorasick>,
}

impl Pseudonyms {
    /// For speakers (name and label of the voice) whose names are hidden, beside those that are not. A name that both
    /// have is not hidden, nor is a last name that somebody else bears. What is printed is the voice with the first
    /// digits of a hash of the name and the study's seed, so that nobody can look a name up in a list of hashes of
    /// names without knowing the study. A first name alone stays: it may be any word.
    pub fn new<'n>(
        hidden: impl Iterator<Item = (&'n str, &'n str)>,
        others: impl Iterator<Item = &'n str>,
        seed: u64,
    ) -> Self {
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for name in others {
            known.extend(name.split_whitespace());
            known.insert(name);
        }
        let mut people: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, voice) in hidden.filter(|(name, _)| !name.is_empty() && !known.contains(name)) {
            people.entry(name).or_insert(voice);
        }
        let mut taken = BTreeSet::new();
        let mut pairs: BTreeMap<String, String> = BTreeMap::new();
        for (name, voice) in &people {
            let hash = Sha256::digest(format!("{seed}\n{name}"));
            let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            let length = (DIGITS..=digits.len())
                .find(|length| !taken.contains(&digits[..*length]))
                .unwrap_or(digits.len());
            taken.insert(digits[..length].to_owned());
            let instead = format!("{voice} {}", &digits[..length]);
            let last = name.split_whitespace().last().unwrap_or(name);
            let alone = last.chars().count() >= SURNAME
                && last.starts_with(char::is_uppercase)
                && !known.contains(last);
            let both = [Some(*name), alone.then_some(last)];
            for form in both.into_iter().flatten().flat_map(written) {
                pairs.entry(form).or_insert_with(|| instead.clone());
            }
        }
        let (names, instead): (Vec<String>, Vec<String>) = pairs.into_iter().unzip();
        let found = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&names)
            .ok()
            .filter(|_| !names.is_empty());
        Self {
            names,
            instead,
            found,
        }
    }

    /// How many names are hidden, last names alone among them.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// True when nobody is hidden.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// A text without the names, where they stand as whole words.
    pub fn hide(&self, text: &str) -> String {
        let Some(found) = &self.found else {
            return text.to_owned();
        };
        let mut out = String::with_capacity(text.len());
        let mut last = 0;
        for hit in found.find_iter(text) {
            let before = text[..hit.start()].chars().next_back();
            let after = text[hit.end()..].chars().next();
            let inside = [before, after]
                .into_iter()
                .flatten()
                .any(char::is_alphanumeric);
            if !inside {
                out.push_str(&text[last..hit.start()]);
                out.push_str(&self.instead[hit.pattern().as_usize()]);
                last = hit.end();
            }
        }
        out.push_str(&text[last..]);
        out
    }

    /// A table without the names.
    pub(super) fn hide_in(&self, table: &mut Table) {
        for cell in table.rows.iter_mut().flatten() {
            if let Cell::Text(text) = cell {
                *text = self.hide(text).into();
            }
        }
    }

    /// The files of a report without the names, but for those that say how it was made.
    pub(super) fn hide_in_files(&self, files: &mut Bundle) {
        if self.is_empty() {
            return;
        }
        let written = |name: &str| {
            let ending = name.rsplit('.').next().unwrap_or_default();
            ["csv", "md", "html", "svg", "bib", "ris", "json"].contains(&ending)
        };
        let mine = files
            .iter_mut()
            .filter(|(name, _)| written(name) && !OWN.contains(&name.as_str()));
        for (_, bytes) in mine {
            if let Ok(text) = std::str::from_utf8(bytes) {
                *bytes = self.hide(text).into_bytes();
            }
        }
    }
}

/// A name as the files of a report write it: plain, and escaped for pages, Markdown, BibTeX and JSON.
fn written(name: &str) -> Vec<String> {
    let page = HtmlEscape(name).to_string();
    let json = serde_json::Value::from(name).to_string();
    let mut forms = vec![
        name.to_owned(),
        page,
        crate::figure::escaped(name),
        quotations::escaped(name),
        citations::in_bibtex(name),
        json.trim_matches('"').to_owned(),
    ];
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_name_is_hidden_everywhere_and_a_public_one_nowhere() {
        let hidden = [
            ("Rosa Lind", "Public"),
            ("Ada Voss", "Public"),
            ("Voss", "Public"),
        ];
        let names = Pseudonyms::new(hidden.into_iter(), ["Minister Voss"].into_iter(), 7);
        let told = names.hide("Rosa Lind said so. \"Lind's house\", Linden, Ada Voss and Voss.");
        assert!(!told.contains("Rosa") && !told.contains("Lind'"), "{told}");
        assert!(
            told.contains("Linden") && told.ends_with("and Voss."),
            "{told}"
        );
        let id = names.hide("Lind");
        assert!(id.starts_with("Public ") && told.starts_with(&id));
        assert_eq!(names.hide("Rosa Lind"), id);
        let other = Pseudonyms::new(hidden.into_iter(), std::iter::empty(), 8);
        assert_ne!(other.hide("Lind"), id);
        assert!(Pseudonyms::default().is_empty() && Pseudonyms::default().hide("Lind") == "Lind");
    }
}
