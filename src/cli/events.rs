//! `counterframe events`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags};
use crate::error::Result;
use crate::table;

/// Which articles of different outlets tell of the same event: by dates within a few days and rare terms they share.
///
/// The rules are the study's [events]. To decide otherwise, write the articles to a file, change its column event (empty:
/// in no event), and name the file in the study: [events] file = "events.csv". Then see: counterframe compare
/// --within-events, counterframe differences --within-events.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe events study.toml\n         counterframe events study.toml --articles -o events.csv\n         counterframe events articles/ --set events.days=7"
)]
pub(super) struct Events {
    #[command(flatten)]
    input: InputFlags,
    /// One row an article, instead: a file to edit; similarity is the mean one to articles of other outlets
    #[arg(long)]
    articles: bool,
    #[command(flatten)]
    output: OutputFlags,
}

impl Events {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.input.with_run(|run| {
            run.decide()?;
            let tally = run.tally()?;
            let events = run.events(&tally)?;
            self.output.write(
                run,
                if self.articles {
                    table::events::articles(&tally, &events)
                } else {
                    table::events::table(&events)
                },
            )?;
            Ok(tally.warnings)
        })
    }
}
