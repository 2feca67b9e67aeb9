//! The largest eigenvectors of a symmetric matrix that is known by what it does to a vector.
//!
//! Own code, since the same bits are wanted on every machine: the libraries at hand choose their kernels by processor.

use crate::random::mixed;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

/// Eigenvalues, largest first, with their vectors of length 1.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Eigen {
    /// The eigenvalues.
    pub values: Vec<f64>,
    /// One vector a value.
    pub vectors: Vec<Vec<f64>>,
}

/// Entries of a vector that one worker takes at a time.
const CHUNK: usize = 1024;
/// How exact an eigenvector is, relative to the largest eigenvalue.
const TOLERANCE: f64 = 1e-9;

/// The `wanted` largest eigenvalues of a symmetric matrix of `size` rows that has no negative ones, with their vectors;
/// fewer if the matrix has fewer that are not 0. `multiply` writes the product of the matrix with its first argument into
/// its second.
///
/// Lanczos's method with every vector made orthogonal to all before it, continued until the residuals of all wanted
/// vectors are below 10⁻⁹ of the largest eigenvalue. The start is fixed, and so are signs: the entry of a vector that is
/// largest in size is positive.
///
/// Golub, G. H. & Van Loan, C. F. (2013), Matrix Computations, 4th ed., Johns Hopkins, §10.1–10.3; the tridiagonal
/// problem: Bowdler, H., Martin, R. S., Reinsch, C. & Wilkinson, J. H. (1968), Numerische Mathematik 11, 293–306.
///
/// # Examples
///
/// ```
/// use counterframe::measure::eigen::largest;
/// // [2 1; 1 2] has the eigenvalues 3 and 1.
/// let multiply = |x: &[f64], y: &mut [f64]| {
///     y[0] = 2.0 * x[0] + x[1];
///     y[1] = x[0] + 2.0 * x[1];
/// };
/// let found = largest(2, 2, &multiply);
/// assert!((found.values[0] - 3.0).abs() < 1e-12 && (found.values[1] - 1.0).abs() < 1e-12);
/// assert!((found.vectors[0][0] - found.vectors[0][1]).abs() < 1e-12);
/// ```
pub fn largest(size: usize, wanted: usize, multiply: &dyn Fn(&[f64], &mut [f64])) -> Eigen {
    let wanted = wanted.min(size);
    if wanted == 0 {
        return Eigen::default();
    }
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let (mut diagonal, mut beside): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    let mut next = start(size, 0, &basis);
    let mut steps = (2 * wanted + 40).min(size);
    loop {
        while basis.len() < steps {
            let Some(vector) = next.take() else { break };
            let mut product = vec![0.0; size];
            multiply(&vector, &mut product);
            diagonal.push(dot(&vector, &product));
            basis.push(vector);
            let length = orthogonal(&mut product, &basis);
            let scale = diagonal.iter().copied().fold(0.0, f64::max);
            if length > 1e-12 * scale.max(f64::MIN_POSITIVE) {
                product.iter_mut().for_each(|x| *x /= length);
                beside.push(length);
                next = Some(product);
            } else {
                // The space of the start is used up: another start, tied to nothing before it.
                beside.push(0.0);
                next = start(size, basis.len() as u64, &basis);
            }
        }
        let (values, rows) = tridiagonal(&diagonal, &beside);
        let last = beside.last().copied().unwrap_or(0.0);
        let largest = values.first().copied().unwrap_or(0.0);
        let exact = |i: usize| (last * rows[i][rows[i].len() - 1]).abs() <= TOLERANCE * largest;
        let used_up = next.is_none() || basis.len() == size;
        if used_up || (0..wanted.min(values.len())).all(exact) {
            return assembled(&values, &rows, &basis, wanted);
        }
        steps = (steps + steps / 2).min(size);
    }
}

/// The eigenvectors from those of the small problem.
fn assembled(values: &[f64], rows: &[Vec<f64>], basis: &[Vec<f64>], wanted: usize) -> Eigen {
    let largest = values.first().copied().unwrap_or(0.0);
    let mut found = Eigen::default();
    for (value, weights) in values.iter().zip(rows).take(wanted) {
        if *value <= TOLERANCE * largest {
            break;
        }
        let mut vector = vec![0.0; basis[0].len()];
        for (weight, of) in weights.iter().zip(basis) {
            for (x, b) in vector.iter_mut().zip(of) {
                *x += weight * b;
            }
        }
        let main =
            vector.iter().copied().fold(
                0.0_f64,
                |most, x| if x.abs() > most.abs() { x } else { most },
            );
        let length = libm::sqrt(dot(&vector, &vector));
        vector.iter_mut().for_each(|x| *x /= length.copysign(main));
        found.values.push(*value);
        found.vectors.push(vector);
    }
    found
}

/// A vector of fixed numbers, orthogonal to a basis; none if the basis is whole.
fn start(size: usize, salt: u64, basis: &[Vec<f64>]) -> Option<Vec<f64>> {
    if basis.len() >= size {
        return None;
    }
    let number = |i: usize| {
        let bits = mixed(mixed(salt + 1) ^ i as u64) >> 11;
        bits as f64 / (1_u64 << 53) as f64 - 0.5
    };
    let mut vector: Vec<f64> = (0..size).map(number).collect();
    let length = orthogonal(&mut vector, basis);
    vector.iter_mut().for_each(|x| *x /= length);
    (length > 1e-9).then_some(vector)
}

