//! How much a ranking owes to choices that could have been made otherwise.

use super::Run;
use super::analysis::ComparePlan;
use crate::article::Warning;
use crate::contrast::Contrast;
use crate::count::{Columns, StopList, Tally};
use crate::error::Result;
use crate::measure::inference::{self, Statistic, statistic};
use crate::measure::keyness::{self, Prior};
use crate::table::Table;
use crate::table::stability::{self, Choice, Stays};
use crate::token::{self, Stemmer};
use crate::voice::Indirect;
use std::collections::BTreeSet;

/// Measures that a ranking could have been made by.
const MEASURES: &[&str] = &["log_odds_z", "log_ratio", "g2", "lrc"];

/// A way to rank, and by what names its choices go.
struct Ranking {
    name: &'static str,
    prior: Option<(&'static str, Prior, f64)>,
}

impl Run<'_> {
    /// Ranks the terms of some comparisons again under every combination of other choices, and says how often each of the
    /// first stays among them.
    ///
    /// Choices: measure (and prior), stop list, fewest occurrences, stemmer, whose words reported speech is. All are maps
    /// of rows and columns: the text is read once.
    pub fn stability(&mut self, plans: &[ComparePlan]) -> Result<(Vec<Warning>, Table)> {
        // Rows of reported speech with their speakers; the other setting gives them to the outlet.
        let set = std::mem::replace(&mut self.plan.voice.options.indirect, Indirect::Speaker);
        let tally = self.tally();
        self.plan.voice.options.indirect = set;
        let tally = tally?;
        let narrated = tally.with_reported_as_narration();
        self.stage("ranking");
        let test = self.settings.inference.test();
        // The study's stemmer, and the other of none and that of the language.
        let own = self.settings.tokens.stemmer;
        let other = match own {
            Stemmer::None => self.stemmer(),
            Stemmer::Snowball(_) => Stemmer::None,
        };
        let stemmers: BTreeSet<&str> = [own.name(), other.name()].into();
        let stemmers = [own, other].into_iter().take(stemmers.len());
        let mut stays: Vec<Stays> = Vec::new();
        let mut firsts = Vec::new();
        let [base, other] = match set {
            Indirect::Speaker => [(&tally, "speaker"), (&narrated, "outlet")],
            Indirect::Outlet => [(&narrated, "outlet"), (&tally, "speaker")],
        };
        for (indirect, named) in [base, other] {
            for stemmer in stemmers.clone() {
                let tokens = token::Options {
                    stemmer,
                    ..self.settings.tokens.clone()
                };
                for (stop, list) in [(self.stop(), "study's"), (&StopList::default(), "none")] {
                    let columns = Columns::new(indirect, &tokens, stop);
                    for plan in plans {
                        for fewest in fewest_of(plan) {
                            let contrast = resolved(indirect, &columns, plan, fewest, &test);
                            let label = plan_label(plan);
                            // The study's own choices come first and must do; others may leave a side without words.
                            let Ok(contrast) = contrast else {
                                if !firsts.contains(&label) {
                                    contrast?;
                                }
                                continue;
                            };
                            for ranking in self.rankings() {
                                let mut choices = vec![
                                    Choice::new("measure", ranking.name),
                                    Choice::new("indirect", named),
                                    Choice::new("stemmer", stemmer.name()),
                                    Choice::new("stop list", list),
                                    Choice::new("min_count", &fewest.to_string()),
                                ];
                                if let Some((prior, ..)) = ranking.prior {
                                    choices.push(Choice::new("prior", prior));
                                }
                                let tops = self.tops(&contrast, &ranking);
                                if !firsts.contains(&label) {
                                    firsts.push(label.clone());
                                    stays.extend(first(&contrast, &tops, &label));
                                }
                                for stay in stays.iter_mut().filter(|s| s.comparison == label) {
                                    let side = usize::from(!stay.of_target);
                                    let column = indirect
                                        .vocabulary
                                        .find(&stay.term)
                                        .map(|form| columns.of(form));
                                    let there = column.is_some_and(|c| tops[side].contains(&c));
                                    stay.add(&choices, there);
                                }
                            }
                        }
                    }
                }
            }
        }
        Ok((tally.warnings, stability::table(&stays)))
    }

