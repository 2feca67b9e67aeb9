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
const DISTANCES: &[f64] = &[1.0, 2.2, 3.6, 5.2, 7.0, 9.0];

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
            .find(|(area, _, _)| free(area));
        if let Some((area, anchor, distance)) = candidate {
            areas.push(area);
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
pub(super) fn draw(canvas: &mut Canvas, placed: &[Placed], size: f64) {
    for label in placed.iter().filter(|l| l.far) {
        let [left, top, right, bottom] = label.area;
        let near = |v: f64, from: f64, to: f64| v.clamp(from, to);
        let (x, y) = label.name.at;
        let end = (near(x, left, right), near(y, top + 2.0, bottom - 2.0));
        canvas.line(&[(x, y), end], MUTED, 0.5);
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
            at: (100.0 + f64::from(i % 5), 100.0 + f64::from(i / 5)),
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
