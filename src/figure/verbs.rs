//! Which reporting verbs introduce which voice, outlet by outlet.

use super::stacked::{Bar, FEW_BARS, Panel, Stacked};
use super::style::{Colour, voice_order};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows};
use crate::error::Result;
use std::collections::BTreeMap;

/// Voices that are drawn.
const VOICES: usize = 4;

/// Shipped classes in the order they are drawn, with their colours; classes of a study come before the last.
const CLASSES: &[(&str, Colour)] = &[
    ("endorsing", (0x00, 0x9E, 0x73)),
    ("neutral", (0xC8, 0xC8, 0xC8)),
    ("distancing", (0xE6, 0x9F, 0x00)),
    ("conflict", (0xD5, 0x5E, 0x00)),
];
const OWN: &[Colour] = &[(0x56, 0xB4, 0xE9), (0xCC, 0x79, 0xA7), (0x00, 0x72, 0xB2)];
const OTHER: (&str, Colour) = ("other", (0xEA, 0xEA, 0xEA));

pub(super) struct Verbs;

impl Plot for Verbs {
    fn name(&self) -> &'static str {
        "verbs"
    }
    fn columns(&self) -> &'static [&'static str] {
        &["group", "voice", "class", "count", "share", "low", "high"]
    }
    fn method(&self) -> &'static str {
        "Each bar is all reporting verbs by which an outlet introduces a voice, shared out by what they say of what is reported: endorsing (showed, acknowledged), neutral (said), distancing (claimed, insisted), conflict (warned, denounced). The line under a bar is the 95 % interval, over articles, of its endorsing share, where it can be told."
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(
            row,
            &[
                ("voice", Facet::Voice),
                ("class", Facet::Class),
                ("group", Facet::Outlet),
            ],
        )
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "bar",
            x: ("count", Kind::Parts),
            y: ("group", Kind::Names),
            colour: Some(("class", Kind::Names)),
            panel: Some("voice"),
            ends: None,
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let classes = classes(table);
        let mut voices: BTreeMap<&str, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
        let mut n: BTreeMap<&str, f64> = BTreeMap::new();
        for row in 0..table.len() {
            let voice = table.text(row, "voice");
            let outlets = voices.entry(voice).or_default();
            outlets
                .entry(table.text(row, "group"))
                .or_default()
                .push(row);
            *n.entry(voice).or_default() += table.number(row, "count").unwrap_or(0.0);
        }
        let all = voices.len();
        let mut order: Vec<&str> = voices.keys().copied().collect();
        let is_known = |voice: &&str| **voice == *"unknown";
        order.sort_by(|x, y| {
            (is_known(x), n[y])
                .partial_cmp(&(is_known(y), n[x]))
                .unwrap_or(x.cmp(y))
                .then(x.cmp(y))
        });
        order.truncate(VOICES);
        order.sort_by_key(|voice| voice_order(voice));
        let mut cut = false;
        let panels: Vec<Panel> = order
            .iter()
            .map(|voice| {
                let outlets = &voices[voice];
                let mut bars: Vec<Bar> = outlets
                    .iter()
                    .map(|(outlet, rows)| bar(table, look.named(outlet), rows, &classes))
                    .collect();
                bars.sort_by(|x, y| y.n.total_cmp(&x.n).then_with(|| x.label.cmp(&y.label)));
                cut |= bars.len() > FEW_BARS;
                bars.truncate(FEW_BARS);
                Panel {
                    heading: look.named(voice).to_owned(),
                    bars,
                }
            })
            .collect();
        let description = describe(&panels, &classes);
        let stacked = Stacked {
            parts: classes
                .iter()
                .map(|(c, colour)| ((*c).to_owned(), *colour))
                .collect(),
            panels,
            axis: "share of the verbs that introduce the voice",
            of: "verbs",
        };
        let svg = stacked.svg(look, "Reporting verbs by voice and outlet", &description)?;
        let mut left_out = Vec::new();
        if all > VOICES {
            left_out.push(format!(
                "the {VOICES} voices with most verbs of {all} are drawn"
            ));
        }
        if cut {
            left_out.push(format!("the {FEW_BARS} outlets with most verbs are drawn"));
        }
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out: (!left_out.is_empty()).then(|| left_out.join("; ")),
        })
    }
}

/// The classes that occur, in order, with their colours.
fn classes(table: Rows<'_>) -> Vec<(&str, Colour)> {
    let there = table.values("class");
    let shipped = |class: &str| CLASSES.iter().any(|(c, _)| *c == class) || class == OTHER.0;
    let mut own: Vec<&str> = there.iter().copied().filter(|c| !shipped(c)).collect();
    own.sort_unstable();
    let own = own.into_iter().zip(OWN.iter().copied().cycle());
    let known = CLASSES.iter().copied().filter(|(c, _)| there.contains(c));
    let other = Some(OTHER).filter(|(c, _)| there.contains(c));
    known.chain(own).chain(other).collect()
}

fn bar(table: Rows<'_>, label: &str, rows: &[usize], classes: &[(&str, Colour)]) -> Bar {
    let count = |row: usize| table.number(row, "count").unwrap_or(0.0);
    let n: f64 = rows.iter().map(|row| count(*row)).sum();
    let of = |class: &str| rows.iter().find(|row| table.text(**row, "class") == class);
    let share = |(class, _): &(&str, Colour)| of(class).map_or(0.0, |row| count(*row) / n);
    let ends = |row: &usize| table.number(*row, "low").zip(table.number(*row, "high"));
    Bar {
        label: label.to_owned(),
        n,
        shares: classes.iter().map(share).collect(),
        rows: classes
            .iter()
            .map(|(class, _)| of(class).and_then(|row| table.shown(*row)))
            .collect(),
        interval: of(CLASSES[0].0)
            .filter(|_| classes[0].0 == CLASSES[0].0)
            .and_then(ends),
    }
}

/// The part of distancing and conflict verbs in each voice.
fn describe(panels: &[Panel], classes: &[(&str, Colour)]) -> String {
    let far = |bar: &Bar| -> f64 {
        let of = classes.iter().zip(&bar.shares);
        let far = of.filter(|((class, _), _)| matches!(*class, "distancing" | "conflict"));
        far.map(|(_, share)| share * bar.n).sum()
    };
    let parts: Vec<String> = panels
        .iter()
        .map(|panel| {
            let n: f64 = panel.bars.iter().map(|bar| bar.n).sum();
            let far: f64 = panel.bars.iter().map(far).sum();
            format!("{} {:.0} %", panel.heading, 100.0 * far / n)
        })
        .collect();
    format!(
        "Verbs of distance or conflict introduce: {}.",
        parts.join(", ")
    )
}
