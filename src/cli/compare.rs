//! `counterframe compare`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags};
use super::sides::{SidesFlags, check_effect};
use crate::error::Result;
use crate::table;
use crate::table::compare::Scores;

/// Keyness of a target against a reference, tested over articles: an article, not a word, is the unit of evidence.
///
/// Without --by and --target the comparisons of the study are made; if it has none, outlets are compared.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe compare articles/ --by outlet --target 'Daily*' --reference rest\n         counterframe compare study.toml --null-check 200"
)]
pub(super) struct Compare {
    #[command(flatten)]
    input: InputFlags,
    #[command(flatten)]
    sides: SidesFlags,
    /// Scores, by column, separated by commas, or all (see: counterframe measures); the first orders the rows
    #[arg(
        long,
        value_name = "NAME",
        default_values = table::compare::DEFAULT,
        value_delimiter = ','
    )]
    measure: Vec<String>,
    /// The log ratio whose detection the columns of power are about: 1 is twice as often
    #[arg(
        long,
        value_name = "LOG2",
        default_value_t = 1.0,
        allow_negative_numbers = true
    )]
    effect: f64,
    /// Only articles of events that several outlets tell of, the two sides of each event as a pair (see: counterframe events)
    #[arg(long, conflicts_with = "stability")]
    within_events: bool,
    /// Instead: shuffle the labels so many times and say how often each test finds what is not there
    #[arg(
        long,
        value_name = "SHUFFLES",
        conflicts_with_all = ["stability", "measure"],
        value_parser = clap::value_parser!(u64).range(1..=1_000_000)
    )]
    null_check: Option<u64>,
    /// Instead: rank again under other measures, stop lists, counts, stems, priors and attributions; stays is the share
    /// of rankings that keep a term among the first (report.top), moved_by the choice that matters most, levels that
    /// share under each way to choose
    #[arg(long, conflicts_with = "measure")]
    stability: bool,
    #[command(flatten)]
    output: OutputFlags,
}

impl Compare {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.sides.check()?;
        let scores = Scores::named(&self.measure)?;
        check_effect(self.effect)?;
        self.input.with_run(|run| {
            let mut plans = self.sides.plans(&run.settings);
            let within = self.within_events;
            plans.iter_mut().for_each(|plan| plan.paired = within);
            run.decide()?;
            if self.stability {
                let (warnings, table) = run.stability(&plans)?;
                self.output.write(run, table)?;
                return Ok(warnings);
            }
            let mut tally = run.tally()?;
            if within {
                tally = run.within_events(&tally)?;
            }
            let table = match self.null_check {
                Some(shuffles) => run.null_check(&tally, &plans, shuffles)?,
                None => run.compare(&tally, &plans, &scores, self.effect)?,
            };
            self.output.write(run, table)?;
            Ok(tally.warnings)
        })
    }
}
