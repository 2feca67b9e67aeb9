//! Comma- and tab-separated tables: RFC 4180, numbers exact.

use super::{Cell, Format, Table, exact, failed, ranges};
use crate::error::Result;
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
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.delimiter)
            .terminator(self.terminator)
            .from_writer(out);
        writer.write_record(&table.columns).map_err(failed)?;
        for row in &table.rows {
            for cell in row {
                writer.write_field(&*text(cell)).map_err(failed)?;
            }
            writer.write_record(None::<&[u8]>).map_err(failed)?;
        }
        writer.flush().map_err(failed)
    }
}

fn text(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => (&**text).into(),
        Cell::Count(n) => n.to_string().into(),
        Cell::Number(x) => exact(*x).into(),
        Cell::Ranges(list) => ranges(list).into(),
        Cell::Undefined(_) => "".into(),
    }
}
