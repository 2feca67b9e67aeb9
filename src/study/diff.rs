//! Two reports side by side: which numbers differ, and what moved them.

use crate::error::{Error, Result};
use crate::files;
use crate::report::Provenance;
use crate::table::{Cell, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The columns of the table.
pub(super) const COLUMNS: &[&str] = &["what", "file", "row", "column", "one", "other"];

/// Columns that say which row a row is; all others are what is said of it.
const KEYS: &[&str] = &[
    "target",
    "reference",
    "term",
    "group",
    "voice",
    "node",
    "collocate",
    "speaker",
    "name",
    "article",
    "field",
    "start",
    "end",
    "text",
    "scheme",
    "window",
    "period",
    "series",
    "bin",
    "outlet",
    "ngram",
];

/// The differences of two reports: first version, settings and inputs, then number by number.
///
/// # Errors
///
/// A folder without a readable `run.json` is no report.
pub fn diff(one: &Path, other: &Path) -> Result<Table> {
    let mut table = Table::new(COLUMNS.to_vec());
    let mut add = |cells: [&str; 6]| table.rows.push(cells.map(|c| Cell::Text(c.into())).into());
    let [first, second] = [provenance(one)?, provenance(other)?];
    for reason in first.reasons(&second) {
        add(["cause", "run.json", &reason, "", "", ""]);
    }
    for part in ["tables", "figures", "quotes"] {
        let names = |folder: &Path| -> Result<BTreeSet<String>> {
            let folder = folder.join(part);
            if !files::exists(&folder) {
                return Ok(BTreeSet::new());
            }
            let all = files::files_below(&folder)?;
            let csv = all
                .iter()
                .filter(|f| f.extension().is_some_and(|e| e == "csv"));
            Ok(csv.filter_map(|f| files::last_name(f)).collect())
        };
        let (mine, theirs) = (names(one)?, names(other)?);
        for name in mine.union(&theirs) {
            let file = format!("{part}/{name}");
            match (mine.contains(name), theirs.contains(name)) {
                (true, false) => add(["number", &file, "", "", "there", "missing"]),
                (false, _) => add(["number", &file, "", "", "missing", "there"]),
                (true, true) => {
                    let [mine, theirs] = [one, other].map(|folder| rows(&folder.join(&file)));
                    compare(&file, &mine?, &theirs?, &mut add);
                }
            }
        }
    }
    Ok(table)
}

fn provenance(folder: &Path) -> Result<Provenance> {
    let file = folder.join("run.json");
    if !files::exists(&file) {
        return Err(Error::Input(format!(
            "{}: no report is here (there is no run.json)",
            folder.display()
        )));
    }
    Provenance::parse(&file.display().to_string(), &files::read_text(&file)?)
}

/// The rows of a CSV by what they are, each with what is said of it.
type Rows = BTreeMap<String, BTreeMap<String, String>>;

fn rows(file: &Path) -> Result<Rows> {
    let text = files::read_text(file)?;
    let failed = |e: csv::Error| Error::format(file.display().to_string(), e.to_string());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(failed)?.clone();
    let mut rows = Rows::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        let cells = || headers.iter().zip(record.iter());
        let key: Vec<&str> = cells()
            .filter(|(h, _)| KEYS.contains(h))
            .map(|(_, c)| c)
            .collect();
        let said = cells().filter(|(h, _)| !KEYS.contains(h));
        let said = said.map(|(h, c)| (h.to_owned(), c.to_owned())).collect();
        rows.insert(key.join(" | "), said);
    }
    Ok(rows)
}

fn compare(file: &str, mine: &Rows, theirs: &Rows, add: &mut dyn FnMut([&str; 6])) {
    let keys: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
    for key in keys {
        let (Some(one), Some(other)) = (mine.get(key), theirs.get(key)) else {
            let there = mine.contains_key(key);
            let [one, other] = if there {
                ["there", "missing"]
            } else {
                ["missing", "there"]
            };
            add(["number", file, key, "", one, other]);
            continue;
        };
        let columns: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
        for column in columns {
            let [one, other] = [one, other].map(|row| row.get(column).map_or("", String::as_str));
            if one != other {
                add(["number", file, key, column, one, other]);
            }
        }
    }
}
