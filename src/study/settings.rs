//! The sections of `study.toml`.

use crate::count::Reach;
use crate::error::{Error, Result, nearest};
use crate::ingest::boilerplate;
use crate::measure::{inference, keyness};
use crate::table::cooccur::Marginals;
use crate::{frame, ingest, report, token, voice};
use regex::Regex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Everything a study says, defaults filled in.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Title and seed.
    pub study: Head,
    /// Which articles, and how they are read.
    pub corpus: CorpusSection,
    /// How text becomes terms.
    pub tokens: token::Options,
    /// How words get their voices.
    pub attribution: voice::Options,
    /// The voices: shipped ones redefined, and the study's own.
    pub voices: BTreeMap<String, voice::VoiceSection>,
    /// What is a unit of evidence.
    pub inference: Inference,
    /// What measures are told.
    pub measures: keyness::Options,
    /// The comparisons.
    pub compare: Vec<Compare>,
    /// The nodes whose company is counted.
    pub cooccurrence: Cooccurrence,
    /// Phrases that are followed.
    pub uptake: frame::uptake::Options,
    /// Classes of reporting verbs with what the study puts into them: verbs, as globs.
    pub verbs: BTreeMap<String, Vec<String>>,
    /// Dictionaries of frames.
    pub frames: frame::frames::Options,
    /// An axis between two sets of words.
    pub scale: frame::scale::Options,
    /// How articles of one event are found.
    pub events: frame::events::Options,
    /// Which statements are followed.
    pub lineage: frame::lineage::Options,
    /// Terms whose absence is told.
    pub silence: frame::silence::Options,
    /// What a report shows.
    pub report: report::Options,
}

/// `[study]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Head {
    /// What the study is called.
    pub title: String,
    /// Where chance begins: the same seed gives the same numbers.
    pub seed: u64,
}

impl Default for Head {
    fn default() -> Self {
        Self {
            title: String::new(),
            seed: 1,
        }
    }
}

/// `[corpus]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CorpusSection {
    /// File patterns, relative to the study file.
    pub paths: Vec<String>,
    /// A CSV joined on `file` or `id`.
    pub metadata: Option<String>,
    /// An ISO 639-1 code, or the metadata column that holds one.
    pub language: String,
    /// `auto`, `off`, or extra patterns.
    pub boilerplate: boilerplate::Rule,
    /// Whether headlines are analysed.
    pub headlines: bool,
    /// A file with the SHA-256 of each article, as sha256sum writes it.
    pub expect: Option<String>,
}

impl Default for CorpusSection {
    fn default() -> Self {
        let ingest::Options {
            language,
            boilerplate,
            headlines,
        } = ingest::Options::default();
        Self {
            paths: Vec::new(),
            metadata: None,
            language,
            boilerplate,
            headlines,
            expect: None,
        }
    }
}

impl CorpusSection {
    /// The part that ingest needs.
    pub fn ingest(&self) -> ingest::Options {
        ingest::Options {
            language: self.language.clone(),
            boilerplate: self.boilerplate.clone(),
            headlines: self.headlines,
        }
    }
}

/// `[inference]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Inference {
    /// What is compared between relabellings: `t`, or `g2` as keyperm has it.
    pub statistic: inference::Statistic,
    /// How many relabellings; 0: no p; `auto`: more for terms with few hits.
    pub permutations: inference::Permutations,
    /// How many draws an interval rests on; 0: no intervals.
    pub draws: usize,
    /// How p-values of many terms are adjusted.
    pub adjust: inference::Adjust,
    /// Fewest units a side that are tested.
    pub min_units: u64,
    /// Fewest units with a term that is tested.
    pub min_term_units: u64,
    /// Within what labels are exchanged.
    pub strata: inference::Strata,
    /// What near-duplicates are.
    pub duplicates: Duplicates,
}

impl Default for Inference {
    fn default() -> Self {
        let inference::Options {
            statistic,
            permutations,
            draws,
            adjust,
            min_units,
            min_term_units,
            strata,
        } = inference::Options::default();
        Self {
            statistic,
            permutations,
            draws,
            adjust,
            min_units,
            min_term_units,
            strata,
            duplicates: Duplicates::default(),
        }
    }
}

