//! What stands near chosen words: collocate counts of node patterns, row by row.

use super::tally::Cell;
use super::units::{Reach, Stream};
use super::vocabulary::Vocabulary;
use crate::lexicon::Glob;
use crate::token::normal_form;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Which nodes, and how far their windows reach.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NodePlan {
    /// One glob a node; a node of several words is a phrase of the plan.
    pub patterns: Vec<Glob>,
    /// How far windows reach.
    pub reach: Reach,
}

/// One node's surroundings in one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeRow {
    /// The row of the nodes.
    pub row: u32,
    /// Place of the node in [`NodePlan::patterns`].
    pub pattern: u32,
    /// Occurrences of the node.
    pub nodes: u32,
    /// Tokens within reach, nodes themselves left out.
    pub reach: u32,
    /// Forms within reach.
    pub cells: Vec<Cell>,
}

/// Surroundings of all nodes.
///
/// A token within reach of several occurrences belongs to the nearest (of two as near, the earlier), and counts once
/// per node pattern, so that rows add up.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct NodeCounts {
    /// In order of row and pattern once finished.
    pub list: Vec<NodeRow>,
    #[serde(skip)]
    nodes_of: FxHashMap<u32, Vec<u32>>,
    #[serde(skip)]
    known: usize,
}

impl PartialEq for NodeCounts {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl NodeCounts {
    /// Adds one article. Its rows begin at `first_row`.
    pub(super) fn add(
        &mut self,
        plan: &NodePlan,
        vocabulary: &Vocabulary,
        stream: &Stream<'_>,
        first_row: u32,
    ) {
        self.learn(plan, vocabulary);
        if !stream.terms.iter().any(|t| self.nodes_of.contains_key(t)) {
            return;
        }
        let stretches = stream.stretches(plan.reach);
        for pattern in 0..plan.patterns.len() as u32 {
            let mut found: FxHashMap<u32, (u32, u32, FxHashMap<u32, u32>)> = FxHashMap::default();
            for stretch in &stretches {
                self.count(
                    pattern,
                    stream,
                    stretch.clone(),
                    plan.reach.words(),
                    &mut found,
                );
            }
            let mut rows: Vec<_> = found.into_iter().collect();
            rows.sort_by_key(|(row, _)| *row);
            self.list
                .extend(rows.into_iter().map(|(row, (nodes, reach, cells))| {
                    NodeRow {
                        row: first_row + row,
                        pattern,
                        nodes,
                        reach,
                        cells: cells
                            .into_iter()
                            .map(|(term, count)| Cell { term, count })
                            .collect(),
                    }
                }));
        }
    }

    /// Finds the nodes among the forms that are new since the last article.
    fn learn(&mut self, plan: &NodePlan, vocabulary: &Vocabulary) {
        for term in self.known..vocabulary.len() {
            let form = normal_form(vocabulary.get(term as u32));
            let fits = |(_, glob): &(usize, &Glob)| glob.matches_normal(&form);
            let nodes: Vec<u32> = plan
                .patterns
                .iter()
                .enumerate()
                .filter(fits)
                .map(|(p, _)| p as u32)
                .collect();
            if !nodes.is_empty() {
                self.nodes_of.insert(term as u32, nodes);
            }
        }
        self.known = vocabulary.len();
    }

    fn count(
        &self,
        pattern: u32,
        stream: &Stream<'_>,
        stretch: std::ops::Range<usize>,
        reach: usize,
        found: &mut FxHashMap<u32, (u32, u32, FxHashMap<u32, u32>)>,
    ) {
        let is_node = |i: usize| {
            self.nodes_of
                .get(&stream.terms[i])
                .is_some_and(|nodes| nodes.contains(&pattern))
        };
        let nodes: Vec<usize> = stretch.clone().filter(|i| is_node(*i)).collect();
        let row = |i: usize| stream.units.list[i].row;
        for &node in &nodes {
            found.entry(row(node)).or_default().0 += 1;
        }
        if nodes.is_empty() {
            return;
        }
        let mut next = 0;
        for i in stretch.filter(|i| !is_node(*i)) {
            while next < nodes.len() && nodes[next] < i {
                next += 1;
            }
            let before = next.checked_sub(1).map(|n| (i - nodes[n], nodes[n]));
            let after = nodes.get(next).map(|n| (n - i, *n));
            // Of two as near the earlier: its place is the smaller second number.
            let Some((distance, node)) = before.into_iter().chain(after).min() else {
                continue;
            };
            if distance <= reach {
                let entry = found.entry(row(node)).or_default();
                entry.1 += 1;
                *entry.2.entry(stream.terms[i]).or_default() += 1;
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self, rows: u32, terms: &[u32]) {
        self.list.extend(other.list.into_iter().map(|mut entry| {
            entry.row += rows;
            entry
                .cells
                .iter_mut()
                .for_each(|c| c.term = terms[c.term as usize]);
            entry
        }));
    }

    pub(super) fn finish(&mut self, rows: &[u32], terms: &[u32]) {
        for entry in &mut self.list {
            entry.row = rows[entry.row as usize];
            entry
                .cells
                .iter_mut()
                .for_each(|c| c.term = terms[c.term as usize]);
            entry.cells.sort_unstable_by_key(|c| c.term);
        }
        self.list.sort_by_key(|entry| (entry.row, entry.pattern));
    }
}
