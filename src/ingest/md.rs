//! Markdown: one article a file, with metadata in front matter.

use super::columns::Column;
use super::{Draft, Layout, Piece, Reader};
use crate::article::{Warning, WarningKind};
use crate::error::Result;

/// Markdown with front matter: lines `key: value` between two lines `---`, or TOML between two lines `+++`.
#[derive(Debug)]
pub(super) struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "md"
    }
    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }
    fn layout(&self) -> Layout {
        Layout::Whole
    }
    fn read(
        &self,
        piece: &Piece,
        out: &mut dyn FnMut(Draft),
        warn: &mut dyn FnMut(Warning),
    ) -> Result<()> {
        let mut draft = Draft::default();
        let body = match front_matter(&piece.text) {
            Some((header, body, toml)) => {
                let fields = if toml {
                    toml_fields(header)
                } else {
                    plain_fields(header)
                };
                match fields {
                    Ok(fields) => fields
                        .into_iter()
                        .for_each(|(key, value)| Column::named(&key).put(&mut draft, value)),
                    Err((line, message)) => warn(Warning::new(
                        WarningKind::Record,
                        piece.place(line),
                        message,
                    )),
                }
                body
            }
            None => &piece.text,
        };
        body.trim_start_matches('\n').clone_into(&mut draft.text);
        out(draft);
        Ok(())
    }
}

/// The front matter and the rest, and whether it is TOML.
fn front_matter(text: &str) -> Option<(&str, &str, bool)> {
    let (mark, toml) = if text.starts_with("---") {
        ("---", false)
    } else {
        ("+++", true)
    };
    let rest = text.strip_prefix(mark)?;
    let rest = rest.trim_start_matches('\r').strip_prefix('\n')?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == mark {
            return Some((&rest[..at], &rest[at + line.len()..], toml));
        }
        at += line.len();
    }
    None
}

type Fields = std::result::Result<Vec<(String, String)>, (usize, String)>;

fn plain_fields(header: &str) -> Fields {
    let mut fields = Vec::new();
    for (number, line) in header.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((key, value)) = line.split_once(':') else {
            return Err((
                number + 1,
                format!(
                    "front matter: expected \"key: value\", found \"{}\"",
                    line.trim()
                ),
            ));
        };
        let value = value.trim();
        let quoted = ['"', '\'']
            .iter()
            .find_map(|q| value.strip_prefix(*q)?.strip_suffix(*q));
        fields.push((key.trim().to_owned(), quoted.unwrap_or(value).to_owned()));
    }
    Ok(fields)
}

fn toml_fields(header: &str) -> Fields {
    let table: toml::Table = header
        .parse()
        .map_err(|e: toml::de::Error| (1, format!("front matter: {}", e.message())))?;
    Ok(table
        .into_iter()
        .map(|(key, value)| {
            (
                key,
                value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned),
            )
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Draft, Vec<Warning>) {
        let piece = Piece {
            source: 0,
            label: "a.md".into(),
            first_line: 0,
            header: None,
            text: text.into(),
        };
        let (mut drafts, mut warnings) = (Vec::new(), Vec::new());
        Markdown
            .read(&piece, &mut |d| drafts.push(d), &mut |w| warnings.push(w))
            .unwrap();
        (drafts.remove(0), warnings)
    }

    #[test]
    fn front_matter_becomes_metadata() {
        let (draft, warnings) =
            read("---\ntitle: \"A: b\"\noutlet: Gazette\ndate: 2023-01-02\n---\n\nText.\n");
        assert_eq!(
            (draft.title.as_str(), draft.text.as_str()),
            ("A: b", "Text.\n")
        );
        assert_eq!(
            (draft.metadata.outlet.as_str(), draft.metadata.date.as_str()),
            ("Gazette", "2023-01-02")
        );
        assert!(warnings.is_empty());
    }

    #[test]
    fn toml_front_matter_and_none() {
        assert_eq!(
            read("+++\ntitle = \"A\"\ndate = 2023-01-02\n+++\nText")
                .0
                .metadata
                .date,
            "2023-01-02"
        );
        assert_eq!(
            read("No front matter.\n---\n").0.text,
            "No front matter.\n---\n"
        );
    }

    #[test]
    fn a_bad_line_is_a_warning_with_its_address() {
        let (draft, warnings) = read("---\ntitle: A\nno colon here\n---\nText");
        assert_eq!(
            (draft.text.as_str(), warnings[0].place.as_str()),
            ("Text", "a.md:3")
        );
    }
}
