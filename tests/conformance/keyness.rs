//! Keyness: every file of the folder `keyness`.

use super::{column, counted, near, rows};
use counterframe::measure::tails::{chi2_upper, conditional_odds_ratio};
use counterframe::measure::{Table2x2, association, keyness};
use libtest_mimic::Failed;
use std::collections::HashMap;
use std::path::Path;

/// Tolerance 1e-9: the file has 15 digits.
pub(crate) fn evert(folder: &Path) -> Result<(), Failed> {
    let folder = folder.join("conformance/keyness");
    let meta = std::fs::read_to_string(folder.join("evert_corpora_MRSA_meta.json")).unwrap();
    let meta: serde_json::Value = serde_json::from_str(&meta).unwrap();
    let number = |name: &str| meta[name].as_u64().unwrap();
    let (n1, n2, family) = (number("n1"), number("n2"), number("m_family_size"));
    let k = meta["simplemaths_lambda"].as_f64().unwrap();
    let rows = rows(&folder.join("evert_corpora_MRSA_gold.csv"), b',');
    assert_eq!(rows.len(), 702);
    for row in rows {
        let what = &row["lemma"];
        let (a, b) = (column(&row, "f1") as u64, column(&row, "f2") as u64);
        let table = Table2x2::new(a, b, n1, n2).unwrap();
        let check = |found: Option<f64>, name: &str| {
            near(
                found.unwrap(),
                column(&row, name),
                1e-9,
                &format!("{what} {name}"),
            )
        };
        check(keyness::g2(table), "G2")?;
        check(keyness::log_ratio_walter(table), "LogRatio")?;
        check(keyness::simple_maths(table, k), "SM")?;
        check(keyness::lrc(table, family), "LRC")?;
        let (low, _) = keyness::log_ratio_bounds(table, 0.05 / family as f64).unwrap();
        check(Some(low), "LRC.positive")?;
        // The same ratio where G² is significant over all items, else 0.
        let significant = chi2_upper(keyness::g2(table).unwrap().abs()) * (family as f64) < 0.05;
        let filtered = if significant {
            keyness::log_ratio_walter(table).unwrap()
        } else {
            0.0
        };
        check(Some(filtered), "LogRatio.G2")?;
    }
    Ok(())
}

/// Tolerance 3e-4 for G², into whose logarithms quanteda adds 1e-9; 1e-9 for χ² and Yates; 1e-6 for PMI, from the
/// counts. Its default "lr" is Yates-like and its χ² with Williams multiplies: those columns are not taken.
pub(crate) fn quanteda(folder: &Path) -> Result<(), Failed> {
    let folder = folder.join("conformance/keyness");
    let totals = std::fs::read_to_string(folder.join("quanteda_inaugural_totals.json")).unwrap();
    let totals: serde_json::Value = serde_json::from_str(&totals).unwrap();
    let size = |name: &str| totals["post1945_vs_pre1945"][name].as_u64().unwrap();
    let sizes = [size("N_target"), size("N_reference")];
    let large = rows(
        &folder.join("quanteda_inaugural_post1945_vs_pre1945.csv"),
        b',',
    );
    assert!(large.len() > 2_500);
    against_quanteda(&large, sizes)?;
    let toy = rows(&folder.join("quanteda_toy_d1_d2.csv"), b',');
    let sum = |name: &str| toy.iter().map(|r| column(r, name) as u64).sum();
    let sizes = [sum("n_target"), sum("n_reference")];
    against_quanteda(&toy, sizes)?;
    for row in &toy {
        let table = table(row, sizes);
        near(
            keyness::fisher_p(table).unwrap(),
            column(row, "exact_p"),
            1e-9,
            &row["feature"],
        )?;
        let ratio = conditional_odds_ratio(table);
        let expected = column(row, "exact_or");
        if expected.is_finite() {
            // R stops its search at about four digits.
            near(ratio.unwrap(), expected, 1e-4, &row["feature"])?;
        } else if ratio.is_some() {
            return Err(format!("{}: {ratio:?}, expected no bound", row["feature"]).into());
        }
    }
    Ok(())
}

