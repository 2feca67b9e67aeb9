//! What the verbs ask of a run: tables from settings and flags.

use super::run::Run;
use super::settings::{Compare, OneOrMore};
use crate::contrast::{self, Contrast, Group, Side};
use crate::count::{By, Columns, Condition, PairPlan, Tally};
use crate::error::{Error, Result};
use crate::lexicon::Glob;
use crate::measure::dispersion::Dispersion;
use crate::measure::{association, inference};
use crate::table::compare::Scores;
use crate::table::{self, Table};
use std::collections::BTreeMap;

/// Conditions `FIELD=VALUE`: values of one field are alternatives, different fields must all hold.
pub fn conditions(written: &[String], columns: &[String], place: &str) -> Result<Vec<Condition>> {
    let mut values: BTreeMap<String, Vec<Glob>> = BTreeMap::new();
    for pair in written {
        let (field, value) = pair.split_once('=').ok_or_else(|| {
            Error::value(place, format!("expected FIELD=VALUE, found \"{pair}\""))
        })?;
        values
            .entry(field.to_owned())
            .or_default()
            .push(Glob::new(value)?);
    }
    values
        .into_iter()
        .map(|(field, values)| {
            Ok(Condition {
                by: By::named(&field, columns, place)?,
                values,
            })
        })
        .collect()
}

/// The rows that conditions choose; an error if there are none.
pub fn choose_rows(tally: &Tally, conditions: &[Condition], place: &str) -> Result<Vec<u32>> {
    let rows = contrast::choose(tally, conditions);
    if !rows.is_empty() {
        return Ok(rows);
    }
    // The first condition that nothing fits, with what there is.
    let all: Vec<u32> = (0..tally.rows.len() as u32).collect();
    let empty = conditions
        .iter()
        .find(|c| contrast::choose(tally, std::slice::from_ref(c)).is_empty());
    let Some(condition) = empty else {
        return Err(Error::Input(
            "no words are left under these conditions together".into(),
        ));
    };
    let there: Vec<String> = contrast::groups(tally, &all, &condition.by)
        .into_iter()
        .map(|g| g.label)
        .collect();
    let wanted = condition.values.first().map_or("", Glob::written);
    Err(Error::unknown(
        place,
        "value",
        &format!("{}={wanted}", condition.by.name()),
        &there
            .iter()
            .map(|v| format!("{}={v}", condition.by.name()))
            .collect::<Vec<_>>(),
    ))
}

/// One comparison, from the study or from flags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparePlan {
    /// The field of the groups.
    pub by: String,
    /// Values of the target; empty: every value in turn.
    pub target: Vec<String>,
    /// Values of the reference.
    pub reference: Vec<String>,
    /// Conditions as `FIELD=VALUE`.
    pub conditions: Vec<String>,
    /// Fewest occurrences on both sides together.
    pub min_count: u64,
    /// Whether only units that have words on both sides take part, each of them as a pair.
    pub paired: bool,
    /// Where field and conditions are written: [`FLAGS`] or [`STUDY`].
    pub places: [&'static str; 2],
}

impl From<&Compare> for ComparePlan {
    fn from(compare: &Compare) -> Self {
        let pairs = compare
            .conditions
            .iter()
            .flat_map(|(f, v)| v.list().into_iter().map(move |v| format!("{f}={v}")));
        Self {
            by: compare.by.clone(),
            target: compare.target.list(),
            reference: OneOrMore::list(&compare.reference),
            conditions: pairs.collect(),
            min_count: compare.min_count,
            paired: false,
            places: STUDY,
        }
    }
}

/// A plan whose names are resolved: what can be set against what.
pub(super) struct Resolved {
    pub(super) by: By,
    pub(super) conditions: Vec<Condition>,
    pub(super) rows: Vec<u32>,
    target: Option<Side>,
    reference: Side,
}

impl ComparePlan {
    /// Resolves every name of the plan. Refuses a field within whose values labels are exchanged.
    pub(super) fn resolve(&self, tally: &Tally, test: &inference::Options) -> Result<Resolved> {
        let [by, conditions_from] = self.places;
        let names = tally.corpus.columns();
        let by = By::named(&self.by, &names, by)?;
        test.check(by.name())?;
        let conditions = conditions(&self.conditions, &names, conditions_from)?;
        let target = match &self.target[..] {
            [] => None,
            values => Some(Side::new(values)?),
        };
        Ok(Resolved {
            rows: choose_rows(tally, &conditions, conditions_from)?,
            by,
            conditions,
            target,
            reference: Side::new(&self.reference)?,
        })
    }
}

