//! Axes: round numbers at good places.

use crate::table::thousands;

/// Round numbers inside a range that divide it into about `parts`.
pub(super) fn ticks(low: f64, high: f64, parts: u32) -> Vec<f64> {
    let span = (high - low).max(f64::MIN_POSITIVE);
    let raw = span / f64::from(parts.max(1));
    let power = libm::pow(10.0, libm::floor(libm::log10(raw)));
    let steps = [1.0, 2.0, 5.0, 10.0].map(|s| s * power);
    let step = steps.into_iter().find(|s| *s >= raw).unwrap_or(steps[3]);
    let (first, last) = (
        libm::ceil(low / step) as i64,
        libm::floor(high / step) as i64,
    );
    (first..=last).map(|i| i as f64 * step).collect()
}

/// Round numbers of a logarithmic axis inside a range of positive numbers: 1, 2 and 5 times powers of ten, powers of
/// ten alone over more than three of them.
pub(super) fn log_ticks(low: f64, high: f64) -> Vec<f64> {
    let steps: &[f64] = if high / low > 1e3 {
        &[1.0]
    } else {
        &[1.0, 2.0, 5.0]
    };
    let (first, last) = (
        libm::floor(libm::log10(low)) as i32,
        libm::ceil(libm::log10(high)) as i32,
    );
    (first..=last)
        .flat_map(|power| {
            steps
                .iter()
                .map(move |s| s * libm::pow(10.0, f64::from(power)))
        })
        .filter(|tick| (low..=high).contains(tick))
        .collect()
}

/// A number on an axis: no zeros that say nothing, thousands set apart, a true minus.
pub(super) fn written(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    let size = value.abs();
    let digits = if size >= 1_000.0 {
        thousands((libm::round(size) as i64).unsigned_abs())
    } else {
        let text = format!("{size:.6}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    if value < 0.0 {
        format!("−{digits}")
    } else {
        digits
    }
}

/// A p-value in a sentence.
pub(super) fn p_value(p: f64) -> String {
    if p < 0.001 {
        "below .001".into()
    } else {
        format!("= {p:.3}").replace("= 0", "= ")
    }
}

/// A share and its interval in percent.
pub(super) fn percent(share: f64, ends: Option<(f64, f64)>) -> String {
    let ends = ends
        .map(|(low, high)| format!(" (95 % interval {:.0} to {:.0})", 100.0 * low, 100.0 * high));
    format!("{:.0} %{}", 100.0 * share, ends.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(-3.0, 11.0, 5), [0.0, 5.0, 10.0]);
        assert_eq!(ticks(0.0, 0.7, 3), [0.0, 1.0].map(|i| i * 0.5));
        assert_eq!(log_ticks(3.0, 60.0), [5.0, 10.0, 20.0, 50.0]);
        assert_eq!(log_ticks(3.0, 8000.0), [10.0, 100.0, 1000.0]);
        assert_eq!(
            [-2.5, 0.0, 0.2, 1_234.0].map(written),
            ["−2.5", "0", "0.2", "1,234"]
        );
    }
}
