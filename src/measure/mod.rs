//! Scores: here floating point begins.
//!
//! A measure is one file and one line in [`keyness::MEASURES`] or [`association::MEASURES`]; the command line, the
//! documentation and the conformance tests loop over the lists. Every formula names its source.

pub mod agreement;
pub mod association;
pub mod bootstrap;
pub mod dispersion;
pub mod keyness;
pub mod rate;

mod tails;

/// The sources of all measures, as BibTeX.
pub const REFERENCES: &str = include_str!("references.bib");

pub use tails::t_quantile;

/// A 2×2 table of counts.
///
/// ```text
///                target   reference             node     elsewhere
/// term              a          b      collocate    a          b
/// other tokens      c          d      others       c          d
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table2x2 {
    /// The term in the target.
    pub a: u64,
    /// The term in the reference.
    pub b: u64,
    /// Other tokens of the target.
    pub c: u64,
    /// Other tokens of the reference.
    pub d: u64,
}

impl Table2x2 {
    /// The table of a term that occurs `a` times among `n1` tokens and `b` times among `n2`; `None` if it cannot.
    pub fn new(a: u64, b: u64, n1: u64, n2: u64) -> Option<Self> {
        Some(Self {
            a,
            b,
            c: n1.checked_sub(a)?,
            d: n2.checked_sub(b)?,
        })
    }

    /// All tokens.
    pub fn total(&self) -> u64 {
        self.a + self.b + self.c + self.d
    }

    /// The log-likelihood ratio G² with the sign of association: positive when the term is more frequent in the target.
    ///
    /// `2 Σ O ln(O/E)` over all four cells, `0 ln 0 = 0`, nothing added anywhere (Dunning 1993).
    /// 0 when a margin is empty: then nothing can be associated.
    pub fn signed_g2(&self) -> f64 {
        let Self { a, b, c, d } = *self;
        let n = self.total() as f64;
        let cell = |o: u64, row: u64, column: u64| {
            if o == 0 {
                0.0
            } else {
                o as f64 * libm::log(o as f64 * n / (row as f64 * column as f64))
            }
        };
        let sum = cell(a, a + b, a + c)
            + cell(b, a + b, b + d)
            + cell(c, c + d, a + c)
            + cell(d, c + d, b + d);
        let g2 = (2.0 * sum).max(0.0);
        let more_in_target = u128::from(a) * u128::from(b + d) >= u128::from(b) * u128::from(a + c);
        if more_in_target || g2 == 0.0 { g2 } else { -g2 }
    }
}
