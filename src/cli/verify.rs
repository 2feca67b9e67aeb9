//! `counterframe verify`.

use super::Outcome;
use super::shared::InputFlags;
use crate::error::{Error, Result};
use crate::{files, study};
use std::path::PathBuf;

/// Makes a report again and says whether every byte is the same, and if not, why.
///
/// Exit code 3 if anything differs. PNGs are compared with what their SVGs draw.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe verify reports/varenia corpus/varenia")]
pub(super) struct Verify {
    /// The report's folder
    #[arg(value_name = "REPORT")]
    report: PathBuf,
    #[command(flatten)]
    input: InputFlags,
}

impl Verify {
    pub(super) fn run(self) -> Result<Outcome> {
        if !files::is_folder(&self.report) {
            let message = format!("{}: no such folder", self.report.display());
            return Err(Error::value("REPORT", message));
        }
        let mut same = true;
        let done = self.input.with_run(|run| {
            let verdict = study::verify(run, &self.report)?;
            same = verdict.differences.is_empty() && verdict.reasons.is_empty();
            files::print(verdict.text().as_bytes())?;
            Ok(verdict.warnings)
        })?;
        Ok(if same { done } else { Outcome::Findings })
    }
}
