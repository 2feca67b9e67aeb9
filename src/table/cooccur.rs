//! Collocates of nodes, and pairs of terms.

use super::{Cell, Table};
use crate::count::{Columns, GroupPairs, NodeCounts, NodePlan, Reach, Tally};
use crate::error::{Error, Result};
use crate::measure::association::{Association, Cooccurrence, Expected};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// The columns before those of the measures.
pub const COLUMNS: &[&str] = &[
    "node",
    "collocate",
    "observed",
    "node_count",
    "collocate_count",
    "r1",
    "c1",
    "n",
    "expected",
    "scheme",
    "window",
];

/// Which margins a co-occurrence is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Marginals {
    /// Evert's surface scheme: tokens within reach, collocates outside nodes, tokens less nodes.
    #[default]
    Surface,
    /// `f(node) f(collocate) / N`.
    Plain,
    /// The same times the words of a whole window.
    Span,
}

impl Marginals {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Surface => "surface",
            Self::Plain => "plain",
            Self::Span => "span",
        }
    }
}

/// Which co-occurrences are shown, and how they are judged.
#[derive(Clone)]
pub struct Choice<'a> {
    /// Chosen rows of the tally, ascending.
    pub rows: &'a [u32],
    /// The scheme of margins.
    pub marginals: Marginals,
    /// Fewest co-occurrences that are shown.
    pub min_count: u64,
    /// The columns of scores.
    pub measures: &'a [&'static dyn Association],
}

/// One row a node and collocate, node by node, by the first measure, strongest first (ties by collocate).
///
/// `nodes` are counts of the same articles. Counts are summed over the chosen rows. Stop words take their place in windows
/// and in every margin; as collocates
/// they are not shown.
pub fn table(
    tally: &Tally,
    nodes: &NodeCounts,
    columns: &Columns<'_>,
    plan: &NodePlan,
    choice: &Choice<'_>,
) -> Result<Table> {
    if matches!(
        (choice.marginals, plan.reach),
        (Marginals::Span, Reach::Sentence | Reach::Paragraph)
    ) {
        return Err(Error::value(
            "marginals",
            "\"span\" needs a window of a fixed number of words",
        ));
    }
    let mut table = head(choice);
    let forms = columns.forms();
    let group = crate::contrast::Group {
        label: String::new(),
        rows: choice.rows.to_vec(),
    };
    let (totals, words) = (group.counts(tally, columns), group.words(tally));
    let chosen: FxHashSet<u32> = choice.rows.iter().copied().collect();
    for (number, glob) in plan.patterns.iter().enumerate() {
        let mut observed = vec![0; columns.len()];
        let (mut node_count, mut r1) = (0, 0);
        for entry in nodes
            .list
            .iter()
            .filter(|e| e.pattern as usize == number && chosen.contains(&e.row))
        {
            node_count += u64::from(entry.nodes);
            r1 += u64::from(entry.reach);
            columns.add(&entry.cells, &mut observed);
        }
        if node_count == 0 {
            table
                .notes
                .push(format!("the node \"{}\" does not occur", glob.written()));
        }
        let in_nodes = node_forms(tally, columns, glob, choice.rows);
        let row = |c: usize| {
            let outside = totals[c] - in_nodes.get(&(c as u32)).copied().unwrap_or(0);
            let margins = (r1, outside, words - node_count);
            let counts = judged(
                observed[c],
                node_count,
                totals[c],
                margins,
                words,
                choice.marginals,
                plan.reach,
            );
            (glob.written(), columns.label(c as u32), counts)
        };
        let shown = |c: &usize| {
            observed[*c] >= choice.min_count.max(1)
                && !columns.is_hidden(*c as u32)
                && !forms[*c].is_empty()
        };
        let judged = (0..columns.len()).filter(shown).map(row).collect();
        sorted_into(
            &mut table,
            judged,
            choice,
            choice.marginals.name(),
            plan.reach,
        );
    }
    Ok(table)
}

