//! What outlets do with language: phrases case by case (`tests/cases/uptake.toml`), and what must hold of shares, turns,
//! silences and networks.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests say what went wrong by failing"
)]

#[path = "tools/command.rs"]
mod command;

use command::{Rows, table};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
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

const DEMO: &str = "corpus/varenia";

fn number(row: &std::collections::HashMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap()
}

/// Sums of a column by the other columns named.
fn sums(rows: &Rows, by: &[&str], column: &str) -> BTreeMap<String, f64> {
    let mut sums = BTreeMap::new();
    for row in rows {
        let key: Vec<&str> = by.iter().map(|c| row[*c].as_str()).collect();
        *sums.entry(key.join("|")).or_default() += number(row, column);
    }
    sums
}

#[test]
fn parts_add_up_to_their_whole() {
    let of = |rows: &Rows, by: &[&str]| {
        for (group, sum) in sums(rows, by, "share") {
            assert!((sum - 1.0).abs() < 1e-12, "{group}: {sum}");
        }
    };
    of(&table(&["uptake", DEMO]), &["phrase", "outlet"]);
    of(&table(&["verbs", DEMO]), &["group", "voice"]);
    of(&table(&["verbs", DEMO, "--each"]), &["group", "voice"]);
    of(&table(&["floor", DEMO]), &["part", "group"]);
    of(&table(&["floor", DEMO, "--next"]), &["group", "voice"]);
    let frames: Rows = table(&["frames", DEMO])
        .into_iter()
        .filter(|row| !row["frame"].contains('.') && !row["share"].is_empty())
        .collect();
    of(&frames, &["group"]);
}

#[test]
fn the_floor_has_the_words_of_the_voices_and_every_quotation() {
    let floor = table(&["floor", DEMO]);
    let of = |part: &str| -> Rows {
        let rows = floor.iter().filter(|row| row["part"] == part);
        rows.cloned().collect()
    };
    let voices = sums(
        &table(&["voices", DEMO, "--by", "outlet"]),
        &["group", "voice"],
        "words",
    );
    assert_eq!(sums(&of("words"), &["group", "voice"], "count"), voices);
    let quotes = table(&["quotes", DEMO, "--format", "csv"]);
    let mut listed: BTreeMap<String, f64> = BTreeMap::new();
    for quote in &quotes {
        *listed
            .entry(format!("{}|{}", quote["outlet"], quote["voice"]))
            .or_default() += 1.0;
    }
    assert_eq!(
        sums(&of("quotations"), &["group", "voice"], "count"),
        listed
    );
    // A lead is a quarter of the words of each of the 94 articles, rounded up.
    let words: f64 = voices.values().sum();
    let lead: f64 = sums(&of("lead"), &[], "count").values().sum();
    assert!(
        lead >= words / 4.0 && lead <= words / 4.0 + 94.0,
        "{lead} of {words}"
    );
}

/// Forty articles of each of two papers; only one of them quotes activists, in thirty.
fn two_papers() -> PathBuf {
    let mut lines = String::new();
    for i in 0..80 {
        let (paper, quotes) = if i < 40 {
            ("Alpha", false)
        } else {
            ("Beta", i < 70)
        };
        let said = if quotes {
            "\"The list must go, and it must go today,\" said Mira Tolan, an activist."
        } else {
            "The list stayed where it was for another day."
        };
        let text =
            format!("Paper number {i} wrote about lists and lamps. {said} Nobody was surprised.");
        let article = serde_json::json!({ "id": format!("a{i}"), "outlet": paper, "text": text });
        lines += &format!("{article}\n");
    }
    let file =
        std::env::temp_dir().join(format!("counterframe-papers-{}.jsonl", std::process::id()));
    std::fs::write(&file, lines).unwrap();
    file
}

#[test]
fn a_silence_is_telling_where_much_was_written() {
    let file = two_papers();
    let path = file.to_str().unwrap();
    let keep = [
        "--set",
        "inference.duplicates=keep",
        "--boilerplate",
        "off",
        "-q",
    ];
    let found = table(&[&["silence", path][..], &keep].concat());
    let row = found.iter().find(|row| row["item"] == "activist").unwrap();
    assert_eq!(
        (row["outlet"].as_str(), row["telling"].as_str()),
        ("Alpha", "yes")
    );
    // 1 − .05^(1/40), and 30 of 40; its exact lower bound in R: qbeta(.05, 30, 11) = 0.6129398.
    assert!(
        (number(row, "at_most") - 0.072_157_5).abs() < 1e-6,
        "{row:?}"
    );
    assert!((number(row, "elsewhere") - 0.75).abs() < 1e-12);
    assert!(
        (number(row, "elsewhere_low") - 0.612_940).abs() < 1e-6,
        "{row:?}"
    );
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn threads_change_no_byte() {
    let run = |arguments: &[&str], threads: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_counterframe"))
            .args(arguments)
            .args(["--threads", threads, "-q"])
            .output()
            .unwrap();
        assert!(
            output.status.success() && !output.stdout.is_empty(),
            "{arguments:?}"
        );
        output.stdout
    };
    for arguments in [
        &["uptake", DEMO, "--occurrences"][..],
        &["frames", DEMO, "--entries"],
        &["floor", DEMO, "--turns"],
        &["verbs", DEMO, "--each"],
        &["scale", DEMO, "--by", "article"],
        &["silence", DEMO],
        &["company", DEMO, "--node", "people"],
    ] {
        assert!(run(arguments, "1") == run(arguments, "3"), "{arguments:?}");
    }
}

#[test]
fn networks_are_well_formed() {
    for (format, edge) in [("gexf", "edge"), ("graphml", "edge")] {
        let output = Command::new(env!("CARGO_BIN_EXE_counterframe"))
            .args(["cooccur", DEMO, "--node", "order", "--format", format, "-q"])
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let document = roxmltree::Document::parse(&text).unwrap();
        let count = |name: &str| {
            document
                .descendants()
                .filter(|n| n.has_tag_name(name))
                .count()
        };
        let rows = table(&["cooccur", DEMO, "--node", "order", "-q"]).len();
        assert_eq!((count(edge), count("node")), (rows, rows + 1), "{format}");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_counterframe"))
        .args(["terms", DEMO, "--format", "gexf", "-q"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}
