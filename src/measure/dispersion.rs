//! How evenly a term is spread over articles.

/// The normalised deviation of proportions: 0 for a term spread as the words are, 1 for one in the smallest article only.
///
/// ```text
/// DP = ½ Σ | vᵢ / f − sᵢ |        DPnorm = DP / (1 − min s)
/// ```
///
/// `parts` gives for each article with the term its count `v` and its size in words; `sizes` are the sizes of all
/// articles. `None` if the term does not occur, or there are fewer than two articles with words. Empty articles are left out.
///
/// Gries, S. Th. (2008), "Dispersions and adjusted frequencies in corpora", International Journal of Corpus Linguistics
/// 13(4), 403–437; normalisation: Lijffijt, J. and Gries, S. Th. (2012), same journal 17(1), 147–149.
///
/// # Examples
///
/// ```
/// use counterframe::measure::dispersion::dp_norm;
/// use counterframe::measure::dispersion::Sizes;
/// // Gries's example: counts 1 to 5 in parts of 9, 10, 10, 10, 11 words: DP = .18, DPnorm = .18 / (1 − .18) = .2195.
/// let sizes = [9, 10, 10, 10, 11];
/// let parts = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];
/// let value = dp_norm(parts.into_iter(), Sizes::new(sizes.into_iter())).unwrap();
/// assert!((value - 0.219_512).abs() < 1e-6);
/// ```
pub fn dp_norm(parts: impl Iterator<Item = (u64, u64)>, sizes: Sizes) -> Option<f64> {
    let parts: Vec<(u64, u64)> = parts.filter(|(v, _)| *v > 0).collect();
    let f: u64 = parts.iter().map(|(v, _)| v).sum();
    if f == 0 || sizes.articles < 2 {
        return None;
    }
    let total = sizes.total as f64;
    let (mut deviation, mut covered) = (0.0, 0_u64);
    for (v, n) in parts {
        deviation += (v as f64 / f as f64 - n as f64 / total).abs();
        covered += n;
    }
    let without = (sizes.total - covered) as f64 / total;
    Some(0.5 * (deviation + without) / (1.0 - sizes.smallest as f64 / total))
}

/// The sizes of all articles, in so far as dispersion needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sizes {
    /// Articles with words.
    pub articles: u64,
    /// All words.
    pub total: u64,
    /// Words of the smallest article that has any.
    pub smallest: u64,
}

impl Sizes {
    /// Sums up the sizes of articles; empty ones are left out.
    pub fn new(sizes: impl Iterator<Item = u64>) -> Self {
        sizes.filter(|n| *n > 0).fold(Self::default(), |s, n| Self {
            articles: s.articles + 1,
            total: s.total + n,
            smallest: if s.articles == 0 {
                n
            } else {
                s.smallest.min(n)
            },
        })
    }
}

/// Where [`dp_norm`] comes from.
pub const CITATION: &str = "Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus Linguistics 13(4), 403–437; Lijffijt, J. & Gries, S. Th. (2012). Correction. 17(1), 147–149.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_range() {
        let sizes = Sizes::new([10, 20, 30].into_iter());
        let value = |parts: &[(u64, u64)]| dp_norm(parts.iter().copied(), sizes);
        assert!(value(&[(1, 10), (2, 20), (3, 30)]).unwrap().abs() < 1e-12);
        assert!((value(&[(7, 10)]).unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(value(&[]), None);
        assert_eq!(
            dp_norm([(1, 10)].into_iter(), Sizes::new([10, 0].into_iter())),
            None
        );
    }
}
