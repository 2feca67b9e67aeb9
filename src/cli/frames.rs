//! `counterframe frames`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags, WhereFlags};
use crate::error::Result;

/// How often the categories of dictionaries occur, by voice, outlet or any field.
///
/// Dictionaries are TOML, YAML (quanteda), .dic (LIWC), .lc3 (Lexicoder), .ykd (Yoshikoder), .cat (WordStat) or CSV with
/// columns category and words. Entries are words or phrases, * for any letters. The longest entry of a category counts, and
/// no word counts twice for one category. share is of the matches of all outermost categories, with a 95 % interval.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe frames study.toml --dictionary frames.toml --by voice"
)]
pub(super) struct Frames {
    #[command(flatten)]
    input: InputFlags,
    /// The field of the groups: voice, outlet, speaker, manner, date:month, date:year, all, or a column of the metadata
    #[arg(long, value_name = "FIELD", default_value = "voice")]
    by: String,
    #[command(flatten)]
    chosen: WhereFlags,
    /// A dictionary, instead of those of the study; repeatable
    #[arg(long, value_name = "FILE")]
    dictionary: Vec<String>,
    /// How often each entry was found, instead
    #[arg(long)]
    entries: bool,
    #[command(flatten)]
    output: OutputFlags,
}

impl Frames {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        self.input.with_run(|run| {
            let dictionary = run.plan_frames(&self.dictionary)?;
            run.decide()?;
            let tally = run.tally()?;
            let [table, entries] =
                run.frames(&tally, &dictionary, &self.by, &self.chosen.conditions)?;
            self.output
                .write(run, if self.entries { entries } else { table })?;
            Ok(tally.warnings)
        })
    }
}
