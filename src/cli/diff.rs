//! `counterframe diff`.

use super::Outcome;
use super::shared::OutputFlags;
use crate::error::Result;
use crate::study;
use std::path::PathBuf;

/// Which numbers of two reports differ, and which setting, article or version moved them.
///
/// Exit code 3 if any does.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe diff reports/one reports/other")]
pub(super) struct Diff {
    /// The folder of a report
    #[arg(value_name = "REPORT")]
    one: PathBuf,
    /// The folder of another
    #[arg(value_name = "REPORT")]
    other: PathBuf,
    #[command(flatten)]
    output: OutputFlags,
}

impl Diff {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        let table = study::diff(&self.one, &self.other)?;
        let same = table.rows.is_empty();
        self.output.write_alone(table)?;
        Ok(if same {
            Outcome::Done
        } else {
            Outcome::Findings
        })
    }
}
