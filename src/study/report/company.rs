//! The company of the study's nodes: a table of collocates, and a network around each.

use super::{Counted, Run, comparisons::Compared, stem};
use crate::contrast::Group;
use crate::count::CountPlan;
use crate::error::Result;
use crate::measure::association;
use crate::report::{Figure, NamedTable, Sheet};
use crate::table::cooccur::{self, Choice};
use crate::table::network::{self, Lean};
use crate::table::{self, Cell, Table};
use std::collections::BTreeSet;

/// Nodes that are drawn.
const NODES: usize = 6;
/// Collocates of a node that a network shows.
const COLLOCATES: usize = 18;

/// Nodes whose company is compared.
const CONTRASTED: usize = 3;
/// What is said of a node that nobody named.
const NOT_ASKED: &str = " The node is one of the words that both sides use most, since neither uses the study's nodes often enough (10 times each).";
/// Fewest collocates that surely set the sides apart, for a figure.
const APART: usize = 1;
/// Fewest co-occurrences of a collocate that is compared.
const PAIRED: u64 = 3;

/// Words of a corpus in which two co-occurrences are worth a look.
const SMALL: u64 = 10_000;

/// What is known of the company of words.
#[derive(Default)]
pub(super) struct Company {
    pub(super) figures: Vec<Figure>,
    pub(super) table: Option<NamedTable>,
    pub(super) nodes: Vec<String>,
}

impl Run<'_> {
    /// Has the main pass count the study's nodes too, where that leaves its words as they are.
    pub(super) fn count_nodes(&mut self) -> Result<()> {
        let nodes = self.settings.cooccurrence.nodes.clone();
        if !nodes.is_empty() && !nodes.iter().any(|n| n.trim().contains(' ')) {
            self.plan_nodes(&nodes)?;
        }
        Ok(())
    }

    /// Collocates of the study's nodes; without any, of the most typical term of each side of the first comparison.
    pub(super) fn company(
        &mut self,
        all: Counted<'_>,
        compared: &[Compared<'_>],
    ) -> Result<Company> {
        let mut nodes = self.settings.cooccurrence.nodes.clone();
        if nodes.is_empty() {
            nodes = default_nodes(all, compared);
        }
        if nodes.is_empty() {
            return Ok(Company::default());
        }
        let min_count = if all.tally.words() < SMALL { 2 } else { 3 };
        let marginals = self.settings.cooccurrence.marginals;
        let measures = association::MEASURES;
        let choice = |rows, min_count| Choice {
            rows,
            marginals,
            min_count,
            measures,
        };
        let rows: Vec<u32> = (0..all.tally.rows.len() as u32).collect();
        // A node of several words changes the words that are counted: then its counts are a tally of their own.
        let (own, table) = if let Some(plan) = self.plan.count.nodes.take() {
            let choice = choice(&rows, min_count);
            (
                None,
                cooccur::table(all.tally, &all.tally.nodes, all.columns, &plan, &choice)?,
            )
        } else if !nodes.iter().any(|n| n.trim().contains(' ')) {
            let plan = self.plan_nodes(&nodes)?;
            let counted = self.tally_beside()?.nodes;
            self.plan.count.nodes = None;
            let choice = choice(&rows, min_count);
            (
                None,
                cooccur::table(all.tally, &counted, all.columns, &plan, &choice)?,
            )
        } else {
            let (tally, table) = self.cooccur(&nodes, &[], min_count, measures)?;
            self.plan.count.nodes = None;
            let changed = !self.plan.count.phrases.is_empty();
            (changed.then_some(tally), table)
        };
        let tally = own.as_ref().unwrap_or(all.tally);
        let chosen = {
            let (columns, around) = (self.columns(tally), around(&nodes, &table));
            let drawn = |c: &u32| around.contains(columns.label(*c));
            (0..columns.len() as u32).filter(drawn).collect::<Vec<_>>()
        };
        let rows: Vec<u32> = (0..tally.rows.len() as u32).collect();
        let (_, pairs) = self.pairs_of(tally, &chosen, Vec::new(), &choice(&rows, 2))?;
        self.plan.count = CountPlan::default();

        let lean = lean(all, compared);
        let mut taken = BTreeSet::new();
        let mut figures = Vec::new();
        for node in nodes.iter().take(NODES) {
            let data = network::table(node, &table, &pairs, COLLOCATES, &lean);
            if !data.rows.is_empty() {
                let file = stem(&format!("network-{node}"), &mut taken);
                let heading = format!("The company of \"{node}\"");
                let figure = all.figure(&file, "network", &heading, data)?;
                figures.push(figure);
            }
        }
        let about = format!(
            "collocates of {}, seen at least {min_count} times",
            nodes.join(", ")
        );
        figures.extend(self.contrasted(all, compared, &nodes)?);
        Ok(Company {
            figures,
            table: Some(NamedTable {
                stem: "cooccurrence".into(),
                about,
                table: Sheet::whole(&table)?,
            }),
            nodes,
        })
    }
}

