//! What plots draw on: shapes in pixels of 1/96 inch, made into SVG by plotters on a canvas ten times as large.

use super::font::{self, Weight};
use super::look::Look;
use super::style::{Colour, INK, TEXT};
use super::svg::{self, Part};
use crate::error::{Error, Result};
use plotters::style::TextStyle;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendColor, BackendStyle, DrawingBackend, FontStyle, FontTransform};

/// Canvas units in a pixel: plotters draws on whole numbers.
pub(super) const FINE: f64 = 10.0;

/// Where words stand relative to their point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Words to be drawn; the point is at half the height of a small letter.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) at: (f64, f64),
    pub(super) text: String,
    pub(super) size: f64,
    pub(super) colour: Colour,
    pub(super) anchor: Anchor,
    pub(super) weight: Weight,
    pub(super) upright: bool,
}

impl Words {
    /// Dark words of usual size that begin at a point.
    pub(super) fn new(text: impl Into<String>, at: (f64, f64)) -> Self {
        Self {
            at,
            text: text.into(),
            size: TEXT,
            colour: INK,
            anchor: Anchor::Start,
            weight: Weight::Regular,
            upright: false,
        }
    }
    pub(super) fn size(self, size: f64) -> Self {
        Self { size, ..self }
    }
    pub(super) fn colour(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
    pub(super) fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
    pub(super) fn bold(self) -> Self {
        Self {
            weight: Weight::Bold,
            ..self
        }
    }
    /// Read from below to above.
    pub(super) fn upright(self) -> Self {
        Self {
            upright: true,
            ..self
        }
    }
    /// How wide they are.
    pub(super) fn width(&self) -> f64 {
        font::width(&self.text, self.size, self.weight)
    }
}

enum Shape {
    Box([f64; 4], Colour),
    Line(Vec<(f64, f64)>, Colour, f64, f64),
    Area(Vec<(f64, f64)>, Colour, f64),
    Circle((f64, f64), f64, Colour, f64),
    Words(Words),
}

/// A box as its left and right ends, and its near and far ends as seen from a middle line.
pub(super) type Tick = ((f64, f64), (f64, f64));

/// Shapes, in the order they are drawn.
pub(super) struct Canvas<'l> {
    shapes: Vec<(Option<usize>, Shape)>,
    row: Option<usize>,
    height: f64,
    pub(super) look: &'l Look,
}

impl<'l> Canvas<'l> {
    /// An empty canvas.
    pub(super) fn new(look: &'l Look, height: f64) -> Self {
        Self {
            shapes: Vec::new(),
            row: None,
            height,
            look,
        }
    }

    /// A filled rectangle between two corners.
    pub(super) fn rect(&mut self, from: (f64, f64), to: (f64, f64), colour: Colour) {
        self.push(Shape::Box([from.0, from.1, to.0, to.1], colour));
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: &[(f64, f64)], colour: Colour, width: f64) {
        self.faint_line(points, colour, width, 1.0);
    }

    /// A line that lets through what lies behind it.
    pub(super) fn faint_line(
        &mut self,
        points: &[(f64, f64)],
        colour: Colour,
        width: f64,
        opacity: f64,
    ) {
        let colour = self.look.inked(colour);
        self.push(Shape::Line(points.to_vec(), colour, width, opacity));
    }

    /// A filled area.
    pub(super) fn area(&mut self, points: &[(f64, f64)], colour: Colour, opacity: f64) {
        self.push(Shape::Area(points.to_vec(), colour, opacity));
    }

    /// Boxes of one colour, those side by side as one outline: many of them stay a small file.
    pub(super) fn steps(&mut self, ticks: &[Tick], colour: Colour) {
        let touching = |a: &Tick, b: &Tick| (a.0.1 - b.0.0).abs() < 0.5 / FINE;
        for run in ticks.chunk_by(touching) {
            let first = &run[0];
            let mut outline = vec![(first.0.0, first.1.0)];
            for ((from, to), (_, far)) in run {
                outline.extend([(*from, *far), (*to, *far)]);
            }
            let last = &run[run.len() - 1];
            outline.push((last.0.1, last.1.0));
            self.area(&outline, colour, 1.0);
        }
    }

    /// A filled circle.
    pub(super) fn circle(&mut self, at: (f64, f64), radius: f64, colour: Colour, opacity: f64) {
        self.push(Shape::Circle(at, radius, colour, opacity));
    }

