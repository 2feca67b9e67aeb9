//! `counterframe scale`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags, WhereFlags};
use crate::error::{Error, Result};

/// Where voices, outlets, speakers or articles stand on an axis between two sets of seed words.
///
/// Latent semantic scaling (Watanabe 2021): the meaning of a word is learned from the sentences of these articles, and its
/// polarity is its nearness to the seed words of either end. score is in standard deviations of articles from their mean:
/// below 0 towards --from, above towards --to. Seed words come from the flags or the study ([scale] from, to); without any:
/// from order, law, rumor* to freedom*, right*, censor*.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe scale study.toml --by voice --from order,rumor* --to rights,censor*"
)]
pub(super) struct Scale {
    #[command(flatten)]
    input: InputFlags,
    /// The field of the groups: voice, outlet, speaker, article, date:month, or a column of the metadata
    #[arg(
        long,
        value_name = "FIELD",
        default_value = "voice",
        conflicts_with = "terms"
    )]
    by: String,
    /// Seed words of the low end, separated by commas (globs allowed)
    #[arg(long, value_name = "WORDS", value_delimiter = ',', requires = "to")]
    from: Vec<String>,
    /// Seed words of the high end
    #[arg(long, value_name = "WORDS", value_delimiter = ',', requires = "from")]
    to: Vec<String>,
    /// The polarity of every term instead
    #[arg(long)]
    terms: bool,
    #[command(flatten)]
    chosen: WhereFlags,
    #[command(flatten)]
    output: OutputFlags,
}

impl Scale {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        if self
            .from
            .iter()
            .chain(&self.to)
            .any(|w| w.trim().is_empty())
        {
            return Err(Error::value("--from", "expected words separated by commas"));
        }
        self.input.with_run(|run| {
            if !self.from.is_empty() {
                run.settings.scale.from.clone_from(&self.from);
                run.settings.scale.to.clone_from(&self.to);
            }
            run.plan_scale();
            run.decide()?;
            let tally = run.tally()?;
            let axis = run.axis(&tally).map_err(|error| self.named(error))?;
            self.output.write(
                run,
                if self.terms {
                    run.scale_terms(&tally, &axis)
                } else {
                    run.scale(&tally, &axis, &self.by, &self.chosen.conditions)?
                },
            )?;
            Ok(tally.warnings)
        })
    }

    /// An error about seeds under the name of their flag, if flags gave them.
    fn named(&self, error: Error) -> Error {
        match error {
            Error::Value { place, message } if !self.from.is_empty() => {
                let flag = place.replace("scale.", "--");
                Error::Value {
                    place: flag,
                    message,
                }
            }
            error => error,
        }
    }
}
