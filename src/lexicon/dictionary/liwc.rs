//! LIWC: categories with numbers between two lines `%`, then words with the numbers of their categories.
//!
//! Indented categories belong to the one above them. Conditional codes such as `<of>131/125` are left out with their
//! line and said so.

use super::{Entry, Format, Read};
use crate::error::{Error, Result};
use std::collections::BTreeMap;

pub(super) struct Liwc;

impl Format for Liwc {
    fn name(&self) -> &'static str {
        "liwc"
    }
    fn endings(&self) -> &'static [&'static str] {
        &["dic"]
    }
    fn read(&self, place: &str, text: &str) -> Result<Read> {
        let mut read = Read::default();
        let mut lines = text.lines().enumerate().map(|(i, line)| (i + 1, line));
        if !lines.any(|(_, line)| line.trim() == "%") {
            return Err(Error::format(
                place,
                "expected a line \"%\" before the categories",
            ));
        }
        let mut categories: BTreeMap<u64, Vec<String>> = BTreeMap::new();
        let mut around: Vec<(usize, String)> = Vec::new();
        let mut closed = false;
        for (number, line) in lines.by_ref() {
            if line.trim() == "%" {
                closed = true;
                break;
            }
            if line.trim().is_empty() {
                continue;
            }
            let (code, name) = category(line);
            let indent = line.len() - line.trim_start().len();
            while around.last().is_some_and(|(outer, _)| *outer >= indent) {
                around.pop();
            }
            around.push((indent, name.to_owned()));
            let path: Vec<String> = around.iter().map(|(_, name)| name.clone()).collect();
            read.entries.push(Entry {
                path: path.clone(),
                words: None,
                line: number,
            });
            if let Some(code) = code
                && let Some(other) = categories.insert(code, path)
            {
                let message = format!(
                    "the number {code} belongs to \"{}\" already",
                    other.join(".")
                );
                return Err(Error::format(format!("{place}:{number}"), message));
            }
        }
        if !closed {
            return Err(Error::format(
                place,
                "expected a second line \"%\" after the categories",
            ));
        }
        for (number, line) in lines {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let codes = fields
                .iter()
                .rev()
                .take_while(|f| f.parse::<u64>().is_ok())
                .count();
            if fields.is_empty() {
                continue;
            }
            if line.contains(['<', '(']) {
                let why = "left out: its categories depend on other words";
                read.left_out.push((number, why.into()));
                continue;
            }
            // A word that is a number stands before its codes.
            let words = (fields.len() - codes).max(1);
            if words == fields.len() {
                read.left_out
                    .push((number, "left out: a word without a category".into()));
            }
            for code in &fields[words..] {
                let path = code
                    .parse()
                    .ok()
                    .and_then(|code: u64| categories.get(&code));
                let Some(path) = path else {
                    let why = format!("there is no category {code}");
                    read.left_out.push((number, why));
                    continue;
                };
                read.entries.push(Entry {
                    path: path.clone(),
                    words: Some(fields[..words].join(" ")),
                    line: number,
                });
            }
        }
        Ok(read)
    }
}

/// The number and the name of a category; some have a name only.
fn category(line: &str) -> (Option<u64>, &str) {
    let line = line.trim();
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    match first.parse() {
        Ok(code) if !rest.trim().is_empty() => (Some(code), rest.trim()),
        _ => (None, line),
    }
}
