//! Frames by group: the share of each frame in what a group says, with intervals.

use super::axis::{percent, ticks};
use super::canvas::{Anchor, Canvas, Words};
use super::style::{Colour, GRID, INK, MUTED, SMALL, TEXT, is_voice, voice_order};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows, font};
use crate::error::Result;
use std::collections::BTreeMap;

/// Groups that are drawn.
const GROUPS: usize = 6;
/// Frames that are drawn.
const FRAMES: usize = 24;
/// Matches below which a group says too little of frames to be drawn.
const FEW: f64 = 10.0;

/// Colours of groups that are no shipped voices.
const OTHERS: &[Colour] = &[
    (0xD5, 0x5E, 0x00),
    (0x00, 0x72, 0xB2),
    (0x00, 0x9E, 0x73),
    (0x6A, 0x51, 0xA3),
    (0xE6, 0x9F, 0x00),
    (0x56, 0xB4, 0xE9),
];

const LEFT: f64 = 150.0;
const RIGHT: f64 = 16.0;
const DOTS: f64 = 9.0;
const GAP: f64 = 10.0;

pub(super) struct Frames;

impl Plot for Frames {
    fn name(&self) -> &'static str {
        "frames"
    }
    fn columns(&self) -> &'static [&'static str] {
        &["frame", "group", "count", "share", "low", "high"]
    }
    fn method(&self) -> &'static str {
        "Each point is the share of a frame in all frames that a group uses (matches of the outermost categories), with its 95 % interval over articles. An indented frame is part of the one above it; the shares of the outermost add up to 100 %."
    }

    fn chosen(&self, table: Rows<'_>) -> Option<Vec<usize>> {
        let groups = groups(table);
        let frames = frames(table);
        let drawn = |row: &usize| {
            groups.contains(&table.text(*row, "group"))
                && frames.contains(&table.text(*row, "frame"))
        };
        Some((0..table.len()).filter(drawn).collect())
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(row, &[("frame", Facet::Frame), ("group", Facet::Group)])
    }

    fn finding(&self, table: Rows<'_>, look: &Look) -> Option<String> {
        let (groups, frames) = (groups(table), frames(table));
        let [one, other, ..] = groups[..] else {
            return None;
        };
        let row = |frame: &str, group: &str| {
            (0..table.len())
                .find(|r| table.text(*r, "frame") == frame && table.text(*r, "group") == group)
        };
        let ends = |row: usize| table.number(row, "low").zip(table.number(row, "high"));
        // How far the intervals of the two lie apart.
        let apart = |frame| {
            let (x, y) = (ends(row(frame, one)?)?, ends(row(frame, other)?)?);
            let gap = (x.0 - y.1).max(y.0 - x.1);
            (gap > 0.0).then_some((gap, frame))
        };
        let (_, frame) = frames
            .iter()
            .copied()
            .filter_map(apart)
            .max_by(|x, y| x.0.total_cmp(&y.0))?;
        let told = |group: &str| {
            let row = row(frame, group)?;
            let share = percent(table.number(row, "share")?, ends(row));
            Some(format!("{share} of the frames of {}", look.named(group)))
        };
        Some(format!(
            "The frame \u{201c}{frame}\u{201d} is {} and {}.",
            told(one)?,
            told(other)?
        ))
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "point",
            x: ("share", Kind::Numbers),
            y: ("frame", Kind::Names),
            colour: Some(("group", Kind::Names)),
            panel: None,
            ends: Some(["low", "high"]),
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let left = look.room(LEFT);
        let (groups, frames) = (groups(table), frames(table));
        let cell: BTreeMap<(&str, &str), usize> = (0..table.len())
            .map(|row| ((table.text(row, "frame"), table.text(row, "group")), row))
            .collect();
        let known = |frame: &str, group: &str, column: &str| {
            cell.get(&(frame, group))
                .and_then(|row| table.number(*row, column))
        };
        let largest = frames
            .iter()
            .flat_map(|f| groups.iter().map(move |g| (*f, *g)))
            .filter_map(|(f, g)| known(f, g, "high").or(known(f, g, "share")))
            .fold(0.1, f64::max)
            .min(1.0);
        let (mut x, mut line) = (left, 0_u32);
        let mut legend = Vec::new();
        for (place, group) in groups.iter().enumerate() {
            let words = Words::new(look.named(group), (0.0, 0.0)).size(SMALL);
            let width = words.width() + 28.0;
            if x + width > look.wide() - 4.0 && x > left {
                (x, line) = (left, line + 1);
            }
            legend.push((x, 10.0 + 18.0 * f64::from(line), place, words));
            x += width;
        }
        let top = 18.0 * f64::from(line + 1) + 8.0;
        let step = DOTS * groups.len() as f64 + GAP;
        let bottom = top + step * frames.len() as f64;
        let mut canvas = Canvas::new(look, bottom + 34.0);
        let width = look.wide() - left - RIGHT;
        let at = |share: f64| left + width * share / largest;
        for (x, y, place, words) in legend {
            mark(
                &mut canvas,
                (x + 5.0, y),
                place,
                colour(look, groups[place], place),
            );
            canvas.words(Words {
                at: (x + 14.0, y),
                ..words
            });
        }
        for tick in ticks(0.0, largest, 5) {
            canvas.line(&[(at(tick), top), (at(tick), bottom + 3.0)], GRID, 0.8);
            let label = Words::new(format!("{:.0} %", tick * 100.0), (at(tick), bottom + 11.0));
            canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        }
        let axis = Words::new(
            "share of all frames of the group",
            (left + width / 2.0, bottom + 25.0),
        );
        canvas.words(axis.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        for (number, frame) in frames.iter().enumerate() {
            let y = top + step * number as f64;
            let (depth, last) = (depth(frame, &frames), leaf(frame, &frames));
            let indent = 10.0 * depth as f64;
            let label = font::fit(last, TEXT, left - 20.0 - indent);
            let words = Words::new(label, (8.0 + indent, y + step / 2.0));
            canvas.words(if depth == 0 { words.bold() } else { words });
            if depth == 0 && number > 0 {
                canvas.line(&[(8.0, y), (look.wide() - RIGHT, y)], GRID, 0.8);
            }
            for (place, group) in groups.iter().enumerate() {
                let y = y + GAP / 2.0 + DOTS * (place as f64 + 0.5);
                let colour = colour(look, group, place);
                let row = cell.get(&(*frame, *group)).copied();
                canvas.shows(row.and_then(|row| table.shown(row)));
                if let Some(ends) = known(frame, group, "low").zip(known(frame, group, "high")) {
                    canvas.line(&[(at(ends.0), y), (at(ends.1), y)], colour, 1.4);
                }
                if let Some(share) = known(frame, group, "share") {
                    mark(&mut canvas, (at(share), y), place, colour);
                }
            }
        }
        canvas.shows(None);
        let description = describe(&frames, &groups, &known, look);
        let svg = canvas.svg("Frames by group: share of each frame", &description)?;
        let all = table.values("group").len();
        let mut left_out = Vec::new();
        if all > groups.len() {
            left_out.push(format!(
                "the {} groups with most frames of {all} are drawn",
                groups.len()
            ));
        }
        let all = table.values("frame").len();
        if all > frames.len() {
            left_out.push(format!("the first {} of {all} frames", frames.len()));
        }
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out: (!left_out.is_empty()).then(|| left_out.join("; ")),
        })
    }
}