fn table(row: &HashMap<String, String>, [n1, n2]: [u64; 2]) -> Table2x2 {
    let count = |name: &str| column(row, name) as u64;
    Table2x2::new(count("n_target"), count("n_reference"), n1, n2).unwrap()
}

fn against_quanteda(rows: &[HashMap<String, String>], sizes: [u64; 2]) -> Result<(), Failed> {
    for row in rows {
        let table = table(row, sizes);
        let check = |found: Option<f64>, name: &str, tolerance: f64| {
            let what = format!("{} {name}", row["feature"]);
            near(found.unwrap(), column(row, name), tolerance, &what)
        };
        check(keyness::g2(table), "lr_none", 3e-4)?;
        check(keyness::chi2(table), "chi2_none", 1e-9)?;
        let n = table.total();
        let expected = (table.a + table.b) as f64 * sizes[0] as f64 / n as f64;
        if table.a > 0 {
            // PMI with natural logarithms.
            let mi = association::mi(table.a, expected).unwrap();
            check(Some(mi * core::f64::consts::LN_2), "pmi_none", 1e-6)?;
        }
        // R's p underflows to 0 under 1e-16; ours goes on.
        if let Some(p) = row.get("p_chi2_none").map(|p| p.parse::<f64>().unwrap()) {
            let ours = chi2_upper(keyness::chi2(table).unwrap().abs());
            if p > 1e-10 {
                near(ours / p, 1.0, 1e-4, &format!("{} p", row["feature"]))?;
            }
        }
        // quanteda divides by its factor only where it corrects at all: expected counts below five are left alone.
        let williams = keyness::g2_williams(table).unwrap();
        if (williams - column(row, "lr_williams")).abs() > 3e-4 * williams.abs().max(1.0) {
            near(
                keyness::g2(table).unwrap(),
                column(row, "lr_williams"),
                3e-4,
                &row["feature"],
            )?;
        }
    }
    Ok(())
}

/// Tolerance 1e-9 for p by its ratio; 1e-3 for the odds ratio, which R searches with four digits.
pub(crate) fn fisher(folder: &Path) -> Result<(), Failed> {
    for row in rows(
        &folder.join("conformance/keyness/fisher_exact_R_inaugural_post1945.csv"),
        b',',
    ) {
        let count = |name: &str| column(&row, name) as u64;
        let table = Table2x2::new(count("a"), count("b"), count("N1"), count("N2")).unwrap();
        let p = keyness::fisher_p(table).unwrap() / column(&row, "p_two_sided");
        near(p, 1.0, 1e-9, &row["feature"])?;
        let ratio = conditional_odds_ratio(table);
        if let Some(ratio) = ratio {
            near(
                ratio,
                column(&row, "odds_ratio_cmle"),
                1e-3,
                &row["feature"],
            )?;
        }
    }
    Ok(())
}

