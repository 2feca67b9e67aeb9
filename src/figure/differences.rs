//! Differences of shares between two groups: within events, where topic is held fixed, and over all articles.

use super::axis::{p_value, ticks, written};
use super::canvas::{Anchor, Canvas, Words};
use super::style::{Colour, DUST, GRID, MUTED, PAPER, SMALL, TEXT};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows, font};
use crate::error::Result;
use crate::table::lowered;

/// Differences that are drawn, of shares and of frames.
const SHARES: usize = 14;
const FRAMES: usize = 8;

const LEFT: f64 = 178.0;
const RIGHT: f64 = 14.0;
const STEP: f64 = 17.0;
const HEADING: f64 = 22.0;
/// From the last row of a panel to the next one: the axis.
const FOOT: f64 = 38.0;
const TOP: f64 = 42.0;

pub(super) struct Differences;

impl Plot for Differences {
    fn name(&self) -> &'static str {
        "differences"
    }
    fn columns(&self) -> &'static [&'static str] {
        &[
            "target",
            "reference",
            "analysis",
            "of",
            "part",
            "difference",
            "low",
            "high",
            "p_adjusted",
            "pairs",
            "all_articles",
        ]
    }
    fn method(&self) -> &'static str {
        "Each point is the difference of a share between two groups within the events that both tell of, each event a pair, with its 95 % interval over events (ratio estimator, Cochran 1977); to the right the first group has more. Full points differ at p_adjusted below .05 in the test over events, hollow ones do not, or could not be tested. Where all events agree there is no interval; close to .05 the test over relabellings and the interval, which supposes a t distribution, can disagree. A grey bar is the same difference over all articles of the two: where it lies apart from the point, topic and framing are mixed there. The differences with the smallest p are drawn."
    }

    fn chosen(&self, table: Rows<'_>) -> Option<Vec<usize>> {
        let mut rows = panels(table).concat();
        rows.sort_unstable();
        Some(rows)
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        match table.text(row, "analysis") {
            "frames" => table.facets(row, &[("part", Facet::Frame)]),
            "verbs" => table.facets(row, &[("of", Facet::Voice), ("part", Facet::Class)]),
            _ => table.facets(row, &[("part", Facet::Voice)]),
        }
    }

    fn finding(&self, table: Rows<'_>, look: &Look) -> Option<String> {
        let size = |row: &usize| table.number(*row, "difference").unwrap_or(0.0).abs();
        let sure = (0..table.len()).filter(|row| !is_frame(table, *row) && differs(table, *row));
        let row = sure
            .filter(|row| interval(table, *row).is_some())
            .max_by(|x, y| size(x).total_cmp(&size(y)))?;
        let (low, high) = interval(table, row)?;
        let difference = table.number(row, "difference")?;
        let groups = ["target", "reference"].map(|c| look.named(table.text(row, c)));
        let [more, less] = if difference > 0.0 {
            groups
        } else {
            [groups[1], groups[0]]
        };
        let ends = [low.abs(), high.abs()].map(|x| 100.0 * x);
        let part = look.named(table.text(row, "part"));
        let of = match table.text(row, "analysis") {
            "verbs" => format!("verbs that introduce {}", look.named(table.text(row, "of"))),
            other => lowered(other),
        };
        Some(format!(
            "Within the {} events that both tell of, the share of \u{201c}{part}\u{201d} among the {of} is {:.0} percentage points larger in {more} than in {less} (95 % interval {:.0} to {:.0}, adjusted p {}).",
            written(table.number(row, "pairs")?),
            100.0 * difference.abs(),
            ends[0].min(ends[1]),
            ends[0].max(ends[1]),
            p_value(table.number(row, "p_adjusted")?),
        ))
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "point",
            x: ("difference", Kind::Numbers),
            y: ("part", Kind::Names),
            colour: None,
            panel: Some("analysis"),
            ends: Some(["low", "high"]),
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let left = look.room(LEFT);
        let drawn: Vec<(Vec<usize>, bool)> = panels(table)
            .into_iter()
            .zip([false, true])
            .filter(|(rows, _)| !rows.is_empty())
            .collect();
        let height = |rows: &[usize]| {
            let headings = headings(table, rows, look).iter().flatten().count();
            HEADING * headings as f64 + STEP * rows.len() as f64 + FOOT
        };
        let total: f64 = drawn.iter().map(|(rows, _)| height(rows)).sum();
        let mut canvas = Canvas::new(look, TOP + total.max(STEP));
        let groups = [table.text(0, "target"), table.text(0, "reference")];
        let colours = look.sides(groups[0], groups[1]);
        let zero = f64::midpoint(left, look.wide() - RIGHT);
        for (side, direction) in [(0, 1.0), (1, -1.0)] {
            let anchor = if side == 0 {
                Anchor::Start
            } else {
                Anchor::End
            };
            let name = format!("more in: {}", look.named(groups[side]));
            let room = if side == 0 { look.wide() - zero } else { zero };
            let name = font::fit(&name, TEXT, 0.9 * (room - 8.0));
            let words = Words::new(name, (zero + direction * 6.0, 12.0));
            canvas.words(words.bold().colour(colours[side]).anchor(anchor));
        }
        let mut top = TOP;
        for (rows, is_frames) in &drawn {
            panel(&mut canvas, table, look, (rows, *is_frames), (top, colours));
            top += height(rows);
        }
        let description = describe(table, look);
        let [target, reference] = groups.map(|g| look.named(g));
        let svg = canvas.svg(
            &format!("Differences within events: {target} against {reference}"),
            &description,
        )?;
        let shown: usize = drawn.iter().map(|(rows, _)| rows.len()).sum();
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out: (shown < table.len())
                .then(|| format!("{shown} of {} differences are drawn", table.len())),
        })
    }
}

