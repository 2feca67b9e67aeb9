//! What stands behind the numbers of a term: the arithmetic, and every line.

use super::Run;
use super::analysis::ComparePlan;
use crate::contrast::Contrast;
use crate::count::{Columns, Tally};
use crate::engine::{Evidence, Line, Wanted};
use crate::error::{Error, Result};
use crate::measure::inference::Statistic;
use crate::measure::keyness;
use crate::table::compare::{Scores, Test};
use crate::table::{self, Cell, Table, counted, rounded, thousands};
use crate::token::normal_form;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Words on each side of an occurrence.
const WIDTH: usize = 25;

/// Everything behind one term in one comparison.
#[derive(Debug, Clone)]
pub struct Behind {
    /// The arithmetic, for people.
    pub text: String,
    /// Every occurrence.
    pub lines: Table,
}

impl Run<'_> {
    /// The arithmetic of every measure for a term, with its counts, and each of its occurrences on either side.
    ///
    /// # Errors
    ///
    /// A term that the comparison does not have, with the nearest that it has.
    pub fn why(
        &self,
        tally: &Tally,
        plans: &[ComparePlan],
        term: &str,
        effect: f64,
    ) -> Result<Vec<Behind>> {
        let columns = self.columns(tally);
        let contrasts = self.contrasts(tally, &columns, plans)?;
        let wanted = normal_form(term);
        // A term is meant by any of its forms.
        let is_meant = |form: &u32| normal_form(tally.vocabulary.get(*form)) == wanted;
        let forms = (0..tally.vocabulary.len() as u32).filter(is_meant);
        let meant: BTreeSet<u32> = forms.map(|form| columns.of(form)).collect();
        let mut found = Vec::new();
        for contrast in &contrasts {
            let place = contrast.terms.iter().position(|t| meant.contains(t));
            if let Some(place) = place {
                found.push(self.behind(tally, &columns, contrast, place, effect)?);
            }
        }
        if found.is_empty() && meant.iter().any(|column| columns.is_hidden(*column)) {
            let message = format!("\"{term}\" is on the stop list (--stop-words none shows it)");
            return Err(Error::value("TERM", message));
        }
        if found.is_empty() && !meant.is_empty() {
            let message =
                format!("\"{term}\" occurs, but not often enough on the two sides together");
            return Err(Error::value("TERM", message));
        }
        if found.is_empty() {
            let labels: Vec<&str> = contrasts
                .iter()
                .flat_map(|c| (0..c.terms.len()).map(|t| c.label(t)))
                .collect();
            return Err(Error::unknown("TERM", "term", term, &labels));
        }
        Ok(found)
    }

    fn behind(
        &self,
        tally: &Tally,
        columns: &Columns<'_>,
        contrast: &Contrast<'_>,
        term: usize,
        effect: f64,
    ) -> Result<Behind> {
        let lines = self.lines(tally, columns, contrast, contrast.terms[term])?;
        let options = table::compare::Options {
            effect,
            ..self.score_options()
        };
        let test = Test::new(contrast, &Scores::all(), options);
        let mut text = counts(contrast, term);
        text += "\nMeasures\n";
        for measure in keyness::MEASURES {
            let scores = measure.score(contrast, &self.settings.measures);
            let worked = measure.worked(contrast, &self.settings.measures, term);
            for (i, (column, score)) in measure.columns().iter().zip(&scores[term]).enumerate() {
                let _ = match (score, i) {
                    (None, _) => {
                        writeln!(text, "  {column}: undefined, {}", measure.about().undefined)
                    }
                    (Some(x), 0) => writeln!(text, "  {column} = {worked} = {}", rounded(*x)),
                    (Some(x), _) => writeln!(text, "  {column} = {}", rounded(*x)),
                };
            }
        }
        text += &tested(contrast, term, &test, options);
        Ok(Behind { text, lines })
    }

    /// Every occurrence on either side, target first, in order of article and place.
    fn lines(
        &self,
        tally: &Tally,
        columns: &Columns<'_>,
        contrast: &Contrast<'_>,
        column: u32,
    ) -> Result<Table> {
        let forms = columns.forms();
        let forms: FxHashMap<String, Vec<u32>> = forms[column as usize]
            .iter()
            .map(|form| ((*form).to_owned(), vec![0]))
            .collect();
        let wanted = Evidence {
            forms,
            width: WIDTH,
            lines: vec![usize::MAX],
            cell: &|_, article, speaker, manner| {
                let row = tally.row_of(article, speaker, manner)?;
                let groups = [&contrast.target, &contrast.reference];
                let found = groups
                    .iter()
                    .position(|g| g.rows.binary_search(&row).is_ok())?;
                u32::try_from(found).ok()
            },
            quotations: 0,
            rank: &|_, _| None,
        };
        let mut lines = self.locate(Wanted::Evidence(&wanted))?.lines;
        lines.sort_by_key(|l| (l.cell, l.hit.id, l.hit.field, l.hit.start));
        let labels = [&contrast.target.label, &contrast.reference.label];
        let hits: Vec<_> = lines.iter().map(|l: &Line| l.hit.clone()).collect();
        let mut table = table::kwic::table(&hits);
        table.columns.insert(0, "group");
        for (row, line) in table.rows.iter_mut().zip(&lines) {
            let label = labels[line.cell as usize].as_str();
            row.insert(0, Cell::Text(label.into()));
        }
        Ok(table)
    }
}

