//! `counterframe lineage`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags};
use crate::error::Result;

/// What becomes of a statement from article to article: quoted whole, shortened, paraphrased, taken over as narration, or
/// dropped by an outlet that tells of the same event.
///
/// The fullest version is the earliest of its longest direct quotations. Shares are of the statements that a group of articles has or
/// could have had, with 95 % intervals over articles.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe lineage study.toml\n         counterframe lineage study.toml --versions --format csv -o versions.csv"
)]
pub(super) struct Lineage {
    #[command(flatten)]
    input: InputFlags,
    /// The field of the groups: outlet, date:month, date:year, or a column of the metadata
    #[arg(
        long,
        value_name = "FIELD",
        default_value = "outlet",
        conflicts_with = "versions"
    )]
    by: String,
    /// Every version of every statement, instead: the share of the fullest version's words that it keeps, how many words it
    /// gives as spoken that are not in that, whether it moved into or out of the lead, and what turns it round
    #[arg(long)]
    versions: bool,
    #[command(flatten)]
    output: OutputFlags,
}

impl Lineage {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.input.with_run(|run| {
            run.decide()?;
            let tally = run.tally()?;
            let events = run.events(&tally)?;
            let followed = run.lineage(&tally, &events, &self.by)?;
            self.output.write(
                run,
                if self.versions {
                    followed.versions
                } else {
                    followed.treatments
                },
            )?;
            Ok(tally.warnings)
        })
    }
}
