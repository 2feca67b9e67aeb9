//! What is absent from a group's articles, given how much it wrote: a number instead of "never quotes an activist".

use super::Groups;
use crate::article::ArticleId;
use crate::count::Tally;
use crate::measure::rate::most_units;
use crate::measure::tails::beta_quantile;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Whose absence is told, besides voices and frames: the study's `[silence]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Terms; empty: the strongest of the study's comparisons.
    pub terms: Vec<String>,
    /// How many of each side of a comparison.
    pub top: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            terms: Vec::new(),
            top: 10,
        }
    }
}

/// What can be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A voice.
    Voice,
    /// A frame of the dictionaries.
    Frame,
    /// A term.
    Term,
}

impl Kind {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Voice => "voice",
            Self::Frame => "frame",
            Self::Term => "term",
        }
    }
}

/// Where things occur: units and occurrences by group.
#[derive(Debug, Default)]
pub struct Presence(BTreeMap<(Kind, String), Groupwise>);

type Groupwise = BTreeMap<String, (BTreeSet<ArticleId>, u64)>;

impl Presence {
    /// A thing occurs `n` times in a unit of a group.
    pub fn add(&mut self, thing: (Kind, String), group: &str, unit: ArticleId, n: u64) {
        if n == 0 {
            return;
        }
        let (units, count) = self
            .0
            .entry(thing)
            .or_default()
            .entry(group.to_owned())
            .or_default();
        units.insert(unit);
        *count += n;
    }
}

/// Something that a group never has and others do.
#[derive(Debug, Clone, PartialEq)]
pub struct Silence {
    /// The group.
    pub group: String,
    /// What kind of thing.
    pub kind: Kind,
    /// The thing.
    pub item: String,
    /// Units of the group.
    pub units: u64,
    /// The largest share of units that could have it and still none of these do, with a chance of 5 %.
    pub most: f64,
    /// Share of the other groups' units that have it.
    pub elsewhere: f64,
    /// The lower end of its exact one-sided 95 % interval.
    pub elsewhere_low: f64,
    /// Occurrences if the group had it at the rate of the others.
    pub expected: f64,
}

impl Silence {
    /// True when the absence says more than that the group wrote little: even the most that its units allow is less than
    /// the least that the others' show.
    pub fn is_telling(&self) -> bool {
        self.most < self.elsewhere_low
    }
}

/// How much each group wrote: its units and words.
fn sizes(
    tally: &Tally,
    rows: &[u32],
    groups: &Groups<'_>,
) -> BTreeMap<String, (BTreeSet<ArticleId>, u64)> {
    let mut sizes: Groupwise = BTreeMap::new();
    let rows = rows.iter().map(|row| &tally.rows[*row as usize]);
    for row in rows.filter(|row| row.words > 0) {
        let article = &tally.corpus.articles[row.article as usize];
        let (units, words) = sizes
            .entry(groups.label(article.id).to_owned())
            .or_default();
        units.insert(article.cluster);
        *words += u64::from(row.words);
    }
    sizes
}

/// What each group lacks among chosen rows, the most telling first.
///
/// ```text
/// most = 1 − .05^(1/U)      elsewhere_low: p with P(X ≥ k | p, U′) = .05,  k of the U′ units of the other groups have it
/// ```
///
/// A group without a name is nobody and lacks nothing. A unit that several of the other groups share counts once.
///
/// The bound for none: as [`most_units`]; for the others: Clopper, C. J. & Pearson, E. S. (1934), Biometrika 26, 404–413.
pub fn silences(
    tally: &Tally,
    rows: &[u32],
    groups: &Groups<'_>,
    presence: &Presence,
) -> Vec<Silence> {
    let sizes = sizes(tally, rows, groups);
    let mut found = Vec::new();
    for ((kind, item), there) in &presence.0 {
        for (group, (units, words)) in sizes.iter().filter(|(group, _)| !group.is_empty()) {
            if there.contains_key(group) {
                continue;
            }
            // A unit that several of the others share is one unit.
            let others = || sizes.iter().filter(|(other, _)| *other != group);
            let union = |of: &mut dyn Iterator<Item = &BTreeSet<ArticleId>>| -> u64 {
                let units: BTreeSet<&ArticleId> = of.flatten().collect();
                units.len() as u64
            };
            let all = union(&mut others().map(|(_, (units, _))| units));
            let all_words: u64 = others().map(|(_, (_, words))| words).sum();
            let with = union(&mut there.values().map(|(units, _)| units));
            let count: u64 = there.values().map(|(_, count)| count).sum();
            let Some(most) = most_units(units.len() as u64).filter(|_| all > 0) else {
                continue;
            };
            let (k, n) = (with as f64, all as f64);
            found.push(Silence {
                group: group.clone(),
                kind: *kind,
                item: item.clone(),
                units: units.len() as u64,
                most,
                elsewhere: k / n,
                elsewhere_low: beta_quantile(0.05, k, n - k + 1.0),
                expected: *words as f64 * count as f64 / all_words as f64,
            });
        }
    }
    found.sort_by(|x, y| {
        let gap = |s: &Silence| s.elsewhere_low - s.most;
        gap(y)
            .total_cmp(&gap(x))
            .then_with(|| (&x.group, x.kind, &x.item).cmp(&(&y.group, y.kind, &y.item)))
    });
    found
}
