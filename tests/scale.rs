//! Latent semantic scaling against an independent computation.
//!
//! The expected numbers come from NumPy 2 (`numpy.linalg.svd` of the matrix of sentences and terms, cosines of the rows of
//! the first three right singular vectors, means and standard errors as the documentation has them).

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests say what went wrong by failing"
)]

#[path = "tools/command.rs"]
mod command;

use std::path::PathBuf;

/// Twelve sentences in four articles.
const ARTICLES: [&str; 4] = [
    "Order law calm street. Law order police calm. Police street order law law.",
    "Rights speech open letter. Speech rights letter letter. Open letter rights speech.",
    "Street letter market fish. Market fish boat calm. Fish boat market open.",
    "Police boat law street. Speech open market rights. Calm order police fish.",
];

const POLARITY: [(&str, f64); 12] = [
    ("boat", -0.176_981_9),
    ("calm", -0.819_712_476),
    ("fish", -0.057_203_34),
    ("law", -0.942_475_064),
    ("letter", 0.936_130_604),
    ("market", 0.246_464_18),
    ("open", 0.960_465_888),
    ("order", -1.009_632_104),
    ("police", -1.014_190_107),
    ("rights", 0.986_383_652),
    ("speech", 0.986_383_652),
    ("street", -0.866_771_996),
];

const SCORES: [(&str, f64); 4] = [
    ("a", -1.140_064_65),
    ("b", 1.278_743_12),
    ("c", 0.097_173_18),
    ("d", -0.235_851_64),
];

fn corpus() -> PathBuf {
    let lines = ["a", "b", "c", "d"].iter().zip(ARTICLES).map(|(id, text)| {
        serde_json::json!({ "id": id, "outlet": format!("outlet {id}"), "text": text }).to_string()
            + "\n"
    });
    let file =
        std::env::temp_dir().join(format!("counterframe-scale-{}.jsonl", std::process::id()));
    std::fs::write(&file, lines.collect::<String>()).unwrap();
    file
}

#[test]
fn terms_and_articles_stand_where_numpy_puts_them() {
    let file = corpus();
    let flags = [
        "scale",
        file.to_str().unwrap(),
        "--from",
        "order,law",
        "--to",
        "rights,speech",
        "--set",
        "scale.min_count=1",
        "--set",
        "attribution.enabled=false",
        "--set",
        "inference.duplicates=keep",
        "--boilerplate",
        "off",
        "--stop-words",
        "none",
        "-q",
    ];
    let terms = command::table(&[&flags[..], &["--terms"]].concat());
    assert_eq!(terms.len(), POLARITY.len());
    for (word, polarity) in POLARITY {
        let row = terms
            .iter()
            .find(|row| row["term"].to_lowercase() == word)
            .unwrap();
        let found: f64 = row["polarity"].parse().unwrap();
        assert!(
            (found - polarity).abs() < 1e-8,
            "{word}: {found}, not {polarity}"
        );
    }
    let articles = command::table(&[&flags[..], &["--by", "article"]].concat());
    for (article, score) in SCORES {
        let row = articles.iter().find(|row| row["group"] == article).unwrap();
        let found: f64 = row["score"].parse().unwrap();
        assert!(
            (found - score).abs() < 1e-8,
            "{article}: {found}, not {score}"
        );
        assert_eq!(row["low"], "", "one article has no interval");
    }
    let first: f64 = articles.iter().find(|r| r["group"] == "a").unwrap()["error"]
        .parse()
        .unwrap();
    assert!((first - 0.024_957_511).abs() < 1e-8, "{first}");
    // Seeds turned round turn the axis round.
    let turned: Vec<&str> = flags
        .iter()
        .map(|f| match *f {
            "--from" => "--to",
            "--to" => "--from",
            other => other,
        })
        .collect();
    for row in command::table(&[&turned[..], &["--by", "article"]].concat()) {
        let score = SCORES.iter().find(|(a, _)| *a == row["group"]).unwrap().1;
        assert!((row["score"].parse::<f64>().unwrap() + score).abs() < 1e-8);
    }
    std::fs::remove_file(&file).unwrap();
}
