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
        "<script",
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