    /// A filled square that stands on a corner, of about the area of a circle with this radius.
    pub(super) fn diamond(
        &mut self,
        (x, y): (f64, f64),
        radius: f64,
        colour: Colour,
        opacity: f64,
    ) {
        let r = radius * 1.25;
        self.area(
            &[(x - r, y), (x, y - r), (x + r, y), (x, y + r)],
            colour,
            opacity,
        );
    }

    /// Words.
    pub(super) fn words(&mut self, mut words: Words) {
        words.colour = self.look.worded(words.colour);
        if let Some(other) = self.look.words.get(&words.text) {
            words.text.clone_from(other);
        }
        // Control characters are not allowed in XML at all.
        if words.text.contains(char::is_control) {
            words.text = words.text.replace(char::is_control, " ");
        }
        self.push(Shape::Words(words));
    }

    /// What is drawn from here on shows a row of the table; `None`: no single one.
    pub(super) fn shows(&mut self, row: Option<usize>) {
        self.row = row;
    }

    fn push(&mut self, shape: Shape) {
        self.shapes.push((self.row, shape));
    }

    /// The SVG, with its role, title and description for those who cannot see it.
    pub(super) fn svg(self, title: &str, description: &str) -> Result<String> {
        let size = (length(self.look.wide()), length(self.height));
        let mut parts = Vec::new();
        for shapes in self.shapes.chunk_by(|(one, _), (next, _)| one == next) {
            let mut drawn = String::new();
            let failed = |e: String| Error::format("figure", e);
            let mut backend = plotters::prelude::SVGBackend::with_string(&mut drawn, size);
            for (_, shape) in shapes {
                draw(&mut backend, shape).map_err(|e| failed(e.to_string()))?;
            }
            backend.present().map_err(|e| failed(e.to_string()))?;
            drop(backend);
            let row = shapes[0].0;
            parts.push(Part { row, drawn });
        }
        Ok(svg::document(&parts, size, title, description))
    }
}

fn fine(x: f64) -> i32 {
    libm::round(x * FINE) as i32
}

/// At least the smallest unit.
fn length(x: f64) -> u32 {
    fine(x).max(1).cast_unsigned()
}

fn point((x, y): (f64, f64)) -> (i32, i32) {
    (fine(x), fine(y))
}

struct Stroke(BackendColor, u32);

impl BackendStyle for Stroke {
    fn color(&self) -> BackendColor {
        self.0
    }
    fn stroke_width(&self) -> u32 {
        self.1
    }
}

fn colour(rgb: Colour, alpha: f64) -> BackendColor {
    BackendColor { rgb, alpha }
}

type Drawn<B> =
    std::result::Result<(), plotters_backend::DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

fn draw<B: DrawingBackend>(backend: &mut B, shape: &Shape) -> Drawn<B> {
    match shape {
        Shape::Box([x0, y0, x1, y1], rgb) => {
            let (from, to) = (point((*x0, *y0)), point((*x1, *y1)));
            backend.draw_rect(from, to, &colour(*rgb, 1.0), true)
        }
        Shape::Line(points, rgb, width, opacity) => {
            let stroke = Stroke(colour(*rgb, *opacity), length(*width));
            backend.draw_path(points.iter().map(|p| point(*p)), &stroke)
        }
        Shape::Area(points, rgb, opacity) => {
            backend.fill_polygon(points.iter().map(|p| point(*p)), &colour(*rgb, *opacity))
        }
        Shape::Circle(at, radius, rgb, opacity) => {
            let radius = length(*radius);
            backend.draw_circle(point(*at), radius, &colour(*rgb, *opacity), true)
        }
        Shape::Words(words) => {
            let h_pos = match words.anchor {
                Anchor::Start => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::End => HPos::Right,
            };
            // Plotters divides the size of a font by 1.24 when it writes it.
            let (r, g, b) = words.colour;
            let colour = plotters::style::RGBColor(r, g, b);
            let weight = match words.weight {
                Weight::Regular => FontStyle::Normal,
                Weight::Bold => FontStyle::Bold,
            };
            let turn = if words.upright {
                FontTransform::Rotate270
            } else {
                FontTransform::None
            };
            let font = ("sans-serif", words.size * FINE * 1.24, weight);
            let style = TextStyle::from(font)
                .color(&colour)
                .pos(Pos::new(h_pos, VPos::Center))
                .transform(turn);
            backend.draw_text(&words.text, &style, point(words.at))
        }
    }
}
