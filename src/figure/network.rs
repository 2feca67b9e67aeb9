//! The company of a word: collocates around a node, and the ties among them.

use super::axis::written;
use super::canvas::{Anchor, Canvas, Words};
use super::style::{Colour, DUST, INK, MUTED, SMALL, TEXT};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows, Width, font};
use crate::error::Result;
use std::collections::BTreeMap;

/// Collocates that are drawn.
const COLLOCATES: usize = 18;
/// Ties among collocates that are drawn.
const TIES: usize = 30;
/// Log-odds (z) from which a collocate leans to a side.
const LEAN: f64 = 1.96;

/// Lines from the node to its collocates.
const SPOKE: Colour = (0xA8, 0xA8, 0xA8);

const HEIGHT: f64 = 372.0;
/// Room for the names of collocates, on each side.
const NAMES: f64 = 122.0;

pub(super) struct Network;

impl Plot for Network {
    fn name(&self) -> &'static str {
        "network"
    }
    fn columns(&self) -> &'static [&'static str] {
        &[
            "node",
            "collocate",
            "observed",
            "log_dice",
            "target",
            "reference",
            "lean",
        ]
    }
    fn method(&self) -> &'static str {
        "The node stands in the middle, its strongest collocates (log_dice; Rychlý 2008) around it; the thicker a line, the stronger the tie, the larger a mark, the more co-occurrences. Curves are ties among collocates. Colour and shape say which side of the comparison uses a collocate more (log_odds_z beyond ±1.96, here a threshold for drawing, not a test)."
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(
            row,
            &[("node", Facet::Node), ("collocate", Facet::Collocate)],
        )
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "bar",
            x: ("log_dice", Kind::Numbers),
            y: ("collocate", Kind::Names),
            colour: None,
            panel: Some("node"),
            ends: None,
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let node = table.text(0, "node");
        let centre = (look.wide() / 2.0, HEIGHT / 2.0);
        let radii = (centre.0 - look.room(NAMES), centre.1 - 4.0);
        let number = |row: usize, column: &str| table.number(row, column).unwrap_or(0.0);
        let (mut spokes, ties): (Vec<usize>, Vec<usize>) =
            (0..table.len()).partition(|row| table.text(*row, "node") == node);
        let all = spokes.len();
        spokes.truncate(COLLOCATES);
        let ring = ring(table, &spokes, &ties);
        let sides_of = [table.text(0, "target"), table.text(0, "reference")];
        let colours = look.sides(sides_of[0], sides_of[1]);
        let place: BTreeMap<&str, (f64, f64)> = ring
            .iter()
            .enumerate()
            .map(|(i, row)| {
                (
                    table.text(*row, "collocate"),
                    on_ring(i, ring.len(), centre, radii),
                )
            })
            .collect();

        let mut canvas = Canvas::new(
            look,
            HEIGHT
                + if look.width == Width::Column {
                    44.0
                } else {
                    26.0
                },
        );
        let shown = |row: &&usize| {
            place.contains_key(table.text(**row, "node"))
                && place.contains_key(table.text(**row, "collocate"))
        };
        for row in ties.iter().filter(shown).take(TIES) {
            let ends = [table.text(*row, "node"), table.text(*row, "collocate")].map(|w| place[w]);
            canvas.faint_line(&curve(ends[0], ends[1], centre), MUTED, 0.7, 0.4);
        }
        let strength: Vec<f64> = spokes.iter().map(|r| number(*r, "log_dice")).collect();
        let (weak, strong) = (
            strength.iter().copied().fold(f64::INFINITY, f64::min),
            strength.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        );
        let part = |value: f64| (value - weak) / (strong - weak).max(1e-9);
        let most = spokes
            .iter()
            .map(|r| number(*r, "observed"))
            .fold(1.0, f64::max);
        for row in &ring {
            let width = 0.8 + 3.4 * part(number(*row, "log_dice"));
            let end = place[table.text(*row, "collocate")];
            canvas.line(&[centre, end], SPOKE, width);
        }
        for (i, row) in ring.iter().enumerate() {
            let word = table.text(*row, "collocate");
            let at = place[word];
            canvas.shows(table.shown(*row));
            let radius = 3.0 + 5.0 * libm::sqrt(number(*row, "observed") / most);
            let lean = number(*row, "lean");
            mark(&mut canvas, at, radius, lean, colours);
            let right = i < ring.len().div_ceil(2);
            let (dx, anchor) = if right {
                (1.0, Anchor::Start)
            } else {
                (-1.0, Anchor::End)
            };
            let text = format!(
                "{} ({})",
                font::fit(word, TEXT, look.room(NAMES) - 38.0),
                written(number(*row, "observed"))
            );
            canvas.words(Words::new(text, (at.0 + dx * (radius + 5.0), at.1)).anchor(anchor));
        }
        canvas.shows(None);
        name(&mut canvas, node, centre);
        legend(&mut canvas, sides_of.map(|s| look.named(s)), colours);

        let listed: Vec<String> = spokes
            .iter()
            .take(3)
            .map(|row| format!("\"{}\"", table.text(*row, "collocate")))
            .collect();
        let description = format!(
            "The words most drawn to \"{node}\" are {}.",
            listed.join(", ")
        );
        let svg = canvas.svg(&format!("The company of \"{node}\""), &description)?;
        let left_out = (all > COLLOCATES)
            .then(|| format!("the {COLLOCATES} strongest of {all} collocates are drawn"));
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out,
        })
    }
}

