//! Inference over articles: do two groups differ, when an article and not a word is the unit of evidence?
//!
//! Words cluster by article, so a test that takes words as independent finds keywords where there are none. Here a
//! unit is a cluster of near-duplicate articles; for a term a unit has `x₁` of `n₁` words in the target and `x₀` of `n₀`
//! in the reference, all its rows of a side summed first.
//!
//! ```text
//! r_g = Σ x_g / Σ n_g          T = (r₁ − r₀) / SE          SE² = U/(U − 1) Σ z_u²
//! z_u = (x_u1 − r₁ n_u1)/N₁ − (x_u0 − r₀ n_u0)/N₀
//! ```
//!
//! The error is that of the linearised ratio estimator (Cochran 1977, §6.4), one formula for units on one side and on
//! both. Sides are relabelled as blocks: a unit on both sides swaps them with probability one half, units on one side
//! exchange their labels, within strata if asked. One set of relabellings serves all terms. The null hypothesis is that
//! the sides are exchangeable: a difference in burstiness alone can reject it.
//!
//! Tests of documents: Paquot, M. and Bestgen, Y. (2009), "Distinctive words in academic writing", Language and
//! Computers 68, 247–269; Lijffijt, J. et al. (2016), "Significance testing of word frequencies in corpora", Digital
//! Scholarship in the Humanities 31(2), 374–397; Mildenberger, T. (2023), R package keyperm.

mod adjust;
mod difference;
mod interval;
mod labels;
mod null;
mod permute;
mod power;
mod statistic;

pub use adjust::{Adjust, adjusted};
pub use difference::{Difference, difference};
pub use interval::{Ends, log_ratio_intervals};
pub use null::{NullCheck, null_check};
pub use power::{Power, power};
pub use statistic::{Statistic, statistic};

use crate::contrast::Units;
use crate::error::{Error, Result};
use crate::measure::About;
use crate::measure::rate::most_units;
use labels::Labels;
use serde::{Deserialize, Serialize};

/// A part of inference over articles, as it is shown in the list of measures.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// The columns it fills.
    pub columns: &'static [&'static str],
    /// Formula, range and source.
    pub about: About,
}

/// What inference over articles gives.
pub const PARTS: &[Part] = &[
    Part {
        columns: &["log_ratio_low", "log_ratio_high"],
        about: About {
            formula: "ends of the studentised 95 % interval of log₂(r₁ / r₀), units drawn again",
            range: "any; an end can be missing",
            undefined: "in fewer than 3 units of a side",
            citation: "Davison, A. C. & Hinkley, D. V. (1997). Bootstrap Methods and their Application. Cambridge University Press, §5.2.",
        },
    },
    Part {
        columns: &["p"],
        about: About {
            formula: "(1 + relabellings with |T| as large) / (R + 1), or their share of all K where all are looked at; T = (r₁ − r₀) / SE over units",
            range: "0 to 1",
            undefined: "too few units, too few units with the term, or no spread",
            citation: "Lijffijt, J. et al. (2016). Significance testing of word frequencies in corpora. Digital Scholarship in the Humanities 31(2), 374–397; Cochran, W. G. (1977). Sampling Techniques, 3rd ed. Wiley, §6.4.",
        },
    },
    Part {
        columns: &["p_adjusted"],
        about: About {
            formula: "p adjusted over the m terms that have one: bh, by, holm, bonferroni or none",
            range: "0 to 1",
            undefined: "p is undefined",
            citation: "Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society B 57(1), 289–300.",
        },
    },
    Part {
        columns: &["p_max_t"],
        about: About {
            formula: "step-down on the largest |T| of each relabelling",
            range: "0 to 1",
            undefined: "p is undefined",
            citation: "Westfall, P. H. & Young, S. S. (1993). Resampling-Based Multiple Testing. Wiley.",
        },
    },
    Part {
        columns: &["detectable_log_ratio", "units_needed"],
        about: About {
            formula: "(t.975 + t.80) · SE / ln 2, SE of ln(r₁/r₀): the median over the 100 tested terms nearest in count (all, if there are fewer); U (detectable / effect)²",
            range: "above 0",
            undefined: "the term is not tested",
            citation: "Hoenig, J. M. & Heisey, D. M. (2001). The abuse of power. The American Statistician 55(1), 19–24.",
        },
    },
];

