//! Events that several outlets tell of, and differences tested within them.

use super::Run;
use super::analysis::{ComparePlan, choose_rows, conditions};
use crate::concordance::{Occurrence, Speech};
use crate::contrast::Side;
use crate::count::{By, Tally};
use crate::engine::Wanted;
use crate::error::{Error, Result};
use crate::files;
use crate::frame::differences::{self, Choice, differences};
use crate::frame::events::{self, Events};
use crate::frame::uptake::{Cues, classes};
use crate::frame::{self, Groups};
use crate::lexicon::WordPattern;
use crate::lexicon::dictionary::Dictionary;
use crate::table::{self, Table};
use std::collections::BTreeSet;

/// What differences of shares are made of, found by passes of their own.
#[derive(Debug, Default)]
pub struct Spoken {
    speech: Vec<Speech>,
    occurrences: Vec<Occurrence>,
}

impl Run<'_> {
    /// The events of a corpus: those of the study's list, or those that dates and shared rare terms give.
    ///
    /// # Errors
    ///
    /// A list that does not fit the corpus.
    pub fn events(&self, tally: &Tally) -> Result<Events> {
        let columns = self.columns(tally);
        let options = &self.settings.events;
        let Some(file) = &options.file else {
            return Ok(events::matched(tally, &columns, options));
        };
        if file.trim().is_empty() {
            return Err(Error::value(
                "events.file",
                "expected the name of a CSV file",
            ));
        }
        let path = self.base.join(file);
        let text = files::read_text(&path)?;
        events::read(
            tally,
            &columns,
            options,
            (&path.display().to_string(), &text),
        )
    }

    /// The articles of events alone, each event a unit.
    ///
    /// # Errors
    ///
    /// No event at all.
    pub fn within_events(&self, tally: &Tally) -> Result<Tally> {
        let found = self.events(tally)?;
        if found.list.is_empty() {
            let notes: String = found.notes.iter().map(|note| format!("; {note}")).collect();
            let message = format!(
                "no two outlets tell of one event here (see: counterframe events; [events] has the rules){notes}"
            );
            return Err(Error::Input(message));
        }
        Ok(tally.of_units(&found.units(tally)))
    }

    /// What is said in every article; nothing where nobody is looked for.
    pub fn all_speech(&self) -> Result<Vec<Speech>> {
        if self.settings.attribution.enabled {
            self.speech()
        } else {
            Ok(Vec::new())
        }
    }

    /// What is said in every article, with where the study's phrases stand.
    pub fn spoken(&self, speech: Vec<Speech>) -> Result<Spoken> {
        if !self.settings.attribution.enabled {
            return Ok(Spoken::default());
        }
        let patterns = self
            .named_phrases()
            .iter()
            .map(|p| WordPattern::new(&p.words))
            .collect::<Result<Vec<_>>>()?;
        let occurrences = if patterns.is_empty() {
            Vec::new()
        } else {
            self.locate(Wanted::Occurrences(&patterns))?.occurrences
        };
        Ok(Spoken {
            speech,
            occurrences,
        })
    }

    /// How far the shares of two groups of articles lie apart, tested over units: words, quotations and leads by voice,
    /// reporting verbs, the study's phrases, and frames if a dictionary was looked up. Without a target every value of the
    /// field is one in turn.
    pub fn differences(
        &self,
        tally: &Tally,
        spoken: &Spoken,
        dictionary: Option<&Dictionary>,
        plan: &ComparePlan,
    ) -> Result<Table> {
        let options = self.settings.inference.test();
        let names = tally.corpus.columns();
        let by = By::named(&plan.by, &names, plan.places[0])?;
        options.check(by.name())?;
        let chosen = conditions(&plan.conditions, &names, plan.places[1])?;
        choose_rows(tally, &chosen, plan.places[1])?;
        let groups = Groups::new(tally, &by, chosen)?;
        let reference = Side::new(&plan.reference)?;
        let targets: Vec<Side> = if plan.target.is_empty() {
            let labels: BTreeSet<&str> = groups.labels().collect();
            labels
                .into_iter()
                .map(|l| Side::Exact(l.to_owned()))
                .collect()
        } else {
            vec![Side::new(&plan.target)?]
        };
        let phrases = self.named_phrases();
        let cues = Cues::new(&self.settings.uptake)?;
        let verbs = frame::verbs::Classes::new(&self.settings.verbs)?;
        let mut all = Table::new(table::differences::COLUMNS.to_vec());
        for target in &targets {
            let sides = groups.of_sides(&by, [target, &reference])?;
            let mut analyses = vec![differences::words(tally, &sides)];
            analyses.extend(differences::floor(&frame::floor::floor(
                &spoken.speech,
                &sides,
            )));
            analyses.extend(differences::verbs(&frame::verbs::verbs(
                &spoken.speech,
                &verbs,
                &sides,
            )));
            let found = classes(&spoken.occurrences, &phrases, &cues, &sides);
            analyses.extend(differences::uptake(&found, &phrases));
            analyses.extend(dictionary.map(|d| differences::frames(tally, d, &sides)));
            let choice = Choice {
                min_count: plan.min_count,
                paired: plan.paired,
                seed: self.settings.study.seed,
            };
            let rows = differences(&analyses, &sides, &options, choice);
            let labels = [target.label(), reference.label()];
            let mut found = table::differences::table([&labels[0], &labels[1]], &rows, &options);
            all.rows.append(&mut found.rows);
        }
        if all.rows.is_empty() && plan.paired {
            return Err(Error::Input(
                "no event has words of two groups: within events there is nothing to compare"
                    .into(),
            ));
        }
        Ok(all)
    }
}