fn is_frame(table: Rows<'_>, row: usize) -> bool {
    table.text(row, "analysis") == "frames"
}

/// The rows of shares and those of frames, in the order of the table: those with an interval and the smallest p.
fn panels(table: Rows<'_>) -> [Vec<usize>; 2] {
    [(false, SHARES), (true, FRAMES)].map(|(frames, most)| {
        let is_known = |row: &usize| {
            interval(table, *row).is_some() || table.number(*row, "p_adjusted").is_some()
        };
        let fits = |row: &usize| is_frame(table, *row) == frames && is_known(row);
        let mut rows: Vec<usize> = (0..table.len()).filter(fits).collect();
        let key = |row: usize| {
            let p = table.number(row, "p_adjusted").unwrap_or(2.0);
            let size = table.number(row, "difference").unwrap_or(0.0).abs();
            (p, -size)
        };
        rows.sort_by(|x, y| {
            let ((p, size), (other_p, other_size)) = (key(*x), key(*y));
            p.total_cmp(&other_p)
                .then(size.total_cmp(&other_size))
                .then(x.cmp(y))
        });
        rows.truncate(most);
        rows.sort_unstable();
        rows
    })
}

fn interval(table: Rows<'_>, row: usize) -> Option<(f64, f64)> {
    table.number(row, "low").zip(table.number(row, "high"))
}

/// What is shared out, above the first row of each analysis.
fn headings(table: Rows<'_>, rows: &[usize], look: &Look) -> Vec<Option<String>> {
    let mut last = ("", "");
    let heading = |row: &usize| {
        let (analysis, of) = (table.text(*row, "analysis"), table.text(*row, "of"));
        let is_new = (analysis, of) != last;
        last = (analysis, of);
        is_new.then(|| match analysis {
            "words" => "Words".into(),
            "quotations" => "Quotations".into(),
            "lead" => "Leads".into(),
            "verbs" => format!("Verbs: {}", look.named(of)),
            "uptake" => format!("\"{of}\""),
            _ => "Frames".into(),
        })
    };
    rows.iter().map(heading).collect()
}

