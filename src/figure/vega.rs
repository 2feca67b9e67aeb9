//! A table as a Vega-Lite specification, for those who want to edit a figure rather than draw it anew.

use super::style::is_voice;
use super::{Look, Rows, draw, find};
use crate::error::{Error, Result};
use crate::table::Table;
use serde_json::{Map, Value, json};

/// What a plot looks like in a grammar of graphics: a mark, the columns on its axes, and what tells marks apart.
pub struct Chart {
    /// `bar`, `point`, `rect`, `tick` or `line`.
    pub mark: &'static str,
    /// The column along, and how it is measured.
    pub x: (&'static str, Kind),
    /// The column up, and how it is measured.
    pub y: (&'static str, Kind),
    /// The column of colours.
    pub colour: Option<(&'static str, Kind)>,
    /// The column of panels below one another.
    pub panel: Option<&'static str>,
    /// The columns of the ends of intervals, along the axis that measures.
    pub ends: Option<[&'static str; 2]>,
}

impl Chart {
    /// True for a column of numbers that the plot draws.
    pub(super) fn measures(&self, column: &str) -> bool {
        let axes = [Some(self.x), Some(self.y), self.colour];
        let of_axis = |(name, kind): (&str, Kind)| name == column && kind != Kind::Names;
        let is_end = self.ends.is_some_and(|ends| ends.contains(&column));
        axes.into_iter().flatten().any(of_axis) || is_end
    }
}

/// How a column is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Names, in the order of the table.
    Names,
    /// Numbers.
    Numbers,
    /// Numbers on a logarithmic axis: those of zero are left out.
    Logarithms,
    /// Numbers that are shared out within a bar.
    Parts,
    /// Numbers below and above zero, as colours.
    Differences,
}

/// The specification of a plot of a table.
///
/// # Errors
///
/// As [`draw`], and a plot that this grammar has no form for.
///
/// # Examples
///
/// ```
/// use counterframe::figure::{self, Look};
/// let csv = "group,treatment,count\nPost,whole,3\nPost,shortened,1\n";
/// let (plot, table) = figure::read("lineage.csv", csv, None).unwrap();
/// let spec = figure::vega(plot, &table, &Look::default()).unwrap();
/// assert!(spec.contains("vega-lite/v5.json") && spec.contains("\"treatment\": \"shortened\""));
/// ```
pub fn vega(plot: &str, table: &Table, look: &Look) -> Result<String> {
    let description = draw(plot, table, look)?.description;
    let (chart, rows) = (find(plot)?.chart(), Rows::all(table));
    let encoding = encoding(&chart, rows, look);
    let mut layers =
        vec![json!({ "mark": { "type": chart.mark, "tooltip": true }, "encoding": encoding })];
    if let Some([low, high]) = chart.ends {
        // Intervals lie along the axis that measures.
        let (along, across) = if chart.x.1 == Kind::Names {
            ("y", "x")
        } else {
            ("x", "y")
        };
        let ends = json!({
            along: { "field": low, "type": "quantitative" },
            format!("{along}2"): { "field": high },
            across: layers[0]["encoding"][across],
        });
        layers.push(json!({ "mark": "rule", "encoding": ends }));
    }
    let values: Vec<Value> = (0..table.rows.len())
        .map(|row| record(rows, row, look))
        .collect();
    let mut spec = json!({
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": description,
        "data": { "values": values },
        "config": { "font": "DejaVu Sans Condensed, Arial, Helvetica, sans-serif" },
    });
    let width = libm::round(0.7 * look.wide());
    if let Some(panel) = chart.panel {
        spec["facet"] = json!({ "row": { "field": panel, "type": "nominal", "sort": null } });
        spec["spec"] = json!({ "width": width, "layer": layers });
    } else {
        spec["width"] = json!(width);
        spec["layer"] = json!(layers);
    }
    let text = serde_json::to_string_pretty(&spec);
    Ok(text.map_err(|e| Error::format(plot, e.to_string()))? + "\n")
}

fn encoding(chart: &Chart, rows: Rows<'_>, look: &Look) -> Value {
    let mut encoding = Map::new();
    encoding.insert("x".into(), channel(chart.x));
    encoding.insert("y".into(), channel(chart.y));
    if let Some((column, scale)) = chart.colour {
        let mut colour = channel((column, scale));
        let values = rows.values(column);
        if scale == Kind::Names && values.iter().any(|value| is_voice(value)) {
            let shades = values.iter().map(|value| {
                let (r, g, b) = look.voice_colour(value, 0);
                format!("#{r:02X}{g:02X}{b:02X}")
            });
            let names: Vec<&str> = values.iter().map(|value| look.named(value)).collect();
            colour["scale"] = json!({ "domain": names, "range": shades.collect::<Vec<_>>() });
        }
        encoding.insert("color".into(), colour);
    }
    Value::Object(encoding)
}

fn channel((column, scale): (&str, Kind)) -> Value {
    match scale {
        Kind::Names => json!({ "field": column, "type": "nominal", "sort": null }),
        Kind::Numbers => json!({ "field": column, "type": "quantitative" }),
        Kind::Logarithms => {
            json!({ "field": column, "type": "quantitative", "scale": { "type": "log" } })
        }
        Kind::Parts => json!({ "field": column, "type": "quantitative", "stack": "normalize" }),
        Kind::Differences => {
            json!({ "field": column, "type": "quantitative", "scale": { "scheme": "purpleorange", "domainMid": 0 } })
        }
    }
}

/// A row: numbers as numbers, groups as readers know them, what is undefined as null.
fn record(rows: Rows<'_>, row: usize, look: &Look) -> Value {
    let cell = |column: &&'static str| {
        let value = match rows.number(row, column) {
            Some(number) => json!(number),
            None if rows.text(row, column).is_empty() => Value::Null,
            None => json!(look.named(rows.text(row, column))),
        };
        ((*column).to_owned(), value)
    };
    Value::Object(rows.table.columns.iter().map(cell).collect())
}
