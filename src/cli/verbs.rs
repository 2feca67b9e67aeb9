//! `counterframe verbs`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags, WhereFlags};
use crate::error::Result;

/// Which reporting verbs introduce which voice, and what they say of what is reported.
///
/// Classes: neutral (said, announced), endorsing (showed, acknowledged), distancing (claimed, insisted), conflict (warned,
/// denounced), other. A study moves verbs from one class to another in its section `verbs`. Shares have 95 % intervals over articles.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe verbs study.toml --each")]
pub(super) struct Verbs {
    #[command(flatten)]
    input: InputFlags,
    /// The field of the groups: outlet, date:month, date:year, or a column of the metadata
    #[arg(long, value_name = "FIELD", default_value = "outlet")]
    by: String,
    #[command(flatten)]
    chosen: WhereFlags,
    /// Count each verb instead of classes
    #[arg(long)]
    each: bool,
    #[command(flatten)]
    output: OutputFlags,
}

impl Verbs {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        self.input.with_run(|run| {
            run.decide()?;
            let tally = run.tally()?;
            let speech = run.speech()?;
            let [classes, verbs] = run.verbs(&tally, &speech, &self.by, &self.chosen.conditions)?;
            self.output
                .write(run, if self.each { verbs } else { classes })?;
            Ok(tally.warnings)
        })
    }
}
