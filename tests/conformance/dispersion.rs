//! Dispersion: every file of the folder `dispersion`.

use super::counted;
use counterframe::measure::dispersion::{self, Parts, Sizes};
use libtest_mimic::Failed;
use std::path::Path;

/// Half a unit of the digit that is printed.
pub(crate) fn published(folder: &Path) -> Result<(), Failed> {
    let path = folder.join("conformance/dispersion/published_cases_dispersion.json");
    let cases: Vec<serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut checked = 0;
    for case in &cases {
        let name = case["measure"].as_str().unwrap();
        let list = |key: &str| -> Option<Vec<u64>> {
            let list = case["inputs"][key].as_array()?;
            list.iter().map(serde_json::Value::as_u64).collect()
        };
        let words = |value: &serde_json::Value| -> Vec<String> {
            value
                .as_str()
                .unwrap()
                .split(' ')
                .map(str::to_owned)
                .collect()
        };
        let (v, sizes) = if let Some(v) = list("v") {
            let sizes = list("s").unwrap_or(vec![100; v.len()]);
            (v, sizes)
        } else if let Some(parts) = case["inputs"]["parts"].as_array() {
            let term = case["inputs"]["term"].as_str().unwrap();
            let parts: Vec<Vec<String>> = parts.iter().map(words).collect();
            let count = |p: &Vec<String>| p.iter().filter(|w| *w == term).count() as u64;
            (
                parts.iter().map(count).collect(),
                parts.iter().map(|p| p.len() as u64).collect(),
            )
        } else {
            // Distances between occurrences.
            let tokens: Vec<&str> = case["inputs"]["tokens"]
                .as_array()
                .unwrap()
                .iter()
                .map(|t| t.as_str().unwrap())
                .collect();
            let term = case["inputs"]["term"]
                .as_str()
                .or(case["inputs"]["word"].as_str())
                .unwrap_or("a");
            let places: Vec<u64> = (0_u64..)
                .zip(&tokens)
                .filter(|(_, t)| **t == term)
                .map(|(i, _)| i)
                .collect();
            let n = tokens.len() as u64;
            match name {
                "ARF" => {
                    let found = dispersion::arf(&places, n).unwrap_or(0.0);
                    checked += 1;
                    close(found, case)?;
                }
                "distances" => {
                    let expected: Vec<u64> =
                        serde_json::from_value(case["expected"].clone()).unwrap();
                    if dispersion::distances(&places, n) != expected {
                        return Err(format!("{case}").into());
                    }
                    checked += 1;
                }
                // Adjusted frequencies of other papers: none of our measures.
                _ => {}
            }
            continue;
        };
        let counts: Vec<(u64, u64)> = v
            .iter()
            .copied()
            .zip(sizes.iter().copied())
            .filter(|(v, _)| *v > 0)
            .collect();
        let parts = Parts {
            counts: &counts,
            sizes: Sizes::new(sizes.iter().copied()),
        };
        let found = match name.trim_end_matches("_sized").trim_end_matches("_equal") {
            "DP" => dispersion::dp(&parts),
            "DPnorm" => dispersion::dp_norm(&parts),
            "range" => dispersion::range(&parts),
            "sd_pop" => dispersion::sd(&parts),
            "juilland_D" => dispersion::juilland_d(&parts),
            "carroll_D2" if name.ends_with("_equal") => {
                // By counts, as if the parts were of one size.
                let counts: Vec<(u64, u64)> =
                    v.iter().filter(|v| **v > 0).map(|v| (*v, 100)).collect();
                let sizes = Sizes::new(v.iter().map(|_| 100));
                dispersion::carroll_d2(&Parts {
                    counts: &counts,
                    sizes,
                })
            }
            "carroll_D2" => dispersion::carroll_d2(&parts),
            "rosengren_S" => dispersion::rosengren_s(&parts),
            "KLD_log2" => dispersion::kld(&parts),
            "vc" => {
                dispersion::sd(&parts).map(|sd| sd * v.len() as f64 / v.iter().sum::<u64>() as f64)
            }
            // Usage coefficients and measures of other papers: none of ours.
            _ => continue,
        };
        checked += 1;
        close(found.ok_or(format!("{case}: undefined"))?, case)?;
    }
    counted(checked, 47)
}

fn close(found: f64, case: &serde_json::Value) -> Result<(), Failed> {
    let expected = case["expected"].as_f64().unwrap();
    let digits = case["round_digits"].as_f64().unwrap();
    let tolerance = 0.51 * libm::pow(10.0, -digits);
    if (found - expected).abs() > tolerance {
        return Err(format!("{case}: {found}").into());
    }
    Ok(())
}
