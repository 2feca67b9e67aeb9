//! Figures: what to draw is a table, how is one plot.
//!
//! A plot sees nothing but its table, so that the numbers beside a figure are the numbers in it. It gives an SVG with
//! real text, a role, a title and a description in one sentence; [`png()`] makes a picture of it. A plot is one file
//! and one line in [`PLOTS`].

mod axis;
mod canvas;
mod company;
mod differences;
mod dispersion;
mod floor;
mod font;
mod frames;
mod heat_map;
mod keyness;
mod labels;
mod lineage;
mod look;
mod network;
mod null_check;
mod png;
mod read;
mod scale;
mod scatter;
mod silence;
mod speakers;
mod stacked;
mod style;
mod svg;
mod time;
mod uptake;
mod vega;
mod verbs;
mod word_shift;

pub use font::{fonts_with, missing};
pub use look::{Colours, Look, Names, Theme, Width};
pub use png::{png, shows};
pub use read::read;
pub(crate) use svg::escaped;
pub use vega::{Chart, Kind, vega};

use crate::error::{Error, Result};
use crate::table::Table;

/// A way to draw a table.
pub trait Plot: Sync {
    /// Its name, and that of its files.
    fn name(&self) -> &'static str;
    /// The columns it needs.
    fn columns(&self) -> &'static [&'static str];
    /// What a reader is told about it: how to read it, and by which method it is made.
    fn method(&self) -> &'static str;
    /// The rows that are drawn, if not all are.
    fn chosen(&self, _table: Rows<'_>) -> Option<Vec<usize>> {
        None
    }
    /// What a row's mark in the figure is about: what the lines behind it have in common. Nothing: it has no lines.
    fn about<'t>(&self, _table: Rows<'t>, _row: usize) -> Vec<(Facet, &'t str)> {
        Vec::new()
    }
    /// The strongest thing that the table says, in one sentence with its uncertainty, if it says anything surely.
    fn finding(&self, _table: Rows<'_>, _look: &Look) -> Option<String> {
        None
    }
    /// The same in a grammar of graphics.
    fn chart(&self) -> Chart;
    /// Draws a table that has rows and all the columns.
    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing>;
}

/// All plots.
pub const PLOTS: &[&dyn Plot] = &[
    &speakers::Speakers,
    &keyness::Keyness,
    &scatter::Scatter,
    &word_shift::WordShift,
    &heat_map::HeatMap,
    &dispersion::Dispersion,
    &network::Network,
    &company::Company,
    &null_check::NullCheck,
    &time::Time,
    &uptake::Uptake,
    &verbs::Verbs,
    &floor::Floor,
    &frames::Frames,
    &scale::Scale,
    &differences::Differences,
    &lineage::Lineage,
    &silence::Silence,
];

/// A drawn figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The picture as SVG.
    pub svg: String,
    /// What it shows, in one sentence, computed from the table.
    pub description: String,
    /// What it leaves out, if it does.
    pub left_out: Option<String>,
    /// How to read it, and by which method it is made.
    pub method: &'static str,
}

/// Draws a table as a plot.
///
/// # Errors
///
/// An unknown plot, a table without a needed column, or without rows.
pub fn draw(plot: &str, table: &Table, look: &Look) -> Result<Drawing> {
    let plot = find(plot)?;
    if let Some(column) = plot.columns().iter().find(|c| table.column(c).is_none()) {
        return Err(Error::unknown(
            plot.name(),
            "column",
            column,
            &table.columns,
        ));
    }
    if table.rows.is_empty() {
        return Err(Error::value(plot.name(), "there is nothing to draw"));
    }
    let chosen = plot.chosen(Rows::all(table));
    let rows = Rows {
        table,
        chosen: chosen.as_deref(),
    };
    plot.draw(rows, look)
}

