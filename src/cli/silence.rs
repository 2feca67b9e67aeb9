//! `counterframe silence`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags, WhereFlags};
use crate::error::Result;

/// What each outlet never has and others do, given how much it wrote: voices, frames, terms.
///
/// at_most is the largest share of such articles that could have the thing and still none of these do (95 %); elsewhere is the
/// share of the other outlets' articles that have it. telling is yes where even at_most lies below the lower end of elsewhere.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe silence study.toml")]
pub(super) struct Silence {
    #[command(flatten)]
    input: InputFlags,
    /// The field of the groups: outlet, date:month, date:year, or a column of the metadata
    #[arg(long, value_name = "FIELD", default_value = "outlet")]
    by: String,
    #[command(flatten)]
    chosen: WhereFlags,
    /// A dictionary, instead of those of the study; repeatable
    #[arg(long, value_name = "FILE")]
    dictionary: Vec<String>,
    #[command(flatten)]
    output: OutputFlags,
}

impl Silence {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        self.input.with_run(|run| {
            let named = !self.dictionary.is_empty() || !run.settings.frames.dictionaries.is_empty();
            let dictionary = named
                .then(|| run.plan_frames(&self.dictionary))
                .transpose()?;
            run.decide()?;
            let tally = run.tally()?;
            let written = &self.chosen.conditions;
            self.output.write(
                run,
                run.silence(&tally, dictionary.as_ref(), &self.by, written)?,
            )?;
            Ok(tally.warnings)
        })
    }
}
