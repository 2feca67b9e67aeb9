//! `counterframe validate`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags};
use crate::error::{Error, Result};
use crate::study;
use std::path::Path;

/// Is the attribution right? Draws a sample for people to code, and says what their coding means.
///
/// With --sample: items of the corpus, quotations and sentences taken for narration, as CSV with three empty columns.
/// is_quotation: y or n, is this somebody's speech; speaker_ok: y or n; voice: the right voice.
/// Without: one or two coded files: precision, recall, speakers, voices, and the agreement of two coders.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe validate articles/ --sample 100 -o sample.csv\n         counterframe validate coded-by-ann.csv coded-by-bo.csv"
)]
pub(super) struct Validate {
    #[command(flatten)]
    input: InputFlags,
    /// Draw so many items
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    #[command(flatten)]
    output: OutputFlags,
}

impl Validate {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        let Some(items) = self.sample else {
            let paths: Vec<&Path> = self.input.inputs.iter().map(AsRef::as_ref).collect();
            if paths.len() > 2 {
                return Err(Error::value("INPUT", "expected at most two coded files"));
            }
            self.output.write_alone(study::evaluate(&paths)?)?;
            return Ok(Outcome::Done);
        };
        self.input.with_run(|run| {
            run.decide()?;
            self.output
                .write_alone(run.sample(items, run.settings.study.seed)?)?;
            Ok(run.warnings.clone())
        })
    }
}
