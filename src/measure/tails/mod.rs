//! Tails of distributions over `libm`, so that every machine gives the same bits.
//!
//! All are survival functions or small probabilities computed as such: nothing is taken from 1, so that a G² of 1000
//! has a p of the right exponent.

mod beta;
mod binomial;
mod hypergeometric;

pub use beta::{beta_quantile, t_quantile, t_two_sided};
pub use hypergeometric::{conditional_odds_ratio, hypergeometric_two_sided, hypergeometric_upper};

/// The probability that a χ² variable with one degree of freedom exceeds `x`: what G² and χ² are read against when
/// tokens are taken to be independent.
///
/// `erfc(√(x / 2))`; 1 for `x ≤ 0`.
///
/// # Examples
///
/// ```
/// use counterframe::measure::tails::chi2_upper;
/// // R: pchisq(3.841459, 1, lower = FALSE) = .05, pchisq(1000, 1, lower = FALSE) = 1.795833e-219.
/// assert!((chi2_upper(3.841_459) - 0.05).abs() < 1e-8);
/// assert!((chi2_upper(1000.0) / 1.795_833e-219 - 1.0).abs() < 1e-6);
/// ```
pub fn chi2_upper(x: f64) -> f64 {
    libm::erfc(libm::sqrt(0.5 * x.max(0.0)))
}

/// The probability that a standard normal variable lies further from 0 than `z`.
///
/// # Examples
///
/// ```
/// use counterframe::measure::tails::normal_two_sided;
/// assert!((normal_two_sided(-1.959_963_984_540_054) - 0.05).abs() < 1e-15);
/// ```
pub fn normal_two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() * core::f64::consts::FRAC_1_SQRT_2)
}
