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
