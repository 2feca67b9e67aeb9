//! The demo corpus: its derived files are current, its planted differences are there, and its key is met.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests say what went wrong by failing"
)]

#[path = "tools/command.rs"]
mod command;
#[path = "tools/demo.rs"]
mod demo;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/varenia")
}

fn key() -> Vec<Value> {
    let text = std::fs::read_to_string(corpus().join("key.jsonl")).unwrap();
    text.lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

#[test]
fn the_derived_files_are_current() {
    for (name, content) in demo::files(&corpus()) {
        let there = std::fs::read_to_string(corpus().join(&name)).unwrap_or_default();
        assert!(
            there == content,
            "{name} is out of date: run cargo run --example derive-demo"
        );
    }
}

#[test]
fn offsets_of_the_key_slice_the_texts() {
    for document in key() {
        let points: Vec<char> = document["text"].as_str().unwrap().chars().collect();
        for quote in document["quotes"].as_array().unwrap() {
            let span = |s: &Value| {
                points[s[0].as_u64().unwrap() as usize..s[1].as_u64().unwrap() as usize]
                    .iter()
                    .collect::<String>()
            };
            let parts: Vec<String> = quote["spans"]
                .as_array()
                .unwrap()
                .iter()
                .map(span)
                .collect();
            assert_eq!(parts.join(" "), quote["text"].as_str().unwrap());
        }
    }
}

#[test]
fn the_corpus_has_what_it_promises() {
    let documents = key();
    assert!(documents.len() >= 60);
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    for quote in documents
        .iter()
        .flat_map(|d| d["quotes"].as_array().unwrap())
    {
        *forms
            .entry(quote["subtype"].as_str().unwrap().to_owned())
            .or_default() += 1;
    }
    assert!(
        forms["block"] >= 20 && forms["transcript"] >= 20 && forms["phrase"] >= 60,
        "{forms:?}"
    );
    for document in &documents {
        let words = document["text"]
            .as_str()
            .unwrap()
            .split_whitespace()
            .count();
        assert!(
            (150..=420).contains(&words),
            "{}: {words} words",
            document["id"]
        );
    }
}

#[test]
fn planted_terms_are_as_frequent_as_planted() {
    let documents = key();
    for row in csv::Reader::from_path(corpus().join("planted.csv"))
        .unwrap()
        .records()
    {
        let row = row.unwrap();
        if &row[1] != "keyness" {
            continue;
        }
        let (term, target, reference) = (&row[0], &row[2], &row[3]);
        let forms: BTreeSet<String> = if term == "rumors" {
            ["rumor", "rumors"].map(String::from).into()
        } else {
            [term.to_owned()].into()
        };
        let mut counts: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        let mut articles = 0;
        for document in &documents {
            let quotes = document["quotes"].as_array().unwrap();
            let said = |voice: &str| {
                let texts = quotes
                    .iter()
                    .filter(|q| q["voice"] == *voice)
                    .map(|q| q["text"].as_str().unwrap().to_lowercase());
                let words: Vec<String> = texts
                    .flat_map(|t| {
                        t.split(|c: char| !c.is_alphanumeric())
                            .map(str::to_owned)
                            .collect::<Vec<_>>()
                    })
                    .collect();
                let all = words.iter().filter(|w| !w.is_empty()).count() as u64;
                (
                    words.iter().filter(|w| forms.contains(*w)).count() as u64,
                    all,
                )
            };
            let (here, there) = (said(target), said(reference));
            articles += u64::from(here.0 > 0 && here.1 > 0 && there.1 > 0);
            for (voice, (hits, words)) in [(target, here), (reference, there)] {
                let entry = counts.entry(voice).or_default();
                *entry = (entry.0 + hits, entry.1 + words);
            }
        }
        let (hits, words) = counts[target];
        let (other, other_words) = counts[reference];
        assert!(
            articles >= 20,
            "{term}: in {articles} articles with both voices"
        );
        assert!(hits >= 40, "{term}: {hits} times");
        assert!(
            hits * other_words >= 4 * other.max(1) * words,
            "{term}: {hits} of {words} against {other} of {other_words}"
        );
    }
}

/// Every planted term survives with its sign, and whatever else survives is listed with a reason.
#[test]
fn the_test_finds_what_was_planted_and_its_consequences() {
    let arguments = ["compare", "corpus/varenia", "--measure", "log_ratio,p"];
    let table = command::table(&arguments);
    let listed: Vec<csv::StringRecord> = csv::Reader::from_path(corpus().join("planted.csv"))
        .unwrap()
        .records()
        .map(Result::unwrap)
        .collect();
    let survives =
        |row: &HashMap<String, String>| row["p_adjusted"].parse().is_ok_and(|p: f64| p < 0.05);
    let voice = |row: &HashMap<String, String>| {
        if row["log_ratio"].starts_with('-') {
            "activist"
        } else {
            "official"
        }
    };
    let survivors: BTreeMap<&str, &str> = table
        .iter()
        .filter(|row| survives(row))
        .map(|row| (row["term"].as_str(), voice(row)))
        .collect();
    for planted in listed.iter().filter(|row| &row[1] == "keyness") {
        assert_eq!(
            survivors.get(&planted[0]),
            Some(&&planted[2]),
            "{}",
            &planted[0]
        );
    }
    for (term, voice) in &survivors {
        let reason = listed
            .iter()
            .find(|row| row[0] == **term && matches!(&row[1], "keyness" | "consequence"));
        assert!(
            reason.is_some_and(|row| row[2] == **voice && !row[4].is_empty()),
            "{term} survives and planted.csv does not say why"
        );
    }
}

fn planted(kind: &str) -> Vec<csv::StringRecord> {
    let rows = csv::Reader::from_path(corpus().join("planted.csv"));
    let rows = rows.unwrap().into_records().map(Result::unwrap);
    rows.filter(|row| &row[1] == kind).collect()
}

/// Each planted treatment of a phrase is found where it was planted, and nowhere else as often.
#[test]
fn planted_uptake_is_found() {
    let table = command::table(&["uptake", "corpus/varenia"]);
    let planted = planted("uptake");
    assert_eq!(planted.len(), 4);
    for row in planted {
        let (phrase, outlet, class) = (&row[0], &row[2], &row[3]);
        let count = |of: &dyn Fn(&str) -> bool| -> u64 {
            let rows = table
                .iter()
                .filter(|r| r["phrase"] == *phrase && r["class"] == *class);
            rows.filter(|r| of(&r["outlet"]))
                .map(|r| r["count"].parse::<u64>().unwrap())
                .sum()
        };
        let (here, elsewhere) = (count(&|o| o == outlet), count(&|o| o != outlet));
        assert!(
            here >= 4 && elsewhere <= 1,
            "{phrase} {outlet} {class}: {here}, {elsewhere}"
        );
    }
}

/// The shares of each planted frame lie apart in the two voices: their intervals do not meet.
#[test]
fn planted_frames_are_found() {
    let table = command::table(&["frames", "corpus/varenia"]);
    let planted = planted("frame");
    assert_eq!(planted.len(), 2);
    for row in planted {
        let end = |voice: &str, end: &str| -> f64 {
            let fits = |r: &&HashMap<String, String>| r["frame"] == row[0] && r["group"] == *voice;
            table.iter().find(fits).unwrap()[end].parse().unwrap()
        };
        assert!(end(&row[2], "low") > end(&row[3], "high"), "{}", &row[0]);
    }
}

/// Quotations of the key that were found: at least four fifths of the letters in common, and who they were given to.
struct Found {
    subtype: String,
    span: bool,
    speaker: bool,
    voice: bool,
}

/// Places of letters and digits of a quotation, or of a marked part of one.
fn letters(quote: &Value, points: &[char]) -> BTreeSet<usize> {
    let range = |start: &Value, end: &Value| {
        start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize
    };
    let spans: Vec<std::ops::Range<usize>> = match quote["spans"].as_array() {
        Some(spans) => spans.iter().map(|s| range(&s[0], &s[1])).collect(),
        None => vec![range(&quote["start"], &quote["end"])],
    };
    let letters = spans.into_iter().flatten();
    letters.filter(|i| points[*i].is_alphanumeric()).collect()
}

fn compare() -> Vec<Found> {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_counterframe"))
        .args([
            "quotes",
            corpus().to_str().unwrap(),
            "--format",
            "documents",
        ])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let ours: BTreeMap<String, Value> = text
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap())
        .map(|d| (d["id"].as_str().unwrap().to_owned(), d))
        .collect();
    let mut found = Vec::new();
    for document in key() {
        let points: Vec<char> = document["text"].as_str().unwrap().chars().collect();
        let predicted: Vec<(BTreeSet<usize>, Value)> =
            ours[document["id"].as_str().unwrap()]["quotes"]
                .as_array()
                .unwrap()
                .iter()
                .map(|q| (letters(q, &points), q.clone()))
                .collect();
        // Lone words stand in the key as such; here they may be the marked part of what somebody is said to call another.
        let fragments: Vec<(BTreeSet<usize>, Value)> = predicted
            .iter()
            .flat_map(|(_, quote)| quote["fragments"].as_array().into_iter().flatten())
            .map(|fragment| (letters(fragment, &points), fragment.clone()))
            .collect();
        for gold in document["quotes"].as_array().unwrap() {
            let wanted = letters(gold, &points);
            let lone = gold["subtype"] == "phrase";
            let overlap = |(have, _): &&(BTreeSet<usize>, Value)| {
                have.intersection(&wanted).count() * 1000 / have.len().max(wanted.len()).max(1)
            };
            let parts = fragments.iter().filter(|_| lone);
            let best = predicted
                .iter()
                .chain(parts)
                .max_by_key(overlap)
                .filter(|b| overlap(b) >= 800);
            let is = |name: &str, other: &str| {
                best.is_some_and(|(_, q)| {
                    q[name] == gold[name]
                        || gold[other].as_array().is_some_and(|a| a.contains(&q[name]))
                })
            };
            found.push(Found {
                subtype: gold["subtype"].as_str().unwrap().to_owned(),
                span: best.is_some(),
                speaker: is("speaker_name", "speaker_aliases"),
                voice: is("voice", "voice_alt"),
            });
        }
    }
    found
}

