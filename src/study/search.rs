//! Where words and quotations stand: what `kwic` and `quotes` ask of a run.

use super::Run;
use crate::article::Warning;
use crate::concordance::{Hit, Quotation};
use crate::engine::{Hits, Wanted};
use crate::error::{Error, Result};
use crate::lexicon::{Glob, WordPattern};
use crate::table::{self, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Values of a field that a note names.
const SHOWN_VALUES: usize = 12;

impl Run<'_> {
    /// Occurrences of a pattern under conditions, and the doubts met on the way.
    pub fn kwic(
        &self,
        pattern: &str,
        written: &[String],
        width: usize,
    ) -> Result<(Table, Vec<Warning>)> {
        let pattern = WordPattern::new(pattern)?;
        let found = self.locate(Wanted::Patterns(&[pattern], width))?;
        let mut hits = found.patterns;
        let wanted = wanted_values(written)?;
        if let Some(field) = wanted.keys().find(|f| !Hit::FIELDS.contains(&f.as_str())) {
            return Err(Error::unknown("--where", "field", field, Hit::FIELDS));
        }
        let there = unmet(&hits, &wanted, Hit::value, "occurrence");
        hits.retain(|hit| meets(hit, &wanted, Hit::value));
        let mut table = table::kwic::table(&hits);
        table.notes.extend(there);
        Ok((table, found.warnings))
    }

    /// Quotations that fit a choice.
    pub fn quotations(&self, choice: &QuoteChoice) -> Result<Hits> {
        let speakers = choice
            .speakers
            .iter()
            .map(|s| Glob::new(s))
            .collect::<Result<Vec<_>>>()?;
        let contains = choice
            .contains
            .as_deref()
            .map(WordPattern::new)
            .transpose()?;
        let wanted = wanted_values(&choice.conditions)?;
        if let Some(field) = wanted
            .keys()
            .find(|f| !Quotation::FIELDS.contains(&f.as_str()))
        {
            return Err(Error::unknown("--where", "field", field, Quotation::FIELDS));
        }
        let mut found = self.locate(Wanted::Quotations)?;
        if let Some(note) = unmet(&found.quotations, &wanted, Quotation::value, "quotation") {
            self.note(&note);
        }
        found.quotations.retain(|q| {
            let says = speakers.is_empty() || speakers.iter().any(|g| g.matches(&q.speaker.name));
            let holds = contains
                .as_ref()
                .is_none_or(|pattern| pattern.is_in(&q.text));
            let fits = meets(q, &wanted, Quotation::value);
            says && holds && fits && choice.max_words.is_none_or(|n| q.words <= n)
        });
        Ok(found)
    }
}

/// Which quotations are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuoteChoice {
    /// Names of speakers, as globs; empty: everybody.
    pub speakers: Vec<String>,
    /// Words that a quotation must hold.
    pub contains: Option<String>,
    /// Longest, in words.
    pub max_words: Option<usize>,
    /// Conditions as `FIELD=VALUE`.
    pub conditions: Vec<String>,
}

/// Conditions by field: values of one field are alternatives.
fn wanted_values(written: &[String]) -> Result<Values> {
    let mut wanted = Values::new();
    for pair in written {
        let Some((field, value)) = pair.split_once('=') else {
            return Err(Error::value(
                "--where",
                format!("expected FIELD=VALUE, found \"{pair}\""),
            ));
        };
        wanted
            .entry(field.to_owned())
            .or_default()
            .push(Glob::new(value)?);
    }
    Ok(wanted)
}

/// Conditions by field.
type Values = BTreeMap<String, Vec<Glob>>;

/// True when a thing has a wanted value in every field.
fn meets<T>(thing: &T, wanted: &Values, value: for<'a> fn(&'a T, &str) -> &'a str) -> bool {
    let has = |field: &str, globs: &[Glob]| globs.iter().any(|g| g.matches(value(thing, field)));
    wanted.iter().all(|(field, globs)| has(field, globs))
}

/// Of a condition that none of some things meets, the values that there are.
fn unmet<T>(
    things: &[T],
    wanted: &Values,
    value: for<'a> fn(&'a T, &str) -> &'a str,
    name: &str,
) -> Option<String> {
    let (field, _) = wanted.iter().find(|(field, globs)| {
        let fits = |thing: &T| globs.iter().any(|g| g.matches(value(thing, field)));
        !things.is_empty() && !things.iter().any(fits)
    })?;
    let values: BTreeSet<&str> = things.iter().map(|thing| value(thing, field)).collect();
    let shown: Vec<&str> = values.iter().copied().take(SHOWN_VALUES).collect();
    let more = if values.len() > shown.len() {
        ", …"
    } else {
        ""
    };
    Some(format!(
        "{} without this condition; {field} is one of: {}{more}",
        table::counted(things.len() as u64, name),
        shown.join(", ")
    ))
}
