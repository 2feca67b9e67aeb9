//! Who speaks: the share of words of each voice, outlet by outlet.

use super::axis::written;
use super::canvas::{Anchor, Canvas, Words};
use super::style::{Colour, GRID, INK, MUTED, SMALL, TEXT, WIDTH, on, voice_colour, voice_order};
use super::{Drawing, Names, Plot, Rows, font, named};
use crate::error::Result;
use std::collections::BTreeMap;

/// Outlets that are drawn.
const OUTLETS: usize = 20;
/// A share that has room for its number.
const NUMBERED: f64 = 0.06;

const LEFT: f64 = 118.0;
const RIGHT: f64 = 62.0;
const STEP: f64 = 25.0;
const BAR: f64 = 17.0;

pub(super) struct Speakers;

impl Plot for Speakers {
    fn name(&self) -> &'static str {
        "speakers"
    }
    fn columns(&self) -> &'static [&'static str] {
        &[
            "group",
            "voice",
            "words",
            "share",
            "share_low",
            "share_high",
        ]
    }
    fn method(&self) -> &'static str {
        "Each bar is all word tokens of an outlet, shared out among the voices that say them; \"Outlet itself\" is its own narration, \"Unknown\" is speech whose voice no rule could tell. The line under a bar is the 95 % interval, over articles, of its first part; the intervals of all parts are in the numbers."
    }

    fn draw(&self, table: Rows<'_>, names: &Names) -> Result<Drawing> {
        let mut bars: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
        let mut words: BTreeMap<&str, f64> = BTreeMap::new();
        for row in 0..table.len() {
            let outlet = table.text(row, "group");
            let share = table.number(row, "share").unwrap_or(0.0);
            bars.entry(outlet)
                .or_default()
                .push((table.text(row, "voice"), share));
            *words.entry(outlet).or_default() += table.number(row, "words").unwrap_or(0.0);
        }
        let voices = voices(table);
        let mut outlets: Vec<&str> = bars.keys().copied().collect();
        outlets.sort_by(|x, y| words[y].total_cmp(&words[x]).then(x.cmp(y)));
        let all = outlets.len();
        outlets.truncate(OUTLETS);
        let first = |outlet: &str| share(&bars[outlet], voices[0].0);
        outlets.sort_by(|x, y| first(y).total_cmp(&first(x)).then(x.cmp(y)));

        let (lines, entries) = legend(&voices, names);
        let top = 18.0 * f64::from(lines) + 12.0;
        let bottom = top + STEP * outlets.len() as f64;
        let mut canvas = Canvas::new(bottom + 34.0);
        entries.into_iter().for_each(|(swatch, colour, words)| {
            canvas.rect(
                (swatch.0, swatch.1 - 5.0),
                (swatch.0 + 10.0, swatch.1 + 5.0),
                colour,
            );
            canvas.words(words);
        });
        let width = WIDTH - LEFT - RIGHT;
        for quarter in 0..=4 {
            let x = LEFT + width * f64::from(quarter) / 4.0;
            canvas.line(&[(x, top), (x, bottom + 3.0)], GRID, 0.8);
            let label = Words::new(format!("{} %", quarter * 25), (x, bottom + 11.0));
            canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        }
        let caption = Words::new("share of word tokens", (LEFT + width / 2.0, bottom + 25.0));
        canvas.words(caption.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        for (i, outlet) in outlets.iter().enumerate() {
            let y = top + STEP * (i as f64 + 0.5);
            let label = font::fit(named(names, outlet), TEXT, LEFT - 12.0);
            canvas.words(Words::new(label, (LEFT - 8.0, y)).anchor(Anchor::End));
            let mut x = LEFT;
            for (voice, colour) in &voices {
                let share = share(&bars[outlet], voice);
                let end = x + width * share;
                if share > 0.0 {
                    canvas.rect((x, y - BAR / 2.0), (end, y + BAR / 2.0), *colour);
                }
                if share >= NUMBERED {
                    let number = format!("{:.0}", share * 100.0);
                    let at = (f64::midpoint(x, end), y);
                    canvas.words(
                        Words::new(number, at)
                            .size(SMALL)
                            .colour(on(*colour))
                            .anchor(Anchor::Middle),
                    );
                }
                x = end;
            }
            if let Some((low, high)) = interval(table, outlet, voices[0].0) {
                let (from, to, below) =
                    (LEFT + width * low, LEFT + width * high, y + BAR / 2.0 + 2.0);
                canvas.line(&[(from, below), (to, below)], INK, 1.0);
                for end in [from, to] {
                    canvas.line(&[(end, below - 2.0), (end, below + 2.0)], INK, 1.0);
                }
            }
            let n = Words::new(written(words[outlet]), (LEFT + width + 8.0, y));
            canvas.words(n.size(SMALL).colour(MUTED));
        }
        let head = Words::new("words", (LEFT + width + 8.0, top - 6.0));
        canvas.words(head.size(SMALL).colour(MUTED));

        let description = describe(&outlets, &bars, voices[0].0, names);
        let svg = canvas.svg(
            "Who speaks: share of words by voice and outlet",
            &description,
        )?;
        let left_out = (all > OUTLETS)
            .then(|| format!("the {OUTLETS} outlets with most words of {all} are drawn"));
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out,
        })
    }
}