impl Inference {
    /// The part that the test needs.
    pub fn test(&self) -> inference::Options {
        let Self {
            statistic,
            permutations,
            draws,
            adjust,
            min_units,
            min_term_units,
            strata,
            duplicates: _,
        } = *self;
        inference::Options {
            statistic,
            permutations,
            draws,
            adjust,
            min_units,
            min_term_units,
            strata,
        }
    }
}

/// What near-duplicate articles are to the statistics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Duplicates {
    /// Together one unit of evidence.
    #[default]
    Unit,
    /// Only the first counts.
    Drop,
    /// Not looked for.
    Keep,
}

/// `[[compare]]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compare {
    /// What the comparison is called.
    pub name: String,
    /// The field of the groups.
    pub by: String,
    /// Values of the target, as globs.
    pub target: OneOrMore,
    /// Values of the reference; `rest` is everything else.
    #[serde(default = "rest")]
    pub reference: OneOrMore,
    /// Which rows take part: field to values.
    #[serde(default, rename = "where")]
    pub conditions: BTreeMap<String, OneOrMore>,
    /// Fewest occurrences on both sides together.
    #[serde(default = "one")]
    pub min_count: u64,
}

fn rest() -> OneOrMore {
    OneOrMore::One("rest".into())
}

fn one() -> u64 {
    1
}

/// A word, or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OneOrMore {
    /// One.
    One(String),
    /// Several.
    More(Vec<String>),
}

impl OneOrMore {
    /// All of them.
    pub fn list(&self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one.clone()],
            Self::More(more) => more.clone(),
        }
    }
}

/// `[cooccurrence]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cooccurrence {
    /// Words whose company is counted, as globs.
    pub nodes: Vec<String>,
    /// Words each side, `sentence` or `paragraph`.
    pub window: Window,
    /// The scheme of margins.
    pub marginals: Marginals,
    /// How many of the most frequent terms are paired.
    pub pairs_top: usize,
}

impl Default for Cooccurrence {
    fn default() -> Self {
        let window = Window(Reach::Words(5));
        Self {
            nodes: Vec::new(),
            window,
            marginals: Marginals::Surface,
            pairs_top: 5000,
        }
    }
}

/// How far a window reaches, as a study writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenWindow", into = "WrittenWindow")]
pub struct Window(pub Reach);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenWindow {
    Words(u32),
    Name(String),
}

impl TryFrom<WrittenWindow> for Window {
    type Error = String;
    fn try_from(written: WrittenWindow) -> std::result::Result<Self, String> {
        match written {
            WrittenWindow::Words(n) => Ok(Self(Reach::Words(n))),
            WrittenWindow::Name(name) => Self::parse(&name),
        }
    }
}

impl From<Window> for WrittenWindow {
    fn from(window: Window) -> Self {
        match window.0 {
            Reach::Words(n) => Self::Words(n),
            reach => Self::Name(reach.name()),
        }
    }
}

impl Window {
    /// A number of words from 1, `sentence` or `paragraph`.
    pub fn parse(written: &str) -> std::result::Result<Self, String> {
        let reach = match (written, written.parse()) {
            ("sentence", _) => Reach::Sentence,
            ("paragraph", _) => Reach::Paragraph,
            (_, Ok(n)) if n > 0 => Reach::Words(n),
            _ => {
                return Err(format!(
                    "expected a number of words, \"sentence\" or \"paragraph\", found \"{written}\""
                ));
            }
        };
        Ok(Self(reach))
    }
}

impl Settings {
    /// Reads a study and applies `key=value` settings on top. `place` names the file in messages.
    pub fn parse(place: &str, text: &str, overrides: &[String]) -> Result<Self> {
        let settings: Self = toml::from_str(text).map_err(|e| explain(place, Some(text), &e))?;
        let settings = if overrides.is_empty() {
            settings
        } else {
            let mut table: toml::Table =
                text.parse().map_err(|e| explain(place, Some(text), &e))?;
            for written in overrides {
                set(&mut table, written)?;
                // Each by itself, so that the one that is wrong is named.
                let so_far = Self::deserialize(table.clone());
                let (key, _) = written.split_once('=').unwrap_or((written, ""));
                so_far.map_err(|e| explain(&format!("--set {}", key.trim()), None, &e))?;
            }
            table.try_into().map_err(|e| explain("--set", None, &e))?
        };
        let place = if overrides.is_empty() { place } else { "--set" };
        settings.measures.check(&format!("{place}: measures"))?;
        settings
            .attribution
            .check(&format!("{place}: attribution"))?;
        for (section, checked) in [
            ("events", settings.events.check()),
            ("scale", settings.scale.check()),
        ] {
            checked.map_err(|message| Error::format(format!("{place}: {section}"), message))?;
        }
        Ok(settings)
    }
}

