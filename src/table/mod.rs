//! Tables: what leaves the program.
//!
//! A table knows its columns and typed cells, not how it is written; a format is one file and one line in [`FORMATS`].

pub mod company;
pub mod compare;
pub mod cooccur;
pub mod differences;
pub mod dispersion;
pub mod events;
pub mod floor;
pub mod frames;
pub mod heat_map;
pub mod kwic;
pub mod lineage;
pub mod measures;
pub mod network;
pub mod ngrams;
pub mod null_check;
pub mod quotes;
pub mod roster;
pub mod scale;
pub mod silence;
pub mod speakers;
pub mod stability;
pub mod terms;
pub mod time;
pub mod uptake;
pub mod verbs;

mod aligned;
mod csv;
mod gexf;
mod graph;
mod graphml;
mod json;
mod markdown;
mod xlsx;

pub use xlsx::{Leaf, workbook};

use crate::error::{Error, Result};
use crate::frame::Share;
use crate::measure::rate::Rate;
use std::io::Write;
use std::sync::Arc;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(Arc<str>),
    /// A whole number.
    Count(u64),
    /// Any other number; finite.
    Number(f64),
    /// Ranges of code points.
    Ranges(Vec<(usize, usize)>),
    /// No value, with the reason.
    Undefined(&'static str),
}

impl Cell {
    /// A number, or the reason why there is none.
    pub fn number(value: Option<f64>, reason: &'static str) -> Self {
        value
            .filter(|v| v.is_finite())
            .map_or(Self::Undefined(reason), Self::Number)
    }

    /// The words of the cell; none for a number.
    pub fn text(&self) -> &str {
        if let Self::Text(text) = self {
            text
        } else {
            ""
        }
    }

    /// For sorting: numbers by size, undefined ones last.
    pub fn rank(&self) -> f64 {
        match self {
            Self::Count(n) => *n as f64,
            Self::Number(x) => *x,
            Self::Text(_) | Self::Ranges(_) | Self::Undefined(_) => f64::NEG_INFINITY,
        }
    }
}

/// Rows of cells under named columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Column names: the contract with those who read tables by machine.
    pub columns: Vec<&'static str>,
    /// One cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// What a reader must know: said below a table for people, on standard error for machines.
    pub notes: Vec<String>,
    /// The column that tables for people show as bars too.
    pub bars: Option<&'static str>,
}

impl Table {
    /// An empty table.
    pub fn new(columns: Vec<&'static str>) -> Self {
        Self {
            columns,
            ..Self::default()
        }
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| *c == name)
    }

    /// Keeps at most `limit` rows and says how many were left out.
    pub fn limit(&mut self, limit: usize) {
        if self.rows.len() > limit {
            self.notes
                .push(format!("{} of {} rows shown", limit, self.rows.len()));
            self.rows.truncate(limit);
        }
    }
}

/// A way to write a table.
pub trait Format: Sync {
    /// Its name.
    fn name(&self) -> &'static str;
    /// Writes the whole table.
    fn write(&self, table: &Table, out: &mut dyn Write) -> Result<()>;
    /// Writes the whole table for a terminal that shows colours.
    fn write_coloured(&self, table: &Table, out: &mut dyn Write) -> Result<()> {
        self.write(table, out)
    }
    /// True for bytes that are nothing to read on a terminal.
    fn is_binary(&self) -> bool {
        false
    }
    /// True when notes are part of what is written.
    fn has_notes(&self) -> bool {
        false
    }
}

/// All formats.
pub const FORMATS: &[&dyn Format] = &[
    &aligned::Aligned,
    &csv::CSV,
    &csv::TSV,
    &json::Json,
    &json::JsonLines,
    &markdown::Markdown,
    &gexf::Gexf,
    &graphml::GraphMl,
    &xlsx::Xlsx,
];

/// The format of a name.
pub fn format(name: &str) -> Result<&'static dyn Format> {
    let names: Vec<&str> = FORMATS.iter().map(|f| f.name()).collect();
    FORMATS
        .iter()
        .copied()
        .find(|f| f.name() == name)
        .ok_or_else(|| Error::unknown("--format", "format", name, &names))
}

/// The cells of a rate times `scale`: the value, and both ends of its interval or the reason why they are missing.
fn rate_cells(found: Option<Rate>, scale: f64, none: &'static str) -> [Cell; 3] {
    let Some(Rate { rate, interval }) = found else {
        return [(); 3].map(|()| Cell::Undefined(none));
    };
    let ends = match interval {
        Ok((low, high)) => [low, high].map(|end| Cell::Number(scale * end)),
        Err(reason) => [reason; 2].map(Cell::Undefined),
    };
    let [low, high] = ends;
    [Cell::Number(scale * rate), low, high]
}

/// The cells of a part of a whole: words, then count, share, both ends of its interval, and units.
fn share_row<G, K>(words: &[&str], part: &Share<'_, G, K>) -> Vec<Cell> {
    let [share, low, high] = rate_cells(part.rate, 1.0, "there is nothing to share out");
    let words = words.iter().map(|text| Cell::Text((*text).into()));
    let numbers = [
        Cell::Count(part.count),
        share,
        low,
        high,
        Cell::Count(part.units),
    ];
    words.chain(numbers).collect()
}

/// What a writer that failed has to say.
fn failed(error: impl std::fmt::Display) -> Error {
    Error::format("output", error.to_string())
}