/// Half a unit of the digit that is printed.
pub(crate) fn published(folder: &Path) -> Result<(), Failed> {
    let path = folder.join("conformance/keyness/published_cases_keyness_and_collocation.json");
    let cases: Vec<serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut checked = 0;
    for case in &cases {
        let measure = case["measure"].as_str().unwrap();
        let input = |name: &str| case["inputs"][name].as_u64();
        let all = |names: [&str; 4]| names.iter().map(|n| input(n)).collect::<Option<Vec<u64>>>();
        let samples = || {
            ["x1", "x2"].map(|name| {
                let list = case["inputs"][name].as_array().unwrap();
                list.iter()
                    .map(|v| v.as_f64().unwrap())
                    .collect::<Vec<f64>>()
            })
        };
        let table = if let Some(o) = all(["o11", "o12", "o21", "o22"]) {
            // The first row is the node, the first column the collocate.
            Some(Table2x2 {
                a: o[0],
                b: o[2],
                c: o[1],
                d: o[3],
            })
        } else if let Some(o) = all(["o11", "r1", "c1", "n"]) {
            Table2x2::of_margins(o[0], o[1], o[2], o[3])
        } else {
            all(["a", "b", "N1", "N2"]).and_then(|o| Table2x2::new(o[0], o[1], o[2], o[3]))
        };
        let empty = Table2x2 {
            a: 0,
            b: 0,
            c: 0,
            d: 0,
        };
        let t = table.unwrap_or(empty);
        let (o, r1, c1, n) = (t.a, t.a + t.c, t.a + t.b, t.total());
        let expected = r1 as f64 * c1 as f64 / n as f64;
        let found = match measure {
            "G2_4term" => Some(t.signed_g2().abs()),
            "G2_2term" => keyness::g2_two_term(t),
            "chi2" => keyness::chi2(t),
            "chi2_yates" => keyness::chi2_yates(t).map(f64::abs),
            "fisher_two_sided_p" => keyness::fisher_p(t),
            "fisher_right_p" => association::fisher_p(o, r1, c1, n),
            "fisher_left_p" => {
                // At most so many: at least so many of the other column.
                association::fisher_p(t.c, r1, t.c + t.d, n)
            }
            "log_ratio" => keyness::log_ratio(t),
            "npmi" => association::npmi(o, expected, n),
            "t_score" => association::t_score(o, expected),
            "pmi_log2" => association::mi(o, expected),
            "delta_p_colloc_given_node" => association::delta_p(o, r1, c1, n),
            "delta_p_node_given_colloc" => association::delta_p(o, c1, r1, n),
            "dice" => {
                let (r1, c1) = (input("r1").unwrap(), input("c1").unwrap());
                let log = association::log_dice(input("o11").unwrap(), r1, c1).unwrap();
                Some(libm::exp2(log - 14.0))
            }
            "diff_coeff" => keyness::din(t),
            "min_sensitivity" => association::min_sensitivity(o, r1, c1),
            "odds_ratio" => keyness::odds_ratio(t),
            "pct_diff" => keyness::percent_diff(t),
            "simple_maths_k1" => keyness::simple_maths_1(t),
            "mu_value" => association::mi(o, expected).map(libm::exp2),
            "mann_whitney_rank_sum_x1" => {
                let [x1, x2] = samples();
                let n1 = x1.len() as f64;
                keyness::mann_whitney(&x1, &x2).map(|(u, _)| u + n1 * (n1 + 1.0) / 2.0)
            }
            "mann_whitney_U_all_zero" => {
                let [x1, x2] = samples();
                assert_eq!(
                    keyness::mann_whitney(&x1, &x2).unwrap().1.to_bits(),
                    1.0_f64.to_bits()
                );
                keyness::mann_whitney(&x1, &x2).map(|(u, _)| u)
            }
            // Measures we do not have: t by Manning and Schütze's variance, φ², average mutual information.
            "t_score_ms" | "squared_phi" | "mutual_information_nats_or_bits" => continue,
            other => return Err(format!("a measure nobody knows: {other}").into()),
        };
        checked += 1;
        let Some(expected) = case["expected"].as_f64() else {
            // polmineR has no value for a term that the reference lacks; by hand it is 2.995.
            near(found.unwrap(), 2.995_270_5, 1e-6, measure)?;
            continue;
        };
        let digits = case["round_digits"].as_f64().unwrap();
        let tolerance = 0.51 * libm::pow(10.0, -digits) + 1e-9;
        // Two of the published ratios are themselves cut off, not rounded.
        let found = found.ok_or("undefined")?;
        if (found - expected).abs() > tolerance * if measure == "pct_diff" { 2.0 } else { 1.0 } {
            return Err(format!("{case}: {found}").into());
        }
    }
    counted(checked, 35)
}
