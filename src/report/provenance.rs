//! How a report was made: versions, settings, inputs; no time, path, host or number of threads.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What `run.json` says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The tokeniser with its version.
    pub tokenizer: String,
    /// Everything the study says, defaults filled in.
    pub settings: Value,
    /// The files that were read.
    pub inputs: Vec<InputFile>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InputFile {
    /// What it is for: `article`, `metadata`, `corrections`, `dictionary`, `validation`, `prior`, `stop words`.
    pub role: String,
    /// Its name, relative to the study or to the folder of articles.
    pub file: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

impl Provenance {
    pub(super) fn json(&self) -> Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)
            .map_err(|e| Error::format("run.json", e.to_string()))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Reads `run.json`.
    pub fn parse(place: &str, text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|e| Error::format(place, e.to_string()))
    }

    /// Why two runs cannot give the same report: one line for each version, setting and input that differs.
    pub fn reasons(&self, now: &Self) -> Vec<String> {
        let mut reasons = Vec::new();
        let mut differ = |what: &str, then: &str, now: &str| {
            if then != now {
                reasons.push(format!("{what}: {then} then, {now} now"));
            }
        };
        differ("version", &self.version, &now.version);
        differ("tokenizer", &self.tokenizer, &now.tokenizer);
        settings("", &self.settings, &now.settings, &mut reasons);
        for input in &self.inputs {
            let name = format!("{} {}", input.role, input.file);
            match now
                .inputs
                .iter()
                .find(|i| (&i.role, &i.file) == (&input.role, &input.file))
            {
                None => reasons.push(format!("{name}: no longer there")),
                Some(there) if there.sha256 != input.sha256 => {
                    reasons.push(format!("{name}: its content has changed"));
                }
                Some(_) => {}
            }
        }
        for input in &now.inputs {
            let before = |i: &&InputFile| (&i.role, &i.file) == (&input.role, &input.file);
            if !self.inputs.iter().any(|i| before(&i)) {
                reasons.push(format!("{} {}: new", input.role, input.file));
            }
        }
        reasons
    }
}

/// One line for each key whose value differs.
fn settings(key: &str, then: &Value, now: &Value, reasons: &mut Vec<String>) {
    if let (Value::Object(one), Value::Object(other)) = (then, now) {
        let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
        for name in names {
            let full = if key.is_empty() {
                name.clone()
            } else {
                format!("{key}.{name}")
            };
            let value = |object: &serde_json::Map<String, Value>| {
                object.get(name).cloned().unwrap_or(Value::Null)
            };
            settings(&full, &value(one), &value(other), reasons);
        }
    } else if then != now {
        reasons.push(format!("setting {key}: {then} then, {now} now"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn run(settings: Value, sha256: &str) -> Provenance {
        Provenance {
            program: "counterframe".into(),
            version: "1".into(),
            tokenizer: "news 1".into(),
            settings,
            inputs: vec![InputFile {
                role: "article".into(),
                file: "a.txt".into(),
                sha256: sha256.into(),
            }],
        }
    }

    #[test]
    fn every_difference_has_a_name() {
        let then = run(json!({"tokens": {"stemmer": "none"}}), "00");
        let mut now = run(json!({"tokens": {"stemmer": "en"}}), "01");
        now.version = "2".into();
        now.inputs.push(InputFile {
            file: "b.txt".into(),
            ..now.inputs[0].clone()
        });
        assert_eq!(
            then.reasons(&now),
            [
                "version: 1 then, 2 now",
                "setting tokens.stemmer: \"none\" then, \"en\" now",
                "article a.txt: its content has changed",
                "article b.txt: new",
            ]
        );
        assert_eq!(now.reasons(&then)[3], "article b.txt: no longer there");
        assert!(then.reasons(&then).is_empty());
    }
}