/// Words with their first letter made large.
///
/// # Examples
///
/// ```
/// use counterframe::table::{capital, lowered};
/// assert_eq!((capital("état"), lowered("Words")), ("État".into(), "words".into()));
/// assert_eq!(capital(""), "");
/// ```
pub fn capital(words: &str) -> String {
    first(words, |letter| letter.to_uppercase().collect())
}

/// Words with their first letter made small.
pub fn lowered(words: &str) -> String {
    first(words, |letter| letter.to_lowercase().collect())
}

fn first(words: &str, changed: fn(char) -> String) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(changed).unwrap_or_default();
    first + letters.as_str()
}

/// A number of things: `1 article`, `2 articles`, `1,234 articles`.
pub fn counted(n: u64, thing: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {thing}{s}", thousands(n))
}

/// A whole number for people, its thousands set apart.
///
/// # Examples
///
/// ```
/// use counterframe::table::thousands;
/// assert_eq!([0, 999, 1_000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
/// ```
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A concordance as lines to read: group by group, each line with its address under it.
pub fn lines(table: &Table) -> String {
    let mut out = String::new();
    let place = |name: &str| table.column(name);
    let cell = |row: &[Cell], name: &str| match place(name).map(|p| &row[p]) {
        Some(Cell::Text(text)) => text.to_string(),
        Some(Cell::Count(n)) => n.to_string(),
        _ => String::new(),
    };
    let mut group = None;
    for row in &table.rows {
        let here = cell(row, "group");
        if group.as_ref() != Some(&here) {
            let number = table
                .rows
                .iter()
                .filter(|r| cell(r, "group") == here)
                .count();
            out += &format!("\n{here}: {}\n", counted(number as u64, "occurrence"));
            group = Some(here);
        }
        let [left, matched, right] = ["left", "match", "right"].map(|name| cell(row, name));
        out += &format!("  {left} [{matched}] {right}\n");
        let place = format!(
            "{} {}-{}",
            cell(row, "field"),
            cell(row, "start"),
            cell(row, "end")
        );
        let known = [
            "article",
            "outlet",
            "date",
            "voice",
            "speaker_name",
            "manner",
        ];
        let parts: Vec<String> = known
            .map(|name| cell(row, name))
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect();
        out += &format!("    {}; {place}\n", parts.join("; "));
    }
    for note in &table.notes {
        out += &format!("  {note}\n");
    }
    out
}

/// Ranges as people write them: `0-12; 30-41`.
fn ranges(list: &[(usize, usize)]) -> String {
    list.iter()
        .map(|(start, end)| format!("{start}-{end}"))
        .collect::<Vec<_>>()
        .join("; ")
}

/// A number so that reading it gives the same number: the shortest digits that do.
///
/// # Examples
///
/// ```
/// use counterframe::table::exact;
/// assert_eq!((exact(0.1), exact(-3.0), exact(1.5e-23)), ("0.1".into(), "-3".into(), "1.5e-23".into()));
/// ```
pub fn exact(value: f64) -> String {
    let written = format!("{value:?}");
    written
        .strip_suffix(".0")
        .map(str::to_owned)
        .unwrap_or(written)
}

/// A number for people: four significant digits.
///
/// # Examples
///
/// ```
/// use counterframe::table::rounded;
/// assert_eq!((rounded(1234.567), rounded(0.012345), rounded(-2.5)), ("1235".into(), "0.01235".into(), "-2.500".into()));
/// assert_eq!((rounded(0.0), rounded(1.5e-23)), ("0".into(), "1.500e-23".into()));
/// ```
pub fn rounded(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 {
        return "0".into();
    }
    if !(1e-4..1e15).contains(&size) {
        return format!("{value:.3e}");
    }
    let scientific = format!("{value:.3e}");
    let exponent: i32 = scientific
        .rsplit('e')
        .next()
        .and_then(|e| e.parse().ok())
        .unwrap_or(0);
    format!("{value:.*}", usize::try_from(3 - exponent).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(vec!["term", "count", "g2"]);
        table.rows.push(vec![
            Cell::Text("=a, \"b\"\n|".into()),
            Cell::Count(3),
            Cell::Number(1.0 / 3.0),
        ]);
        table.rows.push(vec![
            Cell::Text("中国".into()),
            Cell::Count(12_345),
            Cell::Undefined("no words"),
        ]);
        table
    }

    fn written(format: &str) -> String {
        let mut bytes = Vec::new();
        super::format(format)
            .unwrap()
            .write(&table(), &mut bytes)
            .unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn csv_is_exact() {
        assert_eq!(
            written("csv"),
            "term,count,g2\r\n\"=a, \"\"b\"\"\n|\",3,0.3333333333333333\r\n中国,12345,\r\n"
        );
        assert!(written("tsv").starts_with("term\tcount\tg2\n"));
    }

    #[test]
    fn json_gives_the_reason_of_an_empty_cell() {
        let rows: serde_json::Value = serde_json::from_str(&written("json")).unwrap();
        assert_eq!(rows[0]["g2"], 1.0 / 3.0);
        assert_eq!(rows[1]["g2"], serde_json::Value::Null);
        assert_eq!(rows[1]["undefined"]["g2"], "no words");
        assert_eq!(written("jsonl").lines().count(), 2);
    }

    #[test]
    fn people_get_four_digits_in_straight_columns() {
        let lines: Vec<String> = written("table").lines().map(str::to_owned).collect();
        assert!(lines[1].contains("0.3333") && !lines[1].contains("0.33333"));
        assert_eq!(lines.len(), 3);
        assert!(written("md").contains("=a, \"b\" \\|"));
    }
}
