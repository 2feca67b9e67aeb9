//! Distribution tails over `libm`, so that intervals have the same bits on every machine.

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
/// use counterframe::measure::t_quantile;
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
    0.5 * beta_regularised(df / (df + t * t), 0.5 * df, 0.5)
}

/// The regularised incomplete beta function by Lentz's continued fraction (Numerical Recipes, §6.4).
fn beta_regularised(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let ln_front = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b)
        + a * libm::log(x)
        + b * libm::log1p(-x);
    let front = libm::exp(ln_front);
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(x, a, b) / a
    } else {
        1.0 - front * fraction(1.0 - x, b, a) / b
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
