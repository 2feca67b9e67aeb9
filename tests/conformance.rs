//! Numbers of other programs and of papers, where a folder with them is there; what is skipped is said.
//!
//! The folder is `../shared`, or what `COUNTERFRAME_SHARED` names. Without it every check is skipped and counted.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    reason = "tests say what went wrong by failing"
)]

use counterframe::measure::association;
use counterframe::measure::keyness;
use counterframe::measure::{Table2x2, dispersion};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};

type Check = fn(&Path) -> Result<(), Failed>;

const CHECKS: &[(&str, &str, Check)] = &[
    (
        "g2 of 702 items as R package corpora has it",
        "conformance/keyness/evert_corpora_MRSA_gold.csv",
        evert,
    ),
    (
        "g2 of the inaugural addresses as quanteda has it",
        "conformance/keyness/quanteda_inaugural_post1945_vs_pre1945.csv",
        quanteda,
    ),
    (
        "published keyness and collocation cases",
        "conformance/keyness/published_cases_keyness_and_collocation.json",
        published_keyness,
    ),
    (
        "association of 94 pairs as UCS has it",
        "conformance/collocation/ucs-gold-100.ds",
        ucs,
    ),
    (
        "published dispersion cases",
        "conformance/dispersion/published_cases_dispersion.json",
        published_dispersion,
    ),
    (
        "term counts of the inaugural addresses",
        "conformance/inaugural/frequency_min5.csv",
        inaugural_counts,
    ),
    (
        "pairs within a window as quanteda has them",
        "conformance/fcm/small_texts.json",
        fcm,
    ),
    (
        "every quotation of 973 annotated articles slices its text back",
        "quotes/polnear_train.jsonl",
        offsets,
    ),
    (
        "hits of a concordance as quanteda has them",
        "conformance/kwic/inaugural_regex_terror.csv",
        kwic,
    ),
    (
        "the five articles: voices, the rank of rumors, sides, the report",
        "articles/metadata.csv",
        wechat,
    ),
];

