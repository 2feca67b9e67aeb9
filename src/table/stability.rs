//! How often a term stays among the first, under other choices.

use super::{Cell, Table, rounded};
use std::collections::BTreeMap;

/// The columns of the table.
pub const COLUMNS: &[&str] = &[
    "comparison",
    "more_in",
    "term",
    "rank",
    "stays",
    "rankings",
    "moved_by",
    "levels",
];

/// One choice of a ranking: what was chosen, and how.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// `measure`, `stemmer`, …
    pub what: &'static str,
    /// The level.
    pub level: String,
}

impl Choice {
    /// A choice.
    pub fn new(what: &'static str, level: &str) -> Self {
        Self {
            what,
            level: level.to_owned(),
        }
    }
}

/// How a term fares.
#[derive(Debug, Clone)]
pub struct Stays {
    /// The comparison.
    pub comparison: String,
    /// Whether it is typical of the target.
    pub of_target: bool,
    /// The term.
    pub term: String,
    /// Its rank under the study's own choices.
    pub rank: u64,
    kept: BTreeMap<Choice, (u64, u64)>,
    all: (u64, u64),
}

impl Stays {
    /// A term that no other ranking has seen.
    pub fn new(comparison: &str, of_target: bool, term: &str, rank: u64) -> Self {
        Self {
            comparison: comparison.to_owned(),
            of_target,
            term: term.to_owned(),
            rank,
            kept: BTreeMap::new(),
            all: (0, 0),
        }
    }

    /// Counts one ranking.
    pub fn add(&mut self, choices: &[Choice], there: bool) {
        let one = u64::from(there);
        self.all = (self.all.0 + one, self.all.1 + 1);
        for choice in choices {
            let kept = self.kept.entry(choice.clone()).or_default();
            *kept = (kept.0 + one, kept.1 + 1);
        }
    }

    /// The choice whose levels differ most, and the share in which the term stays under each; nothing if none matters.
    fn moved_by(&self) -> Option<(&'static str, Vec<(&str, f64)>)> {
        let mut by: BTreeMap<&'static str, Vec<(&str, f64)>> = BTreeMap::new();
        for (choice, (kept, all)) in &self.kept {
            let share = *kept as f64 / *all as f64;
            by.entry(choice.what)
                .or_default()
                .push((&choice.level, share));
        }
        let spread = |levels: &[(&str, f64)]| {
            let shares = || levels.iter().map(|l| l.1);
            shares().fold(0.0, f64::max) - shares().fold(1.0, f64::min)
        };
        let most = by
            .into_iter()
            .max_by(|x, y| spread(&x.1).total_cmp(&spread(&y.1)).then(y.0.cmp(x.0)));
        most.filter(|(_, levels)| spread(levels) > 0.0)
    }
}

/// One row a term, as the study ranks them: the share of rankings in which it stays among the first of its side, and the
/// choice that moves it most, with that share under each of its levels.
pub fn table(stays: &[Stays]) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    for term in stays {
        let moved = term.moved_by();
        let levels = moved.as_ref().map_or(String::new(), |(_, levels)| {
            let level = |(name, share): &(&str, f64)| format!("{name}: {}", rounded(*share));
            levels.iter().map(level).collect::<Vec<_>>().join("; ")
        });
        table.rows.push(vec![
            Cell::Text(term.comparison.as_str().into()),
            Cell::Text(
                if term.of_target {
                    "target"
                } else {
                    "reference"
                }
                .into(),
            ),
            Cell::Text(term.term.as_str().into()),
            Cell::Count(term.rank),
            Cell::Number(term.all.0 as f64 / term.all.1 as f64),
            Cell::Count(term.all.1),
            Cell::Text(moved.as_ref().map_or("", |m| m.0).into()),
            Cell::Text(levels.into()),
        ]);
    }
    table
}