impl Resolved {
    /// Target and reference; an error where the plan names no target.
    pub(super) fn sides(&self) -> Result<[&Side; 2]> {
        let target = self.target.as_ref();
        let missing = || Error::value("--target", "needs a value, or a study with comparisons");
        Ok([target.ok_or_else(missing)?, &self.reference])
    }

    /// The contrast of target and reference.
    pub(super) fn contrast<'t>(
        &self,
        tally: &'t Tally,
        columns: &'t Columns<'t>,
        sides: [&Side; 2],
        min_count: u64,
    ) -> Result<Contrast<'t>> {
        Contrast::new(tally, columns, &self.rows, &self.by, sides, min_count)
    }
}

/// No unit has both sides.
fn no_pairs(contrast: &Contrast<'_>) -> Error {
    Error::Input(format!(
        "no event has words of both \"{}\" and \"{}\"",
        contrast.target.label, contrast.reference.label
    ))
}

/// Where flags name what is compared.
pub const FLAGS: [&str; 2] = ["--by", "--where"];
/// Where a study does.
pub const STUDY: [&str; 2] = ["compare.by", "compare.where"];

/// The rows that conditions of flags choose.
pub(super) fn flagged_rows(tally: &Tally, written: &[String]) -> Result<Vec<u32>> {
    let conditions = conditions(written, &tally.corpus.columns(), FLAGS[1])?;
    choose_rows(tally, &conditions, FLAGS[1])
}

