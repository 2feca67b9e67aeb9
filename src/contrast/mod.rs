//! Groups of rows, and two of them set against each other.
//!
//! Rows and units only: where a group came from (a flag, a study, a default) is not known here.

mod units;

pub use units::{UnitCell, Units};

use crate::count::{By, Columns, Condition, Row, Tally};
use crate::error::{Error, Result};
use crate::lexicon::Glob;
use ndarray::{Array1, Array2};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Named rows of a tally.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How it is printed.
    pub label: String,
    /// Places of its rows in [`Tally::rows`], ascending.
    pub rows: Vec<u32>,
}

impl Group {
    /// Word tokens of the group.
    pub fn words(&self, tally: &Tally) -> u64 {
        self.rows(tally).map(|r| u64::from(r.words)).sum()
    }

    /// Articles in which the group has words.
    pub fn articles(&self, tally: &Tally) -> u64 {
        let with_words = self.rows(tally).filter(|r| r.words > 0);
        with_words.map(|r| r.article).collect::<BTreeSet<_>>().len() as u64
    }

    /// The group's rows.
    pub fn rows<'t>(&'t self, tally: &'t Tally) -> impl Iterator<Item = &'t Row> {
        self.rows.iter().map(|r| &tally.rows[*r as usize])
    }

    /// The group's rows article by article, in order.
    pub fn by_article<'t>(&'t self, tally: &'t Tally) -> impl Iterator<Item = &'t [u32]> {
        self.rows
            .chunk_by(|x, y| tally.rows[*x as usize].article == tally.rows[*y as usize].article)
    }

    /// The group's rows unit by unit: a unit is a cluster of near-duplicates, an article alone is one of its own.
    pub fn by_unit(&self, tally: &Tally) -> Vec<Vec<u32>> {
        let mut units: BTreeMap<crate::article::ArticleId, Vec<u32>> = BTreeMap::new();
        for &row in &self.rows {
            let article = &tally.corpus.articles[tally.rows[row as usize].article as usize];
            units.entry(article.cluster).or_default().push(row);
        }
        units.into_values().collect()
    }

    /// How often each term occurs in the group.
    pub fn counts(&self, tally: &Tally, columns: &Columns<'_>) -> Vec<u64> {
        let mut totals = vec![0; columns.len()];
        self.rows(tally)
            .for_each(|row| columns.add(tally.cells(row), &mut totals));
        totals
    }

    /// In how many articles of the group each term occurs.
    pub fn article_counts(&self, tally: &Tally, columns: &Columns<'_>) -> Vec<u64> {
        let mut articles = vec![0_u64; columns.len()];
        let mut last = vec![u32::MAX; columns.len()];
        for row in self.rows(tally) {
            for cell in tally.cells(row) {
                let column = columns.of(cell.term) as usize;
                if last[column] != row.article {
                    last[column] = row.article;
                    articles[column] += 1;
                }
            }
        }
        articles
    }
}

/// The rows that all conditions choose.
pub fn choose(tally: &Tally, conditions: &[Condition]) -> Vec<u32> {
    let chosen = |row: &Row| conditions.iter().all(|c| c.holds(tally, row));
    tally
        .rows
        .iter()
        .zip(0..)
        .filter(|(row, _)| chosen(row))
        .map(|(_, i)| i)
        .collect()
}

/// One group for each value of a field, in order of value.
pub fn groups(tally: &Tally, rows: &[u32], by: &By) -> Vec<Group> {
    let mut groups: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for &row in rows {
        groups
            .entry(by.value(tally, &tally.rows[row as usize]).into_owned())
            .or_default()
            .push(row);
    }
    groups
        .into_iter()
        .map(|(label, rows)| Group { label, rows })
        .collect()
}

/// What a side of a contrast is made of.
#[derive(Debug, Clone)]
pub enum Side {
    /// Values of the field, as globs.
    Values(Vec<Glob>),
    /// One value, as it stands.
    Exact(String),
    /// Every row that the other side does not have; a voice of `unknown` belongs to nobody and is left out.
    Rest,
}

impl Side {
    /// The side of some written values; the single word `rest` is the rest.
    pub fn new(values: &[String]) -> Result<Self> {
        if values.len() == 1 && values[0] == "rest" {
            return Ok(Self::Rest);
        }
        Ok(Self::Values(
            values.iter().map(|v| Glob::new(v)).collect::<Result<_>>()?,
        ))
    }

