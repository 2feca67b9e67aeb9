//! Over time: one panel a series, a point a period, with intervals.

use super::axis::{ticks, written};
use super::canvas::{Anchor, Canvas, Words};
use super::style::{Colour, GRID, INK, MUTED, PAPER, SMALL, TEXT, tint};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows, font};
use crate::error::Result;

/// Series that are drawn.
const SERIES: usize = 8;
/// Between two labels of periods, at least.
const APART: f64 = 10.0;

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
        "One panel a series, a point a period, with 95 % intervals over articles; a hollow point has none, since the period has fewer than five articles or all of them agree; a period without articles breaks the line. Panels have scales of their own; an interval that leaves its panel is cut off at the top. Terms are counted in all words of a period."
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        let of_voices = table.text(row, "unit") == "share";
        let series = if of_voices { Facet::Voice } else { Facet::Term };
        table.facets(row, &[("series", series), ("period", Facet::Date)])
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "point",
            x: ("period", Kind::Names),
            y: ("value", Kind::Numbers),
            colour: None,
            panel: Some("series"),
            ends: Some(["low", "high"]),
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let mut series = table.values("series");
        let all = series.len();
        series.truncate(SERIES);
        let mut periods = table.values("period");
        periods.sort_unstable();
        let bottom = TOP + (PANEL + GAP) * series.len() as f64;
        let mut canvas = Canvas::new(look, bottom + 22.0);
        let axis = Axis::new(look, &periods);
        let mut free = f64::NEG_INFINITY;
        for period in &periods {
            let x = axis.x(period);
            let label = Words::new(*period, (x, bottom + 2.0)).size(SMALL);
            let half = label.width() / 2.0;
            if x - half < free || x + half > look.wide() {
                continue;
            }
            free = x + half + APART;
            canvas.line(&[(x, TOP), (x, bottom - GAP + 4.0)], GRID, 0.6);
            canvas.words(label.colour(MUTED).anchor(Anchor::Middle));
        }
        let mut told = Vec::new();
        for (number, name) in series.iter().enumerate() {
            let top = TOP + (PANEL + GAP) * number as f64;
            let points: Vec<Point> = periods
                .iter()
                .filter_map(|period| Point::new(table, name, period, &axis))
                .collect();
            let panel = Panel {
                top,
                most: points.iter().map(Point::top).fold(0.0, f64::max).max(1e-12),
                colour: colour(look, table, &points, name),
            };
            panel.draw(&mut canvas, look.named(name), table, &points);
            told.extend(peak(table, &points, look.named(name)));
        }
        let told = if told.is_empty() {
            "no period has enough articles for an interval".to_owned()
        } else {
            told.join("; ")
        };
        let description = format!(
            "Over {} periods, of those with an interval: {told}.",
            periods.len()
        );
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

/// Where periods stand: years or months at equal steps, those without articles too.
struct Axis {
    left: f64,
    first: i64,
    step: f64,
    /// Periods in order, where they are neither years nor months.
    named: Vec<String>,
}

impl Axis {
    fn new(look: &Look, periods: &[&str]) -> Self {
        let left = look.room(LEFT);
        let numbers: Option<Vec<i64>> = periods.iter().map(|period| number(period)).collect();
        let numbers = numbers.filter(|numbers| !numbers.is_empty());
        let ends = numbers.map(|numbers| (numbers[0], numbers[numbers.len() - 1]));
        let (first, last) = ends.unwrap_or((0, places(periods.len()) - 1));
        let by_name = periods.iter().filter(|_| ends.is_none());
        let named = by_name.map(|period| (*period).to_owned()).collect();
        Self {
            left,
            first,
            step: (look.wide() - left - RIGHT) / (last - first + 1).max(1) as f64,
            named,
        }
    }

    /// The place of a period, counted from the first.
    fn place(&self, period: &str) -> i64 {
        let named = self.named.iter().position(|name| name == period);
        named.map_or_else(|| number(period).unwrap_or(self.first) - self.first, places)
    }

    fn x(&self, period: &str) -> f64 {
        self.left + self.step * (self.place(period) as f64 + 0.5)
    }
}

fn places(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A year, or a month counted through all years.
fn number(period: &str) -> Option<i64> {
    match period.split_once('-') {
        None => period.parse().ok(),
        Some((year, month)) => Some(12 * year.parse::<i64>().ok()? + month.parse::<i64>().ok()?),
    }
}

/// A series in one period.
struct Point {
    row: usize,
    place: i64,
    x: f64,
    value: f64,
    ends: Option<(f64, f64)>,
}

impl Point {
    fn new(table: Rows<'_>, series: &str, period: &str, axis: &Axis) -> Option<Self> {
        let is = |row: &usize| {
            table.text(*row, "series") == series && table.text(*row, "period") == period
        };
        let row = (0..table.len()).find(is)?;
        Some(Self {
            row,
            place: axis.place(period),
            x: axis.x(period),
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

    fn draw(&self, canvas: &mut Canvas<'_>, name: &str, table: Rows<'_>, points: &[Point]) {
        let look = canvas.look;
        let left = look.room(LEFT);
        let share = points
            .first()
            .is_some_and(|p| table.text(p.row, "unit") == "share");
        let marks = ticks(0.0, self.most, 2);
        for mark in [0.0]
            .into_iter()
            .chain(marks.last().copied().filter(|m| *m > 0.0))
        {
            let y = self.y(mark);
            canvas.line(&[(left, y), (look.wide() - RIGHT, y)], GRID, 0.8);
            let label = if share {
                format!("{} %", written(libm::round(1000.0 * mark) / 10.0))
            } else {
                written(mark)
            };
            let label = Words::new(label, (left - 4.0, y));
            canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::End));
        }
        let at = |point: &Point| (point.x, self.y(point.value));
        // A period without articles breaks the line.
        for run in points.chunk_by(|one, next| next.place == one.place + 1) {
            let line: Vec<(f64, f64)> = run.iter().map(at).collect();
            canvas.line(&line, tint(self.colour, 0.35), 1.2);
        }
        for point in points {
            canvas.shows(table.shown(point.row));
            let at = at(point);
            if let Some((low, high)) = point.ends {
                canvas.line(&[(at.0, self.y(low)), (at.0, self.y(high))], INK, 1.0);
            }
            canvas.circle(at, 3.2, self.colour, 1.0);
            if point.ends.is_none() {
                canvas.circle(at, 2.0, PAPER, 1.0);
            }
        }
        canvas.shows(None);
        let name = font::fit(name, TEXT, left - 42.0);
        canvas.words(Words::new(name, (0.0, self.top + PANEL / 2.0)).bold());
    }
}

/// The colour of a voice; terms have that of words.
fn colour(look: &Look, table: Rows<'_>, points: &[Point], series: &str) -> Colour {
    let share = points.iter().any(|p| table.text(p.row, "unit") == "share");
    match series {
        "outlet" | "unknown" => MUTED,
        _ if share => look.voice_colour(series, 1),
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
