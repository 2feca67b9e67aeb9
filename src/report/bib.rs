//! The sources of a report's measures, as BibTeX.

use super::Report;
use crate::{frame, measure};

/// The sources of every measure a report shows, and of the program.
pub(super) fn entries(report: &Report) -> String {
    let version = &report.provenance.version;
    format!(
        "{}\n\n{}\n@software{{counterframe,\n  author  = {{{{The Counterframe developers}}}},\n  title   = {{Counterframe: how news outlets frame an issue, and in whose voice}},\n  version = {{{version}}}\n}}\n",
        measure::REFERENCES.trim_end(),
        frame::REFERENCES.trim_end()
    )
}
