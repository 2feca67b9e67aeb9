//! The incomplete beta function, and what follows from it: Student's t, Clopper and Pearson's limits.

use super::binomial::ln_binomial;

/// The quantile of Student's t: the value that a t variable with `df` degrees of freedom exceeds with probability `upper`.
///
/// By bisection on the upper tail, to the last bits a bisection can reach. Range: positive for `upper` below one half.
///
/// # Panics
///
/// Panics unless `0 < upper < 1` and `df > 0`.
///
/// # Examples
///
/// ```
/// use counterframe::measure::tails::t_quantile;
/// // R: qt(.975, 4) = 2.776445, qt(.975, 1) = 12.7062, qt(.975, 1000) = 1.962339.
/// assert!((t_quantile(0.025, 4.0) - 2.776_445_105).abs() < 1e-8);
/// assert!((t_quantile(0.025, 1.0) - 12.706_204_736).abs() < 1e-7);
/// assert!((t_quantile(0.025, 1000.0) - 1.962_339_081).abs() < 1e-8);
/// ```
pub fn t_quantile(upper: f64, df: f64) -> f64 {
    assert!(
        upper > 0.0 && upper < 1.0 && df > 0.0,
        "a tail between 0 and 1, and degrees of freedom"
    );
    if upper > 0.5 {
        return -t_quantile(1.0 - upper, df);
    }
    let (mut low, mut high) = (0.0, 1.0);
    while t_upper_tail(high, df) > upper {
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if t_upper_tail(middle, df) > upper {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// P(T > t) for `t ≥ 0`: half the regularised incomplete beta function I(df/(df + t²); df/2, 1/2).
fn t_upper_tail(t: f64, df: f64) -> f64 {
    0.5 * t_two_sided(t, df)
}

/// The probability that Student's t with `df` degrees of freedom lies further from 0 than `t`.
///
/// # Examples
///
/// ```
/// use counterframe::measure::tails::t_two_sided;
/// // R: 2 * pt(-2.776445, 4) = .05, 2 * pt(-40, 10) = 2.280858e-12.
/// assert!((t_two_sided(2.776_445_105, 4.0) - 0.05).abs() < 1e-10);
/// assert!((t_two_sided(-40.0, 10.0) / 2.280_858e-12 - 1.0).abs() < 1e-5);
/// ```
pub fn t_two_sided(t: f64, df: f64) -> f64 {
    let tt = t * t;
    let (x, y) = (df / (df + tt), tt / (df + tt));
    beta_regularised(x, y, 0.5 * df, 0.5)
}

/// The quantile of the beta distribution: the `x` with `I(x; a, b) = lower`.
///
/// By Newton's steps kept inside a shrinking bracket. Range 0 to 1.
///
/// # Panics
///
/// Panics unless `0 < lower < 1`, `a > 0` and `b > 0`.
///
/// # Examples
///
/// ```
/// use counterframe::measure::tails::beta_quantile;
/// // I(x; 1, 2) = 1 − (1 − x)²: three quarters are reached at one half. R: qbeta(.025, 8, 3) = .4439045.
/// assert!((beta_quantile(0.75, 1.0, 2.0) - 0.5).abs() < 1e-15);
/// assert!((beta_quantile(0.025, 8.0, 3.0) - 0.443_904_5).abs() < 1e-7);
/// ```
pub fn beta_quantile(lower: f64, a: f64, b: f64) -> f64 {
    assert!(
        lower > 0.0 && lower < 1.0 && a > 0.0 && b > 0.0,
        "a probability between 0 and 1, and two shapes"
    );
    let (mut low, mut high) = (0.0, 1.0);
    let mut x = a / (a + b);
    for _ in 0..400 {
        let error = beta_regularised(x, 1.0 - x, a, b) - lower;
        if error > 0.0 {
            high = x;
        } else {
            low = x;
        }
        // The density, from the front factor of the distribution.
        let density = front(x, 1.0 - x, a, b) / (x * (1.0 - x));
        let newton = x - error / density;
        let next = if newton > low && newton < high {
            newton
        } else if low > 0.0 && high > 4.0 * low {
            libm::sqrt(low * high)
        } else if low > 0.0 {
            0.5 * (low + high)
        } else {
            0.1 * high
        };
        if (next - x).abs() <= 1e-16 * x || next <= low || next >= high {
            return next;
        }
        x = next;
    }
    x
}

/// `xᵃ yᵇ / B(a, b)` for `y = 1 − x`.
fn front(x: f64, y: f64, a: f64, b: f64) -> f64 {
    a * b / (a + b) * libm::exp(ln_binomial(a, a + b, x, y))
}

/// The regularised incomplete beta function of `x = 1 − y` by Lentz's continued fraction (Numerical Recipes, §6.4).
fn beta_regularised(x: f64, y: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if y <= 0.0 {
        return 1.0;
    }
    let front = front(x, y, a, b);
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(x, a, b) / a
    } else {
        1.0 - front * fraction(y, b, a) / b
    }
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..10_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let step = d * c;
        h *= step;
        if (step - 1.0).abs() < 1e-16 {
            break;
        }
    }
    h
}
