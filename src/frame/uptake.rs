//! What an outlet does with a phrase: voices it, attributes it, holds it at a distance, adopts it, or contests it.
//!
//! Each occurrence has two coordinates, **who holds it** (the phrase's home voice, another voice, the outlet's narration)
//! and **how it is marked** (not at all, by marks of its own, inside a longer quotation), and from them one class.

use super::{Groups, Shares};
use crate::concordance::{BREAK, Occurrence};
use crate::error::{Error, Result};
use crate::lang;
use crate::lexicon::WordPattern;
use crate::voice::Manner;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whose phrases are followed: the study's `[uptake]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Phrases (globs allowed) with their home voices.
    pub phrases: BTreeMap<String, String>,
    /// Voices whose key phrases are looked for when no phrase is named; empty: official and activist, where they speak.
    pub voices: Vec<String>,
    /// How many of each.
    pub top: usize,
    /// More words by which a phrase is contested, anywhere in what its holder says in the sentence.
    pub contested: Vec<String>,
    /// More words before a phrase by which a narrator keeps it at a distance.
    pub distanced: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            phrases: BTreeMap::new(),
            voices: Vec::new(),
            top: 8,
            contested: Vec::new(),
            distanced: Vec::new(),
        }
    }
}

/// What becomes of a phrase where it occurs: the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Its holder negates or disputes it in the same sentence.
    Contested,
    /// Its home voice says it itself: in direct speech, a passage taken over or a transcript, or as the narrator.
    Voiced,
    /// Given as the words of somebody: reported speech, or direct speech of another voice.
    Attributed,
    /// The narrator uses it, in marks or with words such as "so-called".
    Distanced,
    /// The narrator uses it as the outlet's own.
    Adopted,
}

impl Class {
    /// All classes, from the most to the least distance.
    pub const ALL: &[Self] = &[
        Self::Contested,
        Self::Distanced,
        Self::Attributed,
        Self::Voiced,
        Self::Adopted,
    ];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contested => "contested",
            Self::Voiced => "voiced",
            Self::Attributed => "attributed",
            Self::Distanced => "distanced",
            Self::Adopted => "adopted",
        }
    }
}

/// How an occurrence is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Marks {
    /// Not at all.
    None,
    /// By marks of its own, alone or with at most three other words.
    Lone,
    /// It stands inside a longer quotation.
    Inside,
}

impl Marks {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Lone => "lone",
            Self::Inside => "inside",
        }
    }

    fn of(manner: Manner) -> Self {
        match manner {
            Manner::Narration | Manner::Indirect => Self::None,
            Manner::Phrase => Self::Lone,
            Manner::Direct | Manner::Block | Manner::Transcript => Self::Inside,
        }
    }
}

/// A phrase that is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// As it was written.
    pub words: String,
    /// Its home voice.
    pub home: String,
}

/// What became of one occurrence, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement<'c> {
    /// The class.
    pub class: Class,
    /// How it is marked.
    pub marks: Marks,
    /// The words that decided, where words did.
    pub by: &'c str,
}

/// The words of dispute and distance of every language, compiled.
#[derive(Debug)]
pub struct Cues(BTreeMap<&'static str, Language>);

#[derive(Debug, Default)]
struct Language {
    reach: usize,
    negators: Vec<WordPattern>,
    fillers: Vec<String>,
    supposing: Vec<String>,
    disputes: Vec<WordPattern>,
    after: Vec<WordPattern>,
    anywhere: Vec<WordPattern>,
    verbs: Vec<String>,
    distanced: Vec<WordPattern>,
}

impl Cues {
    /// The words of every language, with those of a study in all of them.
    ///
    /// # Errors
    ///
    /// An entry that is no pattern of words.
    pub fn new(options: &Options) -> Result<Self> {
        let compiled = |key: &str, list: &[String]| -> Result<Vec<WordPattern>> {
            let pattern = |written: &String| {
                WordPattern::new(written).map_err(|e| Error::value(key, e.to_string()))
            };
            list.iter().map(pattern).collect()
        };
        let own = compiled("uptake.contested", &options.contested)?;
        let own_distance = compiled("uptake.distanced", &options.distanced)?;
        let mut all = BTreeMap::new();
        for language in lang::LANGUAGES {
            let mut cues = Language::default();
            if let Some(stance) = language.stance() {
                let (contested, distanced) = (&stance.contested, &stance.distanced);
                let shipped = |list| compiled(language.code(), list);
                cues = Language {
                    reach: contested.reach,
                    negators: shipped(&contested.negators)?,
                    fillers: forms(std::slice::from_ref(&contested.fillers)),
                    supposing: contested.supposing.clone(),
                    disputes: shipped(&contested.disputes)?,
                    after: shipped(&contested.after)?,
                    anywhere: shipped(&contested.anywhere)?,
                    verbs: forms(&contested.verbs),
                    distanced: shipped(&distanced.before)?,
                };
            }
            cues.anywhere.extend(own.iter().cloned());
            cues.distanced.extend(own_distance.iter().cloned());
            all.insert(language.code(), cues);
        }
        let other = Language {
            anywhere: own,
            distanced: own_distance,
            ..Language::default()
        };
        all.insert("", other);
        Ok(Self(all))
    }

    /// What becomes of a phrase of a home voice where it occurs.
    pub fn judge(&self, occurrence: &Occurrence, home: &str) -> Judgement<'_> {
        let hit = &occurrence.hit;
        let marks = Marks::of(hit.manner);
        let none = &self.0[""];
        let cues = self.0.get(occurrence.language).unwrap_or(none);
        let judged = |class, by| Judgement { class, marks, by };
        if let Some(by) = cues.contest(occurrence) {
            return judged(Class::Contested, by);
        }
        let narrated = match hit.manner {
            Manner::Narration => true,
            // Lone words of nobody else's are the outlet's.
            Manner::Phrase => hit.speaker.name == hit.outlet,
            _ => false,
        };
        let at_home = hit.speaker.voice == home;
        if at_home && (narrated || marks == Marks::Inside) {
            return judged(Class::Voiced, "");
        }
        if !narrated {
            return judged(Class::Attributed, "");
        }
        match found(&cues.distanced, last_clause(&occurrence.before)) {
            Some(pattern) => judged(Class::Distanced, pattern.written()),
            None if marks == Marks::Lone => judged(Class::Distanced, ""),
            None => judged(Class::Adopted, ""),
        }
    }
}

