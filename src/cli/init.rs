//! `counterframe init`.

use super::Outcome;
use crate::error::Result;
use crate::files;
use crate::study::{self, Replace};
use std::path::PathBuf;

/// Write a commented study.toml into a folder of articles.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe init articles/ && counterframe check articles/")]
pub(super) struct Init {
    /// The folder of articles
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Replace a study that is there already
    #[arg(long)]
    force: bool,
}

impl Init {
    pub(super) fn run(self) -> Result<Outcome> {
        let replace = if self.force {
            Replace::Yes
        } else {
            Replace::No
        };
        let file = study::init(&self.folder, replace)?;
        files::print(format!("{}\n", file.display()).as_bytes())?;
        Ok(Outcome::Done)
    }
}
