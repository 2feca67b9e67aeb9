//! Annotated and real articles.

use libtest_mimic::Failed;
use std::path::Path;

/// No panic, no lost article, no offset that does not fit.
pub(crate) fn offsets(folder: &Path) -> Result<(), Failed> {
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
pub(crate) fn five_articles(folder: &Path) -> Result<(), Failed> {
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

/// What becomes of three phrases of officials.
pub(crate) fn uptake(folder: &Path) -> Result<(), Failed> {
    let study = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/wechat/study.toml");
    let articles = folder.join("articles");
    let phrases = ["true free speech", "spreading rumors", "hostile forces"];
    let phrases: Vec<String> = phrases
        .iter()
        .map(|p| format!("--phrase={p}=official"))
        .collect();
    let mut arguments = vec![
        "uptake",
        study.to_str().unwrap(),
        articles.to_str().unwrap(),
    ];
    arguments.extend(phrases.iter().map(String::as_str));
    arguments.extend(["--occurrences", "-q"]);
    let found: Vec<String> = super::run(&arguments)
        .iter()
        .map(|row| {
            let article = row["article"].get(..3).unwrap_or_default();
            format!(
                "{article} {} {} {}",
                row["phrase"], row["class"], row["marks"]
            )
        })
        .collect();
    let expected = [
        "002 true free speech attributed lone",
        "002 true free speech voiced inside",
        "003 spreading rumors attributed lone",
        "003 hostile forces attributed lone",
    ];
    for line in expected {
        if !found.iter().any(|f| f == line) {
            return Err(format!("missing: {line}; found: {found:?}").into());
        }
    }
    if found.iter().any(|f| f.contains("hostile forces adopted")) {
        return Err("an article adopts \"hostile forces\"".into());
    }
    Ok(())
}
