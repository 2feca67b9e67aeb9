//! A sample is drawn, coded, and evaluated.

#![allow(clippy::unwrap_used, reason = "tests say what went wrong by failing")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn run(arguments: &[&str], code: i32) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_counterframe"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{err}");
    (out, err)
}

type Row = HashMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

fn scratch(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("counterframe-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// Writes a coding: what `code` says of each row, in the order of the columns.
fn coded(sample: &str, to: &Path, code: impl Fn(usize, &Row) -> [String; 3]) {
    let mut reader = csv::Reader::from_reader(sample.as_bytes());
    let header = reader.headers().unwrap().clone();
    let mut writer = csv::Writer::from_path(to).unwrap();
    writer.write_record(&header).unwrap();
    for (i, row) in rows(sample).into_iter().enumerate() {
        let [speech, speaker, voice] = code(i, &row);
        let cell = |name: &str| match name {
            "is_quotation" => speech.clone(),
            "speaker_ok" => speaker.clone(),
            "voice" => voice.clone(),
            other => row[other].clone(),
        };
        writer.write_record(header.iter().map(cell)).unwrap();
    }
    writer.flush().unwrap();
}

fn value(table: &str, measure: &str) -> Row {
    let found = rows(table).into_iter().find(|r| r["measure"] == measure);
    found.unwrap_or_else(|| panic!("no {measure} in\n{table}"))
}

#[test]
fn a_sample_is_stratified_and_the_same_for_the_same_seed() {
    let draw = |more: &[&str]| {
        run(
            &[
                &["validate", "corpus/varenia", "--sample", "80", "-q"],
                more,
            ]
            .concat(),
            0,
        )
        .0
    };
    let sample = draw(&[]);
    let items = rows(&sample);
    assert_eq!(items.len(), 80);
    for form in [
        "direct",
        "mixed",
        "indirect",
        "phrase",
        "block",
        "transcript",
        "narration",
    ] {
        assert!(items.iter().any(|r| r["form"] == form), "no {form}");
    }
    assert_eq!(sample, draw(&["--threads", "1"]));
    assert_ne!(sample, draw(&["--seed", "2"]));
    let sizes: HashMap<(&str, &str), u64> = items
        .iter()
        .map(|r| {
            (
                (&*r["found_voice"], &*r["form"]),
                r["stratum_size"].parse().unwrap(),
            )
        })
        .collect();
    assert!(sizes.values().sum::<u64>() > 800);
}

#[test]
fn a_coding_gives_shares_with_intervals_and_agreement() {
    let folder = scratch("validate");
    let (sample, _) = run(&["validate", "corpus/varenia", "--sample", "60", "-q"], 0);
    let (one, two) = (folder.join("one.csv"), folder.join("two.csv"));
    let yes = |yes: bool| if yes { "y" } else { "n" }.to_owned();
    // Everything is right, as the first coder has it.
    coded(&sample, &one, |_, row| {
        [
            yes(row["form"] != "narration"),
            "y".into(),
            row["found_voice"].clone(),
        ]
    });
    let (table, _) = run(&["validate", one.to_str().unwrap()], 0);
    for measure in ["precision", "recall", "speaker", "voice"] {
        let row = value(&table, measure);
        assert_eq!(
            [&*row["value"], &*row["low"], &*row["high"]],
            ["1", "1", "1"],
            "{measure}"
        );
    }
    // A study that names the coding says in its report what it found.
    let set = format!("attribution.validation=[\"{}\"]", one.display());
    let report = folder.join("report");
    run(
        &[
            "report",
            "corpus/varenia",
            "-o",
            report.to_str().unwrap(),
            "-q",
            "--set",
            &set,
        ],
        0,
    );
    let methods = std::fs::read_to_string(report.join("methods.md")).unwrap();
    assert!(
        methods.contains("- precision: 1.000 (95 % interval over articles 1.000 to 1.000)"),
        "{methods}"
    );
    // The second finds every third quotation wrong, and a miss in every second sentence.
    coded(&sample, &two, |i, row| {
        let found = row["form"] != "narration";
        [
            yes(if found { i % 3 > 0 } else { i % 2 == 0 }),
            "n".into(),
            String::new(),
        ]
    });
    let (table, _) = run(
        &["validate", two.to_str().unwrap(), one.to_str().unwrap()],
        0,
    );
    let number =
        |measure: &str, column: &str| value(&table, measure)[column].parse::<f64>().unwrap();
    assert!(number("precision", "low") < number("precision", "value"));
    assert!((0.4..0.9).contains(&number("precision", "value")));
    assert!(number("recall", "value") < 0.9);
    assert!(number("speaker", "value").abs() < 1e-12);
    assert!(number("alpha of is_quotation", "value") < 0.6);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_coding_that_cannot_be_read_says_where() {
    let folder = scratch("validate-bad");
    let (sample, _) = run(&["validate", "corpus/varenia", "--sample", "10", "-q"], 0);
    let file = folder.join("coded.csv");
    std::fs::write(&file, &sample).unwrap();
    let path = file.to_str().unwrap();
    assert!(
        run(&["validate", path], 1)
            .1
            .contains("no item has an answer")
    );
    coded(&sample, &file, |i, _| {
        [
            if i == 2 { "perhaps" } else { "y" }.into(),
            String::new(),
            String::new(),
        ]
    });
    let (_, message) = run(&["validate", path], 1);
    assert!(
        message.contains("coded.csv:4: is_quotation: expected y or n, found \"perhaps\""),
        "{message}"
    );
    assert!(run(&["validate", "corpus"], 2).1.contains("--sample"));
    assert!(
        run(&["validate"], 2)
            .1
            .contains("expected one or two coded samples")
    );
    std::fs::remove_dir_all(folder).unwrap();
}