fn counts(contrast: &Contrast<'_>, term: usize) -> String {
    let [n1, n2] = contrast.sizes;
    let (a, b) = (contrast.counts[[term, 0]], contrast.counts[[term, 1]]);
    let [target, reference] = [&contrast.target.label, &contrast.reference.label];
    let articles = |side: usize| counted(contrast.articles[[term, side]], "article");
    format!(
        "\"{}\": {target} against {reference}\n\nCounts\n  a  = {} in {target}, in {}\n  b  = {} in {reference}, in {}\n  N1 = {} words of {target}, c = N1 − a = {}\n  N2 = {} words of {reference}, d = N2 − b = {}\n  N  = N1 + N2 = {}\n",
        contrast.label(term),
        thousands(a),
        articles(0),
        thousands(b),
        articles(1),
        thousands(n1),
        thousands(n1 - a),
        thousands(n2),
        thousands(n2 - b),
        thousands(n1 + n2),
    )
}

/// The test of a term in words.
fn tested(
    contrast: &Contrast<'_>,
    term: usize,
    test: &Test,
    options: table::compare::Options<'_>,
) -> String {
    let found = &test.found;
    let of_term = &found.terms[term];
    let [target, reference] = found.units;
    let mut text = format!(
        "\nTest over articles\n  {target} units with words of {}, {reference} of {}\n",
        contrast.target.label, contrast.reference.label
    );
    if let Some(t) = of_term.statistic {
        let rate = |side: usize| contrast.counts[[term, side]] as f64 / contrast.sizes[side] as f64;
        let (r1, r0) = (rate(0), rate(1));
        let _ = match options.inference.statistic {
            Statistic::T => writeln!(
                text,
                "  t = (r1 − r0) / SE = ({} − {}) / {} = {}",
                rounded(r1),
                rounded(r0),
                rounded((r1 - r0) / t),
                rounded(t)
            ),
            Statistic::G2 => writeln!(text, "  g2 = {}", rounded(t)),
        };
    }
    match (of_term.p, of_term.relabellings) {
        (Some(p), Some(r)) => {
            let worked = if found.enumerated {
                format!("{} / {}", libm::round(p * r as f64), thousands(r))
            } else {
                let hits = libm::round(p * (r as f64 + 1.0)) - 1.0;
                format!("(1 + {hits}) / ({} + 1)", thousands(r))
            };
            let _ = writeln!(
                text,
                "  p = {worked} = {}: the share of relabellings at least as extreme",
                rounded(p)
            );
        }
        _ => text += "  p is undefined\n",
    }
    let adjust = options.inference.adjust.name();
    if let (Some(p), Some(max_t)) = (of_term.p_adjusted, of_term.p_max_t) {
        let m = thousands(found.m);
        let _ = writeln!(
            text,
            "  p_adjusted = {} ({adjust} over m = {m} terms), p_max_t = {}",
            rounded(p),
            rounded(max_t)
        );
    }
    let end = |end: std::result::Result<f64, &'static str>| {
        end.map_or_else(|why| format!("unknown ({why})"), rounded)
    };
    if let Some(power) = test.power[term] {
        let _ = writeln!(
            text,
            "  a log ratio of {} would be found four times out of five; one of {} needs {} units",
            rounded(power.detectable),
            options.effect,
            rounded(libm::ceil(power.units_needed))
        );
    }
    let [low, high] = test.ends[term];
    if let (Err(why), Err(other)) = (low, high)
        && why == other
    {
        let _ = writeln!(text, "  log ratio, 95 % interval: none ({why})");
        return noted(text, &of_term.note);
    }
    let _ = writeln!(
        text,
        "  log ratio, 95 % interval: {} to {}",
        end(low),
        end(high)
    );
    noted(text, &of_term.note)
}

fn noted(mut text: String, note: &str) -> String {
    if !note.is_empty() {
        let _ = writeln!(text, "  note: {note}");
    }
    text
}
