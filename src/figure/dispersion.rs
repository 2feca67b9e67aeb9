//! Dispersion strips: in which articles each term stands, article by article.

use super::canvas::{Anchor, Canvas, Tick, Words};
use super::style::{GRID, MUTED, SMALL, TEXT};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows, font};
use crate::error::Result;
use std::collections::BTreeMap;

const LEFT: f64 = 118.0;
const RIGHT: f64 = 46.0;
const TOP: f64 = 50.0;
const STEP: f64 = 26.0;
/// Height of the lane of one side.
const LANE: f64 = 9.0;

pub(super) struct Dispersion;

impl Plot for Dispersion {
    fn name(&self) -> &'static str {
        "dispersion"
    }
    fn columns(&self) -> &'static [&'static str] {
        &[
            "term",
            "group",
            "outlet",
            "bin",
            "articles",
            "articles_with",
            "dp_norm",
        ]
    }
    fn method(&self) -> &'static str {
        "Each strip is the corpus from left to right: outlets side by side, their articles in order of date. A tick is an article that has the term, in the upper lane in the target's words, in the lower lane in the reference's; where articles share a place, the longer the tick, the larger the share of them that has it. DPnorm is the normalised deviation of proportions over the articles in which either side has words (Gries 2008; Lijffijt and Gries 2012): 0 is evenly spread, 1 is all in one place."
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(row, &[("term", Facet::Term), ("group", Facet::Group)])
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "tick",
            x: ("bin", Kind::Numbers),
            y: ("term", Kind::Names),
            colour: Some(("group", Kind::Names)),
            panel: None,
            ends: None,
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let left = look.room(LEFT);
        let terms = table.values("term");
        let groups = table.values("group");
        let bins = (0..table.len())
            .filter_map(|row| table.number(row, "bin"))
            .fold(0.0, f64::max);
        let [t, r] = [groups[0], groups.get(1).copied().unwrap_or("")];
        let colours = look.sides(t, r);
        let bottom = TOP + STEP * terms.len() as f64;
        let mut canvas = Canvas::new(look, bottom + 14.0);
        let width = (look.wide() - left - RIGHT) / bins.max(1.0);
        let x = |bin: f64| left + width * (bin - 1.0);

        // From the middle line up for the target, down for the reference.
        let lane = |y: f64, side: usize, share: f64| {
            let sign = if side == 0 { -1.0 } else { 1.0 };
            (y + sign * 0.5, y + sign * (0.5 + LANE * share.max(0.12)))
        };
        let mut ticks: BTreeMap<(usize, usize), (usize, Vec<Tick>)> = BTreeMap::new();
        let mut spread: BTreeMap<&str, f64> = BTreeMap::new();
        for (j, term) in terms.iter().enumerate() {
            let y = TOP + STEP * (j as f64 + 0.5);
            let label = font::fit(term, TEXT, left - 10.0);
            canvas.words(Words::new(label, (left - 7.0, y)).anchor(Anchor::End));
            canvas.line(&[(left, y), (look.wide() - RIGHT, y)], GRID, 0.8);
        }
        bands(&mut canvas, table, look, &x, bottom);
        let row_of: BTreeMap<&str, usize> = terms
            .iter()
            .enumerate()
            .map(|(j, term)| (*term, j))
            .collect();
        for row in 0..table.len() {
            let number = |column: &str| table.number(row, column).unwrap_or(0.0);
            let term = table.text(row, "term");
            if let Some(dp) = table.number(row, "dp_norm") {
                spread.insert(term, dp);
            }
            if number("articles_with") == 0.0 {
                continue;
            }
            let side = usize::from(table.text(row, "group") != t);
            let y = TOP + STEP * (row_of[term] as f64 + 0.5);
            let share = number("articles_with") / number("articles").max(1.0);
            let gap = if width > 3.0 { 0.5 } else { 0.0 };
            let from = x(number("bin"));
            let (near, far) = lane(y, side, share);
            let ends = (from + gap, from + width.max(0.8) - gap);
            ticks
                .entry((row_of[term], side))
                .or_insert((row, Vec::new()))
                .1
                .push((ends, (near, far)));
        }
        for ((_, side), (first, list)) in ticks {
            canvas.shows(table.shown(first));
            canvas.steps(&list, colours[side]);
        }
        canvas.shows(None);
        for (j, term) in terms.iter().enumerate() {
            let y = TOP + STEP * (j as f64 + 0.5);
            let value = spread.get(term).map_or("–".into(), |dp| format!("{dp:.2}"));
            canvas.words(
                Words::new(value, (look.wide() - 4.0, y))
                    .size(SMALL)
                    .anchor(Anchor::End),
            );
        }
        let head = Words::new("DPnorm", (look.wide() - 4.0, TOP - 6.0));
        canvas.words(head.size(SMALL).colour(MUTED).anchor(Anchor::End));
        let above = Words::new(format!("above: {}", look.named(t)), (left, 9.0));
        let next = left + above.width() + 24.0;
        canvas.words(above.bold().colour(colours[0]));
        if !r.is_empty() {
            let below = Words::new(format!("below: {}", look.named(r)), (next, 9.0));
            canvas.words(below.bold().colour(colours[1]));
        }
        let even = spread
            .iter()
            .min_by(|x, y| x.1.total_cmp(y.1))
            .map_or(String::new(), |(term, dp)| {
                format!("; most evenly spread is \"{term}\" (DPnorm {dp:.2})")
            });
        let description = format!("Where {} terms stand in the corpus{even}.", terms.len());
        let svg = canvas.svg("Dispersion of terms", &description)?;
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out: None,
        })
    }
}

/// The outlets above the strips, with a line between two of them.
fn bands(
    canvas: &mut Canvas<'_>,
    table: Rows<'_>,
    look: &Look,
    x: &dyn Fn(f64) -> f64,
    bottom: f64,
) {
    let left = look.room(LEFT);
    let mut ends: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for row in 0..table.len() {
        let bin = table.number(row, "bin").unwrap_or(0.0);
        let band = ends.entry(table.text(row, "outlet")).or_insert((bin, bin));
        *band = (band.0.min(bin), band.1.max(bin));
    }
    let mut bands: Vec<(&str, (f64, f64))> = ends.into_iter().collect();
    bands.sort_by(|a, b| a.1.0.total_cmp(&b.1.0));
    for (i, (outlet, (first, last))) in bands.iter().enumerate() {
        let (from, to) = (x(*first), x(*last + 1.0));
        if i > 0 {
            canvas.line(&[(from, TOP - 2.0), (from, bottom)], MUTED, 0.7);
        }
        // Names of neighbours stand in two lines in turn, so that narrow bands can be named too.
        let name = font::fit(look.named(outlet), SMALL, 2.0 * (to - from) - 6.0);
        let words = Words::new(
            name,
            (f64::midpoint(from, to), TOP - 9.0 - 12.0 * (i % 2) as f64),
        );
        let half = words.width() / 2.0;
        if words.at.0 - half > left - 60.0 && words.at.0 + half < look.wide() - RIGHT + 2.0 {
            canvas.words(words.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        }
    }
}
