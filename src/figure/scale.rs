//! Where groups stand on an axis between two sets of seed words.

use super::axis::{ticks, written};
use super::canvas::{Anchor, Canvas, Words};
use super::style::{Colour, GRID, INK, MUTED, SMALL, TEXT, is_voice};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows, font};
use crate::error::Result;

/// Groups that are drawn: those furthest out.
const GROUPS: usize = 30;

const LEFT: f64 = 132.0;
const RIGHT: f64 = 62.0;
const STEP: f64 = 20.0;

pub(super) struct Scale;

impl Plot for Scale {
    fn name(&self) -> &'static str {
        "scale"
    }
    fn columns(&self) -> &'static [&'static str] {
        &["group", "score", "low", "high", "words", "from", "to"]
    }
    fn method(&self) -> &'static str {
        "Each point is the mean polarity of a group's words on the axis between the two sets of seed words (latent semantic scaling; Watanabe 2021), in standard deviations of articles from their mean, with its 95 % interval over articles."
    }

    fn chosen(&self, table: Rows<'_>) -> Option<Vec<usize>> {
        (table.len() > GROUPS).then(|| {
            let half = GROUPS / 2;
            (0..half).chain(table.len() - half..table.len()).collect()
        })
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(row, &[("group", Facet::Group)])
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "point",
            x: ("score", Kind::Numbers),
            y: ("group", Kind::Names),
            colour: None,
            panel: None,
            ends: Some(["low", "high"]),
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let left = look.room(LEFT);
        let rows = self
            .chosen(table)
            .unwrap_or_else(|| (0..table.len()).collect());
        let number = |row: usize, column: &str| table.number(row, column);
        let value = |row: usize| number(row, "score").unwrap_or(0.0);
        let ends = |row: usize| number(row, "low").zip(number(row, "high"));
        let bound = |row: &usize| {
            let (low, high) = ends(*row).unwrap_or((value(*row), value(*row)));
            low.abs()
                .max(high.abs())
                .min(4.0 * (1.0 + value(*row).abs()))
        };
        let most = rows.iter().map(bound).fold(1.0, f64::max) * 1.04;
        let width = look.wide() - left - RIGHT;
        let at = |x: f64| left + width * (x.clamp(-most, most) + most) / (2.0 * most);
        let top = 22.0;
        let bottom = top + STEP * rows.len() as f64;
        let mut canvas = Canvas::new(look, bottom + 36.0);
        for tick in ticks(-most, most, 6) {
            canvas.line(&[(at(tick), top), (at(tick), bottom + 3.0)], GRID, 0.8);
            let label = Words::new(written(tick), (at(tick), bottom + 11.0));
            canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        }
        canvas.line(&[(at(0.0), top), (at(0.0), bottom)], MUTED, 1.0);
        let room = width / 2.0 - 10.0;
        let low = font::fit(&format!("← {}", table.text(0, "from")), SMALL, room);
        let high = font::fit(&format!("{} →", table.text(0, "to")), SMALL, room);
        for (words, x, anchor) in [
            (low, left, Anchor::Start),
            (high, look.wide() - RIGHT, Anchor::End),
        ] {
            let label = Words::new(words, (x, 10.0)).size(SMALL).colour(MUTED);
            canvas.words(label.anchor(anchor));
        }
        let axis = Words::new(
            "standard deviations of articles",
            (left + width / 2.0, bottom + 26.0),
        );
        canvas.words(axis.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        let head = Words::new("words", (look.wide() - RIGHT + 8.0, 10.0));
        canvas.words(head.size(SMALL).colour(MUTED));
        for (place, row) in rows.iter().enumerate() {
            let y = top + STEP * (place as f64 + 0.5);
            canvas.shows(table.shown(*row));
            let group = table.text(*row, "group");
            let label = font::fit(look.named(group), TEXT, left - 12.0);
            canvas.words(Words::new(label, (left - 8.0, y)).anchor(Anchor::End));
            let colour = colour(look, group);
            if let Some((low, high)) = ends(*row) {
                canvas.line(&[(at(low), y), (at(high), y)], colour, 1.6);
            }
            canvas.circle((at(value(*row)), y), 3.8, colour, 1.0);
            let n = Words::new(
                written(number(*row, "words").unwrap_or(0.0)),
                (look.wide() - RIGHT + 8.0, y),
            );
            canvas.words(n.size(SMALL).colour(MUTED));
        }
        canvas.shows(None);
        let description = describe(table, &rows, &value, look);
        let svg = canvas.svg("Groups on an axis between two sets of words", &description)?;
        let left_out = (table.len() > rows.len()).then(|| {
            format!(
                "the {} groups furthest out of {} are drawn",
                rows.len(),
                table.len()
            )
        });
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out,
        })
    }
}

fn colour(look: &Look, group: &str) -> Colour {
    match group {
        "outlet" => (0x5C, 0x5C, 0x5C),
        "unknown" => (0xA8, 0xA8, 0xA8),
        _ if is_voice(group) => look.voice_colour(group, 0),
        _ => INK,
    }
}

fn describe(table: Rows<'_>, rows: &[usize], value: &dyn Fn(usize) -> f64, look: &Look) -> String {
    let (first, last) = (rows[0], rows[rows.len() - 1]);
    let told = |row: usize| {
        let group = look.named(table.text(row, "group"));
        format!(
            "{group} ({})",
            written(libm::round(value(row) * 10.0) / 10.0)
        )
    };
    if first == last {
        return format!("On the axis stands {}.", told(first));
    }
    format!("The axis runs from {} to {}.", told(first), told(last))
}
