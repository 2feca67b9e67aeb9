//! Where quotations stand, as sources of a bibliography: BibTeX, RIS and CSL-JSON, one entry an article.

use super::Report;
use crate::error::Result;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// An article as a source; what is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Its name in the corpus.
    pub article: String,
    /// Its headline.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// When: a year, a month or a day.
    pub date: String,
    /// Who wrote it: the column `author`.
    pub author: String,
    /// Where it can be read: the column `url`.
    pub url: String,
}

impl Source {
    /// What it is called in a list: its headline, or its name in the corpus.
    fn called(&self) -> &str {
        if self.title.is_empty() {
            &self.article
        } else {
            &self.title
        }
    }

    /// Year, month and day, as far as known.
    fn date_parts(&self) -> Vec<u32> {
        self.date
            .split('-')
            .filter_map(|part| part.parse().ok())
            .collect()
    }
}

/// The sources of the quotations that are kept, in the order of their articles, by the keys that lists use.
///
/// A key is the outlet's letters and digits with the year, and a number where that is taken.
pub(super) fn sources(report: &Report) -> Vec<(String, &Source)> {
    let mut by_article: BTreeMap<_, &Source> = BTreeMap::new();
    for key in &report.quotations {
        by_article.entry(key.quotation.id).or_insert(&key.source);
    }
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    let with_key = |source: &'_ Source| {
        let outlet = source.outlet.chars().filter(char::is_ascii_alphanumeric);
        let outlet: String = outlet.flat_map(char::to_lowercase).collect();
        let outlet = if outlet.is_empty() {
            "article".to_owned()
        } else {
            outlet
        };
        let year: String = source.date.chars().take(4).collect();
        let number = taken.entry(format!("{outlet}{year}")).or_default();
        *number += 1;
        format!("{outlet}{year}-{number}")
    };
    let keys: Vec<String> = by_article.values().copied().map(with_key).collect();
    keys.into_iter().zip(by_article.into_values()).collect()
}

/// The key of the source of each quotation, in their order.
pub(super) fn keys(report: &Report) -> Vec<String> {
    let sources = sources(report);
    let of = |article: &str| {
        let found = sources.iter().find(|(_, source)| source.article == article);
        found.map_or_else(String::new, |(key, _)| key.clone())
    };
    let articles = report.quotations.iter().map(|q| &*q.source.article);
    articles.map(of).collect()
}

/// The sources as BibTeX.
pub(super) fn bibtex(report: &Report) -> String {
    let mut out = String::new();
    for (key, source) in sources(report) {
        let date = source.date_parts();
        let part = |place: usize| date.get(place).map_or_else(String::new, u32::to_string);
        let fields = [
            ("author", source.author.as_str()),
            ("title", source.called()),
            ("journal", &source.outlet),
            ("year", &part(0)),
            ("month", &part(1)),
            ("date", &source.date),
            ("note", &source.article),
        ];
        out += &format!("@article{{{key},\n");
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            out += &format!("  {name} = {{{{{}}}}},\n", in_bibtex(value));
        }
        if !source.url.is_empty() {
            // An address stands as it is, but for what TeX would not leave alone.
            out += &format!("  url = {{{}}},\n", in_address(&source.url));
        }
        out += "}\n\n";
    }
    out
}

/// Text for BibTeX: what TeX would read as a command stands for itself.
pub(super) fn in_bibtex(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\\' => out += "\\textbackslash{}",
            '^' => out += "\\textasciicircum{}",
            '~' => out += "\\textasciitilde{}",
            '{' | '}' | '%' | '$' | '&' | '#' | '_' => {
                out.push('\\');
                out.push(letter);
            }
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// An address for BibTeX: braces, backslashes and blanks as their codes.
fn in_address(url: &str) -> String {
    let mut out = String::new();
    for letter in url.chars() {
        match letter {
            '{' | '}' | '\\' | ' ' => out += &format!("%{:02X}", letter as u32),
            letter => out.push(letter),
        }
    }
    out
}

/// The sources as RIS.
pub(super) fn ris(report: &Report) -> String {
    let mut out = String::new();
    for (key, source) in sources(report) {
        let date = source.date.replace('-', "/");
        let year = source
            .date_parts()
            .first()
            .map_or_else(String::new, u32::to_string);
        let fields = [
            ("ID", key.as_str()),
            ("AU", &source.author),
            ("TI", source.called()),
            ("T2", &source.outlet),
            ("PY", &year),
            ("DA", &date),
            ("UR", &source.url),
            ("N1", &source.article),
        ];
        out += "TY  - NEWS\n";
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            let value = value.replace(char::is_control, " ");
            out += &format!("{name}  - {value}\n");
        }
        out += "ER  - \n\n";
    }
    out
}

/// The sources as CSL-JSON.
pub(super) fn csl(report: &Report) -> Result<String> {
    let item = |(key, source): (String, &Source)| {
        let mut item = Map::new();
        item.insert("id".into(), key.into());
        item.insert("type".into(), "article-newspaper".into());
        item.insert("title".into(), source.called().into());
        let texts = [
            ("container-title", &source.outlet),
            ("URL", &source.url),
            ("note", &source.article),
        ];
        for (name, value) in texts.into_iter().filter(|(_, value)| !value.is_empty()) {
            item.insert(name.into(), value.as_str().into());
        }
        if !source.author.is_empty() {
            item.insert("author".into(), json!([{ "literal": source.author }]));
        }
        let date = source.date_parts();
        if !date.is_empty() {
            item.insert("issued".into(), json!({ "date-parts": [date] }));
        }
        Value::Object(item)
    };
    let items: Vec<Value> = sources(report).into_iter().map(item).collect();
    let text = serde_json::to_string_pretty(&items)
        .map_err(|e| crate::error::Error::format("sources.json", e.to_string()))?;
    Ok(text + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tex_reads_no_command_in_a_title() {
        assert_eq!(
            in_address("https://e.test/{x}%20 y"),
            "https://e.test/%7Bx%7D%20%20y"
        );
        assert_eq!(
            in_bibtex("50% of {A} & B_C\\n ~"),
            "50\\% of \\{A\\} \\& B\\_C\\textbackslash{}n \\textasciitilde{}"
        );
    }
}
