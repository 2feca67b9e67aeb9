//! Deviation of proportions.

use super::{OfCounts, Parts};
use crate::measure::About;

/// Half the distance between the term's spread over the parts and that of the words.
///
/// ```text
/// DP = ½ Σ | v / f − s |        s: share of the words in the part
/// ```
///
/// 0 (as the words are) to 1 − min s (in the smallest part only). `None` if the term does not occur, or there are fewer
/// than two parts.
///
/// Gries, S. Th. (2008), "Dispersions and adjusted frequencies in corpora", International Journal of Corpus Linguistics
/// 13(4), 403–437.
///
/// # Examples
///
/// ```
/// use counterframe::measure::dispersion::{Parts, Sizes, dp};
/// // Gries's example: counts 1 to 5 in parts of 9, 10, 10, 10 and 11 words.
/// let sizes = Sizes::new([9, 10, 10, 10, 11].into_iter());
/// let parts = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];
/// assert!((dp(&Parts { counts: &parts, sizes }).unwrap() - 0.18).abs() < 1e-12);
/// ```
pub fn dp(parts: &Parts<'_>) -> Option<f64> {
    let f = parts.defined()? as f64;
    let total = parts.sizes.total as f64;
    let (mut deviation, mut covered) = (0.0, 0_u64);
    for (v, s) in parts.counts {
        deviation += (*v as f64 / f - *s as f64 / total).abs();
        covered += s;
    }
    let without = (parts.sizes.total - covered) as f64 / total;
    Some(0.5 * (deviation + without))
}

/// [`dp`] so that 1 is a term in the smallest part only.
///
/// ```text
/// DPnorm = DP / (1 − min s)
/// ```
///
/// 0 to 1. `None` as for [`dp`].
///
/// Lijffijt, J. and Gries, S. Th. (2012), "Correction to …", International Journal of Corpus Linguistics 17(1), 147–149.
///
/// # Examples
///
/// ```
/// use counterframe::measure::dispersion::{Parts, Sizes, dp_norm};
/// // Gries's example: DP = .18, DPnorm = .18 / (1 − .18) = .2195.
/// let sizes = Sizes::new([9, 10, 10, 10, 11].into_iter());
/// let parts = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];
/// assert!((dp_norm(&Parts { counts: &parts, sizes }).unwrap() - 0.219_512).abs() < 1e-6);
/// ```
pub fn dp_norm(parts: &Parts<'_>) -> Option<f64> {
    let smallest = parts.sizes.smallest as f64 / parts.sizes.total as f64;
    Some(dp(parts)? / (1.0 - smallest))
}

/// [`dp`] as a column.
pub(super) const DP: OfCounts = OfCounts {
    column: "dp",
    value: dp,
    about: About {
        formula: "½ Σ |v/f − s|",
        range: "0 (even) to 1 − min s",
        undefined: "the term does not occur, or there are fewer than two articles",
        citation: "Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus Linguistics 13(4), 403–437.",
    },
};

/// [`dp_norm`] as a column.
pub(super) const DP_NORM: OfCounts = OfCounts {
    column: "dp_norm",
    value: dp_norm,
    about: About {
        formula: "DP / (1 − min s)",
        range: "0 (even) to 1",
        undefined: "the term does not occur, or there are fewer than two articles",
        citation: "Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus Linguistics 13(4), 403–437; Lijffijt, J. & Gries, S. Th. (2012). Correction. 17(1), 147–149.",
    },
};

#[cfg(test)]
mod tests {
    use super::super::Sizes;
    use super::*;

    #[test]
    fn the_ends_of_the_range() {
        let sizes = Sizes::new([10, 20, 30].into_iter());
        let value = |counts: &[(u64, u64)]| dp_norm(&Parts { counts, sizes });
        assert!(value(&[(1, 10), (2, 20), (3, 30)]).unwrap().abs() < 1e-12);
        assert!((value(&[(7, 10)]).unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(value(&[]), None);
        let one = Sizes::new([10, 0].into_iter());
        assert_eq!(
            dp_norm(&Parts {
                counts: &[(1, 10)],
                sizes: one
            }),
            None
        );
    }
}
