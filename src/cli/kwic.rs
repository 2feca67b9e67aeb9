//! `counterframe kwic`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags, WhereFlags};
use crate::error::{Error, Result};
use crate::files;
use crate::lexicon::WordPattern;
use std::path::Path;

/// A concordance: every occurrence of a word or phrase, with speaker, voice and manner.
///
/// Offsets count Unicode code points into the named field.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe kwic 'free speech' articles/ --width 8")]
pub(super) struct Kwic {
    /// A word or several; * stands for any characters, ? for one
    #[arg(value_name = "PATTERN")]
    pattern: String,
    #[command(flatten)]
    input: InputFlags,
    #[command(flatten)]
    chosen: WhereFlags,
    /// Words of context on each side
    #[arg(long, default_value_t = 10, value_name = "N")]
    width: usize,
    #[command(flatten)]
    output: OutputFlags,
}

impl Kwic {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        WordPattern::new(&self.pattern)
            .map_err(|_| Error::value("PATTERN", "expected at least one word"))?;
        if files::exists(Path::new(&self.pattern))
            && self.input.inputs.iter().any(|i| !files::exists(i))
        {
            let message = format!(
                "\"{}\" is a file or folder: the pattern comes first, the input after it",
                self.pattern
            );
            return Err(Error::value("PATTERN", message));
        }
        self.input.with_run(|run| {
            run.decide()?;
            let (table, warnings) = run.kwic(&self.pattern, &self.chosen.conditions, self.width)?;
            self.output.write(run, table)?;
            Ok(run.warnings_with(warnings))
        })
    }
}
