//! Association: how strongly a collocate is drawn to a node.

mod g2;
mod log_dice;
mod npmi;
mod t;

pub use g2::g2;
pub use log_dice::log_dice;
pub use npmi::npmi;
pub use t::t_score;

use crate::error::{Error, Result};

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
    /// Its value; `None` where it is undefined.
    fn score(&self, counts: &Cooccurrence) -> Option<f64>;
    /// Why a value is undefined.
    fn undefined(&self) -> &'static str;
    /// Where the formula comes from.
    fn citation(&self) -> &'static str;
}

/// All measures of association, in the order of their columns.
pub const MEASURES: &[&dyn Association] = &[&log_dice::LogDice, &g2::G2, &npmi::Npmi, &t::T];

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
