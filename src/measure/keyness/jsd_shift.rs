//! What a term adds to the Jensen–Shannon divergence of two groups: the contributions of a word shift.

use super::{Cellwise, Table2x2};
use crate::measure::About;
use core::f64::consts::LN_2;

/// What a term adds to the Jensen–Shannon divergence of the two distributions of words, with a sign: above 0 where the
/// target has more of it.
///
/// ```text
/// ± ½ (p₁ log₂(p₁/m) + p₂ log₂(p₂/m))        p₁ = a/N₁   p₂ = b/N₂   m = (p₁ + p₂)/2
/// ```
///
/// In bits, from −½ to ½; without the sign, the sum over all words is the divergence. A frequent word can add much with a
/// small difference, a rare one never does. `None` if a group has no tokens.
///
/// Lin, J. (1991), "Divergence measures based on the Shannon entropy", IEEE Transactions on Information Theory 37(1),
/// 145–151; Gallagher, R. J. et al. (2021), "Generalized word shift graphs", EPJ Data Science 10, 4.
///
/// # Examples
///
/// ```
/// use counterframe::measure::{Table2x2, keyness::jsd_shift};
/// // p = .1 and .025, m = .0625: ½ (.1 · log₂ 1.6 + .025 · log₂ .4) = ½ (.067 807 − .033 048).
/// let value = jsd_shift(Table2x2 { a: 10, b: 5, c: 90, d: 195 }).unwrap();
/// assert!((value - 0.017_379_5).abs() < 1e-7);
/// // The target never uses it: half of what the other has.
/// let never = jsd_shift(Table2x2 { a: 0, b: 5, c: 100, d: 195 }).unwrap();
/// assert!((never + 0.0125).abs() < 1e-12);
/// ```
pub fn jsd_shift(table: Table2x2) -> Option<f64> {
    let [n1, n2] = table.sizes()?;
    let (p1, p2) = (table.a as f64 / n1, table.b as f64 / n2);
    let m = f64::midpoint(p1, p2);
    let part = |p: f64| {
        if p > 0.0 {
            p * libm::log(p / m) / LN_2
        } else {
            0.0
        }
    };
    let size = 0.5 * (part(p1) + part(p2));
    Some(if p1 < p2 { -size } else { size })
}

/// [`jsd_shift`] as a column.
pub(super) const JSD_SHIFT: Cellwise = Cellwise {
    columns: &["jsd_shift"],
    value: jsd_shift,
    worked: |t| {
        let (p1, p2) = (t.rate(0), t.rate(1));
        format!(
            "½ ({p1} log₂({p1}/m) + {p2} log₂({p2}/m)), m = ({p1} + {p2})/2, below 0 where the reference has more"
        )
    },
    about: About {
        formula: "± ½ (p₁ log₂(p₁/m) + p₂ log₂(p₂/m)), m = (p₁ + p₂)/2",
        range: "−½ to ½ bits",
        undefined: "a group has no words",
        citation: "Gallagher, R. J. et al. (2021). Generalized word shift graphs: a method for visualizing and explaining pairwise comparisons between texts. EPJ Data Science 10, 4; Lin, J. (1991). Divergence measures based on the Shannon entropy. IEEE Transactions on Information Theory 37(1), 145–151.",
    },
};
