//! Figures drawn again from their tables: each by the command that the report's page says.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests say what went wrong by failing"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn report() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("reports/varenia")
}

fn plot(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterframe"));
    command
        .current_dir(report())
        .arg("plot")
        .args(arguments)
        .output()
        .unwrap()
}

/// The words of a command as a shell reads them: single quotes only.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in command.chars() {
        match letter {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words
}

#[test]
fn every_figure_says_the_command_that_draws_it_again() {
    let page = std::fs::read_to_string(report().join("index.html")).unwrap();
    let commands: Vec<String> = page
        .split("<code>counterframe plot ")
        .skip(1)
        .map(|rest| rest.split("</code>").next().unwrap())
        .map(|c| {
            c.replace("&#x27;", "'")
                .replace("&quot;", "\"")
                .replace("&#x2f;", "/")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
        })
        .collect();
    let figures = std::fs::read_dir(report().join("figures")).unwrap();
    let svg = |entry: &std::fs::DirEntry| entry.path().extension().is_some_and(|e| e == "svg");
    assert_eq!(
        commands.len(),
        figures.filter(|e| svg(e.as_ref().unwrap())).count()
    );
    for command in commands {
        let words = words(&command);
        let told = words.iter().position(|word| word == "-o").unwrap();
        let arguments: Vec<&str> = words[..told].iter().map(String::as_str).collect();
        let drawn = plot(&arguments);
        assert!(
            drawn.status.success(),
            "{command}: {}",
            String::from_utf8_lossy(&drawn.stderr)
        );
        let there = std::fs::read(report().join("figures").join(&words[told + 1])).unwrap();
        assert!(drawn.stdout == there, "{command} draws something else");
    }
}

#[test]
fn the_plot_is_found_by_its_columns() {
    let named = plot(&["figures/verbs.csv", "--type", "verbs"]).stdout;
    assert!(named.starts_with(b"<svg") && plot(&["figures/verbs.csv"]).stdout == named);
    let missing = plot(&["figures/verbs.csv", "--type", "keyness"]);
    let message = String::from_utf8(missing.stderr).unwrap();
    assert!(
        missing.status.code() == Some(1)
            && message
                .contains("figures/verbs.csv:1: the plot \"keyness\" needs a column \"target\""),
        "{message}"
    );
    let none = plot(&["tables/speakers.csv"]);
    let message = String::from_utf8(none.stderr).unwrap();
    assert!(
        none.status.code() == Some(1) && message.contains("no plot has all its columns here"),
        "{message}"
    );
    assert_eq!(
        plot(&["figures/verbs.csv", "--type", "verb"]).status.code(),
        Some(2)
    );
    assert_eq!(
        plot(&["figures/verbs.csv", "-o", "verbs.pdf"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(
        plot(&["figures/verbs.csv", "--label", "official"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn a_picture_is_drawn_where_the_ending_says_so() {
    let file = std::env::temp_dir().join(format!("counterframe-plot-{}.png", std::process::id()));
    let done = plot(&[
        "figures/floor.csv",
        "--type",
        "floor",
        "-o",
        file.to_str().unwrap(),
    ]);
    assert!(done.status.success());
    assert!(std::fs::read(&file).unwrap().starts_with(b"\x89PNG"));
    std::fs::remove_file(file).unwrap();
}

/// A workbook holds what CSV holds, each cell of its own kind, the same bytes every time.
#[test]
fn a_workbook_holds_the_table() {
    let file = |name: &str| {
        std::env::temp_dir().join(format!("counterframe-{name}-{}.xlsx", std::process::id()))
    };
    let write = |path: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_counterframe"));
        command
            .args([
                "terms",
                "corpus/varenia",
                "--by",
                "outlet",
                "--min-count",
                "20",
                "-o",
            ])
            .arg(path);
        assert!(command.output().unwrap().status.success());
        std::fs::read(path).unwrap()
    };
    let paths = [file("one"), file("two")];
    let [one, two] = [write(&paths[0]), write(&paths[1])];
    assert!(one.starts_with(b"PK") && one == two);
    paths
        .iter()
        .for_each(|path| std::fs::remove_file(path).unwrap());
}
