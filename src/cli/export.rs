//! `counterframe export`.

use super::Outcome;
use super::shared::InputFlags;
use crate::error::Result;
use crate::files;
use clap::ValueEnum;
use std::path::PathBuf;

/// Writes what other programs need.
///
/// texts: one JSON object a line with the fields article, title, text and sha256 (of the text): exactly the texts that
/// the offsets of every table refer to, page furniture included.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe export texts articles/ -o texts.jsonl")]
pub(super) struct Export {
    /// What is written
    #[arg(value_enum)]
    what: What,
    #[command(flatten)]
    input: InputFlags,
    /// Write to a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    /// The texts that offsets refer to
    Texts,
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome> {
        self.input.with_run(|run| {
            let What::Texts = self.what;
            let mut warnings = Vec::new();
            let fill = |out: &mut dyn std::io::Write| {
                warnings = run.export_texts(out)?;
                Ok(())
            };
            match &self.output {
                Some(path) => files::write_with(path, fill)?,
                None => files::print_with(fill)?,
            }
            Ok(warnings)
        })
    }
}