/// Form, name, what counts, and the least share.
type Floor = (&'static str, &'static str, fn(&Found) -> bool, f64);

/// Shares measured when the test was written, less a little: a change that loses quotations must say so.
#[test]
fn the_key_is_met_as_well_as_before() {
    let found = compare();
    let share = |of: &str, what: fn(&Found) -> bool| {
        let all: Vec<&Found> = found
            .iter()
            .filter(|f| of.is_empty() || f.subtype == of)
            .collect();
        all.iter().filter(|f| what(f)).count() as f64 / all.len() as f64
    };
    let floors: &[Floor] = &[
        ("", "span", |f| f.span, 0.93),
        (
            "",
            "span, speaker and voice",
            |f| f.span && f.speaker && f.voice,
            0.81,
        ),
        ("block", "span and speaker", |f| f.span && f.speaker, 0.95),
        (
            "transcript",
            "span and speaker",
            |f| f.span && f.speaker,
            0.81,
        ),
        ("phrase", "span", |f| f.span, 0.92),
        ("phrase", "span and speaker", |f| f.span && f.speaker, 0.68),
    ];
    for (subtype, name, what, floor) in floors {
        let found = share(subtype, *what);
        assert!(
            found >= *floor,
            "{subtype} {name}: {found:.3}, at least {floor}"
        );
    }
}