    /// True when a value belongs to this side, `other` being the side it is set against. An unknown voice belongs to no
    /// rest.
    pub fn takes(&self, other: &Self, by: &By, value: &str) -> bool {
        match self {
            Self::Values(globs) => globs.iter().any(|g| g.matches(value)),
            Self::Exact(exact) => *exact == value,
            Self::Rest => {
                let is_unknown = *by == By::Voice && value == crate::voice::UNKNOWN;
                !is_unknown && !matches!(other, Self::Rest) && !other.takes(self, by, value)
            }
        }
    }

    /// How the side is printed.
    pub fn label(&self) -> String {
        match self {
            Self::Values(globs) => globs
                .iter()
                .map(Glob::written)
                .collect::<Vec<_>>()
                .join(" + "),
            Self::Exact(value) => value.clone(),
            Self::Rest => "rest".into(),
        }
    }
}

/// Two groups with their counts, term by term: what every keyness measure sees.
#[derive(Debug, Clone)]
pub struct Contrast<'t> {
    tally: &'t Tally,
    columns: &'t Columns<'t>,
    /// What is asked about.
    pub target: Group,
    /// What it is set against.
    pub reference: Group,
    /// Word tokens of target and reference.
    pub sizes: [u64; 2],
    /// Terms that are compared, as columns.
    pub terms: Vec<u32>,
    /// Counts: terms by (target, reference).
    pub counts: Array2<u64>,
    /// Articles with the term: terms by (target, reference).
    pub articles: Array2<u64>,
    /// Terms that occur on either side, hidden and rare ones included.
    pub vocabulary: u64,
    /// Words of `unknown` voice that a reference `rest` left out.
    pub left_out: u64,
    min_count: u64,
    units: OnceLock<Units>,
}

impl<'t> Contrast<'t> {
    /// Sets two sides of a field against each other over chosen rows.
    ///
    /// Terms are those that lists show and that both sides together have at least `min_count` times, in order of
    /// their columns.
    ///
    /// # Errors
    ///
    /// When a side has no words, or a row is on both sides.
    pub fn new(
        tally: &'t Tally,
        columns: &'t Columns<'t>,
        rows: &[u32],
        by: &By,
        sides: [&Side; 2],
        min_count: u64,
    ) -> Result<Self> {
        let mut left_out = 0;
        let groups = sides.map(|side| {
            let other = if std::ptr::eq(side, sides[0]) {
                sides[1]
            } else {
                sides[0]
            };
            let chosen = |row: &&u32| {
                let row = &tally.rows[**row as usize];
                let value = by.value(tally, row);
                let is_rest = matches!(side, Side::Rest);
                if is_rest && *by == By::Voice && value == crate::voice::UNKNOWN {
                    left_out += u64::from(row.words);
                }
                side.takes(other, by, &value)
            };
            Group {
                label: side.label(),
                rows: rows.iter().filter(chosen).copied().collect(),
            }
        });
        let [target, reference] = groups;
        if let Some(row) = target
            .rows
            .iter()
            .find(|row| reference.rows.binary_search(row).is_ok())
        {
            let value = by.value(tally, &tally.rows[*row as usize]).into_owned();
            return Err(on_both_sides(by, &value));
        }
        for group in [&target, &reference] {
            if group.words(tally) == 0 {
                let there: BTreeSet<String> = rows
                    .iter()
                    .map(|r| by.value(tally, &tally.rows[*r as usize]).into_owned())
                    .collect();
                return Err(no_words(
                    by,
                    &group.label,
                    &there.into_iter().collect::<Vec<_>>(),
                ));
            }
        }
        Ok(Self {
            left_out,
            ..Self::of_groups(tally, columns, [target, reference], min_count)
        })
    }

