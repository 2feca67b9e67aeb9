//! Events that a list made by hand gives.

use super::{Events, Options, Vectors};
use crate::count::{Columns, Tally};
use crate::error::{Error, Result};
use crate::files;
use std::collections::BTreeMap;

/// The events of a list: CSV with the columns `event` and `article`, the article by its name; other columns are of no
/// matter, and an article with an empty event is in none. An article that the list does not name is in none either.
///
/// `place` names the list in messages.
///
/// # Errors
///
/// A missing column, an article that does not exist or stands twice, with the line.
pub fn read(
    tally: &Tally,
    columns: &Columns<'_>,
    options: &Options,
    (place, text): (&str, &str),
) -> Result<Events> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let failed = |error: csv::Error| Error::of_csv(place, &error);
    let header = reader.headers().map_err(failed)?.clone();
    let column = |name: &str| {
        let there: Vec<&str> = header.iter().collect();
        let is_named = |column: &&str| column.eq_ignore_ascii_case(name);
        there.iter().position(is_named).ok_or_else(|| {
            let message = match there[..] {
                [] | [""] => "the list is empty".to_owned(),
                [one] if one.contains([';', '\t']) => {
                    "columns are separated by commas here".to_owned()
                }
                _ => format!(
                    "there is no column \"{name}\" (there are: {})",
                    there.join(", ")
                ),
            };
            Error::format(format!("{place}:1"), message)
        })
    };
    let (event, article) = (column("event")?, column("article")?);
    let names: Vec<&str> = tally.corpus.articles.iter().map(|a| &*a.name).collect();
    let places: BTreeMap<&str, u32> = names.iter().copied().zip(0..).collect();
    let mut found: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut seen: BTreeMap<u32, u64> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        let byte = record.position().map_or(0, csv::Position::byte);
        let here = || format!("{place}:{}", files::line_at(text, byte));
        let [event, article] = [event, article].map(|c| record.get(c).unwrap_or_default());
        if event.is_empty() {
            continue;
        }
        let Some(&number) = places.get(article) else {
            return Err(Error::unknown(
                here(),
                "article",
                article,
                &like(article, &names),
            ));
        };
        if let Some(first) = seen.insert(number, byte) {
            let first = files::line_at(text, first);
            let message = format!("the article {article} stands in line {first} already");
            return Err(Error::format(here(), message));
        }
        found.entry(event.to_owned()).or_default().push(number);
    }
    let listed = found.len();
    if listed == 0 {
        return Err(Error::format(
            place,
            "the list puts no article into an event",
        ));
    }
    let found = found
        .into_iter()
        .map(|(name, articles)| (Some(name), articles))
        .collect();
    let mut events = Events::of(found, &Vectors::new(tally, columns, options.rare));
    let alone = listed - events.list.len();
    if alone > 0 {
        events.notes.push(format!(
            "{alone} of the {listed} events in {place} have articles of one outlet only: nothing can be compared within them"
        ));
    }
    Ok(events)
}

/// The names that hold what was written, or all where none does.
fn like<'n>(written: &str, names: &[&'n str]) -> Vec<&'n str> {
    let near: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| name.contains(written))
        .collect();
    if near.is_empty() {
        names.to_vec()
    } else {
        near
    }
}
