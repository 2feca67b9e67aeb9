//! Makes a report again and says whether every byte is the same.

use super::Run;
use crate::article::Warning;
use crate::error::{Error, Result};
use crate::files;
use crate::report::{self, Difference, Provenance};
use std::path::Path;

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Files that are not as they would be written now.
    pub differences: Vec<Difference>,
    /// What was not the same when the report was made: version, settings, inputs.
    pub reasons: Vec<String>,
    /// Files that are the same.
    pub same: usize,
    /// Doubts of the run.
    pub warnings: Vec<Warning>,
}

impl Verdict {
    /// The verdict for people: one line a difference and a reason.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for difference in &self.differences {
            out += &format!("{} {}\n", difference.file, difference.what);
        }
        if !self.reasons.is_empty() {
            out += "Not the same as when the report was made:\n";
        }
        for reason in &self.reasons {
            out += &format!("  {reason}\n");
        }
        if self.differences.is_empty() {
            out += &format!(
                "Every byte of {} files is the same; every PNG that is there shows its SVG.\n",
                self.same
            );
        } else if self.reasons.is_empty() {
            out += "Version, settings and inputs are the same: the files were changed after the report was made.\n";
        }
        out
    }
}

/// Runs a study again and compares the report with one that is there.
///
/// # Errors
///
/// A folder without a readable `run.json` is no report.
pub fn verify(run: &mut Run<'_>, folder: &Path) -> Result<Verdict> {
    let file = folder.join("run.json");
    if !files::exists(&file) {
        return Err(Error::Input(format!(
            "{}: no report is here (there is no run.json)",
            folder.display()
        )));
    }
    let then = Provenance::parse(&file.display().to_string(), &files::read_text(&file)?)?;
    let (report, warnings) = run.report()?;
    let bundle = report::bundle(report)?;
    // As it is written, without the names that the study hides.
    let written = bundle
        .get("run.json")
        .map(|bytes| String::from_utf8_lossy(bytes));
    let now = Provenance::parse("run.json", written.as_deref().unwrap_or_default())?;
    let reasons = then.reasons(&now);
    let differences = report::compare(folder, &bundle)?;
    let pictures = bundle.keys().filter(|f| report::is_picture(f)).count();
    let other = differences
        .iter()
        .filter(|d| bundle.contains_key(&d.file) && !report::is_picture(&d.file))
        .count();
    Ok(Verdict {
        same: bundle.len() - pictures - other,
        differences,
        reasons,
        warnings,
    })
}
