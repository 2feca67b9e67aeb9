//! What becomes of phrases, phrase by phrase and outlet by outlet.

use super::stacked::{Bar, FEW_BARS, Panel, Stacked};
use super::style::{Colour, tint};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows};
use crate::error::Result;
use std::collections::BTreeMap;

/// Occurrences below which a class is not worth a sentence.
const FEW: f64 = 2.5;
/// Phrases that are drawn.
const PHRASES: usize = 6;

const WARM: Colour = (0xD5, 0x5E, 0x00);
const COOL: Colour = (0x00, 0x72, 0xB2);
const PLAIN: Colour = (0xC8, 0xC8, 0xC8);

/// Class and marks, how they are named, and their colours: warm where the outlet is close to the phrase, cool where it is
/// far from it.
const PARTS: &[(&str, &str, &str)] = &[
    ("adopted", "", "adopted"),
    ("voiced", "", "voiced by its home"),
    ("attributed", "no", "attributed"),
    ("attributed", "yes", "attributed, in marks"),
    ("distanced", "", "distanced"),
    ("contested", "", "contested"),
];

fn colour(part: usize) -> Colour {
    match part {
        0 => WARM,
        1 => tint(WARM, 0.55),
        2 => PLAIN,
        3 => tint((0x5C, 0x5C, 0x5C), 0.25),
        4 => tint(COOL, 0.45),
        _ => COOL,
    }
}

pub(super) struct Uptake;

impl Plot for Uptake {
    fn name(&self) -> &'static str {
        "uptake"
    }
    fn columns(&self) -> &'static [&'static str] {
        &[
            "phrase", "home", "outlet", "class", "marked", "count", "low", "high",
        ]
    }
    fn method(&self) -> &'static str {
        "Each bar is all occurrences of a phrase in an outlet, shared out by what becomes of them: adopted in the outlet's own narration; voiced by the phrase's home voice itself; attributed to somebody, with or without marks of its own; held at a distance by marks or words such as \"so-called\"; contested by whoever uses it. The line under a bar is the 95 % interval, over articles, of the adopted share, where it can be told."
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        table.facets(
            row,
            &[
                ("phrase", Facet::Phrase),
                ("class", Facet::Class),
                ("outlet", Facet::Outlet),
            ],
        )
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "bar",
            x: ("count", Kind::Parts),
            y: ("outlet", Kind::Names),
            colour: Some(("class", Kind::Names)),
            panel: Some("phrase"),
            ends: None,
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let mut all = table.values("phrase");
        // The most used first.
        let times = |phrase: &str| -> f64 {
            let rows = (0..table.len()).filter(|row| table.text(*row, "phrase") == phrase);
            rows.filter_map(|row| table.number(row, "count")).sum()
        };
        all.sort_by(|x, y| times(y).total_cmp(&times(x)).then(x.cmp(y)));
        let phrases = &all[..all.len().min(PHRASES)];
        let mut panels = Vec::new();
        let mut cut = 0;
        for phrase in phrases {
            let rows = (0..table.len()).filter(|row| table.text(*row, "phrase") == *phrase);
            let mut outlets: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            let mut home = "";
            for row in rows {
                home = table.text(row, "home");
                outlets
                    .entry(table.text(row, "outlet"))
                    .or_default()
                    .push(row);
            }
            let mut bars: Vec<Bar> = outlets
                .into_iter()
                .map(|(outlet, rows)| bar(table, look.named(outlet), &rows))
                .collect();
            bars.sort_by(|x, y| y.n.total_cmp(&x.n));
            cut += bars.len().saturating_sub(FEW_BARS);
            bars.truncate(FEW_BARS);
            // Those closest to the phrase first.
            bars.sort_by(|x, y| {
                let close = |bar: &Bar| bar.shares[0] - bar.shares[4] - bar.shares[5];
                close(y)
                    .total_cmp(&close(x))
                    .then_with(|| x.label.cmp(&y.label))
            });
            panels.push(Panel {
                heading: format!("“{phrase}” ({})", look.named(home)),
                bars,
            });
        }
        let description = describe(phrases[0], &panels[0].bars);
        let stacked = Stacked {
            parts: (0..PARTS.len())
                .map(|part| (PARTS[part].2.to_owned(), colour(part)))
                .collect(),
            panels,
            axis: "share of the phrase's occurrences",
            of: "times",
        };
        let svg = stacked.svg(look, "What becomes of phrases, by outlet", &description)?;
        let mut left_out = Vec::new();
        if all.len() > PHRASES {
            left_out.push(format!("the first {PHRASES} of {} phrases", all.len()));
        }
        if cut > 0 {
            left_out.push(format!("the {FEW_BARS} outlets that use a phrase most"));
        }
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out: (!left_out.is_empty()).then(|| left_out.join("; ")),
        })
    }
}

fn bar(table: Rows<'_>, label: &str, rows: &[usize]) -> Bar {
    let count = |row: usize| table.number(row, "count").unwrap_or(0.0);
    let n: f64 = rows.iter().map(|row| count(*row)).sum();
    let fits = |row: usize, part: usize| {
        let (class, marked, _) = PARTS[part];
        table.text(row, "class") == class
            && (marked.is_empty() || table.text(row, "marked") == marked)
    };
    let share = |part: usize| {
        let of = rows.iter().filter(|row| fits(**row, part));
        of.map(|row| count(*row)).sum::<f64>() / n
    };
    let adopted = rows.iter().find(|row| fits(**row, 0));
    Bar {
        label: label.to_owned(),
        n,
        shares: (0..PARTS.len()).map(share).collect(),
        rows: (0..PARTS.len())
            .map(|part| rows.iter().find(|row| fits(**row, part)))
            .map(|row| row.and_then(|row| table.shown(*row)))
            .collect(),
        interval: adopted.and_then(|row| table.number(*row, "low").zip(table.number(*row, "high"))),
    }
}

fn describe(phrase: &str, bars: &[Bar]) -> String {
    let most = |part: usize| {
        let enough = bars.iter().filter(|bar| bar.shares[part] * bar.n >= FEW);
        enough.max_by(|x, y| x.shares[part].total_cmp(&y.shares[part]))
    };
    let told = |part: usize, verb: &str| {
        most(part).map(|bar| {
            format!(
                "{} {verb} it in {:.0} % of its {:.0} occurrences",
                bar.label,
                bar.shares[part] * 100.0,
                bar.n
            )
        })
    };
    let parts: Vec<String> = [(0, "adopts"), (4, "distances"), (5, "contests")]
        .into_iter()
        .filter_map(|(part, verb)| told(part, verb))
        .collect();
    if parts.is_empty() {
        return format!(
            "“{phrase}” is left to others everywhere: no outlet adopts, distances or contests it more than twice."
        );
    }
    format!("“{phrase}”: {}.", parts.join("; "))
}
