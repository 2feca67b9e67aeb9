//! The flags that say what is set against what.

use super::shared::WhereFlags;
use crate::error::{Error, Result};
use crate::study::{ComparePlan, FLAGS, Settings};

/// Target, reference, and which words take part.
#[derive(Debug, clap::Args)]
pub(super) struct SidesFlags {
    /// The field of the groups: outlet, date:month, date:year, voice, speaker, manner, or a column of the metadata
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// Value of the target (globs allowed); repeatable; without it every value is compared in turn
    #[arg(long, value_name = "VALUE", requires = "by")]
    target: Vec<String>,
    /// Value of the reference; repeatable; rest, the default, is everything else
    #[arg(long, value_name = "VALUE", requires = "by")]
    reference: Vec<String>,
    #[command(flatten)]
    chosen: WhereFlags,
    /// Only terms or parts that both sides together have at least so often
    #[arg(long, value_name = "N")]
    min_count: Option<u64>,
}

/// Refuses an effect that no number of articles could find.
pub(super) fn check_effect(effect: f64) -> Result<()> {
    if effect.is_finite() && effect > 0.0 {
        return Ok(());
    }
    Err(Error::value("--effect", "expected a log ratio above 0"))
}

impl SidesFlags {
    /// Refuses what is no condition before any work is done.
    pub(super) fn check(&self) -> Result<()> {
        self.chosen.check()
    }

    /// The comparison of the flags; without a field outlets are compared, whatever the study compares.
    pub(super) fn plan(&self) -> ComparePlan {
        ComparePlan {
            by: self.by.clone().unwrap_or_else(|| "outlet".into()),
            target: self.target.clone(),
            reference: if self.reference.is_empty() {
                vec!["rest".into()]
            } else {
                self.reference.clone()
            },
            conditions: self.chosen.conditions.clone(),
            min_count: self.min_count.unwrap_or(1),
            paired: false,
            places: FLAGS,
        }
    }

    /// The comparison of the flags, or those of the study.
    pub(super) fn plans(&self, settings: &Settings) -> Vec<ComparePlan> {
        if self.by.is_some() || settings.compare.is_empty() {
            return vec![self.plan()];
        }
        let plan = |compare| {
            let mut plan = ComparePlan::from(compare);
            if !self.chosen.conditions.is_empty() {
                plan.places = FLAGS;
            }
            plan.conditions
                .extend(self.chosen.conditions.iter().cloned());
            plan.min_count = self.min_count.unwrap_or(plan.min_count);
            plan
        };
        settings.compare.iter().map(plan).collect()
    }
}
