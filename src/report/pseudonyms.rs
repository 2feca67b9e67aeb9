//! Private speakers under other names: the same person the same name in every file of every report of a study.

use super::citations::{self, Source};
use super::{Bundle, quotations};
use crate::table::{Cell, Table};
use aho_corasick::{AhoCorasick, MatchKind};
use minijinja::HtmlEscape;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Letters of a part of a name that stands for its person alone.
const PART: usize = 3;
/// Letters of a name written as one word that is found inside others too: #FreeAdaVoss.
const JOINED: usize = 7;
/// Digits of a pseudonym, unless two people share them.
const DIGITS: usize = 6;

/// Attributes that say something of an article.
const SAYING: [&str; 3] = ["data-about", "data-copy", "aria-label"];

/// Names with what is printed in their place.
#[derive(Debug, Clone, Default)]
pub struct Pseudonyms {
    instead: Vec<String>,
    /// Names written as one word, which are found inside others too.
    joined: BTreeSet<usize>,
    found: Option<AhoCorasick>,
}

impl Pseudonyms {
    /// For speakers (name and label of the voice) whose names are hidden, beside those that are not; `is_common` says
    /// whether a text in small letters is a word that the articles use.
    ///
    /// Hidden are the whole name and each of its parts, in any case, with either kind of apostrophe and blank, and
    /// written as one word; a name that a public speaker has too is not, nor is a part that a public name has, or that
    /// is a common word. What is printed is the voice with the first digits of a hash of the name and the study's seed,
    /// so that nobody can look a name up in a list of hashes of names without knowing the study.
    pub fn new<'n>(
        hidden: impl Iterator<Item = (&'n str, &'n str)>,
        others: impl Iterator<Item = &'n str>,
        is_common: &dyn Fn(&str) -> bool,
        seed: u64,
    ) -> Self {
        let mut known: BTreeSet<String> = BTreeSet::new();
        for name in others.map(str::to_lowercase) {
            known.extend(name.split_whitespace().map(str::to_owned));
            known.insert(name);
        }
        let is_known = |text: &str| known.contains(&text.to_lowercase());
        let mut people: BTreeMap<&str, &str> = BTreeMap::new();
        // Who is called by common words alone ("residents") has no name to hide.
        let is_name = |name: &str| {
            let mut words = name.split_whitespace();
            words.any(|word| {
                word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
                    && !is_common(&word.to_lowercase())
            })
        };
        for (name, voice) in hidden.filter(|(name, _)| is_name(name) && !is_known(name)) {
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
            let alone =
                |part: &&str| part.chars().count() >= PART && is_name(part) && !is_known(part);
            let parts = name.split_whitespace().filter(alone);
            for form in [*name].into_iter().chain(parts).flat_map(written) {
                pairs.entry(form).or_insert_with(|| instead.clone());
            }
        }
        let joined: BTreeSet<String> = people
            .keys()
            .filter(|name| name.contains(char::is_whitespace))
            .map(|name| name.split_whitespace().collect::<String>())
            .filter(|name| name.chars().count() >= JOINED)
            .collect();
        let (names, instead): (Vec<String>, Vec<String>) = pairs.into_iter().unzip();
        let joined = (0..names.len())
            .filter(|place| joined.contains(&names[*place]))
            .collect();
        let found = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&names)
            .ok()
            .filter(|_| !names.is_empty());
        Self {
            instead,
            joined,
            found,
        }
    }

    /// True when nobody is hidden.
    pub fn is_empty(&self) -> bool {
        self.instead.is_empty()
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
            let inside = !self.joined.contains(&hit.pattern().as_usize())
                && [before, after]
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

    /// A source without the names.
    pub(super) fn hide_in_source(&self, source: &mut Source) {
        let Source {
            article,
            title,
            outlet,
            author,
            url,
            ..
        } = source;
        for field in [article, title, outlet, author, url] {
            *field = self.hide(field);
        }
    }

    /// Markup without the names: they are hidden in text and in what attributes say, never in elements, styles, scripts.
    pub(super) fn hide_in_markup(&self, markup: &str) -> String {
        let mut out = String::with_capacity(markup.len());
        let mut rest = markup;
        while let Some(at) = rest.find('<') {
            out.push_str(&self.hide(&rest[..at]));
            rest = &rest[at..];
            let own = ["style", "script"].into_iter().find_map(|element| {
                let begins = rest.starts_with(&format!("<{element}>"));
                begins
                    .then(|| rest.find(&format!("</{element}>")))
                    .flatten()
            });
            // `>` is escaped in what the program writes into attributes.
            let end = own.or_else(|| rest.find('>')).unwrap_or(rest.len());
            let mut before = "";
            for (place, part) in rest[..end].split('"').enumerate() {
                if place > 0 {
                    out.push('"');
                }
                let value_of = |name: &&str| before.ends_with(&format!("{name}="));
                if own.is_none() && place % 2 == 1 && SAYING.iter().any(value_of) {
                    out.push_str(&self.hide(part));
                } else {
                    out.push_str(part);
                }
                before = part;
            }
            rest = &rest[end..];
        }
        out + &self.hide(rest)
    }

    /// Values of JSON without the names; keys stay.
    fn hide_in_json(&self, value: &mut serde_json::Value) {
        match value {
            serde_json::Value::String(text) => *text = self.hide(text),
            serde_json::Value::Array(list) => list.iter_mut().for_each(|v| self.hide_in_json(v)),
            serde_json::Value::Object(map) => map.values_mut().for_each(|v| self.hide_in_json(v)),
            _ => {}
        }
    }

    /// The files of a report without the names; what `verify` makes again has none either. Sources have lost them before.
    pub(super) fn hide_in_files(&self, files: &mut Bundle) {
        if self.is_empty() {
            return;
        }
        for (name, bytes) in files {
            let Ok(text) = std::str::from_utf8(bytes) else {
                continue;
            };
            let hidden = match name.rsplit('.').next().unwrap_or_default() {
                "csv" => match text.split_once('\n') {
                    Some((head, rows)) => format!("{head}\n{}", self.hide(rows)),
                    None => continue,
                },
                "md" => self.hide(text),
                "html" => self.hide_in_markup(text),
                "json" if name == "run.json" => match serde_json::from_str(text) {
                    Ok(mut value) => {
                        self.hide_in_json(&mut value);
                        format!("{value:#}\n")
                    }
                    Err(_) => continue,
                },
                _ => continue,
            };
            *bytes = hidden.into_bytes();
        }
    }
}