impl Run<'_> {
    /// How the company of the first nodes differs between the sides of the first comparison.
    fn contrasted(
        &mut self,
        all: Counted<'_>,
        compared: &[Compared<'_>],
        nodes: &[String],
    ) -> Result<Vec<Figure>> {
        let Some(first) = compared.first() else {
            return Ok(Vec::new());
        };
        // A node of several words changes the words that are counted, and with them the comparison.
        let single = nodes.iter().filter(|n| !n.trim().contains(' '));
        let mut nodes: Vec<String> = single.cloned().collect();
        let mut table = self.company_table(all, first, &nodes)?;
        let chosen = table.rows.is_empty();
        if chosen {
            nodes = first.used_by_both(CONTRASTED);
            table = self.company_table(all, first, &nodes)?;
        }
        let mut taken = BTreeSet::new();
        let mut figures = Vec::new();
        for node in nodes.iter().take(CONTRASTED) {
            let mut of_node = Table::new(table.columns.clone());
            let rows = table.rows.iter().filter(|row| row[2].text() == node);
            of_node.rows = rows.cloned().collect();
            if of_node.rows.iter().filter(|row| sets_apart(row)).count() >= APART {
                let file = stem(&format!("company-{node}"), &mut taken);
                let heading = format!("\"{node}\" in {} and {}", first.labels[0], first.labels[1]);
                let mut figure = all.figure(&file, "company", &heading, of_node)?;
                if chosen {
                    figure.caption.push_str(NOT_ASKED);
                }
                figures.push(figure);
            }
        }
        Ok(figures)
    }

    fn company_table(
        &mut self,
        all: Counted<'_>,
        compared: &Compared<'_>,
        nodes: &[String],
    ) -> Result<Table> {
        if nodes.is_empty() {
            return Ok(Table::default());
        }
        let plan = self.plan_nodes(nodes)?;
        let counted = self.tally_beside();
        self.plan.count = CountPlan::default();
        Ok(table::company::table(
            &compared.contrast,
            all.tally,
            all.columns,
            (&counted?.nodes, &plan),
            PAIRED,
        ))
    }
}

/// True for a collocate that one side surely has more.
fn sets_apart(row: &[Cell]) -> bool {
    // The ends of the interval.
    matches!((&row[9], &row[10]), (Cell::Number(low), Cell::Number(high)) if *low > 0.0 || *high < 0.0)
}

fn default_nodes(all: Counted<'_>, compared: &[Compared<'_>]) -> Vec<String> {
    let terms = match compared.first() {
        Some(first) => first.strongest(1).concat(),
        None => all.most_frequent(1),
    };
    let word =
        |label: &&str| !label.contains(|c: char| c.is_whitespace() || "*?[]{}\\".contains(c));
    let labels = terms.iter().map(|t| all.columns.label(*t));
    labels.filter(word).map(str::to_lowercase).collect()
}

/// The collocates that networks show.
fn around(nodes: &[String], table: &Table) -> BTreeSet<String> {
    let of = |node: &String| {
        let rows = table.rows.iter().filter(|row| row[0].text() == node);
        rows.take(COLLOCATES)
            .map(|row| row[1].text().to_owned())
            .collect::<Vec<_>>()
    };
    nodes.iter().flat_map(of).collect()
}

/// How far terms lean to a side of the first comparison.
fn lean(all: Counted<'_>, compared: &[Compared<'_>]) -> Lean {
    let Some(first) = compared.first() else {
        return Lean::default();
    };
    let terms = first.contrast.terms.iter();
    let of = terms
        .zip(&first.z)
        .map(|(t, z)| (all.columns.label(*t).to_owned(), *z));
    let sides = [&first.contrast.target, &first.contrast.reference];
    Lean {
        sides: sides.map(|group: &Group| group.label.clone()),
        of: of.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collocates_are_those_of_the_nodes() {
        let mut table = Table::new(vec!["node", "collocate"]);
        for (node, word) in [("a", "x"), ("a", "y"), ("b", "z"), ("c", "w")] {
            table
                .rows
                .push([node, word].map(|t| Cell::Text(t.into())).into());
        }
        let found = around(&["a".into(), "b".into()], &table);
        assert_eq!(found, ["x", "y", "z"].map(String::from).into());
    }
}
