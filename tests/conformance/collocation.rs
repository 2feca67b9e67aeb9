//! Association: every file of the folder `collocation`.

use super::{column, near, rows, run};
use counterframe::lang;
use counterframe::measure::{Table2x2, association, keyness};
use libtest_mimic::Failed;
use std::collections::{HashMap, HashSet};
use std::path::Path;

const LOG2_OF_10: f64 = core::f64::consts::LOG2_10;

/// Tolerance 1e-5 relative: the file has six or seven digits. UCS takes logarithms to base 10.
pub(crate) fn ucs(folder: &Path) -> Result<(), Failed> {
    let rows = rows(
        &folder.join("conformance/collocation/ucs-gold-100.ds"),
        b'\t',
    );
    assert!(rows.len() >= 90, "{} pairs", rows.len());
    for row in rows {
        let count = |name: &str| column(&row, name) as u64;
        let (o, f1, f2, n) = (count("f"), count("f1"), count("f2"), count("N"));
        let e = f1 as f64 * f2 as f64 / n as f64;
        let check = |found: Option<f64>, name: &str| {
            near(
                found.unwrap(),
                column(&row, name),
                1e-5,
                &format!("{} {name}", row["l2"]),
            )
        };
        check(association::t_score(o, e), "am.t.score")?;
        check(association::z_score(o, e), "am.z.score")?;
        check(association::g2(o, f1, f2, n), "am.log.likelihood")?;
        check(association::chi2(o, f1, f2, n), "am.chi.squared")?;
        check(association::mi(o, e).map(|v| v / LOG2_OF_10), "am.MI")?;
        check(association::mi_k(o, e, 2).map(|v| v / LOG2_OF_10), "am.MI2")?;
        check(association::mi_k(o, e, 3).map(|v| v / LOG2_OF_10), "am.MI3")?;
        check(association::min_sensitivity(o, f1, f2), "am.MS")?;
        let dice = association::log_dice(o, f1, f2).map(|v| libm::exp2(v - 14.0));
        check(dice, "am.Dice")?;
        check(
            association::log_odds(o, f1, f2, n).map(|v| v / core::f64::consts::LN_10),
            "am.odds.ratio.disc",
        )?;
        // UCS gives −log₁₀ p.
        let p = association::fisher_p(o, f1, f2, n);
        check(p.map(|p| -libm::log10(p)), "am.Fisher.pv")?;
    }
    Ok(())
}

/// Tolerance 1e-9: 599 collocates with log ratio and its exact limits. `clr` and `lrc.normal` use a normal
/// approximation, which is none of our measures.
pub(crate) fn log_ratios(folder: &Path) -> Result<(), Failed> {
    let rows = rows(
        &folder.join("conformance/collocation/log-ratio-gold.tsv"),
        b'\t',
    );
    assert_eq!(rows.len(), 599);
    let family = rows.len() as u64;
    for row in &rows {
        let count = |name: &str| column(row, name) as u64;
        let (o, f1, f2, n) = (count("f"), count("f1"), count("f2"), count("N"));
        let check = |found: f64, name: &str| {
            near(
                found,
                column(row, name),
                1e-9,
                &format!("{} {name}", row["lemma"]),
            )
        };
        let table = Table2x2::of_margins(o, f1, f2, n).unwrap();
        check(keyness::log_ratio(table).unwrap(), "lr")?;
        check(association::lrc(o, f1, f2, n, family).unwrap(), "lrc")?;
        let (low, _) = keyness::log_ratio_bounds(table, 0.05 / family as f64).unwrap();
        check(low, "lrc.positive")?;
    }
    Ok(())
}

/// CQPweb's two lists, to the three digits it prints; its conservative ratio is a normal approximation, which the exact
/// one meets within a tenth.
pub(crate) fn cqpweb(folder: &Path) -> Result<(), Failed> {
    // The span and corpus of the query, from the file of log ratios of the same query.
    let (r1, n) = (168_329, 19_720_567);
    for (file, last) in [("cqpweb-gold-lr.tsv", "lr"), ("cqpweb-gold-clr.tsv", "clr")] {
        let text =
            std::fs::read_to_string(folder.join("conformance/collocation").join(file)).unwrap();
        let mut checked = 0;
        for line in text.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let number = |i: usize| cells.get(i).and_then(|c| c.trim().parse::<f64>().ok());
            let (Some(_), Some(f2), Some(expected_count), Some(o), Some(value)) =
                (number(0), number(2), number(3), number(4), number(6))
            else {
                continue;
            };
            let e = f2 * r1 as f64 / n as f64;
            if (e - expected_count).abs() > 0.002 * e.max(1.0) {
                return Err(format!("{file}: {line}: {e} expected").into());
            }
            let table = Table2x2::of_margins(o as u64, r1, f2 as u64, n);
            let Some(table) = table else {
                continue;
            };
            checked += 1;
            if last == "lr" {
                let Some(found) = keyness::log_ratio(table).filter(|_| table.b > 0) else {
                    continue;
                };
                near(found, value, 6e-4, line)?;
            } else if value > 1.0 && o >= 100.0 {
                let found = keyness::lrc(table, 13_680).unwrap();
                near(found, value, 0.1, line)?;
            }
        }
        super::counted(checked, 200)?;
    }
    Ok(())
}