/// A name as articles and the files of a report write it: with either apostrophe and blank, as one word, and each of
/// these plain or escaped for pages, Markdown, BibTeX and JSON.
fn written(name: &str) -> Vec<String> {
    let typed = name.replace('\u{2019}', "'");
    let set = typed.replace('\'', "\u{2019}");
    let mut spelt = vec![typed, set];
    if name.contains(char::is_whitespace) {
        let wide: Vec<String> = spelt.iter().map(|s| s.replace(' ', "\u{a0}")).collect();
        spelt.extend(wide);
        spelt.push(name.split_whitespace().collect());
    }
    let mut forms: Vec<String> = spelt
        .iter()
        .flat_map(|name| {
            let json = serde_json::Value::from(name.as_str()).to_string();
            [
                name.clone(),
                HtmlEscape(name).to_string(),
                crate::figure::escaped(name),
                quotations::escaped(name),
                citations::in_bibtex(name),
                json.trim_matches('"').to_owned(),
            ]
        })
        .collect();
    forms.sort();
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
            ("Will O'Hara", "Public"),
            ("Voss", "Public"),
        ];
        let common = |word: &str| word == "will";
        let others = ["Minister Voss"];
        let names = Pseudonyms::new(hidden.into_iter(), others.into_iter(), &common, 7);
        let told = names.hide("Rosa Lind said so. \"Lind's house\", Linden, ROSA LIND, #FreeRosaLind, Rosa\u{a0}Lind and Voss.");
        let lower = told.to_lowercase();
        assert!(!lower.contains("rosa") && !told.contains("Lind'"), "{told}");
        assert!(
            told.contains("Linden") && told.ends_with("and Voss."),
            "{told}"
        );
        let id = names.hide("Lind");
        assert!(id.starts_with("Public ") && told.starts_with(&id));
        assert_eq!(
            [names.hide("Rosa Lind"), names.hide("Rosa")],
            [id.clone(), id.clone()]
        );
        // A part that is a word of its own stays where it is one.
        assert_eq!(names.hide("It will be. Will"), "It will be. Will");
        assert_eq!(
            names.hide("Will O\u{2019}Hara"),
            names.hide("Will O&#x27;Hara")
        );
        let other = Pseudonyms::new(hidden.into_iter(), std::iter::empty(), &common, 8);
        assert_ne!(other.hide("Lind"), id);
        // Names are no markup, and common words no names.
        let hidden = [("Mark Line", "Public"), ("children", "Public")];
        let names = Pseudonyms::new(hidden.into_iter(), std::iter::empty(), &common, 7);
        let page = "<style>.line{}</style><p class=\"line\" data-about=\"term=Mark\">A <mark>Line</mark> of children</p><script>line.children</script>";
        let told = names.hide_in_markup(page);
        assert!(!told.contains("Mark") && !told.contains("Line<"), "{told}");
        for there in [
            "<style>.line{}</style>",
            "<p class=\"line\"",
            "<mark>",
            "of children",
            "line.children",
        ] {
            assert!(told.contains(there), "{there} in {told}");
        }
        assert!(Pseudonyms::default().is_empty() && Pseudonyms::default().hide("Lind") == "Lind");
    }
}
