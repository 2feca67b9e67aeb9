//! Lexicoder: `+category`, then its words, one a line.

use super::{Entry, Format, Read};
use crate::error::{Error, Result};

pub(super) struct Lexicoder;

impl Format for Lexicoder {
    fn name(&self) -> &'static str {
        "lexicoder"
    }
    fn endings(&self) -> &'static [&'static str] {
        &["lc3"]
    }
    fn read(&self, place: &str, text: &str) -> Result<Read> {
        let mut read = Read::default();
        let mut category = None;
        for (i, line) in text.lines().enumerate() {
            let (line, number) = (line.trim(), i + 1);
            if line.is_empty() {
                continue;
            }
            if let Some(name) = line.strip_prefix('+') {
                category = Some(name.trim().to_owned());
                read.entries.push(Entry {
                    path: vec![name.trim().to_owned()],
                    words: None,
                    line: number,
                });
                continue;
            }
            let Some(category) = &category else {
                let message = "expected a category (+NAME) before the first word";
                return Err(Error::format(format!("{place}:{number}"), message));
            };
            read.entries.push(Entry {
                path: vec![category.clone()],
                words: Some(line.to_owned()),
                line: number,
            });
        }
        Ok(read)
    }
}
