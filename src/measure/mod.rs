//! Scores: here floating point begins.
//!
//! A measure is one file and one line in [`keyness::MEASURES`] or [`association::MEASURES`]; the command line, the
//! documentation and the conformance tests loop over the lists. Every formula names its source.

pub mod agreement;
pub mod association;
pub mod bootstrap;
pub mod dispersion;
pub mod eigen;
pub mod inference;
pub mod keyness;
pub mod ngram;
pub mod rate;
pub mod tails;

/// The sources of all measures, as BibTeX.
pub const REFERENCES: &str = include_str!("references.bib");

/// What is said of every measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Its formula in one line.
    pub formula: &'static str,
    /// Which values it takes, and what its sign means.
    pub range: &'static str,
    /// Why a value is undefined.
    pub undefined: &'static str,
    /// Where the formula comes from.
    pub citation: &'static str,
}

/// A number in a calculation that people follow by hand: six significant digits.
pub(crate) fn six(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 {
        return "0".into();
    }
    if size.is_infinite() {
        return if value > 0.0 { "∞" } else { "−∞" }.into();
    }
    if !(1e-4..1e12).contains(&size) {
        return format!("{value:.5e}");
    }
    let before = libm::floor(libm::log10(size)) as i32;
    let digits = usize::try_from(5 - before).unwrap_or(0);
    let text = format!("{value:.digits$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

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

    /// The table of two events that happen together `observed` times, `r1` and `c1` times in all, among `n`; `None` if
    /// they cannot.
    pub fn of_margins(observed: u64, r1: u64, c1: u64, n: u64) -> Option<Self> {
        let d = (n + observed).checked_sub(r1 + c1)?;
        (n > 0).then_some(Self {
            a: observed,
            b: c1.checked_sub(observed)?,
            c: r1.checked_sub(observed)?,
            d,
        })
    }

    /// All tokens.
    pub fn total(&self) -> u64 {
        self.a + self.b + self.c + self.d
    }

    /// The four cells, in the order of their letters.
    fn cells(&self) -> [f64; 4] {
        [self.a, self.b, self.c, self.d].map(|cell| cell as f64)
    }

    /// The tokens of target and reference; `None` if a group has none.
    fn sizes(&self) -> Option<[f64; 2]> {
        let (n1, n2) = (self.a + self.c, self.b + self.d);
        (n1 > 0 && n2 > 0).then_some([n1 as f64, n2 as f64])
    }

    /// A relative frequency as it is written in a calculation: the target's (0) or the reference's (1).
    fn rate(&self, side: usize) -> String {
        let [count, other] = [[self.a, self.c], [self.b, self.d]][side];
        six(count as f64 / (count + other) as f64)
    }

    /// A measure of evidence with the sign of association: positive when the term is more frequent in the target.
    fn signed(&self, value: f64) -> f64 {
        let Self { a, b, c, d } = *self;
        let more_in_target = u128::from(a) * u128::from(b + d) >= u128::from(b) * u128::from(a + c);
        if more_in_target || value == 0.0 {
            value
        } else {
            -value
        }
    }

    /// Pearson's χ² with `|ad − bc|` made smaller by `correction`, at least to 0; 0 when a margin is empty.
    fn chi_squared(&self, correction: f64) -> f64 {
        let [a, b, c, d] = self.cells();
        let margins = (a + b) * (c + d) * (a + c) * (b + d);
        if margins == 0.0 {
            return 0.0;
        }
        let gap = ((a * d - b * c).abs() - correction).max(0.0);
        (a + b + c + d) * (gap / margins) * gap
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
        self.signed((2.0 * sum).max(0.0))
    }
}
