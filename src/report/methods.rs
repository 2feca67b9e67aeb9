//! The methods of a report in prose.

use super::{Report, page, template};
use crate::error::Result;
use crate::table::exact;
use minijinja::context;
use minijinja::value::Serde;

/// `methods.md`.
pub(super) fn prose(report: &Report) -> Result<String> {
    let values = context! {
        title => &*report.title,
        run => Serde(&report.provenance),
        corpus => Serde(&report.corpus),
        comparisons => Serde(page::compared(report)),
        sections => report.sections.iter().map(|s| context! { heading => &*s.heading, methods => &s.methods }).collect::<Vec<_>>(),
        limits => Serde(&report.limits),
        validation => Serde(&report.validation),
        nodes => Serde(&report.nodes),
        alpha0 => alpha0(report),
        quotations => report.quotations.len(),
        s => Serde(&report.provenance.settings),
    };
    template::fill(
        "methods.md",
        include_str!("methods.md"),
        &report.options.words,
        values,
    )
}

/// The weight of the prior as short as it can be written.
fn alpha0(report: &Report) -> Option<String> {
    let value = &report.provenance.settings["measures"]["alpha0"];
    value.as_f64().map(exact)
}