    /// The stemmer of the corpus's language, if it has one.
    fn stemmer(&self) -> Stemmer {
        Stemmer::named(&self.settings.corpus.language).unwrap_or_default()
    }

    fn rankings(&self) -> Vec<Ranking> {
        let mut rankings = vec![Ranking {
            name: MEASURES[0],
            prior: Some((
                "study's",
                self.settings.measures.prior.clone(),
                self.settings.measures.alpha0,
            )),
        }];
        let weak = ("pooled, 50", Prior::Pooled, 50.0);
        let flat = ("flat:0.01", Prior::Flat(0.01), 0.01);
        rankings.extend([weak, flat].map(|prior| Ranking {
            name: MEASURES[0],
            prior: Some(prior),
        }));
        let plain = MEASURES[1..].iter().chain(&["t"]);
        rankings.extend(plain.map(|name| Ranking { name, prior: None }));
        rankings
    }

    /// The first terms of target and reference, as columns, best first.
    fn tops(&self, contrast: &Contrast<'_>, ranking: &Ranking) -> [Vec<u32>; 2] {
        let mut options = self.settings.measures.clone();
        if let Some((_, prior, alpha0)) = &ranking.prior {
            options.prior = prior.clone();
            options.alpha0 = *alpha0;
        }
        let measure = keyness::MEASURES
            .iter()
            .find(|m| m.columns()[0] == ranking.name);
        let scores: Vec<Option<f64>> = match measure {
            Some(measure) => {
                let scores = measure.score(contrast, &options);
                scores.into_iter().map(|row| row[0]).collect()
            }
            None => (0..contrast.terms.len())
                .map(|t| statistic(contrast.units(), t, Statistic::T))
                .collect(),
        };
        [1.0, -1.0].map(|sign| {
            let mut order: Vec<(f64, u32)> = contrast
                .terms
                .iter()
                .zip(&scores)
                .filter_map(|(term, score)| Some((sign * (*score)?, *term)))
                .filter(|(score, _)| *score > 0.0)
                .collect();
            order.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
            order.truncate(self.settings.report.top);
            order.into_iter().map(|(_, term)| term).collect()
        })
    }
}

/// The study's own fewest occurrences, twice and half as many.
fn fewest_of(plan: &ComparePlan) -> Vec<u64> {
    let own = plan.min_count.max(1);
    let mut all = vec![own, 2 * own];
    all.extend((own > 1).then_some(own.div_ceil(2)));
    all
}

fn plan_label(plan: &ComparePlan) -> String {
    let side = |values: &[String]| values.join(" + ");
    format!(
        "{}: {} against {}",
        plan.by,
        side(&plan.target),
        side(&plan.reference)
    )
}

/// A comparison with a target, under other settings.
fn resolved<'t>(
    tally: &'t Tally,
    columns: &'t Columns<'t>,
    plan: &ComparePlan,
    min_count: u64,
    test: &inference::Options,
) -> Result<Contrast<'t>> {
    let resolved = plan.resolve(tally, test)?;
    resolved.contrast(tally, columns, resolved.sides()?, min_count)
}

/// The first terms under the study's own choices.
fn first(contrast: &Contrast<'_>, tops: &[Vec<u32>; 2], label: &str) -> Vec<Stays> {
    let mut seen = BTreeSet::new();
    let mut stays = Vec::new();
    for (of_target, top) in [true, false].into_iter().zip(tops) {
        for (rank, column) in (1..).zip(top) {
            let place = contrast.terms.binary_search(column).unwrap_or(0);
            let term = contrast.label(place);
            if seen.insert((of_target, term)) {
                stays.push(Stays::new(label, of_target, term, rank));
            }
        }
    }
    stays
}
