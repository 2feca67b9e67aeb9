//! Where chosen terms stand: article by article through the corpus.

use super::{Cell, Table};
use crate::contrast::Contrast;
use crate::count::{Columns, Row, Tally};
use crate::measure::dispersion::{Parts, Sizes, dp_norm};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The columns of the table.
pub const COLUMNS: &[&str] = &[
    "term",
    "group",
    "outlet",
    "bin",
    "articles",
    "articles_with",
    "count",
    "dp_norm",
];

/// Articles up to which each has a place of its own.
const ARTICLES: usize = 300;
/// Places of a strip with more articles: neighbours share one.
const BINS: usize = 150;
/// Outlets up to which each has a band of its own.
const BANDS: usize = 12;

/// One row a term, side and place: how many articles stand there, how many have the term in words of that side.
///
/// Places go through the outlets by name, within an outlet by date (articles without one last); with more than twelve
/// outlets by date alone. `dp_norm` is over the words of both sides, article by article.
pub fn table(
    tally: &Tally,
    columns: &Columns<'_>,
    contrast: &Contrast<'_>,
    terms: &[u32],
) -> Table {
    let places = Places::new(tally);
    let mut table = Table::new(COLUMNS.to_vec());
    let sides = [&contrast.target, &contrast.reference];
    let counts = sides.map(|group| counts(tally, columns, group.rows(tally), terms));
    let both = || sides.iter().flat_map(|group| group.rows(tally));
    let mut sizes: BTreeMap<u32, u64> = BTreeMap::new();
    for row in both() {
        *sizes.entry(row.article).or_default() += u64::from(row.words);
    }
    let all = Sizes::new(sizes.values().copied());
    for (t, term) in terms.iter().enumerate() {
        let in_article = |article: u32| -> u64 {
            counts
                .iter()
                .map(|c| c[t].get(&article).copied().unwrap_or(0))
                .sum()
        };
        let with_term = |(article, n): (&u32, &u64)| {
            let count = in_article(*article);
            (count > 0).then_some((count, *n))
        };
        let parts: Vec<(u64, u64)> = sizes.iter().filter_map(with_term).collect();
        let parts = Parts {
            counts: &parts,
            sizes: all,
        };
        let dp = Cell::number(dp_norm(&parts), "fewer than two articles");
        for (group, counts) in sides.iter().zip(&counts) {
            let mut bins = vec![(0_u64, 0_u64); places.bins.len()];
            for (article, count) in &counts[t] {
                let bin = &mut bins[places.of[*article as usize]];
                *bin = (bin.0 + 1, bin.1 + count);
            }
            for (bin, ((outlet, articles), (with, count))) in
                places.bins.iter().zip(bins).enumerate()
            {
                table.rows.push(vec![
                    Cell::Text(columns.label(*term).into()),
                    Cell::Text(group.label.as_str().into()),
                    Cell::Text(outlet.clone()),
                    Cell::Count(bin as u64 + 1),
                    Cell::Count(*articles),
                    Cell::Count(with),
                    Cell::Count(count),
                    dp.clone(),
                ]);
            }
        }
    }
    table
}

/// For each term: articles that have it in these rows, with how often.
fn counts<'t>(
    tally: &'t Tally,
    columns: &Columns<'_>,
    rows: impl Iterator<Item = &'t Row>,
    terms: &[u32],
) -> Vec<BTreeMap<u32, u64>> {
    let wanted: BTreeMap<u32, usize> = terms.iter().copied().zip(0..).collect();
    let mut counts = vec![BTreeMap::new(); terms.len()];
    for row in rows {
        for cell in tally.cells(row) {
            if let Some(place) = wanted.get(&columns.of(cell.term)) {
                *counts[*place].entry(row.article).or_default() += u64::from(cell.count);
            }
        }
    }
    counts
}

/// The places of articles along a strip.
struct Places {
    /// The bin of each article.
    of: Vec<usize>,
    /// Outlet and number of articles of each bin.
    bins: Vec<(Arc<str>, u64)>,
}

impl Places {
    fn new(tally: &Tally) -> Self {
        let articles = &tally.corpus.articles;
        let mut bands: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, article) in articles.iter().enumerate() {
            bands.entry(&article.metadata.outlet).or_default().push(i);
        }
        if bands.len() > BANDS {
            bands = [("all outlets", (0..articles.len()).collect())].into();
        }
        let all = articles.len();
        let (mut of, mut bins) = (vec![0; all], Vec::new());
        for (outlet, mut list) in bands {
            let date = |i: &usize| &articles[*i].metadata.date;
            list.sort_by(|x, y| {
                let unknown = date(x).is_empty().cmp(&date(y).is_empty());
                unknown.then_with(|| date(x).cmp(date(y))).then(x.cmp(y))
            });
            let (n, first) = (list.len(), bins.len());
            let share = if all <= ARTICLES {
                n
            } else {
                (n * BINS / all).max(1)
            };
            bins.extend(std::iter::repeat_n((Arc::from(outlet), 0), share));
            for (k, article) in list.into_iter().enumerate() {
                let bin = first + k * share / n;
                of[article] = bin;
                bins[bin].1 += 1;
            }
        }
        Self { of, bins }
    }
}
