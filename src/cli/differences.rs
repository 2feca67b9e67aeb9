//! `counterframe differences`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags};
use super::sides::SidesFlags;
use crate::error::Result;

/// Whether two groups of articles share out their words differently: which voices have the words, the quotations and the
/// leads, which classes of verbs introduce each voice, what becomes of the study's phrases, and how frequent its frames are.
///
/// Groups are of articles: --by takes outlet, date:month, date:year, article or a column of the metadata. Each difference of
/// shares is tested over articles; p_adjusted is over all rows of a target. With --within-events each event that both groups
/// tell of is a pair, so that topic is not mistaken for framing.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe differences study.toml --by outlet --target Varpress --reference 'Open Letters' --within-events"
)]
pub(super) struct Differences {
    #[command(flatten)]
    input: InputFlags,
    #[command(flatten)]
    sides: SidesFlags,
    /// Only articles of events that several outlets tell of, the two sides of each event as a pair (see: counterframe events)
    #[arg(long)]
    within_events: bool,
    #[command(flatten)]
    output: OutputFlags,
}

impl Differences {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.sides.check()?;
        self.input.with_run(|run| {
            let mut plan = self.sides.plan();
            plan.paired = self.within_events;
            run.decide()?;
            let named = !run.settings.frames.dictionaries.is_empty();
            let dictionary = named.then(|| run.plan_frames(&[])).transpose()?;
            let mut tally = run.tally()?;
            if self.within_events {
                tally = run.within_events(&tally)?;
            }
            let spoken = run.spoken(run.all_speech()?)?;
            self.output.write(
                run,
                run.differences(&tally, &spoken, dictionary.as_ref(), &plan)?,
            )?;
            Ok(tally.warnings)
        })
    }
}
