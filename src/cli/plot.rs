//! `counterframe plot`.

use super::Outcome;
use crate::error::{Error, Result};
use crate::figure::{self, Look, Theme, Width};
use crate::files;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::collections::BTreeMap;
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
    /// The colour of a group, such as official=#D55E00; repeatable
    #[arg(long, value_name = "GROUP=#RRGGBB")]
    colour: Vec<String>,
    /// What is printed in place of some words of the figure; repeatable
    #[arg(long, value_name = "WORDS=OTHERS")]
    word: Vec<String>,
    /// How wide the figure is, in millimetres: a column, a column and a half, two columns of a journal
    #[arg(long, value_name = "MM", default_value = "140", value_parser = PossibleValuesParser::new(["90", "140", "190"]).try_map(|mm| mm.parse::<Width>()))]
    width: Width,
    /// For a screen, or for print in grey: black words, neighbours dark and light by turns
    #[arg(long, value_name = "THEME", default_value = "screen", value_parser = PossibleValuesParser::new(["screen", "print"]).map(|name| if name == "print" { Theme::Print } else { Theme::Screen }))]
    theme: Theme,
    /// Give a Vega-Lite specification with the data instead of a drawing
    #[arg(long)]
    vega: bool,
    /// Write to a file, .svg or .png (.json with --vega); without it the SVG or the specification is printed
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

impl Plot {
    pub(super) fn run(self) -> Result<Outcome> {
        let ending = self.output.as_ref().and_then(|o| o.extension());
        let ending = ending.map(|e| e.to_string_lossy().to_lowercase());
        let expected: &[&str] = if self.vega {
            &["json"]
        } else {
            &["svg", "png"]
        };
        if let Some(other) = self
            .output
            .as_ref()
            .filter(|_| !expected.contains(&ending.as_deref().unwrap_or("")))
        {
            let message = format!(
                "{}: expected a file that ends in .{}",
                other.display(),
                expected.join(" or .")
            );
            return Err(Error::value("--output", message));
        }
        let mut look = Look::new(
            pairs("--label", "GROUP=NAME", &self.label)?,
            pairs("--colour", "GROUP=#RRGGBB", &self.colour)?,
            self.width,
            self.theme,
        )
        .map_err(|e| Error::value("--colour", e.to_string()))?;
        look.words = pairs("--word", "WORDS=OTHERS", &self.word)?;
        let text = files::read_text(&self.table)?;
        let place = self.table.display().to_string();
        let (plot, table) = figure::read(&place, &text, self.kind.as_deref())?;
        if self.vega {
            let spec = figure::vega(plot, &table, &look)?;
            match &self.output {
                None => files::print(spec.as_bytes())?,
                Some(path) => files::write(path, spec.as_bytes())?,
            }
            return Ok(Outcome::Done);
        }
        let drawing = figure::draw(plot, &table, &look)?;
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

/// What is written as a group, `=`, and what it has.
fn pairs(flag: &str, shape: &str, written: &[String]) -> Result<BTreeMap<String, String>> {
    let pair = |text: &String| match text.split_once('=') {
        Some((group, value)) => Ok((group.to_owned(), value.to_owned())),
        None => Err(Error::value(
            flag,
            format!("expected {shape}, found \"{text}\""),
        )),
    };
    written.iter().map(pair).collect()
}
