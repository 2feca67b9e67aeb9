//! `counterframe plot`.

use super::Outcome;
use crate::error::{Error, Result};
use crate::figure::{self, Names};
use crate::files;
use clap::builder::PossibleValuesParser;
use std::path::PathBuf;

/// Draws a table of results: any CSV or TSV with the columns that a plot needs, such as those in a report's figures/ and
/// tables/.
///
/// Without --type the plot is the one that uses most of the columns. The SVG has real text; a file that ends in .png is
/// drawn at 300 dots an inch.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe plot reports/varenia/figures/verbs.csv --type verbs -o verbs.svg"
)]
pub(super) struct Plot {
    /// The table
    #[arg(value_name = "TABLE")]
    table: PathBuf,
    /// What is drawn
    #[arg(long = "type", value_name = "PLOT", value_parser = PossibleValuesParser::new(figure::PLOTS.iter().map(|p| p.name())))]
    kind: Option<String>,
    /// How a group is called in the figure; repeatable
    #[arg(long, value_name = "GROUP=NAME")]
    label: Vec<String>,
    /// Write to a file, .svg or .png; without it the SVG is printed
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

impl Plot {
    pub(super) fn run(self) -> Result<Outcome> {
        let ending = self.output.as_ref().and_then(|o| o.extension());
        let ending = ending.map(|e| e.to_string_lossy().to_lowercase());
        if let Some(other) = self
            .output
            .as_ref()
            .filter(|_| !matches!(ending.as_deref(), Some("svg" | "png")))
        {
            let message = format!(
                "{}: expected a file that ends in .svg or .png",
                other.display()
            );
            return Err(Error::value("--output", message));
        }
        let mut names = Names::new();
        for label in &self.label {
            let (group, name) = label.split_once('=').ok_or_else(|| {
                Error::value("--label", format!("expected GROUP=NAME, found \"{label}\""))
            })?;
            names.insert(group.to_owned(), name.to_owned());
        }
        let text = files::read_text(&self.table)?;
        let place = self.table.display().to_string();
        let (plot, table) = figure::read(&place, &text, self.kind.as_deref())?;
        let drawing = figure::draw(plot, &table, &names)?;
        match &self.output {
            None => files::print(drawing.svg.as_bytes())?,
            Some(path) if ending.as_deref() == Some("png") => {
                files::write(path, &figure::png(&drawing.svg)?)?;
            }
            Some(path) => files::write(path, drawing.svg.as_bytes())?,
        }
        Ok(Outcome::Done)
    }
}
