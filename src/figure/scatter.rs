//! Two groups' frequencies against each other, with the names of the most telling terms.

use super::axis::{log_ticks, written};
use super::canvas::{Anchor, Canvas, Words};
use super::labels::{self, Area, Named};
use super::style::{DUST, GRID, MUTED, SMALL, TEXT};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows, font};
use crate::error::Result;
use crate::table::counted;

/// Points that are drawn: those with the largest scores.
const POINTS: usize = 800;
/// Names that are tried, each side.
const NAMES: usize = 20;

const LEFT: f64 = 66.0;
const TOP: f64 = 14.0;
const HEIGHT: f64 = 430.0;
/// Between two numbers of an axis, at least.
const APART: f64 = 4.0;
/// The lane for terms that a side does not use at all.
const ZERO: f64 = 34.0;

/// Points up to which each can be asked for its lines.
const CLOUD: usize = 400;

pub(super) struct Scatter;

impl Plot for Scatter {
    fn name(&self) -> &'static str {
        "scatter"
    }
    fn columns(&self) -> &'static [&'static str] {
        &[
            "target",
            "reference",
            "term",
            "target_per_million",
            "reference_per_million",
            "log_odds_z",
        ]
    }
    fn method(&self) -> &'static str {
        "Each point is a term: how often the target uses it (up) and the reference (right), per million words on logarithmic axes; terms on the diagonal are equally frequent in both, terms that one side never uses stand in the lane marked 0. Named are the terms with the largest weighted log-odds (log_odds_z)."
    }

    fn chosen(&self, table: Rows<'_>) -> Option<Vec<usize>> {
        Some(strongest(table))
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(row, &[("term", Facet::Term)])
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "point",
            x: ("reference_per_million", Kind::Logarithms),
            y: ("target_per_million", Kind::Logarithms),
            colour: None,
            panel: None,
            ends: None,
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let left = look.room(LEFT);
        let number = |row: usize, column: &str| table.number(row, column).unwrap_or(0.0);
        let z = |row: usize| number(row, "log_odds_z");
        let all = table.len();
        let order = strongest(table);
        let rates = |row: usize| {
            [
                number(row, "reference_per_million"),
                number(row, "target_per_million"),
            ]
        };
        let positive = || {
            order
                .iter()
                .flat_map(|r| rates(*r))
                .filter(|rate| *rate > 0.0)
        };
        let (low, high) = (
            positive().fold(f64::INFINITY, f64::min).min(1e6) / 1.3,
            positive().fold(1.0, f64::max) * 1.5,
        );
        let marks = log_ticks(low, high);
        let frame = Frame::new(look, low, high);
        let mut canvas = Canvas::new(look, TOP + frame.high + 46.0);
        let [t, r] = [table.text(0, "target"), table.text(0, "reference")];
        let colours = look.sides(t, r);
        let (t, r) = (look.named(t), look.named(r));
        frame.draw(&mut canvas, &marks, [t, r], colours);

        let at = |row: usize| {
            let [x, y] = rates(row);
            (frame.x(x), frame.y(y))
        };
        let chosen: Vec<usize> = [1.0, -1.0]
            .iter()
            .flat_map(|sign| {
                order
                    .iter()
                    .copied()
                    .filter(move |r| z(*r) * sign > 0.0)
                    .take(NAMES)
            })
            .collect();
        for row in order.iter().rev().filter(|r| !chosen.contains(r)) {
            // So many points that each would be a group of its own are drawn as one cloud.
            canvas.shows(table.shown(*row).filter(|_| order.len() <= CLOUD));
            canvas.circle(at(*row), 1.8, DUST, 0.7);
        }
        for row in chosen.iter().rev() {
            canvas.shows(table.shown(*row));
            if z(*row) > 0.0 {
                canvas.circle(at(*row), 3.0, colours[0], 0.9);
            } else {
                canvas.diamond(at(*row), 3.0, colours[1], 0.9);
            }
        }
        canvas.shows(None);
        let mut wanted = chosen.clone();
        wanted.sort_by(|x, y| z(*y).abs().total_cmp(&z(*x).abs()).then(x.cmp(y)));
        let name = |row: &usize| Named {
            at: at(*row),
            text: table.text(*row, "term").to_owned(),
            colour: colours[usize::from(z(*row) < 0.0)],
        };
        let points: Vec<Area> = chosen.iter().map(|row| around(at(*row))).collect();
        let bounds = [
            left + 2.0,
            TOP + 2.0,
            left + frame.side - 2.0,
            TOP + frame.high - 2.0,
        ];
        let placed = labels::place(wanted.iter().map(name).collect(), bounds, &points, TEXT);
        labels::draw(&mut canvas, &placed, TEXT);

        let typical = |sign: f64| {
            order.iter().find(|row| z(**row) * sign > 0.0).map(|row| {
                format!(
                    "\"{}\" ({})",
                    table.text(*row, "term"),
                    if sign > 0.0 { t } else { r }
                )
            })
        };
        let farthest: Vec<String> = [1.0, -1.0].into_iter().filter_map(typical).collect();
        let farthest = match farthest.as_slice() {
            [] => "none is far from equal use".to_owned(),
            some => format!("farthest from equal use: {}", some.join(" and ")),
        };
        let description = format!(
            "{} by frequency in {t} and {r}; {farthest}.",
            counted(order.len() as u64, "term")
        );
        let svg = canvas.svg(&format!("Frequencies: {t} and {r}"), &description)?;
        let left_out = left_out(all, [chosen.len(), placed.len()]);
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out,
        })
    }
}

