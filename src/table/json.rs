//! Tables as JSON: an array of objects, or one object a line.

use super::{Cell, Format, Table, failed};
use crate::error::Result;
use serde_json::{Map, Value};
use std::io::Write;

/// An array of objects.
pub(super) struct Json;
/// One object a line.
pub(super) struct JsonLines;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }
    fn write(&self, table: &Table, out: &mut dyn Write) -> Result<()> {
        let rows: Vec<Value> = objects(table).collect();
        serde_json::to_writer_pretty(&mut *out, &rows).map_err(failed)?;
        out.write_all(b"\n").map_err(failed)
    }
}

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }
    fn write(&self, table: &Table, out: &mut dyn Write) -> Result<()> {
        for object in objects(table) {
            serde_json::to_writer(&mut *out, &object).map_err(failed)?;
            out.write_all(b"\n").map_err(failed)?;
        }
        Ok(())
    }
}

/// One object a row; a cell without value is `null`, and a key `undefined` says why.
fn objects(table: &Table) -> impl Iterator<Item = Value> {
    table.rows.iter().map(|row| {
        let mut object = Map::new();
        let mut reasons = Map::new();
        for (name, cell) in table.columns.iter().zip(row) {
            let value = match cell {
                Cell::Text(text) => (&**text).into(),
                Cell::Count(n) => (*n).into(),
                Cell::Number(x) => (*x).into(),
                Cell::Ranges(list) => list.iter().map(|(start, end)| vec![*start, *end]).collect(),
                Cell::Undefined(reason) => {
                    reasons.insert((*name).to_owned(), (*reason).into());
                    Value::Null
                }
            };
            object.insert((*name).to_owned(), value);
        }
        if !reasons.is_empty() {
            object.insert("undefined".into(), reasons.into());
        }
        object.into()
    })
}
