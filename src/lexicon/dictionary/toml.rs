//! TOML: `freedom = ["free*", "libert*"]`, nested as tables; the key `words` holds a table's own entries.

use super::{Entry, Format, Read};
use crate::error::{Error, Result};
use toml::Value;

pub(super) struct Toml;

/// The key of a table's own entries.
const OWN: &str = "words";

impl Format for Toml {
    fn name(&self) -> &'static str {
        "toml"
    }
    fn endings(&self) -> &'static [&'static str] {
        &["toml"]
    }
    fn read(&self, place: &str, text: &str) -> Result<Read> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| {
            let start = e.span().map_or(0, |s| s.start);
            let line = text[..start.min(text.len())].matches('\n').count() + 1;
            Error::format(format!("{place}:{line}"), e.message())
        })?;
        let mut read = Read::default();
        add(place, text, &mut Vec::new(), &table, &mut read)?;
        Ok(read)
    }
}

fn add(
    place: &str,
    text: &str,
    path: &mut Vec<String>,
    table: &toml::Table,
    read: &mut Read,
) -> Result<()> {
    for (key, value) in table {
        let own = key == OWN && !path.is_empty();
        if !own {
            path.push(key.clone());
        }
        match value {
            Value::Table(table) => {
                if table.is_empty() {
                    read.entries.push(Entry {
                        path: path.clone(),
                        words: None,
                        line: line_of(text, key),
                    });
                }
                add(place, text, path, table, read)?;
            }
            Value::Array(list) => {
                if list.is_empty() {
                    read.entries.push(Entry {
                        path: path.clone(),
                        words: None,
                        line: line_of(text, key),
                    });
                }
                for entry in list {
                    read.entries.push(entry_of(place, text, path, entry)?);
                }
            }
            one => read.entries.push(entry_of(place, text, path, one)?),
        }
        if !own {
            path.pop();
        }
    }
    Ok(())
}

fn entry_of(place: &str, text: &str, path: &[String], value: &Value) -> Result<Entry> {
    let Some(words) = value.as_str() else {
        let message = format!(
            "{}: expected words in quotation marks, found {value}",
            path.join(super::LEVELS)
        );
        return Err(Error::format(place, message));
    };
    Ok(Entry {
        path: path.to_vec(),
        words: Some(words.to_owned()),
        line: line_of(text, words),
    })
}

/// The first line that holds some words: where a reader will look for them.
fn line_of(text: &str, words: &str) -> usize {
    let line = text.lines().position(|line| line.contains(words));
    line.map_or(1, |n| n + 1)
}
