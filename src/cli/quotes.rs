//! `counterframe quotes`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags, WhereFlags};
use crate::error::Result;
use crate::study::QuoteChoice;
use crate::table::quotes::{self, Explain};

/// Quotations: exact, attributed, with offsets in Unicode code points.
///
/// `--format documents` writes one object an article, with `id` and `quotes`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe quotes articles/ --where voice=official --contains 'rumor*'"
)]
pub(super) struct Quotes {
    #[command(flatten)]
    input: InputFlags,
    /// Only this speaker (globs allowed); repeatable
    #[arg(long, value_name = "NAME")]
    speaker: Vec<String>,
    /// Only quotations with these words (globs allowed)
    #[arg(long, value_name = "PATTERN")]
    contains: Option<String>,
    /// Only quotations of at most so many words
    #[arg(long, value_name = "N")]
    max_words: Option<usize>,
    /// Also say how speaker and voice are known
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    chosen: WhereFlags,
    #[command(flatten)]
    output: OutputFlags,
}

impl Quotes {
    pub(super) fn run(self) -> Result<Outcome> {
        let documents = self.output.is("documents");
        if !documents {
            self.output.check()?;
        }
        self.chosen.check()?;
        let Self {
            speaker,
            contains,
            max_words,
            explain,
            chosen,
            output,
            input,
        } = self;
        let choice = QuoteChoice {
            speakers: speaker,
            contains,
            max_words,
            conditions: chosen.conditions,
        };
        input.with_run(|run| {
            run.decide()?;
            let found = run.quotations(&choice)?;
            if documents {
                output.write_text(&quotes::documents(&found))?;
            } else {
                let explain = if explain { Explain::Yes } else { Explain::No };
                output.write(run, quotes::table(&found.quotations, explain))?;
            }
            Ok(run.warnings_with(found.warnings))
        })
    }
}
