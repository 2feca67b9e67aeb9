//! The page of a report: one file, no network, one script known by its hash, every word of an article escaped.

use super::quotations::{self, Shown};
use super::{
    About, Aligned, Comparison, Evidence, Figure, Report, Section, Term, Texts, VersionLine,
    template,
};
use crate::error::Result;
use crate::figure::{self, Facet};
use crate::table::{Cell, Table, rounded};
use base64::Engine as _;
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Rows of a figure's table that the page shows; all are in its file.
pub(super) const ROWS: usize = 16;
/// Quotations of each voice that the page shows.
const QUOTATIONS: usize = 5;
/// Findings that are named at the beginning.
const FINDINGS: usize = 3;

/// The page as the program has it, a pattern for those of studies.
pub const TEMPLATE: &str = include_str!("index.html");

/// `index.html`.
pub(super) fn html(report: &Report) -> Result<String> {
    let style = include_str!("style.css");
    let script = include_str!("lines.js");
    let hash = |text: &str| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
    let values = context! {
        title => &*report.title,
        language => &*report.options.language,
        version => &*report.provenance.version,
        style => Value::from_safe_string(style.to_owned()),
        style_hash => hash(style),
        script => Value::from_safe_string(script.to_owned()),
        script_hash => hash(script),
        corpus => Serde(&report.corpus),
        findings => findings(report),
        limits => Serde(&report.limits),
        figures => Serde(figures(&report.figures)),
        comparisons => Serde(compared(report)),
        sections => report.sections.iter().map(section).collect::<Vec<_>>(),
        company => Serde(figures(&report.company)),
        voices => voices(report),
        more => report.more.iter().map(lined).collect::<Vec<_>>(),
        most => most_lines(report),
        tables => report.tables.iter().map(listed).collect::<Vec<_>>(),
        texts => report.options.texts != Texts::None,
        quotations => report.quotations.len(),
    };
    let (name, text) = match &report.template {
        Some((name, text)) => (name.as_str(), text.as_str()),
        None => ("index.html", TEMPLATE),
    };
    template::fill(name, text, &report.options.words, values)
}

/// Lines of a term that are kept from each side, at most.
fn most_lines(report: &Report) -> usize {
    let terms = report
        .comparisons
        .iter()
        .flat_map(|c| c.terms.iter().flatten());
    terms.map(|t| t.lines.len().div_ceil(2)).max().unwrap_or(0)
}

/// What lines or a mark are about, as the script reads it: `term=order;outlet=Post`.
fn about(about: &About) -> String {
    let mut out = String::new();
    for (place, (facet, value)) in about.iter().enumerate() {
        if place > 0 {
            out.push(';');
        }
        out.push_str(facet.name());
        out.push('=');
        for letter in value.chars() {
            match letter {
                '%' | ';' | '=' | '&' | '+' => out.push_str(&format!("%{:02X}", letter as u32)),
                letter => out.push(letter),
            }
        }
    }
    out
}

/// Lines under a heading as the templates see them.
fn lined(evidence: &Evidence) -> Value {
    context! {
        heading => &*evidence.heading,
        about => about(&evidence.about),
        of => evidence.of,
        lines => Serde(&evidence.lines),
    }
}

/// A version of a statement with what it is about.
#[derive(Serialize)]
struct Told<'r> {
    about: String,
    #[serde(flatten)]
    version: &'r VersionLine,
}

impl<'r> Told<'r> {
    fn new(version: &'r VersionLine) -> Self {
        Self {
            about: about(&vec![(Facet::Class, version.treatment.to_owned())]),
            version,
        }
    }
}

/// A statement with its versions as the templates see it.
fn aligned(statement: &Aligned) -> Value {
    let versions: Vec<Told<'_>> = statement.versions.iter().map(Told::new).collect();
    context! {
        heading => &*statement.heading,
        articles => statement.articles,
        versions => Serde(versions),
    }
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
        evidence => section.evidence.iter().map(lined).collect::<Vec<_>>(),
        aligned => section.aligned.iter().map(aligned).collect::<Vec<_>>(),
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

/// What a reader should see first: the strongest thing that each kind of figure says with its uncertainty, the first
/// comparison before what holds within events, who speaks, and what other figures and comparisons say.
fn findings(report: &Report) -> Vec<String> {
    fn of(figures: &[Figure]) -> Option<&str> {
        figures.iter().find_map(|f| f.finding.as_deref())
    }
    let mut compared = report.comparisons.iter().map(|c| of(&c.figures));
    let asked = |of_events: bool| {
        let sections = report.sections.iter();
        let wanted = sections.filter(move |s| (s.id == "events") == of_events);
        wanted.map(|s| of(&s.figures))
    };
    let first = compared.next();
    let all = first
        .into_iter()
        .chain(asked(true))
        .chain([of(&report.figures)])
        .chain(asked(false))
        .chain(compared);
    all.flatten().take(FINDINGS).map(str::to_owned).collect()
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
    terms: Vec<ListedTerm<'r>>,
}

/// A term with what its lines are about.
#[derive(Serialize)]
struct ListedTerm<'r> {
    about: String,
    #[serde(flatten)]
    term: &'r Term,
}

impl<'r> Compared<'r> {
    fn new(comparison: &'r Comparison) -> Self {
        let [target, reference] = &comparison.groups;
        let [of_target, of_reference] = &comparison.terms;
        let term = |term: &'r Term| ListedTerm {
            about: about(&vec![(Facet::Term, term.term.clone())]),
            term,
        };
        let listed = |group: &'r str, other: &'r str, terms: &'r [Term]| Listed {
            group,
            other,
            terms: terms.iter().map(term).collect(),
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
    method: &'static str,
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
            method: figure.drawing.method,
            description: &figure.drawing.description,
            // Made by the program, words in it escaped.
            svg: Value::from_safe_string(marked(figure)),
            columns,
            rows: shown.collect(),
            all: figure.table.rows,
        }
    }
}

/// A drawing whose marks say what they are about.
fn marked(figure: &Figure) -> String {
    let mut parts = figure.drawing.svg.split("<g data-row=\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (row, rest) = part.split_once('"').unwrap_or(("", part));
        let row = row
            .parse()
            .ok()
            .and_then(|row: usize| figure.about.get(row));
        match row.filter(|row| !row.is_empty()) {
            Some(row) => {
                let about = figure::escaped(&about(row));
                out.push_str(&format!("<g data-about=\"{about}\"{rest}"));
            }
            None => out.push_str(&format!("<g{rest}")),
        }
    }
    out
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
        } = Shown::new(&key.quotation, &report.options);
        let around = [previous, sentence, next].join(" ");
        context! {
            plain => quotations::cited(key, &text),
            markdown => quotations::cited_in_markdown(key, &text),
            text,
            around => around.trim(),
            marks => quotations::marks(key),
            credit => quotations::credit(key),
        }
    };
    quotations::by_voice(report, QUOTATIONS)
        .into_iter()
        .map(|(voice, list)| {
            let label = report.names.get(voice).map_or(voice, String::as_str);
            context! { label, list => list.iter().map(shown).collect::<Vec<_>>() }
        })
        .collect()
}