/// Tables with zero cells and Brown's bigrams: no measure gives anything but a finite number or nothing.
pub(crate) fn extremes(folder: &Path) -> Result<(), Failed> {
    let folder = folder.join("conformance/collocation");
    let finite = |o: u64, r1: u64, c1: u64, n: u64, what: &str| -> Result<(), Failed> {
        let counts = association::Cooccurrence {
            observed: o,
            node_count: r1,
            collocate_count: c1,
            r1,
            c1,
            n,
            expected: association::Expected::Margins,
        };
        for measure in association::MEASURES {
            if measure.score(&counts, 100).is_some_and(|v| !v.is_finite()) {
                return Err(format!("{what}: {} is not finite", measure.column()).into());
            }
        }
        Ok(())
    };
    let mut zeros = 0;
    for row in rows(&folder.join("df-zeros.tsv"), b'\t') {
        let o = |name: &str| column(&row, name) as u64;
        let (a, b, c, d) = (o("O11"), o("O12"), o("O21"), o("O22"));
        zeros += usize::from(c == 0);
        finite(a, a + b, a + c, a + b + c + d, &row["item"])?;
        let table = Table2x2 { a, b: c, c: b, d };
        if c == 0 && (keyness::lrc(table, 1) < Some(0.0) || keyness::percent_diff(table).is_some())
        {
            return Err(format!("{}: nothing can be said of a ratio to 0", row["item"]).into());
        }
    }
    for row in rows(&folder.join("brown.csv"), b',') {
        let f = |name: &str| column(&row, name) as u64;
        finite(f("f"), f("f1"), f("f2"), f("N"), &row["item"])?;
    }
    super::counted(zeros, 1)
}

/// The lists of quanteda: more than two thirds of its function words are on ours.
pub(crate) fn stop_words(folder: &Path) -> Result<(), Failed> {
    let text =
        std::fs::read_to_string(folder.join("conformance/collocation/stopwords_en_snowball.txt"))
            .unwrap();
    let ours: HashSet<&str> = lang::find("en").stop_words().iter().copied().collect();
    let theirs: Vec<&str> = text.lines().filter(|w| !w.contains('\'')).collect();
    let shared = theirs.iter().filter(|w| ours.contains(*w)).count();
    if 3 * shared < 2 * theirs.len() {
        return Err(format!("{shared} of {} words", theirs.len()).into());
    }
    Ok(())
}

/// Bigrams of the addresses with their lambda and z, where both programs count the bigram as often. Nine in ten
/// agree to 2e-3: the two tokenisers keep other compounds whole, which moves the margins. No bigram
/// crosses punctuation in either.
pub(crate) fn bigrams(folder: &Path) -> Result<(), Failed> {
    let speeches = folder.join("conformance/inaugural");
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(speeches).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "txt") {
            paths.push(path.to_str().unwrap().to_owned());
        }
    }
    let mut arguments = vec!["ngrams"];
    arguments.extend(paths.iter().map(String::as_str));
    arguments.extend([
        "--size",
        "2",
        "--min-count",
        "8",
        "--tokenizer",
        "news",
        "--stop-words",
        "none",
    ]);
    arguments.extend(["--boilerplate", "off", "--set", "attribution.enabled=false"]);
    let ours: HashMap<String, HashMap<String, String>> = run(&arguments)
        .into_iter()
        .map(|row| (row["ngram"].to_lowercase(), row))
        .collect();
    let (mut checked, mut exact) = (0, 0);
    for row in rows(
        &folder.join("conformance/collocation/quanteda_inaugural_size2_min10.csv"),
        b',',
    ) {
        let name = row["collocation"].replace('’', "'");
        let Some(found) = ours.get(&name) else {
            continue;
        };
        if found["count"] != row["count"] {
            continue;
        }
        checked += 1;
        let off = ["lambda", "z"].map(|column| {
            let [x, y] = [&found[column], &row[column]].map(|v| v.parse::<f64>().unwrap());
            (x / y - 1.0).abs()
        });
        exact += usize::from(off.iter().all(|off| *off < 2e-3));
    }
    if exact * 10 < checked * 9 {
        return Err(format!("{exact} of {checked} bigrams agree").into());
    }
    super::counted(checked, 1_200)
}
