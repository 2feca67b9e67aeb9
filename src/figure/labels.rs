//! Labels beside points: none touches another, a point of weight, or the edge.

use super::canvas::{Anchor, Canvas, Words};
use super::font::{self, Weight};
use super::style::{Colour, MUTED};

/// A box on the canvas: left, top, right, bottom.
pub(super) type Area = [f64; 4];

/// A point that wants its name beside it.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) at: (f64, f64),
    pub(super) text: String,
    pub(super) colour: Colour,
}

/// A name with its place.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) name: Named,
    pub(super) area: Area,
    anchor: Anchor,
    far: bool,
}

/// Gap between a point and its name.
const GAP: f64 = 4.5;

/// Directions in which a name may stand, as steps in (x, y), best first.
const DIRECTIONS: &[(f64, f64)] = &[
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.7, -0.7),
    (0.7, 0.7),
    (-0.7, -0.7),
    (-0.7, 0.7),
    (0.0, -1.0),
    (0.0, 1.0),
];

/// Distances from the point, nearest first.
const DISTANCES: &[f64] = &[1.0, 2.2, 3.6, 5.2, 7.0];

/// Places names in their order; one that finds no room is left out. `taken` is kept free.
pub(super) fn place(names: Vec<Named>, bounds: Area, taken: &[Area], size: f64) -> Vec<Placed> {
    let mut areas = taken.to_vec();
    let mut placed: Vec<Placed> = Vec::new();
    for name in names {
        let width = font::width(&name.text, size, Weight::Regular);
        let free =
            |area: &Area| inside(*area, bounds) && !areas.iter().any(|other| touch(*area, *other));
        let candidate = DISTANCES
            .iter()
            .flat_map(|distance| DIRECTIONS.iter().map(move |d| (*d, *distance)))
            .map(|(direction, distance)| {
                let (area, anchor) = beside(name.at, direction, distance, width, size);
                (area, anchor, distance)
            })
            .find(|(area, _, _)| free(area) && !placed.iter().any(|p| crosses(name.at, *area, p)));
        if let Some((area, anchor, distance)) = candidate {
            // Two names in one line stand a blank apart.
            areas.push([area[0] - 3.0, area[1], area[2] + 3.0, area[3]]);
            let far = distance > 1.5;
            placed.push(Placed {
                name,
                area,
                anchor,
                far,
            });
        }
    }
    placed
}

/// Draws names, and a thin line to the point where a name stands away from it.
pub(super) fn draw(canvas: &mut Canvas<'_>, placed: &[Placed], size: f64) {
    for label in placed.iter().filter(|l| l.far) {
        canvas.line(
            &[label.name.at, nearest(label.name.at, label.area)],
            MUTED,
            0.5,
        );
    }
    for label in placed {
        let [left, top, right, bottom] = label.area;
        let x = match label.anchor {
            Anchor::Start => left,
            Anchor::Middle => f64::midpoint(left, right),
            Anchor::End => right,
        };
        let words = Words::new(label.name.text.clone(), (x, f64::midpoint(top, bottom)))
            .size(size)
            .colour(label.name.colour)
            .anchor(label.anchor);
        canvas.words(words);
    }
}

fn beside(
    (x, y): (f64, f64),
    (dx, dy): (f64, f64),
    distance: f64,
    width: f64,
    size: f64,
) -> (Area, Anchor) {
    let (x, y) = (x + dx * GAP * distance, y + dy * GAP * distance * 1.3);
    let half = size * 0.55;
    if dx > 0.0 {
        ([x, y - half, x + width, y + half], Anchor::Start)
    } else if dx < 0.0 {
        ([x - width, y - half, x, y + half], Anchor::End)
    } else {
        (
            [x - width / 2.0, y - half, x + width / 2.0, y + half],
            Anchor::Middle,
        )
    }
}

/// The place on a box that is nearest to a point.
fn nearest((x, y): (f64, f64), [left, top, right, bottom]: Area) -> (f64, f64) {
    (x.clamp(left, right), y.clamp(top + 2.0, bottom - 2.0))
}

/// True when the line from a point to its name would run through a name that is there, or that one's line through it.
fn crosses(at: (f64, f64), area: Area, other: &Placed) -> bool {
    let through = |from: (f64, f64), to: (f64, f64), area: Area| {
        (1..12).any(|i| {
            let part = f64::from(i) / 12.0;
            let (x, y) = (
                from.0 + (to.0 - from.0) * part,
                from.1 + (to.1 - from.1) * part,
            );
            x > area[0] && x < area[2] && y > area[1] && y < area[3]
        })
    };
    through(at, nearest(at, area), other.area)
        || other.far && through(other.name.at, nearest(other.name.at, other.area), area)
}

/// True when two boxes share some area.
pub(super) fn touch(a: Area, b: Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn inside(a: Area, b: Area) -> bool {
    a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_crowded_points_stand_apart() {
        let name = |i: u32| Named {
            at: (
                60.0 + 20.0 * f64::from(i % 5),
                60.0 + 8.0 * f64::from(i / 5),
            ),
            text: format!("term {i}"),
            colour: MUTED,
        };
        let bounds = [0.0, 0.0, 200.0, 200.0];
        let placed = place((0..60).map(name).collect(), bounds, &[], 10.0);
        assert!(placed.len() > 10 && placed.len() < 60, "{}", placed.len());
        for (i, one) in placed.iter().enumerate() {
            assert!(inside(one.area, bounds));
            assert!(placed[..i].iter().all(|other| !touch(one.area, other.area)));
        }
    }
}
