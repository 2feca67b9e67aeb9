//! CSV with a column `category` (levels joined by dots) and a column `words`; `frame` and `pattern` are understood too.

use super::{Entry, Format, LEVELS, Read};
use crate::error::{Error, Result};

pub(super) struct Csv;

const CATEGORY: &[&str] = &["category", "frame", "key"];
const WORDS: &[&str] = &["words", "word", "pattern", "term", "value"];

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }
    fn endings(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }
    fn read(&self, place: &str, text: &str) -> Result<Read> {
        let first = text.lines().next().unwrap_or_default();
        let delimiter = if first.contains('\t') { b'\t' } else { b',' };
        let mut reader = ::csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .trim(::csv::Trim::All)
            .from_reader(text.as_bytes());
        let failed = |e: ::csv::Error| Error::of_csv(place, &e);
        let headers = reader.headers().map_err(failed)?.clone();
        let column = |names: &[&str]| {
            let known = |h: &str| names.contains(&h.to_lowercase().as_str());
            headers.iter().position(known).ok_or_else(|| {
                let message = format!("expected a column {}", names.join(" or "));
                Error::format(format!("{place}:1"), message)
            })
        };
        let (category, words) = (column(CATEGORY)?, column(WORDS)?);
        let mut read = Read::default();
        if let Some(weights) = headers.iter().find(|h| h.eq_ignore_ascii_case("weight")) {
            let why = format!("the column \"{weights}\" is not used: every entry counts once");
            read.left_out.push((1, why));
        }
        for record in reader.records() {
            let record = record.map_err(failed)?;
            let line = record.position().map_or(0, ::csv::Position::line) as usize;
            let field = |at: usize| record.get(at).unwrap_or_default().trim();
            read.entries.push(Entry {
                path: field(category).split(LEVELS).map(str::to_owned).collect(),
                words: Some(field(words).to_owned()).filter(|w| !w.is_empty()),
                line,
            });
        }
        Ok(read)
    }
}
