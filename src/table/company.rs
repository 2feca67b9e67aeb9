//! How the company of nodes differs between two groups.

use super::{Cell, Table, counted};
use crate::contrast::Contrast;
use crate::count::{Columns, NodeCounts, NodePlan, Tally};
use crate::frame::company::{Companion, MIN_NODES, company};

/// The columns of the table; `target_count` and `reference_count` are occurrences within reach of the node, `difference`
/// is the log odds of association in the target less those in the reference, with a 95 % interval over units.
pub const COLUMNS: &[&str] = &[
    "target",
    "reference",
    "node",
    "collocate",
    "target_count",
    "reference_count",
    "target_log_odds",
    "reference_log_odds",
    "difference",
    "low",
    "high",
    "target_units",
    "reference_units",
];

/// One row a node and collocate; nodes in the order of the plan, collocates that are surely different first.
pub fn table(
    contrast: &Contrast<'_>,
    tally: &Tally,
    columns: &Columns<'_>,
    (nodes, plan): (&NodeCounts, &NodePlan),
    min_count: u64,
) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    for (number, glob) in (0..).zip(&plan.patterns) {
        let found = company(contrast, tally, columns, nodes, (number, glob), min_count);
        for (side, group) in [&contrast.target, &contrast.reference]
            .into_iter()
            .enumerate()
        {
            if found.nodes[side] < MIN_NODES {
                table.notes.push(format!(
                    "the node \"{}\" stands in the words of {} only {}, and {MIN_NODES} are needed: its company cannot be compared",
                    glob.written(),
                    group.label,
                    counted(found.nodes[side], "time")
                ));
            }
        }
        for companion in &found.companions {
            let labels = [&contrast.target.label, &contrast.reference.label];
            let collocate = columns.label(companion.collocate);
            table
                .rows
                .push(row(labels, [glob.written(), collocate], companion));
        }
    }
    table
}

fn row(groups: [&String; 2], pair: [&str; 2], companion: &Companion) -> Vec<Cell> {
    let none = "a side never uses the word";
    let [low, high] = match companion.interval {
        Ok((low, high)) => [low, high].map(Cell::Number),
        Err(reason) => [reason; 2].map(Cell::Undefined),
    };
    vec![
        Cell::Text(groups[0].as_str().into()),
        Cell::Text(groups[1].as_str().into()),
        Cell::Text(pair[0].into()),
        Cell::Text(pair[1].into()),
        Cell::Count(companion.observed[0]),
        Cell::Count(companion.observed[1]),
        Cell::number(companion.log_odds[0], none),
        Cell::number(companion.log_odds[1], none),
        Cell::number(companion.difference, none),
        low,
        high,
        Cell::Count(companion.units[0]),
        Cell::Count(companion.units[1]),
    ]
}
