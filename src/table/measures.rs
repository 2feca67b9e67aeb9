//! The measures themselves.

use super::{Cell, Table};
use crate::measure::dispersion::arf;
use crate::measure::{association, dispersion, inference, keyness, ngram};

/// The columns of the table.
pub const COLUMNS: &[&str] = &["of", "columns", "formula", "range", "undefined", "source"];

/// One row a measure, in the order of the columns they fill.
pub fn table() -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    let mut add = |cells: [&str; 6]| table.rows.push(cells.map(|c| Cell::Text(c.into())).into());
    for m in keyness::MEASURES {
        let columns = m.columns().join(", ");
        add([
            "keyness",
            &columns,
            m.formula(),
            m.range(),
            m.undefined(),
            m.citation(),
        ]);
    }
    for m in inference::PARTS {
        let columns = m.columns.join(", ");
        add([
            "test",
            &columns,
            m.formula,
            m.range,
            m.undefined,
            m.citation,
        ]);
    }
    for m in association::MEASURES {
        add([
            "association",
            m.column(),
            m.formula(),
            m.range(),
            m.undefined(),
            m.citation(),
        ]);
    }
    for m in dispersion::MEASURES {
        add([
            "dispersion",
            m.column(),
            m.formula(),
            m.range(),
            m.undefined(),
            m.citation(),
        ]);
    }
    add([
        "dispersion",
        "arf",
        "(f / N) Σ min(d, N / f), d: distances between occurrences",
        "1 to f (even)",
        arf::UNDEFINED,
        arf::CITATION,
    ]);
    add([
        "n-grams",
        "lambda, z",
        "Σ (−1)^(K−|b|) ln(n_b + ½) over 2ᴷ cells, and over √(Σ 1/(n_b + ½))",
        "any; above 0: the words keep together",
        ngram::UNDEFINED,
        ngram::CITATION,
    ]);
    table
}
