//! `counterframe floor`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags, WhereFlags};
use crate::error::Result;

/// Who has the floor: shares of words, quotations and leads, who speaks after whom, and for how long.
///
/// The lead is the first quarter of each article's words. Shares have 95 % intervals over articles.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe floor study.toml --turns")]
pub(super) struct Floor {
    #[command(flatten)]
    input: InputFlags,
    /// The field of the groups: outlet, date:month, date:year, or a column of the metadata
    #[arg(long, value_name = "FIELD", default_value = "outlet")]
    by: String,
    #[command(flatten)]
    chosen: WhereFlags,
    /// Which voice speaks after which within an article, instead
    #[arg(long, conflicts_with = "turns")]
    next: bool,
    /// How long one speaker is quoted without interruption, in words, instead
    #[arg(long)]
    turns: bool,
    #[command(flatten)]
    output: OutputFlags,
}

impl Floor {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        self.input.with_run(|run| {
            run.decide()?;
            let tally = run.tally()?;
            let speech = run.speech()?;
            let held = run.floor(&tally, &speech, &self.by, &self.chosen.conditions)?;
            self.output.write(
                run,
                match (self.next, self.turns) {
                    (true, _) => held.next,
                    (_, true) => held.turns,
                    _ => held.shares,
                },
            )?;
            Ok(tally.warnings)
        })
    }
}
