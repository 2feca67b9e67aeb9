//! Metadata from a file of its own, joined to articles by file name or id.

use super::columns::Column;
use super::decode;
use crate::article::{Metadata, Warning, WarningKind};
use crate::error::{Error, Result};
use crate::files;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Column names that mean something in results and cannot be metadata.
pub const RESERVED: &[&str] = &["voice", "speaker", "manner", "term", "article"];

/// The rows of a metadata file by the file or id they belong to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MetadataTable {
    /// Its file name, for messages.
    pub label: String,
    by_file: bool,
    rows: BTreeMap<String, Row>,
}

/// What a metadata file says of one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    line: u64,
    title: String,
    values: Vec<(Arc<str>, String)>,
}

impl Row {
    /// Puts what the row knows over what the article knew; empty cells change nothing.
    pub fn apply(&self, title: &mut String, metadata: &mut Metadata) {
        if !self.title.is_empty() {
            title.clone_from(&self.title);
        }
        for (column, value) in &self.values {
            if !value.is_empty() || metadata.get(column).is_none() {
                metadata.set(column, value.clone());
            }
        }
    }
}

impl MetadataTable {
    /// Reads a CSV (or TSV, by its ending) with a column `file` or `id`.
    pub fn read(path: &Path) -> Result<Self> {
        let label = path
            .file_name()
            .map_or_else(|| path.to_string_lossy(), |n| n.to_string_lossy())
            .into_owned();
        let decoded = decode::decode(&files::read(path)?, &label)?;
        let (text, _) = decoded.ok_or_else(|| Error::format(&label, "not a text file"))?;
        let delimiter = if label.to_lowercase().ends_with(".tsv") {
            b'\t'
        } else {
            b','
        };
        Self::parse(&label, &text, delimiter)
    }

    /// The table in `text`.
    pub fn parse(label: &str, text: &str, delimiter: u8) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text.as_bytes());
        let names: Vec<String> = {
            let header = reader
                .headers()
                .map_err(|e| Error::format(format!("{label}:1"), e.to_string()))?;
            header.iter().map(|name| name.trim().to_owned()).collect()
        };
        check_names(label, &names)?;
        let by_file = names.iter().position(|n| n == "file");
        let Some(key) = by_file.or_else(|| names.iter().position(|n| n == "id")) else {
            return Err(Error::format(
                format!("{label}:1"),
                format!(
                    "no column \"file\" or \"id\" (columns: {})",
                    names.join(", ")
                ),
            ));
        };
        let mut table = Self {
            label: label.into(),
            by_file: by_file.is_some(),
            rows: BTreeMap::new(),
        };
        for record in reader.records() {
            let record = record.map_err(|e| Error::format(label, e.to_string()))?;
            let line = record.position().map_or(0, csv::Position::line);
            table.add(line, &names, key, &record)?;
        }
        Ok(table)
    }

    fn add(
        &mut self,
        line: u64,
        names: &[String],
        key: usize,
        record: &csv::StringRecord,
    ) -> Result<()> {
        let place = format!("{}:{line}", self.label);
        let name = record.get(key).unwrap_or_default().to_owned();
        if record.len() != names.len() {
            return Err(Error::format(
                place,
                format!(
                    "{} fields where the header has {}",
                    record.len(),
                    names.len()
                ),
            ));
        }
        let mut row = Row {
            line,
            title: String::new(),
            values: Vec::new(),
        };
        for (i, (column, value)) in names
            .iter()
            .zip(record)
            .enumerate()
            .filter(|(i, _)| *i != key)
        {
            match Column::named(column) {
                Column::Title => value.clone_into(&mut row.title),
                Column::Other(column) => row.values.push((column, value.trim().to_owned())),
                Column::Id | Column::Text => row
                    .values
                    .push((names[i].as_str().into(), value.to_owned())),
            }
        }
        if let Some(first) = self.rows.insert(name.clone(), row) {
            return Err(Error::format(
                place,
                format!(
                    "duplicate {} \"{name}\", first in line {}",
                    names[key], first.line
                ),
            ));
        }
        Ok(())
    }

    /// The row of an article: by the path or file name of its source, or by its id.
    pub fn row(&self, source: &str, name: &str) -> Option<&Row> {
        if !self.by_file {
            return self.rows.get(name);
        }
        self.rows
            .get(source)
            .or_else(|| self.rows.get(file_name(source)))
    }

    /// A warning for each row that no article answers to.
    pub fn unused<'a>(
        &self,
        sources: impl Iterator<Item = &'a str>,
        names: impl Iterator<Item = &'a str>,
    ) -> Vec<Warning> {
        let used: BTreeSet<&str> = if self.by_file {
            sources.flat_map(|s| [s, file_name(s)]).collect()
        } else {
            names.collect()
        };
        let lost = self
            .rows
            .iter()
            .filter(|(key, _)| !used.contains(key.as_str()));
        let kind = if self.by_file { "file" } else { "article" };
        lost.map(|(key, row)| {
            let place = format!("{}:{}", self.label, row.line);
            Warning::new(
                WarningKind::Metadata,
                place,
                format!("no {kind} \"{key}\" in the corpus"),
            )
        })
        .collect()
    }
}

/// Refuses reserved and repeated column names.
pub fn check_names(place: &str, names: &[String]) -> Result<()> {
    let mut seen = BTreeSet::new();
    for name in names {
        if RESERVED.contains(&name.to_lowercase().as_str()) {
            let message =
                format!("column \"{name}\": this name is reserved for results; rename the column");
            return Err(Error::format(format!("{place}:1"), message));
        }
        if !seen.insert(name) {
            return Err(Error::format(
                format!("{place}:1"),
                format!("two columns \"{name}\""),
            ));
        }
    }
    Ok(())
}

fn file_name(label: &str) -> &str {
    label.rsplit('/').next().unwrap_or(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_file_and_the_lost_ones_are_told() {
        let table = MetadataTable::parse(
            "metadata.csv",
            "file,outlet,title\na.txt,Gazette,T\nb.txt,Wire,\n",
            b',',
        )
        .unwrap();
        let (mut title, mut metadata) = (String::from("own"), Metadata::default());
        table
            .row("folder/a.txt", "")
            .unwrap()
            .apply(&mut title, &mut metadata);
        assert_eq!((title.as_str(), metadata.outlet.as_str()), ("T", "Gazette"));
        let lost = table.unused(["folder/a.txt"].into_iter(), std::iter::empty());
        assert_eq!(
            lost[0].to_string(),
            "metadata.csv:3: no file \"b.txt\" in the corpus"
        );
    }

    #[test]
    fn reserved_names_and_duplicates_are_errors() {
        let error = |text: &str| {
            MetadataTable::parse("m.csv", text, b',')
                .unwrap_err()
                .to_string()
        };
        assert!(error("file,Voice\n").contains("reserved"));
        assert_eq!(
            error("file\na.txt\na.txt\n"),
            "m.csv:3: duplicate file \"a.txt\", first in line 2"
        );
        assert!(error("name,outlet\n").contains("no column \"file\" or \"id\""));
        assert!(error("file,outlet\na.txt\n").contains("1 fields where the header has 2"));
    }
}
