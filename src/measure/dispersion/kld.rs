//! Kullback–Leibler divergence.

use super::{OfCounts, Parts};
use crate::measure::About;

/// How much the term's spread over the parts departs from that of the words, in bits.
///
/// ```text
/// Σ (v / f) log₂( (v / f) / s )        s: share of the words in the part
/// ```
///
/// 0 (as the words are) and up. `None` if the term does not occur, or there are fewer than two parts.
///
/// Gries, S. Th. (2020), "Analyzing dispersion", in A Practical Handbook of Corpus Linguistics, 99–118.
///
/// # Examples
///
/// ```
/// use counterframe::measure::dispersion::{Parts, Sizes, kld};
/// // Gries's example: counts 1 to 5 in parts of 9, 10, 10, 10 and 11 words.
/// let sizes = Sizes::new([9, 10, 10, 10, 11].into_iter());
/// let parts = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];
/// let value = kld(&Parts { counts: &parts, sizes }).unwrap();
/// assert!((value - 0.137).abs() < 0.0005);
/// ```
pub fn kld(parts: &Parts<'_>) -> Option<f64> {
    let f = parts.defined()? as f64;
    let total = parts.sizes.total as f64;
    let bits = |(v, s): &(u64, u64)| {
        let share = *v as f64 / f;
        share * libm::log2(share / (*s as f64 / total))
    };
    // Rounding may leave a term that is spread as the words are a hair below 0.
    Some(parts.counts.iter().map(bits).sum::<f64>().max(0.0))
}

/// [`kld`] as a column.
pub(super) const KLD: OfCounts = OfCounts {
    column: "kld",
    value: kld,
    about: About {
        formula: "Σ (v/f) log₂((v/f)/s)",
        range: "0 (even) and up, in bits",
        undefined: "the term does not occur, or there are fewer than two articles",
        citation: "Gries, S. Th. (2020). Analyzing dispersion. In M. Paquot & S. Th. Gries (eds.), A Practical Handbook of Corpus Linguistics, 99–118. Springer.",
    },
};
