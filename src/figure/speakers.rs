//! Who speaks: the share of words of each voice, outlet by outlet.

use super::axis::percent;
use super::stacked::{BARS, Bar, Panel, Stacked};
use super::style::{Colour, voice_order};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows};
use crate::error::Result;
use std::collections::BTreeMap;

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

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(row, &[("group", Facet::Outlet), ("voice", Facet::Voice)])
    }

    fn finding(&self, table: Rows<'_>, look: &Look) -> Option<String> {
        let voices = voices(table, look);
        let (voice, _) = voices.first()?;
        let with = |outlet| {
            let row = row_of(table, outlet, voice)?;
            let share = table.number(row, "share")?;
            Some((outlet, share, interval(table, outlet, voice)))
        };
        let outlets = table.values("group");
        let known: Vec<_> = outlets
            .iter()
            .copied()
            .filter_map(with)
            .filter(|(_, _, ends)| ends.is_some())
            .collect();
        let by_share = |x: &&(&str, f64, _), y: &&(&str, f64, _)| x.1.total_cmp(&y.1);
        let (most, least) = (
            known.iter().max_by(by_share)?,
            known.iter().min_by(by_share)?,
        );
        let told = |(outlet, share, ends): &(&str, f64, Option<(f64, f64)>)| {
            format!(
                "{} of the words in {}",
                percent(*share, *ends),
                look.named(outlet)
            )
        };
        let voice = look.named(voice);
        Some(if known.len() == 1 {
            format!("The voice \u{201c}{voice}\u{201d} has {}.", told(most))
        } else {
            format!(
                "The voice \u{201c}{voice}\u{201d} has {} and {}.",
                told(most),
                told(least)
            )
        })
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "bar",
            x: ("share", Kind::Parts),
            y: ("group", Kind::Names),
            colour: Some(("voice", Kind::Names)),
            panel: None,
            ends: None,
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
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
        let voices = voices(table, look);
        let mut outlets: Vec<&str> = bars.keys().copied().collect();
        outlets.sort_by(|x, y| words[y].total_cmp(&words[x]).then(x.cmp(y)));
        let all = outlets.len();
        outlets.truncate(BARS);
        let first = |outlet: &str| share(&bars[outlet], voices[0].0);
        outlets.sort_by(|x, y| first(y).total_cmp(&first(x)).then(x.cmp(y)));
        let bar = |outlet: &&str| Bar {
            label: look.named(outlet).to_owned(),
            n: words[outlet],
            shares: voices
                .iter()
                .map(|(v, _)| share(&bars[outlet], v))
                .collect(),
            rows: voices
                .iter()
                .map(|(v, _)| row_of(table, outlet, v).and_then(|row| table.shown(row)))
                .collect(),
            interval: interval(table, outlet, voices[0].0),
        };
        let stacked = Stacked {
            parts: voices
                .iter()
                .map(|(v, colour)| (look.named(v).to_owned(), *colour))
                .collect(),
            panels: vec![Panel {
                heading: String::new(),
                bars: outlets.iter().map(bar).collect(),
            }],
            axis: "share of word tokens",
            of: "words",
        };
        let description = describe(&outlets, &bars, voices[0].0, look);
        let svg = stacked.svg(
            look,
            "Who speaks: share of words by voice and outlet",
            &description,
        )?;
        let left_out =
            (all > BARS).then(|| format!("the {BARS} outlets with most words of {all} are drawn"));
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
pub(super) fn voices<'t>(table: Rows<'t>, look: &Look) -> Vec<(&'t str, Colour)> {
    let mut voices = table.values("voice");
    voices.sort_by_key(|v| voice_order(v));
    let own = voice_order("a voice of a study's own").0;
    let mut place = 0;
    voices
        .into_iter()
        .map(|voice| {
            let colour = look.voice_colour(voice, place);
            place += usize::from(voice_order(voice).0 == own);
            (voice, colour)
        })
        .collect()
}

fn describe(
    outlets: &[&str],
    bars: &BTreeMap<&str, Vec<(&str, f64)>>,
    voice: &str,
    look: &Look,
) -> String {
    let value = |outlet: &str| format!("{:.0} %", share(&bars[outlet], voice) * 100.0);
    let (most, least) = (outlets[0], outlets[outlets.len() - 1]);
    let voice = look.named(voice);
    if outlets.len() == 1 {
        let outlet = look.named(most);
        return format!(
            "In {outlet}, the voice \"{voice}\" has {} of the words.",
            value(most)
        );
    }
    format!(
        "The voice \"{voice}\" has from {} of the words in {} to {} in {}.",
        value(least),
        look.named(least),
        value(most),
        look.named(most)
    )
}

/// The row of a voice in an outlet.
fn row_of(table: Rows<'_>, outlet: &str, voice: &str) -> Option<usize> {
    let is =
        |row: &usize| table.text(*row, "group") == outlet && table.text(*row, "voice") == voice;
    (0..table.len()).find(is)
}

/// The interval of a voice's share in an outlet.
fn interval(table: Rows<'_>, outlet: &str, voice: &str) -> Option<(f64, f64)> {
    let row = row_of(table, outlet, voice)?;
    table
        .number(row, "share_low")
        .zip(table.number(row, "share_high"))
}
