//! Tables for a terminal: aligned, numbers to the right, four significant digits.

use super::{Cell, Format, Table, failed, ranges, rounded};
use crate::error::Result;
use std::io::Write;

/// Columns with blanks between them.
pub(super) struct Aligned;

/// Widest a column of words gets; the cell is cut, never the data.
const WIDEST: usize = 60;

impl Format for Aligned {
    fn name(&self) -> &'static str {
        "table"
    }

    fn write(&self, table: &Table, to: &mut dyn Write) -> Result<()> {
        let rows: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(text).collect())
            .collect();
        let width = |i: usize| {
            let cells = rows.iter().map(|row| columns(&row[i]));
            cells.chain([columns(table.columns[i])]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
        let is_text = |i: usize| table.rows.iter().any(|r| matches!(r[i], Cell::Text(_)));
        let left: Vec<bool> = (0..table.columns.len()).map(is_text).collect();
        let mut out = line(
            table.columns.iter().map(|c| (*c).to_owned()),
            &widths,
            &left,
        );
        for row in rows {
            out += &line(row.into_iter(), &widths, &left);
        }
        for note in &table.notes {
            out += &format!("{note}\n");
        }
        to.write_all(out.as_bytes()).map_err(failed)
    }

    fn has_notes(&self) -> bool {
        true
    }
}

fn line(cells: impl Iterator<Item = String>, widths: &[usize], left: &[bool]) -> String {
    let mut line = String::new();
    for ((cell, width), left) in cells.zip(widths).zip(left) {
        let pad = " ".repeat(width - columns(&cell).min(*width));
        line += &if *left {
            format!("{cell}{pad}  ")
        } else {
            format!("{pad}{cell}  ")
        };
    }
    line.truncate(line.trim_end().len());
    line + "\n"
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => cut(&text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Cell::Count(n) => n.to_string(),
        Cell::Number(x) => rounded(*x),
        Cell::Ranges(list) => ranges(list),
        Cell::Undefined(_) => "-".into(),
    }
}

fn cut(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    if plain.chars().count() <= WIDEST {
        return plain;
    }
    plain.chars().take(WIDEST - 1).chain(['…']).collect()
}

/// Columns of a terminal that a text takes: two for East Asian wide characters.
fn columns(text: &str) -> usize {
    let wide = |c: char| matches!(u32::from(c), 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd);
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}
