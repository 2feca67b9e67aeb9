//! Two sequences of words side by side.

/// Where two sequences agree: the longest common subsequence, as pairs of places, ascending in both.
///
/// Of several as long the one that agrees earliest in the first sequence.
///
/// # Examples
///
/// ```
/// use counterframe::frame::lineage::agreements;
/// let (one, other) = (["we", "will", "keep", "order"], ["order", "we", "keep"]);
/// assert_eq!(agreements(&one, &other), [(0, 1), (2, 2)]);
/// ```
pub fn agreements<T: PartialEq>(one: &[T], other: &[T]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    // The length of the longest common subsequence of what follows two places.
    let mut longest = vec![0_u16; (one.len() + 1) * width];
    for i in (0..one.len()).rev() {
        for j in (0..other.len()).rev() {
            longest[i * width + j] = if one[i] == other[j] {
                longest[(i + 1) * width + j + 1].saturating_add(1)
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::with_capacity(usize::from(longest[0]));
    while i < one.len() && j < other.len() {
        if one[i] == other[j] {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] > longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

/// A stretch of an alignment: words of a statement that a version keeps or leaves out, or words that it adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// In both, as the version has them.
    Kept,
    /// In the statement only.
    Dropped,
    /// In the version only.
    Added,
}

/// The whole alignment of two sequences: places in the first for what is dropped, in the second for all else.
pub(super) fn alignment(lengths: [usize; 2], agreements: &[(usize, usize)]) -> Vec<(Kind, usize)> {
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    let end = [(lengths[0], lengths[1])];
    for (next_i, next_j) in agreements.iter().chain(&end) {
        found.extend((i..*next_i).map(|i| (Kind::Dropped, i)));
        found.extend((j..*next_j).map(|j| (Kind::Added, j)));
        if *next_i < lengths[0] {
            found.push((Kind::Kept, *next_j));
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    found
}
