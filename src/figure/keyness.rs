//! Keyness bars: the terms most typical of the target above, those of the reference below.

use super::axis::{ticks, written};
use super::canvas::{Anchor, Canvas, Words};
use super::style::{Colour, GRID, INK, MUTED, SMALL, TEXT, WIDTH, sides};
use super::{Drawing, Names, Plot, Rows, font, named};
use crate::error::Result;
use crate::measure::keyness::STANDS_OUT;

/// Terms of each side that are drawn.
const TERMS: usize = 15;

const TOP: f64 = 30.0;
const STEP: f64 = 16.0;
const BAR: f64 = 11.0;
/// Between the terms of the target and those of the reference.
const BREAK: f64 = 10.0;
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
        ]
    }
    fn method(&self) -> &'static str {
        "Bars are weighted log-odds with an informative prior in units of their standard error (log_odds_z; Monroe, Colaresi and Quinn 2008); numbers at their ends are occurrences in target and reference. They rank terms; they are not a test."
    }

    fn chosen(&self, table: Rows<'_>) -> Option<Vec<usize>> {
        Some(strongest(table).concat())
    }

    fn draw(&self, table: Rows<'_>, names: &Names) -> Result<Drawing> {
        let [target, reference] = strongest(table);
        let rows = (target.len() + reference.len()) as f64;
        let bottom = TOP + STEP * rows + BREAK;
        let mut canvas = Canvas::new(bottom + 36.0);
        let frame = Frame::new(table, [&target, &reference]);
        frame.axis(&mut canvas, bottom);

        let groups = [table.text(0, "target"), table.text(0, "reference")];
        let colours = sides(groups[0], groups[1]);
        let [t, r] = groups.map(|group| named(names, group));
        let heads = [
            (!target.is_empty(), t, 1.0),
            (!reference.is_empty(), r, -1.0),
        ];
        for ((there, name, direction), colour) in heads.into_iter().zip(colours) {
            if !there {
                continue;
            }
            let (room, anchor) = if direction > 0.0 {
                (WIDTH - frame.zero - 16.0, Anchor::Start)
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
    fn new(table: Rows<'_>, [target, reference]: [&[usize]; 2]) -> Self {
        let all = || target.iter().chain(reference).map(|row| z(table, *row));
        let (low, most) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
        let (marks, least) = (ticks(low, most, 6), -low);
        let names = |rows: &[usize]| if rows.is_empty() { 0.0 } else { TERM };
        let counts = target.iter().chain(reference).map(|row| {
            let words = Words::new(counts(table, *row), (0.0, 0.0)).size(SMALL);
            words.width() + 10.0
        });
        let counts = counts.fold(0.0, f64::max);
        let left = |scale: f64| (least * scale + counts).max(names(target));
        let right = |scale: f64| (most * scale + counts).max(names(reference));
        // As large as the width allows, also where one side is only as wide as its names.
        let scales = [
            (WIDTH - 2.0 * counts) / (least + most).max(1e-9),
            (WIDTH - TERM - counts) / most.max(1e-9),
            (WIDTH - TERM - counts) / least.max(1e-9),
        ];
        let fits = |scale: &f64| left(*scale) + right(*scale) <= WIDTH + 1e-6;
        let scale = scales.into_iter().filter(fits).fold(0.0, f64::max);
        let zero = left(scale);
        Self { zero, scale, marks }
    }

    fn x(&self, value: f64) -> f64 {
        self.zero + value * self.scale
    }

    fn axis(&self, canvas: &mut Canvas, bottom: f64) {
        for mark in &self.marks {
            let x = self.x(*mark);
            canvas.line(&[(x, TOP), (x, bottom + 3.0)], GRID, 0.8);
            let label = Words::new(written(*mark), (x, bottom + 11.0));
            canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        }
        let axis = Words::new("weighted log-odds, z", (WIDTH / 2.0, bottom + 26.0));
        canvas.words(axis.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
    }

    /// A term: its bar, its name on the other side of zero, its counts at the end.
    fn bar(&self, canvas: &mut Canvas, table: Rows<'_>, row: usize, y: f64, colours: [Colour; 2]) {
        let value = z(table, row);
        let (side, direction) = if value > 0.0 { (0, 1.0) } else { (1, -1.0) };
        let (near, far) = if value > 0.0 {
            (Anchor::End, Anchor::Start)
        } else {
            (Anchor::Start, Anchor::End)
        };
        let (from, to) = (self.zero.min(self.x(value)), self.zero.max(self.x(value)));
        canvas.rect((from, y - BAR / 2.0), (to, y + BAR / 2.0), colours[side]);
        let term = font::fit(table.text(row, "term"), TEXT, TERM - 8.0);
        canvas.words(Words::new(term, (self.zero - direction * 6.0, y)).anchor(near));
        let at = (self.x(value) + direction * 5.0, y);
        canvas.words(
            Words::new(counts(table, row), at)
                .size(SMALL)
                .colour(MUTED)
                .anchor(far),
        );
    }
}
