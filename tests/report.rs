//! Reports: the same bytes every time, whole or not at all, and no word of an article as markup.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests say what went wrong by failing"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own for a test, empty.
fn scratch(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("counterframe-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterframe"));
    command.args(arguments).current_dir(root());
    command
}

fn run(arguments: &[&str], code: i32) -> Output {
    let output = command(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{said}");
    output
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Two outlets with a few articles; `text` stands in one of them.
fn articles(folder: &Path, title: &str, text: &str) {
    let line = |id: u32, outlet: &str, title: &str, text: &str| {
        let article = serde_json::json!({
            "id": format!("a{id}"), "outlet": outlet, "date": "2020-01-02", "title": title, "text": text,
        });
        format!("{article}\n")
    };
    let plain = "\"Rumors harm public order,\" a ministry spokesman said.\n\nActivists called it censorship and surveillance of private messages.";
    let mut lines = line(1, "One", title, text);
    for id in 2..6 {
        let outlet = if id % 2 == 0 { "One" } else { "Two" };
        lines += &line(
            id,
            outlet,
            "News",
            &format!("{plain} Day {id} of the rules."),
        );
    }
    std::fs::write(folder.join("articles.jsonl"), lines).unwrap();
}

#[test]
fn the_demo_report_is_what_the_demo_gives() {
    let output = run(
        &[
            "verify",
            "reports/varenia",
            "corpus/varenia",
            "--threads",
            "1",
        ],
        0,
    );
    assert!(
        said(&output).starts_with("Every byte of "),
        "{}",
        said(&output)
    );
}

#[test]
fn a_report_does_not_depend_on_threads_and_says_what_changed() {
    let folder = scratch("verify");
    let (corpus, report) = (folder.join("corpus"), folder.join("report"));
    std::fs::create_dir_all(&corpus).unwrap();
    articles(&corpus, "News", "\"Order is good,\" police said.");
    let [c, r] = [&corpus, &report].map(|p| p.to_str().unwrap());
    run(&["report", c, "-o", r, "--threads", "1"], 0);
    run(&["verify", r, c, "--threads", "7"], 0);
    assert!(report.join("figures/speakers.png").exists());

    let output = run(&["verify", r, c, "--set", "tokens.stemmer=en"], 3);
    assert!(said(&output).contains("setting tokens.stemmer: \"none\" then, \"en\" now"));
    assert!(said(&output).contains("run.json is different"));

    let edited = report.join("tables/terms-by-voice.csv");
    let before = std::fs::read(&edited).unwrap();
    std::fs::write(&edited, [&before[..], b"x"].concat()).unwrap();
    let output = run(&["verify", r, c], 3);
    assert!(said(&output).contains("tables/terms-by-voice.csv is different"));
    assert!(said(&output).contains("the files were changed after"));
    let refused = run(&["report", c, "-o", r], 1);
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        message.contains("terms-by-voice.csv: was changed"),
        "{message}"
    );
    run(&["report", c, "-o", r, "--force"], 0);
    run(&["verify", r, c], 0);

    articles(&corpus, "News", "\"Order is bad,\" police said.");
    let output = run(&["verify", r, c], 3);
    assert!(said(&output).contains("article articles.jsonl: its content has changed"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn words_of_articles_are_never_markup() {
    let folder = scratch("markup");
    let hostile = "<script>alert(1)</script> said \"</style><img src=x onerror=alert(2)> & <svg/onload=alert(3)>\" a spokesman said.";
    articles(&folder, "=cmd|' /C calc'!A0 <b>rumors</b>", hostile);
    let report = folder.join("out");
    run(
        &[
            "report",
            folder.join("articles.jsonl").to_str().unwrap(),
            "-o",
            report.to_str().unwrap(),
        ],
        0,
    );
    let page = std::fs::read_to_string(report.join("index.html")).unwrap();
    for forbidden in [
        "<script>alert",
        "<img",
        "<b>rumors",
        "<svg/onload",
        "http://",
        "https://",
    ] {
        let shown = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!shown.contains(forbidden), "{forbidden} in the page");
    }
    assert!(page.contains("default-src 'none'"));
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_study_decides_how_much_text_is_shown() {
    let folder = scratch("texts");
    let secret = "zebra ".repeat(40);
    let text =
        format!("\"Rumors harm {secret}order and order and order,\" a ministry spokesman said.");
    articles(&folder, "News", &text);
    let (input, report) = (folder.join("articles.jsonl"), folder.join("out"));
    let count = |texts: &str| {
        let set = format!("report.texts={texts}");
        run(
            &[
                "report",
                input.to_str().unwrap(),
                "-o",
                report.to_str().unwrap(),
                "--set",
                &set,
            ],
            0,
        );
        let files = ["index.html", "quotes/quotes.md", "quotes/quotes.csv"];
        let read = files.map(|f| std::fs::read_to_string(report.join(f)).unwrap());
        (
            read[1].matches("zebra").count(),
            read.iter()
                .any(|t| t.contains("Rumors harm") || t.contains("rumors harm")),
        )
    };
    let (none, snippets, full) = (count("none"), count("snippets"), count("full"));
    assert_eq!(none, (0, false));
    assert!(snippets.1 && full.1);
    assert!(full.0 >= 40, "{full:?}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn two_runs_into_one_folder_leave_a_whole_report() {
    let folder = scratch("two-runs");
    articles(&folder, "News", "\"Order is good,\" police said.");
    let (input, report) = (folder.join("articles.jsonl"), folder.join("out"));
    let arguments = [
        "report",
        input.to_str().unwrap(),
        "-o",
        report.to_str().unwrap(),
        "-q",
    ];
    for _ in 0..3 {
        let mut runs: Vec<_> = (0..4)
            .map(|_| command(&arguments).spawn().unwrap())
            .collect();
        for run in &mut runs {
            assert!(run.wait().unwrap().success());
        }
        run(
            &["verify", report.to_str().unwrap(), input.to_str().unwrap()],
            0,
        );
    }
    let left: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_killed_run_leaves_the_old_report() {
    let folder = scratch("killed");
    articles(&folder, "News", "\"Order is good,\" police said.");
    let (input, report) = (folder.join("articles.jsonl"), folder.join("out"));
    let arguments = [
        "report",
        input.to_str().unwrap(),
        "-o",
        report.to_str().unwrap(),
        "-q",
    ];
    run(&arguments, 0);
    for wait in [1, 20, 80, 150, 300] {
        let mut started = command(&arguments).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let _ = started.kill();
        started.wait().unwrap();
        run(
            &["verify", report.to_str().unwrap(), input.to_str().unwrap()],
            0,
        );
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_study_without_its_articles_says_where_to_put_them() {
    let folder = scratch("wechat");
    for file in ["study.toml", "metadata.csv", "articles.sha256"] {
        std::fs::copy(root().join("corpus/wechat").join(file), folder.join(file)).unwrap();
    }
    let message = |output: Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let (study, report) = (folder.to_str().unwrap(), folder.join("out"));
    let missing = message(run(&["report", study, "-o", report.to_str().unwrap()], 1));
    let there = folder.join("articles");
    let hint = format!("put your own copy of the articles into {}", there.display());
    assert!(missing.contains(&hint), "{missing}");

    std::fs::create_dir_all(&there).unwrap();
    std::fs::write(there.join("000_962d4f8908dd8d9e.txt"), "Another text.").unwrap();
    let other = message(run(&["report", study, "-o", report.to_str().unwrap()], 1));
    assert!(
        other.contains("is not the expected text") || other.contains("is missing"),
        "{other}"
    );
    assert!(!report.exists());
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_corpus_of_one_voice_and_outlet_still_has_a_report() {
    let folder = scratch("plain");
    std::fs::write(folder.join("a.txt"), "Nothing is quoted here. It rained.").unwrap();
    let report = folder.join("out");
    run(
        &[
            "report",
            folder.join("a.txt").to_str().unwrap(),
            "-o",
            report.to_str().unwrap(),
        ],
        0,
    );
    let page = std::fs::read_to_string(report.join("index.html")).unwrap();
    assert!(page.contains("1 article: description only"));
    assert!(page.contains("Nothing is compared here"));
    std::fs::remove_dir_all(folder).unwrap();
}

/// Articles of a private person, an activist and a ministry, with authors and addresses, and a study with its `[report]`.
fn people(folder: &Path, report: &str) {
    let mut lines = String::new();
    for id in 0..8 {
        let text = format!(
            "\"I am tired of rumors, and of order,\" said Rosa O'Lind, a baker, on day {id}. O'Lind has two children.\n\nThe ministry said on day {id}: \"Rumors harm public order, and order comes first.\"\n\nAda Voss, who leads Free Letters, told us through an interpreter on day {id}: \"Surveillance is no order.\""
        );
        let article = serde_json::json!({
            "id": format!("a{id}"), "outlet": if id % 2 == 0 { "One & Two" } else { "Three" },
            "date": format!("2020-0{}-02", 1 + id), "title": "50% of {Rosa O'Lind}", "text": text,
            "author": "M. Writer", "url": format!("https://example.org/{id}?a=1&b=2"),
        });
        lines += &format!("{article}\n");
    }
    std::fs::write(folder.join("articles.jsonl"), lines).unwrap();
    let study = format!(
        "[corpus]\npaths = [\"articles.jsonl\"]\n[inference]\nduplicates = \"keep\"\n[voices.public]\nspeakers = [\"Rosa O'Lind\"]\n[voices.activist]\nspeakers = [\"Ada Voss\"]\n[report]\n{report}"
    );
    std::fs::write(folder.join("study.toml"), study).unwrap();
}

/// Every text of a report.
fn texts(report: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["", "figures", "tables", "quotes"] {
        for entry in std::fs::read_dir(report.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if let Ok(text) = std::fs::read_to_string(&path) {
                found.push((path.display().to_string(), text));
            }
        }
    }
    found
}

#[test]
fn private_speakers_have_other_names_in_every_file() {
    let folder = scratch("pseudonyms");
    people(&folder, "pseudonyms = [\"public\"]\n");
    let (study, report) = (folder.to_str().unwrap(), folder.join("out"));
    run(&["report", study, "-o", report.to_str().unwrap()], 0);
    let files = texts(&report);
    assert!(files.len() > 15);
    for (file, text) in files
        .iter()
        .filter(|(file, _)| !file.ends_with("references.bib"))
    {
        let named = ["O'Lind", "O&#x27;Lind", "Rosa"]
            .iter()
            .find(|name| text.contains(**name));
        assert!(named.is_none(), "{named:?} in {file}");
    }
    let quotes = std::fs::read_to_string(report.join("quotes/quotes.csv")).unwrap();
    assert!(quotes.contains("Ada Voss"));
    let id = quotes
        .split("Public ")
        .nth(1)
        .unwrap()
        .get(..6)
        .unwrap()
        .to_owned();
    assert!(id.chars().all(|c| c.is_ascii_hexdigit()), "{id}");
    let page = std::fs::read_to_string(report.join("index.html")).unwrap();
    assert!(page.contains(&format!("Public {id}")));
    run(&["verify", report.to_str().unwrap(), study], 0);

    people(&folder, "pseudonyms = [\"publik\"]\n");
    let refused = run(&["report", study, "-o", report.to_str().unwrap()], 1);
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(message.contains("did you mean \"public\""), "{message}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn quotations_are_sources_of_a_bibliography() {
    let folder = scratch("sources");
    people(&folder, "quotation_words = 4\n");
    let (study, report) = (folder.to_str().unwrap(), folder.join("out"));
    run(&["report", study, "-o", report.to_str().unwrap()], 0);
    let read = |file: &str| std::fs::read_to_string(report.join("quotes").join(file)).unwrap();
    let (bib, ris) = (read("sources.bib"), read("sources.ris"));
    assert!(
        bib.contains("title = {{50\\% of \\{Rosa O'Lind\\}}}"),
        "{bib}"
    );
    assert!(
        bib.contains("journal = {{One \\& Two}}")
            && bib.contains("url = {https://example.org/0?a=1&b=2}")
    );
    assert!(ris.contains("TY  - NEWS\nID  - onetwo2020-1\nAU  - M. Writer\nTI  - 50% of {Rosa O'Lind}\nT2  - One & Two\nPY  - 2020\nDA  - 2020/01/02\n"), "{ris}");
    let csl: serde_json::Value = serde_json::from_str(&read("sources.json")).unwrap();
    assert_eq!(
        csl[0]["issued"]["date-parts"][0],
        serde_json::json!([2020, 1, 2])
    );
    assert_eq!(csl[0]["author"][0]["literal"], "M. Writer");
    let mut quotes = csv::Reader::from_path(report.join("quotes/quotes.csv")).unwrap();
    let header = quotes.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    let mut translated = 0;
    for row in quotes.records() {
        let row = row.unwrap();
        let source = &row[column("source")];
        assert!(
            csl.as_array()
                .unwrap()
                .iter()
                .any(|item| item["id"] == source),
            "{source}"
        );
        let said = row[column("speaker_name")] == *"Ada Voss" && row[column("type")] == *"direct";
        if said {
            assert_eq!(&row[column("translated")], "yes");
            translated += 1;
        }
        assert!(
            row[column("text")].split_whitespace().count() <= 5,
            "four words and a sign that there are more"
        );
    }
    assert!(translated > 0);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_study_has_its_own_page_words_and_colours() {
    let folder = scratch("template");
    let (study, report) = (folder.to_str().unwrap().to_owned(), folder.join("out"));
    let out = report.to_str().unwrap();
    people(
        &folder,
        "template = \"page.html\"\nlanguage = \"de\"\nwords = { \"Key quotations\" = \"Zitate\", \"share of word tokens\" = \"Anteil der Wörter\" }\ncolours = { official = \"#123456\" }\nwidth = 90\ntheme = \"print\"\n",
    );
    let template = said(&run(&["export", "template"], 0));
    std::fs::write(
        folder.join("page.html"),
        template.replace("Made with", "Our own page, made with"),
    )
    .unwrap();
    run(&["report", &study, "-o", out], 0);
    let page = std::fs::read_to_string(report.join("index.html")).unwrap();
    for there in [
        "Our own page, made with",
        "<html lang=\"de\">",
        ">Zitate<",
        "Anteil der Wörter",
    ] {
        assert!(page.contains(there), "{there}");
    }
    assert!(!page.contains(">Key quotations<"));
    let figure = std::fs::read_to_string(report.join("figures/speakers.svg")).unwrap();
    assert!(figure.contains("width=\"90.0mm\"") && figure.contains("#123456"));
    let output = run(&["verify", out, &study], 0);
    assert!(said(&output).starts_with("Every byte"));

    std::fs::write(folder.join("page.html"), "<p>\n{{ title }\n").unwrap();
    let refused = run(&["report", &study, "-o", out], 1);
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(message.contains("page.html:2"), "{message}");
    for (wrong, hint) in [
        ("colours = { official = \"red\" }", "expected #RRGGBB"),
        ("width = 100", "90, 140 or 190"),
        ("theme = \"paper\"", "print"),
    ] {
        people(&folder, wrong);
        let refused = run(&["report", &study, "-o", out], 1);
        let message = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(message.contains(hint), "{message}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_workbook_has_every_table_and_no_formula() {
    let folder = scratch("workbook");
    let report = folder.join("out");
    articles(&folder, "=1+1", "\"=2+2 is order,\" a spokesman said.");
    let input = folder.join("articles.jsonl");
    run(
        &[
            "report",
            input.to_str().unwrap(),
            "-o",
            report.to_str().unwrap(),
        ],
        0,
    );
    let bytes = std::fs::read(report.join("tables.xlsx")).unwrap();
    assert_eq!(&bytes[..2], b"PK");
    let sums = std::fs::read_to_string(report.join("SHA256SUMS")).unwrap();
    assert!(sums.contains("tables.xlsx"));
    run(
        &["verify", report.to_str().unwrap(), input.to_str().unwrap()],
        0,
    );
    std::fs::remove_dir_all(folder).unwrap();
}
