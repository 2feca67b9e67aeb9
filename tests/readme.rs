//! Every command of the README runs.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests say what went wrong by failing"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The lines of the README's shell blocks, remarks taken off.
fn commands() -> Vec<String> {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    // The tutorial has a test of its own.
    let (before, rest) = readme.split_once("\n## Ten minutes").unwrap();
    let (_, after) = rest.split_once("\n## ").unwrap();
    let readme = format!("{before}\n{after}");
    let blocks = readme
        .split("```sh\n")
        .skip(1)
        .map(|b| b.split("```").next().unwrap().to_owned());
    let lines: Vec<String> = blocks
        .flat_map(|b| {
            b.lines()
                .map(|l| l.split(" # ").next().unwrap().trim().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    lines.into_iter().filter(|l| !l.is_empty()).collect()
}

/// The words of a command, single quotes understood.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (i, part) in command.split('\'').enumerate() {
        if i % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn articles() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("counterframe-readme-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for entry in std::fs::read_dir(root().join("tests/fixtures/papers")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    folder
}

#[test]
fn every_command_runs() {
    let folder = articles();
    let mut run = 0;
    for command in commands() {
        let mut words = words(&command);
        // The set-up commands run the program through cargo; here it is there already.
        if command.starts_with("cargo run") {
            words.drain(..words.iter().position(|w| w == "--").unwrap());
        } else if !command.starts_with("counterframe") {
            continue;
        }
        let arguments = words[1..].iter().map(|w| {
            if w == "articles/" {
                folder.to_str().unwrap().to_owned()
            } else if w == "my-report" || w == "other-report" {
                // A report beside itself has no differences.
                folder.with_extension("report").to_str().unwrap().to_owned()
            } else if let Some(file) = w.strip_prefix("my-report/") {
                let report = folder.with_extension("report");
                report.join(file).to_str().unwrap().to_owned()
            } else if w == "frames.toml" {
                "tests/fixtures/frames.toml".to_owned()
            } else if w == "texts.jsonl" || w == "speakers.svg" {
                folder.join(w).to_str().unwrap().to_owned()
            } else {
                w.replace("Daily*", "Harbor*")
            }
        });
        let output = Command::new(env!("CARGO_BIN_EXE_counterframe"))
            .args(arguments)
            .current_dir(root())
            .output()
            .unwrap();
        // The five articles are not part of the project.
        if command.contains("corpus/wechat") {
            continue;
        }
        let expected = if command.contains(" check ") { 3 } else { 0 };
        assert_eq!(
            output.status.code(),
            Some(expected),
            "{command}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        run += 1;
    }
    std::fs::remove_dir_all(folder.with_extension("report")).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    assert!(run >= 10, "{run} commands");
}

/// The tutorial, step by step as it is written: its commands, the lines it has pasted into the study, what it says they print.
#[test]
fn the_tutorial_leads_to_its_finding() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let tutorial = readme.split("\n## ").find(|s| s.starts_with("Ten minutes"));
    let folder = std::env::temp_dir().join(format!("counterframe-tutorial-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("corpus/varenia/articles")).unwrap();
    for entry in std::fs::read_dir(root().join("corpus/varenia/articles")).unwrap() {
        let path = entry.unwrap().path();
        let copy = folder.join("corpus/varenia/articles");
        std::fs::copy(&path, copy.join(path.file_name().unwrap())).unwrap();
    }
    let mut printed = Vec::new();
    let mut expected = 0;
    for block in tutorial.unwrap().split("\n```").skip(1).step_by(2) {
        let (language, text) = block.split_once('\n').unwrap();
        match language {
            "sh" => printed = text.lines().map(|line| step(line, &folder)).collect(),
            "toml" => {
                let study = folder.join("tern/study.toml");
                let mut written = std::fs::read_to_string(&study).unwrap();
                written.push_str(text);
                std::fs::write(&study, written).unwrap();
            }
            "text" => {
                expected += 1;
                shows(&printed[0], text);
            }
            other => panic!("a block of {other}"),
        }
    }
    assert_eq!(expected, 1);
    assert!(folder.join("tern-report/index.html").exists());
    std::fs::remove_dir_all(folder).unwrap();
}

/// Runs a line of the tutorial; what it prints, as CSV.
fn step(line: &str, folder: &Path) -> String {
    let words = words(line);
    let program = match &*words[0] {
        "counterframe" => env!("CARGO_BIN_EXE_counterframe"),
        other => other,
    };
    let output = Command::new(program)
        .args(&words[1..])
        .current_dir(folder)
        .output()
        .unwrap();
    // What `check` finds is a finding.
    let expected = if words.get(1).is_some_and(|w| w == "check") {
        3
    } else {
        0
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(expected), "{line}\n{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// A table of the README has cells of a CSV, numbers of a CSV rounded to four digits.
fn shows(csv: &str, table: &str) {
    let lines =
        |text: &str, cell: fn(&str) -> Vec<String>| text.lines().map(cell).collect::<Vec<_>>();
    let comma = |line: &str| line.split(',').map(str::to_owned).collect();
    let blank = |line: &str| line.split_whitespace().map(str::to_owned).collect();
    let (there, told) = (lines(csv, comma), lines(table, blank));
    let rounded = |cell: &str| match cell.parse::<f64>() {
        Ok(number) if cell.contains('.') => format!("{number:.6}"),
        _ => cell.to_owned(),
    };
    assert!(told.len() > 2, "{table}");
    for (place, column) in told[0].iter().enumerate() {
        let at = there[0].iter().position(|c| c == column).unwrap();
        for (row, told) in told[1..].iter().enumerate() {
            assert_eq!(
                rounded(&there[row + 1][at]),
                rounded(&told[place]),
                "{column}"
            );
        }
    }
}
