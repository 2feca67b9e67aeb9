//! Keyness of a target against a reference.

use super::{Cell, Table};
use crate::contrast::Contrast;
use crate::count::Columns;
use crate::error::{Error, Result};
use crate::measure::inference::{self, Ends, Inference, Power};
use crate::measure::keyness::{self, Keyness};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;
use std::sync::Arc;

/// The columns before those of the measures.
pub const COLUMNS: &[&str] = &[
    "target",
    "reference",
    "term",
    "target_count",
    "reference_count",
    "target_per_million",
    "reference_per_million",
    "target_articles",
    "reference_articles",
];

/// The columns of inference over articles, after those of the measures.
pub const TEST: &[&str] = &[
    "log_ratio_low",
    "log_ratio_high",
    "p",
    "p_adjusted",
    "p_max_t",
    "adjust",
    "test",
    "relabellings",
    "m",
    "units_target",
    "units_reference",
    "note",
];

/// The columns of power, after those of the test.
pub const POWER: &[&str] = &["detectable_log_ratio", "units_needed"];

/// What is asked of a comparison when nothing is named.
pub const DEFAULT: &[&str] = &["log_odds_z", "log_ratio", "g2", "p"];

/// Which scores a comparison has.
#[derive(Clone, Default)]
pub struct Scores {
    /// Measures, the first of which orders the rows.
    pub measures: Vec<&'static dyn Keyness>,
    /// Whether differences are tested over articles.
    pub test: bool,
    /// Whether it is said how small a difference could be found.
    pub power: bool,
    /// Whether the statistic of the test orders the rows, and not the first measure.
    pub by_test: bool,
}

impl Scores {
    /// Every measure, the test and its power.
    pub fn all() -> Self {
        Self {
            measures: keyness::MEASURES.to_vec(),
            test: true,
            power: true,
            by_test: false,
        }
    }

    /// The scores of some columns; `all` is every one.
    pub fn named(names: &[String]) -> Result<Self> {
        if names.iter().any(|n| n == "all") {
            return Ok(Self::all());
        }
        let mut scores = Self::default();
        let of_test = |name: &&String| TEST.iter().chain(POWER).any(|c| c == name);
        scores.by_test = names.first().as_ref().is_some_and(of_test);
        for name in names {
            let is = |c: &&str| **c == *name;
            let measure = keyness::MEASURES
                .iter()
                .find(|m| m.columns().iter().any(is));
            match measure {
                Some(measure) if scores.has(*measure) => {}
                Some(measure) => scores.measures.push(*measure),
                None if TEST.iter().any(is) => scores.test = true,
                None if POWER.iter().any(is) => (scores.test, scores.power) = (true, true),
                None => {
                    let all = names_of_all();
                    return Err(Error::unknown("--measure", "measure", name, &all));
                }
            }
        }
        Ok(scores)
    }

    fn has(&self, measure: &dyn Keyness) -> bool {
        let same = |m: &&dyn Keyness| std::ptr::eq(m.columns(), measure.columns());
        self.measures.iter().any(|m| same(&&**m))
    }

    fn columns(&self) -> Vec<&'static str> {
        let measures = self.measures.iter().flat_map(|m| m.columns());
        let test = if self.test { TEST } else { &[] };
        let power = if self.power { POWER } else { &[] };
        let all = COLUMNS.iter().chain(measures).chain(test).chain(power);
        all.copied().collect()
    }
}

/// Every name that a measure can be asked by.
fn names_of_all() -> Vec<&'static str> {
    let measures = keyness::MEASURES.iter().flat_map(|m| m.columns());
    let test = TEST[..5].iter().chain(POWER);
    measures.chain(test).copied().chain(["all"]).collect()
}

/// What scores are told.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The prior of the log-odds.
    pub measures: &'a keyness::Options,
    /// How the test is done.
    pub inference: inference::Options,
    /// Where chance begins.
    pub seed: u64,
    /// The log ratio whose detection is asked for.
    pub effect: f64,
}

