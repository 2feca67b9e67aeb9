//! `counterframe ngrams`.

use super::shared::{InputFlags, OutputFlags, WhereFlags};
use super::{Outcome, flag};
use crate::error::Result;

/// Runs of 2 to 5 words that keep together more than their parts explain: count, lambda, z.
///
/// A run never crosses a mark, an article, or a change of speaker. Stop words take part; a run of nothing else is not
/// shown.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe ngrams articles/ --size 2-3 --min-count 5")]
pub(super) struct Ngrams {
    #[command(flatten)]
    input: InputFlags,
    /// Words of a run: 2 to 5, or a range
    #[arg(long, default_value = "2", value_name = "N|N-M")]
    size: String,
    #[command(flatten)]
    chosen: WhereFlags,
    /// Only runs that occur at least so often
    #[arg(long, default_value_t = 5, value_name = "N")]
    min_count: u64,
    #[command(flatten)]
    output: OutputFlags,
}

impl Ngrams {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        let sizes = flag("--size", sizes(&self.size))?;
        self.input.with_run(|run| {
            run.decide()?;
            let conditions = &self.chosen.conditions;
            let (warnings, table) = run.ngrams(sizes, conditions, self.min_count)?;
            self.output.write(run, table)?;
            Ok(warnings)
        })
    }
}

/// `3`, or `2-4`.
fn sizes(written: &str) -> std::result::Result<std::ops::RangeInclusive<usize>, String> {
    let wrong = || format!("expected 2 to 5 words, or a range like 2-3, found \"{written}\"");
    let number = |text: &str| text.trim().parse::<usize>().map_err(|_| wrong());
    let (first, last) = written.split_once('-').unwrap_or((written, written));
    let range = number(first)?..=number(last)?;
    let fits = !range.is_empty() && *range.start() >= 2 && *range.end() <= 5;
    fits.then_some(range).ok_or_else(wrong)
}
