//! `counterframe compare`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags, WhereFlags};
use crate::error::Result;
use crate::measure::keyness;
use crate::study::{ComparePlan, Settings};

/// Keyness of a target against a reference: log-odds with a prior, log ratio, G².
///
/// Without --by and --target the comparisons of the study are made; if it has none, outlets are compared.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe compare articles/ --by outlet --target 'Daily*' --reference rest"
)]
pub(super) struct Compare {
    #[command(flatten)]
    input: InputFlags,
    /// The field of the groups: outlet, date, voice, speaker, manner, or a column of the metadata
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
    /// Measures, by column, separated by commas; the first orders the rows
    #[arg(
        long,
        value_name = "NAME",
        default_value = "all",
        value_delimiter = ','
    )]
    measure: Vec<String>,
    #[command(flatten)]
    output: OutputFlags,
}

impl Compare {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        let measures = keyness::named(&self.measure)?;
        self.input.with_run(|run| {
            let plans = self.plans(&run.settings);
            run.decide()?;
            let tally = run.tally()?;
            self.output.write(run.compare(&tally, &plans, &measures)?)?;
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
