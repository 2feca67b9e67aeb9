//! What outlets do with language, as sections of the report.

use super::comparisons::Compared;
use super::lines::{Wish, shown, uptake_lines};
use super::{Counted, Run, facts};
use crate::concordance::Speech;
use crate::error::Result;
use crate::figure::{Facet, Names};
use crate::frame::scale::Axis;
use crate::lexicon::dictionary::{Dictionary, LEVELS};
use crate::report::{About, NamedTable, Section, Sheet};
use crate::study::framing::LARGE;
use crate::table::{Cell, Table, capital, counted};
use std::collections::{BTreeMap, BTreeSet};

/// Absences that the page shows.
const ABSENCES: usize = 12;
/// Terms of each end of an axis that the page shows.
const POLES: usize = 12;
/// Terms of each end, and entries of each category, with lines on the page.
const LINED: usize = 3;
/// The groups: outlets.
pub(super) const BY: &str = "outlet";

/// Sections with the tables behind them.
#[derive(Default)]
pub(super) struct Framing {
    pub(super) sections: Vec<Section>,
    pub(super) tables: Vec<NamedTable>,
    /// What these sections cannot show.
    pub(super) limits: Vec<String>,
}

impl Framing {
    pub(super) fn keep(&mut self, stem: &str, about: &str, table: &Table) -> Result<()> {
        self.tables.push(NamedTable {
            stem: stem.into(),
            about: about.into(),
            table: Sheet::whole(table)?,
        });
        Ok(())
    }
}