/// The groups that say most of frames, in the order they are drawn.
fn groups(table: Rows<'_>) -> Vec<&str> {
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    for row in 0..table.len() {
        if !table.text(row, "frame").contains(LEVEL) {
            let count = table.number(row, "count").unwrap_or(0.0);
            *counts.entry(table.text(row, "group")).or_default() += count;
        }
    }
    // Speech of an unknown voice is nobody's.
    let mut groups: Vec<&str> = counts
        .keys()
        .copied()
        .filter(|group| *group != "unknown" || counts.len() == 1)
        .collect();
    groups.sort_by(|x, y| counts[y].total_cmp(&counts[x]).then(x.cmp(y)));
    // One group is drawn however little it says.
    let enough = groups.iter().filter(|g| counts[**g] >= FEW).count();
    groups.truncate(enough.clamp(1, GROUPS));
    groups.sort_by_key(|group| voice_order(group));
    groups
}

/// What joins the names of nested frames.
const LEVEL: &str = ".";

fn frames(table: Rows<'_>) -> Vec<&str> {
    let mut frames = table.values("frame");
    frames.truncate(FRAMES);
    frames
}

/// How many of the frames hold this one.
fn depth(frame: &str, frames: &[&str]) -> usize {
    let holds = |outer: &&&str| {
        frame
            .strip_prefix(**outer)
            .is_some_and(|rest| rest.starts_with(LEVEL))
    };
    frames.iter().filter(holds).count()
}