/// Puts `key.key=value` into a table; the value is TOML, or else a string.
fn set(table: &mut toml::Table, written: &str) -> Result<()> {
    let (key, value) = written
        .split_once('=')
        .ok_or_else(|| Error::value("--set", format!("expected KEY=VALUE, found \"{written}\"")))?;
    let parsed = format!("v = {value}")
        .parse::<toml::Table>()
        .ok()
        .and_then(|mut t| t.remove("v"));
    let value = parsed.unwrap_or_else(|| toml::Value::String(value.to_owned()));
    let mut parts: Vec<&str> = key.trim().split('.').collect();
    let last = parts.pop().unwrap_or_default();
    let mut here = table;
    for part in parts {
        let next = here
            .entry(part)
            .or_insert_with(|| toml::Value::Table(toml::Table::new()));
        here = next.as_table_mut().ok_or_else(|| {
            Error::value("--set", format!("\"{part}\" of \"{key}\" is no section"))
        })?;
    }
    here.insert(last.to_owned(), value);
    Ok(())
}

/// A message with line and nearest choice from what the parser says.
fn explain(place: &str, text: Option<&str>, error: &toml::de::Error) -> Error {
    static UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("unknown (field|variant) `([^`]*)`, expected (.*)").expect("a constant pattern")
    });
    static CHOICE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("`([^`]*)`").expect("a constant pattern"));
    let line = text
        .zip(error.span())
        .map(|(text, span)| text[..span.start.min(text.len())].matches('\n').count() + 1);
    let place = line.map_or_else(|| place.to_owned(), |line| format!("{place}:{line}"));
    let message = error.message();
    let Some(found) = UNKNOWN.captures(message) else {
        return Error::format(place, message.trim());
    };
    let choices: Vec<String> = CHOICE
        .captures_iter(&found[3])
        .map(|c| c[1].to_owned())
        .collect();
    let kind = if &found[1] == "field" { "key" } else { "value" };
    Error::Unknown {
        place,
        kind,
        name: found[2].to_owned(),
        nearest: nearest(&found[2], &choices),
        choices,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_has_its_line_and_the_nearest_choice() {
        let error = |text: &str| {
            Settings::parse("study.toml", text, &[])
                .unwrap_err()
                .to_string()
        };
        let unknown = error("[tokens]\nstopwords = \"en\"\n");
        assert_eq!(
            unknown,
            "study.toml:2: unknown key \"stopwords\" (did you mean \"stop_words\"?)"
        );
        assert!(error("[tokens]\ntokenizer = \"new\"\n").contains("did you mean \"news\""));
        assert!(error("[measures]\nalpha0 = -1\n").contains("above 0"));
        assert!(error("[cooccurrence]\nwindow = \"senténce\"\n").contains("sentence"));
    }

    #[test]
    fn settings_override_the_file() {
        let text = "[tokens]\nlowercase = true\n";
        let with = |set: &str| Settings::parse("s", text, &[set.to_owned()]);
        assert!(!with("tokens.lowercase=false").unwrap().tokens.lowercase);
        assert_eq!(with("corpus.language=de").unwrap().corpus.language, "de");
        assert_eq!(
            with("inference.duplicates=keep")
                .unwrap()
                .inference
                .duplicates,
            Duplicates::Keep
        );
        assert!(
            with("tokens.lowercas=false")
                .unwrap_err()
                .to_string()
                .contains("did you mean \"lowercase\"")
        );
        assert!(
            with("nothing")
                .unwrap_err()
                .to_string()
                .contains("KEY=VALUE")
        );
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = "[cooccurrence]\nwindow = \"sentence\"\n[tokens]\nstemmer = \"en\"\n[measures]\nprior = \"flat:0.01\"\n";
        let settings = Settings::parse("s", text, &[]).unwrap();
        assert_eq!(
            Settings::parse("s", &toml::to_string(&settings).unwrap(), &[]).unwrap(),
            settings
        );
    }
}