fn mark(canvas: &mut Canvas<'_>, at: (f64, f64), radius: f64, lean: f64, colours: [Colour; 2]) {
    if lean >= LEAN {
        canvas.circle(at, radius, colours[0], 1.0);
    } else if lean <= -LEAN {
        canvas.diamond(at, radius, colours[1], 1.0);
    } else {
        canvas.circle(at, radius, DUST, 1.0);
    }
}

/// The node's name in a box.
fn name(canvas: &mut Canvas<'_>, node: &str, centre: (f64, f64)) {
    let label = Words::new(node, centre)
        .size(TEXT * 1.25)
        .bold()
        .anchor(Anchor::Middle);
    let half = label.width() / 2.0 + 6.0;
    canvas.rect(
        (centre.0 - half, centre.1 - 11.0),
        (centre.0 + half, centre.1 + 11.0),
        INK,
    );
    canvas.words(label.colour(super::style::PAPER));
}

fn legend(canvas: &mut Canvas<'_>, [t, r]: [&str; 2], colours: [Colour; 2]) {
    let look = canvas.look;
    if t.is_empty() || t == "(not given)" {
        return;
    }
    let y = HEIGHT + 12.0;
    let mut x = 8.0;
    let entries = [
        (LEAN, format!("more in: {t}")),
        (-LEAN, format!("more in: {r}")),
        (0.0, "neither".to_owned()),
    ];
    for (lean, text) in entries {
        mark(canvas, (x + 5.0, y), 4.5, lean, colours);
        let words = Words::new(text, (x + 14.0, y)).size(SMALL);
        x += 14.0 + words.width() + 20.0;
        canvas.words(words);
    }
    let note = Words::new("in brackets: co-occurrences", (look.wide() - 6.0, y)).size(SMALL);
    // Where the entries leave no room the note stands below them.
    let below = if x + note.width() > look.wide() - 6.0 {
        16.0
    } else {
        0.0
    };
    let at = (note.at.0, y + below);
    canvas.words(Words {
        at,
        ..note.colour(MUTED).anchor(Anchor::End)
    });
}

/// Spokes in the order around the node: each beside the one it has the strongest tie with.
fn ring(table: Rows<'_>, spokes: &[usize], ties: &[usize]) -> Vec<usize> {
    let mut tie: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for row in ties {
        let (x, y) = (table.text(*row, "node"), table.text(*row, "collocate"));
        let strength = table.number(*row, "log_dice").unwrap_or(0.0);
        tie.insert((x, y), strength);
        tie.insert((y, x), strength);
    }
    let word = |row: usize| table.text(row, "collocate");
    let mut rest: Vec<usize> = spokes.to_vec();
    let mut ring: Vec<usize> = Vec::new();
    while !rest.is_empty() {
        let next = ring.last().map_or(0, |last| {
            let strength = |row: usize| {
                tie.get(&(word(*last), word(row)))
                    .copied()
                    .unwrap_or(f64::NEG_INFINITY)
            };
            (0..rest.len())
                .rev()
                .max_by(|x, y| strength(rest[*x]).total_cmp(&strength(rest[*y])))
                .unwrap_or(0)
        });
        ring.push(rest.remove(next));
    }
    ring
}

/// A place on the ellipse: the right half from above to below, then the left one back up, at equal heights.
fn on_ring(i: usize, n: usize, centre: (f64, f64), radii: (f64, f64)) -> (f64, f64) {
    let right = n.div_ceil(2);
    let (place, count, direction) = if i < right {
        (i, right, 1.0)
    } else {
        (n - 1 - i, n - right, -1.0)
    };
    let height = (place as f64 + 0.5) / count as f64 * 2.0 - 1.0;
    let out = libm::sqrt((1.0 - height * height).max(0.0)).max(0.35);
    (
        centre.0 + direction * radii.0 * out,
        centre.1 + radii.1 * height,
    )
}

/// A curve between two places that bends towards the middle.
fn curve(from: (f64, f64), to: (f64, f64), centre: (f64, f64)) -> Vec<(f64, f64)> {
    let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
    let towards = |from: f64, to: f64| from + 0.35 * (to - from);
    let bend = (towards(middle.0, centre.0), towards(middle.1, centre.1));
    let steps = 14;
    (0..=steps)
        .map(|i| {
            let t = f64::from(i) / f64::from(steps);
            let mix = |a: f64, b: f64, c: f64| {
                (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c
            };
            (mix(from.0, bend.0, to.0), mix(from.1, bend.1, to.1))
        })
        .collect()
}
