//! YAML as quanteda reads it: categories are keys, entries lists or single words; a list may hold categories again.

use super::{Entry, Format, Read, check_depth};
use crate::error::{Error, Result};
use saphyr::{LoadableYamlNode, MarkedYaml, YamlData};

pub(super) struct Yaml;

/// The key that brings in another mapping.
const MERGE: &str = "<<";
/// Blanks of a level: with more than twenty such levels a text is refused.
const WIDEST: usize = 40;

impl Format for Yaml {
    fn name(&self) -> &'static str {
        "yaml"
    }
    fn endings(&self) -> &'static [&'static str] {
        &["yml", "yaml"]
    }
    fn read(&self, place: &str, text: &str) -> Result<Read> {
        // The parser itself goes as deep as the text; no dictionary needs more.
        for (number, line) in (1..).zip(text.lines()) {
            let indent = line.len() - line.trim_start_matches([' ', '-', '?']).len();
            check_depth(place, number, indent / WIDEST)?;
        }
        let documents = MarkedYaml::load_from_str(text).map_err(|e| {
            let line = e.marker().line();
            Error::format(format!("{place}:{line}"), e.info().to_owned())
        })?;
        let mut read = Read::default();
        for document in &documents {
            add(place, &mut Vec::new(), document, &mut read)?;
        }
        Ok(read)
    }
}

fn add(place: &str, path: &mut Vec<String>, node: &MarkedYaml<'_>, read: &mut Read) -> Result<()> {
    let line = node.span.start.line();
    let unexpected = |what: &str| {
        let message = format!("expected categories with lists of words, found {what}");
        Err(Error::format(format!("{place}:{line}"), message))
    };
    match &node.data {
        YamlData::Mapping(map) => {
            for (key, value) in map {
                let Some(name) = written(key) else {
                    return unexpected("a key that is no name");
                };
                // A merge key brings in the categories of another mapping.
                if name == MERGE
                    && matches!(value.data, YamlData::Mapping(_) | YamlData::Sequence(_))
                {
                    add(place, path, value, read)?;
                    continue;
                }
                path.push(name);
                check_depth(place, line, path.len())?;
                add(place, path, value, read)?;
                path.pop();
            }
            Ok(())
        }
        YamlData::Sequence(list) => {
            if list.is_empty() && !path.is_empty() {
                read.entries.push(Entry {
                    path: path.clone(),
                    words: None,
                    line,
                });
            }
            list.iter()
                .try_for_each(|node| add(place, path, node, read))
        }
        _ if path.is_empty() => unexpected("something else"),
        _ => match written(node) {
            None => unexpected("something else"),
            Some(words) => {
                read.entries.push(Entry {
                    path: path.clone(),
                    words: Some(words).filter(|w| !w.is_empty()),
                    line,
                });
                Ok(())
            }
        },
    }
}

/// A scalar as words: `no` and `2014` are words here, nothing is an empty one.
fn written(node: &MarkedYaml<'_>) -> Option<String> {
    use saphyr::Scalar;
    match &node.data {
        YamlData::Value(Scalar::String(words)) | YamlData::Representation(words, ..) => {
            Some(words.to_string())
        }
        YamlData::Value(Scalar::Integer(n)) => Some(n.to_string()),
        YamlData::Value(Scalar::FloatingPoint(x)) => Some(x.to_string()),
        YamlData::Value(Scalar::Boolean(b)) => Some(b.to_string()),
        YamlData::Value(Scalar::Null) => Some(String::new()),
        _ => None,
    }
}
