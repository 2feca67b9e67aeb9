//! The study: one file says everything, flags only override.
//!
//! Every name is resolved before work starts. The sections of `study.toml` are the options of the rooms they belong
//! to; this room composes them and runs the passes in their order.

mod analysis;
mod check;
mod diff;
mod events;
mod export;
mod framing;
mod init;
mod lineage;
mod report;
mod run;
mod runs_of_words;
mod search;
mod settings;
mod stability;
mod validate;
mod verify;
mod why;

pub use analysis::{ComparePlan, FLAGS, STUDY, choose_rows, conditions};
pub use check::check;
pub use diff::diff;
pub use framing::{Held, Taken};
pub use init::{Replace, init};
pub use run::{Messages, Run};
pub use search::QuoteChoice;
pub use settings::{
    Compare, Cooccurrence, CorpusSection, Duplicates, Head, Inference, Settings, Window,
};
pub use validate::evaluate;
pub use verify::{Verdict, verify};
pub use why::Behind;

use crate::error::{Error, Result};
use crate::files;
use std::path::{Path, PathBuf};

/// The name of a study's file.
pub const FILE: &str = "study.toml";

/// A study as written, with the folder its paths are relative to.
#[derive(Debug, Clone, PartialEq)]
pub struct Study {
    /// What it says, defaults filled in.
    pub settings: Settings,
    /// The folder of its file.
    pub base: PathBuf,
    /// The file, if there is one.
    pub file: Option<PathBuf>,
}

impl Study {
    /// Reads a study and applies `key=value` settings on top.
    pub fn load(path: &Path, overrides: &[String]) -> Result<Self> {
        let text = files::read_text(path)?;
        let settings = Settings::parse(&path.display().to_string(), &text, overrides)?;
        let base = path.parent().map(Path::to_path_buf).unwrap_or_default();
        Ok(Self {
            settings,
            base,
            file: Some(path.to_path_buf()),
        })
    }

    /// A study without a file: the defaults.
    pub fn without_file(overrides: &[String]) -> Result<Self> {
        let settings = Settings::parse("--set", "", overrides)?;
        Ok(Self {
            settings,
            base: PathBuf::new(),
            file: None,
        })
    }

    /// The study and the articles among the inputs of a command.
    ///
    /// An input is a `study.toml`, a folder that holds one, or articles. No input: the study of the current folder.
    pub fn from_inputs(inputs: &[PathBuf], overrides: &[String]) -> Result<(Self, Vec<PathBuf>)> {
        let mut study = None;
        let mut articles = Vec::new();
        for input in inputs {
            let file = if files::is_folder(input) {
                input.join(FILE)
            } else {
                input.clone()
            };
            let is_study = file.extension().is_some_and(|e| e == "toml") && files::exists(&file);
            if !is_study {
                if !files::exists(input) && input.as_os_str() != files::STANDARD {
                    return Err(Error::Input(format!(
                        "{}: no such file or folder",
                        input.display()
                    )));
                }
                articles.push(input.clone());
            } else if study.replace(file).is_some() {
                return Err(Error::Value {
                    place: "INPUT".into(),
                    message: "more than one study was given".into(),
                });
            }
        }
        if inputs.is_empty() {
            let here = PathBuf::from(FILE);
            if !files::exists(&here) {
                let hint = "name a study, a folder or articles, or make a study with: counterframe init FOLDER";
                return Err(Error::Input(format!(
                    "no INPUT, and no {FILE} in the current folder; {hint}"
                )));
            }
            study = Some(here);
        }
        let study = study.map_or_else(
            || Self::without_file(overrides),
            |file| Self::load(&file, overrides),
        )?;
        Ok((study, articles))
    }

    /// A short name: that of the study's folder, of its file if it is not `study.toml`, or of the articles.
    pub fn name(&self, articles: &[PathBuf]) -> String {
        let stem = |path: &Path| path.file_stem().map(|s| s.to_string_lossy().into_owned());
        let here = Path::new(".");
        let name = match (&self.file, articles.first()) {
            (Some(file), _) if !file.ends_with(FILE) => stem(file),
            (Some(_), _) if self.base.as_os_str().is_empty() => files::last_name(here),
            (Some(_), _) => files::last_name(&self.base),
            (None, Some(first)) if files::is_folder(first) => files::last_name(first),
            (None, Some(first)) if first.as_os_str() == files::STANDARD => None,
            (None, first) => first.and_then(|f| stem(f)),
        };
        name.unwrap_or_else(|| "articles".into())
    }
}
