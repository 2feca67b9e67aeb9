//! What a report compares, with figures and terms.

use super::{Counted, Run, is_of_speech, rare, stem};
use crate::contrast::{Contrast, Group, Side};
use crate::count::{By, Condition};
use crate::error::Result;
use crate::figure::Names;
use crate::measure::inference::{self, Strata};
use crate::measure::keyness;
use crate::report::{Comparison, Figure, Line, Sheet, Term};
use crate::study::analysis::{ComparePlan, Resolved, STUDY};
use crate::table::compare::{COLUMNS, Scores};
use crate::table::{self, Table, capital};
use crate::voice::Manner;
use std::collections::BTreeSet;

/// Comparisons that are made when the study names none.
const DEFAULT: usize = 6;
/// Pairs of a term and an article up to which a comparison that nobody asked for is tested.
const TESTED: u64 = 1_000_000;
/// What is said of one that is not.
const UNTESTED: &str = "not tested, since the corpus is large";
/// Shuffles of a null check.
const SHUFFLES: u64 = 200;
/// Units up to which a report checks its test.
const CHECKED_UNITS: u64 = 2_000;
/// Terms up to which it does.
const CHECKED_TERMS: usize = 5_000;
/// Letters of a word that is likely to have a content.
const CONTENT: usize = 5;
/// Terms of a dispersion figure, from each side.
const DISPERSION: usize = 8;

/// A comparison with its scores.
pub(super) struct Compared<'t> {
    pub(super) stem: String,
    pub(super) labels: [String; 2],
    pub(super) contrast: Contrast<'t>,
    /// Every score of every term, with the test over articles.
    pub(super) sheet: Sheet,
    figures: Vec<Figure>,
    /// What the test says of each listed term.
    tests: Vec<String>,
    /// Weighted log-odds (z) of each term of the contrast.
    pub(super) z: Vec<f64>,
    /// Whether its groups depend on who speaks.
    pub(super) of_speech: bool,
    pub(super) conditions: Vec<Condition>,
    pub(super) by: By,
    pub(super) sides: [Side; 2],
    pub(super) min_count: u64,
    pub(super) top: usize,
}

impl Run<'_> {
    /// The comparisons of the study; without any, outlets against the others, and officials against activists.
    pub(super) fn compared<'t>(&self, all: Counted<'t>) -> Result<Vec<Compared<'t>>> {
        let named: Vec<(String, ComparePlan)> = if self.settings.compare.is_empty() {
            let test = self.settings.inference.test();
            let mut plans = default_plans(all);
            plans.retain(|(_, plan)| test.check(&plan.by).is_ok());
            plans
        } else {
            let study = self.settings.compare.iter();
            study.map(|c| (c.name.clone(), c.into())).collect()
        };
        let test = self.settings.inference.test();
        let mut taken = BTreeSet::new();
        let mut compared = Vec::new();
        for (name, plan) in named {
            let resolved = plan.resolve(all.tally, &test)?;
            let sides = resolved.sides()?;
            let contrast = resolved.contrast(all.tally, all.columns, sides, plan.min_count)?;
            let sides = sides.map(Clone::clone);
            let Resolved { by, conditions, .. } = resolved;
            let table = self.scored(all, &contrast);
            let mut one = Compared {
                stem: stem(&name, &mut taken),
                labels: [&contrast.target, &contrast.reference]
                    .map(|g| label(&all.look.names, &g.label)),
                z: self.z(&contrast),
                sheet: Sheet::whole(&table)?,
                figures: Vec::new(),
                tests: Vec::new(),
                contrast,
                of_speech: is_of_speech(&by) || conditions.iter().any(|c| is_of_speech(&c.by)),
                conditions,
                by,
                sides,
                min_count: plan.min_count,
                top: self.settings.report.top,
            };
            one.figures = one.drawn(self, all, &table)?;
            let listed = one.listed().into_iter();
            one.tests = listed
                .map(|t| tested(&table, all.columns.label(t)))
                .collect();
            compared.push(one);
        }
        Ok(compared)
    }

    /// Every score of every term. Of a large corpus without comparisons of its own only what a ranking needs: nobody has
    /// asked for minutes of relabelling.
    fn scored(&self, all: Counted<'_>, contrast: &Contrast<'_>) -> Table {
        let contrasts = std::slice::from_ref(contrast);
        let options = self.score_options();
        let cells: u64 = contrast.articles.iter().sum();
        if cells <= TESTED || !self.settings.compare.is_empty() {
            self.stage("testing");
            return table::compare::table(all.columns, contrasts, &Scores::all(), options);
        }
        let ranking = ["log_odds_z", "log_ratio", "g2", "jsd_shift"].map(String::from);
        let scores = Scores::named(&ranking).unwrap_or_default();
        let mut table = table::compare::table(all.columns, contrasts, &scores, options);
        table.notes.push(format!(
            "{UNTESTED}: a study that names the comparison ([[compare]]), or counterframe compare, tests it"
        ));
        table
    }

    pub(super) fn z(&self, contrast: &Contrast<'_>) -> Vec<f64> {
        keyness::z(contrast, &self.settings.measures)
    }
}

