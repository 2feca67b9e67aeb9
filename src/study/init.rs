//! A first study for a folder of articles.

use super::{FILE, Study};
use crate::error::{Error, Result};
use crate::files;
use crate::ingest::source::Sources;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Writes a commented `study.toml` into a folder of articles; an existing one stays unless `replace` says otherwise.
pub fn init(folder: &Path, replace: Replace) -> Result<PathBuf> {
    if !files::is_folder(folder) {
        return Err(Error::Input(format!("{}: not a folder", folder.display())));
    }
    let file = folder.join(FILE);
    if files::exists(&file) && replace == Replace::No {
        return Err(Error::Input(format!(
            "{}: there is a study already; --force replaces it",
            file.display()
        )));
    }
    let sources = Sources::find(&[folder.to_path_buf()])?;
    if sources.list.is_empty() {
        return Err(Error::Input(format!(
            "{}: no articles (formats: txt, md, csv, tsv, jsonl)",
            folder.display()
        )));
    }
    let text = text(folder, &sources);
    // What is written must be a study.
    super::Settings::parse(FILE, &text, &[])?;
    files::write(&file, text.as_bytes())?;
    Study::load(&file, &[])?;
    Ok(file)
}

/// Whether an existing study may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// It stays, with an error.
    No,
    /// It is replaced.
    Yes,
}

fn text(folder: &Path, sources: &Sources) -> String {
    let title = folder
        .file_name()
        .map_or_else(|| "Articles".into(), |n| n.to_string_lossy().into_owned());
    let patterns: BTreeSet<String> = sources.list.iter().map(|s| pattern(&s.label)).collect();
    let patterns: Vec<String> = patterns.iter().map(|p| quoted(p)).collect();
    let metadata = match &sources.metadata {
        Some(path) => {
            let below = path.strip_prefix(folder).unwrap_or(path);
            let below: Vec<_> = below.components().map(|c| c.as_os_str().to_string_lossy()).collect();
            format!("metadata = {}", quoted(&below.join("/")))
        }
        None => "# metadata = \"metadata.csv\"   # columns: file (or id), outlet, date, title, and any of your own".into(),
    };
    include_str!("init.toml")
        .replace("{title}", &quoted(&title))
        .replace("{paths}", &format!("[{}]", patterns.join(", ")))
        .replace("{metadata}", &metadata)
}

/// The files of one folder and ending.
fn pattern(label: &str) -> String {
    let (folder, name) = label.rsplit_once('/').map_or(("", label), |(f, n)| (f, n));
    let ending = name
        .rsplit_once('.')
        .map_or(String::new(), |(_, e)| format!(".{e}"));
    if folder.is_empty() {
        format!("*{ending}")
    } else {
        format!("{folder}/*{ending}")
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
