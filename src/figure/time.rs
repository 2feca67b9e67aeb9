//! Over time: one panel a series, a point a period, with intervals.

use super::axis::{ticks, written};
use super::canvas::{Anchor, Canvas, Words};
use super::style::{Colour, GRID, INK, MUTED, PAPER, SMALL, TEXT, WIDTH, tint, voice_colour};
use super::{Drawing, Names, Plot, Rows, font, named};
use crate::error::Result;

/// Series that are drawn.
const SERIES: usize = 8;
/// Periods beyond which not every one has its label.
const LABELS: usize = 12;

const LEFT: f64 = 152.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 8.0;
const PANEL: f64 = 46.0;
const GAP: f64 = 14.0;

pub(super) struct Time;

impl Plot for Time {
    fn name(&self) -> &'static str {
        "time"
    }
    fn columns(&self) -> &'static [&'static str] {
        &["period", "series", "value", "low", "high", "units", "unit"]
    }
    fn method(&self) -> &'static str {
        "One panel a series, a point a period, with 95 % intervals over articles; a hollow point has none, since the period has fewer than five articles or all of them agree. Panels have scales of their own; an interval that leaves its panel is cut off at the top. Terms are counted in all words of a period."
    }

    fn draw(&self, table: Rows<'_>, names: &Names) -> Result<Drawing> {
        let mut series = table.values("series");
        let all = series.len();
        series.truncate(SERIES);
        let mut periods = table.values("period");
        periods.sort_unstable();
        let bottom = TOP + (PANEL + GAP) * series.len() as f64;
        let mut canvas = Canvas::new(bottom + 22.0);
        let step = (WIDTH - LEFT - RIGHT) / periods.len() as f64;
        let x = |period: usize| LEFT + step * (period as f64 + 0.5);
        let every = periods.len().div_ceil(LABELS);
        for (i, period) in periods.iter().enumerate().step_by(every) {
            canvas.line(&[(x(i), TOP), (x(i), bottom - GAP + 4.0)], GRID, 0.6);
            let label = Words::new(*period, (x(i), bottom + 2.0));
            canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        }
        let mut told = Vec::new();
        for (number, name) in series.iter().enumerate() {
            let top = TOP + (PANEL + GAP) * number as f64;
            let points: Vec<Point> = periods
                .iter()
                .enumerate()
                .filter_map(|(i, period)| Point::new(table, name, period, x(i)))
                .collect();
            let panel = Panel {
                top,
                most: points.iter().map(Point::top).fold(0.0, f64::max).max(1e-12),
                colour: colour(table, &points, name),
            };
            panel.draw(&mut canvas, named(names, name), table, &points);
            told.extend(peak(table, &points, named(names, name)));
        }
        let told = if told.is_empty() {
            "no period has enough articles for an interval".to_owned()
        } else {
            told.join("; ")
        };
        let description = format!("Over {} periods: {told}.", periods.len());
        let svg = canvas.svg("Over time", &description)?;
        let left_out =
            (all > SERIES).then(|| format!("the first {SERIES} of {all} series are drawn"));
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out,
        })
    }
}

/// A series in one period.
struct Point {
    row: usize,
    x: f64,
    value: f64,
    ends: Option<(f64, f64)>,
}

impl Point {
    fn new(table: Rows<'_>, series: &str, period: &str, x: f64) -> Option<Self> {
        let is = |row: &usize| {
            table.text(*row, "series") == series && table.text(*row, "period") == period
        };
        let row = (0..table.len()).find(is)?;
        Some(Self {
            row,
            x,
            value: table.number(row, "value")?,
            ends: table.number(row, "low").zip(table.number(row, "high")),
        })
    }

    fn top(&self) -> f64 {
        // An interval of a few articles can be many times its value; it is cut off there.
        let high = self
            .ends
            .map_or(0.0, |(_, high)| high.min(3.0 * self.value));
        self.value.max(high)
    }
}

/// One series.
struct Panel {
    top: f64,
    most: f64,
    colour: Colour,
}

impl Panel {
    fn y(&self, value: f64) -> f64 {
        self.top + PANEL * (1.0 - (value / self.most).clamp(0.0, 1.0))
    }

    fn draw(&self, canvas: &mut Canvas, name: &str, table: Rows<'_>, points: &[Point]) {
        let share = points
            .first()
            .is_some_and(|p| table.text(p.row, "unit") == "share");
        let marks = ticks(0.0, self.most, 2);
        for mark in [0.0]
            .into_iter()
            .chain(marks.last().copied().filter(|m| *m > 0.0))
        {
            let y = self.y(mark);
            canvas.line(&[(LEFT, y), (WIDTH - RIGHT, y)], GRID, 0.8);
            let label = if share {
                format!("{} %", written(libm::round(1000.0 * mark) / 10.0))
            } else {
                written(mark)
            };
            let label = Words::new(label, (LEFT - 4.0, y));
            canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::End));
        }
        let line: Vec<(f64, f64)> = points.iter().map(|p| (p.x, self.y(p.value))).collect();
        canvas.line(&line, tint(self.colour, 0.35), 1.2);
        for (point, at) in points.iter().zip(&line) {
            if let Some((low, high)) = point.ends {
                canvas.line(&[(at.0, self.y(low)), (at.0, self.y(high))], INK, 1.0);
            }
            canvas.circle(*at, 3.2, self.colour, 1.0);
            if point.ends.is_none() {
                canvas.circle(*at, 2.0, PAPER, 1.0);
            }
        }
        let name = font::fit(name, TEXT, LEFT - 42.0);
        canvas.words(Words::new(name, (0.0, self.top + PANEL / 2.0)).bold());
    }
}

/// The colour of a voice; terms have that of words.
fn colour(table: Rows<'_>, points: &[Point], series: &str) -> Colour {
    let share = points.iter().any(|p| table.text(p.row, "unit") == "share");
    match series {
        "outlet" | "unknown" => MUTED,
        _ if share => voice_colour(series, 1),
        _ => INK,
    }
}

/// Where a series stands highest.
fn peak(table: Rows<'_>, points: &[Point], name: &str) -> Option<String> {
    let sure = points.iter().filter(|p| p.ends.is_some());
    let highest = sure.max_by(|x, y| x.value.total_cmp(&y.value))?;
    Some(format!(
        "\"{name}\" highest in {}",
        table.text(highest.row, "period")
    ))
}
