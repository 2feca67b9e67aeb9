//! `counterframe export`.

use super::Outcome;
use super::shared::InputFlags;
use crate::error::Result;
use crate::files;
use crate::report;
use clap::ValueEnum;
use std::path::PathBuf;

/// Writes what other programs need.
///
/// texts: one JSON object a line with the fields article, title, text and sha256 (of the text): exactly the texts that
/// the offsets of every table refer to, page furniture included. template: the page of reports, to be changed and named
/// in a study ([report] template).
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
    /// The page of reports as a template (MiniJinja), to be changed and named in [report] template
    Template,
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome> {
        if matches!(self.what, What::Template) {
            let text = report::TEMPLATE.as_bytes();
            match &self.output {
                Some(path) => files::write(path, text)?,
                None => files::print(text)?,
            }
            return Ok(Outcome::Done);
        }
        self.input.with_run(|run| {
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