impl Run<'_> {
    /// Has the main pass look the study's dictionaries up too.
    pub(super) fn count_frames(&mut self) -> Result<Option<Dictionary>> {
        let named = !self.settings.frames.dictionaries.is_empty();
        named.then(|| self.plan_frames(&[])).transpose()
    }

    /// The sections that this corpus has something to say to.
    pub(super) fn framing(
        &mut self,
        all: Counted<'_>,
        dictionary: Option<&Dictionary>,
        compared: &[Compared<'_>],
    ) -> Result<Framing> {
        let mut framing = Framing::default();
        if self.settings.attribution.enabled {
            self.add_uptake(all, &mut framing)?;
        }
        if let Some(dictionary) = dictionary {
            self.add_frames(all, dictionary, &mut framing)?;
        }
        let speech = self.all_speech()?;
        if speech.iter().any(|article| !article.said.is_empty()) {
            self.add_floor(all, &speech, &mut framing)?;
            self.add_verbs(all, &speech, &mut framing)?;
        }
        if self.asks_for_scale() {
            self.add_scale(all, &mut framing)?;
        }
        let events = self.events(all.tally)?;
        let articles = &all.tally.corpus.articles;
        let outlets: BTreeSet<&str> = articles.iter().map(|a| &*a.metadata.outlet).collect();
        if events.list.is_empty() && outlets.len() > 1 {
            framing.limits.push(format!(
                "Outlets are compared over all their articles: no two of them tell of one event here ({}), so that a difference of topic cannot be told from one of framing.",
                events.notes.join("; ")
            ));
        }
        self.add_events(all, (&events, speech), dictionary, compared, &mut framing)?;
        if self.settings.attribution.enabled {
            self.add_lineage(all, &events, &mut framing)?;
        }
        self.add_silence(all, dictionary, &mut framing)?;
        let size = facts::corpus(all.tally);
        if size.small {
            let few = counted(size.units, "independent piece");
            for section in &mut framing.sections {
                let sentence = format!(
                    "With {few} of text this describes these articles and no others; shares have an interval from five articles on."
                );
                section.prose.push(sentence);
            }
        }
        Ok(framing)
    }

    fn add_uptake(&mut self, all: Counted<'_>, framing: &mut Framing) -> Result<()> {
        let named = !self.settings.uptake.phrases.is_empty();
        if !named && all.tally.words() > LARGE {
            return Ok(());
        }
        let found = self.uptake(all.tally, BY, &[], Vec::new())?;
        if found.classes.rows.is_empty() && !named {
            return Ok(());
        }
        let mut prose = vec!["What becomes of a phrase where an outlet uses it: the class of each occurrence is the first that applies of contested, voiced, attributed, distanced, adopted.".to_owned()];
        prose.extend(found.classes.notes.iter().map(|note| sentence(note)));
        let mut figures = Vec::new();
        if !found.classes.rows.is_empty() {
            let table = found.classes.clone();
            let heading = "What becomes of phrases";
            figures.push(all.figure("uptake", "uptake", heading, table)?);
        }
        let texts = self.settings.report.texts;
        framing.sections.push(Section {
            id: "uptake".into(),
            heading: "Uptake of phrases".into(),
            prose,
            figures,
            evidence: uptake_lines(all, &found.occurrences, texts),
            methods: vec![
                "An occurrence is held by the phrase's home voice, by another voice, or by the outlet's narration, and it has no marks, marks of its own, or stands inside a longer quotation.".into(),
                "Its class is the first that applies: *contested* (its holder negates or disputes it in the same sentence, by lists of words that are data of the language), *voiced* (its home voice says it in direct speech, a passage taken over, a transcript, or as the narrator), *attributed* (given as the words of somebody else, or reported), *distanced* (narrated with marks of its own, or with words such as \"so-called\"), *adopted* (narrated without).".into(),
                "Shares are of a phrase's occurrences in an outlet, with 95 % intervals over the units that have it (Cochran 1977).".into(),
                if found.selected {
                    "The phrases were selected on these articles: runs of two or three words that mark a voice against all others in what is quoted or reported, by weighted log-odds. No test of these phrases on the same articles is possible, and none is made.".into()
                } else {
                    "The phrases and their home voices were named by the study.".into()
                },
            ],
            ..Section::default()
        });
        framing.keep(
            "uptake",
            "what becomes of each phrase, by outlet",
            &found.classes,
        )?;
        let occurrences = shown(found.occurrences, texts);
        framing.keep(
            "uptake-occurrences",
            "every occurrence of these phrases with its class",
            &occurrences,
        )
    }

    fn add_frames(
        &mut self,
        all: Counted<'_>,
        dictionary: &Dictionary,
        framing: &mut Framing,
    ) -> Result<()> {
        let [by_voice, entries] = self.frames(all.tally, dictionary, "voice", &[])?;
        let [by_outlet, _] = self.frames(all.tally, dictionary, BY, &[])?;
        let files = self.settings.frames.dictionaries.join(", ");
        let mut prose = vec![format!(
            "How often the categories of {files} occur, by voice and by outlet."
        )];
        prose.extend(by_voice.notes.iter().map(|note| sentence(note)));
        prose.extend(dictionary.warnings.iter().map(|w| sentence(&w.message)));
        let figures = vec![
            all.figure(
                "frames-voices",
                "frames",
                "Frames by voice",
                by_voice.clone(),
            )?,
            all.figure(
                "frames-outlets",
                "frames",
                "Frames by outlet",
                by_outlet.clone(),
            )?,
        ];
        let evidence = self.lines_of(all, &strongest_entries(dictionary, &entries))?;
        let negation = match self.settings.frames.negation {
            0 => "Negation is not looked at.".to_owned(),
            n => format!("A match within {n} words after a negation is counted apart."),
        };
        framing.sections.push(Section {
            id: "frames".into(),
            heading: "Frames".into(),
            prose,
            figures,
            evidence,
            methods: vec![
                format!("Dictionaries: {files}. Of the entries of a category that begin at the same word the longest counts, and no word counts twice for one category; a category has the entries of those below it as well. A match stays within a sentence and a speaker. {negation}"),
                "Shares are of the matches of all outermost categories in a group, with 95 % intervals over units (Cochran 1977).".into(),
            ],
            ..Section::default()
        });
        framing.keep("frames-by-voice", "frames by voice", &by_voice)?;
        framing.keep("frames-by-outlet", "frames by outlet", &by_outlet)?;
        framing.keep(
            "frames-entries",
            "how often each entry of the dictionaries was found, by voice",
            &entries,
        )
    }

    fn add_floor(&self, all: Counted<'_>, speech: &[Speech], framing: &mut Framing) -> Result<()> {
        let held = self.floor(all.tally, speech, BY, &[])?;
        let overall = self.floor(all.tally, speech, "all", &[])?;
        let figure = all.figure("floor", "floor", "Who has the floor", held.shares.clone())?;
        framing.sections.push(Section {
            id: "floor".into(),
            heading: "The floor".into(),
            prose: vec!["Who is quoted how often, who stands in the first quarter of an article, and for how long each speaks without interruption.".into()],
            figures: vec![figure],
            shown: vec![(
                "Turns of each voice in all outlets, in words".into(),
                named(without(&overall.turns, "group"), &all.look.names),
            )],
            methods: vec![
                "The lead is the first quarter of an article's word tokens. A turn is a stretch in which one speaker is quoted; it ends where somebody else is quoted, or with a paragraph in which nobody is.".into(),
                "Shares have 95 % intervals over units (Cochran 1977).".into(),
            ],
            ..Section::default()
        });
        framing.keep(
            "floor",
            "shares of words, quotations and leads by outlet and voice",
            &held.shares,
        )?;
        framing.keep(
            "floor-next",
            "which voice speaks after which within an article, by outlet",
            &held.next,
        )?;
        framing.keep(
            "floor-turns",
            "how long each voice is quoted without interruption, by outlet",
            &held.turns,
        )
    }

    fn add_verbs(&self, all: Counted<'_>, speech: &[Speech], framing: &mut Framing) -> Result<()> {
        let [classes, verbs] = self.verbs(all.tally, speech, BY, &[])?;
        if classes.rows.is_empty() {
            return Ok(());
        }
        let figures = vec![all.figure("verbs", "verbs", "Reporting verbs", classes.clone())?];
        framing.sections.push(Section {
            id: "verbs".into(),
            heading: "Reporting verbs".into(),
            evidence: self.verb_lines(all)?,
            prose: classes.notes.iter().map(|note| sentence(note)).collect(),
            figures,
            methods: vec![
                "Classes of reporting verbs (neutral, endorsing, distancing, conflict) follow Caldas-Coulthard (1994) and Thompson (1996) and are lists that a study can change; a verb in no list is *other*.".into(),
                "Shares are of the verbs that introduce a voice in an outlet, with 95 % intervals over units (Cochran 1977).".into(),
            ],
            ..Section::default()
        });
        framing.keep(
            "verbs",
            "classes of reporting verbs by outlet and voice",
            &classes,
        )?;
        framing.keep(
            "verbs-each",
            "each reporting verb by outlet and voice",
            &verbs,
        )
    }

    /// True when the study names seed words.
    pub(super) fn asks_for_scale(&self) -> bool {
        let scale = &self.settings.scale;
        !scale.from.is_empty() || !scale.to.is_empty()
    }

    fn add_scale(&self, all: Counted<'_>, framing: &mut Framing) -> Result<()> {
        // A corpus that is too small for the axis is told so, and has the rest of its report.
        let positions = |axis: &Axis| -> Result<[Table; 4]> {
            let by = |field: &str| self.scale(all.tally, axis, field, &[]);
            Ok([by("voice")?, by(BY)?, by("speaker")?, by("article")?])
        };
        let found = self.axis(all.tally).and_then(|axis| {
            let terms = self.scale_terms(all.tally, &axis);
            Ok((positions(&axis)?, terms))
        });
        let ([voices, outlets, speakers, articles], terms) = match found {
            Ok(found) => found,
            Err(error) => {
                framing.sections.push(Section {
                    id: "scale".into(),
                    heading: "An axis of words".into(),
                    prose: vec![format!("There is no axis here: {error}.")],
                    methods: vec![format!("No axis could be found: {error}.")],
                    ..Section::default()
                });
                return Ok(());
            }
        };
        let [from, to] = self.settings.scale.seeds().map(|seeds| seeds.join(", "));
        let mut prose = vec![format!(
            "From {from} (below 0) to {to} (above 0): where voices and outlets stand by the words they use."
        )];
        prose.extend(voices.notes.iter().map(|note| sentence(note)));
        let figures = vec![
            all.figure(
                "scale-voices",
                "scale",
                "Voices on the axis",
                voices.clone(),
            )?,
            all.figure(
                "scale-outlets",
                "scale",
                "Outlets on the axis",
                outlets.clone(),
            )?,
        ];
        let number = terms.rows.len();
        let ends = [
            &terms.rows[..number.min(POLES)],
            &terms.rows[number.saturating_sub(POLES)..],
        ];
        let mut poles: Vec<Wish> = Vec::new();
        for (rows, name) in ends.iter().zip(["low", "high"]) {
            let far = rows
                .iter()
                .rev()
                .take(if name == "high" { LINED } else { 0 });
            let near = rows.iter().take(if name == "low" { LINED } else { 0 });
            poles.extend(near.chain(far).map(|row| {
                let term = row[0].text();
                Wish {
                    heading: format!("{name} end: {term}"),
                    about: vec![(Facet::Term, term.to_owned())],
                    words: term.to_owned(),
                }
            }));
        }
        let evidence = self.lines_of(all, &poles)?;
        let shown = ends
            .into_iter()
            .zip(["Terms of the low end", "Terms of the high end"]);
        let pole = |(rows, heading): (&[Vec<Cell>], &str)| {
            let mut table = Table::new(terms.columns.clone());
            table.rows = rows.to_vec();
            if heading.contains("high") {
                table.rows.reverse();
            }
            (heading.to_owned(), table)
        };
        framing.sections.push(Section {
            id: "scale".into(),
            heading: "An axis of words".into(),
            prose,
            figures,
            evidence,
            shown: shown.map(pole).collect(),
            methods: vec![
                format!("Latent semantic scaling (Watanabe 2021): the first right singular vectors of the matrix of sentences and terms (at most {} dimensions and a quarter of the terms; terms with at least {} occurrences that are on no stop list) give each term a vector, and its polarity is its mean cosine to the seed words {to} less that to {from}.", self.settings.scale.dimensions, self.settings.scale.min_count),
                "A group's score is the mean polarity of its words, less the mean over articles and divided by their standard deviation; intervals are over units (Cochran 1977).".into(),
                "The seeds themselves count as words, so that a group that uses them much stands near them.".into(),
            ],
            ..Section::default()
        });
        framing.keep("scale-by-voice", "voices on the axis", &voices)?;
        framing.keep("scale-by-outlet", "outlets on the axis", &outlets)?;
        framing.keep("scale-by-speaker", "speakers on the axis", &speakers)?;
        framing.keep("scale-by-article", "articles on the axis", &articles)?;
        framing.keep("scale-terms", "the polarity of every term", &terms)
    }

    fn add_silence(
        &self,
        all: Counted<'_>,
        dictionary: Option<&Dictionary>,
        framing: &mut Framing,
    ) -> Result<()> {
        let table = self.silence(all.tally, dictionary, BY, &[])?;
        if table.rows.is_empty() {
            return Ok(());
        }
        let telling = table.column("telling").unwrap_or(0);
        let told: Vec<Vec<Cell>> = table
            .rows
            .iter()
            .filter(|row| row[telling].text() == "yes")
            .take(ABSENCES)
            .cloned()
            .collect();
        let number = table.rows.len();
        let mut prose = Vec::new();
        let mut shown = Vec::new();
        if told.is_empty() {
            prose.push(format!("Of {number} things that an outlet never has and others do, none says more than that the outlet wrote little: its articles could have it as often as the others' and still show none."));
        } else {
            prose.push("What an outlet never has and others do, where that is more than a matter of how little it wrote.".into());
            let mut list = Table::new(table.columns.clone());
            list.rows = told;
            shown.push(("Telling absences".into(), without(&list, "telling")));
        }
        framing.sections.push(Section {
            id: "silence".into(),
            heading: "Silence".into(),
            prose,
            figures: vec![all.figure("silence", "silence", "What outlets never have", table.clone())?],
            shown,
            methods: vec![
                "Of a thing that none of U units has, at most the share 1 − .05^(1/U) of such units could have it (95 %, one-sided; Clopper and Pearson 1934). An absence is called telling where this is below the lower end of the exact one-sided 95 % interval of the share of the other outlets' units that have it.".into(),
                "Looked for were voices, frames of the dictionaries, and the terms that the study names or that mark its comparisons; the latter were selected on these articles.".into(),
            ],
            ..Section::default()
        });
        framing.keep("silence", "what each outlet lacks, with bounds", &table)
    }
}

