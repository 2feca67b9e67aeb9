//! Keyness: how much more one group uses a term than another.

mod bic;
mod by_unit;
mod chi2;
mod chi2_yates;
mod din;
mod fisher;
mod g2;
mod g2_two_term;
mod g2_williams;
mod jsd_shift;
mod log_odds;
mod log_ratio;
mod log_ratio_walter;
mod lrc;
mod mann_whitney;
mod odds_ratio;
mod odds_ratio_haldane;
mod percent_diff;
mod simple_maths;
mod welch;

pub use bic::bic;
pub use chi2::chi2;
pub use chi2_yates::chi2_yates;
pub use din::din;
pub use fisher::fisher_p;
pub use g2::g2;
pub use g2_two_term::g2_two_term;
pub use g2_williams::g2_williams;
pub use jsd_shift::jsd_shift;
pub use log_odds::{Prior, log_odds, log_odds_z};
pub use log_ratio::log_ratio;
pub use log_ratio_walter::log_ratio_walter;
pub use lrc::{log_ratio_bounds, lrc};
pub use mann_whitney::mann_whitney;
pub use odds_ratio::odds_ratio;
pub use odds_ratio_haldane::odds_ratio_haldane;
pub use percent_diff::percent_diff;
pub use simple_maths::{simple_maths, simple_maths_1};
pub use welch::welch;

use crate::contrast::Contrast;
use crate::error::{Error, Result};
use crate::measure::About;
use crate::measure::Table2x2;
use serde::{Deserialize, Serialize};

/// What measures can be told: the study's `[measures]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The prior of the log-odds: `pooled`, `flat:0.01`, or a CSV of terms and weights.
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
            // The weights of a file are checked line by line when it is read.
            Prior::File { .. } => return Ok(()),
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
    fn score(&self, contrast: &Contrast<'_>, options: &Options) -> Vec<Vec<Option<f64>>>;
    /// The calculation for one term, with its numbers, without the result.
    fn worked(&self, contrast: &Contrast<'_>, options: &Options, term: usize) -> String;
    /// True for a p: the smaller, the more there is to see.
    fn is_p(&self) -> bool {
        self.columns()[0].ends_with("_p")
    }
    /// Formula, range and source.
    fn about(&self) -> &About;
}

/// A measure of one table at a time.
struct Cellwise {
    columns: &'static [&'static str],
    worked: fn(Table2x2) -> String,
    value: fn(Table2x2) -> Option<f64>,
    about: About,
}

impl Keyness for Cellwise {
    fn columns(&self) -> &'static [&'static str] {
        self.columns
    }
    fn score(&self, contrast: &Contrast<'_>, _: &Options) -> Vec<Vec<Option<f64>>> {
        tables(contrast)
            .map(|table| vec![(self.value)(table)])
            .collect()
    }
    fn about(&self) -> &About {
        &self.about
    }
    fn worked(&self, contrast: &Contrast<'_>, _: &Options, term: usize) -> String {
        tables(contrast)
            .nth(term)
            .map_or(String::new(), self.worked)
    }
}

/// All measures of keyness, in the order of their columns.
pub const MEASURES: &[&dyn Keyness] = &[
    &log_odds::LogOdds,
    &log_ratio::LOG_RATIO,
    &g2::G2,
    &g2_two_term::G2_2TERM,
    &g2_williams::G2_WILLIAMS,
    &chi2::CHI2,
    &chi2_yates::CHI2_YATES,
    &fisher::FISHER_P,
    &log_ratio_walter::LOG_RATIO_WALTER,
    &lrc::Lrc,
    &percent_diff::PERCENT_DIFF,
    &odds_ratio::ODDS_RATIO,
    &odds_ratio_haldane::ODDS_RATIO_HALDANE,
    &bic::BIC,
    &simple_maths::SIMPLE_MATHS,
    &din::DIN,
    &jsd_shift::JSD_SHIFT,
    &welch::Welch,
    &mann_whitney::MannWhitney,
];

/// Weighted log-odds (z) below which a term is no candidate for what is typical of a side: one standard error.
pub const STANDS_OUT: f64 = 1.0;

/// The weighted log-odds of each term of a contrast in units of its standard error; 0 where it is undefined.
pub fn z(contrast: &Contrast<'_>, options: &Options) -> Vec<f64> {
    let scores = log_odds::LogOdds.score(contrast, options);
    let first = |row: Vec<Option<f64>>| row.first().copied().flatten().unwrap_or(0.0);
    scores.into_iter().map(first).collect()
}

/// The 2×2 table of each term of a contrast.
fn tables(contrast: &Contrast<'_>) -> impl Iterator<Item = Table2x2> {
    let [n1, n2] = contrast.sizes;
    contrast.counts.rows().into_iter().map(move |row| {
        Table2x2::new(row[0], row[1], n1, n2)
            .expect("a group's words are at least as many as one term's")
    })
}