/// The rows that are drawn, largest scores first.
fn strongest(table: Rows<'_>) -> Vec<usize> {
    let z = |row: usize| table.number(row, "log_odds_z").unwrap_or(0.0).abs();
    let mut order: Vec<usize> = (0..table.len()).collect();
    order.sort_by(|x, y| {
        z(*y)
            .total_cmp(&z(*x))
            .then_with(|| table.text(*x, "term").cmp(table.text(*y, "term")))
    });
    order.truncate(POINTS);
    order
}

/// The box of a point.
fn around((x, y): (f64, f64)) -> Area {
    [x - 3.2, y - 3.2, x + 3.2, y + 3.2]
}

/// What is not drawn of all terms, and of the names that were wanted.
fn left_out(all: usize, [wanted, placed]: [usize; 2]) -> Option<String> {
    let mut parts = Vec::new();
    if all > POINTS {
        parts.push(format!(
            "the {POINTS} terms with the largest scores of {all} are drawn"
        ));
    }
    if placed < wanted {
        parts.push(format!(
            "{} of {wanted} names found no room",
            wanted - placed
        ));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The two axes, with a lane for zero.
struct Frame {
    left: f64,
    side: f64,
    high: f64,
    low: f64,
    span: f64,
}

impl Frame {
    fn new(look: &Look, low: f64, high: f64) -> Self {
        let low = libm::log10(low);
        let span = libm::log10(high) - low;
        let left = look.room(LEFT);
        let side = look.wide() - left - 14.0;
        Self {
            left,
            side,
            high: HEIGHT.min(1.05 * side),
            low,
            span,
        }
    }
    /// Part of the way along an axis, or none for a rate of zero.
    fn part(&self, rate: f64) -> Option<f64> {
        (rate > 0.0).then(|| (libm::log10(rate) - self.low) / self.span)
    }
    fn x(&self, rate: f64) -> f64 {
        let left = self.left;
        self.part(rate).map_or(left + ZERO / 2.0, |p| {
            left + ZERO + p * (self.side - ZERO - 8.0)
        })
    }
    fn y(&self, rate: f64) -> f64 {
        self.part(rate).map_or(TOP + self.high - ZERO / 2.0, |p| {
            TOP + self.high - ZERO - p * (self.high - ZERO - 8.0)
        })
    }

    fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        marks: &[f64],
        [t, r]: [&str; 2],
        colours: [super::style::Colour; 2],
    ) {
        let left = self.left;
        let (right, bottom) = (left + self.side, TOP + self.high);
        let mut free = f64::NEG_INFINITY;
        for value in std::iter::once(&0.0).chain(marks) {
            let (x, y) = (self.x(*value), self.y(*value));
            if *value > 0.0 {
                canvas.line(&[(x, TOP), (x, bottom)], GRID, 0.8);
                canvas.line(&[(left, y), (right, y)], GRID, 0.8);
            }
            let below = Words::new(written(*value), (x, bottom + 11.0)).anchor(Anchor::Middle);
            let beside = Words::new(written(*value), (left - 6.0, y)).anchor(Anchor::End);
            canvas.words(beside.size(SMALL).colour(MUTED));
            let below = below.size(SMALL).colour(MUTED);
            let half = below.width() / 2.0;
            if x - half >= free {
                free = x + half + APART;
                canvas.words(below);
            }
        }
        let ends = [self.low, self.low + self.span].map(|power| libm::pow(10.0, power));
        let equal = ends.map(|end| (self.x(end), self.y(end)));
        canvas.line(&equal, MUTED, 0.7);
        canvas.line(&[(left, TOP), (left, bottom), (right, bottom)], MUTED, 1.0);
        let named = |name: &str, room: f64| {
            let name = font::fit(name, TEXT, 0.9 * room - 120.0);
            format!("{name}, per million words")
        };
        let across = Words::new(named(r, self.side), (left + self.side / 2.0, bottom + 30.0));
        canvas.words(across.bold().colour(colours[1]).anchor(Anchor::Middle));
        let up = Words::new(named(t, self.high), (13.0, TOP + self.high / 2.0));
        canvas.words(
            up.bold()
                .colour(colours[0])
                .anchor(Anchor::Middle)
                .upright(),
        );
    }
}
