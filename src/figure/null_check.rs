//! What each test finds where there is nothing to find: shares with their Monte Carlo intervals.

use super::axis::{ticks, written};
use super::canvas::{Anchor, Canvas, Words};
use super::style::{GRID, INK, MUTED, SMALL, TEXT};
use super::{Chart, Drawing, Kind, Look, Plot, Rows, font};
use crate::error::Result;

/// What a test should find.
const LEVEL: f64 = 0.05;

const LEFT: f64 = 150.0;
const RIGHT: f64 = 60.0;
const TOP: f64 = 26.0;
const STEP: f64 = 22.0;

pub(super) struct NullCheck;

impl Plot for NullCheck {
    fn name(&self) -> &'static str {
        "null-check"
    }
    fn columns(&self) -> &'static [&'static str] {
        &[
            "test",
            "shuffles",
            "terms",
            "share_below_05",
            "share_low",
            "share_high",
        ]
    }
    fn method(&self) -> &'static str {
        "The comparison made again with labels shuffled by article, so that there is nothing to find: the mean share of terms with p below .05, with a 95 % Monte Carlo interval over shuffles. A test that keeps its word stays near .05."
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "point",
            x: ("share_below_05", Kind::Numbers),
            y: ("test", Kind::Names),
            colour: None,
            panel: None,
            ends: Some(["share_low", "share_high"]),
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let left = look.room(LEFT);
        let rows = table.len();
        let bottom = TOP + STEP * rows as f64;
        let number = |row: usize, column: &str| table.number(row, column);
        let most = (0..rows)
            .filter_map(|row| number(row, "share_high").or(number(row, "share_below_05")))
            .fold(0.1, f64::max);
        let x = |share: f64| left + (look.wide() - left - RIGHT) * share / most;
        let mut canvas = Canvas::new(look, bottom + 36.0);
        for mark in ticks(0.0, most, 5) {
            canvas.line(&[(x(mark), TOP - 4.0), (x(mark), bottom + 3.0)], GRID, 0.8);
            let label = Words::new(written(mark), (x(mark), bottom + 11.0));
            canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        }
        canvas.line(&[(x(LEVEL), TOP - 4.0), (x(LEVEL), bottom)], INK, 1.2);
        let promise = Words::new("what is promised: .05", (x(LEVEL), TOP - 14.0));
        canvas.words(promise.size(SMALL).anchor(Anchor::Middle));
        for row in 0..rows {
            let y = TOP + STEP * (row as f64 + 0.5);
            let share = number(row, "share_below_05").unwrap_or(0.0);
            let ends = number(row, "share_low").zip(number(row, "share_high"));
            if let Some((low, high)) = ends {
                canvas.line(&[(x(low), y), (x(high), y)], INK, 1.4);
            }
            canvas.circle((x(share), y), 3.6, INK, 1.0);
            let name = font::fit(table.text(row, "test"), TEXT, left - 14.0);
            canvas.words(Words::new(name, (left - 10.0, y)).anchor(Anchor::End));
            let value = Words::new(format!("{share:.3}"), (look.wide() - RIGHT + 12.0, y));
            canvas.words(value.size(SMALL).colour(MUTED));
        }
        let axis = Words::new(
            "share of terms with p < .05",
            (left + (look.wide() - left - RIGHT) / 2.0, bottom + 26.0),
        );
        canvas.words(axis.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        let first = number(0, "share_below_05").unwrap_or(0.0);
        let shuffles = number(0, "shuffles").unwrap_or(0.0);
        let description = format!(
            "Over {shuffles} shuffles the test over articles calls {:.1} % of the terms significant at .05.",
            100.0 * first
        );
        let svg = canvas.svg("Each test where there is nothing to find", &description)?;
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out: None,
        })
    }
}