impl Run<'_> {
    /// Frequencies by a field.
    pub fn terms(
        &self,
        tally: &Tally,
        by: &str,
        written: &[String],
        min_count: u64,
        measures: &[&'static dyn Dispersion],
    ) -> Result<Table> {
        let names = tally.corpus.columns();
        let by = By::named(by, &names, "--by")?;
        let rows = flagged_rows(tally, written)?;
        let groups = contrast::groups(tally, &rows, &by);
        Ok(table::terms::table(
            tally,
            &self.columns(tally),
            &groups,
            min_count,
            measures,
        ))
    }

    /// The share of each voice in the words of each group.
    pub fn voices(&self, tally: &Tally, by: &str, written: &[String]) -> Result<Table> {
        let names = tally.corpus.columns();
        let by = By::named(by, &names, "--by")?;
        let rows = flagged_rows(tally, written)?;
        Ok(table::speakers::table(tally, &rows, &by))
    }

    /// The contrasts of some comparisons.
    pub fn contrasts<'t>(
        &self,
        tally: &'t Tally,
        columns: &'t Columns<'t>,
        plans: &[ComparePlan],
    ) -> Result<Vec<Contrast<'t>>> {
        let mut contrasts = Vec::new();
        for plan in plans {
            let resolved = plan.resolve(tally, &self.settings.inference.test())?;
            let mut add = |target: &Side| -> Result<()> {
                let sides = [target, &resolved.reference];
                let found = resolved.contrast(tally, columns, sides, plan.min_count)?;
                if !plan.paired {
                    contrasts.push(found);
                    return Ok(());
                }
                match found.paired() {
                    Some(pairs) => contrasts.push(pairs),
                    // Of all values in turn, some may share no event with the others.
                    None if resolved.target.is_none() => {}
                    None => return Err(no_pairs(&found)),
                }
                Ok(())
            };
            if let Some(target) = &resolved.target {
                add(target)?;
                continue;
            }
            let groups: Vec<Group> = contrast::groups(tally, &resolved.rows, &resolved.by)
                .into_iter()
                .filter(|g| g.words(tally) > 0)
                .collect();
            if groups.len() < 2 {
                return Err(Error::Input(format!(
                    "nothing to compare: the field \"{}\" has fewer than two values with words",
                    plan.by
                )));
            }
            for group in &groups {
                add(&Side::Exact(group.label.clone()))?;
            }
        }
        if contrasts.is_empty() && plans.iter().any(|plan| plan.paired) {
            return Err(Error::Input(
                "no event has words of two groups: within events there is nothing to compare"
                    .into(),
            ));
        }
        Ok(contrasts)
    }

    /// Keyness of some comparisons.
    pub fn compare(
        &self,
        tally: &Tally,
        plans: &[ComparePlan],
        scores: &Scores,
        effect: f64,
    ) -> Result<Table> {
        let columns = self.columns(tally);
        let contrasts = self.contrasts(tally, &columns, plans)?;
        if scores.test {
            self.stage("testing");
        }
        let options = table::compare::Options {
            effect,
            ..self.score_options()
        };
        Ok(table::compare::table(&columns, &contrasts, scores, options))
    }

    /// What the scores of a comparison are told.
    pub(super) fn score_options(&self) -> table::compare::Options<'_> {
        table::compare::Options {
            measures: &self.settings.measures,
            inference: self.settings.inference.test(),
            seed: self.settings.study.seed,
            effect: 1.0,
        }
    }

    /// How often each test finds something where there is nothing to find.
    pub fn null_check(&self, tally: &Tally, plans: &[ComparePlan], shuffles: u64) -> Result<Table> {
        let columns = self.columns(tally);
        let contrasts = self.contrasts(tally, &columns, plans)?;
        let options = self.settings.inference.test();
        self.stage("shuffling");
        Ok(table::null_check::table(
            &contrasts,
            &options,
            shuffles,
            self.settings.study.seed,
        ))
    }

    /// Collocates of nodes.
    pub fn cooccur(
        &mut self,
        nodes: &[String],
        written: &[String],
        min_count: u64,
        measures: &[&'static dyn association::Association],
    ) -> Result<(Tally, Table)> {
        let plan = self.plan_nodes(nodes)?;
        let tally = self.tally()?;
        let columns = self.columns(&tally);
        let conditions = conditions(written, &tally.corpus.columns(), "--where")?;
        let rows = choose_rows(&tally, &conditions, FLAGS[1])?;
        let choice = table::cooccur::Choice {
            rows: &rows,
            marginals: self.settings.cooccurrence.marginals,
            min_count,
            measures,
        };
        let table = table::cooccur::table(&tally, &tally.nodes, &columns, &plan, &choice)?;
        Ok((tally, table))
    }

    /// Pairs of the most frequent terms: every two that stand together within the window.
    pub fn pairs(
        &mut self,
        written: &[String],
        min_count: u64,
        measures: &[&'static dyn association::Association],
    ) -> Result<(Tally, Table)> {
        let tally = self.tally()?;
        let columns = self.columns(&tally);
        let conditions = conditions(written, &tally.corpus.columns(), "--where")?;
        let rows = choose_rows(&tally, &conditions, FLAGS[1])?;
        let totals = Group {
            label: String::new(),
            rows: rows.clone(),
        }
        .counts(&tally, &columns);
        let mut chosen: Vec<u32> = (0..columns.len() as u32)
            .filter(|c| !columns.is_hidden(*c) && totals[*c as usize] > 0)
            .collect();
        chosen.sort_by_key(|c| (std::cmp::Reverse(totals[*c as usize]), columns.label(*c)));
        chosen.truncate(self.settings.cooccurrence.pairs_top);
        let choice = table::cooccur::Choice {
            rows: &rows,
            marginals: self.settings.cooccurrence.marginals,
            min_count,
            measures,
        };
        self.pairs_of(&tally, &chosen, conditions, &choice)
    }

    /// Pairs of chosen terms of a tally, counted in one more pass under conditions that chose the same rows.
    pub(super) fn pairs_of(
        &mut self,
        tally: &Tally,
        chosen: &[u32],
        conditions: Vec<Condition>,
        choice: &table::cooccur::Choice<'_>,
    ) -> Result<(Tally, Table)> {
        let columns = self.columns(tally);
        let totals = Group {
            label: String::new(),
            rows: choice.rows.to_vec(),
        }
        .counts(tally, &columns);
        let forms = columns.forms();
        let with_place = chosen.iter().zip(0..).flat_map(|(column, place)| {
            let of_term = forms[*column as usize].iter();
            of_term.map(move |form| ((*form).to_owned(), place))
        });
        let reach = self.settings.cooccurrence.window.0;
        self.plan.count.pairs = Some(PairPlan {
            terms: with_place.collect(),
            reach,
            by: By::All,
            conditions,
        });
        let counted = self.tally_beside()?;
        let labels: Vec<&str> = chosen.iter().map(|c| columns.label(*c)).collect();
        let totals: Vec<u64> = chosen.iter().map(|c| totals[*c as usize]).collect();
        let group = counted.pairs.groups.get("all").cloned().unwrap_or_default();
        let table = table::cooccur::pairs(&group, &labels, &totals, reach, choice);
        Ok((counted, table))
    }
}
