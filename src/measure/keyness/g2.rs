//! The log-likelihood ratio.

use super::{Cellwise, Table2x2};
use crate::measure::About;
use crate::measure::six;

/// How much evidence there is against equal frequency, if tokens were independent.
///
/// ```text
///                target   reference
/// term              a          b
/// other tokens      c          d         2 Σ O ln(O / E) over the four cells, E from the margins
/// ```
///
/// Signed: positive when the term is more frequent in the target. Any real number; `0 ln 0 = 0`, nothing is added to
/// a cell. Words cluster by article, so its size is no measure of surprise: read it as a ranking.
/// `None` if a group has no tokens at all.
///
/// Dunning, T. (1993), "Accurate Methods for the Statistics of Surprise and Coincidence",
/// Computational Linguistics 19(1), 61–74.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::g2};
/// // 10 of 100 against 5 of 200: 2(10 ln(10/5) + 5 ln(5/10) + 90 ln(90/95) + 195 ln(195/190)) = 7.3298.
/// let value = g2(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 7.329_812).abs() < 5e-7);
/// assert!(g2(Table2x2 { a: 5, b: 10, c: 195, d: 90 }).unwrap() < 0.0);
/// assert_eq!(g2(Table2x2 { a: 0, b: 5, c: 0, d: 195 }), None);
/// ```
pub fn g2(table: Table2x2) -> Option<f64> {
    table.sizes()?;
    Some(table.signed_g2())
}

/// [`g2`] as a column.
pub(super) const G2: Cellwise = Cellwise {
    columns: &["g2"],
    value: g2,
    worked: |t| {
        let n = t.total() as f64;
        let rows = [t.a + t.b, t.c + t.d].map(|r| r as f64);
        let columns = [t.a + t.c, t.b + t.d].map(|c| c as f64);
        let cells = [(t.a, 0, 0), (t.b, 0, 1), (t.c, 1, 0), (t.d, 1, 1)];
        let part = |(o, r, c): (u64, usize, usize)| {
            let expected = six(rows[r] * columns[c] / n);
            if o == 0 {
                "0".into()
            } else {
                format!("{o} ln({o} / {expected})")
            }
        };
        format!("2 ({})", cells.map(part).join(" + "))
    },
    about: About {
        formula: "2 Σ O ln(O / E) over four cells",
        range: "any; above 0: more in the target",
        undefined: "a group has no words",
        citation: "Dunning, T. (1993). Accurate Methods for the Statistics of Surprise and Coincidence. Computational Linguistics 19(1), 61–74.",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_values() {
        // Dunning 1993, p. 72: 110 of 2,552 against 111 of 29,225 gives 270.72; 10, 0, 3, 31764 gives 167.23.
        let value = |a, b, c, d| g2(Table2x2 { a, b, c, d }).unwrap();
        assert!((value(110, 111, 2442, 29114) - 270.72).abs() < 0.005);
        assert!((value(10, 0, 3, 31764) - 167.23).abs() < 0.005);
        assert!(value(1, 1, 1, 1).abs() < 1e-12);
        // polmineR has no value here; by hand 2(2 ln 2 + 8 ln(8/9) + 10 ln(10/9)).
        assert!((value(2, 0, 8, 10) - 2.995_270_5).abs() < 1e-6);
    }
}
