//! Keyness bars: the terms most typical of the target above, those of the reference below.

use super::axis::{p_value, ticks, written};
use super::canvas::{Anchor, Canvas, Words};
use super::style::{Colour, GRID, INK, MUTED, SMALL, TEXT, tint};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows, font};
use crate::error::Result;
use crate::measure::keyness::STANDS_OUT;

/// A test below this level is called a difference.
const LEVEL: f64 = 0.05;
/// Terms of each side that are drawn.
const TERMS: usize = 15;

const TOP: f64 = 30.0;
const STEP: f64 = 16.0;
const BAR: f64 = 11.0;
/// Between the terms of the target and those of the reference.
const BREAK: f64 = 10.0;
/// Where an interval is cut off: a thousand times as often.
const FARTHEST: f64 = 10.0;
/// Room for a term beside the line of zero.
const TERM: f64 = 118.0;

pub(super) struct Keyness;

impl Plot for Keyness {
    fn name(&self) -> &'static str {
        "keyness"
    }
    fn columns(&self) -> &'static [&'static str] {
        &[
            "target",
            "reference",
            "term",
            "target_count",
            "reference_count",
            "log_odds_z",
            "log_ratio",
            "log_ratio_low",
            "log_ratio_high",
            "p_adjusted",
        ]
    }
    fn method(&self) -> &'static str {
        "Terms are chosen and ranked by weighted log-odds (log_odds_z; Monroe, Colaresi and Quinn 2008), the strongest at the outer ends. Bars are log ratios (1 is twice as often, 3 eight times; Hardie 2014) a count of 0 read as 0.5, with 95 % intervals over articles (open at an end that cannot be told); a pale bar has none, since the term is absent from one side or in too few articles. A bold term differs at p_adjusted below .05 in the test over articles; a grey one could not be tested. Numbers at the ends are occurrences in target and reference."
    }

    fn chosen(&self, table: Rows<'_>) -> Option<Vec<usize>> {
        Some(strongest(table).concat())
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(row, &[("term", Facet::Term)])
    }

    fn finding(&self, table: Rows<'_>, look: &Look) -> Option<String> {
        let groups = [table.text(0, "target"), table.text(0, "reference")];
        let [target, reference] = groups.map(|group| look.named(group));
        let p = |row: usize| table.number(row, "p_adjusted");
        let tested = (0..table.len()).filter(|row| p(*row).is_some()).count();
        let mut surviving: Vec<usize> = (0..table.len())
            .filter(|row| p(*row).is_some_and(|p| p < LEVEL))
            .collect();
        surviving.sort_by(|x, y| z(table, *y).abs().total_cmp(&z(table, *x).abs()));
        let Some(first) = surviving.first().copied() else {
            return (tested > 0).then(|| {
                format!("No term surely sets {target} and {reference} apart: of {tested} that could be tested over articles none has an adjusted p below .05.")
            });
        };
        let (of, against) = if z(table, first) > 0.0 {
            (target, reference)
        } else {
            (reference, target)
        };
        let size = match ends(table, first) {
            [Some(low), Some(high)] if low * high > 0.0 => {
                let times = |x: f64| written(libm::round(10.0 * libm::exp2(x.abs())) / 10.0);
                let (near, far) = if low.abs() < high.abs() {
                    (low, high)
                } else {
                    (high, low)
                };
                format!(
                    ", {} times as often (95 % interval {} to {})",
                    times(value(table, first)),
                    times(near),
                    times(far)
                )
            }
            _ => String::new(),
        };
        let count = |column: &str| written(table.number(first, column).unwrap_or(0.0));
        let counts = [count("target_count"), count("reference_count")];
        let [here, there] = if of == target {
            counts
        } else {
            [&counts[1], &counts[0]].map(String::clone)
        };
        let differ = match surviving.len() {
            1 => "the only term that differs".to_owned(),
            n => format!("one of {n} terms that differ"),
        };
        Some(format!(
            "\u{201c}{}\u{201d} marks {of} against {against} most surely: {here} occurrences against {there}{size}, adjusted p {} over articles; it is {differ} among {tested} that could be tested.",
            table.text(first, "term"),
            p_value(p(first).unwrap_or(1.0)),
        ))
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "bar",
            x: ("log_ratio", Kind::Numbers),
            y: ("term", Kind::Names),
            colour: None,
            panel: None,
            ends: Some(["log_ratio_low", "log_ratio_high"]),
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let [target, reference] = strongest(table);
        let rows = (target.len() + reference.len()) as f64;
        let bottom = TOP + STEP * rows + BREAK;
        let mut canvas = Canvas::new(look, bottom + 36.0);
        let frame = Frame::new(look, table, [&target, &reference]);
        frame.axis(&mut canvas, bottom);

        let groups = [table.text(0, "target"), table.text(0, "reference")];
        let colours = look.sides(groups[0], groups[1]);
        let [t, r] = groups.map(|group| look.named(group));
        let heads = [
            (!target.is_empty(), t, 1.0),
            (!reference.is_empty(), r, -1.0),
        ];
        for ((there, name, direction), colour) in heads.into_iter().zip(colours) {
            if !there {
                continue;
            }
            let (room, anchor) = if direction > 0.0 {
                (look.wide() - frame.zero - 16.0, Anchor::Start)
            } else {
                (frame.zero - 16.0, Anchor::End)
            };
            let name = font::fit(&format!("more in: {name}"), TEXT, 0.9 * room);
            let words = Words::new(name, (frame.zero + direction * 6.0, TOP - 16.0));
            canvas.words(words.bold().colour(colour).anchor(anchor));
        }
        for (i, row) in target.iter().enumerate() {
            frame.bar(
                &mut canvas,
                table,
                *row,
                TOP + STEP * (i as f64 + 0.5),
                colours,
            );
        }
        for (i, row) in reference.iter().enumerate() {
            let y = TOP + BREAK + STEP * ((target.len() + i) as f64 + 0.5);
            frame.bar(&mut canvas, table, *row, y, colours);
        }
        canvas.line(&[(frame.zero, TOP), (frame.zero, bottom)], INK, 1.0);

        let description = format!(
            "Most typical of {t} against {r}: {}; of {r} against {t}: {}.",
            first_terms(table, &mut target.iter()),
            first_terms(table, &mut reference.iter().rev())
        );
        let svg = canvas.svg(&format!("Keyness: {t} against {r}"), &description)?;
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out: None,
        })
    }
}

