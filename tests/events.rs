//! Events and statements: what the demo corpus planted is found, a list made by hand wins, and what must hold of both.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests say what went wrong by failing"
)]

#[path = "tools/command.rs"]
mod command;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

type Row = HashMap<String, String>;

const DEMO: &str = "corpus/varenia";

fn run(arguments: &[&str]) -> std::process::Output {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_counterframe"));
    command.args(arguments).output().unwrap()
}

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(DEMO).join(name)
}

fn key(name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(corpus(name)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// The articles of each event, whatever it is called.
fn together(rows: &[Row]) -> BTreeSet<BTreeSet<&str>> {
    let mut events: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        events
            .entry(&row["event"])
            .or_default()
            .insert(&row["article"]);
    }
    events.into_values().collect()
}

/// A folder of its own with articles `name, outlet, date, text`.
fn folder(name: &str, articles: &[(&str, &str, &str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("counterframe-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut metadata = String::from("file,outlet,date\n");
    for (file, outlet, date, text) in articles {
        metadata += &format!("{file},{outlet},{date}\n");
        std::fs::write(folder.join(file), text).unwrap();
    }
    std::fs::write(folder.join("metadata.csv"), metadata).unwrap();
    folder
}

/// Five words that no other event has.
fn about(event: usize) -> String {
    let words = ["lamp", "ferry", "barley", "viaduct", "beehive", "turbine"];
    let own: Vec<String> = ["keeper", "rope", "miller", "crack", "queen", "blade"]
        .iter()
        .map(|w| format!("{w}{}", words[event]))
        .collect();
    format!(
        "The {} said the {} had failed.",
        own.join(" and the "),
        words[event]
    )
}

#[test]
fn the_events_of_the_demo_are_found_and_no_others() {
    let found = command::table(&["events", DEMO, "--articles"]);
    let key = key("events.csv");
    assert_eq!(together(&found), together(&key));
}

#[test]
fn a_list_of_events_stands_for_the_rules() {
    let list = ["--set", "events.file=events.csv"];
    let found = command::table(&["events", DEMO, "--articles", list[0], list[1]]);
    let key = key("events.csv");
    assert_eq!(together(&found), together(&key));
    let names = |rows: &[Row]| {
        rows.iter()
            .map(|r| r["event"].clone())
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(names(&found), names(&key));
}

#[test]
fn an_event_ends_with_its_days() {
    let (one, other) = (about(0), about(1));
    let articles = [
        ("a.txt", "One", "2024-02-28", &*one),
        ("b.txt", "Two", "2024-03-02", &*one),
        ("c.txt", "One", "2024-03-03", &*one),
        ("d.txt", "One", "2024-02-28", &*other),
        ("e.txt", "Two", "2024-03", &*other),
        (
            "f.txt",
            "One",
            "2024-03-01",
            "Nothing else happened in the town.",
        ),
    ];
    let folder = folder("days", &articles);
    let place = folder.to_str().unwrap();
    let articles = |days: &str| {
        let set = ["--set".to_owned(), format!("events.days={days}")];
        let arguments = [
            "events",
            place,
            "--articles",
            &set[0],
            &set[1],
            "--set",
            "inference.duplicates=keep",
        ];
        let rows = command::table(&arguments);
        let names: Vec<String> = rows.iter().map(|r| r["article"].clone()).collect();
        names.join(" ")
    };
    // 2024 has a 29 February: from a to b it is three days, from a to c four.
    assert_eq!(articles("3"), "b.txt c.txt");
    assert_eq!(articles("4"), "a.txt b.txt c.txt");
    assert_eq!(articles("0"), "");
    std::fs::remove_dir_all(folder).unwrap();
}

/// Within events an outlet that writes about more things loses its words of topic, and keeps those of framing.
#[test]
fn differences_within_events_are_those_planted() {
    let planted: Vec<Row> = key("planted.csv")
        .into_iter()
        .filter(|row| row["kind"] == "within-events")
        .collect();
    assert_eq!(planted.len(), 3);
    let sides = [
        "--by",
        "outlet",
        "--target",
        "Varpress",
        "--reference",
        "Open Letters",
        "--within-events",
    ];
    let of = |verb: &[&str]| command::table(&[verb, &[DEMO], &sides[..]].concat());
    let mut terms = of(&["compare", "--measure", "log_ratio,p"]);
    let shares = of(&["differences"]);
    let below = |row: &Row| row["p_adjusted"].parse().is_ok_and(|p: f64| p < 0.05);
    for row in &planted {
        let more = if row["target"] == "Varpress" {
            1.0
        } else {
            -1.0
        };
        let (found, column) = match &*row["term"] {
            "distancing" => {
                let fits = |r: &&Row| {
                    r["analysis"] == "verbs" && r["of"] == "official" && r["part"] == "distancing"
                };
                (shares.iter().find(fits).unwrap(), "difference")
            }
            term => (
                terms.iter().find(|r| r["term"] == term).unwrap(),
                "log_ratio",
            ),
        };
        assert!(below(found), "{}", row["term"]);
        assert!(
            found[column].parse::<f64>().unwrap() * more > 0.0,
            "{}",
            row["term"]
        );
    }
    // Nothing of what an event is about survives.
    let events = command::table(&["events", DEMO]);
    let about: BTreeSet<&str> = events.iter().flat_map(|e| e["terms"].split(", ")).collect();
    terms.retain(|row| below(row) && about.contains(&*row["term"]));
    assert_eq!(terms, Vec::<Row>::new());
    assert!(
        shares
            .iter()
            .all(|row| row["pairs"].parse::<u64>().unwrap() <= 10)
    );
}

#[test]
fn planted_statements_are_followed() {
    let found = command::table(&["lineage", DEMO, "--versions"]);
    let of_article: BTreeMap<(&str, &str), &Row> = found
        .iter()
        .map(|row| ((&*row["statement"], &*row["article"]), row))
        .collect();
    let key = key("statements.csv");
    let mut statements: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in &key {
        let full =
            |r: &&Row| r["treatment"] == "fullest" && r["text"].contains(&row["statement"][..12]);
        let number = &found.iter().find(full).unwrap()["statement"];
        statements.entry(&row["event"]).or_default().insert(number);
        let version = of_article[&(&**number, &*row["article"])];
        // Of two whole versions either is the fullest.
        let is = |treatment: &str| match treatment {
            "whole" => "fullest".to_owned(),
            other => other.to_owned(),
        };
        let wanted = is(&row["treatment"]);
        assert_eq!(is(&version["treatment"]), wanted, "{}", row["article"]);
    }
    assert!(statements.len() == 10 && statements.values().all(|numbers| numbers.len() == 1));
    let moved = |r: &Row| !r["moved"].is_empty();
    for event in ["bakers-flour", "pension-voice", "football", "census"] {
        let number = statements[event].first().unwrap();
        assert!(
            found.iter().any(|r| r["statement"] == **number && moved(r)),
            "{event}"
        );
    }
}

/// Every version slices back, its share is a share, and the fullest comes first.
#[test]
fn versions_stand_where_they_say() {
    let found = command::table(&["lineage", DEMO, "--versions"]);
    let mut last = String::new();
    for row in &found {
        let is_new = row["statement"] != last;
        last.clone_from(&row["statement"]);
        assert_eq!(is_new, row["treatment"] == "fullest", "{}", row["article"]);
        let kept: f64 = row["kept"].parse().unwrap();
        assert!((0.0..=1.0).contains(&kept));
        if row["treatment"] == "dropped" {
            assert!(row["text"].is_empty() && row["start"].is_empty() && kept == 0.0);
            continue;
        }
        let text: Vec<char> = std::fs::read_to_string(corpus(&row["article"]))
            .unwrap()
            .chars()
            .collect();
        let [start, end] = ["start", "end"].map(|name| row[name].parse::<usize>().unwrap());
        let there: String = text[start..end].iter().collect();
        let first = row["text"].split_whitespace().next().unwrap();
        assert!(there.starts_with(first), "{}: {there}", row["article"]);
    }
}

#[test]
fn a_wrong_list_is_told_with_its_line() {
    let articles = [
        ("a.txt", "One", "2024-01-01", "Some words."),
        ("b.txt", "Two", "2024-01-01", "Some words."),
    ];
    let folder = folder("list", &articles);
    let study = "[corpus]\npaths = [\"*.txt\"]\nmetadata = \"metadata.csv\"\n[events]\nfile = \"events.csv\"\n";
    std::fs::write(folder.join("study.toml"), study).unwrap();
    let place = folder.to_str().unwrap();
    let fails = |list: &str| {
        std::fs::write(folder.join("events.csv"), list).unwrap();
        let output = run(&["events", place]);
        assert_eq!(output.status.code(), Some(1), "{list}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(fails("event,artikel\n").contains("events.csv:1: there is no column \"article\""));
    let unknown = fails("event,article\nx,a.txt\nx,c.txt\n");
    assert!(
        unknown.contains("events.csv:3: unknown article \"c.txt\""),
        "{unknown}"
    );
    let twice = fails("event,article\nx,a.txt\ny,a.txt\n");
    assert!(
        twice.contains("events.csv:3") && twice.contains("line 2"),
        "{twice}"
    );
    // One outlet is no event, and nothing can be compared.
    std::fs::write(
        folder.join("events.csv"),
        "event,article\nx,a.txt\ny,b.txt\n",
    )
    .unwrap();
    let alone = run(&["compare", place, "--within-events"]);
    let message = String::from_utf8(alone.stderr).unwrap();
    assert!(
        alone.status.code() == Some(1) && message.contains("one outlet only"),
        "{message}"
    );
    std::fs::remove_dir_all(folder).unwrap();
}

/// Versions of one statement of a folder of articles: outlet, treatment, note.
fn versions_of(name: &str, articles: &[(&str, &str, &str, &str)]) -> Vec<[String; 3]> {
    let folder = folder(name, articles);
    let rows = command::table(&["lineage", folder.to_str().unwrap(), "--versions"]);
    std::fs::remove_dir_all(folder).unwrap();
    let version = |row: &Row| ["outlet", "treatment", "note"].map(|column| row[column].clone());
    rows.iter().map(version).collect()
}

#[test]
fn what_turns_a_statement_round_is_noted() {
    let said = "The granary was insured, the pumps had been tested in March, and the council will rebuild both towers before harvest";
    let direct = |text: &str| format!("“{text},” mayor Ada Holm said on Friday.");
    let filler =
        |words: &str| format!("{words} crowds walked home along a muddy lane last night.\n\n");
    let texts = [
        ("One", filler("Small") + &direct(said)),
        (
            "Two",
            filler("Angry")
                + &direct(
                    &said
                        .replace("was insured", "was not insured")
                        .replace("had been", "had never been"),
                ),
        ),
        (
            "Three",
            filler("Silent")
                + "Mayor Ada Holm denied that the granary was insured, that the pumps had been tested in March and that the council would rebuild both towers before harvest.",
        ),
        (
            "Four",
            filler("Large") + &format!("“{said},” farmer Bo Lind said on Friday."),
        ),
        (
            "Five",
            filler("Merry")
                + &direct(
                    "The council will rebuild both towers before harvest, the pumps had been tested in March, and the granary was insured",
                ),
        ),
        (
            "Six",
            filler("Weary")
                + "The granary was insured, the pumps had been tested in March, and the council will rebuild both towers before harvest.",
        ),
        (
            "Seven",
            filler("Sober") + "Nobody from the town hall answered questions about a fire.",
        ),
    ];
    let files: Vec<String> = (0..texts.len()).map(|i| format!("{i}.txt")).collect();
    let articles: Vec<(&str, &str, &str, &str)> = files
        .iter()
        .zip(&texts)
        .map(|(file, (outlet, text))| (file.as_str(), *outlet, "2024-05-03", text.as_str()))
        .collect();
    let found = versions_of("stance", &articles);
    let of = |outlet: &str| {
        let version = found.iter().find(|v| v[0] == outlet);
        version.map_or("", |v| v[1].as_str()).to_owned()
            + ": "
            + version.map_or("", |v| v[2].as_str())
    };
    assert_eq!(of("One"), "fullest: ");
    assert_eq!(of("Two"), "whole: it has a negation more");
    assert_eq!(of("Three"), "paraphrased: it is denied");
    assert_eq!(of("Four"), "whole: it has another speaker");
    assert!(
        of("Five").ends_with("its parts stand in another order"),
        "{}",
        of("Five")
    );
    assert_eq!(of("Six"), "narrated: ");
    assert_eq!(of("Seven"), "dropped: ");
}

/// A quotation that every outlet prints has no rare word left, and is followed all the same.
#[test]
fn what_everybody_quotes_is_followed() {
    let texts: Vec<String> = (0..40)
        .map(|i| format!("Reader{i} saw thing{i} at place{i} with tool{i} for friend{i}.\n\n“The rumors that spread across the whole country harm the public order and every citizen,” the ministry spokesman said."))
        .collect();
    let names: Vec<[String; 2]> = (0..40)
        .map(|i| [format!("{i}.txt"), format!("Outlet {i}")])
        .collect();
    let articles: Vec<(&str, &str, &str, &str)> = names
        .iter()
        .zip(&texts)
        .map(|([file, outlet], text)| (file.as_str(), outlet.as_str(), "2024-05-03", text.as_str()))
        .collect();
    let found = versions_of("everybody", &articles);
    assert_eq!(found.len(), 40);
    assert!(found[1..].iter().all(|v| v[1] == "whole"));
}
