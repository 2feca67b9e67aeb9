//! What becomes of phrases, case by case: `tests/cases/uptake.toml`.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests say what went wrong by failing"
)]

use serde::Deserialize;
use std::io::Write;
use std::process::{Command, Stdio};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    phrase: String,
    /// Class, marks, and the words that decided, of each occurrence.
    expect: Vec<String>,
}

#[test]
fn every_phrase_has_its_class() {
    let cases: Cases = toml::from_str(include_str!("cases/uptake.toml")).unwrap();
    assert!(cases.case.len() >= 16);
    for case in cases.case {
        let article = serde_json::json!({ "id": "a", "outlet": "The Wire", "text": case.text });
        let phrase = format!("{}=official", case.phrase);
        let mut command = Command::new(env!("CARGO_BIN_EXE_counterframe"))
            .args(["uptake", "-", "--occurrences", "-q", "--phrase", &phrase])
            .args(["--set", "voices.official.speakers=[\"ONO\"]"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = command.stdin.take().unwrap();
        writeln!(input, "{article}").unwrap();
        drop(input);
        let output = command.wait_with_output().unwrap();
        let found: Vec<String> = csv::Reader::from_reader(&output.stdout[..])
            .records()
            .map(Result::unwrap)
            .map(|row| {
                format!("{} {} {}", &row[2], &row[3], &row[4])
                    .trim()
                    .to_owned()
            })
            .collect();
        assert_eq!(found, case.expect, "{}: {}", case.name, case.text);
    }
}
