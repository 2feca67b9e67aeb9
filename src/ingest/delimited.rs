//! Comma- and tab-separated records with a header line.

use super::columns::Column;
use super::{Draft, Layout, Piece, Reader};
use crate::article::{Warning, WarningKind};
use crate::error::{Error, Result};

/// Records in the manner of RFC 4180; a column `text` is needed.
#[derive(Debug)]
pub(super) struct Delimited {
    name: &'static str,
    delimiter: u8,
    extensions: &'static [&'static str],
}

/// Comma-separated records.
pub(super) const CSV: Delimited = Delimited {
    name: "csv",
    delimiter: b',',
    extensions: &["csv"],
};
/// Tab-separated records.
pub(super) const TSV: Delimited = Delimited {
    name: "tsv",
    delimiter: b'\t',
    extensions: &["tsv", "tab"],
};

impl Reader for Delimited {
    fn name(&self) -> &'static str {
        self.name
    }
    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }
    fn layout(&self) -> Layout {
        Layout::Quoted
    }
    fn read(
        &self,
        piece: &Piece,
        out: &mut dyn FnMut(Draft),
        warn: &mut dyn FnMut(Warning),
    ) -> Result<()> {
        let names = header(piece, self.delimiter)?;
        let columns: Vec<Column> = names.iter().map(|name| Column::named(name)).collect();
        if !columns.contains(&Column::Text) {
            let place = format!("{}:1", piece.label);
            return Err(Error::format(
                place,
                format!("no column \"text\" (columns: {})", names.join(", ")),
            ));
        }
        let mut reader = builder(self.delimiter).from_reader(piece.text.as_bytes());
        let mut record = csv::StringRecord::new();
        loop {
            let line = reader.position().line() as usize - 1;
            match reader.read_record(&mut record) {
                Ok(false) => return Ok(()),
                Ok(true) => {}
                Err(e) => {
                    warn(Warning::new(
                        WarningKind::Record,
                        piece.place(line),
                        format!("not a record: {e}"),
                    ));
                    continue;
                }
            }
            let line = record.position().map_or(line, |p| p.line() as usize - 1);
            if record.len() != columns.len() {
                let message = format!(
                    "{} fields where the header has {}",
                    record.len(),
                    columns.len()
                );
                warn(Warning::new(
                    WarningKind::Record,
                    piece.place(line),
                    message,
                ));
            }
            let mut draft = Draft {
                line: line as u32,
                ..Draft::default()
            };
            for (column, value) in columns.iter().zip(&record) {
                column.put(&mut draft, value.to_owned());
            }
            out(draft);
        }
    }
}

fn builder(delimiter: u8) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false);
    builder
}

fn header(piece: &Piece, delimiter: u8) -> Result<Vec<String>> {
    let line = piece.header.as_deref().unwrap_or_default();
    let mut record = csv::StringRecord::new();
    let read = builder(delimiter)
        .from_reader(line.as_bytes())
        .read_record(&mut record);
    read.map_err(|e| {
        Error::format(
            format!("{}:1", piece.label),
            format!("not a header line: {e}"),
        )
    })?;
    Ok(record
        .iter()
        .map(|name| name.trim_start_matches('\u{feff}').trim().to_owned())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(header: &str, text: &str) -> Piece {
        Piece {
            source: 0,
            label: "a.csv".into(),
            first_line: 1,
            header: Some(header.into()),
            text: text.into(),
        }
    }

    #[test]
    fn records_keep_quotes_line_breaks_and_their_line() {
        let mut drafts = Vec::new();
        let records = "x,\"He said \"\"no\"\".\nSecond line\"\ny,Plain\n";
        CSV.read(
            &piece("id,text", records),
            &mut |d| drafts.push(d),
            &mut |_| panic!("no warning"),
        )
        .unwrap();
        assert_eq!(drafts[0].text, "He said \"no\".\nSecond line");
        assert_eq!((drafts[1].id.as_deref(), drafts[1].line), (Some("y"), 2));
    }

    #[test]
    fn a_table_without_text_is_an_error_that_names_its_columns() {
        let error = CSV
            .read(&piece("id,headline", "x,y\n"), &mut |_| {}, &mut |_| {})
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.csv:1: no column \"text\" (columns: id, headline)"
        );
    }

    #[test]
    fn a_short_record_is_kept_with_a_warning() {
        let (mut drafts, mut warnings) = (0, Vec::new());
        CSV.read(
            &piece("text,outlet", "only text\n"),
            &mut |_| drafts += 1,
            &mut |w| warnings.push(w),
        )
        .unwrap();
        assert_eq!((drafts, warnings[0].place.as_str()), (1, "a.csv:2"));
    }
}
