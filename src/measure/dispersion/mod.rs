//! Dispersion: how evenly a term is spread over articles.
//!
//! A measure is one file and one line in [`MEASURES`]. Articles without words are left out.

pub mod arf;
mod carroll_d2;
mod dp;
mod juilland_d;
mod kld;
mod range;
mod rosengren_s;
mod sd;

pub use arf::{arf, distances};
pub use carroll_d2::carroll_d2;
pub use dp::{dp, dp_norm};
pub use juilland_d::juilland_d;
pub use kld::kld;
pub use range::range;
pub use rosengren_s::rosengren_s;
pub use sd::sd;

use crate::error::{Error, Result};
use crate::measure::About;

/// The sizes of all articles, in so far as dispersion needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sizes {
    /// Articles with words.
    pub articles: u64,
    /// All words.
    pub total: u64,
    /// Words of the smallest article that has any.
    pub smallest: u64,
}

impl Sizes {
    /// Sums up the sizes of articles; empty ones are left out.
    pub fn new(sizes: impl Iterator<Item = u64>) -> Self {
        sizes.filter(|n| *n > 0).fold(Self::default(), |s, n| Self {
            articles: s.articles + 1,
            total: s.total + n,
            smallest: if s.articles == 0 {
                n
            } else {
                s.smallest.min(n)
            },
        })
    }
}

/// How a term is spread over articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'a> {
    /// For each article that has the term, its count there and the article's words.
    pub counts: &'a [(u64, u64)],
    /// The sizes of all articles.
    pub sizes: Sizes,
}

impl Parts<'_> {
    /// Occurrences in all; `None` where dispersion means nothing.
    fn defined(&self) -> Option<u64> {
        let f = self.counts.iter().map(|(v, _)| v).sum();
        (f > 0 && self.sizes.articles > 1).then_some(f)
    }
}

/// A measure of dispersion.
pub trait Dispersion: Sync {
    /// Its column.
    fn column(&self) -> &'static str;
    /// Its value; `None` where it is undefined.
    fn score(&self, parts: &Parts<'_>) -> Option<f64>;
    /// Formula, range and source.
    fn about(&self) -> &About;
}

/// A measure that counts are enough for.
struct OfCounts {
    column: &'static str,
    value: fn(&Parts<'_>) -> Option<f64>,
    about: About,
}

impl Dispersion for OfCounts {
    fn column(&self) -> &'static str {
        self.column
    }
    fn score(&self, parts: &Parts<'_>) -> Option<f64> {
        (self.value)(parts)
    }
    fn about(&self) -> &About {
        &self.about
    }
}

/// All measures of dispersion, in the order of their columns.
pub const MEASURES: &[&dyn Dispersion] = &[
    &dp::DP_NORM,
    &dp::DP,
    &range::RANGE,
    &sd::SD,
    &juilland_d::JUILLAND_D,
    &carroll_d2::CARROLL_D2,
    &rosengren_s::ROSENGREN_S,
    &kld::KLD,
];

/// What is asked of dispersion when nothing is named.
pub const DEFAULT: &[&str] = &["dp_norm"];

/// Which measures are asked for.
#[derive(Clone, Default)]
pub struct Chosen {
    /// Those that need counts only.
    pub measures: Vec<&'static dyn Dispersion>,
    /// Average reduced frequency, which needs places.
    pub arf: bool,
}

/// The measures of some names; `all` is every one.
pub fn named(names: &[String]) -> Result<Chosen> {
    if names.iter().any(|n| n == "all") {
        return Ok(Chosen {
            measures: MEASURES.to_vec(),
            arf: true,
        });
    }
    let mut chosen = Chosen::default();
    for name in names {
        match MEASURES.iter().find(|m| m.column() == name) {
            Some(measure) => chosen.measures.push(*measure),
            None if name == "arf" => chosen.arf = true,
            None => {
                let all = MEASURES.iter().map(|m| m.column());
                let all: Vec<&str> = all.chain(["arf", "all"]).collect();
                return Err(Error::unknown("--measure", "measure", name, &all));
            }
        }
    }
    Ok(chosen)
}
