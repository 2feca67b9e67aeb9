//! Texts as the program sees them.

use super::Run;
use crate::article::Warning;
use crate::error::{Error, Result};
use crate::files;
use std::io::Write;

impl Run<'_> {
    /// Writes every article, in order, as a line of JSON: its name, headline, text, and the SHA-256 of the text.
    pub fn export_texts(&self, out: &mut dyn Write) -> Result<Vec<Warning>> {
        self.stage("writing");
        self.each_article(&mut |article| {
            let line = serde_json::json!({
                "article": article.name,
                "title": article.title,
                "text": article.text,
                "sha256": files::sha256(article.text.as_bytes()),
            });
            writeln!(out, "{line}").map_err(|e| Error::format("output", e.to_string()))
        })
    }
}
