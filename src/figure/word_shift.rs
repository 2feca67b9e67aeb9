//! Word shift: which terms add most to the difference of two groups, and on which side.

use super::axis::{ticks, written};
use super::canvas::{Anchor, Canvas, Words};
use super::style::{GRID, INK, MUTED, SMALL, TEXT, tint};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows, font};
use crate::error::Result;

/// Terms that are drawn.
const TERMS: usize = 30;

const TOP: f64 = 62.0;
const STEP: f64 = 15.0;
const BAR: f64 = 10.0;
/// Room for a term at the end of its bar.
const TERM: f64 = 112.0;
/// Millibits a bit.
const UNIT: f64 = 1000.0;

pub(super) struct WordShift;

impl Plot for WordShift {
    fn name(&self) -> &'static str {
        "word-shift"
    }
    fn columns(&self) -> &'static [&'static str] {
        &[
            "target",
            "reference",
            "term",
            "target_per_million",
            "reference_per_million",
            "jsd_shift",
        ]
    }
    fn method(&self) -> &'static str {
        "Each bar is what a term adds to the Jensen–Shannon divergence of the two groups (jsd_shift; Lin 1991, Gallagher et al. 2021), in thousandths of a bit, to the side of the group that uses it more; the strongest are drawn, the largest on top. The two pale bars above are the sums over all terms of the table. A frequent word adds much with a small difference; this says what makes the groups different, not what is typical of one (see keyness), and tests nothing."
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(row, &[("term", Facet::Term)])
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "bar",
            x: ("jsd_shift", Kind::Numbers),
            y: ("term", Kind::Names),
            colour: None,
            panel: None,
            ends: None,
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let term_room = look.room(TERM);
        let shift = |row: usize| UNIT * table.number(row, "jsd_shift").unwrap_or(0.0);
        let mut rows: Vec<usize> = (0..table.len())
            .filter(|row| shift(*row).abs() > 0.0)
            .collect();
        rows.sort_by(|x, y| {
            let larger = shift(*y).abs().total_cmp(&shift(*x).abs());
            larger.then_with(|| table.text(*x, "term").cmp(table.text(*y, "term")))
        });
        let all = rows.len();
        rows.truncate(TERMS);
        let sum = |sign: f64| -> f64 {
            let parts = (0..table.len()).map(|row| shift(row) * sign);
            parts.filter(|part| *part > 0.0).sum()
        };
        let sums = [sum(1.0), sum(-1.0)];
        let bottom = TOP + STEP * rows.len() as f64;
        let mut canvas = Canvas::new(look, bottom + 36.0);
        let most = |sign: f64| {
            rows.iter()
                .map(|row| shift(*row) * sign)
                .fold(0.0, f64::max)
        };
        let (right, left) = (most(1.0), most(-1.0));
        let scale = (look.wide() - 2.0 * term_room) / (right + left).max(1e-9);
        let zero = term_room + left * scale;
        let at = |x: f64| zero + x * scale;
        for tick in ticks(-left, right, 6) {
            canvas.line(&[(at(tick), TOP), (at(tick), bottom + 3.0)], GRID, 0.8);
            let label = Words::new(written(tick.abs()), (at(tick), bottom + 11.0));
            canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        }
        let axis = Words::new(
            "contribution to the divergence, thousandths of a bit",
            (look.wide() / 2.0, bottom + 26.0),
        );
        canvas.words(axis.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        let groups = [table.text(0, "target"), table.text(0, "reference")];
        let colours = look.sides(groups[0], groups[1]);
        let [target, reference] = groups.map(|group| look.named(group));
        let largest = sums[0].max(sums[1]).max(1e-9);
        for (side, direction) in [(0, 1.0), (1, -1.0)] {
            let (anchor, room) = if side == 0 {
                (Anchor::Start, look.wide() - zero - 12.0)
            } else {
                (Anchor::End, zero - 12.0)
            };
            let name = font::fit(
                &format!("more in: {}", [target, reference][side]),
                TEXT,
                0.9 * room,
            );
            let words = Words::new(name, (zero + direction * 6.0, 12.0));
            canvas.words(words.bold().colour(colours[side]).anchor(anchor));
            let length = 0.55 * room * sums[side] / largest;
            let (from, to) = (
                zero.min(zero + direction * length),
                zero.max(zero + direction * length),
            );
            canvas.rect((from, 27.0), (to, 39.0), tint(colours[side], 0.55));
            let label = Words::new(
                format!("Σ {}", written(libm::round(10.0 * sums[side]) / 10.0)),
                (zero + direction * (length + 5.0), 33.0),
            );
            canvas.words(label.size(SMALL).colour(MUTED).anchor(anchor));
        }
        for (place, row) in rows.iter().enumerate() {
            let y = TOP + STEP * (place as f64 + 0.5);
            canvas.shows(table.shown(*row));
            let value = shift(*row);
            let (side, direction) = if value > 0.0 { (0, 1.0) } else { (1, -1.0) };
            let (from, to) = (zero.min(at(value)), zero.max(at(value)));
            canvas.rect((from, y - BAR / 2.0), (to, y + BAR / 2.0), colours[side]);
            let anchor = if side == 0 {
                Anchor::Start
            } else {
                Anchor::End
            };
            let term = font::fit(table.text(*row, "term"), TEXT, 0.92 * (term_room - 12.0));
            canvas.words(Words::new(term, (at(value) + direction * 5.0, y)).anchor(anchor));
        }
        canvas.shows(None);
        canvas.line(&[(zero, TOP), (zero, bottom)], INK, 1.0);
        let description = describe(table, &rows, [target, reference], sums);
        let svg = canvas.svg(
            &format!("Word shift: {target} against {reference}"),
            &description,
        )?;
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out: (all > rows.len())
                .then(|| format!("the {} strongest of {all} terms are drawn", rows.len())),
        })
    }
}

/// The terms that add most, and how much of the sum they are.
fn describe(
    table: Rows<'_>,
    rows: &[usize],
    [target, reference]: [&str; 2],
    sums: [f64; 2],
) -> String {
    let terms: Vec<String> = rows
        .iter()
        .take(3)
        .map(|row| format!("\"{}\"", table.text(*row, "term")))
        .collect();
    if terms.is_empty() {
        return format!("No term is used differently by {target} and {reference}.");
    }
    let shift = |row: &usize| UNIT * table.number(*row, "jsd_shift").unwrap_or(0.0).abs();
    let first: f64 = rows.iter().take(3).map(shift).sum();
    format!(
        "Most of what sets {target} and {reference} apart: {}, together {:.0} % of the contributions of all listed terms.",
        terms.join(", "),
        100.0 * first / (sums[0] + sums[1]).max(1e-9)
    )
}
