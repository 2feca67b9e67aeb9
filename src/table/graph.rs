//! Tables that are networks, as files for Gephi and the like.

use super::{Cell, Table, exact};
use crate::error::{Error, Result};
use std::collections::BTreeMap;

/// The columns that make a table a network: from, to.
const ENDS: &[[&str; 2]] = &[["node", "collocate"], ["voice", "next"]];

/// A network: nodes by name, and edges with the other columns of the table.
pub(super) struct Graph<'t> {
    /// Whether an edge has a direction.
    pub(super) directed: bool,
    /// Names in order of first appearance.
    pub(super) nodes: Vec<&'t str>,
    /// Columns that edges have, with whether they hold numbers.
    pub(super) columns: Vec<(&'static str, bool)>,
    /// From, to, and the cells of the columns as written; `None` where there is no value.
    pub(super) edges: Vec<(usize, usize, Vec<Option<String>>)>,
}

impl<'t> Graph<'t> {
    /// The network of a table.
    ///
    /// # Errors
    ///
    /// A table without the columns of one.
    pub(super) fn new(table: &'t Table, format: &str) -> Result<Self> {
        let ends = ENDS
            .iter()
            .find_map(|[from, to]| table.column(from).zip(table.column(to)));
        let Some((from, to)) = ends else {
            let message = format!(
                "\"{format}\" is for networks, and this table is none; cooccur, company and floor --next give networks"
            );
            return Err(Error::value("--format", message));
        };
        let other: Vec<usize> = (0..table.columns.len())
            .filter(|c| *c != from && *c != to)
            .collect();
        let is_number = |c: &usize| {
            let cells = table.rows.iter().map(|row| &row[*c]);
            cells
                .into_iter()
                .all(|cell| !matches!(cell, Cell::Text(_) | Cell::Ranges(_)))
        };
        let columns = other
            .iter()
            .map(|c| (table.columns[*c], is_number(c)))
            .collect();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut nodes = Vec::new();
        let mut place = |name: &'t str| {
            *places.entry(name).or_insert_with(|| {
                nodes.push(name);
                nodes.len() - 1
            })
        };
        let mut edges = Vec::new();
        for row in &table.rows {
            let ends = (place(row[from].text()), place(row[to].text()));
            let cells = other.iter().map(|c| written(&row[*c])).collect();
            edges.push((ends.0, ends.1, cells));
        }
        Ok(Self {
            directed: table.column("next").is_some(),
            nodes,
            columns,
            edges,
        })
    }
}

fn written(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) => Some(text.to_string()),
        Cell::Count(n) => Some(n.to_string()),
        Cell::Number(x) => Some(exact(*x)),
        Cell::Ranges(list) => Some(super::ranges(list)),
        Cell::Undefined(_) => None,
    }
}

/// Words for XML; what XML cannot hold is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