/// A note as a sentence.
pub(super) fn sentence(note: &str) -> String {
    format!("{}.", capital(note))
}

/// A table without a column.
fn without(table: &Table, column: &str) -> Table {
    let mut table = table.clone();
    if let Some(place) = table.column(column) {
        table.columns.remove(place);
        table
            .rows
            .iter_mut()
            .for_each(|row| drop(row.remove(place)));
    }
    table
}

/// A table with the voices of its first column as readers know them.
fn named(mut table: Table, names: &Names) -> Table {
    for row in &mut table.rows {
        if let Some(name) = names.get(row[0].text()) {
            row[0] = Cell::Text(name.as_str().into());
        }
    }
    table
}

/// The entries of each category without others inside that were found most, with the headings of their lines.
fn strongest_entries(dictionary: &Dictionary, entries: &Table) -> Vec<Wish> {
    let mut counts: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for row in &entries.rows {
        let key = (row[1].text(), row[2].text());
        *counts.entry(key).or_default() += row[3].rank();
    }
    let mut wanted = Vec::new();
    let inner = dictionary.categories.iter().filter(|category| {
        let inside = format!("{}{LEVELS}", category.name);
        !dictionary
            .categories
            .iter()
            .any(|c| c.name.starts_with(&inside))
    });
    for category in inner {
        let of_category = counts
            .iter()
            .filter(|((frame, _), _)| *frame == category.name);
        let mut list: Vec<(&str, f64)> = of_category.map(|((_, entry), n)| (*entry, *n)).collect();
        list.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(y.0)));
        let first = list.into_iter().take(LINED);
        wanted.extend(first.map(|(entry, _)| Wish {
            heading: format!("{}: {entry}", category.name),
            about: holding(&category.name),
            words: entry.to_owned(),
        }));
    }
    wanted
}

/// A category with those that hold it.
fn holding(category: &str) -> About {
    let ends = category.match_indices(LEVELS).map(|(end, _)| end);
    let names = ends.chain([category.len()]);
    names
        .map(|end| (Facet::Frame, category[..end].to_owned()))
        .collect()
}