fn share(parts: &[(&str, f64)], voice: &str) -> f64 {
    parts
        .iter()
        .find(|(v, _)| *v == voice)
        .map_or(0.0, |(_, share)| *share)
}

/// The voices that speak, in the order they are drawn, with their colours.
fn voices(table: Rows<'_>) -> Vec<(&str, Colour)> {
    let mut voices = table.values("voice");
    voices.sort_by_key(|v| voice_order(v));
    let own = voice_order("a voice of a study's own").0;
    let mut place = 0;
    voices
        .into_iter()
        .map(|voice| {
            let colour = voice_colour(voice, place);
            place += usize::from(voice_order(voice).0 == own);
            (voice, colour)
        })
        .collect()
}

/// A swatch with its place and colour, and its name.
type Entry = ((f64, f64), Colour, Words);

/// Swatches and names in as many lines as they need.
fn legend(voices: &[(&str, Colour)], names: &Names) -> (u32, Vec<Entry>) {
    let (mut x, mut line) = (LEFT, 0_u32);
    let mut entries = Vec::new();
    for (voice, colour) in voices {
        let words = Words::new(named(names, voice), (0.0, 0.0)).size(SMALL);
        let width = words.width();
        if x + 14.0 + width > WIDTH - 4.0 && x > LEFT {
            (x, line) = (LEFT, line + 1);
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

fn describe(
    outlets: &[&str],
    bars: &BTreeMap<&str, Vec<(&str, f64)>>,
    voice: &str,
    names: &Names,
) -> String {
    let value = |outlet: &str| format!("{:.0} %", share(&bars[outlet], voice) * 100.0);
    let (most, least) = (outlets[0], outlets[outlets.len() - 1]);
    let voice = named(names, voice);
    if outlets.len() == 1 {
        let outlet = named(names, most);
        return format!(
            "In {outlet}, the voice \"{voice}\" has {} of the words.",
            value(most)
        );
    }
    format!(
        "The voice \"{voice}\" has from {} of the words in {} to {} in {}.",
        value(least),
        named(names, least),
        value(most),
        named(names, most)
    )
}

/// The interval of a voice's share in an outlet.
fn interval(table: Rows<'_>, outlet: &str, voice: &str) -> Option<(f64, f64)> {
    let is =
        |row: &usize| table.text(*row, "group") == outlet && table.text(*row, "voice") == voice;
    let row = (0..table.len()).find(is)?;
    table
        .number(row, "share_low")
        .zip(table.number(row, "share_high"))
}