/// Relabellings that `auto` begins with, and those of `p_max_t`.
const FIRST: u64 = 9_999;

/// How inference over articles is done: a study's `[inference]`, but for what near-duplicates are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// What is compared between relabellings.
    pub statistic: Statistic,
    /// How many relabellings; 0: no p.
    pub permutations: Permutations,
    /// How many draws an interval rests on; 0: no intervals.
    pub draws: usize,
    /// How p-values of many terms are adjusted.
    pub adjust: Adjust,
    /// Fewest units a side.
    pub min_units: u64,
    /// Fewest units that have the term.
    pub min_term_units: u64,
    /// Within what labels are exchanged.
    pub strata: Strata,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            statistic: Statistic::T,
            permutations: Permutations::Number(FIRST),
            draws: 2_000,
            adjust: Adjust::Bh,
            min_units: 5,
            min_term_units: 5,
            strata: Strata::None,
        }
    }
}

impl Options {
    /// Refuses an outlet's strata for a comparison of outlets: no label could move.
    pub fn check(&self, by: &str) -> Result<()> {
        if self.strata == Strata::Outlet && by == "outlet" {
            let message =
                "strata = \"outlet\" leaves nothing to exchange when outlets are compared";
            return Err(Error::value("inference.strata", message));
        }
        Ok(())
    }
}

/// How many relabellings are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenNumber", into = "WrittenNumber")]
pub enum Permutations {
    /// So many; 0: no p.
    Number(u64),
    /// 9,999, and up to a million for terms with fewer than ten hits.
    Auto,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenNumber {
    Number(i64),
    Name(String),
}

/// More are refused: a slip of the finger would keep a machine busy for days.
const MOST: i64 = 100_000_000;

impl TryFrom<WrittenNumber> for Permutations {
    type Error = String;
    fn try_from(written: WrittenNumber) -> std::result::Result<Self, String> {
        let refused = |found: String| {
            Err(format!(
                "expected \"auto\" or a number from 0 to {MOST}, found {found}"
            ))
        };
        match written {
            WrittenNumber::Number(n) => match u64::try_from(n) {
                Ok(number) if n <= MOST => Ok(Self::Number(number)),
                _ => refused(n.to_string()),
            },
            WrittenNumber::Name(name) if name == "auto" => Ok(Self::Auto),
            WrittenNumber::Name(name) => refused(format!("\"{name}\"")),
        }
    }
}

impl From<Permutations> for WrittenNumber {
    fn from(permutations: Permutations) -> Self {
        match permutations {
            Permutations::Number(n) => Self::Number(n.cast_signed()),
            Permutations::Auto => Self::Name("auto".into()),
        }
    }
}

/// Within what labels are exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strata {
    /// Among all units.
    #[default]
    None,
    /// Among the units of one outlet, or of one set of outlets.
    Outlet,
}

/// In words: of how many different relabellings how many are looked at, and what is supposed where nothing differs.
///
/// # Examples
///
/// ```
/// use counterframe::contrast::Units;
/// use counterframe::measure::inference::{Options, design};
/// let sizes = (0..12).map(|u| if u < 6 { [100, 0] } else { [0, 100] }).collect();
/// let units = Units::new(sizes, vec![0; 12], Vec::new());
/// assert!(design(&units, &Options::default()).starts_with("p is over all 924 different relabellings"));
/// ```
pub fn design(units: &Units, options: &Options) -> String {
    let number = match options.permutations {
        Permutations::Number(n) => n,
        Permutations::Auto => FIRST,
    };
    let design = Labels::new(units, options.strata).design(number);
    let which = match (design.smallest, design.distinct) {
        (None, _) => {
            return "there is no p, since no relabelling was asked for or there is but one".into();
        }
        (_, Some(k)) if design.enumerated => format!("all {k} different relabellings"),
        (_, Some(k)) => format!("{number} of {k} different relabellings"),
        (_, None) => format!("{number} of more than 2⁶³ different relabellings"),
    };
    format!(
        "p is over {which} of articles; the null hypothesis is that the sides are exchangeable, which a difference in burstiness alone can reject"
    )
}

