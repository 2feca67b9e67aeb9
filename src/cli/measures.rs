//! `counterframe measures`.

use super::Outcome;
use super::shared::OutputFlags;
use crate::error::Result;
use crate::table::measures;

/// Every measure: what it is of, the columns it fills, formula, range, why a value can be missing, and its source.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe measures --format md")]
pub(super) struct Measures {
    #[command(flatten)]
    output: OutputFlags,
}

impl Measures {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.write_alone(measures::table())?;
        Ok(Outcome::Done)
    }
}