/// One panel with its axis.
fn panel(
    canvas: &mut Canvas<'_>,
    table: Rows<'_>,
    look: &Look,
    (rows, is_frames): (&[usize], bool),
    (top, colours): (f64, [Colour; 2]),
) {
    let left = look.room(LEFT);
    // Percentage points, or matches in a thousand words.
    let unit = if is_frames { 1000.0 } else { 100.0 };
    let value = |row: usize, column: &str| table.number(row, column).map(|x| x * unit);
    let all_ends = rows.iter().flat_map(|row| {
        ["low", "high", "all_articles"].map(|column| value(*row, column).unwrap_or(0.0).abs())
    });
    let most = 1.05 * all_ends.fold(if is_frames { 1.0 } else { 5.0 }, f64::max);
    let most = if is_frames { most } else { most.min(105.0) };
    let width = look.wide() - left - RIGHT;
    let at = |x: f64| left + width * (x.clamp(-most, most) + most) / (2.0 * most);
    let headings = headings(table, rows, look);
    let number = headings.iter().flatten().count() as f64;
    let bottom = top + HEADING * number + STEP * rows.len() as f64;
    for tick in ticks(-most, most, 6) {
        canvas.line(&[(at(tick), top), (at(tick), bottom + 3.0)], GRID, 0.8);
        let sign = if tick > 0.0 { "+" } else { "" };
        let label = Words::new(
            format!("{sign}{}", written(tick)),
            (at(tick), bottom + 11.0),
        );
        canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
    }
    canvas.line(&[(at(0.0), top), (at(0.0), bottom)], MUTED, 1.0);
    let axis = if is_frames {
        "difference in matches per thousand words"
    } else {
        "difference in percentage points"
    };
    let axis = Words::new(axis, (left + width / 2.0, bottom + 25.0));
    canvas.words(axis.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
    let mut y = top;
    for (row, heading) in rows.iter().zip(headings) {
        if let Some(heading) = heading {
            let heading = font::fit(&heading, TEXT, left - 16.0);
            canvas.words(Words::new(heading, (8.0, y + HEADING / 2.0 + 2.0)).bold());
            y += HEADING;
        }
        canvas.shows(table.shown(*row));
        let middle = y + STEP / 2.0;
        let part = look.named(table.text(*row, "part"));
        let label = font::fit(part, TEXT, left - 30.0);
        canvas.words(Words::new(label, (18.0, middle)));
        if let Some(all) = value(*row, "all_articles") {
            let x = at(all);
            canvas.rect((x - 1.6, middle - 6.0), (x + 1.6, middle + 6.0), DUST);
        }
        let here = value(*row, "difference").unwrap_or(0.0);
        let colour = colours[usize::from(here < 0.0)];
        if let Some((low, high)) = interval(table, *row) {
            canvas.line(
                &[(at(low * unit), middle), (at(high * unit), middle)],
                colour,
                1.6,
            );
        }
        canvas.circle((at(here), middle), 4.0, colour, 1.0);
        if !differs(table, *row) {
            canvas.circle((at(here), middle), 2.4, PAPER, 1.0);
        }
        canvas.shows(None);
        y += STEP;
    }
}

fn differs(table: Rows<'_>, row: usize) -> bool {
    table.number(row, "p_adjusted").is_some_and(|p| p < 0.05)
}

/// How many differences stand the test, and the largest of them.
fn describe(table: Rows<'_>, look: &Look) -> String {
    let tested = (0..table.len()).filter(|row| table.number(*row, "p_adjusted").is_some());
    let tested = tested.count();
    let pairs = (0..table.len())
        .filter_map(|row| table.number(row, "pairs"))
        .fold(0.0, f64::max);
    let [target, reference] = ["target", "reference"].map(|c| look.named(table.text(0, c)));
    let begin = format!("In the {pairs} events that {target} and {reference} both tell of,");
    let size = |row: &usize| table.number(*row, "difference").unwrap_or(0.0).abs();
    let surviving: Vec<usize> = (0..table.len())
        .filter(|row| differs(table, *row))
        .collect();
    let Some(most) = surviving
        .iter()
        .max_by(|x, y| size(x).total_cmp(&size(y)).then(y.cmp(x)))
    else {
        return format!("{begin} none of {tested} tested differences stands the test.");
    };
    let what = headings(table, &[*most], look)
        .remove(0)
        .unwrap_or_default();
    let more = table.number(*most, "difference").is_some_and(|d| d > 0.0);
    let (unit, name) = if is_frame(table, *most) {
        (1000.0, "matches in a thousand words")
    } else {
        (100.0, "percentage points")
    };
    format!(
        "{begin} {} of {tested} tested differences stand the test; the largest is in {} ({}): {} {name} more in {}.",
        surviving.len(),
        lowered(&what),
        look.named(table.text(*most, "part")),
        written(libm::round(10.0 * unit * size(most)) / 10.0),
        if more { target } else { reference }
    )
}
