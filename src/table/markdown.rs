//! Tables as Markdown.

use super::{Cell, Format, Table, failed, ranges, rounded};
use crate::error::Result;
use std::io::Write;

/// A pipe table; numbers to the right.
pub(super) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "md"
    }

    fn write(&self, table: &Table, to: &mut dyn Write) -> Result<()> {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut out = line(table.columns.iter().map(|c| (*c).to_owned()).collect());
        let is_text = |i: usize| table.rows.iter().any(|r| matches!(r[i], Cell::Text(_)));
        let rule = |i| if is_text(i) { ":---" } else { "---:" };
        out += &line(
            (0..table.columns.len())
                .map(|i| rule(i).to_owned())
                .collect(),
        );
        for row in &table.rows {
            out += &line(row.iter().map(text).collect());
        }
        for note in &table.notes {
            out += &format!("\n{note}\n");
        }
        to.write_all(out.as_bytes()).map_err(failed)
    }

    fn has_notes(&self) -> bool {
        true
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace('|', "\\|")
            .replace('<', "&lt;"),
        Cell::Count(n) => n.to_string(),
        Cell::Number(x) => rounded(*x),
        Cell::Ranges(list) => ranges(list),
        Cell::Undefined(_) => String::new(),
    }
}
