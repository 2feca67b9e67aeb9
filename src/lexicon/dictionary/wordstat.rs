//! WordStat: categories and entries indented by tabs, an entry with its weight in parentheses: `FREE* (1)`.
//!
//! `_` joins the words of an entry. Rules (`@…`) depend on other words and are left out, said so.

use super::{Entry, Format, Read, check_depth};
use crate::error::{Error, Result};

pub(super) struct WordStat;

impl Format for WordStat {
    fn name(&self) -> &'static str {
        "wordstat"
    }
    fn endings(&self) -> &'static [&'static str] {
        &["cat"]
    }
    fn is(&self, text: &str) -> bool {
        !text.trim_start().starts_with('<')
    }
    fn read(&self, place: &str, text: &str) -> Result<Read> {
        let mut read = Read::default();
        let mut around: Vec<(usize, String)> = Vec::new();
        for (i, line) in text.lines().enumerate() {
            let number = i + 1;
            let (content, indent) = (line.trim(), line.len() - line.trim_start().len());
            if content.is_empty() {
                continue;
            }
            while around.last().is_some_and(|(outer, _)| *outer >= indent) {
                around.pop();
            }
            let path = || around.iter().map(|(_, name)| name.clone()).collect();
            let Some((words, weight)) = entry(content) else {
                around.push((indent, content.to_owned()));
                check_depth(place, number, around.len())?;
                let path = around.iter().map(|(_, name)| name.clone()).collect();
                read.entries.push(Entry {
                    path,
                    words: None,
                    line: number,
                });
                continue;
            };
            if words.starts_with('@') {
                let why = "left out: a rule depends on other words";
                read.left_out.push((number, why.into()));
                continue;
            }
            if (weight - 1.0).abs() > f64::EPSILON {
                let why = format!("the weight {weight} is not used: every entry counts once");
                read.left_out.push((number, why));
            }
            if around.is_empty() {
                let message = format!("\"{content}\" stands outside every category");
                return Err(Error::format(format!("{place}:{number}"), message));
            }
            read.entries.push(Entry {
                path: path(),
                words: Some(words.replace('_', " ")),
                line: number,
            });
        }
        Ok(read)
    }
}

/// The words of a line that ends in a weight, and the weight.
fn entry(line: &str) -> Option<(&str, f64)> {
    let (words, weight) = line.strip_suffix(')')?.rsplit_once('(')?;
    Some((words.trim(), weight.trim().parse().ok()?))
}