/// Takes out of a vector what it has of a basis, twice for the sake of rounding; returns what is left of its length.
fn orthogonal(vector: &mut [f64], basis: &[Vec<f64>]) -> f64 {
    for _ in 0..2 {
        // Each product and each entry is summed in one fixed order, whoever does it.
        let parts: Vec<f64> = basis.par_iter().map(|of| dot(vector, of)).collect();
        vector
            .par_chunks_mut(CHUNK)
            .enumerate()
            .for_each(|(number, chunk)| {
                let from = number * CHUNK;
                for (part, of) in parts.iter().zip(basis) {
                    for (x, b) in chunk.iter_mut().zip(&of[from..]) {
                        *x -= part * b;
                    }
                }
            });
    }
    libm::sqrt(dot(vector, vector))
}

/// Eight sums side by side, then their sum: an order that processors are fast at, and always the same.
fn dot(x: &[f64], y: &[f64]) -> f64 {
    const LANES: usize = 8;
    let mut sums = [0.0; LANES];
    let (wide_x, rest_x) = x.as_chunks::<LANES>();
    let (wide_y, rest_y) = y.as_chunks::<LANES>();
    for (a, b) in wide_x.iter().zip(wide_y) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let rest: f64 = rest_x.iter().zip(rest_y).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f64>() + rest
}

/// Eigenvalues of a tridiagonal matrix, largest first, and the components of their vectors: the QL method with implicit
/// shifts.
fn tridiagonal(diagonal: &[f64], beside: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = diagonal.len();
    let mut d = diagonal.to_vec();
    let mut e = beside[..n].to_vec();
    e[n - 1] = 0.0;
    // Row i of `vectors` is what becomes eigenvector i.
    let mut vectors: Vec<Vec<f64>> = (0..n)
        .map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect())
        .collect();
    for l in 0..n {
        loop {
            let small = |m: usize| e[m].abs() <= f64::EPSILON * (d[m].abs() + d[m + 1].abs());
            let m = (l..n - 1).find(|m| small(*m)).unwrap_or(n - 1);
            if m == l {
                break;
            }
            let mut g = (d[l + 1] - d[l]) / (2.0 * e[l]);
            let r = libm::hypot(g, 1.0);
            g = d[m] - d[l] + e[l] / (g + r.copysign(g));
            let (mut s, mut c, mut p) = (1.0, 1.0, 0.0);
            let mut split = false;
            for i in (l..m).rev() {
                let f = s * e[i];
                let b = c * e[i];
                let r = libm::hypot(f, g);
                e[i + 1] = r;
                if r == 0.0 {
                    d[i + 1] -= p;
                    e[m] = 0.0;
                    split = true;
                    break;
                }
                s = f / r;
                c = g / r;
                let old = d[i + 1] - p;
                let turned = (d[i] - old) * s + 2.0 * c * b;
                p = s * turned;
                d[i + 1] = old + p;
                g = c * turned - b;
                let (low, high) = vectors.split_at_mut(i + 1);
                for (x, y) in low[i].iter_mut().zip(high[0].iter_mut()) {
                    let f = *y;
                    *y = s * *x + c * f;
                    *x = c * *x - s * f;
                }
            }
            if !split {
                d[l] -= p;
                e[l] = g;
                e[m] = 0.0;
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|i, j| d[*j].total_cmp(&d[*i]));
    let values = order.iter().map(|i| d[*i]).collect();
    let rows = order
        .iter()
        .map(|i| std::mem::take(&mut vectors[*i]))
        .collect();
    (values, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_are_what_the_matrix_stretches() {
        // A symmetric matrix with a known spectrum's shape: products of fixed numbers, and one eigenvalue twice.
        let n = 40;
        let of = |i: usize, j: usize| {
            let base = 1.0 / (1.0 + (i as f64 - j as f64).abs());
            if i == j { base + (i % 7) as f64 } else { base }
        };
        let multiply = |x: &[f64], y: &mut [f64]| {
            for (i, out) in y.iter_mut().enumerate() {
                *out = (0..n).map(|j| of(i, j) * x[j]).sum();
            }
        };
        let found = largest(n, 12, &multiply);
        assert_eq!(found.values.len(), 12);
        for (value, vector) in found.values.iter().zip(&found.vectors) {
            let mut product = vec![0.0; n];
            multiply(vector, &mut product);
            let worst = product
                .iter()
                .zip(vector)
                .map(|(p, v)| (p - value * v).abs())
                .fold(0.0, f64::max);
            assert!(worst < 1e-8, "{value}: {worst}");
            assert!((dot(vector, vector) - 1.0).abs() < 1e-12);
        }
        assert!(found.values.windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn equal_and_missing_eigenvalues_are_no_trouble() {
        // The identity of four rows, and a matrix of one direction only.
        let same = largest(4, 4, &|x, y| y.copy_from_slice(x));
        assert_eq!(same.values.len(), 4);
        assert!(same.values.iter().all(|v| (v - 1.0).abs() < 1e-12));
        let one = largest(3, 3, &|x, y| y.fill(x.iter().sum()));
        assert_eq!(one.values.len(), 1);
        assert!((one.values[0] - 3.0).abs() < 1e-12);
        assert_eq!(largest(0, 3, &|_, _| {}), Eigen::default());
    }
}
