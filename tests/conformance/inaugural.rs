//! The inaugural addresses: tokens, counts, windows, hits.

use super::{near, rows, run};
use libtest_mimic::Failed;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

const PLAIN: [&str; 4] = ["--boilerplate", "off", "--set", "attribution.enabled=false"];

/// The addresses tokenised by quanteda, one word a line: our counts and article counts, every one.
pub(crate) fn counts(folder: &Path) -> Result<(), Failed> {
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
    let ours: HashMap<String, (String, String)> = run(&[&arguments[..], &keep[..]].concat())
        .into_iter()
        .map(|row| {
            (
                row["term"].clone(),
                (row["count"].clone(), row["articles"].clone()),
            )
        })
        .collect();
    // Words with an apostrophe are left out: quanteda counts curly and straight ones apart.
    let apart = |row: &HashMap<String, String>| row["feature"].contains(['\'', '’']);
    for row in rows(
        &folder.join("conformance/inaugural/frequency_min5.csv"),
        b',',
    )
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

/// As many word tokens in each address as quanteda has; every address of the list is there.
pub(crate) fn sizes(folder: &Path) -> Result<(), Failed> {
    let speeches = folder.join("conformance/inaugural/tokens_lower_nopunct");
    let arguments = ["terms", speeches.to_str().unwrap(), "--by", "article"];
    let words = ["--tokenizer", "whitespace", "--stop-words", "none"];
    let mut ours: HashMap<String, (u64, u64)> = HashMap::new();
    for row in run(&[&arguments[..], &words, &PLAIN].concat()) {
        let entry = ours.entry(row["group"].replace(".txt", "")).or_default();
        entry.0 += row["count"].parse::<u64>().unwrap();
        entry.1 += 1;
    }
    let listed = rows(&folder.join("conformance/inaugural/docvars.csv"), b',');
    let expected = rows(&folder.join("conformance/inaugural/token_counts.csv"), b',');
    if listed.len() != expected.len() {
        return Err("the lists of addresses differ".into());
    }
    for (row, listed) in expected.iter().zip(listed) {
        let name = &row["doc_id"];
        let found = ours.get(name).copied().unwrap_or_default();
        let tokens = row["ntoken_nopunct_lower"].parse::<u64>().unwrap();
        let types = row["ntype_nopunct_lower"].parse::<u64>().unwrap();
        // Curly and straight apostrophes are one for us, so that there may be fewer types.
        if *name != listed["doc_id"] || found.0 != tokens || found.1 > types || found.1 + 3 < types
        {
            return Err(
                format!("{name}: {found:?}, expected {tokens} tokens, {types} types").into(),
            );
        }
    }
    Ok(())
}

/// Words as quanteda's tokeniser has them, but for runs that one of the two keeps whole.
pub(crate) fn tokens(folder: &Path) -> Result<(), Failed> {
    let text =
        std::fs::read_to_string(folder.join("conformance/inaugural/tokens_sample.json")).unwrap();
    let sample: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (name, tokens) in sample["docs"].as_object().unwrap() {
        let mut theirs: BTreeMap<String, i64> = BTreeMap::new();
        for token in tokens.as_array().unwrap() {
            let token = token.as_str().unwrap();
            if token.starts_with(char::is_alphanumeric) {
                *theirs
                    .entry(token.to_lowercase().replace('’', "'"))
                    .or_default() += 1;
            }
        }
        let all: i64 = theirs.values().sum();
        let path = folder.join(format!("conformance/inaugural/{name}.txt"));
        let arguments = [
            "terms",
            path.to_str().unwrap(),
            "--tokenizer",
            "uax29",
            "--stop-words",
            "none",
        ];
        for row in run(&[&arguments[..], &PLAIN].concat()) {
            *theirs.entry(row["term"].to_lowercase()).or_default() -=
                row["count"].parse::<i64>().unwrap();
        }
        let apart: i64 = theirs.values().map(|n| n.abs()).sum();
        if apart * 100 > all {
            let differ: Vec<_> = theirs.iter().filter(|(_, n)| **n != 0).collect();
            return Err(format!("{name}: {apart} of {all} words differ: {differ:?}").into());
        }
    }
    Ok(())
}

/// quanteda counts a term with itself twice on the diagonal; pairs of different terms agree in every file.
pub(crate) fn windows(folder: &Path) -> Result<(), Failed> {
    let files = folder.join("conformance/fcm");
    let texts = std::fs::read_to_string(files.join("small_texts.json")).unwrap();
    let texts: BTreeMap<String, String> = serde_json::from_str(&texts).unwrap();
    let place = std::env::temp_dir().join(format!("counterframe-fcm-{}", std::process::id()));
    std::fs::create_dir_all(&place).unwrap();
    for (name, text) in &texts {
        std::fs::write(place.join(format!("{name}.txt")), text).unwrap();
    }
    let pairs = |path: &Path, window: &str| -> HashMap<(String, String), f64> {
        let arguments = [
            "cooccur",
            path.to_str().unwrap(),
            "--pairs",
            "--window",
            window,
        ];
        let words = ["--tokenizer", "whitespace", "--stop-words", "none"];
        let found = run(&[&arguments[..], &words, &PLAIN].concat());
        let pair = |r: &HashMap<String, String>| {
            let mut pair = [r["node"].clone(), r["collocate"].clone()];
            pair.sort();
            let [x, y] = pair;
            ((x, y), r["observed"].parse().unwrap())
        };
        found.iter().map(pair).collect()
    };
    let [one, two, three] = ["1", "2", "3"].map(|window| pairs(&place, window));
    let whole = pairs(&place, "paragraph");
    let mut articles: HashMap<(String, String), f64> = HashMap::new();
    for name in texts.keys() {
        let here = pairs(&place.join(format!("{name}.txt")), "paragraph");
        here.into_keys()
            .for_each(|pair| *articles.entry(pair).or_default() += 1.0);
    }
    std::fs::remove_dir_all(&place).unwrap();
    // A pair d words apart weighs 1/d: what each wider window adds, over its width.
    let weighted = |pair: &(String, String)| {
        let [one, two, three] = [&one, &two, &three].map(|w| w.get(pair).copied().unwrap_or(0.0));
        one + (two - one) / 2.0 + (three - two) / 3.0
    };
    let of = |counts: &HashMap<(String, String), f64>, pair: &(String, String)| {
        counts.get(pair).copied().unwrap_or(0.0)
    };
    for (file, symmetric) in [
        ("context-document_count-boolean", false),
        ("context-document_count-frequency", false),
        ("context-window_window-2_count-frequency", false),
        ("context-window_window-2_count-frequency_ordered-TRUE", true),
        ("context-window_window-2_count-frequency_tri-FALSE", false),
        ("context-window_window-3_count-weighted", false),
    ] {
        let matrix = rows(&files.join(format!("small_{file}.csv")), b',');
        let cell = |x: &str, y: &str| -> f64 {
            let row = matrix.iter().find(|r| r["row"] == x);
            row.map_or(0.0, |r| r[y].parse().unwrap())
        };
        for x in ["a", "b", "c", "d", "e", "f"] {
            for y in ["a", "b", "c", "d", "e", "f"]
                .into_iter()
                .filter(|y| *y > x)
            {
                let pair = (x.to_owned(), y.to_owned());
                // Both orders together where order is kept apart.
                let expected = cell(x, y) + if symmetric { cell(y, x) } else { 0.0 };
                let found = match file {
                    "context-document_count-boolean" => of(&articles, &pair),
                    "context-document_count-frequency" => of(&whole, &pair),
                    "context-window_window-3_count-weighted" => weighted(&pair),
                    _ => of(&two, &pair),
                };
                near(found, expected, 1e-12, &format!("{file} {x} {y}"))?;
            }
        }
    }
    Ok(())
}

/// Every hit of quanteda in the same address, with the same words beside it.
pub(crate) fn hits(folder: &Path) -> Result<(), Failed> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder.join("conformance/inaugural")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "txt") {
            paths.push(path.to_str().unwrap().to_owned());
        }
    }
    for (file, pattern) in [
        ("regex_terror", "*terror*"),
        ("fixed_united_states", "united states"),
    ] {
        let mut arguments = vec!["kwic", pattern];
        arguments.extend(paths.iter().map(String::as_str));
        arguments.extend(["--tokenizer", "uax29"]);
        let context = |text: &str, last: bool| {
            let words = text
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty());
            let word = if last {
                words.clone().next_back()
            } else {
                words.clone().next()
            };
            word.unwrap_or("").to_lowercase()
        };
        let mut ours: Vec<(String, String, String)> = run(&[&arguments[..], &PLAIN].concat())
            .iter()
            .map(|r| {
                (
                    r["article"].replace(".txt", ""),
                    context(&r["left"], true),
                    context(&r["right"], false),
                )
            })
            .collect();
        let path = folder.join(format!("conformance/kwic/inaugural_{file}.csv"));
        let mut theirs: Vec<(String, String, String)> = rows(&path, b',')
            .iter()
            .map(|r| {
                (
                    r["docname"].clone(),
                    context(&r["pre"], true),
                    context(&r["post"], false),
                )
            })
            .collect();
        // Hits of an address come in order in both.
        ours.sort_by(|x, y| x.0.cmp(&y.0));
        theirs.sort_by(|x, y| x.0.cmp(&y.0));
        // Our context ends with the paragraph.
        let beside = |x: &str, y: &str| x.is_empty() || x == y;
        let differ = |x: &(String, String, String), y: &(String, String, String)| {
            x.0 != y.0 || !beside(&x.1, &y.1) || !beside(&x.2, &y.2)
        };
        if let Some((x, y)) = ours.iter().zip(&theirs).find(|(x, y)| differ(x, y)) {
            return Err(format!("{file}: {x:?}, expected {y:?}").into());
        }
        if ours.len() != theirs.len() {
            return Err(format!("{file}: {} hits, expected {}", ours.len(), theirs.len()).into());
        }
    }
    Ok(())
}
