//! Axes: round numbers at good places.

/// Round numbers that divide a range into about `parts`, from at most `low` to at least `high`.
pub(super) fn ticks(low: f64, high: f64, parts: u32) -> Vec<f64> {
    let span = (high - low).max(f64::MIN_POSITIVE);
    let raw = span / f64::from(parts.max(1));
    let power = libm::pow(10.0, libm::floor(libm::log10(raw)));
    let steps = [1.0, 2.0, 5.0, 10.0].map(|s| s * power);
    let step = steps.into_iter().find(|s| *s >= raw).unwrap_or(steps[3]);
    let (first, last) = (
        libm::floor(low / step) as i64,
        libm::ceil(high / step) as i64,
    );
    (first..=last).map(|i| i as f64 * step).collect()
}

/// Powers of ten that enclose a range of positive numbers.
pub(super) fn decades(low: f64, high: f64) -> Vec<f64> {
    let (first, last) = (
        libm::floor(libm::log10(low)) as i32,
        libm::ceil(libm::log10(high)) as i32,
    );
    (first..=last.max(first + 1))
        .map(|power| libm::pow(10.0, f64::from(power)))
        .collect()
}

/// A number on an axis: no zeros that say nothing, thousands set apart, a true minus.
pub(super) fn written(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    let size = value.abs();
    let digits = if size >= 10_000.0 {
        let whole = format!("{size:.0}");
        let mut parts: Vec<&str> = Vec::new();
        let mut rest = whole.as_str();
        while rest.len() > 3 {
            let (head, tail) = rest.split_at(rest.len() - 3);
            parts.push(tail);
            rest = head;
        }
        parts.push(rest);
        parts.reverse();
        parts.join(",")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_enclose() {
        assert_eq!(ticks(-3.0, 11.0, 5), [-5.0, 0.0, 5.0, 10.0, 15.0]);
        assert_eq!(ticks(0.0, 0.6, 3), [0.0, 1.0, 2.0, 3.0].map(|i| i * 0.2));
        assert_eq!(decades(3.0, 800.0), [1.0, 10.0, 100.0, 1000.0]);
        assert_eq!(
            [-2.5, 0.0, 0.2, 12_345.0].map(written),
            ["−2.5", "0", "0.2", "12,345"]
        );
    }
}
