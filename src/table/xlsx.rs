//! Workbooks, for people who double-click: one sheet, each cell of its own kind, so that no words are ever a formula.

use super::{Cell, Format, Table, failed, ranges, thousands};
use crate::error::{Error, Result};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Style, Workbook, Worksheet};
use std::collections::BTreeSet;
use std::io::Write;

/// Rows of a sheet below its heading.
const ROWS: usize = 1_048_575;
/// Letters of a sheet's name.
const NAME: usize = 31;
/// Letters of a cell.
const LETTERS: usize = 32_767;
/// Width of a column at most, in letters.
const WIDEST: u32 = 60;

pub(super) struct Xlsx;

impl Format for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn write(&self, table: &Table, out: &mut dyn Write) -> Result<()> {
        if table.rows.len() > ROWS {
            let (rows, most) = (table.rows.len() as u64, ROWS as u64);
            return Err(Error::value(
                "--format",
                format!(
                    "a workbook has room for {} rows and this table has {}: take csv, or --limit",
                    thousands(most),
                    thousands(rows)
                ),
            ));
        }
        let bytes = workbook(&[Leaf {
            name: "table",
            table,
            more: 0,
        }])?;
        out.write_all(&bytes).map_err(failed)
    }
}

/// A sheet of a workbook.
#[derive(Debug, Clone, Copy)]
pub struct Leaf<'t> {
    /// Its name; of a long one the first letters.
    pub name: &'t str,
    /// What it shows.
    pub table: &'t Table,
    /// Rows that the table has besides and the sheet has not.
    pub more: usize,
}

/// A workbook of several tables, the same bytes whenever it is made.
///
/// # Errors
///
/// A table with more rows than a sheet has room for.
pub fn workbook(leaves: &[Leaf<'_>]) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let then = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&then));
    let mut taken = BTreeSet::new();
    for leaf in leaves {
        let sheet = workbook.add_worksheet();
        sheet
            .set_name(sheet_name(leaf.name, &mut taken))
            .map_err(failed)?;
        fill(sheet, leaf)?;
    }
    workbook.save_to_buffer().map_err(failed)
}

/// The first letters of a name that no other sheet has.
fn sheet_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let first = |most: usize| name.chars().take(most).collect::<String>();
    let mut found = first(NAME);
    let mut number = 2;
    while !taken.insert(found.to_lowercase()) {
        found = format!("{}-{number}", first(NAME - 4));
        number += 1;
    }
    found
}

fn fill(sheet: &mut Worksheet, leaf: &Leaf<'_>) -> Result<()> {
    let table = leaf.table;
    let bold = Style::new().set_bold();
    for (column, name) in (0_u16..).zip(&table.columns) {
        sheet
            .write_string_with_format(0, column, *name, &bold)
            .map_err(failed)?;
    }
    for (number, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Text(text) => sheet.write_string(number, column, cut(text)),
                Cell::Count(n) => sheet.write_number(number, column, *n as f64),
                Cell::Number(x) => sheet.write_number(number, column, *x),
                Cell::Ranges(list) => sheet.write_string(number, column, cut(&ranges(list))),
                Cell::Undefined(_) => continue,
            }
            .map_err(failed)?;
        }
    }
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    if let (Some(last), false) = (table.columns.len().checked_sub(1), table.rows.is_empty()) {
        let last = u16::try_from(last).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, rows, last).map_err(failed)?;
    }
    if leaf.more > 0 {
        let more = thousands(leaf.more as u64);
        let said = format!("{more} more rows are in {}.csv", leaf.name);
        sheet.write_string(rows + 2, 0, said).map_err(failed)?;
    }
    sheet.set_autofit_max_width(WIDEST * 7);
    sheet.autofit();
    Ok(())
}

/// As much of a text as a cell holds.
fn cut(text: &str) -> String {
    match text.char_indices().nth(LETTERS - 1) {
        Some((end, _)) if text.chars().count() > LETTERS => format!("{}…", &text[..end]),
        _ => text.to_owned(),
    }
}