    /// Sets two groups that have words and share no row against each other.
    fn of_groups(
        tally: &'t Tally,
        columns: &'t Columns<'t>,
        [target, reference]: [Group; 2],
        min_count: u64,
    ) -> Self {
        let sizes = [target.words(tally), reference.words(tally)];
        let pair = |f: &(dyn Fn(&Group) -> Vec<u64> + Sync)| {
            let (target, reference) = rayon::join(|| f(&target), || f(&reference));
            [target, reference].map(Array1::from)
        };
        let counts = pair(&|g| g.counts(tally, columns));
        let articles = pair(&|g| g.article_counts(tally, columns));
        let enough = |c: &u32| counts[0][*c as usize] + counts[1][*c as usize] >= min_count.max(1);
        let terms: Vec<u32> = (0..columns.len() as u32)
            .filter(|c| !columns.is_hidden(*c))
            .filter(enough)
            .collect();
        let vocabulary = counts[0]
            .iter()
            .zip(&counts[1])
            .filter(|(x, y)| **x + **y > 0)
            .count() as u64;
        let matrix = |of: &[Array1<u64>; 2]| {
            Array2::from_shape_fn((terms.len(), 2), |(t, g)| of[g][terms[t] as usize])
        };
        let (counts, articles) = (matrix(&counts), matrix(&articles));
        Self {
            tally,
            columns,
            target,
            reference,
            sizes,
            counts,
            articles,
            terms,
            vocabulary,
            left_out: 0,
            min_count,
            units: OnceLock::new(),
        }
    }

    /// The same rows shared out in another way; the terms stay, since they are chosen by both sides together.
    #[must_use]
    pub fn with_sides(&self, sides: [Vec<u32>; 2]) -> Self {
        let [target, reference] = sides;
        let group = |of: &Group, rows| Group {
            label: of.label.clone(),
            rows,
        };
        let groups = [
            group(&self.target, target),
            group(&self.reference, reference),
        ];
        Self::of_groups(self.tally, self.columns, groups, self.min_count)
    }

    /// The same contrast over the units that have words on both sides, each of them a pair; `None` where there is none.
    #[must_use]
    pub fn paired(&self) -> Option<Self> {
        let has_words =
            |rows: &Vec<u32>| rows.iter().any(|r| self.tally.rows[*r as usize].words > 0);
        let mut sides: [Vec<u32>; 2] = Default::default();
        for rows in units::rows(self)
            .into_values()
            .filter(|rows| rows.iter().all(has_words))
        {
            for (side, rows) in sides.iter_mut().zip(rows) {
                side.extend(rows);
            }
        }
        sides.iter_mut().for_each(|rows| rows.sort_unstable());
        (!sides[0].is_empty()).then(|| self.with_sides(sides))
    }

    /// How a term of the contrast is printed.
    pub fn label(&self, term: usize) -> &'t str {
        self.columns.label(self.terms[term])
    }

    /// The rows of each of the [`Units`], of target and reference.
    pub fn rows_by_unit(&self) -> Vec<[Vec<u32>; 2]> {
        units::rows(self)
            .into_values()
            .filter(|sides| {
                sides
                    .iter()
                    .flatten()
                    .any(|row| self.tally.rows[*row as usize].words > 0)
            })
            .collect()
    }

    /// The units of both sides, found when they are first asked for.
    pub fn units(&self) -> &Units {
        self.units.get_or_init(|| Units::of_contrast(self))
    }
}

/// A value that both sides take.
pub(crate) fn on_both_sides(by: &By, value: &str) -> Error {
    let name = by.name();
    Error::Input(format!(
        "{name} \"{value}\" is in both the target and the reference"
    ))
}

/// A side that no value of the field belongs to.
pub(crate) fn no_words(by: &By, label: &str, there: &[String]) -> Error {
    if label == "rest" && !there.is_empty() {
        let name = by.name();
        return Error::Input(format!(
            "the target takes every {name}: nothing is left for \"rest\""
        ));
    }
    let nearest = crate::error::nearest(label, there)
        .map_or(String::new(), |n| format!("; did you mean \"{n}\"?"));
    let shown: Vec<String> = there
        .iter()
        .take(12)
        .map(|v| format!("\"{}\"", short(v)))
        .collect();
    let more = if there.len() > shown.len() {
        ", …"
    } else {
        ""
    };
    Error::Input(format!(
        "the group \"{}\" has no words: no {} fits (there are: {}{more}{nearest})",
        short(label),
        by.name(),
        shown.join(", ")
    ))
}

/// A value for a message: one line, not too long.
fn short(value: &str) -> String {
    let mut letters = value.chars().map(|c| if c.is_control() { '?' } else { c });
    let first: String = letters.by_ref().take(60).collect();
    if letters.next().is_some() {
        first + "…"
    } else {
        first
    }
}
