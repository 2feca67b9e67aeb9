//! Dictionaries: categories of words and phrases, nested as deep as one likes, read from the formats of many programs.
//!
//! A format is one file and one line in [`FORMATS`].

mod csv;
mod lexicoder;
mod liwc;
mod toml;
mod wordstat;
mod yaml;
mod yoshikoder;

use super::WordPattern;
use crate::article::{Warning, WarningKind};
use crate::error::{Error, Result};
use crate::ingest::decode;
use std::collections::{BTreeMap, BTreeSet};

/// Levels that a dictionary may have.
const DEEPEST: usize = 20;

/// Refuses a category that lies too deep.
fn check_depth(place: &str, line: usize, depth: usize) -> Result<()> {
    if depth <= DEEPEST {
        return Ok(());
    }
    let message = format!("categories are nested more than {DEEPEST} levels deep");
    Err(Error::format(format!("{place}:{line}"), message))
}

/// One entry as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The names of its category and those around it, outermost first; at least one.
    pub path: Vec<String>,
    /// A word or run of words, `*` for any letters; `None` for a category that stands there without entries.
    pub words: Option<String>,
    /// Where it stands.
    pub line: usize,
}

/// What a file of a format holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Entries in order.
    pub entries: Vec<Entry>,
    /// What could not be used: a line and the reason.
    pub left_out: Vec<(usize, String)>,
}

/// A way to write dictionaries.
pub trait Format: Sync {
    /// Its name.
    fn name(&self) -> &'static str;
    /// The endings of its files, lower case.
    fn endings(&self) -> &'static [&'static str];
    /// True when a text of one of its endings is really of this format; by default any is.
    fn is(&self, _text: &str) -> bool {
        true
    }
    /// Reads a file.
    fn read(&self, place: &str, text: &str) -> Result<Read>;
}

/// All formats; of those with the same ending the first that recognises the text.
pub const FORMATS: &[&dyn Format] = &[
    &toml::Toml,
    &yaml::Yaml,
    &liwc::Liwc,
    &lexicoder::Lexicoder,
    &yoshikoder::Yoshikoder,
    &wordstat::WordStat,
    &csv::Csv,
];

/// What joins the names of nested categories: `nation.us`.
pub const LEVELS: &str = ".";

/// A category, with everything in those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its name, with those of the categories around it.
    pub name: String,
    /// How many levels there are above it.
    pub depth: usize,
    /// Places of its patterns in [`Dictionary::patterns`], those of the categories below included; ascending.
    pub patterns: Vec<u32>,
}

/// Categories ready for use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary {
    /// Every category that has a pattern, in order of first appearance, outer ones before those inside.
    pub categories: Vec<Category>,
    /// Every different pattern, in order of first appearance.
    pub patterns: Vec<WordPattern>,
    /// What is doubtful about the files.
    pub warnings: Vec<Warning>,
}

impl Dictionary {
    /// Reads files, given with their names; `encoding` is `auto` or the name of one.
    ///
    /// # Errors
    ///
    /// An unknown ending or encoding, a file that is not of its format, an entry that is no pattern, a file without
    /// entries.
    pub fn read(files: &[(String, Vec<u8>)], encoding: &str) -> Result<Self> {
        let mut entries = Vec::new();
        let mut warnings = Vec::new();
        for (label, bytes) in files {
            let (text, doubt) = decoded(label, bytes, encoding)?;
            warnings.extend(doubt);
            let read = format_of(label, &text)?.read(label, &text)?;
            let left_out = read.left_out.into_iter().map(|(line, why)| {
                Warning::new(WarningKind::Record, format!("{label}:{line}"), why)
            });
            warnings.extend(left_out);
            if read.entries.iter().all(|e| e.words.is_none()) {
                return Err(Error::format(label, "the dictionary has no entry"));
            }
            entries.extend(read.entries.into_iter().map(|e| (label, e)));
        }
        let mut dictionary = Self {
            warnings,
            ..Self::default()
        };
        dictionary.fill(entries)?;
        Ok(dictionary)
    }

