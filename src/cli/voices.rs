//! `counterframe voices`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags, WhereFlags};
use crate::error::Result;

/// Who speaks: the share of each voice in the words of each group, with a 95 % interval over articles.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe voices articles/ --by date:month")]
pub(super) struct Voices {
    #[command(flatten)]
    input: InputFlags,
    /// The field of the groups: outlet, date:month, date:year, side, or a column of the metadata
    #[arg(long, default_value = "outlet", value_name = "FIELD")]
    by: String,
    #[command(flatten)]
    chosen: WhereFlags,
    #[command(flatten)]
    output: OutputFlags,
}

impl Voices {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        self.input.with_run(|run| {
            run.decide()?;
            let tally = run.tally()?;
            let table = run.voices(&tally, &self.by, &self.chosen.conditions)?;
            self.output.write(run, table)?;
            Ok(tally.warnings)
        })
    }
}