/// Each outlet against the others, largest first; officials against activists where both speak.
fn default_plans(all: Counted<'_>) -> Vec<(String, ComparePlan)> {
    let min_count = rare(all.tally.words()).max(3);
    let plan = |by: &str, target: &str, reference: &str| ComparePlan {
        by: by.into(),
        target: vec![target.into()],
        reference: vec![reference.into()],
        conditions: Vec::new(),
        min_count,
        paired: false,
        places: STUDY,
    };
    let voices = all.groups(&By::Voice);
    let speaks = |voice: &str| voices.iter().any(|g| g.label == voice);
    let mut plans = Vec::new();
    if speaks("official") && speaks("activist") {
        let name = "official-activist".to_owned();
        plans.push((name, plan("voice", "official", "activist")));
    }
    let mut outlets: Vec<Group> = all.groups(&By::Column("outlet".into()));
    outlets.sort_by_key(|g| (std::cmp::Reverse(g.words(all.tally)), g.label.clone()));
    // Globs stand for themselves only where they have no special letters, and "rest" is a word of its own.
    let literal = |g: &&Group| {
        !g.label.is_empty() && g.label != "rest" && !g.label.contains(['*', '?', '[', '{', '\\'])
    };
    if let [one, other] = &outlets[..]
        && literal(&one)
        && literal(&other)
    {
        let name = format!("{}-{}", one.label, other.label);
        plans.push((name, plan("outlet", &one.label, &other.label)));
    } else if outlets.len() > 1 {
        for outlet in outlets.iter().filter(literal) {
            plans.push((outlet.label.clone(), plan("outlet", &outlet.label, "rest")));
        }
    }
    plans.truncate(DEFAULT);
    plans
}

/// A group as readers know it: voices by their labels.
fn label(names: &Names, group: &str) -> String {
    let parts = group.split(" + ");
    let named = parts.map(|part| names.get(part).map_or(part, String::as_str));
    named.collect::<Vec<_>>().join(" + ")
}

/// The terms most typical of target and reference, strongest first.
pub(super) fn strongest(contrast: &Contrast<'_>, z: &[f64], most: usize) -> [Vec<u32>; 2] {
    [1.0, -1.0].map(|sign| {
        let mut order: Vec<usize> = (0..z.len())
            .filter(|t| z[*t] * sign >= keyness::STANDS_OUT)
            .collect();
        order.sort_by(|x, y| (z[*y] * sign).total_cmp(&(z[*x] * sign)).then(x.cmp(y)));
        order.truncate(most);
        order.into_iter().map(|t| contrast.terms[t]).collect()
    })
}

