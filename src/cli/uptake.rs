//! `counterframe uptake`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags, WhereFlags};
use crate::error::{Error, Result};
use crate::frame::uptake::Phrase;

/// What outlets do with a phrase: voice, attribute, hold at a distance, adopt or contest it.
///
/// Each occurrence has the first class that applies. contested: its holder negates or disputes it in the same sentence;
/// voiced: its home voice says it itself; attributed: it is given as somebody's words; distanced: the outlet uses it in
/// marks or with "so-called"; adopted: the outlet uses it as its own. Shares have 95 % intervals over articles.
/// Phrases come from --phrase or the study ([uptake] phrases); without any, each voice's key phrases are looked for.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe uptake study.toml --phrase \"true free speech=official\" --occurrences"
)]
pub(super) struct Uptake {
    #[command(flatten)]
    input: InputFlags,
    /// The field of the groups: outlet, date:month, date:year, or a column of the metadata
    #[arg(
        long,
        value_name = "FIELD",
        default_value = "outlet",
        conflicts_with = "occurrences"
    )]
    by: String,
    #[command(flatten)]
    chosen: WhereFlags,
    /// A phrase (globs allowed) and its home voice; repeatable
    #[arg(long, value_name = "WORDS=VOICE")]
    phrase: Vec<String>,
    /// List every occurrence with its sentence instead
    #[arg(long)]
    occurrences: bool,
    #[command(flatten)]
    output: OutputFlags,
}

impl Uptake {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        let phrases = self
            .phrase
            .iter()
            .map(|p| phrase(p))
            .collect::<Result<_>>()?;
        self.input.with_run(|run| {
            run.decide()?;
            let tally = run.tally()?;
            let found = run.uptake(&tally, &self.by, &self.chosen.conditions, phrases)?;
            self.output.write(
                run,
                if self.occurrences {
                    found.occurrences
                } else {
                    found.classes
                },
            )?;
            Ok(tally.warnings)
        })
    }
}

/// A phrase with its home voice.
fn phrase(written: &str) -> Result<Phrase> {
    let parts = written
        .rsplit_once('=')
        .map(|(words, home)| [words, home].map(str::trim));
    match parts {
        Some([words, home]) if !words.is_empty() && !home.is_empty() => Ok(Phrase {
            words: words.to_owned(),
            home: home.to_owned(),
        }),
        _ => {
            let message = format!(
                "expected WORDS=VOICE, as in \"hostile forces=official\", found \"{written}\""
            );
            Err(Error::value("--phrase", message))
        }
    }
}
