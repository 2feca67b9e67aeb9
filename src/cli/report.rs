//! `counterframe report`.

use super::Outcome;
use super::shared::InputFlags;
use crate::error::Result;
use crate::{files, report};
use std::path::{Path, PathBuf};

/// The whole study as a folder: a page, figures, tables, quotations, methods, sources, and what it was made of.
///
/// The same input gives the same bytes (`counterframe verify` checks it).
/// A folder is replaced only if it holds a report as it was written.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe report articles/ -o reports/first")]
pub(super) struct Report {
    #[command(flatten)]
    input: InputFlags,
    /// The report's folder; without it reports/NAME, by the name of the study's folder
    #[arg(short, long, value_name = "FOLDER", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Replace the folder whatever it holds
    #[arg(long, help_heading = "Output")]
    force: bool,
}

impl Report {
    pub(super) fn run(self) -> Result<Outcome> {
        self.input.with_run(|run| {
            let default = || Path::new("reports").join(&run.name);
            let folder = self.output.clone().unwrap_or_else(default);
            // A folder that may not be replaced is refused before any work is done.
            report::may_replace(&folder, self.force)?;
            let (made, warnings) = run.report()?;
            run.stage("drawing");
            let bundle = report::bundle(made)?;
            report::place(&folder, &bundle, self.force)?;
            let page = folder.join("index.html");
            files::print(format!("{}\n", page.display()).as_bytes())?;
            Ok(warnings)
        })
    }
}
