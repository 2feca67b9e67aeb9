//! GEXF 1.3, as Gephi reads it.

use super::graph::{Graph, escaped};
use super::{Format, Table, failed};
use crate::error::Result;
use std::io::Write;

pub(super) struct Gexf;

impl Format for Gexf {
    fn name(&self) -> &'static str {
        "gexf"
    }

    fn write(&self, table: &Table, out: &mut dyn Write) -> Result<()> {
        let graph = Graph::new(table, self.name())?;
        let kind = if graph.directed {
            "directed"
        } else {
            "undirected"
        };
        let mut text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n<graph defaultedgetype=\"{kind}\">\n<attributes class=\"edge\">\n",
        );
        for (number, (column, is_number)) in graph.columns.iter().enumerate() {
            let kind = if *is_number { "double" } else { "string" };
            text += &format!("<attribute id=\"{number}\" title=\"{column}\" type=\"{kind}\"/>\n");
        }
        text += "</attributes>\n<nodes>\n";
        for (number, name) in graph.nodes.iter().enumerate() {
            text += &format!("<node id=\"{number}\" label=\"{}\"/>\n", escaped(name));
        }
        text += "</nodes>\n<edges>\n";
        for (number, (from, to, cells)) in graph.edges.iter().enumerate() {
            text += &format!("<edge id=\"{number}\" source=\"{from}\" target=\"{to}\"><attvalues>");
            for (column, cell) in cells.iter().enumerate() {
                if let Some(cell) = cell {
                    text += &format!("<attvalue for=\"{column}\" value=\"{}\"/>", escaped(cell));
                }
            }
            text += "</attvalues></edge>\n";
        }
        text += "</edges>\n</graph>\n</gexf>\n";
        out.write_all(text.as_bytes()).map_err(failed)
    }
}
