//! What a run was made with.

use super::Run;
use crate::error::{Error, Result};
use crate::files::Bytes;
use crate::lang;
use crate::measure::keyness::Prior;
use crate::report::{InputFile, Provenance};
use std::path::Path;

impl Run<'_> {
    /// Versions, settings after defaults, and the hashes of all inputs.
    pub(super) fn provenance(&self) -> Result<Provenance> {
        let settings = serde_json::to_value(&self.settings)
            .map_err(|e| Error::format("settings", e.to_string()))?;
        let mut inputs = Vec::new();
        for source in &self.sources {
            inputs.push(InputFile {
                role: "article".into(),
                file: source.label.to_string(),
                sha256: source.bytes.sha256()?,
            });
        }
        let mut add = |role: &str, path: &Path, name: &str| -> Result<()> {
            inputs.push(InputFile {
                role: role.into(),
                file: name.replace('\\', "/"),
                sha256: Bytes::File(path.to_path_buf()).sha256()?,
            });
            Ok(())
        };
        if let Some((path, name)) = &self.metadata {
            add("metadata", path, name)?;
        }
        if let Some(name) = &self.settings.attribution.corrections {
            add("corrections", &self.base.join(name), name)?;
        }
        for name in &self.settings.frames.dictionaries {
            add("dictionary", &self.base.join(name), name)?;
        }
        for name in &self.settings.attribution.validation {
            add("validation", &self.base.join(name), name)?;
        }
        if let Some(name) = &self.settings.report.template {
            add("template", &self.base.join(name), name)?;
        }
        if let Some(name) = &self.settings.events.file {
            add("events", &self.base.join(name), name)?;
        }
        if let Prior::File { path, .. } = &self.settings.measures.prior {
            add("prior", &self.base.join(path), path)?;
        }
        let stop = &self.settings.tokens.stop_words;
        if stop != "none" && lang::known(stop).is_none() {
            add("stop words", &self.base.join(stop), stop)?;
        }
        let tokenizer = self.settings.tokens.tokenizer;
        Ok(Provenance {
            program: env!("CARGO_PKG_NAME").into(),
            version: env!("CARGO_PKG_VERSION").into(),
            tokenizer: tokenizer.version().into(),
            settings,
            inputs,
        })
    }
}
