//! Fisher's exact test.

use super::{Cellwise, Table2x2};
use crate::measure::About;
use crate::measure::tails::hypergeometric_two_sided;

/// Fisher's exact test of equal frequency, two-sided: the share of tables with the same margins that are no more likely.
///
/// In `[0, 1]`. It takes tokens as independent, which words in articles are not: with real news it calls far more terms
/// significant than it should. The odds ratio that belongs to it is
/// [`conditional_odds_ratio`](crate::measure::tails::conditional_odds_ratio). `None` if a group has no tokens.
///
/// Fisher, R. A. (1934), Statistical Methods for Research Workers, 5th ed., §21.02.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::fisher_p};
/// // Three of four cups right: 34 of the 70 tables are no more likely.
/// let p = fisher_p(Table2x2 { a: 3, b: 1, c: 1, d: 3 }).unwrap();
/// assert!((p - 34.0 / 70.0).abs() < 1e-14);
/// ```
pub fn fisher_p(table: Table2x2) -> Option<f64> {
    table.sizes()?;
    Some(hypergeometric_two_sided(table))
}

/// [`fisher_p`] as a column.
pub(super) const FISHER_P: Cellwise = Cellwise {
    columns: &["fisher_p"],
    value: fisher_p,
    worked: |t| {
        let Table2x2 { a, b, c, d } = t;
        let (r, s) = (a + b, c + d);
        format!(
            "sum over all tables with rows {r}, {s} and columns {}, {} that are no more likely than {a}, {b}, {c}, {d}",
            a + c,
            b + d
        )
    },
    about: About {
        formula: "share of tables with these margins that are no more likely",
        range: "0 to 1",
        undefined: "a group has no words",
        citation: "Fisher, R. A. (1934). Statistical Methods for Research Workers, 5th ed. Oliver & Boyd, §21.02.",
    },
};
