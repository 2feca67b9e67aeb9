//! Who has the floor: words, quotations and leads by voice and outlet.

use super::speakers::voices;
use super::stacked::{Bar, Panel, Stacked};
use super::style::Colour;
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows};
use crate::error::Result;
use std::collections::BTreeMap;

/// Outlets that are drawn.
const OUTLETS: usize = 12;

/// What is shared out, with its heading.
const PARTS: &[(&str, &str)] = &[
    ("quotations", "Quotations"),
    (
        "lead",
        "Words of the lead (the first quarter of each article)",
    ),
    ("words", "All words"),
];

pub(super) struct Floor;

impl Plot for Floor {
    fn name(&self) -> &'static str {
        "floor"
    }
    fn columns(&self) -> &'static [&'static str] {
        &["part", "group", "voice", "count", "share", "low", "high"]
    }
    fn method(&self) -> &'static str {
        "Each bar shares out an outlet's quotations, the words of its leads, or all its words among the voices. A voice that has a larger share of the leads than of all words is given the floor early. The line under a bar is the 95 % interval, over articles, of its first part."
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(row, &[("group", Facet::Outlet), ("voice", Facet::Voice)])
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "bar",
            x: ("share", Kind::Parts),
            y: ("group", Kind::Names),
            colour: Some(("voice", Kind::Names)),
            panel: Some("part"),
            ends: None,
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let voices = voices(table, look);
        let mut cut = 0;
        let mut panels = Vec::new();
        for (part, heading) in PARTS {
            let mut outlets: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            let rows = (0..table.len()).filter(|row| table.text(*row, "part") == *part);
            for row in rows {
                outlets
                    .entry(table.text(row, "group"))
                    .or_default()
                    .push(row);
            }
            if outlets.is_empty() {
                continue;
            }
            let mut bars: Vec<Bar> = outlets
                .into_iter()
                .map(|(outlet, rows)| bar(table, look.named(outlet), &rows, &voices))
                .collect();
            bars.sort_by(|x, y| y.n.total_cmp(&x.n).then_with(|| x.label.cmp(&y.label)));
            cut = cut.max(bars.len().saturating_sub(OUTLETS));
            bars.truncate(OUTLETS);
            bars.sort_by(|x, y| x.label.cmp(&y.label));
            let heading = (*heading).to_owned();
            panels.push(Panel { heading, bars });
        }
        let description = describe(&panels, look.named(voices[0].0));
        let stacked = Stacked {
            parts: voices
                .iter()
                .map(|(v, colour)| (look.named(v).to_owned(), *colour))
                .collect(),
            panels,
            axis: "share of what is counted",
            of: "number",
        };
        let svg = stacked.svg(look, "Who has the floor, by outlet", &description)?;
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out: (cut > 0).then(|| format!("the {OUTLETS} largest outlets are drawn")),
        })
    }
}

fn bar(table: Rows<'_>, label: &str, rows: &[usize], voices: &[(&str, Colour)]) -> Bar {
    let count = |row: usize| table.number(row, "count").unwrap_or(0.0);
    let n: f64 = rows.iter().map(|row| count(*row)).sum();
    let of = |voice: &str| rows.iter().find(|row| table.text(**row, "voice") == voice);
    let share = |(voice, _): &(&str, Colour)| of(voice).map_or(0.0, |row| count(*row) / n);
    let ends = |row: &usize| table.number(*row, "low").zip(table.number(*row, "high"));
    Bar {
        label: label.to_owned(),
        n,
        shares: voices.iter().map(share).collect(),
        rows: voices
            .iter()
            .map(|(voice, _)| of(voice).and_then(|row| table.shown(*row)))
            .collect(),
        interval: of(voices[0].0).and_then(ends),
    }
}

fn describe(panels: &[Panel], voice: &str) -> String {
    let share = |panel: &Panel| {
        let n: f64 = panel.bars.iter().map(|bar| bar.n).sum();
        let of: f64 = panel.bars.iter().map(|bar| bar.n * bar.shares[0]).sum();
        format!("{:.0} % of {}", 100.0 * of / n, lower(&panel.heading))
    };
    let parts: Vec<String> = panels.iter().map(share).collect();
    format!("The voice \"{voice}\" has {}.", parts.join(", "))
}

/// The heading inside a sentence, without what stands in parentheses.
fn lower(heading: &str) -> String {
    let plain = heading.split(" (").next().unwrap_or(heading);
    format!("the {}", plain.to_lowercase().replace("all words", "words"))
}
