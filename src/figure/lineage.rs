//! What each outlet does with statements that others have too.

use super::stacked::{BARS, Bar, Panel, Stacked};
use super::style::Colour;
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows};
use crate::error::Result;
use std::collections::BTreeMap;

/// Treatments in the order they are drawn.
const TREATMENTS: &[(&str, Colour)] = &[
    ("fullest", (0x00, 0x5A, 0x8C)),
    ("whole", (0x56, 0xB4, 0xE9)),
    ("shortened", (0xE6, 0x9F, 0x00)),
    ("paraphrased", (0xF0, 0xE4, 0x42)),
    ("narrated", (0xD5, 0x5E, 0x00)),
    ("dropped", (0xD0, 0xD0, 0xD0)),
];

pub(super) struct Lineage;

impl Plot for Lineage {
    fn name(&self) -> &'static str {
        "lineage"
    }
    fn columns(&self) -> &'static [&'static str] {
        &["group", "treatment", "count"]
    }
    fn method(&self) -> &'static str {
        "Each bar is all statements that an outlet has a version of, or leaves out although it tells of the same event: the fullest version (the earliest of the longest direct quotations of it), whole (nine tenths of its words or more, as spoken), shortened, paraphrased as reported speech, narrated as the outlet's own words, or dropped."
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(
            row,
            &[("group", Facet::Outlet), ("treatment", Facet::Class)],
        )
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "bar",
            x: ("count", Kind::Parts),
            y: ("group", Kind::Names),
            colour: Some(("treatment", Kind::Names)),
            panel: None,
            ends: None,
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let mut outlets: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for row in 0..table.len() {
            outlets
                .entry(table.text(row, "group"))
                .or_default()
                .push(row);
        }
        let all = outlets.len();
        let count = |row: &usize| table.number(*row, "count").unwrap_or(0.0);
        let mut bars: Vec<Bar> = outlets
            .iter()
            .map(|(outlet, rows)| {
                let n: f64 = rows.iter().map(count).sum();
                let of = |name: &str| rows.iter().find(|r| table.text(**r, "treatment") == name);
                let share = |(name, _): &(&str, Colour)| of(name).map_or(0.0, |r| count(r) / n);
                Bar {
                    label: look.named(outlet).to_owned(),
                    n,
                    shares: TREATMENTS.iter().map(share).collect(),
                    rows: TREATMENTS
                        .iter()
                        .map(|(name, _)| of(name).and_then(|row| table.shown(*row)))
                        .collect(),
                    interval: None,
                }
            })
            .collect();
        bars.sort_by(|x, y| y.n.total_cmp(&x.n).then_with(|| x.label.cmp(&y.label)));
        bars.truncate(BARS);
        let description = describe(&bars);
        let stacked = Stacked {
            parts: TREATMENTS
                .iter()
                .map(|(name, colour)| ((*name).to_owned(), *colour))
                .collect(),
            panels: vec![Panel {
                heading: String::new(),
                bars,
            }],
            axis: "share of the statements that the outlet has or leaves out",
            of: "statements",
        };
        let svg = stacked.svg(look, "What outlets do with shared statements", &description)?;
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out: (all > BARS)
                .then(|| format!("the {BARS} outlets with most statements of {all} are drawn")),
        })
    }
}

/// How much of the outlet with most statements is quoted in full, and how much is cut.
fn describe(bars: &[Bar]) -> String {
    let part = |bar: &Bar| {
        let full: f64 = bar.shares.iter().take(2).sum();
        let n = libm::round(bar.n);
        format!("{} {} of {n}", bar.label, libm::round(full * bar.n))
    };
    let parts: Vec<String> = bars.iter().take(4).map(part).collect();
    format!(
        "Statements that several outlets have, quoted in full: {}.",
        parts.join(", ")
    )
}
