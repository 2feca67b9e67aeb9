//! Bars that share out a whole, one below another, in panels: who speaks, what becomes of phrases, reporting verbs.

use super::axis::written;
use super::canvas::{Anchor, Canvas, Words};
use super::font;
use super::look::Look;
use super::style::{Colour, GRID, INK, MUTED, SMALL, TEXT, on};
use crate::error::Result;

/// A share that has room for its number.
const NUMBERED: f64 = 0.06;
/// Bars of a panel that are drawn, where there is one panel, and where there may be several.
pub(super) const BARS: usize = 20;
pub(super) const FEW_BARS: usize = 12;

const LEFT: f64 = 118.0;
const RIGHT: f64 = 62.0;
const STEP: f64 = 25.0;
const BAR: f64 = 17.0;
const HEADING: f64 = 24.0;

/// One whole.
pub(super) struct Bar {
    pub(super) label: String,
    /// How many things the whole has.
    pub(super) n: f64,
    /// The share of each part, in the order of [`Stacked::parts`].
    pub(super) shares: Vec<f64>,
    /// The row of each part, if the table has one.
    pub(super) rows: Vec<Option<usize>>,
    /// The interval of the first part.
    pub(super) interval: Option<(f64, f64)>,
}

/// Bars under a heading.
pub(super) struct Panel {
    /// Empty: none.
    pub(super) heading: String,
    pub(super) bars: Vec<Bar>,
}

/// A figure of bars.
pub(super) struct Stacked {
    /// Names and colours of the parts, in the order they are drawn.
    pub(super) parts: Vec<(String, Colour)>,
    pub(super) panels: Vec<Panel>,
    /// What is shared out: under the axis.
    pub(super) axis: &'static str,
    /// What `n` counts: above the numbers.
    pub(super) of: &'static str,
}

/// A swatch with its place and colour, and its name.
type Entry = ((f64, f64), Colour, Words);

impl Stacked {
    pub(super) fn svg(&self, look: &Look, title: &str, description: &str) -> Result<String> {
        let left = look.room(LEFT);
        let (lines, entries) = self.legend(look);
        let top = 18.0 * f64::from(lines) + 12.0;
        let heading = |panel: &Panel| {
            if panel.heading.is_empty() {
                0.0
            } else {
                HEADING
            }
        };
        let height = |panel: &Panel| heading(panel) + STEP * panel.bars.len() as f64;
        let bottom = top + self.panels.iter().map(height).sum::<f64>();
        let mut canvas = Canvas::new(look, bottom + 34.0);
        for ((x, y), colour, words) in entries {
            canvas.rect((x, y - 5.0), (x + 10.0, y + 5.0), colour);
            canvas.words(words);
        }
        let width = look.wide() - left - RIGHT;
        for quarter in 0..=4 {
            let x = left + width * f64::from(quarter) / 4.0;
            let mut y = top;
            for panel in &self.panels {
                let from = y + heading(panel);
                y += height(panel);
                canvas.line(&[(x, from), (x, y)], GRID, 0.8);
            }
            let label = Words::new(format!("{} %", quarter * 25), (x, bottom + 11.0));
            canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        }
        let axis = Words::new(self.axis, (left + width / 2.0, bottom + 25.0));
        canvas.words(axis.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        let mut y = top;
        for panel in &self.panels {
            if !panel.heading.is_empty() {
                let heading = font::fit(&panel.heading, TEXT, left + width - 16.0);
                canvas.words(Words::new(heading, (8.0, y + HEADING / 2.0 + 1.0)).bold());
                y += HEADING;
            }
            for bar in &panel.bars {
                self.bar(&mut canvas, bar, y + STEP / 2.0, width);
                y += STEP;
            }
        }
        let head = Words::new(self.of, (left + width + 8.0, top - 6.0));
        canvas.words(head.size(SMALL).colour(MUTED));
        canvas.svg(title, description)
    }

    fn bar(&self, canvas: &mut Canvas<'_>, bar: &Bar, y: f64, width: f64) {
        let look = canvas.look;
        let left = look.room(LEFT);
        let label = font::fit(&bar.label, TEXT, left - 12.0);
        canvas.words(Words::new(label, (left - 8.0, y)).anchor(Anchor::End));
        let mut x = left;
        let parts = bar.shares.iter().zip(&self.parts).zip(&bar.rows);
        for ((share, (_, colour)), row) in parts {
            canvas.shows(*row);
            let end = x + width * share;
            if *share > 0.0 {
                canvas.rect((x, y - BAR / 2.0), (end, y + BAR / 2.0), *colour);
            }
            if *share >= NUMBERED {
                let number =
                    Words::new(format!("{:.0}", share * 100.0), (f64::midpoint(x, end), y));
                canvas.words(
                    number
                        .size(SMALL)
                        .colour(on(*colour))
                        .anchor(Anchor::Middle),
                );
            }
            x = end;
        }
        canvas.shows(None);
        if let Some((low, high)) = bar.interval {
            let (from, to, below) = (left + width * low, left + width * high, y + BAR / 2.0 + 2.0);
            canvas.line(&[(from, below), (to, below)], INK, 1.0);
            for end in [from, to] {
                canvas.line(&[(end, below - 2.0), (end, below + 2.0)], INK, 1.0);
            }
        }
        let n = Words::new(written(bar.n), (left + width + 8.0, y));
        canvas.words(n.size(SMALL).colour(MUTED));
    }

    /// Swatches and names in as many lines as they need.
    fn legend(&self, look: &Look) -> (u32, Vec<Entry>) {
        let left = look.room(LEFT);
        let (mut x, mut line) = (left, 0_u32);
        let mut entries = Vec::new();
        for (part, colour) in &self.parts {
            let words = Words::new(&**part, (0.0, 0.0)).size(SMALL);
            let width = words.width();
            if x + 14.0 + width > look.wide() - 4.0 && x > left {
                (x, line) = (left, line + 1);
            }
            let y = 10.0 + 18.0 * f64::from(line);
            let words = Words {
                at: (x + 14.0, y),
                ..words
            };
            entries.push(((x, y), *colour, words));
            x += 14.0 + width + 14.0;
        }
        (line + 1, entries)
    }
}
