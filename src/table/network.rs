//! The company of a node with the ties among its collocates: two tables of co-occurrence in one.

use super::{Cell, Table};
use std::collections::{BTreeMap, BTreeSet};

/// The columns of the table.
pub const COLUMNS: &[&str] = &[
    "node",
    "collocate",
    "observed",
    "log_dice",
    "target",
    "reference",
    "lean",
];

/// How far terms lean to one of two sides: weighted log-odds (z) by term.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lean {
    /// The sides.
    pub sides: [String; 2],
    /// Positive: more in the first.
    pub of: BTreeMap<String, f64>,
}

/// The strongest collocates of `node` in a table of collocates, then the ties among them in a table of pairs.
///
/// Rows keep the order of the tables, strongest first; `lean` is that of the collocate, empty for ties.
pub fn table(node: &str, collocates: &Table, pairs: &Table, most: usize, lean: &Lean) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    let row = |table: &Table, row: usize, name: &str| {
        table
            .column(name)
            .map_or(Cell::Undefined("not counted"), |c| {
                table.rows[row][c].clone()
            })
    };
    let mut push = |from: &Table, i: usize, lean_of: Cell| {
        let parts = ["node", "collocate", "observed", "log_dice"].map(|name| row(from, i, name));
        let sides = lean.sides.clone().map(|side| Cell::Text(side.into()));
        table
            .rows
            .push(parts.into_iter().chain(sides).chain([lean_of]).collect());
    };
    let mut around: BTreeSet<String> = BTreeSet::new();
    for i in (0..collocates.rows.len())
        .filter(|i| row(collocates, *i, "node").text() == node)
        .take(most)
    {
        let word = row(collocates, i, "collocate").text().to_owned();
        let value = Cell::number(lean.of.get(&word).copied(), "not compared");
        push(collocates, i, value);
        around.insert(word);
    }
    for i in 0..pairs.rows.len() {
        let ends = ["node", "collocate"].map(|name| row(pairs, i, name));
        if ends.iter().all(|end| around.contains(end.text())) {
            push(pairs, i, Cell::Undefined("a tie of two collocates"));
        }
    }
    table
}
