//! Terms by outlet: how often, and how much more or less often than in the others.

use super::axis::written;
use super::canvas::{Anchor, Canvas, Words};
use super::style::{MUTED, SMALL, TEXT, diverging, on};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows, font};
use crate::error::Result;
use crate::table::counted;
use std::collections::BTreeMap;

/// Outlets that are drawn.
const OUTLETS: usize = 12;
/// Log ratio (base 2) at which the colour is full: eight times as often.
const FULL: f64 = 3.0;

const LEFT: f64 = 118.0;
const TOP: f64 = 44.0;
const STEP: f64 = 19.0;

pub(super) struct HeatMap;

impl Plot for HeatMap {
    fn name(&self) -> &'static str {
        "heat-map"
    }
    fn columns(&self) -> &'static [&'static str] {
        &["term", "outlet", "count", "per_million", "log_ratio"]
    }
    fn method(&self) -> &'static str {
        "Numbers are occurrences; colours compare the frequency in an outlet with that in all others together (log_ratio; Hardie 2014): orange more often, purple less often, full at eight times."
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(row, &[("term", Facet::Term), ("outlet", Facet::Outlet)])
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "rect",
            x: ("outlet", Kind::Names),
            y: ("term", Kind::Names),
            colour: Some(("log_ratio", Kind::Differences)),
            panel: None,
            ends: None,
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let left = look.room(LEFT);
        let terms = table.values("term");
        let mut outlets = table.values("outlet");
        let all = outlets.len();
        outlets.truncate(OUTLETS);
        let cells: BTreeMap<(&str, &str), usize> = (0..table.len())
            .map(|row| ((table.text(row, "term"), table.text(row, "outlet")), row))
            .collect();
        let width = ((look.wide() - left - 2.0) / outlets.len() as f64).min(90.0);
        let bottom = TOP + STEP * terms.len() as f64;
        let mut canvas = Canvas::new(look, bottom + 52.0);
        for (i, outlet) in outlets.iter().enumerate() {
            let x = left + width * (i as f64 + 0.5);
            for (line, text) in wrapped(look.named(outlet), width - 4.0)
                .iter()
                .rev()
                .enumerate()
            {
                let at = (x, TOP - 8.0 - 11.0 * line as f64);
                canvas.words(
                    Words::new(text.clone(), at)
                        .size(SMALL)
                        .anchor(Anchor::Middle),
                );
            }
        }
        let mut most = (0.0, "", "");
        for (j, term) in terms.iter().enumerate() {
            let (top, y) = (TOP + STEP * j as f64, TOP + STEP * (j as f64 + 0.5));
            let label = font::fit(term, TEXT, left - 10.0);
            canvas.words(Words::new(label, (left - 7.0, y)).anchor(Anchor::End));
            for (i, outlet) in outlets.iter().enumerate() {
                let Some(row) = cells.get(&(*term, *outlet)) else {
                    continue;
                };
                let ratio = table.number(*row, "log_ratio").unwrap_or(0.0);
                if ratio > most.0 {
                    most = (ratio, term, outlet);
                }
                canvas.shows(table.shown(*row));
                let colour = diverging(ratio / FULL);
                let x = left + width * i as f64;
                canvas.rect(
                    (x + 0.6, top + 0.6),
                    (x + width - 0.6, top + STEP - 0.6),
                    colour,
                );
                let count = table.number(*row, "count").unwrap_or(0.0);
                let number = written(count);
                let at = (x + width / 2.0, y);
                canvas.words(
                    Words::new(number, at)
                        .size(SMALL)
                        .colour(on(colour))
                        .anchor(Anchor::Middle),
                );
            }
        }
        canvas.shows(None);
        key(&mut canvas, bottom + 14.0);
        let description = if most.0 > 0.0 {
            format!(
                "{} in {}; the largest difference is \"{}\" in {}.",
                counted(terms.len() as u64, "term"),
                counted(outlets.len() as u64, "outlet"),
                most.1,
                look.named(most.2)
            )
        } else {
            let terms = counted(terms.len() as u64, "term");
            format!("{terms} in {}.", counted(outlets.len() as u64, "outlet"))
        };
        let svg = canvas.svg("Terms by outlet", &description)?;
        let left_out =
            (all > OUTLETS).then(|| format!("the first {OUTLETS} outlets of {all} are drawn"));
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out,
        })
    }
}

/// What the colours mean.
fn key(canvas: &mut Canvas<'_>, top: f64) {
    let look = canvas.look;
    let left = look.room(LEFT);
    let (step, n) = (26.0, 7_u32);
    let place = |i: u32| left + step * f64::from(i);
    for i in 0..n {
        let value = (f64::from(i) - 3.0) / 3.0;
        canvas.rect((place(i), top), (place(i + 1), top + 9.0), diverging(value));
    }
    for (i, text) in [
        (0, "⅛"),
        (1, "¼"),
        (2, "½"),
        (3, "1"),
        (4, "2"),
        (5, "4"),
        (6, "8"),
    ] {
        let at = (place(i) + step / 2.0, top + 17.0);
        canvas.words(
            Words::new(text, at)
                .size(SMALL)
                .colour(MUTED)
                .anchor(Anchor::Middle),
        );
    }
    let said = Words::new("times as often as in the other outlets", (0.0, 0.0)).size(SMALL);
    let beside = (place(n) + 8.0, top + 5.0);
    let fits = beside.0 + said.width() <= look.wide();
    let at = if fits { beside } else { (left, top + 30.0) };
    canvas.words(Words { at, ..said }.colour(MUTED));
}

/// Words in up to three lines; the last is cut if need be.
fn wrapped(text: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last().map_or("", String::as_str);
        let longer = if last.is_empty() {
            word.to_owned()
        } else {
            format!("{last} {word}")
        };
        let fits = font::width(&longer, SMALL, font::Weight::Regular) <= room;
        if fits || last.is_empty() || lines.len() == 3 {
            *lines.last_mut().expect("there is always a line") = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
        .iter()
        .map(|line| font::fit(line, SMALL, room))
        .collect()
}