fn z(table: Rows<'_>, row: usize) -> f64 {
    table.number(row, "log_odds_z").unwrap_or(0.0)
}

/// The length of a bar.
fn value(table: Rows<'_>, row: usize) -> f64 {
    table.number(row, "log_ratio").unwrap_or(0.0)
}

/// The ends of its interval, where they are known.
fn ends(table: Rows<'_>, row: usize) -> [Option<f64>; 2] {
    ["log_ratio_low", "log_ratio_high"].map(|column| {
        let end = table.number(row, column);
        end.map(|x| x.clamp(-FARTHEST, FARTHEST))
    })
}

/// From where to where its interval is drawn: an end that is missing is the bar's. `None` if both are.
fn interval(table: Rows<'_>, row: usize) -> Option<(f64, f64)> {
    let [low, high] = ends(table, row);
    let here = value(table, row);
    (low.is_some() || high.is_some()).then_some((low.unwrap_or(here), high.unwrap_or(here)))
}

/// Occurrences in target and reference.
fn counts(table: Rows<'_>, row: usize) -> String {
    let count = |column: &str| written(table.number(row, column).unwrap_or(0.0));
    format!("{} : {}", count("target_count"), count("reference_count"))
}

/// The rows of the strongest terms of target and reference, from the top of the figure to its foot.
fn strongest(table: Rows<'_>) -> [Vec<usize>; 2] {
    let mut order: Vec<usize> = (0..table.len()).collect();
    order.sort_by(|x, y| {
        z(table, *y)
            .total_cmp(&z(table, *x))
            .then_with(|| table.text(*x, "term").cmp(table.text(*y, "term")))
    });
    let of_target = order
        .iter()
        .filter(|r| z(table, **r) >= STANDS_OUT)
        .take(TERMS);
    let of_reference = order
        .iter()
        .rev()
        .filter(|r| z(table, **r) <= -STANDS_OUT)
        .take(TERMS);
    let target = of_target.copied().collect();
    // The strongest stand at the outer ends.
    let mut reference: Vec<usize> = of_reference.copied().collect();
    reference.reverse();
    [target, reference]
}

fn first_terms(table: Rows<'_>, rows: &mut dyn Iterator<Item = &usize>) -> String {
    let terms: Vec<String> = rows
        .take(3)
        .map(|row| format!("\"{}\"", table.text(*row, "term")))
        .collect();
    if terms.is_empty() {
        return "no term stands out".into();
    }
    terms.join(", ")
}

/// Where scores lie: the place of zero, pixels a unit, round numbers.
struct Frame {
    zero: f64,
    scale: f64,
    marks: Vec<f64>,
}