/// What is found for one term.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tested {
    /// The statistic, positive for more in the target; `None` where its error is 0.
    pub statistic: Option<f64>,
    /// Two-sided p over relabellings.
    pub p: Option<f64>,
    /// p adjusted over all terms that have one.
    pub p_adjusted: Option<f64>,
    /// p adjusted by the largest statistic of each relabelling (Westfall and Young's step-down).
    pub p_max_t: Option<f64>,
    /// How many relabellings p rests on.
    pub relabellings: Option<u64>,
    /// Why there is no p, or what a count of 0 means.
    pub note: String,
    /// True when there are too few units for a test: the note says so.
    pub too_few: bool,
}

/// What is found for a contrast.
#[derive(Debug, Clone, PartialEq)]
pub struct Inference {
    /// One a term.
    pub terms: Vec<Tested>,
    /// Terms that have a p.
    pub m: u64,
    /// Units with words in target and reference.
    pub units: [u64; 2],
    /// Different relabellings; `None`: more than 2⁶³.
    pub distinct: Option<u64>,
    /// True when every different relabelling was looked at.
    pub enumerated: bool,
    /// The smallest p there can be.
    pub smallest: Option<f64>,
}

/// Tests every term of a contrast.
///
/// `seed` decides the relabellings. Two-sided: `p = (1 + hits) / (R + 1)`, a hit being a relabelling whose |T| is at
/// least that of the data; where there are no more than R different relabellings all are looked at and
/// `p = hits / K`. A term is tested if each side has `min_units` units, the smallest attainable p is at most .05 and
/// the term occurs in `min_term_units` units of both sides together.
///
/// # Examples
///
/// ```
/// use counterframe::contrast::{UnitCell, Units};
/// use counterframe::measure::inference::{Options, Permutations, test};
/// // Six articles a side of 100 words; the target has the term 6 to 11 times, the reference 0 to 5 times.
/// let sizes = (0..12).map(|u| if u < 6 { [100, 0] } else { [0, 100] }).collect();
/// let cells = (0..12).map(|u| UnitCell { unit: u, counts: if u < 6 { [6 + u, 0] } else { [0, u - 6] } }).collect();
/// let units = Units::new(sizes, vec![0; 12], vec![cells]);
/// let found = test(&units, &Options::default(), 1);
/// // 12 choose 6 = 924 relabellings, two of them as far apart as the data.
/// assert_eq!((found.distinct, found.enumerated), (Some(924), true));
/// assert_eq!(found.terms[0].p, Some(2.0 / 924.0));
/// ```
pub fn test(units: &Units, options: &Options, seed: u64) -> Inference {
    tested(units, options, seed, false)
}

/// The same for shares: a difference without any spread, such as a part that is all of the whole in every unit of one side
/// and nothing in the other, counts as larger than any other instead of having no p.
///
/// # Examples
///
/// ```
/// use counterframe::contrast::{UnitCell, Units};
/// use counterframe::measure::inference::{Options, test, test_of_shares};
/// // Eight pairs: all of two in the target, none of two in the reference. Two of 2⁸ relabellings are as far apart.
/// let cells = (0..8).map(|unit| UnitCell { unit, counts: [2, 0] }).collect();
/// let units = Units::new(vec![[2, 2]; 8], vec![0; 8], vec![cells]);
/// assert_eq!(test_of_shares(&units, &Options::default(), 1).terms[0].p, Some(2.0 / 256.0));
/// assert_eq!(test(&units, &Options::default(), 1).terms[0].p, None);
/// ```
pub fn test_of_shares(units: &Units, options: &Options, seed: u64) -> Inference {
    tested(units, options, seed, true)
}

