//! The measures themselves.

use super::{Cell, Table};
use crate::measure::dispersion::arf;
use crate::measure::{About, association, dispersion, inference, keyness, ngram};

/// The columns of the table.
pub const COLUMNS: &[&str] = &["of", "columns", "formula", "range", "undefined", "source"];

/// One row a measure, in the order of the columns they fill.
pub fn table() -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    let mut add = |of: &str, columns: &[&str], about: &About| {
        let columns = columns.join(", ");
        let cells = [
            of,
            &columns,
            about.formula,
            about.range,
            about.undefined,
            about.citation,
        ];
        table.rows.push(cells.map(|c| Cell::Text(c.into())).into());
    };
    for m in keyness::MEASURES {
        add("keyness", m.columns(), m.about());
    }
    for part in inference::PARTS {
        add("test", part.columns, &part.about);
    }
    for m in association::MEASURES {
        add("association", &[m.column()], m.about());
    }
    for m in dispersion::MEASURES {
        add("dispersion", &[m.column()], m.about());
    }
    add("dispersion", &["arf"], &arf::ABOUT);
    add("n-grams", &["lambda", "z"], &ngram::ABOUT);
    table
}