/// How often each term stands as the node itself.
fn node_forms(
    tally: &Tally,
    columns: &Columns<'_>,
    glob: &crate::lexicon::Glob,
    rows: &[u32],
) -> std::collections::BTreeMap<u32, u64> {
    let is_node: Vec<bool> = (0..tally.vocabulary.len() as u32)
        .map(|t| glob.matches(tally.vocabulary.get(t)))
        .collect();
    let mut counts = std::collections::BTreeMap::new();
    for cell in rows
        .iter()
        .flat_map(|r| tally.cells(&tally.rows[*r as usize]))
        .filter(|c| is_node[c.term as usize])
    {
        *counts.entry(columns.of(cell.term)).or_default() += u64::from(cell.count);
    }
    counts
}

fn judged(
    observed: u64,
    node_count: u64,
    collocate_count: u64,
    (r1, c1, n): (u64, u64, u64),
    words: u64,
    marginals: Marginals,
    reach: Reach,
) -> Cooccurrence {
    let span = match (marginals, reach) {
        (Marginals::Span, Reach::Words(w)) => 2 * u64::from(w),
        _ => 1,
    };
    match marginals {
        Marginals::Surface => Cooccurrence {
            observed,
            node_count,
            collocate_count,
            r1,
            c1,
            n,
            expected: Expected::Margins,
        },
        Marginals::Plain | Marginals::Span => Cooccurrence {
            observed,
            node_count,
            collocate_count,
            r1: node_count * span,
            c1: collocate_count,
            n: words,
            expected: Expected::Plain { span },
        },
    }
}

/// The symmetric matrix of one group as rows: pairs of terms with `labels`, each once, strongest first.
///
/// Every two tokens within reach are one observation: `r1` and `c1` are the row sums of the matrix of all terms, `n` is
/// its whole sum (scheme `pairs`).
pub fn pairs(
    group: &GroupPairs,
    labels: &[&str],
    totals: &[u64],
    reach: Reach,
    choice: &Choice<'_>,
) -> Table {
    let mut table = head(choice);
    let sum = |term: u32| group.sums.get(&term).copied().unwrap_or(0);
    let row = |((x, y), observed): (&(u32, u32), &u64)| {
        let counts = Cooccurrence {
            observed: *observed,
            node_count: totals[*x as usize],
            collocate_count: totals[*y as usize],
            r1: sum(*x),
            c1: sum(*y),
            n: group.total,
            expected: Expected::Margins,
        };
        (labels[*x as usize], labels[*y as usize], counts)
    };
    let shown = group
        .pairs
        .iter()
        .filter(|((x, y), n)| x != y && **n >= choice.min_count.max(1));
    sorted_into(&mut table, shown.map(row).collect(), choice, "pairs", reach);
    table
}

fn head(choice: &Choice<'_>) -> Table {
    Table::new(
        COLUMNS
            .iter()
            .copied()
            .chain(choice.measures.iter().map(|m| m.column()))
            .collect(),
    )
}

/// Adds the rows of co-occurrences judged together, strongest first.
fn sorted_into(
    table: &mut Table,
    judged: Vec<(&str, &str, Cooccurrence)>,
    choice: &Choice<'_>,
    scheme: &str,
    reach: Reach,
) {
    let family = judged.len() as u64;
    let cells = |(node, collocate, counts): (&str, &str, Cooccurrence)| {
        let mut row = vec![Cell::Text(node.into()), Cell::Text(collocate.into())];
        let numbers = [
            counts.observed,
            counts.node_count,
            counts.collocate_count,
            counts.r1,
            counts.c1,
            counts.n,
        ];
        row.extend(numbers.map(Cell::Count));
        row.push(Cell::number(counts.expected(), "there are no tokens"));
        row.push(Cell::Text(scheme.into()));
        row.push(Cell::Text(reach.name().into()));
        let scores = choice.measures.iter();
        row.extend(scores.map(|m| Cell::number(m.score(&counts, family), m.about().undefined)));
        row
    };
    let mut rows: Vec<Vec<Cell>> = judged.into_iter().map(cells).collect();
    let main = COLUMNS.len();
    let key = |row: &Vec<Cell>| row.get(main).map_or(0.0, Cell::rank);
    let words =
        |x: &[Cell], y: &[Cell]| [x[0].text(), x[1].text()].cmp(&[y[0].text(), y[1].text()]);
    rows.sort_by(|x, y| key(y).total_cmp(&key(x)).then_with(|| words(x, y)));
    table.rows.append(&mut rows);
}