/// The rows of a table that a plot draws: the numbers in its figure.
pub fn drawn(plot: &str, mut table: Table) -> Result<Table> {
    if let Some(rows) = find(plot)?.chosen(Rows::all(&table)) {
        table.rows = rows.iter().map(|row| table.rows[*row].clone()).collect();
    }
    Ok(table)
}

/// What a line can be about, or have: by this the marks of figures find their lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// A term of a comparison.
    Term,
    /// A node.
    Node,
    /// A collocate of a node.
    Collocate,
    /// A phrase that is taken up.
    Phrase,
    /// A frame.
    Frame,
    /// What becomes of a phrase or a statement, or the class of a reporting verb.
    Class,
    /// Who is heard.
    Voice,
    /// Where.
    Outlet,
    /// When: a year, a month or a day.
    Date,
    /// A group of the field that the figure is made by.
    Group,
}

impl Facet {
    /// Its name in a page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::Node => "node",
            Self::Collocate => "collocate",
            Self::Phrase => "phrase",
            Self::Frame => "frame",
            Self::Class => "class",
            Self::Voice => "voice",
            Self::Outlet => "outlet",
            Self::Date => "date",
            Self::Group => "group",
        }
    }
}

/// The strongest thing that a table says, in one sentence with its uncertainty, if it says anything surely.
///
/// # Errors
///
/// An unknown plot.
pub fn finding(plot: &str, table: &Table, look: &Look) -> Result<Option<String>> {
    Ok(find(plot)?.finding(Rows::all(table), look))
}

/// What each row of a table is about in a plot of it.
///
/// # Errors
///
/// An unknown plot.
pub fn about<'t>(plot: &str, table: &'t Table) -> Result<Vec<Vec<(Facet, &'t str)>>> {
    let plot = find(plot)?;
    let rows = Rows::all(table);
    Ok((0..table.rows.len())
        .map(|row| plot.about(rows, row))
        .collect())
}

fn find(name: &str) -> Result<&'static dyn Plot> {
    let names: Vec<&str> = PLOTS.iter().map(|p| p.name()).collect();
    let found = PLOTS.iter().find(|p| p.name() == name).copied();
    found.ok_or_else(|| Error::unknown("figure", "plot", name, &names))
}

/// A table by the names of its columns.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'t> {
    table: &'t Table,
    /// The rows that are drawn, if not all are.
    chosen: Option<&'t [usize]>,
}

impl<'t> Rows<'t> {
    fn all(table: &'t Table) -> Self {
        Self {
            table,
            chosen: None,
        }
    }

    /// The number of a row among those that are drawn.
    fn shown(self, row: usize) -> Option<usize> {
        match self.chosen {
            None => Some(row),
            Some(rows) => rows.iter().position(|chosen| *chosen == row),
        }
    }

    /// How many rows there are.
    fn len(self) -> usize {
        self.table.rows.len()
    }

    /// The words of a cell; empty where there are none.
    fn text(self, row: usize, column: &str) -> &'t str {
        self.table
            .column(column)
            .map_or("", |c| self.table.rows[row][c].text())
    }

    /// The number of a cell.
    fn number(self, row: usize, column: &str) -> Option<f64> {
        let cell = &self.table.rows[row][self.table.column(column)?];
        // A table that was read from a file has numbers as they were written.
        let value = cell.text().parse().unwrap_or_else(|_| cell.rank());
        value.is_finite().then_some(value)
    }

    /// The words of some cells with what they are.
    fn facets(self, row: usize, columns: &[(&str, Facet)]) -> Vec<(Facet, &'t str)> {
        let facet = |(column, facet): &(&str, Facet)| (*facet, self.text(row, column));
        columns.iter().map(facet).collect()
    }

    /// The different words of a column, in order of first occurrence.
    fn values(self, column: &str) -> Vec<&'t str> {
        let mut seen = std::collections::BTreeSet::new();
        (0..self.len())
            .map(|row| self.text(row, column))
            .filter(|value| seen.insert(*value))
            .collect()
    }
}

#[cfg(test)]
mod tests;
