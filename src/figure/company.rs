//! How the company of a word differs between two groups: what only or mostly one side puts near it, and what both do.

use super::axis::written;
use super::canvas::{Anchor, Canvas, Words};
use super::style::{Colour, GRID, INK, MUTED, SMALL, TEXT};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows, font};
use crate::error::Result;

/// Collocates of each side that are drawn.
const SIDE: usize = 12;
/// Collocates of both that are named.
const SHARED: usize = 18;

const STEP: f64 = 19.0;
const COLUMN: f64 = 172.0;
const HEAD: f64 = 26.0;
/// How strong an uncertain line is.
const FAINT: f64 = 0.3;

pub(super) struct Company;

/// A collocate as it is drawn.
struct Companion<'t> {
    row: Option<usize>,
    word: &'t str,
    counts: [f64; 2],
    certain: bool,
}

/// The collocates of a figure.
struct Drawn<'t> {
    /// Of target and reference.
    sides: [Vec<Companion<'t>>; 2],
    shared: Vec<Companion<'t>>,
    left_out: usize,
}

impl Plot for Company {
    fn name(&self) -> &'static str {
        "company"
    }
    fn columns(&self) -> &'static [&'static str] {
        &[
            "target",
            "reference",
            "node",
            "collocate",
            "target_count",
            "reference_count",
            "difference",
            "low",
            "high",
        ]
    }
    fn method(&self) -> &'static str {
        "Words that stand within reach of the node: on the left those it attracts more in the target, on the right those it attracts more in the reference (difference of the log odds of association; Evert 2004), each with its co-occurrences in target and reference. A faint line: the 95 % interval of the difference, over articles, takes in 0 or cannot be told. Below, words that both sides put near the node about as much."
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(
            row,
            &[("node", Facet::Node), ("collocate", Facet::Collocate)],
        )
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "point",
            x: ("difference", Kind::Numbers),
            y: ("collocate", Kind::Names),
            colour: None,
            panel: Some("node"),
            ends: Some(["low", "high"]),
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let column = look.room(COLUMN);
        let centre = look.wide() / 2.0;
        let node = table.text(0, "node");
        let groups = [table.text(0, "target"), table.text(0, "reference")];
        let colours = look.sides(groups[0], groups[1]);
        let drawn = drawn(table, node);
        let rows = drawn.sides.iter().map(Vec::len).max().unwrap_or(0).max(3);
        let bottom = HEAD + STEP * rows as f64 + 8.0;
        let lines = shared_lines(&drawn.shared, look);
        let band = if lines.is_empty() {
            0.0
        } else {
            26.0 + 16.0 * lines.len() as f64
        };
        let mut canvas = Canvas::new(look, bottom + band + 6.0);
        let middle = HEAD + STEP * rows as f64 / 2.0;
        for side in 0..2 {
            draw_side(
                &mut canvas,
                side,
                &drawn.sides[side],
                colours[side],
                (rows, middle),
            );
            let (x, anchor) = [(column, Anchor::End), (look.wide() - column, Anchor::Start)][side];
            let head = font::fit(look.named(groups[side]), TEXT, column - 10.0);
            canvas.words(
                Words::new(head, (x, 10.0))
                    .anchor(anchor)
                    .bold()
                    .colour(colours[side]),
            );
        }
        let label = Words::new(node, (centre, middle))
            .anchor(Anchor::Middle)
            .bold();
        let half = label.width() / 2.0 + 8.0;
        canvas.rect(
            (centre - half, middle - 11.0),
            (centre + half, middle + 11.0),
            INK,
        );
        canvas.words(label.colour((0xFF, 0xFF, 0xFF)));
        if !lines.is_empty() {
            canvas.line(
                &[(8.0, bottom + 4.0), (look.wide() - 8.0, bottom + 4.0)],
                GRID,
                1.0,
            );
            let head = Words::new("near the node on both sides", (centre, bottom + 16.0));
            canvas.words(head.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
            for (number, line) in lines.into_iter().enumerate() {
                let y = bottom + 34.0 + 16.0 * number as f64;
                canvas.words(Words::new(line, (centre, y)).anchor(Anchor::Middle));
            }
        }
        let description = describe(node, groups, &drawn, look);
        let title = format!("The company of {node} in two groups");
        let svg = canvas.svg(&title, &description)?;
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out: (drawn.left_out > 0).then(|| {
                format!(
                    "{} weaker collocates are in the numbers only",
                    drawn.left_out
                )
            }),
        })
    }
}

