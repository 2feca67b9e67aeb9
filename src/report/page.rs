//! The page of a report: one file, no script, no network, every word of an article escaped.

use super::quotations::{self, Shown};
use super::{Comparison, Figure, Report, Section, Term, Texts, template};
use crate::error::Result;
use crate::table::{Cell, Table, rounded};
use base64::Engine as _;
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Rows of a figure's table that the page shows; all are in its file.
pub(super) const ROWS: usize = 40;
/// Quotations of each voice that the page shows.
const QUOTATIONS: usize = 5;
/// Differences that are named at the beginning.
const FINDINGS: usize = 4;

/// `index.html`.
pub(super) fn html(report: &Report) -> Result<String> {
    let style = include_str!("style.css");
    let values = context! {
        title => &*report.title,
        version => &*report.provenance.version,
        style => Value::from_safe_string(style.to_owned()),
        style_hash => base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style)),
        corpus => Serde(&report.corpus),
        findings => Serde(findings(report)),
        limits => Serde(&report.limits),
        figures => Serde(figures(&report.figures)),
        comparisons => Serde(compared(report)),
        sections => report.sections.iter().map(section).collect::<Vec<_>>(),
        company => Serde(figures(&report.company)),
        voices => voices(report),
        tables => report.tables.iter().map(listed).collect::<Vec<_>>(),
        texts => report.options.texts != Texts::None,
        quotations => report.quotations.len(),
    };
    template::fill("index.html", include_str!("index.html"), values)
}

fn figures(list: &[Figure]) -> Vec<Shape<'_>> {
    list.iter().map(Shape::new).collect()
}

/// A section as the templates see it.
fn section(section: &Section) -> Value {
    let shown = |(heading, table): &(String, Table)| {
        let rows: Vec<Vec<PageCell>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect();
        context! { heading, columns => &table.columns, rows => Serde(rows) }
    };
    context! {
        id => &*section.id,
        heading => &*section.heading,
        prose => &section.prose,
        figures => Serde(figures(&section.figures)),
        shown => section.shown.iter().map(shown).collect::<Vec<_>>(),
        evidence => Serde(&section.evidence),
        aligned => Serde(&section.aligned),
    }
}

/// A table as the list of files names it.
fn listed(table: &super::NamedTable) -> Value {
    context! {
        file => format!("tables/{}.csv", table.stem),
        about => &*table.about,
        rows => table.table.rows,
    }
}

/// The comparisons as the templates see them.
pub(super) fn compared(report: &Report) -> Vec<Compared<'_>> {
    report.comparisons.iter().map(Compared::new).collect()
}

/// What a reader should see first: who speaks, and what marks each comparison's sides.
fn findings(report: &Report) -> Vec<String> {
    let first = report
        .figures
        .iter()
        .take(1)
        .map(|f| &f.drawing.description);
    let compared = report
        .comparisons
        .iter()
        .filter_map(|c| c.figures.first())
        .map(|f| &f.drawing.description);
    let asked = report.sections.iter().filter_map(|s| s.figures.first());
    let asked = asked.map(|f| &f.drawing.description).take(2);
    let strongest = compared.clone().take(1).chain(asked).chain(first);
    strongest
        .chain(compared.skip(1))
        .take(FINDINGS)
        .cloned()
        .collect()
}

/// A comparison as the templates see it.
#[derive(Serialize)]
pub(super) struct Compared<'r> {
    name: &'r str,
    groups: &'r [String; 2],
    words: [u64; 2],
    articles: [u64; 2],
    conditions: &'r str,
    doubts: &'r [String],
    figures: Vec<Shape<'r>>,
    sides: Vec<Listed<'r>>,
}

/// The terms of one side.
#[derive(Serialize)]
struct Listed<'r> {
    group: &'r str,
    other: &'r str,
    terms: &'r [Term],
}

impl<'r> Compared<'r> {
    fn new(comparison: &'r Comparison) -> Self {
        let [target, reference] = &comparison.groups;
        let [of_target, of_reference] = &comparison.terms;
        let listed = |group: &'r str, other: &'r str, terms| Listed {
            group,
            other,
            terms,
        };
        Self {
            name: &comparison.name,
            groups: &comparison.groups,
            words: comparison.words,
            articles: comparison.articles,
            conditions: &comparison.conditions,
            doubts: &comparison.doubts,
            figures: comparison.figures.iter().map(Shape::new).collect(),
            sides: vec![
                listed(target, reference, of_target),
                listed(reference, target, of_reference),
            ],
        }
    }
}

/// A figure as the page sees it.
#[derive(Serialize)]
struct Shape<'r> {
    stem: &'r str,
    drawn_by: &'r str,
    heading: &'r str,
    caption: &'r str,
    description: &'r str,
    svg: Value,
    columns: &'r [&'static str],
    rows: Vec<Vec<PageCell>>,
    all: usize,
}

impl<'r> Shape<'r> {
    fn new(figure: &'r Figure) -> Self {
        let Table { columns, rows, .. } = &figure.table.head;
        let shown = rows.iter().map(|row| row.iter().map(cell).collect());
        Self {
            stem: &figure.stem,
            drawn_by: &figure.drawn_by,
            heading: &figure.heading,
            caption: &figure.caption,
            description: &figure.drawing.description,
            // Made by the program, words in it escaped.
            svg: Value::from_safe_string(figure.drawing.svg.clone()),
            columns,
            rows: shown.collect(),
            all: figure.table.rows,
        }
    }
}

/// A cell of a table on the page.
#[derive(Serialize)]
struct PageCell {
    text: String,
    number: bool,
}

fn cell(cell: &Cell) -> PageCell {
    let text = match cell {
        Cell::Text(text) => text.to_string(),
        Cell::Count(n) => n.to_string(),
        Cell::Number(x) => rounded(*x),
        Cell::Ranges(_) | Cell::Undefined(_) => String::new(),
    };
    let number = !matches!(cell, Cell::Text(_));
    PageCell { text, number }
}

/// The quotations of each voice as the page shows them.
fn voices(report: &Report) -> Vec<Value> {
    let shown = |key: &&super::KeyQuotation| {
        let Shown {
            text,
            previous,
            sentence,
            next,
        } = Shown::new(&key.quotation, report.options.texts);
        let around = [previous, sentence, next].join(" ");
        context! { text, around => around.trim(), credit => quotations::credit(key) }
    };
    quotations::by_voice(report, QUOTATIONS)
        .into_iter()
        .map(|(voice, list)| {
            let label = report.names.get(voice).map_or(voice, String::as_str);
            context! { label, list => list.iter().map(shown).collect::<Vec<_>>() }
        })
        .collect()
}
