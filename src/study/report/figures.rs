//! Figures of the report: drawn, captioned, with the command that draws them again and what their marks are about.

use super::Counted;
use crate::error::Result;
use crate::figure::{self, Facet, Theme, Width};
use crate::report::{About, Figure, Sheet};
use crate::table::{Cell, Table, counted};
use std::collections::BTreeSet;

impl Counted<'_> {
    /// Draws a table; the caption says how to read it, of how much it is made, and what it leaves out.
    pub(super) fn figure(
        self,
        stem: &str,
        plot: &str,
        heading: &str,
        table: Table,
    ) -> Result<Figure> {
        let n = format!(
            "{}, {}",
            counted(self.tally.corpus.articles.len() as u64, "article"),
            counted(self.tally.words(), "word")
        );
        self.figure_of(&n, stem, plot, heading, table)
    }

    /// The same, made of a part of the corpus.
    pub(super) fn figure_of(
        self,
        n: &str,
        stem: &str,
        plot: &str,
        heading: &str,
        table: Table,
    ) -> Result<Figure> {
        let drawing = figure::draw(plot, &table, self.look)?;
        let mut caption = format!("n = {n}.");
        if let Some(left_out) = &drawing.left_out {
            caption.push_str(&format!(" Not everything is drawn: {left_out}."));
        }
        let finding = figure::finding(plot, &table, self.look)?;
        let table = figure::drawn(plot, table)?;
        let about = self.about(plot, &table)?;
        let drawn_by = self.drawn_by(plot, &table);
        let table = Sheet::new(&table)?;
        Ok(Figure {
            stem: stem.to_owned(),
            finding,
            about,
            drawn_by,
            heading: heading.to_owned(),
            caption,
            drawing,
            table,
        })
    }

    /// What each row of a figure is about, as readers know it.
    fn about(self, plot: &str, table: &Table) -> Result<Vec<About>> {
        let outlets = self.tally.corpus.articles.iter();
        let outlets: BTreeSet<&str> = outlets.map(|a| &*a.metadata.outlet).collect();
        let told = |(facet, value): (Facet, &str)| {
            let named = || self.look.names.get(value);
            match facet {
                Facet::Voice => Some((facet, named().map_or(value, String::as_str).to_owned())),
                Facet::Group if named().is_some() => named().map(|n| (Facet::Voice, n.clone())),
                Facet::Group if outlets.contains(value) => Some((Facet::Outlet, value.to_owned())),
                Facet::Group => None,
                Facet::Outlet => Some((facet, self.look.named(value).to_owned())),
                _ => Some((facet, value.to_owned())),
            }
        };
        let rows = figure::about(plot, table)?.into_iter();
        Ok(rows
            .map(|row| row.into_iter().filter_map(told).collect())
            .collect())
    }

    /// What `counterframe plot` must be told to draw a table again: the plot, and the names of groups that are in it.
    fn drawn_by(self, plot: &str, table: &Table) -> String {
        let cells = table.rows.iter().flatten();
        let there: BTreeSet<&str> = cells.map(Cell::text).filter(|t| !t.is_empty()).collect();
        let mut told = format!("--type {plot}");
        let drawn = |(group, _): &(&String, &String)| there.contains(group.as_str());
        for (group, name) in self.look.names.iter().filter(drawn) {
            let label = format!("{group}={name}").replace('\'', "'\\''");
            told.push_str(&format!(" --label '{label}'"));
        }
        for (group, colour) in self.look.colours().filter(drawn) {
            told.push_str(&format!(" --colour '{group}={colour}'"));
        }
        // Which of them the figure has is not known here; those that it has not change nothing.
        for (word, other) in &self.look.words {
            let pair = format!("{word}={other}").replace('\'', "'\\''");
            told.push_str(&format!(" --word '{pair}'"));
        }
        if self.look.width != Width::default() {
            told.push_str(&format!(" --width {}", self.look.width.millimetres()));
        }
        if self.look.theme == Theme::Print {
            told.push_str(" --theme print");
        }
        told
    }
}
