//! English.

use super::{Furniture, Language, Reporting, Roles, Sides, Stance, words};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// English, as news of the last decades writes it.
pub(super) struct English;

type Words = LazyLock<BTreeSet<&'static str>>;

static STOP_WORDS: Words = LazyLock::new(|| words(include_str!("stop_words.txt")));
static ABBREVIATIONS: Words = LazyLock::new(|| words(include_str!("abbreviations.txt")));
static STARTERS: Words = LazyLock::new(|| words(include_str!("starters.txt")));
static MONTHS: Words = LazyLock::new(|| words(include_str!("months.txt")));
static FURNITURE: LazyLock<Furniture> =
    LazyLock::new(|| Furniture::parse(include_str!("furniture.toml"), &MONTHS));
static REPORTING: LazyLock<Reporting> =
    LazyLock::new(|| Reporting::parse(include_str!("reporting.toml")));
static ROLES: LazyLock<Roles> =
    LazyLock::new(|| Roles::parse(include_str!("roles.toml"), include_str!("given_names.toml")));
static STANCE: LazyLock<Stance> = LazyLock::new(|| Stance::parse(include_str!("stance.toml")));
static SIDES: LazyLock<Sides> = LazyLock::new(|| Sides::parse(include_str!("sides.tsv")));

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
    fn reporting(&self) -> Option<&'static Reporting> {
        Some(&REPORTING)
    }
    fn roles(&self) -> Option<&'static Roles> {
        Some(&ROLES)
    }
    fn stance(&self) -> Option<&'static Stance> {
        Some(&STANCE)
    }
    fn sides(&self) -> &'static Sides {
        &SIDES
    }
}