fn main() {
    let folder = std::env::var_os("COUNTERFRAME_SHARED")
        .map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let mut skipped = 0;
    let mut trials = Vec::new();
    for (name, needs, check) in CHECKS {
        let there = folder.join(needs).exists();
        skipped += usize::from(!there);
        let folder = folder.clone();
        let trial = Trial::test(*name, move || check(&folder)).with_ignored_flag(!there);
        trials.push(trial);
    }
    if skipped > 0 {
        println!(
            "skipped {skipped} of {} checks: their data are not in {}",
            CHECKS.len(),
            folder.display()
        );
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn near(found: f64, expected: f64, tolerance: f64, what: &str) -> Result<(), Failed> {
    let close = (found - expected).abs() <= tolerance * expected.abs().max(1.0);
    if close {
        Ok(())
    } else {
        Err(format!("{what}: {found}, expected {expected}").into())
    }
}

fn rows(path: &Path, delimiter: u8) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .comment(Some(b'#'))
        .from_path(path)
        .unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// Tolerance 1e-9: the file has 15 digits.
fn evert(folder: &Path) -> Result<(), Failed> {
    let rows = rows(&folder.join(CHECKS[0].1), b',');
    assert_eq!(rows.len(), 702);
    for row in rows {
        let number = |column: &str| row[column].parse::<f64>().unwrap();
        let table = Table2x2::new(number("f1") as u64, number("f2") as u64, 1177, 341_805).unwrap();
        near(
            keyness::g2(table).unwrap(),
            number("G2"),
            1e-9,
            &row["lemma"],
        )?;
    }
    Ok(())
}

/// Tolerance 3e-4: quanteda adds 1e-9 inside its logarithms. Only the uncorrected column is taken.
fn quanteda(folder: &Path) -> Result<(), Failed> {
    for row in rows(&folder.join(CHECKS[1].1), b',') {
        let count = |column: &str| row[column].parse::<u64>().unwrap();
        let table = Table2x2::new(count("n_target"), count("n_reference"), 40_887, 99_680).unwrap();
        near(
            keyness::g2(table).unwrap(),
            row["lr_none"].parse().unwrap(),
            3e-4,
            &row["feature"],
        )?;
    }
    Ok(())
}

fn published_keyness(folder: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(folder.join(CHECKS[2].1)).unwrap();
    let cases: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let mut checked = 0;
    for case in &cases {
        let input = |name: &str| case["inputs"][name].as_u64();
        let all = |names: [&str; 4]| names.iter().map(|n| input(n)).collect::<Option<Vec<u64>>>();
        let table = if let Some(o) = all(["o11", "o12", "o21", "o22"]) {
            Table2x2 {
                a: o[0],
                b: o[1],
                c: o[2],
                d: o[3],
            }
        } else if let Some(o) = all(["o11", "r1", "c1", "n"]) {
            Table2x2 {
                a: o[0],
                b: o[2] - o[0],
                c: o[1] - o[0],
                d: o[3] + o[0] - o[1] - o[2],
            }
        } else if let Some(o) = all(["a", "b", "N1", "N2"]) {
            Table2x2::new(o[0], o[1], o[2], o[3]).unwrap()
        } else {
            continue;
        };
        let Some(expected) = case["expected"].as_f64() else {
            continue;
        };
        let digits = case["round_digits"].as_f64().unwrap_or(6.0);
        let r1 = table.a + table.c;
        let (c1, n) = (table.a + table.b, table.total());
        let found = match case["measure"].as_str().unwrap() {
            "G2_4term" => Some(table.signed_g2().abs()),
            "log_ratio" | "log_ratio_hardie" => keyness::log_ratio(table),
            "npmi" => association::npmi(table.a, r1 as f64 * c1 as f64 / n as f64, n),
            "t" | "t_score" => association::t_score(table.a, r1 as f64 * c1 as f64 / n as f64),
            "log_dice" => association::log_dice(table.a, r1, c1),
            _ => continue,
        };
        checked += 1;
        let found = found.ok_or("undefined")?;
        let tolerance = 0.51 * 10_f64.powi(-(digits as i32)) + 1e-9;
        if (found - expected).abs() > tolerance {
            return Err(format!("{case}: {found}").into());
        }
    }
    if checked < 8 {
        Err(format!("only {checked} cases were understood").into())
    } else {
        Ok(())
    }
}

/// Tolerance 1e-5: the file has six or seven digits.
fn ucs(folder: &Path) -> Result<(), Failed> {
    let rows = rows(&folder.join(CHECKS[3].1), b'\t');
    assert!(rows.len() >= 90, "{} pairs", rows.len());
    for row in rows {
        let count = |column: &str| row[column].parse::<f64>().unwrap() as u64;
        let (o, f1, f2, n) = (count("f"), count("f1"), count("f2"), count("N"));
        let e = f1 as f64 * f2 as f64 / n as f64;
        let what = format!("{} {}", row["l1"], row["l2"]);
        let gold = |column: &str| row.get(column).map(|v| v.parse::<f64>().unwrap());
        if let Some(expected) = gold("am.t.score") {
            near(association::t_score(o, e).unwrap(), expected, 1e-5, &what)?;
        }
        if let Some(expected) = gold("am.log.likelihood") {
            near(
                association::g2(o, f1, f2, n).unwrap(),
                expected,
                1e-5,
                &what,
            )?;
        }
    }
    Ok(())
}

fn published_dispersion(folder: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(folder.join(CHECKS[4].1)).unwrap();
    let cases: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let mut checked = 0;
    for case in &cases {
        let (v, sizes) = match case["measure"].as_str() {
            Some("DPnorm_equal") => {
                let v: Vec<u64> = case["inputs"]["v"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|v| v.as_u64().unwrap())
                    .collect();
                (v.clone(), vec![100; v.len()])
            }
            Some("DPnorm_sized") => {
                let Some(parts) = case["inputs"]["parts"].as_array() else {
                    continue;
                };
                let words = |p: &serde_json::Value| {
                    p.as_str()
                        .unwrap()
                        .split(' ')
                        .map(str::to_owned)
                        .collect::<Vec<_>>()
                };
                let parts: Vec<Vec<String>> = parts.iter().map(words).collect();
                let term = case["inputs"]["term"].as_str().unwrap();
                let count = |p: &Vec<String>| p.iter().filter(|w| *w == term).count() as u64;
                (
                    parts.iter().map(count).collect(),
                    parts.iter().map(|p| p.len() as u64).collect(),
                )
            }
            _ => continue,
        };
        let expected = case["expected"].as_f64().unwrap();
        let sizes_of = dispersion::Sizes::new(sizes.iter().copied());
        let found = dispersion::dp_norm(v.iter().copied().zip(sizes.iter().copied()), sizes_of)
            .ok_or("undefined")?;
        checked += 1;
        let tolerance = 0.51 * 10_f64.powi(-(case["round_digits"].as_f64().unwrap_or(3.0) as i32));
        if (found - expected).abs() > tolerance {
            return Err(format!("{case}: {found}").into());
        }
    }
    if checked < 3 {
        Err(format!("only {checked} cases were understood").into())
    } else {
        Ok(())
    }
}

/// Runs the command and reads its CSV.
fn run(arguments: &[&str]) -> Vec<std::collections::HashMap<String, String>> {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_counterframe"))
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    csv::Reader::from_reader(&output.stdout[..])
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

/// The addresses tokenised by quanteda, one word a line: our counts and article counts, every one.
fn inaugural_counts(folder: &Path) -> Result<(), Failed> {
    let speeches = folder.join("conformance/inaugural/tokens_lower_nopunct");
    let arguments = [
        "terms",
        speeches.to_str().unwrap(),
        "--tokenizer",
        "whitespace",
        "--stop-words",
        "none",
    ];
    let keep = [
        "--boilerplate",
        "off",
        "--set",
        "attribution.enabled=false",
        "--set",
        "inference.duplicates=keep",
    ];
    let ours: std::collections::HashMap<String, (String, String)> =
        run(&[&arguments[..], &keep[..]].concat())
            .into_iter()
            .map(|row| {
                (
                    row["term"].clone(),
                    (row["count"].clone(), row["articles"].clone()),
                )
            })
            .collect();
    // Words with an apostrophe are left out: quanteda counts curly and straight ones apart.
    let apart =
        |row: &std::collections::HashMap<String, String>| row["feature"].contains(['\'', '’']);
    for row in rows(&folder.join(CHECKS[5].1), b',')
        .into_iter()
        .filter(|r| !apart(r))
    {
        let expected = (row["frequency"].clone(), row["docfreq"].clone());
        if ours.get(&row["feature"]) != Some(&expected) {
            return Err(format!(
                "{}: {:?}, expected {expected:?}",
                row["feature"],
                ours.get(&row["feature"])
            )
            .into());
        }
    }
    Ok(())
}

/// quanteda counts a term with itself twice on the diagonal; pairs of different terms agree.
fn fcm(folder: &Path) -> Result<(), Failed> {
    let texts = std::fs::read_to_string(folder.join(CHECKS[6].1)).unwrap();
    let texts: std::collections::BTreeMap<String, String> = serde_json::from_str(&texts).unwrap();
    let place = std::env::temp_dir().join(format!("counterframe-fcm-{}", std::process::id()));
    std::fs::create_dir_all(&place).unwrap();
    for (name, text) in &texts {
        std::fs::write(place.join(format!("{name}.txt")), text).unwrap();
    }
    let path = place.to_str().unwrap();
    let arguments = [
        "cooccur",
        path,
        "--pairs",
        "--window",
        "2",
        "--tokenizer",
        "whitespace",
        "--stop-words",
        "none",
    ];
    let found = run(&[
        &arguments[..],
        &["--boilerplate", "off", "--set", "attribution.enabled=false"],
    ]
    .concat());
    std::fs::remove_dir_all(&place).unwrap();
    let gold = "conformance/fcm/small_context-window_window-2_count-frequency.csv";
    for row in rows(&folder.join(gold), b',') {
        for term in ["a", "b", "c", "d", "e", "f"]
            .into_iter()
            .filter(|t| *t > row["row"].as_str())
        {
            let pair = [row["row"].as_str(), term];
            let observed = found.iter().find(|r| {
                let here = [r["node"].as_str(), r["collocate"].as_str()];
                here == pair || here == [pair[1], pair[0]]
            });
            let observed = observed.map_or("0", |r| r["observed"].as_str());
            if observed != row[term] {
                return Err(format!("{pair:?}: {observed}, expected {}", row[term]).into());
            }
        }
    }
    Ok(())
}

/// As many hits as quanteda has.
fn kwic(folder: &Path) -> Result<(), Failed> {
    let speeches = folder.join("conformance/inaugural/tokens_lower_nopunct");
    let flags = [
        "--tokenizer",
        "whitespace",
        "--boilerplate",
        "off",
        "--set",
        "attribution.enabled=false",
    ];
    // One word a line makes every line a paragraph, which no phrase crosses: single words are compared.
    let ours = run(&[&["kwic", "terror", speeches.to_str().unwrap()], &flags[..]].concat());
    let expected = rows(&folder.join(CHECKS[8].1), b',');
    let expected: Vec<_> = expected
        .iter()
        .filter(|r| r["keyword"].eq_ignore_ascii_case("terror"))
        .collect();
    if ours.len() == expected.len() {
        Ok(())
    } else {
        Err(format!("{} hits, expected {}", ours.len(), expected.len()).into())
    }
}

/// No panic, no lost article, no offset that does not fit.
fn offsets(folder: &Path) -> Result<(), Failed> {
    for set in ["polnear_train", "polnear_dev", "ggt_dev"] {
        let path = folder.join(format!("quotes/{set}.jsonl"));
        let texts: std::collections::HashMap<String, Vec<char>> = std::fs::read_to_string(&path)
            .unwrap()
            .lines()
            .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap())
            .map(|d| {
                (
                    d["id"].as_str().unwrap().to_owned(),
                    d["text"].as_str().unwrap().chars().collect(),
                )
            })
            .collect();
        let flags = [
            "--format",
            "documents",
            "-q",
            "--set",
            "inference.duplicates=keep",
        ];
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_counterframe"))
            .args([&["quotes", path.to_str().unwrap()], &flags[..]].concat())
            .output()
            .unwrap();
        let lines: Vec<serde_json::Value> = String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect();
        if lines.len() != texts.len() {
            return Err(format!("{set}: {} articles of {}", lines.len(), texts.len()).into());
        }
        for document in &lines {
            let text = &texts[document["id"].as_str().unwrap()];
            for quote in document["quotes"].as_array().unwrap() {
                let part = |s: &serde_json::Value| {
                    text[s[0].as_u64().unwrap() as usize..s[1].as_u64().unwrap() as usize]
                        .iter()
                        .collect::<String>()
                };
                let parts: Vec<String> = quote["spans"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(part)
                    .collect();
                if parts.join(" ") != quote["text"].as_str().unwrap() {
                    return Err(format!("{}: {}", document["id"], quote["text"]).into());
                }
            }
        }
    }
    Ok(())
}

/// What the study of the five articles must find, and its report.
fn wechat(folder: &Path) -> Result<(), Failed> {
    let articles = folder.join("articles");
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_counterframe"))
            .args(arguments)
            .args(["corpus/wechat", articles.to_str().unwrap(), "-q"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    };
    let table = |arguments: &[&str]| -> Vec<std::collections::HashMap<String, String>> {
        let text = run(arguments);
        csv::Reader::from_reader(text.as_bytes())
            .deserialize()
            .map(Result::unwrap)
            .collect()
    };
    let compared = table(&["compare"]);
    let rank = compared.iter().position(|row| row["term"] == "rumors");
    if rank.is_none_or(|rank| rank >= 10) {
        return Err(format!("rumors has rank {rank:?} among the official terms").into());
    }
    let mut voices: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for article in ["001_*", "002_*", "003_*", "004_*"] {
        let only = format!("article={article}");
        let mut words: std::collections::BTreeMap<String, u64> = std::collections::BTreeMap::new();
        for row in table(&[
            "terms",
            "--by",
            "voice",
            "--where",
            &only,
            "--stop-words",
            "none",
        ]) {
            *words.entry(row["group"].clone()).or_default() += row["count"].parse::<u64>().unwrap();
        }
        let spoken = words
            .iter()
            .filter(|(voice, n)| **n >= 5 && !["outlet", "unknown"].contains(&voice.as_str()));
        voices.insert(article.into(), spoken.count());
    }
    if voices.values().any(|n| *n < 2) {
        return Err(format!("voices by article: {voices:?}").into());
    }
    let phrase = table(&[
        "quotes",
        "--contains",
        "true free speech",
        "--where",
        "article=002_*",
    ]);
    if phrase.is_empty() || phrase.iter().any(|row| row["voice"] != "official") {
        return Err(format!("true free speech: {phrase:?}").into());
    }
    for foreign in ["*South Korea*", "*Trump*"] {
        let theirs = table(&["quotes", "--speaker", foreign]);
        if theirs.iter().any(|row| row["voice"] == "official") {
            return Err(format!("{foreign} is Chinese official").into());
        }
    }
    let report = std::env::temp_dir().join(format!("counterframe-wechat-{}", std::process::id()));
    run(&["report", "-o", report.to_str().unwrap()]);
    let page = std::fs::read_to_string(report.join("index.html")).unwrap();
    std::fs::remove_dir_all(report).unwrap();
    if !page.contains("5 articles: description only") {
        return Err("the report does not say that it is a description only".into());
    }
    Ok(())
}