    fn fill(&mut self, entries: Vec<(&String, Entry)>) -> Result<()> {
        let mut places: BTreeMap<String, u32> = BTreeMap::new();
        let mut names: Vec<Vec<String>> = Vec::new();
        let mut known: BTreeSet<Vec<String>> = BTreeSet::new();
        let mut called: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut of: BTreeMap<Vec<String>, BTreeSet<u32>> = BTreeMap::new();
        let mut own: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
        let mut empty: BTreeMap<Vec<String>, String> = BTreeMap::new();
        for (label, Entry { path, words, line }) in entries {
            check_depth(label, line, path.len())?;
            let place = format!("{label}:{line}");
            let path: Vec<String> = path.iter().map(|p| p.trim().to_owned()).collect();
            if path.iter().any(String::is_empty) {
                return Err(Error::format(place, "a category without a name"));
            }
            for depth in 1..=path.len() {
                let name = path[..depth].join(LEVELS);
                let same = called.entry(name).or_insert_with(|| path[..depth].to_vec());
                if *same != path[..depth] {
                    let message = format!(
                        "two categories are called \"{}\", one of them inside another: give one another name",
                        path[..depth].join(LEVELS)
                    );
                    return Err(Error::format(place, message));
                }
                if known.insert(path[..depth].to_vec()) {
                    names.push(path[..depth].to_vec());
                }
            }
            let Some(words) = words else {
                empty.insert(path, place);
                continue;
            };
            let pattern =
                WordPattern::new(&words).map_err(|e| Error::format(&*place, e.to_string()))?;
            if words.split_whitespace().any(|w| w == "*") && pattern.len() == 1 {
                return Err(Error::format(place, "the entry \"*\" would fit every word"));
            }
            let key = crate::token::normal_form(&words).into_owned();
            let number = *places.entry(key).or_insert_with(|| {
                self.patterns.push(pattern);
                self.patterns.len() as u32 - 1
            });
            own.entry(number).or_default().insert(path.join(LEVELS));
            for depth in 1..=path.len() {
                of.entry(path[..depth].to_vec()).or_default().insert(number);
            }
        }
        for (path, place) in empty {
            if !of.contains_key(&path) {
                let message = format!("the category \"{}\" has no entry", path.join(LEVELS));
                self.warnings
                    .push(Warning::new(WarningKind::Record, place, message));
            }
        }
        self.overlaps(&own);
        let order = in_order(&names);
        self.categories = order
            .into_iter()
            .filter_map(|path| {
                let patterns = of.get(path)?.iter().copied().collect();
                Some(Category {
                    name: path.join(LEVELS),
                    depth: path.len() - 1,
                    patterns,
                })
            })
            .collect();
        Ok(())
    }

    /// Says which entries stand in several categories of which neither holds the other.
    fn overlaps(&mut self, own: &BTreeMap<u32, BTreeSet<String>>) {
        for (number, categories) in own.iter().filter(|(_, c)| c.len() > 1) {
            let names: Vec<&str> = categories.iter().map(String::as_str).collect();
            let message = format!(
                "\"{}\" stands in several categories ({}) and counts in each",
                self.patterns[*number as usize].written(),
                names.join(", ")
            );
            self.warnings
                .push(Warning::new(WarningKind::Record, "dictionary", message));
        }
    }
}

/// Categories with each one's own right behind it, both in order of first appearance.
fn in_order(names: &[Vec<String>]) -> Vec<&Vec<String>> {
    fn add<'n>(names: &'n [Vec<String>], around: &[String], out: &mut Vec<&'n Vec<String>>) {
        let inside = |n: &&Vec<String>| n.len() == around.len() + 1 && n[..around.len()] == *around;
        for name in names.iter().filter(inside) {
            out.push(name);
            add(names, name, out);
        }
    }
    let mut out = Vec::new();
    add(names, &[], &mut out);
    out
}

fn decoded(label: &str, bytes: &[u8], encoding: &str) -> Result<(String, Option<Warning>)> {
    if encoding == "auto" {
        let text = decode::decode(bytes, label)?;
        return text
            .ok_or_else(|| Error::format(label, "this is no text; a dictionary is expected here"));
    }
    let Some(named) = encoding_rs::Encoding::for_label(encoding.as_bytes()) else {
        let known = [
            "auto",
            "utf-8",
            "shift_jis",
            "euc-jp",
            "windows-1252",
            "iso-8859-2",
            "gb18030",
            "big5",
        ];
        return Err(Error::unknown(
            "frames.encoding",
            "encoding",
            encoding,
            &known,
        ));
    };
    let (text, _, failed) = named.decode(bytes);
    let doubt = failed.then(|| {
        let message = format!("some bytes are not {}", named.name());
        Warning::new(WarningKind::Encoding, label, message)
    });
    Ok((text.into_owned(), doubt))
}

fn format_of(label: &str, text: &str) -> Result<&'static dyn Format> {
    let ending = label.rsplit_once('.').map_or("", |(_, e)| e).to_lowercase();
    let of_ending = || FORMATS.iter().filter(|f| f.endings().contains(&&*ending));
    if let Some(format) = of_ending().find(|f| f.is(text)) {
        return Ok(*format);
    }
    if of_ending().next().is_some() {
        return Err(Error::format(
            label,
            "the content is not what the ending says",
        ));
    }
    let mut known: Vec<&str> = FORMATS.iter().flat_map(|f| f.endings()).copied().collect();
    known.sort_unstable();
    known.dedup();
    Err(Error::unknown(
        label,
        "ending of a dictionary",
        &ending,
        &known,
    ))
}

#[cfg(test)]
mod tests;
