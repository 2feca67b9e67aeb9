//! GraphML, as Gephi, igraph and NetworkX read it.

use super::graph::{Graph, escaped};
use super::{Format, Table, failed};
use crate::error::Result;
use std::io::Write;

pub(super) struct GraphMl;

impl Format for GraphMl {
    fn name(&self) -> &'static str {
        "graphml"
    }

    fn write(&self, table: &Table, out: &mut dyn Write) -> Result<()> {
        let graph = Graph::new(table, self.name())?;
        let mut text = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n",
        );
        for (number, (column, is_number)) in graph.columns.iter().enumerate() {
            let kind = if *is_number { "double" } else { "string" };
            text += &format!(
                "<key id=\"e{number}\" for=\"edge\" attr.name=\"{column}\" attr.type=\"{kind}\"/>\n"
            );
        }
        let kind = if graph.directed {
            "directed"
        } else {
            "undirected"
        };
        text += &format!("<graph edgedefault=\"{kind}\">\n");
        for (number, name) in graph.nodes.iter().enumerate() {
            text += &format!(
                "<node id=\"n{number}\"><data key=\"label\">{}</data></node>\n",
                escaped(name)
            );
        }
        for (from, to, cells) in &graph.edges {
            text += &format!("<edge source=\"n{from}\" target=\"n{to}\">");
            for (column, cell) in cells.iter().enumerate() {
                if let Some(cell) = cell {
                    text += &format!("<data key=\"e{column}\">{}</data>", escaped(cell));
                }
            }
            text += "</edge>\n";
        }
        text += "</graph>\n</graphml>\n";
        out.write_all(text.as_bytes()).map_err(failed)
    }
}