impl Compared<'_> {
    /// The terms most typical of target and reference, strongest first.
    pub(super) fn strongest(&self, most: usize) -> [Vec<u32>; 2] {
        strongest(&self.contrast, &self.z, most)
    }

    /// Words that both sides use, those first of which the side with fewer has most; globs stand for themselves.
    pub(super) fn used_by_both(&self, most: usize) -> Vec<String> {
        let counts = &self.contrast.counts;
        let fewer = |t: usize| counts[[t, 0]].min(counts[[t, 1]]);
        let word = |t: &usize| {
            let label = self.contrast.label(*t);
            let plain = |c: char| !c.is_whitespace() && !"*?[]{}\\".contains(c);
            label.chars().count() >= CONTENT && label.chars().all(plain)
        };
        let mut order: Vec<usize> = (0..self.contrast.terms.len()).filter(word).collect();
        order.sort_by_key(|t| (std::cmp::Reverse(fewer(*t)), *t));
        order.truncate(most);
        let label = |t: usize| self.contrast.label(t).to_lowercase();
        order.into_iter().map(label).collect()
    }

    /// Its figures.
    pub(super) fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// The terms that the page lists: numbers of evidence count through them.
    pub(super) fn listed(&self) -> Vec<u32> {
        self.strongest(self.top).concat()
    }

    /// The comparison with its figures and the lines of its terms.
    pub(super) fn finished(
        self,
        all: Counted<'_>,
        lines: Vec<Vec<Line>>,
        doubts: Vec<String>,
    ) -> Comparison {
        let sides = [&self.contrast.target, &self.contrast.reference];
        let mut lines = lines.into_iter();
        let mut tests = self.tests.iter();
        let place = |column: u32| self.contrast.terms.binary_search(&column);
        let terms = self.strongest(self.top).map(|side| {
            side.into_iter()
                .filter_map(|column| {
                    let (lines, test) = (lines.next().unwrap_or_default(), tests.next()?);
                    let t = place(column).ok()?;
                    Some(Term {
                        term: all.columns.label(column).to_owned(),
                        counts: [0, 1].map(|side| self.contrast.counts[[t, side]]),
                        articles: [0, 1].map(|side| self.contrast.articles[[t, side]]),
                        z: self.z[t],
                        test: test.clone(),
                        lines,
                    })
                })
                .collect()
        });
        let condition = |c: &Condition| {
            let spoken = |m: &Manner| {
                *m == Manner::Narration || c.values.iter().any(|v| v.matches(m.name()))
            };
            let narrated = c.values.iter().any(|v| v.matches(Manner::Narration.name()));
            if c.by == By::Manner && !narrated && Manner::ALL.iter().all(spoken) {
                return "what is quoted or reported".to_owned();
            }
            let values: Vec<&str> = c.values.iter().map(crate::lexicon::Glob::written).collect();
            format!("{} {}", c.by.name(), values.join(" or "))
        };
        let conditions: Vec<String> = self.conditions.iter().map(condition).collect();
        Comparison {
            name: self.stem,
            words: self.contrast.sizes,
            articles: sides.map(|group| group.articles(all.tally)),
            conditions: conditions.join(" and "),
            doubts,
            groups: self.labels,
            figures: self.figures,
            terms,
        }
    }

    fn drawn(&self, run: &Run<'_>, all: Counted<'_>, table: &Table) -> Result<Vec<Figure>> {
        if table.rows.is_empty() {
            return Ok(Vec::new());
        }
        let typical = self.strongest(DISPERSION).concat();
        let file = |kind: &str| format!("{}-{kind}", self.stem);
        let mut figures = Vec::new();
        let sides = [&self.contrast.target, &self.contrast.reference];
        let [one, other] = sides.map(|group| group.articles(all.tally));
        let words = self.contrast.sizes.map(table::thousands);
        let n = format!(
            "{one} and {other} articles, {} and {} words",
            words[0], words[1]
        );
        if !typical.is_empty() {
            let heading = "Which words mark whom";
            let shown = of_columns(
                table,
                &[
                    "log_odds_z",
                    "log_ratio",
                    "log_ratio_low",
                    "log_ratio_high",
                    "p",
                    "p_adjusted",
                    "note",
                ],
            );
            let mut figure = all.figure_of(&n, &file("keyness"), "keyness", heading, shown)?;
            let options = run.settings.inference.test();
            let mut notes = table.notes.clone();
            if table.column("p").is_some() {
                let units = self.contrast.units();
                notes.insert(0, inference::design(units, &options));
                let alone = units.sizes.iter().any(|n| n[0] == 0 || n[1] == 0);
                if self.of_speech && alone && options.strata == Strata::None {
                    notes.push("labels are exchanged across outlets: what sets these voices apart may also set their outlets apart (strata = \"outlet\" exchanges within outlets)".into());
                }
            }
            for note in notes {
                figure.caption.push_str(&format!(" {}.", capital(&note)));
            }
            figures.push(figure);
        }
        figures.push(all.figure_of(
            &n,
            &file("scatter"),
            "scatter",
            "How often each side uses each term",
            of_columns(table, &["log_odds_z"]),
        )?);
        figures.push(all.figure_of(
            &n,
            &file("word-shift"),
            "word-shift",
            "What sets the two apart",
            of_columns(table, &["jsd_shift"]),
        )?);
        if !typical.is_empty() {
            let spread = table::dispersion::table(all.tally, all.columns, &self.contrast, &typical);
            let heading = "Where the terms stand";
            figures.push(all.figure_of(&n, &file("dispersion"), "dispersion", heading, spread)?);
        }
        let check = self.null_check(run, table);
        if !check.rows.is_empty() {
            let heading = "Is the test right?";
            figures.push(all.figure_of(&n, &file("null-check"), "null-check", heading, check)?);
        }
        Ok(figures)
    }

    /// What each test finds on shuffled labels; empty where nothing can be tested, or there is too much to do it again.
    fn null_check(&self, run: &Run<'_>, table: &Table) -> Table {
        if table.column("p").is_none() || self.contrast.terms.len() > CHECKED_TERMS {
            return Table::default();
        }
        let units: u64 = self.contrast.units().on_sides().iter().sum();
        if units > CHECKED_UNITS {
            return Table::default();
        }
        run.stage("shuffling");
        let options = run.settings.inference.test();
        let contrasts = std::slice::from_ref(&self.contrast);
        table::null_check::table(contrasts, &options, SHUFFLES, run.settings.study.seed)
    }
}

