//! The lines that the marks of figures ask for: of a term, in the cells that a figure tells apart.

use super::{Counted, comparisons::Compared};
use crate::article::ArticleId;
use crate::count::Period;
use crate::figure::Facet;
use crate::report::Figure;
use crate::voice::{Manner, Speaker};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Lines of a listed term, from each side.
const LINES: usize = 5;
/// The same of a term that a figure shows and no list.
const FEW: usize = 2;
/// Lines of listed terms that a page keeps.
const LISTED: usize = 1_000;
/// Lines of other terms, cells and quotations that it keeps.
pub(super) const OTHERS: usize = 300;

/// A term whose lines are wanted.
pub(super) struct Ask {
    /// Its column.
    pub(super) term: u32,
    /// What tells its lines apart.
    pub(super) cells: Cells,
    /// Lines of each cell.
    pub(super) lines: usize,
    /// Whether a list of the page has it.
    pub(super) listed: bool,
}

/// What tells lines of a term apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cells {
    /// The sides of a comparison, by its number.
    Sides(usize),
    /// Outlets.
    Outlets,
    /// Months or years.
    Periods(Period),
}

/// The cells of all asks.
pub(super) struct Asked<'t> {
    pub(super) list: Vec<Ask>,
    all: Counted<'t>,
    outlets: Vec<&'t str>,
    dates: Vec<&'t str>,
}

impl<'t> Asked<'t> {
    /// Terms of lists first, then those that figures of comparisons and of the corpus show besides.
    pub(super) fn new(all: Counted<'t>, compared: &[Compared<'_>], figures: &[Figure]) -> Self {
        let articles = || all.tally.corpus.articles.iter();
        let outlets: BTreeSet<&str> = articles().map(|a| &*a.metadata.outlet).collect();
        let dates: BTreeSet<&str> = articles().map(|a| &*a.metadata.date).collect();
        let mut asked = Self {
            list: Vec::new(),
            all,
            outlets: outlets.into_iter().collect(),
            dates: dates.into_iter().collect(),
        };
        let listed: Vec<Vec<u32>> = compared.iter().map(Compared::listed).collect();
        let terms: usize = listed.iter().map(Vec::len).sum();
        let lines = (LISTED / (2 * terms).max(1)).clamp(FEW, LINES);
        for (number, terms) in listed.iter().enumerate() {
            asked.list.extend(terms.iter().map(|term| Ask {
                term: *term,
                cells: Cells::Sides(number),
                lines,
                listed: true,
            }));
        }
        asked.add_others(compared, &listed, figures);
        asked
    }

    fn add_others(&mut self, compared: &[Compared<'_>], listed: &[Vec<u32>], figures: &[Figure]) {
        let columns = self.all.columns;
        let named: FxHashMap<&str, u32> = (0..columns.len() as u32)
            .map(|column| (columns.label(column), column))
            .collect();
        let mut seen: BTreeSet<(u32, Cells)> = BTreeSet::new();
        let mut room = OTHERS;
        let mut add = |term: &str, cells: Cells, lines: usize, costs: usize, room: &mut usize| {
            let Some(term) = named.get(term).copied() else {
                return;
            };
            let there =
                matches!(cells, Cells::Sides(c) if listed[c].contains(&term)) || costs > *room;
            if !there && seen.insert((term, cells)) {
                *room -= costs;
                self.list.push(Ask {
                    term,
                    cells,
                    lines,
                    listed: false,
                });
            }
        };
        let cells = self.outlets.len();
        for row in figures.iter().flat_map(|figure| &figure.about) {
            match &row[..] {
                [(Facet::Term, term), (Facet::Outlet, _)] => {
                    add(term, Cells::Outlets, 1, cells, &mut room);
                }
                [(Facet::Term, term), (Facet::Date, date)] => {
                    let period = if date.len() > 4 {
                        Period::Month
                    } else {
                        Period::Year
                    };
                    add(term, Cells::Periods(period), 1, FEW, &mut room);
                }
                _ => {}
            }
        }
        // What is left is shared out among the comparisons.
        let share = room / compared.len().max(1);
        for (number, one) in compared.iter().enumerate() {
            let mut room = share;
            for row in one.figures().iter().flat_map(|figure| &figure.about) {
                if let Some((Facet::Term, term)) = row.first() {
                    add(term, Cells::Sides(number), FEW, 2 * FEW, &mut room);
                }
            }
        }
    }

    /// The cell of an ask in which words of an article, speaker and manner stand.
    pub(super) fn cell(
        &self,
        compared: &[Compared<'_>],
        number: u32,
        article: ArticleId,
        (speaker, manner): (&Speaker, Manner),
    ) -> Option<u32> {
        let row = self.all.tally.row_of(article, speaker, manner)?;
        let place = |list: &[&str], value: &str| list.binary_search(&value).ok();
        let metadata = || {
            let of = self.all.tally.rows[row as usize].article;
            &self.all.tally.corpus.articles[of as usize].metadata
        };
        let found = match self.list[number as usize].cells {
            Cells::Sides(c) => {
                let contrast = &compared[c].contrast;
                let groups = [&contrast.target, &contrast.reference];
                groups
                    .iter()
                    .position(|g| g.rows.binary_search(&row).is_ok())
            }
            Cells::Outlets => place(&self.outlets, &metadata().outlet),
            Cells::Periods(period) => {
                let period = period.of(&metadata().date);
                let first = self.dates.partition_point(|date| *date < period);
                (!period.is_empty()).then_some(first)
            }
        };
        found.and_then(|cell| u32::try_from(cell).ok())
    }
}
