//! The same event in different outlets: a section of the report.

use super::comparisons::Compared;
use super::framing::{BY, Framing, sentence};
use super::{Counted, Run};
use crate::concordance::Speech;
use crate::contrast::Contrast;
use crate::count::Tally;
use crate::error::Result;
use crate::frame::events::Events;
use crate::lexicon::dictionary::Dictionary;
use crate::measure::inference;
use crate::report::Section;
use crate::study::ComparePlan;
use crate::study::analysis::{FLAGS, STUDY, choose_rows};
use crate::study::events::Spoken;
use crate::table::{self, Cell, Table, counted, rounded};
use std::collections::{BTreeMap, BTreeSet};

/// Events that the page lists.
const LISTED: usize = 12;
/// Terms of an event that it lists.
const TERMS: usize = 5;
/// Pairs of outlets that are set against each other.
const PAIRS: usize = 2;
/// Events that two outlets share, at least, to be set against each other.
const ENOUGH: u64 = 5;
/// Columns of the page's list.
const COLUMNS: &[&str] = &["event", "articles", "outlets", "terms"];

impl Run<'_> {
    /// Adds what holds within events, if there are any.
    pub(super) fn add_events(
        &self,
        all: Counted<'_>,
        (events, speech): (&Events, Vec<Speech>),
        dictionary: Option<&Dictionary>,
        compared: &[Compared<'_>],
        framing: &mut Framing,
    ) -> Result<()> {
        if events.list.is_empty() {
            return Ok(());
        }
        let within = all.tally.of_units(&events.units(all.tally));
        let mut prose = what_there_is(&within, events);
        let columns = self.columns(&within);
        for c in compared {
            prose.extend(self.retested(all, c, &within, &columns));
        }
        let pairs = shared_events(&within);
        let enough: Vec<&([&str; 2], u64)> = pairs
            .iter()
            .filter(|(_, n)| *n >= ENOUGH)
            .take(PAIRS)
            .collect();
        prose.extend(self.of_pairs(&pairs));
        let spoken = if enough.is_empty() {
            Spoken::default()
        } else {
            self.spoken(speech)?
        };
        let mut figures = Vec::new();
        let mut shown = vec![(
            "Events, by the rare words that their articles share".to_owned(),
            listed(&table::events::table(events)),
        )];
        let mut tables = Vec::new();
        for ([one, other], number) in enough {
            let plan = |paired: bool| ComparePlan {
                by: BY.into(),
                target: vec![(*one).into()],
                reference: vec![(*other).into()],
                conditions: Vec::new(),
                min_count: 1,
                paired,
                places: FLAGS,
            };
            let here = self.differences(&within, &spoken, dictionary, &plan(true))?;
            let overall = self.differences(all.tally, &spoken, dictionary, &plan(false))?;
            let both = beside(here, &overall);
            let stem = format!("differences-{}", tables.len() + 1);
            let heading = format!("{one} and {other} on the same events");
            if both
                .rows
                .iter()
                .any(|row| matches!(row[12], Cell::Number(_)))
            {
                let n = counted(*number, "event");
                figures.push(all.figure_of(&n, &stem, "differences", &heading, both.clone())?);
            }
            let terms = self.terms_within(&within, &columns, &plan(true))?;
            if !terms.rows.is_empty() {
                shown.push((
                    format!(
                        "Words of {one} (log ratio above 0) and {other} that differ within events"
                    ),
                    terms,
                ));
            }
            tables.push((stem, heading, both));
        }
        framing.sections.push(Section {
            id: "events".into(),
            heading: "The same event in different outlets".into(),
            prose,
            figures,
            shown,
            methods: vec![
                self.rule_of_events(),
                "Within events only articles of events take part, an event is a unit, and only events with words on both sides count: labels are exchanged within each of them. Intervals of differences are d ± t·SE of the linearised ratio estimator over events, t on one degree less than there are events, cut at −1 and 1 (Cochran 1977, §6.4); p comes from exchanging the sides of each event and can disagree with them close to .05. p is adjusted over all shares of a pair of outlets.".into(),
            ],
            ..Section::default()
        });
        framing.keep(
            "events",
            "events with the rare terms that their articles share",
            &table::events::table(events),
        )?;
        framing.keep(
            "events-articles",
            "the articles of each event; edited, the file that [events] file names",
            &table::events::articles(all.tally, events),
        )?;
        for (stem, heading, table) in tables {
            let about =
                format!("{heading}: differences of shares within events, and over all articles");
            framing.keep(&stem, &about, &table)?;
        }
        Ok(())
    }

    /// Which pairs of outlets are shown, and what holds of them by definition.
    fn of_pairs(&self, pairs: &[([&str; 2], u64)]) -> Vec<String> {
        let mut prose = Vec::new();
        let enough = pairs.iter().filter(|(_, n)| *n >= ENOUGH).count();
        if enough == 0 {
            prose.push(format!(
                "No two outlets share {ENOUGH} events, too few to set them against each other."
            ));
        }
        if enough > PAIRS {
            prose.push(format!(
                "The {PAIRS} pairs of outlets that share most events are shown; counterframe differences --within-events compares any two."
            ));
        }
        let own = self.own_voices();
        if !own.is_empty() {
            prose.push(format!("{} Where such an outlet is compared, shares of words and of leads differ by that definition alone; those of quotations, verbs, phrases and frames do not.", own.trim()));
        }
        prose
    }

    /// How articles came into events, in a sentence.
    fn rule_of_events(&self) -> String {
        let options = &self.settings.events;
        match &options.file {
            Some(file) => format!("Events are those of the list `{file}`."),
            None => format!(
                "Two articles are candidates for one event if at most {} days lie between their dates, they share at least {} rare terms (in at least two articles, and at most ten, two of every outlet, or {} of all), and the cosine of their weights (1 + ln tf) · ln((U + 1)/df) of these terms alone, U being the number of articles, is at least {}; candidates are joined from the most similar down while the mean similarity stays that large and the dates within {} days (after Nicholls and Bright 2019). Articles of fewer than two outlets are no event.",
                options.days,
                options.shared,
                table::exact(options.rare),
                table::exact(options.similarity),
                options.days
            ),
        }
    }

    /// What becomes of a comparison within events, in a sentence.
    fn retested(
        &self,
        all: Counted<'_>,
        c: &Compared<'_>,
        within: &Tally,
        columns: &crate::count::Columns<'_>,
    ) -> Option<String> {
        let rows = choose_rows(within, &c.conditions, STUDY[1]).ok()?;
        let sides = [&c.sides[0], &c.sides[1]];
        let found = Contrast::new(within, columns, &rows, &c.by, sides, c.min_count).ok()?;
        let pairs = found.paired()?;
        let tested = inference::test(
            pairs.units(),
            &self.settings.inference.test(),
            self.settings.study.seed,
        );
        let [target, reference] = c.strongest(c.top);
        let (mut testable, mut same) = (0_u64, 0_u64);
        let mut sure: Vec<&str> = Vec::new();
        for (terms, sign) in [(target, 1.0), (reference, -1.0)] {
            let labels: BTreeSet<&str> = terms.iter().map(|t| all.columns.label(*t)).collect();
            for (t, term) in tested.terms.iter().enumerate() {
                let Some(p) = term.p_adjusted.filter(|_| labels.contains(pairs.label(t))) else {
                    continue;
                };
                let points = term.statistic.is_some_and(|s| s * sign > 0.0);
                testable += 1;
                same += u64::from(points);
                if points && p < 0.05 {
                    sure.push(pairs.label(t));
                }
            }
        }
        let events = counted(tested.units[0], "event");
        let [one, other] = &c.labels;
        Some(if testable == 0 {
            format!(
                "{one} against {other}: both have words in {events}, and none of the typical terms is in enough of them to be tested there."
            )
        } else {
            format!(
                "{one} against {other}, in the {events} where both have words: of the typical terms {testable} can be tested there, {same} point the same way, and {} differ at p_adjusted below .05{}.",
                sure.len(),
                if sure.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", sure.join(", "))
                }
            )
        })
    }

    /// The terms that differ between two outlets within events, the largest differences first.
    fn terms_within(
        &self,
        within: &Tally,
        columns: &crate::count::Columns<'_>,
        plan: &ComparePlan,
    ) -> Result<Table> {
        let mut contrasts = self.contrasts(within, columns, std::slice::from_ref(plan))?;
        let Some(contrast) = contrasts.pop() else {
            return Ok(Table::default());
        };
        let options = self.settings.inference.test();
        let tested = inference::test(contrast.units(), &options, self.settings.study.seed);
        let mut table = Table::new(vec!["term", "counts", "log_ratio", "p_adjusted"]);
        let scores = table::compare::Scores::named(&["log_ratio".to_owned()])?;
        let ratios = scores.measures[0].score(&contrast, &self.settings.measures);
        for (t, term) in tested.terms.iter().enumerate() {
            if let Some(p) = term.p_adjusted.filter(|p| *p < 0.05) {
                let [one, other] = [0, 1].map(|side| contrast.counts[[t, side]]);
                table.rows.push(vec![
                    Cell::Text(contrast.label(t).into()),
                    Cell::Text(format!("{one} : {other}").into()),
                    Cell::number(ratios[t][0], "absent"),
                    Cell::Text(rounded(p).into()),
                ]);
            }
        }
        table.rows.sort_by(|x, y| {
            y[2].rank()
                .total_cmp(&x[2].rank())
                .then_with(|| x[0].text().cmp(y[0].text()))
        });
        Ok(table)
    }
}

