//! Questions that need the order of words: n-grams, and the places of terms.

use super::Run;
use super::analysis::{choose_rows, conditions};
use crate::article::Warning;
use crate::contrast::Group;
use crate::count::{
    ANY, By, Columns, LONGEST, Ngram, NgramPlan, PlacePlan, Tally, WantedNgrams, masked,
};
use crate::error::{Error, Result};
use crate::measure::dispersion::arf::{ABOUT, arf};
use crate::table::{Cell, Table, ngrams};
use rustc_hash::{FxHashMap, FxHashSet};

impl Run<'_> {
    /// Runs of words of some sizes that occur at least `min_count` times, with their association.
    ///
    /// Size by size: what is counted is only what can be frequent, so that memory holds the frequent runs and not the
    /// corpus; the time is linear in its words.
    pub fn ngrams(
        &mut self,
        sizes: std::ops::RangeInclusive<usize>,
        written: &[String],
        min_count: u64,
    ) -> Result<(Vec<Warning>, Table)> {
        if !(2..=LONGEST).contains(sizes.start()) || !(2..=LONGEST).contains(sizes.end()) {
            return Err(Error::value("--size", "expected 2 to 5 words"));
        }
        let tally = self.tally()?;
        let columns = self.columns(&tally);
        let conditions = conditions(written, &tally.corpus.columns(), "--where")?;
        let rows = choose_rows(&tally, &conditions, "--where")?;
        let totals = Group {
            label: String::new(),
            rows,
        }
        .counts(&tally, &columns);
        let terms = all_forms(&columns);
        let alone = |term: u32| {
            let mut run = [ANY; LONGEST];
            run[0] = term;
            run
        };
        let mut known: FxHashSet<Ngram> = (0..columns.len() as u32)
            .filter(|c| totals[*c as usize] >= min_count)
            .map(alone)
            .collect();
        let mut plan = NgramPlan {
            terms,
            size: 2,
            wanted: WantedNgrams::Longer(FxHashSet::default()),
            conditions,
        };
        let mut found = Vec::new();
        for size in 2..=*sizes.end() {
            plan.size = size;
            plan.wanted = WantedNgrams::Longer(known);
            let counted = self.count_ngrams(&plan)?;
            let frequent = counted.counts.into_iter().filter(|(_, n)| *n >= min_count);
            let mut frequent: Vec<(Ngram, u64)> = frequent.collect();
            frequent.sort_unstable();
            known = frequent.iter().map(|(ngram, _)| *ngram).collect();
            if sizes.contains(&size) && !frequent.is_empty() {
                plan.wanted = WantedNgrams::Patterns(patterns(&frequent, size));
                let parts = self.count_ngrams(&plan)?;
                found.extend(frequent.into_iter().map(|(ngram, _)| {
                    let part = |mask: usize| match mask {
                        0 => parts.total,
                        _ => parts.counts.get(&masked(ngram, mask)).copied().unwrap_or(0),
                    };
                    let matching: Vec<u64> = (0..1 << size).map(part).collect();
                    ngrams::Found {
                        terms: ngram[..size].to_vec(),
                        matching,
                    }
                }));
            }
        }
        self.plan.count.ngrams = None;
        let table = ngrams::table(&columns, found);
        Ok((tally.warnings, table))
    }

    fn count_ngrams(&mut self, plan: &NgramPlan) -> Result<crate::count::NgramCounts> {
        self.plan.count.ngrams = Some(plan.clone());
        Ok(self.tally_beside()?.ngrams)
    }

    /// Adds the average reduced frequency to a table of terms by a field: a pass over the text for the terms it has.
    pub fn add_arf(
        &mut self,
        tally: &Tally,
        table: &mut Table,
        by: &str,
        written: &[String],
    ) -> Result<()> {
        let columns = self.columns(tally);
        let names = tally.corpus.columns();
        let labels: FxHashSet<&str> = table.rows.iter().map(|row| row[1].text()).collect();
        let by_label: FxHashMap<&str, u32> = (0..columns.len() as u32)
            .map(|c| (columns.label(c), c))
            .filter(|(label, _)| labels.contains(label))
            .collect();
        let wanted: FxHashSet<u32> = by_label.values().copied().collect();
        let mut terms = all_forms(&columns);
        terms.retain(|_, column| wanted.contains(column));
        self.plan.count.places = Some(PlacePlan {
            terms,
            by: By::named(by, &names, "--by")?,
            conditions: conditions(written, &names, "--where")?,
        });
        let counted = self.tally_beside();
        self.plan.count.places = None;
        let counted = counted?;
        let mut values: FxHashMap<(&str, u32), f64> = FxHashMap::default();
        for (group, articles) in &counted.places.groups {
            let mut places: FxHashMap<u32, Vec<u64>> = FxHashMap::default();
            let mut before = 0;
            for article in articles {
                for (term, place) in &article.terms {
                    places
                        .entry(*term)
                        .or_default()
                        .push(before + u64::from(*place));
                }
                before += article.words;
            }
            values.extend(places.into_iter().filter_map(|(term, places)| {
                Some(((group.as_str(), term), arf(&places, before)?))
            }));
        }
        table.columns.push("arf");
        for row in &mut table.rows {
            let term = by_label.get(row[1].text());
            let value = term.and_then(|t| values.get(&(row[0].text(), *t)).copied());
            row.push(Cell::number(value, ABOUT.undefined));
        }
        Ok(())
    }
}

/// Every surface form with its term.
fn all_forms(columns: &Columns<'_>) -> FxHashMap<String, u32> {
    let forms = columns.forms();
    let of_term = |(term, forms): (usize, Vec<&str>)| {
        let forms: Vec<(String, u32)> = forms
            .into_iter()
            .map(|form| (form.to_owned(), term as u32))
            .collect();
        forms
    };
    forms.into_iter().enumerate().flat_map(of_term).collect()
}

/// Every way to leave words of frequent runs open.
fn patterns(frequent: &[(Ngram, u64)], size: usize) -> FxHashSet<Ngram> {
    let of_one = |(ngram, _): &(Ngram, u64)| {
        let ngram = *ngram;
        (1..1_usize << size).map(move |mask| masked(ngram, mask))
    };
    frequent.iter().flat_map(of_one).collect()
}
