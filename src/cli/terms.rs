//! `counterframe terms`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags, WhereFlags};
use crate::error::Result;
use crate::measure::dispersion;

/// Frequencies: count, rate per million words with a 95 % interval over articles, articles, dispersion.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe terms articles/ --by outlet --min-count 5")]
pub(super) struct Terms {
    #[command(flatten)]
    input: InputFlags,
    /// The field of the groups: outlet, date:month, date:year, voice, speaker, manner, or a column of the metadata
    #[arg(long, default_value = "all", value_name = "FIELD")]
    by: String,
    #[command(flatten)]
    chosen: WhereFlags,
    /// Only terms that a group has at least so often
    #[arg(long, default_value_t = 1, value_name = "N")]
    min_count: u64,
    /// Measures of dispersion, by column, separated by commas, or all (see: counterframe measures)
    #[arg(
        long,
        value_name = "NAME",
        default_values = dispersion::DEFAULT,
        value_delimiter = ','
    )]
    measure: Vec<String>,
    #[command(flatten)]
    output: OutputFlags,
}

impl Terms {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        let chosen = dispersion::named(&self.measure)?;
        self.input.with_run(|run| {
            run.decide()?;
            let tally = run.tally()?;
            let conditions = &self.chosen.conditions;
            let measures = &chosen.measures;
            let mut table = run.terms(&tally, &self.by, conditions, self.min_count, measures)?;
            if chosen.arf {
                self.output.cut(&mut table)?;
                run.add_arf(&tally, &mut table, &self.by, conditions)?;
            }
            self.output.write(run, table)?;
            Ok(tally.warnings)
        })
    }
}