impl Frame {
    /// On each side of zero stand bars with their counts, and the names of the other side's terms.
    fn new(look: &Look, table: Rows<'_>, [target, reference]: [&[usize]; 2]) -> Self {
        let term_room = look.room(TERM);
        let all = || {
            let rows = target.iter().chain(reference);
            rows.flat_map(|row| {
                let ends = interval(table, *row).map_or([0.0; 2], |(low, high)| [low, high]);
                [value(table, *row), ends[0], ends[1]]
            })
        };
        let (low, most) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
        let (marks, least) = (ticks(low, most, 6), -low);
        // Names stand beyond the near ends of intervals that cross zero.
        let crossing = |rows: &[usize], scale: f64, sign: f64| {
            let ends = rows.iter().filter_map(|row| interval(table, *row));
            let over =
                ends.map(|(low, high)| (-sign * if sign > 0.0 { low } else { high }) * scale);
            over.fold(0.0, f64::max)
        };
        let names = |rows: &[usize], scale: f64, sign: f64| {
            if rows.is_empty() {
                0.0
            } else {
                term_room + crossing(rows, scale, sign)
            }
        };
        let counts = target.iter().chain(reference).map(|row| {
            let words = Words::new(counts(table, *row), (0.0, 0.0)).size(SMALL);
            words.width() + 10.0
        });
        let counts = counts.fold(0.0, f64::max);
        let left = |scale: f64| (least * scale + counts).max(names(target, scale, 1.0));
        let right = |scale: f64| (most * scale + counts).max(names(reference, scale, -1.0));
        // As large as the width allows, also where one side is only as wide as its names.
        let fits = |scale: f64| left(scale) + right(scale) <= look.wide();
        let (mut scale, mut over) = (0.0, look.wide() / (least + most).max(1e-9));
        for _ in 0..60 {
            let middle = 0.5 * (scale + over);
            if fits(middle) {
                scale = middle;
            } else {
                over = middle;
            }
        }
        let zero = left(scale);
        Self { zero, scale, marks }
    }

    fn x(&self, value: f64) -> f64 {
        self.zero + value * self.scale
    }

    fn axis(&self, canvas: &mut Canvas<'_>, bottom: f64) {
        let look = canvas.look;
        for mark in &self.marks {
            let x = self.x(*mark);
            canvas.line(&[(x, TOP), (x, bottom + 3.0)], GRID, 0.8);
            let label = Words::new(written(*mark), (x, bottom + 11.0));
            canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        }
        let axis = Words::new("log ratio", (look.wide() / 2.0, bottom + 26.0));
        canvas.words(axis.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
    }

    /// A term: its bar, its name on the other side of zero, its counts at the end.
    fn bar(
        &self,
        canvas: &mut Canvas<'_>,
        table: Rows<'_>,
        row: usize,
        y: f64,
        colours: [Colour; 2],
    ) {
        let look = canvas.look;
        let term_room = look.room(TERM);
        canvas.shows(table.shown(row));
        let value = value(table, row);
        let of_target = z(table, row) > 0.0;
        let (side, direction) = if of_target { (0, 1.0) } else { (1, -1.0) };
        let (near, far) = if of_target {
            (Anchor::End, Anchor::Start)
        } else {
            (Anchor::Start, Anchor::End)
        };
        let (from, to) = (self.zero.min(self.x(value)), self.zero.max(self.x(value)));
        let found = interval(table, row);
        let colour = if found.is_some() {
            colours[side]
        } else {
            tint(colours[side], 0.55)
        };
        canvas.rect((from, y - BAR / 2.0), (to, y + BAR / 2.0), colour);
        let mut tip = self.x(value);
        let mut near_end = self.zero;
        if let Some((low, high)) = found {
            let (low, high) = (self.x(low), self.x(high));
            canvas.line(&[(low, y), (high, y)], INK, 1.0);
            for end in ends(table, row).into_iter().flatten() {
                let x = self.x(end);
                canvas.line(&[(x, y - 2.5), (x, y + 2.5)], INK, 1.0);
            }
            (tip, near_end) = if of_target {
                (tip.max(high), near_end.min(low))
            } else {
                (tip.min(low), near_end.max(high))
            };
        }
        let term = font::fit(table.text(row, "term"), TEXT, 0.92 * (term_room - 8.0));
        let words = Words::new(term, (near_end - direction * 6.0, y)).anchor(near);
        canvas.words(match table.number(row, "p_adjusted") {
            Some(p) if p < 0.05 => words.bold(),
            Some(_) => words,
            None => words.colour(MUTED),
        });
        let at = (tip + direction * 5.0, y);
        canvas.words(
            Words::new(counts(table, row), at)
                .size(SMALL)
                .colour(MUTED)
                .anchor(far),
        );
        canvas.shows(None);
    }
}
