//! How often each test finds something where there is nothing to find.

use super::{Cell, Table};
use crate::contrast::Contrast;
use crate::measure::inference::{NullCheck, Options, null_check};

/// The columns of the table.
pub const COLUMNS: &[&str] = &[
    "target",
    "reference",
    "test",
    "shuffles",
    "terms",
    "share_below_05",
    "share_low",
    "share_high",
    "survivors",
    "shuffles_with_survivors",
];

/// One row a contrast and test: over shuffled labels, the mean share of terms with p below .05 with its 95 % Monte Carlo
/// interval, the mean number of terms that survive the adjustment, and in how many shuffles any does.
pub fn table(contrasts: &[Contrast<'_>], options: &Options, shuffles: u64, seed: u64) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    for contrast in contrasts {
        let checks = null_check(contrast, options, shuffles, seed);
        if checks.is_empty() {
            table.notes.push(format!(
                "{} against {}: no term can be tested, so nothing is checked",
                contrast.target.label, contrast.reference.label
            ));
        }
        table
            .rows
            .extend(checks.iter().map(|check| row(contrast, check)));
    }
    table
}

fn row(contrast: &Contrast<'_>, check: &NullCheck) -> Vec<Cell> {
    let why = "fewer than two shuffles";
    vec![
        Cell::Text(contrast.target.label.as_str().into()),
        Cell::Text(contrast.reference.label.as_str().into()),
        Cell::Text(check.test.into()),
        Cell::Count(check.shuffles),
        Cell::Count(check.terms),
        Cell::Number(check.share),
        Cell::number(check.interval.map(|i| i.0), why),
        Cell::number(check.interval.map(|i| i.1), why),
        Cell::Number(check.survivors),
        Cell::Count(check.with_survivors),
    ]
}
