//! Binomial probabilities without loss of digits.
//!
//! Loader, C. (2000), "Fast and Accurate Computation of Binomial Probabilities", the saddle-point form that R uses.

use core::f64::consts::PI;

/// `C(n, x) pˣ qⁿ⁻ˣ` for real `0 ≤ x ≤ n` and `p + q = 1`, as its logarithm.
pub(super) fn ln_binomial(x: f64, n: f64, p: f64, q: f64) -> f64 {
    if x <= 0.0 {
        return if n <= 0.0 { 0.0 } else { n * ln_of(q, p) };
    }
    if x >= n {
        return n * ln_of(p, q);
    }
    let terms = remainder(n)
        - remainder(x)
        - remainder(n - x)
        - deviance(x, n * p)
        - deviance(n - x, n * q);
    terms - 0.5 * libm::log(2.0 * PI * x * (n - x) / n)
}

/// `ln p` where `other` is `1 − p`: from whichever has more digits.
fn ln_of(p: f64, other: f64) -> f64 {
    if other < 0.1 {
        libm::log1p(-other)
    } else {
        libm::log(p)
    }
}

/// What Stirling's formula misses of `ln n!`.
fn remainder(n: f64) -> f64 {
    if n <= 15.0 {
        let ln_root = 0.5 * libm::log(2.0 * PI);
        return libm::lgamma(n + 1.0) - (n + 0.5) * libm::log(n) + n - ln_root;
    }
    let nn = n * n;
    (1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / nn) / nn) / nn) / nn)
        / n
}

/// `x ln(x / m) + m − x`, by its series where the two are near.
fn deviance(x: f64, m: f64) -> f64 {
    let gap = x - m;
    if gap.abs() >= 0.1 * (x + m) {
        return x * libm::log(x / m) + m - x;
    }
    let v = gap / (x + m);
    let mut sum = gap * v;
    let mut term = 2.0 * x * v;
    for j in 1..1_000 {
        term *= v * v;
        let next = sum + term / f64::from(2 * j + 1);
        if next.to_bits() == sum.to_bits() {
            break;
        }
        sum = next;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_cases_by_hand() {
        // C(10, 3) .5¹⁰ = 120 / 1024; the ends are pure powers.
        assert!((libm::exp(ln_binomial(3.0, 10.0, 0.5, 0.5)) - 120.0 / 1024.0).abs() < 1e-15);
        assert!((ln_binomial(0.0, 10.0, 0.5, 0.5) + 10.0 * libm::log(2.0)).abs() < 1e-14);
        assert!((ln_binomial(20.0, 20.0, 0.25, 0.75) + 20.0 * libm::log(4.0)).abs() < 1e-13);
    }
}
