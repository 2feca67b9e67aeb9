//! Keyness: how much more one group uses a term than another.

mod g2;
mod log_odds;
mod log_ratio;

pub use g2::g2;
pub use log_odds::{Prior, log_odds, log_odds_z};
pub use log_ratio::log_ratio;

use crate::contrast::Contrast;
use crate::error::{Error, Result};
use crate::measure::Table2x2;
use serde::{Deserialize, Serialize};

/// What measures can be told: the study's `[measures]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The prior of the log-odds: `pooled`, or `flat:0.01`.
    pub prior: Prior,
    /// The weight of a pooled prior, in pseudo-counts.
    pub alpha0: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            prior: Prior::Pooled,
            alpha0: 500.0,
        }
    }
}

impl Options {
    /// Refuses weights that are not positive.
    pub fn check(&self, place: &str) -> Result<()> {
        let weight = match self.prior {
            Prior::Pooled => self.alpha0,
            Prior::Flat(weight) => weight,
        };
        if weight > 0.0 && weight.is_finite() {
            return Ok(());
        }
        Err(Error::value(
            place,
            format!("the weight of a prior must be above 0, not {weight}"),
        ))
    }
}

/// A measure of keyness.
pub trait Keyness: Sync {
    /// The columns it fills, the main one first.
    fn columns(&self) -> &'static [&'static str];
    /// One row a term of the contrast, one value a column; `None` where the measure is undefined.
    fn score(&self, contrast: &Contrast, options: &Options) -> Vec<Vec<Option<f64>>>;
    /// Why a value is undefined.
    fn undefined(&self) -> &'static str;
    /// Where the formula comes from.
    fn citation(&self) -> &'static str;
}

/// All measures of keyness, in the order of their columns.
pub const MEASURES: &[&dyn Keyness] = &[&log_odds::LogOdds, &log_ratio::LogRatio, &g2::G2];

/// The measures of some names; `all` is every one. A name is that of a column.
pub fn named(names: &[String]) -> Result<Vec<&'static dyn Keyness>> {
    if names.iter().any(|n| n == "all") {
        return Ok(MEASURES.to_vec());
    }
    let mut found: Vec<&'static dyn Keyness> = Vec::new();
    for name in names {
        let Some(&measure) = MEASURES
            .iter()
            .find(|m| m.columns().contains(&name.as_str()))
        else {
            let mut all: Vec<&str> = MEASURES.iter().flat_map(|m| m.columns()).copied().collect();
            all.push("all");
            return Err(Error::unknown("--measure", "measure", name, &all));
        };
        if !found
            .iter()
            .any(|f| std::ptr::eq(f.columns(), measure.columns()))
        {
            found.push(measure);
        }
    }
    Ok(found)
}

/// Weighted log-odds (z) below which a term is no candidate for what is typical of a side: one standard error.
pub const STANDS_OUT: f64 = 1.0;

/// The weighted log-odds of each term of a contrast in units of its standard error; 0 where it is undefined.
pub fn z(contrast: &Contrast, options: &Options) -> Vec<f64> {
    let scores = log_odds::LogOdds.score(contrast, options);
    let first = |row: Vec<Option<f64>>| row.first().copied().flatten().unwrap_or(0.0);
    scores.into_iter().map(first).collect()
}

/// The 2×2 table of each term of a contrast.
fn tables(contrast: &Contrast) -> impl Iterator<Item = Table2x2> {
    let [n1, n2] = contrast.sizes;
    contrast.counts.rows().into_iter().map(move |row| {
        Table2x2::new(row[0], row[1], n1, n2)
            .expect("a group's words are at least as many as one term's")
    })
}