fn tested(units: &Units, options: &Options, seed: u64, of_shares: bool) -> Inference {
    let labels = Labels::new(units, options.strata);
    let rounds = match options.permutations {
        Permutations::Number(n) => vec![n],
        Permutations::Auto => vec![FIRST, 99_999, 999_999],
    };
    let design = labels.design(rounds[0]);
    let mut terms: Vec<Tested> = (0..units.terms())
        .map(|term| {
            let few = too_few(units, options, &design, term);
            Tested {
                statistic: statistic(units, term, options.statistic)
                    .or_else(|| of_shares.then(|| apart(units, term)).flatten()),
                too_few: few.is_some(),
                note: few
                    .into_iter()
                    .chain(absent(units, term))
                    .collect::<Vec<_>>()
                    .join("; "),
                ..Tested::default()
            }
        })
        .collect();
    let testable = |term: &usize| {
        is_testable(units, options, &design)
            && terms[*term].statistic.is_some()
            && units.of(*term).len() as u64 >= options.min_term_units.max(1)
    };
    let chosen: Vec<usize> = (0..units.terms()).filter(testable).collect();
    let statistics: Vec<f64> = chosen
        .iter()
        .map(|t| terms[*t].statistic.unwrap_or(0.0).abs())
        .collect();
    if chosen.is_empty() {
        return Inference {
            terms,
            m: 0,
            units: units.on_sides(),
            distinct: design.distinct,
            enumerated: design.enumerated,
            smallest: design.smallest,
        };
    }
    let counted = permute::count(
        units,
        &labels,
        options.statistic,
        &chosen,
        &statistics,
        &rounds,
        seed,
    );
    let over_all = adjusted(&counted.p, options.adjust);
    for (place, term) in chosen.iter().enumerate() {
        let tested = &mut terms[*term];
        tested.p = Some(counted.p[place]);
        tested.p_adjusted = Some(over_all[place]);
        tested.p_max_t = Some(counted.p_max_t[place]);
        tested.relabellings = Some(counted.relabellings[place]);
    }
    Inference {
        terms,
        m: chosen.len() as u64,
        units: units.on_sides(),
        distinct: design.distinct,
        enumerated: design.enumerated,
        smallest: design.smallest,
    }
}

/// An infinite statistic where rates differ.
fn apart(units: &Units, term: usize) -> Option<f64> {
    let [target, reference] = difference(units, term)?.rates;
    let sign = (target - reference).signum();
    ((target - reference).abs() > 0.0).then_some(f64::INFINITY * sign)
}

/// True when the design allows a test at all.
fn is_testable(units: &Units, options: &Options, design: &labels::Design) -> bool {
    let [target, reference] = units.on_sides();
    target.min(reference) >= options.min_units && design.smallest.is_some_and(|p| p <= 0.05)
}

/// Why a term is not tested, where that is for want of units.
fn too_few(
    units: &Units,
    options: &Options,
    design: &labels::Design,
    term: usize,
) -> Option<String> {
    design.smallest?;
    let articles = |n: u64| {
        if n == 1 {
            "1 article".into()
        } else {
            format!("{n} articles")
        }
    };
    let [target, reference] = units.on_sides();
    let there = units.of(term).len() as u64;
    if !is_testable(units, options, design) {
        return Some(format!(
            "not testable ({})",
            articles(target.min(reference))
        ));
    }
    (there < options.min_term_units).then(|| format!("in {}", articles(there)))
}

/// What the absence of a term from a side means.
fn absent(units: &Units, term: usize) -> Option<String> {
    let (counts, on_sides) = (statistic::observed(units, term), units.on_sides());
    let is_absent = |side: &usize| counts[*side] == 0 && counts[1 - side] > 0;
    let side = [0, 1].into_iter().find(is_absent)?;
    let most = 100.0 * most_units(on_sides[side])?;
    let name = ["target", "reference"][side];
    Some(format!(
        "absent from all {} {name} units (at most {most:.1} % of such units, 95 % one-sided)",
        on_sides[side]
    ))
}
