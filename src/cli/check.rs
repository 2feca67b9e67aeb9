//! `counterframe check`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags};
use crate::error::Result;
use crate::study;

/// Lint a study and its corpus: encodings, metadata, languages, small groups, duplicates, boilerplate.
///
/// Findings come first; notes list what was marked as boilerplate and what is nearly the same text.
/// Exit code 3 if there is any finding.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe check articles/")]
pub(super) struct Check {
    #[command(flatten)]
    input: InputFlags,
    #[command(flatten)]
    output: OutputFlags,
}

impl Check {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        let mut findings = 0;
        self.input.with_run(|run| {
            let found = study::check(run)?;
            findings = found.findings;
            self.output.write(run, found.table)?;
            Ok(Vec::new())
        })?;
        Ok(if findings > 0 {
            Outcome::Findings
        } else {
            Outcome::Done
        })
    }
}