/// What the test says of a term.
fn tested(table: &Table, term: &str) -> String {
    let (Some(note), Some(p_adjusted)) = (table.column("note"), table.column("p_adjusted")) else {
        return "not tested".into();
    };
    let row = table.rows.iter().find(|row| row[2].text() == term);
    let Some(row) = row else {
        return String::new();
    };
    let note = row[note].text();
    let tested = match row[p_adjusted] {
        table::Cell::Number(p) if p < 0.001 => "adjusted p below .001".to_owned(),
        table::Cell::Number(p) => format!("adjusted p = {p:.3}").replace("0.", "."),
        _ if note.is_empty() => "not testable".to_owned(),
        _ => return note.to_owned(),
    };
    if note.is_empty() {
        tested
    } else {
        format!("{tested}; {note}")
    }
}

/// The table with its first columns and some others.
fn of_columns(from: &Table, more: &[&'static str]) -> Table {
    let names: Vec<&'static str> = COLUMNS.iter().chain(more).copied().collect();
    let places: Vec<Option<usize>> = names.iter().map(|n| from.column(n)).collect();
    let mut table = Table::new(names);
    let cell = |row: &[table::Cell], place: &Option<usize>| {
        place.map_or(table::Cell::Undefined(UNTESTED), |p| row[p].clone())
    };
    let row = |row: &Vec<table::Cell>| places.iter().map(|p| cell(row, p)).collect();
    table.rows = from.rows.iter().map(row).collect();
    table
}
