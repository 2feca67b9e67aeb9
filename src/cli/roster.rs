//! `counterframe roster`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags};
use crate::error::Result;
use crate::table::roster;
use std::collections::BTreeMap;

/// Voices and speakers: without INPUT the shipped roster with its sources, with INPUT who speaks in the corpus.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe roster articles/")]
pub(super) struct Roster {
    #[command(flatten)]
    input: InputFlags,
    #[command(flatten)]
    output: OutputFlags,
}

impl Roster {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        if self.input.inputs.is_empty() {
            self.output
                .write_alone(roster::table(&BTreeMap::new(), None))?;
            return Ok(Outcome::Done);
        }
        self.input.with_run(|run| {
            run.decide()?;
            let tally = run.tally()?;
            self.output
                .write_alone(roster::table(&run.settings.voices, Some(&tally)))?;
            Ok(tally.warnings)
        })
    }
}
