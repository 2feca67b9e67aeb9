//! Comma- and tab-separated tables: RFC 4180, numbers exact.

use super::{Cell, Format, Table, exact, failed, ranges};
use crate::error::Result;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use std::borrow::Cow;
use std::io::Write;

/// Separated values.
pub(super) struct Separated {
    name: &'static str,
    delimiter: u8,
    terminator: csv::Terminator,
}

/// RFC 4180, line ends CRLF as it demands.
pub(super) const CSV: Separated = Separated {
    name: "csv",
    delimiter: b',',
    terminator: csv::Terminator::CRLF,
};
/// Tabs between cells.
pub(super) const TSV: Separated = Separated {
    name: "tsv",
    delimiter: b'\t',
    terminator: csv::Terminator::Any(b'\n'),
};

impl Format for Separated {
    fn name(&self) -> &'static str {
        self.name
    }

    fn write(&self, table: &Table, out: &mut dyn Write) -> Result<()> {
        let mut header = self.writer();
        header.write_record(&table.columns).map_err(failed)?;
        out.write_all(&header.into_inner().map_err(failed)?)
            .map_err(failed)?;
        // Numbers take time to write: parts are written side by side and put out in order.
        let parts: Vec<Result<Vec<u8>>> = table
            .rows
            .par_chunks(PART)
            .map(|rows| self.part(rows))
            .collect();
        parts
            .into_iter()
            .try_for_each(|part| out.write_all(&part?).map_err(failed))
    }
}

impl Separated {
    fn writer(&self) -> csv::Writer<Vec<u8>> {
        csv::WriterBuilder::new()
            .delimiter(self.delimiter)
            .terminator(self.terminator)
            .from_writer(Vec::new())
    }

    fn part(&self, rows: &[Vec<Cell>]) -> Result<Vec<u8>> {
        let mut writer = self.writer();
        for row in rows {
            for cell in row {
                writer.write_field(&*text(cell)).map_err(failed)?;
            }
            writer.write_record(None::<&[u8]>).map_err(failed)?;
        }
        writer.into_inner().map_err(failed)
    }
}

/// Rows written at a time.
const PART: usize = 4096;

fn text(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => (&**text).into(),
        Cell::Count(n) => n.to_string().into(),
        Cell::Number(x) => exact(*x).into(),
        Cell::Ranges(list) => ranges(list).into(),
        Cell::Undefined(_) => "".into(),
    }
}
