//! `counterframe compare`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags, WhereFlags};
use crate::error::{Error, Result};
use crate::study::{ComparePlan, Settings};
use crate::table;
use crate::table::compare::Scores;

/// Keyness of a target against a reference, tested over articles: an article, not a word, is the unit of evidence.
///
/// Without --by and --target the comparisons of the study are made; if it has none, outlets are compared.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe compare articles/ --by outlet --target 'Daily*' --reference rest"
)]
pub(super) struct Compare {
    #[command(flatten)]
    input: InputFlags,
    /// The field of the groups: outlet, date:month, date:year, voice, speaker, manner, or a column of the metadata
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// Value of the target (globs allowed); repeatable; without it every value is compared in turn
    #[arg(long, value_name = "VALUE", requires = "by")]
    target: Vec<String>,
    /// Value of the reference; repeatable; rest is everything else
    #[arg(long, value_name = "VALUE", default_value = "rest")]
    reference: Vec<String>,
    #[command(flatten)]
    chosen: WhereFlags,
    /// Only terms that both sides together have at least so often
    #[arg(long, value_name = "N")]
    min_count: Option<u64>,
    /// Scores, by column, separated by commas, or all (see: counterframe measures); the first orders the rows
    #[arg(
        long,
        value_name = "NAME",
        default_values = table::compare::DEFAULT,
        value_delimiter = ','
    )]
    measure: Vec<String>,
    /// The log ratio whose detection the columns of power are about: 1 is twice as often
    #[arg(long, value_name = "LOG2", default_value_t = 1.0)]
    effect: f64,
    /// Instead: shuffle the labels so many times and say how often each test finds what is not there
    #[arg(long, value_name = "SHUFFLES")]
    null_check: Option<u64>,
    #[command(flatten)]
    output: OutputFlags,
}

impl Compare {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        let scores = Scores::named(&self.measure)?;
        if !self.effect.is_finite() || self.effect <= 0.0 {
            return Err(Error::value("--effect", "expected a log ratio above 0"));
        }
        self.input.with_run(|run| {
            let plans = self.plans(&run.settings);
            run.decide()?;
            let tally = run.tally()?;
            let table = match self.null_check {
                Some(shuffles) => run.null_check(&tally, &plans, shuffles)?,
                None => run.compare(&tally, &plans, &scores, self.effect)?,
            };
            self.output.write(table)?;
            Ok(tally.warnings)
        })
    }

    /// The comparison of the flags, or those of the study.
    fn plans(&self, settings: &Settings) -> Vec<ComparePlan> {
        // Without a word from anybody, outlets are compared.
        let outlet = settings.compare.is_empty().then_some("outlet");
        if let Some(by) = self.by.as_deref().or(outlet) {
            return vec![ComparePlan {
                by: by.to_owned(),
                target: self.target.clone(),
                reference: self.reference.clone(),
                conditions: self.chosen.conditions.clone(),
                min_count: self.min_count.unwrap_or(1),
            }];
        }
        let plan = |compare| {
            let mut plan = ComparePlan::from(compare);
            plan.conditions
                .extend(self.chosen.conditions.iter().cloned());
            plan.min_count = self.min_count.unwrap_or(plan.min_count);
            plan
        };
        settings.compare.iter().map(plan).collect()
    }
}