/// Which collocates are drawn where.
fn drawn<'t>(table: Rows<'t>, node: &str) -> Drawn<'t> {
    let mut drawn = Drawn {
        sides: [Vec::new(), Vec::new()],
        shared: Vec::new(),
        left_out: 0,
    };
    for row in (0..table.len()).filter(|row| table.text(*row, "node") == node) {
        let Some(difference) = table.number(row, "difference") else {
            continue;
        };
        let counts = ["target_count", "reference_count"]
            .map(|column| table.number(row, column).unwrap_or(0.0));
        let ends = table.number(row, "low").zip(table.number(row, "high"));
        let certain = ends.is_some_and(|(low, high)| low > 0.0 || high < 0.0);
        let companion = Companion {
            row: table.shown(row),
            word: table.text(row, "collocate"),
            counts,
            certain,
        };
        let both = counts.iter().all(|n| *n > 0.0);
        // A word that a side never puts near the node is no company of its own there, whatever the odds.
        if counts[usize::from(difference < 0.0)] == 0.0 {
            drawn.left_out += 1;
            continue;
        }
        let (list, most) = if both && !certain {
            (&mut drawn.shared, SHARED)
        } else {
            (&mut drawn.sides[usize::from(difference < 0.0)], SIDE)
        };
        if list.len() < most {
            list.push(companion);
        } else {
            drawn.left_out += 1;
        }
    }
    drawn
}

/// One side: words below one another, each with a line to the node.
fn draw_side(
    canvas: &mut Canvas<'_>,
    side: usize,
    list: &[Companion<'_>],
    colour: Colour,
    (rows, middle): (usize, f64),
) {
    let look = canvas.look;
    let (column, centre) = (look.room(COLUMN), look.wide() / 2.0);
    let (x, anchor, sign) = [
        (column, Anchor::End, -1.0),
        (look.wide() - column, Anchor::Start, 1.0),
    ][side];
    let first = HEAD + STEP * ((rows - list.len()) as f64 / 2.0 + 0.5);
    let most = list.iter().map(|c| c.counts[side]).fold(1.0, f64::max);
    for (number, companion) in list.iter().enumerate() {
        let y = first + STEP * number as f64;
        canvas.shows(companion.row);
        let opacity = if companion.certain { 0.9 } else { FAINT };
        let width = 0.8 + 2.6 * companion.counts[side] / most;
        let from = (x - sign * 6.0, y);
        let bend = (f64::midpoint(x, centre) - sign * 10.0, y);
        canvas.faint_line(&[from, bend, (centre, middle)], colour, width, opacity);
        let [target, reference] = companion.counts.map(written);
        let counts = format!("{target} : {reference}");
        let small = Words::new(&*counts, (0.0, 0.0)).size(SMALL);
        let room = column - small.width() - 16.0;
        let word = font::fit(companion.word, TEXT, room);
        let label = Words::new(word, (x, y)).anchor(anchor);
        let beside = x + sign * (label.width() + 6.0);
        canvas.words(label);
        canvas.words(Words {
            at: (beside, y),
            ..small.colour(MUTED).anchor(anchor)
        });
    }
    canvas.shows(None);
}

/// The shared words in as many lines as they need.
fn shared_lines(shared: &[Companion<'_>], look: &Look) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for companion in shared {
        let word = font::fit(companion.word, TEXT, look.wide() / 3.0);
        let longer = lines.last().map(|line| format!("{line} · {word}"));
        match longer.filter(|l| font::width(l, TEXT, font::Weight::Regular) < look.wide() - 40.0) {
            Some(longer) => {
                lines.pop();
                lines.push(longer);
            }
            None => lines.push(word),
        }
    }
    lines
}

fn describe(node: &str, groups: [&str; 2], drawn: &Drawn<'_>, look: &Look) -> String {
    let certain = |side: usize| {
        let list = drawn.sides[side].iter().filter(|c| c.certain);
        let words: Vec<&str> = list.take(3).map(|c| c.word).collect();
        (!words.is_empty()).then(|| format!("{} in {}", words.join(", "), look.named(groups[side])))
    };
    let parts: Vec<String> = [0, 1].into_iter().filter_map(certain).collect();
    if parts.is_empty() {
        return format!(
            "No word surely keeps \"{node}\" company in one group more than in the other."
        );
    }
    format!("\"{node}\" surely attracts {}.", parts.join("; "))
}
