//! How often each term occurs, group by group.

use super::{Cell, Table, rate_cells};
use crate::contrast::Group;
use crate::count::{Columns, Tally};
use crate::measure::dispersion::{Dispersion, Parts, Sizes};
use crate::measure::rate::{UnitSizes, UnitSums, rate};
use std::sync::Arc;

/// The columns before those of dispersion.
pub const COLUMNS: &[&str] = &[
    "group",
    "term",
    "count",
    "per_million",
    "per_million_low",
    "per_million_high",
    "articles",
];

/// One row for each group and each shown term that the group has at least `min_count` times, most frequent first.
///
/// `per_million` is over all word tokens of the group, stop words included; its interval is over articles (clusters
/// of near-duplicates); dispersion is over the group's articles.
pub fn table(
    tally: &Tally,
    columns: &Columns<'_>,
    groups: &[Group],
    min_count: u64,
    measures: &[&'static dyn Dispersion],
) -> Table {
    let names = measures.iter().map(|m| m.column());
    let mut table = Table::new(COLUMNS.iter().copied().chain(names).collect());
    table.bars = Some("per_million");
    for group in groups {
        let spread = Spread::new(tally, columns, group);
        let counts = group.counts(tally, columns);
        let shown = |c: &u32| counts[*c as usize] >= min_count.max(1) && !columns.is_hidden(*c);
        let mut terms: Vec<u32> = (0..columns.len() as u32).filter(shown).collect();
        terms.sort_by_key(|c| (std::cmp::Reverse(counts[*c as usize]), columns.label(*c)));
        table.rows.extend(
            terms
                .into_iter()
                .map(|term| row(columns, &counts, &spread, term, measures)),
        );
    }
    table
}

fn row(
    columns: &Columns<'_>,
    counts: &[u64],
    spread: &Spread,
    term: u32,
    measures: &[&'static dyn Dispersion],
) -> Vec<Cell> {
    let place = term as usize;
    let found = rate(spread.units[place], spread.unit_sizes);
    let [value, low, high] = rate_cells(found, 1e6, "the group has no words");
    let mut cells = vec![
        Cell::Text(spread.label.clone()),
        Cell::Text(columns.label(term).into()),
        Cell::Count(counts[place]),
        value,
        low,
        high,
        Cell::Count(spread.parts[place].len() as u64),
    ];
    let wide = |(v, n): &(u32, u32)| (u64::from(*v), u64::from(*n));
    let counts: Vec<(u64, u64)> = spread.parts[place].iter().map(wide).collect();
    let parts = Parts {
        counts: &counts,
        sizes: spread.sizes,
    };
    let scores = measures.iter();
    cells.extend(scores.map(|m| Cell::number(m.score(&parts), m.about().undefined)));
    cells
}

/// How a group's terms are spread over its units and articles.
struct Spread {
    label: Arc<str>,
    units: Vec<UnitSums>,
    unit_sizes: UnitSizes,
    parts: Vec<Vec<(u32, u32)>>,
    sizes: Sizes,
}

impl Spread {
    fn new(tally: &Tally, columns: &Columns<'_>, group: &Group) -> Self {
        let mut totals = Totals::new(columns.len());
        let mut units = vec![UnitSums::default(); columns.len()];
        let mut unit_sizes = UnitSizes::default();
        for unit in group.by_unit(tally) {
            let n = totals.sum(tally, columns, &unit);
            unit_sizes.add(n);
            totals.take(|term, x| units[term].add(x, n));
        }
        let mut parts = vec![Vec::new(); columns.len()];
        let mut sizes = Vec::new();
        for article in group.by_article(tally) {
            let n = totals.sum(tally, columns, article);
            sizes.push(n);
            totals.take(|term, v| parts[term].push((v as u32, n as u32)));
        }
        let label = group.label.as_str().into();
        Self {
            label,
            units,
            unit_sizes,
            parts,
            sizes: Sizes::new(sizes.into_iter()),
        }
    }
}

/// Counts of the rows at hand, with a list of which are not zero.
struct Totals {
    counts: Vec<u64>,
    touched: Vec<usize>,
}

impl Totals {
    fn new(terms: usize) -> Self {
        Self {
            counts: vec![0; terms],
            touched: Vec::new(),
        }
    }

    /// Adds up rows; returns their words.
    fn sum(&mut self, tally: &Tally, columns: &Columns<'_>, rows: &[u32]) -> u64 {
        let mut words = 0;
        for row in rows.iter().map(|r| &tally.rows[*r as usize]) {
            words += u64::from(row.words);
            for cell in tally.cells(row) {
                let term = columns.of(cell.term) as usize;
                if self.counts[term] == 0 {
                    self.touched.push(term);
                }
                self.counts[term] += u64::from(cell.count);
            }
        }
        words
    }

    /// Hands out the counts that are not zero and forgets them.
    fn take(&mut self, mut each: impl FnMut(usize, u64)) {
        for term in self.touched.drain(..) {
            each(term, std::mem::take(&mut self.counts[term]));
        }
    }
}
