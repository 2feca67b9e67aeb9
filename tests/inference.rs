//! Does the test over articles keep its word? Generated corpora, real speeches, and the demo with labels shuffled.
//!
//! Counts of a term are negative binomial of size 1 around a rate of its own for each article,
//! `.01 · exp(N(−.32, .8²))`, the same for both sides; lengths are Poisson with a mean that varies as Gamma(4, 4).

#![allow(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests say what went wrong by failing"
)]

#[path = "tools/command.rs"]
mod command;

use command::table;
use counterframe::contrast::{UnitCell, Units};
use counterframe::measure::inference::{
    Options, Permutations, Statistic, log_ratio_intervals, statistic, test,
};
use counterframe::measure::keyness::welch;
use counterframe::random::SplitMix64;
use std::collections::HashMap;
use std::path::Path;

/// Generated corpora of each kind, and terms in each.
const SETS: u64 = 500;
const TERMS: usize = 4;

/// A corpus in the making: what chance gives.
struct Chance(SplitMix64);

impl Chance {
    fn uniform(&mut self) -> f64 {
        (self.0.number() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn exponential(&mut self) -> f64 {
        -(1.0 - self.uniform()).ln()
    }

    fn normal(&mut self) -> f64 {
        let radius = (2.0 * self.exponential()).sqrt();
        radius * (core::f64::consts::TAU * self.uniform()).cos()
    }

    fn poisson(&mut self, mean: f64) -> u64 {
        let (mut sum, mut count) = (self.exponential(), 0);
        while sum < mean {
            sum += self.exponential();
            count += 1;
        }
        count
    }

    /// Words of a text of this mean length, at least one.
    fn length(&mut self, mean: f64) -> u64 {
        let gamma: f64 = (0..4).map(|_| self.exponential()).sum::<f64>() / 4.0;
        self.poisson(mean * gamma).max(1)
    }

    /// The rate of a term in one article.
    fn rate(&mut self) -> f64 {
        0.01 * (-0.32 + 0.8 * self.normal()).exp()
    }

    /// Occurrences among `n` words: negative binomial of size 1, larger for less bursty.
    fn count(&mut self, rate: f64, n: u64, size: usize) -> u32 {
        let gamma: f64 = (0..size).map(|_| self.exponential()).sum::<f64>() / size as f64;
        self.poisson(rate * n as f64 * gamma).min(n) as u32
    }
}

/// A design: the mean words of each unit on its two sides, how much more often the target uses a term, and how bursty
/// the sides are.
struct Design {
    units: Vec<[f64; 2]>,
    ratio: f64,
    sizes: [usize; 2],
}

impl Design {
    fn apart(target: usize, reference: usize) -> Self {
        let units = (0..target + reference).map(|u| {
            if u < target {
                [300.0, 0.0]
            } else {
                [0.0, 300.0]
            }
        });
        Self {
            units: units.collect(),
            ratio: 1.0,
            sizes: [1, 1],
        }
    }

    fn make(&self, set: u64) -> Units {
        let mut chance = Chance(SplitMix64::new(1_000_003 * set));
        let mut length = |mean: f64| if mean > 0.0 { chance.length(mean) } else { 0 };
        let sizes: Vec<[u64; 2]> = self.units.iter().map(|u| u.map(&mut length)).collect();
        let mut terms = Vec::new();
        for _ in 0..TERMS {
            let mut cells = Vec::new();
            for (unit, n) in (0..).zip(&sizes) {
                let rate = chance.rate();
                let counts = [0, 1].map(|side| {
                    let rate = rate * if side == 0 { self.ratio } else { 1.0 };
                    chance.count(rate, n[side], self.sizes[side])
                });
                if counts != [0, 0] {
                    cells.push(UnitCell { unit, counts });
                }
            }
            terms.push(cells);
        }
        let strata = vec![0; sizes.len()];
        Units::new(sizes, strata, terms)
    }

    /// The share of p below .05 over all sets, by a test that gives one p a term.
    fn share(&self, test: impl Fn(&Units, u64) -> Vec<Option<f64>>) -> f64 {
        let (mut below, mut all) = (0_usize, 0_usize);
        for set in 0..SETS {
            for p in test(&self.make(set), set).into_iter().flatten() {
                below += usize::from(p < 0.05);
                all += 1;
            }
        }
        assert!(all > 1_000, "{all} terms could be tested");
        below as f64 / all as f64
    }
}

fn over_articles(units: &Units, seed: u64) -> Vec<Option<f64>> {
    let options = Options {
        permutations: Permutations::Number(999),
        ..Options::default()
    };
    test(units, &options, seed)
        .terms
        .into_iter()
        .map(|t| t.p)
        .collect()
}

#[test]
fn groups_of_unequal_size_are_no_finding() {
    for (target, reference) in [(6, 24), (10, 90)] {
        let share = Design::apart(target, reference).share(over_articles);
        assert!(share <= 0.065, "{target} against {reference}: {share}");
    }
}

/// The null hypothesis is that sides are exchangeable: burstiness alone can reject it, by so much.
#[test]
fn unequal_burstiness_is_said_to_be_a_finding() {
    let design = Design {
        sizes: [1, 20],
        ..Design::apart(10, 90)
    };
    let share = design.share(over_articles);
    println!("10 bursty against 90 even articles: {share}");
    assert!(share < 0.25, "{share}");
}

#[test]
fn a_long_and_a_short_voice_in_the_same_articles_are_no_finding() {
    let design = Design {
        units: vec![[300.0, 40.0]; 20],
        ratio: 1.0,
        sizes: [1, 1],
    };
    let share = design.share(over_articles);
    assert!(share <= 0.07, "{share}");
    // The raw difference of rates is no statistic for this: it must be seen to fail.
    let raw = design.share(raw_difference);
    assert!(raw > 0.10, "the raw difference of rates: {raw}");
}

/// A permutation test of r₁ − r₀ without its error.
fn raw_difference(units: &Units, seed: u64) -> Vec<Option<f64>> {
    let mut numbers = SplitMix64::new(seed);
    let swaps: Vec<Vec<bool>> = (0..999)
        .map(|_| units.sizes.iter().map(|_| numbers.below(2) == 1).collect())
        .collect();
    let of = |cells: &[UnitCell], swapped: &dyn Fn(usize) -> bool| {
        let (mut x, mut n) = ([0.0; 2], [0.0; 2]);
        for (unit, sizes) in units.sizes.iter().enumerate() {
            for side in 0..2 {
                n[side ^ usize::from(swapped(unit))] += sizes[side] as f64;
            }
        }
        for cell in cells {
            for side in 0..2 {
                x[side ^ usize::from(swapped(cell.unit as usize))] += f64::from(cell.counts[side]);
            }
        }
        (x[0] / n[0] - x[1] / n[1]).abs()
    };
    let p = |term: usize| {
        let cells = units.of(term);
        let here = of(cells, &|_| false) * (1.0 - 1e-9);
        let hits = swaps
            .iter()
            .filter(|swap| of(cells, &|u| swap[u]) >= here)
            .count();
        (cells.len() >= 5).then(|| (1 + hits) as f64 / 1_000.0)
    };
    (0..units.terms()).map(p).collect()
}

/// Five rows of an article are not five articles: a test that takes them so must be seen to fail.
#[test]
fn rows_as_units_would_find_what_is_not_there() {
    let (mut rows, mut articles) = ([0, 0], [0, 0]);
    for set in 0..SETS {
        let mut chance = Chance(SplitMix64::new(77 * set + 5));
        let (mut row_sizes, mut article_sizes) = (Vec::new(), Vec::new());
        let (mut row_cells, mut article_cells) = (Vec::new(), Vec::new());
        for article in 0..40_u32 {
            let rate = 0.01 * (0.8 * chance.normal()).exp();
            let side = usize::from(article >= 20);
            let (mut n, mut x) = ([0; 2], [0; 2]);
            for row in 0..5 {
                let words = chance.length(60.0);
                let count = chance.count(rate, words, 1);
                let (mut size, mut counts) = ([0; 2], [0; 2]);
                (size[side], counts[side]) = (words, count);
                n[side] += words;
                x[side] += count;
                row_sizes.push(size);
                if count > 0 {
                    let unit = article * 5 + row;
                    row_cells.push(UnitCell { unit, counts });
                }
            }
            article_sizes.push(n);
            if x != [0, 0] {
                article_cells.push(UnitCell {
                    unit: article,
                    counts: x,
                });
            }
        }
        let p = |sizes: Vec<[u64; 2]>, cells| {
            let strata = vec![0; sizes.len()];
            over_articles(&Units::new(sizes, strata, vec![cells]), set)[0]
        };
        for (found, p) in [
            (&mut rows, p(row_sizes, row_cells)),
            (&mut articles, p(article_sizes, article_cells)),
        ] {
            found[0] += usize::from(p.is_some_and(|p| p < 0.05));
            found[1] += usize::from(p.is_some());
        }
    }
    let share = |found: [usize; 2]| found[0] as f64 / found[1] as f64;
    assert!(share(rows) > 0.10, "rows as units: {}", share(rows));
    assert!(
        share(articles) <= 0.07,
        "articles as units: {}",
        share(articles)
    );
}

#[test]
fn a_term_twice_as_often_is_found_as_often_as_by_welch() {
    let design = Design {
        ratio: 2.0,
        ..Design::apart(20, 20)
    };
    let ours = design.share(over_articles);
    let welch = design.share(|units, _| {
        let p = |term: usize| {
            let cells: HashMap<u32, [u32; 2]> =
                units.of(term).iter().map(|c| (c.unit, c.counts)).collect();
            let mut samples = [Vec::new(), Vec::new()];
            for (unit, n) in (0..).zip(&units.sizes) {
                let side = usize::from(n[0] == 0);
                let count = cells.get(&unit).map_or(0, |c| c[side]);
                samples[side].push(f64::from(count) / n[side] as f64);
            }
            welch(&samples[0], &samples[1]).map(|w| w.1)
        };
        (0..units.terms()).map(p).collect()
    });
    assert!(ours >= 0.9 * welch, "{ours} against {welch}");
    assert!(welch > 0.15, "{welch}");
}

/// Intervals of a term twice as often cover the true log ratio of 1 about as often as they say, apart and in pairs.
#[test]
fn intervals_cover_what_they_say() {
    let pairs = Design {
        units: vec![[300.0, 120.0]; 20],
        ratio: 2.0,
        sizes: [1, 1],
    };
    let apart = Design {
        ratio: 2.0,
        ..Design::apart(20, 20)
    };
    for (name, design) in [("apart", apart), ("pairs", pairs)] {
        let (mut covered, mut all) = (0_usize, 0_usize);
        for set in 0..300 {
            for [low, high] in log_ratio_intervals(&design.make(set), 499, set) {
                // An end that cannot be told excludes nothing.
                let over = low.is_err() || low.is_ok_and(|low| low <= 1.0);
                let under = high.is_err() || high.is_ok_and(|high| high >= 1.0);
                covered += usize::from(over && under);
                all += 1;
            }
        }
        let share = covered as f64 / all as f64;
        assert!((0.88..0.985).contains(&share), "{name}: {share}");
    }
}

/// Six pairs allow a p of .031, five never one below .05.
#[test]
fn five_pairs_are_not_testable() {
    let pairs = |n: u32| {
        let cells = (0..n).map(|unit| UnitCell {
            unit,
            counts: [9 + unit, 1 + unit % 2],
        });
        Units::new(
            vec![[100, 100]; n as usize],
            vec![0; n as usize],
            vec![cells.collect()],
        )
    };
    let options = Options::default();
    let five = test(&pairs(5), &options, 1);
    assert_eq!((five.m, five.smallest), (0, Some(2.0 / 32.0)));
    assert_eq!(five.terms[0].note, "not testable (5 articles)");
    let six = test(&pairs(6), &options, 1);
    assert_eq!(six.terms[0].p, Some(2.0 / 64.0));
}

/// The order of terms, and which others there are, change no p; the seed does.
#[test]
fn one_set_of_relabellings_serves_all_terms() {
    let units = Design::apart(12, 14).make(3);
    let p = |units: &Units, seed| -> Vec<Option<f64>> {
        let options = Options {
            permutations: Permutations::Number(499),
            ..Options::default()
        };
        test(units, &options, seed)
            .terms
            .into_iter()
            .map(|t| t.p)
            .collect()
    };
    let all = p(&units, 1);
    for (term, expected) in all.iter().enumerate() {
        let alone = Units::new(
            units.sizes.clone(),
            units.strata.clone(),
            vec![units.of(term).to_vec()],
        );
        assert_eq!(p(&alone, 1)[0], *expected);
    }
    assert_ne!(p(&units, 2), all);
}

/// Under `auto` a term with few hits gets more relabellings, and its p the digits of them.
#[test]
fn auto_goes_on_where_hits_are_few() {
    let units = Design {
        ratio: 6.0,
        sizes: [8, 8],
        ..Design::apart(20, 20)
    }
    .make(1);
    let options = Options {
        permutations: Permutations::Auto,
        ..Options::default()
    };
    let found = test(&units, &options, 1);
    let relabellings: Vec<u64> = found.terms.iter().filter_map(|t| t.relabellings).collect();
    assert!(relabellings.iter().any(|r| *r > 9_999), "{relabellings:?}");
    for term in &found.terms {
        let (Some(p), Some(r)) = (term.p, term.relabellings) else {
            continue;
        };
        assert!(p >= 1.0 / (r as f64 + 1.0));
        assert!(r == 999_999 || p * (r as f64 + 1.0) >= 10.0, "{p} of {r}");
    }
}

#[test]
fn g2_over_relabellings_is_that_of_pooled_counts() {
    let sizes = (0..12)
        .map(|u| if u < 6 { [50, 0] } else { [0, 80] })
        .collect();
    let cells = (0..12).map(|u| UnitCell {
        unit: u,
        counts: if u < 6 { [2 + u, 0] } else { [0, u - 5] },
    });
    let units = Units::new(sizes, vec![0; 12], vec![cells.collect()]);
    let g2 = statistic(&units, 0, Statistic::G2).unwrap();
    let table = counterframe::measure::Table2x2::new(27, 21, 300, 480).unwrap();
    assert!((g2 - table.signed_g2()).abs() < 1e-12);
    let options = Options {
        statistic: Statistic::G2,
        ..Options::default()
    };
    assert!(test(&units, &options, 1).terms[0].p.unwrap() < 0.05);
}

/// Every p of a small design by counting all assignments of labels by hand, for both statistics: with G² and no unit on
/// both sides this is what keyperm samples from.
#[test]
fn enumerated_p_is_that_of_every_assignment() {
    let sizes: Vec<[u64; 2]> = vec![
        [90, 0],
        [120, 0],
        [60, 0],
        [100, 0],
        [80, 0],
        [0, 110],
        [0, 70],
        [0, 95],
        [0, 130],
        [0, 85],
        [0, 60],
    ];
    let x: [u32; 11] = [6, 9, 1, 7, 3, 2, 3, 0, 5, 1, 1];
    let cells = (0..11_u32).map(|unit| {
        let side = usize::from(unit >= 5);
        let mut counts = [0, 0];
        counts[side] = x[unit as usize];
        UnitCell { unit, counts }
    });
    let units = Units::new(
        sizes.clone(),
        vec![0; 11],
        vec![cells.filter(|c| c.counts != [0, 0]).collect()],
    );
    let n: Vec<f64> = sizes.iter().map(|s| (s[0] + s[1]) as f64).collect();
    let by_hand = |target: u32, g2: bool| {
        let of = |side: bool| (0..11).filter(move |u| (target >> u & 1 == 1) == side);
        let sum = |side: bool, f: &dyn Fn(usize) -> f64| of(side).map(f).sum::<f64>();
        let (x1, x0) = (
            sum(true, &|u| f64::from(x[u])),
            sum(false, &|u| f64::from(x[u])),
        );
        let (n1, n0) = (sum(true, &|u| n[u]), sum(false, &|u| n[u]));
        if g2 {
            let cells = [
                (x1, n1, x1 + x0),
                (x0, n0, x1 + x0),
                (n1 - x1, n1, n1 + n0 - x1 - x0),
                (n0 - x0, n0, n1 + n0 - x1 - x0),
            ];
            let part = |(o, column, row): (f64, f64, f64)| {
                if o > 0.0 {
                    o * (o * (n1 + n0) / (column * row)).ln()
                } else {
                    0.0
                }
            };
            return 2.0 * cells.into_iter().map(part).sum::<f64>();
        }
        let (r1, r0) = (x1 / n1, x0 / n0);
        let z1 = sum(true, &|u| ((f64::from(x[u]) - r1 * n[u]) / n1).powi(2));
        let z0 = sum(false, &|u| ((f64::from(x[u]) - r0 * n[u]) / n0).powi(2));
        (r1 - r0).abs() / (11.0 / 10.0 * (z1 + z0)).sqrt()
    };
    for (statistic, g2) in [(Statistic::T, false), (Statistic::G2, true)] {
        let here = by_hand(0b11111, g2) * (1.0 - 1e-9);
        let all: Vec<u32> = (0..1 << 11).filter(|t: &u32| t.count_ones() == 5).collect();
        let hits = all.iter().filter(|t| by_hand(**t, g2) >= here).count();
        assert_eq!(all.len(), 462);
        let options = Options {
            statistic,
            ..Options::default()
        };
        let p = test(&units, &options, 1).terms[0].p.unwrap();
        assert!((p - hits as f64 / 462.0).abs() < 1e-12, "{p} of {hits}");
        // What keyperm does: drawn assignments, the data counted among them, come near the same.
        let drawn = Options {
            statistic,
            permutations: Permutations::Number(400),
            ..Options::default()
        };
        let near = test(&units, &drawn, 1).terms[0].p.unwrap();
        assert!((near - p).abs() < 0.06, "{near} {p}");
    }
}

/// The same where units are on both sides: every swap by hand, z unit by unit.
#[test]
fn enumerated_p_of_pairs_is_that_of_every_swap() {
    let sizes: [[u64; 2]; 8] = [
        [90, 40],
        [120, 30],
        [60, 80],
        [100, 20],
        [80, 55],
        [70, 35],
        [110, 45],
        [50, 60],
    ];
    let x: [[u32; 2]; 8] = [
        [6, 1],
        [9, 0],
        [1, 3],
        [7, 1],
        [3, 2],
        [0, 1],
        [8, 1],
        [4, 2],
    ];
    let cells = (0..).zip(x).map(|(unit, counts)| UnitCell { unit, counts });
    let units = Units::new(sizes.to_vec(), vec![0; 8], vec![cells.collect()]);
    let by_hand = |swaps: u32| {
        let at = |of: [[f64; 2]; 8], u: usize, side: usize| of[u][side ^ (swaps >> u & 1) as usize];
        let (n, x) = (
            sizes.map(|n| n.map(|n| n as f64)),
            x.map(|x| x.map(f64::from)),
        );
        let sum = |of, side| (0..8).map(|u| at(of, u, side)).sum::<f64>();
        let (n1, n0) = (sum(n, 0), sum(n, 1));
        let (r1, r0) = (sum(x, 0) / n1, sum(x, 1) / n0);
        let z = |u| (at(x, u, 0) - r1 * at(n, u, 0)) / n1 - (at(x, u, 1) - r0 * at(n, u, 1)) / n0;
        let squares: f64 = (0..8).map(|u| z(u) * z(u)).sum();
        (r1 - r0) / (8.0 / 7.0 * squares).sqrt()
    };
    let t = statistic(&units, 0, Statistic::T).unwrap();
    assert!((t - by_hand(0)).abs() < 1e-12, "{t} {}", by_hand(0));
    let reach = by_hand(0).abs() * (1.0 - 1e-9);
    let hits = (0..256)
        .filter(|swaps| by_hand(*swaps).abs() >= reach)
        .count();
    let found = test(&units, &Options::default(), 1);
    assert_eq!(found.distinct, Some(256));
    let p = found.terms[0].p.unwrap();
    assert!((p - hits as f64 / 256.0).abs() < 1e-12, "{p} of {hits}");
}

fn shares(rows: &[HashMap<String, String>]) -> HashMap<String, f64> {
    rows.iter()
        .map(|r| (r["test"].clone(), r["share_below_05"].parse().unwrap()))
        .collect()
}

/// Of 200 copies of the demo with labels shuffled by article, at most 18 have any survivor.
#[test]
fn a_demo_without_difference_has_no_findings() {
    let rows = table(&["compare", "corpus/varenia", "--null-check", "200"]);
    let shares = shares(&rows);
    assert!(shares["t over articles"] <= 0.065, "{shares:?}");
    println!("G² on the same shuffles: {}", shares["g2 as chi-squared"]);
    let ours = rows
        .iter()
        .find(|r| r["test"] == "t over articles")
        .unwrap();
    assert!(
        ours["shuffles_with_survivors"].parse::<u64>().unwrap() <= 18,
        "{ours:?}"
    );
}

/// On speeches with parties shuffled G² finds what is not there, and the test does not.
#[test]
fn speeches_without_difference_have_no_findings() {
    let folder = std::env::var_os("COUNTERFRAME_SHARED")
        .map_or_else(|| "../shared".into(), std::path::PathBuf::from);
    let speeches = folder.join("conformance/inaugural");
    if !speeches.exists() {
        println!("skipped: {} is not there", speeches.display());
        return;
    }
    let here = std::env::temp_dir().join(format!("counterframe-speeches-{}", std::process::id()));
    std::fs::create_dir_all(&here).unwrap();
    let mut metadata = String::from("file,party\n");
    let mut reader = csv::Reader::from_path(speeches.join("docvars.csv")).unwrap();
    for row in reader
        .deserialize::<HashMap<String, String>>()
        .map(Result::unwrap)
    {
        if row["Year"].parse::<u32>().unwrap() >= 1945 {
            let file = format!("{}.txt", row["doc_id"]);
            std::fs::copy(speeches.join(&file), here.join(&file)).unwrap();
            metadata += &format!("{file},{}\n", row["Party"]);
        }
    }
    std::fs::write(here.join("metadata.csv"), metadata).unwrap();
    let path: &Path = &here;
    let rows = table(&[
        "compare",
        path.to_str().unwrap(),
        "--by",
        "party",
        "--target",
        "Democratic",
        "--min-count",
        "10",
        "--stop-words",
        "none",
        "--set",
        "attribution.enabled=false",
        "--null-check",
        "200",
    ]);
    std::fs::remove_dir_all(&here).unwrap();
    let shares = shares(&rows);
    assert!(
        shares["t over articles"] <= 0.065 && shares["welch"] <= 0.065,
        "{shares:?}"
    );
    assert!(shares["g2 as chi-squared"] > 0.10, "{shares:?}");
}
