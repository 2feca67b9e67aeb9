//! English.

use super::{Furniture, Language, words};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// English, as news of the last decades writes it.
pub(super) struct English;

static STOP_WORDS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| words(include_str!("stop_words.txt")));
static ABBREVIATIONS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| words(include_str!("abbreviations.txt")));
static STARTERS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| words(include_str!("starters.txt")));
static MONTHS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| words(include_str!("months.txt")));
static FURNITURE: LazyLock<Furniture> =
    LazyLock::new(|| Furniture::parse(include_str!("furniture.toml"), &MONTHS));

impl Language for English {
    fn code(&self) -> &'static str {
        "en"
    }
    fn name(&self) -> &'static str {
        "English"
    }
    fn stop_words(&self) -> &'static BTreeSet<&'static str> {
        &STOP_WORDS
    }
    fn abbreviations(&self) -> &'static BTreeSet<&'static str> {
        &ABBREVIATIONS
    }
    fn sentence_starters(&self) -> &'static BTreeSet<&'static str> {
        &STARTERS
    }
    fn furniture(&self) -> &'static Furniture {
        &FURNITURE
    }
}
