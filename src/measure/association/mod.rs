//! Association: how strongly a collocate is drawn to a node.

mod chi2;
mod delta_p;
mod fisher;
mod g2;
mod log_dice;
mod log_odds;
mod lrc;
mod mi;
mod min_sensitivity;
mod npmi;
mod t;
mod z;

pub use chi2::chi2;
pub use delta_p::delta_p;
pub use fisher::fisher_p;
pub use g2::g2;
pub use log_dice::log_dice;
pub use log_odds::log_odds;
pub use lrc::lrc;
pub use mi::{mi, mi_k};
pub use min_sensitivity::min_sensitivity;
pub use npmi::npmi;
pub use t::t_score;
pub use z::z_score;

use crate::error::{Error, Result};
use crate::measure::About;

/// What is known of a node and a collocate, under one scheme of margins.
///
/// ```text
///                   within reach of the node     elsewhere
/// collocate                  O                     C1 − O            C1
/// other tokens            R1 − O             N − R1 − C1 + O
///                           R1                                        N
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cooccurrence {
    /// Times the two stand together.
    pub observed: u64,
    /// Occurrences of the node.
    pub node_count: u64,
    /// Occurrences of the collocate.
    pub collocate_count: u64,
    /// Tokens within reach of the node.
    pub r1: u64,
    /// Occurrences of the collocate that could stand within reach.
    pub c1: u64,
    /// All tokens that could.
    pub n: u64,
    /// What is expected if the two had nothing to do with each other.
    pub expected: Expected,
}

/// Expected co-occurrence under one scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// `R1 C1 / N`.
    Margins,
    /// `f(node) f(collocate) / N`, times the words a window spans.
    Plain {
        /// 1, or the words of a whole window.
        span: u64,
    },
}

impl Cooccurrence {
    /// The expected number of co-occurrences; `None` if there are no tokens.
    pub fn expected(&self) -> Option<f64> {
        if self.n == 0 {
            return None;
        }
        let n = self.n as f64;
        Some(match self.expected {
            Expected::Margins => self.r1 as f64 * self.c1 as f64 / n,
            Expected::Plain { span } => {
                self.node_count as f64 * self.collocate_count as f64 / n * span as f64
            }
        })
    }
}

/// A measure of association.
pub trait Association: Sync {
    /// Its column.
    fn column(&self) -> &'static str;
    /// Its value, of so many collocates judged together; `None` where it is undefined.
    fn score(&self, counts: &Cooccurrence, family: u64) -> Option<f64>;
    /// Formula, range and source.
    fn about(&self) -> &About;
}

/// A measure that counts are enough for.
struct OfCounts {
    column: &'static str,
    value: fn(&Cooccurrence, u64) -> Option<f64>,
    about: About,
}

impl Association for OfCounts {
    fn column(&self) -> &'static str {
        self.column
    }
    fn score(&self, counts: &Cooccurrence, family: u64) -> Option<f64> {
        (self.value)(counts, family)
    }
    fn about(&self) -> &About {
        &self.about
    }
}

/// All measures of association, in the order of their columns.
pub const MEASURES: &[&dyn Association] = &[
    &log_dice::LOG_DICE,
    &g2::G2,
    &npmi::NPMI,
    &t::T,
    &mi::MI,
    &mi::MI2,
    &mi::MI3,
    &z::Z,
    &chi2::CHI2,
    &delta_p::DELTA_P_CN,
    &delta_p::DELTA_P_NC,
    &min_sensitivity::MIN_SENSITIVITY,
    &fisher::FISHER_P,
    &log_odds::LOG_ODDS,
    &lrc::LRC,
];

/// What is asked of a co-occurrence when nothing is named.
pub const DEFAULT: &[&str] = &["log_dice", "g2", "npmi", "t"];

/// The measures of some names; `all` is every one.
pub fn named(names: &[String]) -> Result<Vec<&'static dyn Association>> {
    if names.iter().any(|n| n == "all") {
        return Ok(MEASURES.to_vec());
    }
    let find = |name: &String| {
        let found = MEASURES.iter().copied().find(|m| m.column() == name);
        found.ok_or_else(|| {
            let mut all: Vec<&str> = MEASURES.iter().map(|m| m.column()).collect();
            all.push("all");
            Error::unknown("--measure", "measure", name, &all)
        })
    };
    names.iter().map(find).collect()
}
