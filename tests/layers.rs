//! The order of the rooms is a test, not a wish: a module uses only modules before it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    reason = "tests say what went wrong by failing"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const ORDER: &[&str] = &[
    "error",
    "random",
    "files",
    "article",
    "lang",
    "ingest",
    "token",
    "lexicon",
    "voice",
    "concordance",
    "count",
    "engine",
    "contrast",
    "measure",
    "frame",
    "table",
    "figure",
    "report",
    "study",
    "cli",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The room of a file: the first part of its path below `src`.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(src()).unwrap();
    let first = below
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.strip_suffix(".rs").unwrap_or(&first).to_owned()
}

/// Code without its unit tests, comments and documentation.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    code.lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rooms named in code as `crate::room` or in `use crate::{room, …}`.
fn used(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for part in code.split("crate::").skip(1) {
        if let Some(list) = part.strip_prefix('{') {
            let mut depth = 1;
            let end = list.find(|c| {
                depth += match c {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                depth == 0
            });
            let mut level = 0;
            for piece in list[..end.unwrap()].split_inclusive(['{', '}', ',']) {
                if level == 0 {
                    rooms.insert(
                        piece
                            .trim()
                            .split("::")
                            .next()
                            .unwrap()
                            .trim_matches([',', '}', '{', ' '])
                            .to_owned(),
                    );
                }
                level += piece.matches('{').count() as i32 - piece.matches('}').count() as i32;
            }
        } else {
            rooms.insert(
                part.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    rooms.retain(|r| !r.is_empty());
    rooms
}

#[test]
fn a_module_uses_only_modules_before_it() {
    for path in sources(&src()) {
        let room = room(&path);
        if room == "lib" || room == "main" {
            continue;
        }
        let here = ORDER
            .iter()
            .position(|r| *r == room)
            .unwrap_or_else(|| panic!("{room} has no place in the order"));
        for other in used(&code(&path)) {
            let there = ORDER.iter().position(|r| *r == other);
            let there =
                there.unwrap_or_else(|| panic!("{}: crate::{other} is no room", path.display()));
            assert!(
                there <= here,
                "{}: {room} reaches for {other}, which stands after it",
                path.display()
            );
        }
    }
}

#[test]
fn only_files_touches_files_and_streams() {
    for path in sources(&src()) {
        if room(&path) == "files" {
            continue;
        }
        for forbidden in ["std::fs", "File::open", "io::stdin", "println!"] {
            assert!(
                !code(&path).contains(forbidden),
                "{}: {forbidden} belongs into files",
                path.display()
            );
        }
    }
}

#[test]
fn the_count_holds_no_floating_point() {
    for path in sources(&src())
        .iter()
        .filter(|p| ["count", "engine", "voice"].contains(&room(p).as_str()))
    {
        for forbidden in ["f64", "f32"] {
            assert!(
                !code(path).contains(forbidden),
                "{}: {forbidden} begins in measure",
                path.display()
            );
        }
    }
}

#[test]
fn files_and_verbs_stay_small() {
    for path in sources(&src()) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        let limit =
            if room(&path) == "cli" && !path.ends_with("mod.rs") && !path.ends_with("shared.rs") {
                120
            } else {
                500
            };
        assert!(
            lines <= limit,
            "{}: {lines} lines, at most {limit}",
            path.display()
        );
    }
}

#[test]
fn the_checks_can_fail() {
    assert_eq!(
        used("use crate::{a::{b, c}, d};\ncrate::e::f()"),
        ["a", "d", "e"].map(String::from).into()
    );
}
