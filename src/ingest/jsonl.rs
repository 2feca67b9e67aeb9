//! JSON Lines: one object a line.

use super::columns::Column;
use super::{Draft, Layout, Piece, Reader};
use crate::article::{Warning, WarningKind};
use crate::error::Result;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// One JSON object a line, with a key `text`; numbers and nested values of other keys are kept as JSON writes them.
#[derive(Debug)]
pub(super) struct JsonLines;

impl Reader for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }
    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }
    fn layout(&self) -> Layout {
        Layout::Lines
    }
    fn read(
        &self,
        piece: &Piece,
        out: &mut dyn FnMut(Draft),
        warn: &mut dyn FnMut(Warning),
    ) -> Result<()> {
        let mut columns = Vec::new();
        for (number, line) in piece.text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let mut deserializer = serde_json::Deserializer::from_str(line);
            let record = Record {
                columns: &mut columns,
            };
            let read = record
                .deserialize(&mut deserializer)
                .and_then(|draft| deserializer.end().map(|()| draft));
            match read {
                Ok(draft) => out(Draft {
                    line: number as u32,
                    ..draft
                }),
                Err(e) => {
                    let message = format!("not a JSON object with a text; left out: {e}");
                    warn(Warning::new(
                        WarningKind::Record,
                        piece.place(number),
                        message,
                    ));
                }
            }
        }
        Ok(())
    }
}

/// Reads one object into a draft; remembers the meaning of the keys it has seen.
struct Record<'c> {
    columns: &'c mut Vec<(String, Column)>,
}

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = Draft;
    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> std::result::Result<Draft, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = Draft;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Draft, A::Error> {
        let (mut draft, mut has_text) = (Draft::default(), false);
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let at = if let Some(at) = self.columns.iter().position(|(name, _)| *name == key) {
                at
            } else {
                self.columns.push((key.to_string(), Column::named(&key)));
                self.columns.len() - 1
            };
            let column = &self.columns[at].1;
            has_text |= *column == Column::Text;
            column.put(&mut draft, map.next_value::<Value>()?.0);
        }
        if has_text {
            Ok(draft)
        } else {
            Err(serde::de::Error::missing_field("text"))
        }
    }
}

/// Any JSON value as text: strings as they are, `null` as nothing, the rest as JSON.
struct Value(String);

impl<'de> serde::Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor).map(Value)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_str<E>(self, value: &str) -> std::result::Result<String, E> {
        Ok(value.to_owned())
    }
    fn visit_string<E>(self, value: String) -> std::result::Result<String, E> {
        Ok(value)
    }
    fn visit_bool<E>(self, value: bool) -> std::result::Result<String, E> {
        Ok(value.to_string())
    }
    fn visit_i64<E>(self, value: i64) -> std::result::Result<String, E> {
        Ok(value.to_string())
    }
    fn visit_u64<E>(self, value: u64) -> std::result::Result<String, E> {
        Ok(value.to_string())
    }
    fn visit_f64<E>(self, value: f64) -> std::result::Result<String, E> {
        Ok(value.to_string())
    }
    fn visit_unit<E>(self) -> std::result::Result<String, E> {
        Ok(String::new())
    }
    fn visit_seq<A: serde::de::SeqAccess<'de>>(
        self,
        seq: A,
    ) -> std::result::Result<String, A::Error> {
        let value =
            serde_json::Value::deserialize(serde::de::value::SeqAccessDeserializer::new(seq))?;
        Ok(value.to_string())
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> std::result::Result<String, A::Error> {
        let value =
            serde_json::Value::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        Ok(value.to_string())
    }
}

use serde::Deserialize as _;

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Draft>, Vec<Warning>) {
        let piece = Piece {
            source: 0,
            label: "a.jsonl".into(),
            first_line: 10,
            header: None,
            text: text.into(),
        };
        let (mut drafts, mut warnings) = (Vec::new(), Vec::new());
        JsonLines
            .read(&piece, &mut |d| drafts.push(d), &mut |w| warnings.push(w))
            .unwrap();
        (drafts, warnings)
    }

    #[test]
    fn keys_become_metadata_and_other_values_stay_text() {
        let (drafts, _) = read(
            "{\"id\":\"x\",\"text\":\"a\\nb\",\"outlet\":\"O\",\"n\":3,\"tags\":[1,\"two\"],\"none\":null}\n",
        );
        assert_eq!(
            (drafts[0].id.as_deref(), drafts[0].text.as_str()),
            (Some("x"), "a\nb")
        );
        assert_eq!(drafts[0].metadata.get("n"), Some("3"));
        assert_eq!(drafts[0].metadata.get("tags"), Some("[1,\"two\"]"));
        assert_eq!(drafts[0].metadata.get("none"), Some(""));
    }

    #[test]
    fn a_broken_line_is_a_warning_and_the_rest_is_read() {
        let (drafts, warnings) =
            read("{\"text\":\"a\"}\n{\"text\":\n{\"title\":\"no text\"}\n{\"text\":\"b\"}\n");
        assert_eq!(drafts.len(), 2);
        assert_eq!(
            warnings
                .iter()
                .map(|w| w.place.as_str())
                .collect::<Vec<_>>(),
            ["a.jsonl:12", "a.jsonl:13"]
        );
    }
}