impl Language {
    /// The words by which the holder contests the phrase.
    fn contest(&self, occurrence: &Occurrence) -> Option<&str> {
        let words = occurrence.cue.split(|c: char| !c.is_alphanumeric());
        let mut verbs = words.filter(|word| !word.is_empty());
        let denies = |word: &str| self.verbs.iter().find(|verb| *verb == word);
        if let Some(verb) = verbs.find_map(denies) {
            return Some(verb);
        }
        let clause = last_clause(&occurrence.before);
        let near = &clause[clause.len().saturating_sub(self.reach)..];
        let after = first_clause(&occurrence.after);
        let behind = |pattern: &&WordPattern| pattern.matches(|k| after.get(k).map(String::as_str));
        let anywhere = [&occurrence.before[..], &occurrence.after[..]];
        let supposed = clause.iter().any(|word| self.supposing.contains(word));
        Some(near)
            .filter(|_| !supposed)
            .and_then(|near| self.negator(near))
            .or_else(|| found(&self.disputes, near))
            .or_else(|| self.after.iter().find(behind))
            .or_else(|| {
                anywhere
                    .iter()
                    .find_map(|words| found(&self.anywhere, words))
            })
            .map(WordPattern::written)
    }

    /// The negation at the end of some words, fillers left out.
    fn negator(&self, words: &[String]) -> Option<&WordPattern> {
        let is_filler = |word: &String| self.fillers.contains(word);
        let fillers = words.iter().rev().take_while(|w| is_filler(w)).count();
        // A negation of several words may end in a filler: "a lack of".
        (0..=fillers).find_map(|left_out| {
            let words = &words[..words.len() - left_out];
            self.negators.iter().find(|pattern| {
                let start = words.len().checked_sub(pattern.len());
                start.is_some_and(|start| {
                    pattern.matches(|k| words.get(start + k).map(String::as_str))
                })
            })
        })
    }
}

/// The forms of lines of verbs.
fn forms(lines: &[String]) -> Vec<String> {
    let forms = lines.iter().flat_map(|line| line.split_whitespace());
    forms.map(str::to_owned).collect()
}

/// The first pattern that stands among some words.
fn found<'p>(patterns: &'p [WordPattern], words: &[String]) -> Option<&'p WordPattern> {
    patterns.iter().find(|pattern| {
        (0..words.len()).any(|i| pattern.matches(|k| words.get(i + k).map(String::as_str)))
    })
}

fn last_clause(words: &[String]) -> &[String] {
    let start = words
        .iter()
        .rposition(|w| w == BREAK)
        .map_or(0, |at| at + 1);
    &words[start..]
}

fn first_clause(words: &[String]) -> &[String] {
    let end = words.iter().position(|w| w == BREAK);
    &words[..end.unwrap_or(words.len())]
}

/// The classes of a phrase in a group.
pub type Classes = Shares<(usize, String), (Class, bool)>;

/// How often each phrase (by its place in the list) has each class in each group; the second part of the key says whether
/// the phrase has marks of its own.
pub fn classes(
    occurrences: &[Occurrence],
    phrases: &[Phrase],
    cues: &Cues,
    groups: &Groups<'_>,
) -> Classes {
    let mut classes = Shares::default();
    for occurrence in occurrences {
        let hit = &occurrence.hit;
        if !groups.takes(hit.id, &hit.speaker) {
            continue;
        }
        let judged = cues.judge(occurrence, &phrases[hit.pattern].home);
        let group = (hit.pattern, groups.label(hit.id).to_owned());
        let key = (judged.class, judged.marks == Marks::Lone);
        classes.add(group, groups.unit(hit.id), key, 1);
    }
    classes
}