/// One row a term of each contrast, by what is named first from most typical of the target to most typical of the
/// reference (ties by term): a measure, or the statistic of the test; a p as a measure, from the smallest.
pub fn table(
    columns: &Columns<'_>,
    contrasts: &[Contrast<'_>],
    scores: &Scores,
    options: Options<'_>,
) -> Table {
    let mut table = Table::new(scores.columns());
    table.bars = scores.measures.first().map(|m| m.columns()[0]);
    for contrast in contrasts {
        let tested = scores.test.then(|| Test::new(contrast, scores, options));
        let mut rows = rows(columns, contrast, scores, options, tested.as_ref());
        rows.par_sort_by(|(x, x_row), (y, y_row)| {
            y.total_cmp(x)
                .then_with(|| x_row[2].text().cmp(y_row[2].text()))
        });
        table.rows.extend(rows.into_iter().map(|(_, row)| row));
        if contrast.left_out > 0 && table.notes.is_empty() {
            table.notes.push(format!(
                "{} words of unknown voice are in no reference group",
                contrast.left_out
            ));
        }
        table
            .notes
            .extend(tested.and_then(|t| t.notes(contrast, contrasts.len(), options)));
    }
    table
}

/// The test of a contrast, with its intervals.
pub struct Test {
    /// What is found for each term.
    pub found: Inference,
    /// Intervals of the log ratio.
    pub ends: Vec<Ends>,
    /// What could be found for each term, where that was asked for.
    pub power: Vec<Option<Power>>,
}

impl Test {
    /// Tests a contrast.
    pub fn new(contrast: &Contrast<'_>, scores: &Scores, options: Options<'_>) -> Self {
        let units = contrast.units();
        let found = inference::test(units, &options.inference, options.seed);
        let ends = inference::log_ratio_intervals(units, options.inference.draws, options.seed);
        let power = if scores.power {
            let tested: Vec<usize> = (0..found.terms.len())
                .filter(|t| found.terms[*t].p.is_some())
                .collect();
            inference::power(units, &tested, options.effect)
        } else {
            Vec::new()
        };
        Self { found, ends, power }
    }

    /// What p-values of this design can and cannot show.
    pub fn limits(&self, options: &inference::Options) -> Vec<String> {
        let mut limits = Vec::new();
        let Some(smallest) = self.found.smallest else {
            return limits;
        };
        let [target, reference] = self.found.units;
        let fewest = target.min(reference);
        let sides = format!("{target} and {reference} articles");
        if self.found.m == 0 && fewest < options.min_units {
            let least = options.min_units;
            limits.push(format!(
                "not testable: {sides}, fewer than {least} on a side"
            ));
        } else if self.found.m == 0 && smallest > 0.05 {
            let smallest = super::rounded(smallest);
            limits.push(format!(
                "not testable: with {sides} the smallest p there can be is {smallest}"
            ));
        } else if self.found.m == 0 {
            limits.push("no term is in enough articles to be tested".to_owned());
        } else if smallest > 0.05 / self.found.m as f64 {
            let block = libm::ceil(smallest * self.found.m as f64 / 0.05);
            limits.push(format!(
                "the smallest p there can be is {}: with {} terms, the adjustment can reject only in blocks of at least {block} terms",
                super::rounded(smallest),
                super::thousands(self.found.m)
            ));
        }
        if self.found.m > 0 && fewest < 10 {
            limits.push(format!(
                "with {fewest} articles on a side the 95 % intervals cover about 90 %"
            ));
        }
        limits
    }

    fn notes(
        &self,
        contrast: &Contrast<'_>,
        contrasts: usize,
        options: Options<'_>,
    ) -> Option<String> {
        let limits = self.limits(&options.inference);
        let label = match contrast.target.label.as_str() {
            "" => "(not given)",
            label => label,
        };
        let which = if contrasts > 1 {
            format!("{label}: ")
        } else {
            String::new()
        };
        (!limits.is_empty()).then(|| which + &limits.join("; "))
    }

    fn cells(&self, term: usize, options: Options<'_>) -> Vec<Cell> {
        let tested = &self.found.terms[term];
        let why = if self.found.smallest.is_none() {
            "no relabelling was asked for, or there is none"
        } else if tested.too_few {
            "not tested: see the note"
        } else {
            "its standard error is 0"
        };
        let [low, high] = self.ends[term].map(|end| match end {
            Ok(value) => Cell::Number(value),
            Err(reason) => Cell::Undefined(reason),
        });
        let count = |n: Option<u64>| n.map_or(Cell::Undefined(why), Cell::Count);
        vec![
            low,
            high,
            Cell::number(tested.p, why),
            Cell::number(tested.p_adjusted, why),
            Cell::number(tested.p_max_t, why),
            Cell::Text(options.inference.adjust.name().into()),
            Cell::Text(options.inference.statistic.name().into()),
            count(tested.relabellings),
            Cell::Count(self.found.m),
            Cell::Count(self.found.units[0]),
            Cell::Count(self.found.units[1]),
            Cell::Text(tested.note.as_str().into()),
        ]
    }

    fn power_cells(&self, term: usize) -> [Cell; 2] {
        let why = "the term is not tested";
        let power = self.power.get(term).copied().flatten();
        [
            Cell::number(power.map(|p| p.detectable), why),
            Cell::number(power.map(|p| p.units_needed), why),
        ]
    }
}

fn rows(
    columns: &Columns<'_>,
    contrast: &Contrast<'_>,
    scores: &Scores,
    options: Options<'_>,
    test: Option<&Test>,
) -> Vec<(f64, Vec<Cell>)> {
    let values: Vec<Vec<Vec<Option<f64>>>> = scores
        .measures
        .iter()
        .map(|m| m.score(contrast, options.measures))
        .collect();
    let per_million = |t: usize, side: usize| {
        let size = contrast.sizes[side];
        Cell::Number(contrast.counts[[t, side]] as f64 * 1e6 / size as f64)
    };
    let [target, reference] =
        [&contrast.target, &contrast.reference].map(|g| Arc::<str>::from(g.label.as_str()));
    let row = |t: usize| {
        let mut row = vec![
            Cell::Text(target.clone()),
            Cell::Text(reference.clone()),
            Cell::Text(columns.label(contrast.terms[t]).into()),
            Cell::Count(contrast.counts[[t, 0]]),
            Cell::Count(contrast.counts[[t, 1]]),
            per_million(t, 0),
            per_million(t, 1),
            Cell::Count(contrast.articles[[t, 0]]),
            Cell::Count(contrast.articles[[t, 1]]),
        ];
        for (measure, scores) in scores.measures.iter().zip(&values) {
            row.extend(
                scores[t]
                    .iter()
                    .map(|s| Cell::number(*s, measure.about().undefined)),
            );
        }
        let key = match (values.first(), test) {
            (_, Some(test)) if scores.by_test => test.found.terms[t].statistic,
            (Some(first), _) if scores.measures[0].is_p() => first[t][0].map(|p| -p),
            (Some(first), _) => first[t][0],
            (None, _) => None,
        };
        let key = key.unwrap_or(f64::NEG_INFINITY);
        if let Some(test) = test {
            row.extend(test.cells(t, options));
            if scores.power {
                row.extend(test.power_cells(t));
            }
        }
        (key, row)
    };
    (0..contrast.terms.len()).into_par_iter().map(row).collect()
}
