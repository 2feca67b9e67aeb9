//! Numbers of other programs and of papers, where a folder with them is there; what is skipped is said.
//!
//! The folder is `../shared`, or what `COUNTERFRAME_SHARED` names. Without it every check is skipped and counted.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::too_many_lines,
    clippy::disallowed_methods,
    reason = "tests say what went wrong by failing"
)]

mod articles;
mod collocation;
#[path = "../tools/command.rs"]
mod command;
mod dictionary;
mod dispersion;
mod inaugural;
mod keyness;

use command::table as run;
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

type Check = fn(&Path) -> Result<(), Failed>;

/// What is checked, the folder or file that it needs, and how.
const CHECKS: &[(&str, &str, Check)] = &[
    (
        "702 items as the R package corpora has them",
        "conformance/keyness",
        keyness::evert,
    ),
    (
        "two lists of keyness as quanteda has them",
        "conformance/keyness",
        keyness::quanteda,
    ),
    (
        "Fisher's exact test as R has it",
        "conformance/keyness",
        keyness::fisher,
    ),
    (
        "published cases of keyness and association",
        "conformance/keyness",
        keyness::published,
    ),
    (
        "94 pairs as UCS has them",
        "conformance/collocation",
        collocation::ucs,
    ),
    (
        "599 log ratios with their limits",
        "conformance/collocation",
        collocation::log_ratios,
    ),
    (
        "two lists of CQPweb",
        "conformance/collocation",
        collocation::cqpweb,
    ),
    (
        "tables with zeros, and Brown's bigrams",
        "conformance/collocation",
        collocation::extremes,
    ),
    (
        "the stop words of quanteda",
        "conformance/collocation",
        collocation::stop_words,
    ),
    (
        "bigrams of the addresses as quanteda has them",
        "conformance/collocation",
        collocation::bigrams,
    ),
    (
        "published cases of dispersion",
        "conformance/dispersion",
        dispersion::published,
    ),
    (
        "term counts of the inaugural addresses",
        "conformance/inaugural",
        inaugural::counts,
    ),
    (
        "sizes of the inaugural addresses",
        "conformance/inaugural",
        inaugural::sizes,
    ),
    (
        "words of three addresses as quanteda has them",
        "conformance/inaugural",
        inaugural::tokens,
    ),
    (
        "pairs within windows as quanteda has them",
        "conformance/fcm",
        inaugural::windows,
    ),
    (
        "hits of a concordance as quanteda has them",
        "conformance/kwic",
        inaugural::hits,
    ),
    (
        "look-up of a dictionary in the addresses as quanteda has it",
        "conformance/dictionary",
        dictionary::look_up,
    ),
    (
        "dictionaries of LIWC, WordStat, Yoshikoder, Lexicoder and quanteda",
        "conformance/dictionary",
        dictionary::formats,
    ),
    (
        "the five articles: what becomes of phrases",
        "articles/metadata.csv",
        articles::uptake,
    ),
    (
        "every quotation of 973 annotated articles slices its text back",
        "quotes/polnear_train.jsonl",
        articles::offsets,
    ),
    (
        "the five articles: voices, the rank of rumors, sides, the report",
        "articles/metadata.csv",
        articles::five_articles,
    ),
];

fn main() {
    let folder = std::env::var_os("COUNTERFRAME_SHARED")
        .map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let mut skipped = 0;
    let mut trials = Vec::new();
    for (name, needs, check) in CHECKS {
        let there = folder.join(needs).exists();
        skipped += usize::from(!there);
        let folder = folder.clone();
        let trial = Trial::test(*name, move || check(&folder)).with_ignored_flag(!there);
        trials.push(trial);
    }
    if skipped > 0 {
        println!(
            "skipped {skipped} of {} checks: their data are not in {}",
            CHECKS.len(),
            folder.display()
        );
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// Within a share of the expected number, or of 1 if that is smaller.
fn near(found: f64, expected: f64, tolerance: f64, what: &str) -> Result<(), Failed> {
    let close = (found - expected).abs() <= tolerance * expected.abs().max(1.0);
    if close {
        Ok(())
    } else {
        Err(format!("{what}: {found}, expected {expected}").into())
    }
}

/// A check that understands too few cases is none.
fn counted(checked: usize, least: usize) -> Result<(), Failed> {
    if checked < least {
        return Err(format!("only {checked} cases were understood, not {least}").into());
    }
    Ok(())
}

fn column(row: &HashMap<String, String>, name: &str) -> f64 {
    match row[name].as_str() {
        "Inf" => f64::INFINITY,
        value => value.parse().unwrap(),
    }
}

fn rows(path: &Path, delimiter: u8) -> Vec<HashMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .comment(Some(b'#'))
        .from_path(path)
        .unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}