/// The name without those of the frames that hold it.
fn leaf<'f>(frame: &'f str, frames: &[&str]) -> &'f str {
    let inner = |outer: &&str| frame.strip_prefix(outer)?.strip_prefix(LEVEL);
    frames
        .iter()
        .filter_map(inner)
        .min_by_key(|rest| rest.len())
        .unwrap_or(frame)
}

/// The colour of a group: its voice's, or one by place.
fn colour(look: &Look, group: &str, place: usize) -> Colour {
    match (group, is_voice(group)) {
        ("outlet", _) => (0x5C, 0x5C, 0x5C),
        (_, true) => look.voice_colour(group, place),
        _ => OTHERS[place % OTHERS.len()],
    }
}

/// A point whose shape tells its group in grey print too.
fn mark(canvas: &mut Canvas<'_>, at: (f64, f64), place: usize, colour: Colour) {
    let (x, y) = at;
    match place % 4 {
        0 => canvas.circle(at, 3.4, colour, 1.0),
        1 => canvas.rect((x - 3.0, y - 3.0), (x + 3.0, y + 3.0), colour),
        2 => canvas.area(
            &[(x, y - 4.0), (x + 4.0, y + 3.2), (x - 4.0, y + 3.2)],
            colour,
            1.0,
        ),
        _ => {
            canvas.circle(at, 3.6, colour, 1.0);
            canvas.circle(at, 1.6, INK, 1.0);
        }
    }
}

/// The frame that sets the first two groups most apart.
fn describe(
    frames: &[&str],
    groups: &[&str],
    known: &dyn Fn(&str, &str, &str) -> Option<f64>,
    look: &Look,
) -> String {
    let value = |frame: &str, group: &str| known(frame, group, "share").unwrap_or(0.0);
    let percent = |x: f64| format!("{:.0} %", 100.0 * x);
    if let [one, other, ..] = groups {
        // How far the intervals of the two lie apart.
        let apart = |frame: &&&str| {
            let ends = |group: &str| known(frame, group, "low").zip(known(frame, group, "high"));
            let gap = ends(one)
                .zip(ends(other))
                .map(|(x, y)| (x.0 - y.1).max(y.0 - x.1));
            gap.unwrap_or(f64::NEG_INFINITY)
        };
        let most = frames.iter().max_by(|x, y| apart(x).total_cmp(&apart(y)));
        if most.is_some_and(|frame| apart(&frame) <= 0.0) {
            return format!(
                "No frame surely has a larger part of what {} says than of what {} says.",
                look.named(one),
                look.named(other)
            );
        }
        if let Some(frame) = most {
            return format!(
                "The frame \"{frame}\" is {} of the frames of {}, {} of those of {}.",
                percent(value(frame, one)),
                look.named(one),
                percent(value(frame, other)),
                look.named(other)
            );
        }
    }
    let most = frames
        .iter()
        .max_by(|x, y| value(x, groups[0]).total_cmp(&value(y, groups[0])));
    let frame = most.copied().unwrap_or_default();
    format!(
        "The frame \"{frame}\" is {} of the frames of {}.",
        percent(value(frame, groups[0])),
        look.named(groups[0])
    )
}