/// The outlets of the articles.
fn outlets(tally: &Tally) -> impl Iterator<Item = &str> {
    tally.corpus.articles.iter().map(|a| &*a.metadata.outlet)
}

/// How many events any two outlets share, most first. Names that would be read as patterns are left out.
fn shared_events(within: &Tally) -> Vec<([&str; 2], u64)> {
    let mut events: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for (article, outlet) in within.corpus.articles.iter().zip(outlets(within)) {
        if !outlet.is_empty() && outlet != "rest" && !outlet.contains(['*', '?', '[', '{', '\\']) {
            events.entry(article.cluster).or_default().insert(outlet);
        }
    }
    let mut pairs: BTreeMap<[&str; 2], u64> = BTreeMap::new();
    for outlets in events.values() {
        let outlets: Vec<&str> = outlets.iter().copied().collect();
        for (place, one) in outlets.iter().enumerate() {
            for other in &outlets[place + 1..] {
                *pairs.entry([one, other]).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<([&str; 2], u64)> = pairs.into_iter().collect();
    pairs.sort_by_key(|(outlets, n)| (std::cmp::Reverse(*n), *outlets));
    pairs
}

/// The first events with the columns that fit a page.
fn listed(events: &Table) -> Table {
    let places: Vec<usize> = COLUMNS.iter().filter_map(|c| events.column(c)).collect();
    let mut table = Table::new(COLUMNS.to_vec());
    let rows = events.rows.iter().take(LISTED);
    table.rows = rows
        .map(|row| places.iter().map(|p| row[*p].clone()).collect())
        .collect();
    for row in &mut table.rows {
        let terms: Vec<&str> = row[3].text().split(", ").take(TERMS).collect();
        row[3] = Cell::Text(terms.join(", ").into());
    }
    table
}

/// Differences with the same over all articles beside them.
fn beside(mut within: Table, overall: &Table) -> Table {
    let key = |row: &[Cell]| [2, 3, 4].map(|c: usize| row[c].text().to_owned());
    let place = overall.column("difference").unwrap_or(0);
    let known: BTreeMap<[String; 3], &Cell> = overall
        .rows
        .iter()
        .map(|row| (key(row), &row[place]))
        .collect();
    within.columns.push("all_articles");
    for row in &mut within.rows {
        let none = Cell::Undefined("it does not occur");
        let cell = known.get(&key(row)).map_or(none, |cell| (*cell).clone());
        row.push(cell);
    }
    within
}

/// How much of the corpus is on events, in sentences.
fn what_there_is(within: &Tally, events: &Events) -> Vec<String> {
    let told: BTreeSet<&str> = outlets(within).filter(|o| !o.is_empty()).collect();
    let mut prose = vec![format!(
        "{} of {} are on {} that more than one outlet tells of. Within these events outlets can be compared without taking a difference of topic for one of framing: each event is a pair.",
        counted(within.corpus.articles.len() as u64, "article"),
        counted(told.len() as u64, "outlet"),
        counted(events.list.len() as u64, "event"),
    )];
    prose.extend(events.notes.iter().map(|note| sentence(note)));
    prose
}
