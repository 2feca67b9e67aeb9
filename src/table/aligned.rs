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
        to.write_all(lines(table, &PLAIN).as_bytes())
            .map_err(failed)
    }

    fn write_coloured(&self, table: &Table, to: &mut dyn Write) -> Result<()> {
        to.write_all(lines(table, &COLOURED).as_bytes())
            .map_err(failed)
    }

    fn has_notes(&self) -> bool {
        true
    }
}

/// What stands before words of a kind; [`Paint::end`] behind them.
struct Paint {
    head: &'static str,
    nothing: &'static str,
    note: &'static str,
    /// Bars below and above zero.
    bars: [&'static str; 2],
    end: &'static str,
}

const PLAIN: Paint = Paint {
    head: "",
    nothing: "",
    note: "",
    bars: ["", ""],
    end: "",
};

/// Bold heads, faint notes, blue and orange bars: the two that most people tell apart.
const COLOURED: Paint = Paint {
    head: "\u{1b}[1m",
    nothing: "\u{1b}[2m",
    note: "\u{1b}[2m",
    bars: ["\u{1b}[34m", "\u{1b}[33m"],
    end: "\u{1b}[0m",
};

impl Paint {
    fn put(&self, with: &str, words: &str) -> String {
        let end = if with.is_empty() { "" } else { self.end };
        format!("{with}{words}{end}")
    }
}

fn lines(table: &Table, paint: &Paint) -> String {
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(text).collect())
        .collect();
    let width = |i: usize| {
        let cells = rows.iter().map(|row| columns(&row[i]));
        cells.chain([columns(table.columns[i])]).max().unwrap_or(0)
    };
    let is_text = |i: usize| table.rows.iter().any(|r| matches!(r[i], Cell::Text(_)));
    let shape: Vec<(usize, bool)> = (0..table.columns.len())
        .map(|i| (width(i), is_text(i)))
        .collect();
    let bars = Bars::new(table);
    let named = (0..shape.len()).take_while(|i| shape[*i].1).count();
    let gap = bars
        .as_ref()
        .map_or(String::new(), |bars| " ".repeat(bars.width() + 2));
    let with = |_: usize| paint.head;
    let head = line(
        table.columns.iter().copied(),
        &shape,
        with,
        paint,
        (named, &gap),
    );
    let mut out = head.trim_end().to_owned() + "\n";
    for (row, cells) in table.rows.iter().zip(&rows) {
        let faint = |i: usize| match row[i] {
            Cell::Undefined(_) => paint.nothing,
            _ => "",
        };
        let bar = bars
            .as_ref()
            .map_or(String::new(), |bars| bars.of(row, paint) + "  ");
        let cells = cells.iter().map(String::as_str);
        out += line(cells, &shape, faint, paint, (named, &bar)).trim_end();
        out.push('\n');
    }
    for note in &table.notes {
        out += &format!("{}\n", paint.put(paint.note, note));
    }
    out
}

/// Cells beside one another, a bar behind those that name the row.
fn line<'c>(
    cells: impl Iterator<Item = &'c str>,
    shape: &[(usize, bool)],
    with: impl Fn(usize) -> &'static str,
    paint: &Paint,
    (named, bar): (usize, &str),
) -> String {
    let mut line = String::new();
    for (i, (cell, (width, left))) in cells.zip(shape).enumerate() {
        if i == named {
            line += bar;
        }
        let pad = " ".repeat(width - columns(cell).min(*width));
        let cell = paint.put(with(i), cell);
        line += &if *left {
            format!("{cell}{pad}  ")
        } else {
            format!("{pad}{cell}  ")
        };
    }
    line
}

/// A column as bars: from zero to the right, or to both sides where some are below zero.
struct Bars {
    column: usize,
    largest: f64,
    /// Room to the left of zero.
    left: usize,
}

/// Length of the longest bar, in letters.
const LONGEST: usize = 16;
/// Parts of a letter, from an eighth to the whole.
const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// A length in whole letters.
fn letters(length: f64) -> usize {
    (libm::round(length).max(0.0) as i64).unsigned_abs() as usize
}

impl Bars {
    fn new(table: &Table) -> Option<Self> {
        let column = table.column(table.bars?)?;
        let values = || table.rows.iter().map(|row| row[column].rank());
        let finite = values().filter(|x| x.is_finite());
        let largest = finite.map(f64::abs).fold(0.0, f64::max);
        let below = values().any(|x| x.is_finite() && x < 0.0);
        (largest > 0.0).then_some(Self {
            column,
            largest,
            left: if below { LONGEST } else { 0 },
        })
    }

    fn width(&self) -> usize {
        self.left + LONGEST
    }

    /// The bar of a row, filled up with blanks.
    fn of(&self, row: &[Cell], paint: &Paint) -> String {
        let value = row[self.column].rank();
        if !value.is_finite() {
            return " ".repeat(self.width());
        }
        let length = LONGEST as f64 * value.abs() / self.largest;
        let (bar, colour, before) = if value < 0.0 {
            let whole = letters(length).min(self.left);
            ("▒".repeat(whole), paint.bars[0], self.left - whole)
        } else {
            let eighths = letters(8.0 * length);
            let mut bar = "█".repeat(eighths / 8);
            bar.extend((eighths % 8).checked_sub(1).map(|part| EIGHTHS[part]));
            (bar, paint.bars[1], self.left)
        };
        let after = self.width() - before - columns(&bar);
        let [before, after] = [before, after].map(|n| " ".repeat(n));
        format!("{before}{}{after}", paint.put(colour, &bar))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_grow_from_zero_to_both_sides() {
        let mut table = Table::new(vec!["term", "z"]);
        let row = |term: &str, z: f64| vec![Cell::Text(term.into()), Cell::Number(z)];
        table.rows = vec![row("a", 4.0), row("b", 1.0), row("c", -2.0)];
        table
            .rows
            .push(vec![Cell::Text("d".into()), Cell::Undefined("none")]);
        table.bars = Some("z");
        let (full, quarter, half) = ("█".repeat(16), "█".repeat(4), "▒".repeat(8));
        let blank = |n: usize| " ".repeat(n);
        let expected = [
            format!("term{}       z", blank(34)),
            format!("a     {}{full}   4.000", blank(16)),
            format!("b     {}{quarter}{}   1.000", blank(16), blank(12)),
            format!("c     {}{half}{}  -2.000", blank(8), blank(16)),
            format!("d     {}       -", blank(32)),
        ];
        assert_eq!(lines(&table, &PLAIN), expected.join("\n") + "\n");
        let coloured = lines(&table, &COLOURED);
        assert!(
            coloured.starts_with("\u{1b}[1mterm\u{1b}[0m"),
            "{coloured:?}"
        );
        let mut plain = coloured.clone();
        for paint in [
            COLOURED.head,
            COLOURED.nothing,
            COLOURED.end,
            COLOURED.bars[0],
            COLOURED.bars[1],
        ] {
            plain = plain.replace(paint, "");
        }
        assert_eq!(plain, lines(&table, &PLAIN));
    }
}
