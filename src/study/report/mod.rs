//! From a study to its report: the passes in their order, and what each part of the report is made of.

mod asks;
mod company;
mod comparisons;
mod doubts;
mod events;
mod evidence;
mod facts;
mod figures;
mod framing;
mod lineage;
mod lines;
mod provenance;

use super::Run;
use crate::article::{Warning, WarningKind};
use crate::count::{By, Columns, Period, Tally};
use crate::error::{Error, Result};
use crate::figure::{self, Look, Names};
use crate::files;
use crate::measure::dispersion;
use crate::report::{Figure, NamedTable, Pseudonyms, Report, Sheet};
use crate::table::{self, Cell, capital};
use crate::{contrast, count};
use comparisons::Compared;
use std::collections::BTreeSet;

/// Terms that are followed over time.
const SERIES: usize = 6;
/// Months up to which time is told by month.
const MONTHS: usize = 36;
/// Letters of the name of a comparison in names of files.
const LONGEST_STEM: usize = 60;
/// Terms of a heat map, from each side.
const HEAT_MAP: usize = 12;

/// A tally with its terms, and what figures say of its size.
#[derive(Clone, Copy)]
struct Counted<'t> {
    tally: &'t Tally,
    columns: &'t Columns<'t>,
    look: &'t Look,
}

impl Run<'_> {
    /// Runs every pass and puts the report together; doubts come with it.
    pub fn report(&mut self) -> Result<(Report, Vec<Warning>)> {
        self.decide()?;
        self.count_nodes()?;
        let dictionary = self.count_frames()?;
        self.plan.count.sentences = self.asks_for_scale();
        let tally = self.tally()?;
        self.plan.count.frames = None;
        self.plan.count.sentences = false;
        let columns = self.columns(&tally);
        let look = self.look(&tally)?;
        let all = Counted {
            tally: &tally,
            columns: &columns,
            look: &look,
        };
        // The largest tables are written down before anything else needs room.
        let terms = self.term_tables(all)?;
        let mut compared = self.compared(all)?;
        let company = self.company(all, &compared)?;
        let framing = self.framing(all, dictionary.as_ref(), &compared)?;
        let doubts = self.doubts(all, &compared)?;
        let mut figures = all.corpus_figures(&compared)?;
        let evidence = self.evidence(all, &compared, &figures)?;
        let (lines, quotations) = (evidence.lines, evidence.quotations);
        let mut more = evidence.more;
        more.extend(self.company_lines(all, &company.figures)?);
        figures[0].caption.push_str(&self.own_voices());
        let mut limits = facts::limits(all, &compared, &self.settings);
        limits.extend(framing.limits);
        let mut tables = self.tables(all, &mut compared, terms)?;
        tables.extend(company.table);
        tables.extend(framing.tables);
        let comparisons = compared
            .into_iter()
            .zip(lines)
            .zip(doubts)
            .map(|((c, lines), doubts)| c.finished(all, lines, doubts))
            .collect();
        let report = Report {
            title: self.title(),
            provenance: self.provenance()?,
            corpus: facts::corpus(&tally),
            comparisons,
            figures,
            sections: framing.sections,
            company: company.figures,
            nodes: company.nodes,
            tables,
            quotations,
            more,
            limits,
            validation: self.validation()?,
            pseudonyms: self.pseudonyms(&tally, &look.names)?,
            template: self.template()?,
            options: self.settings.report.clone(),
            names: look.names.clone(),
        };
        let mut warnings = tally.warnings.clone();
        warnings.extend(missing_letters(&report));
        Ok((report, warnings))
    }

    fn title(&self) -> String {
        let title = self.settings.study.title.trim();
        if title.is_empty() {
            return "Who speaks, and in which words".into();
        }
        title.to_owned()
    }

    /// How figures look.
    fn look(&self, tally: &Tally) -> Result<Look> {
        let options = &self.settings.report;
        let mut look = Look::new(
            self.names(tally),
            options.colours.clone(),
            options.width,
            options.theme,
        )?;
        look.words.clone_from(&options.words);
        Ok(look)
    }

    /// Names of speakers that the study does not want printed.
    fn pseudonyms(&self, tally: &Tally, names: &Names) -> Result<Pseudonyms> {
        let hidden = &self.settings.report.pseudonyms;
        let known: Vec<&str> = names.keys().map(String::as_str).collect();
        let is_voice = |voice: &&String| {
            let shipped = || crate::voice::shipped().iter().any(|e| e.voice == **voice);
            names.contains_key(*voice) || self.settings.voices.contains_key(*voice) || shipped()
        };
        if let Some(voice) = hidden.iter().find(|voice| !is_voice(voice)) {
            return Err(Error::unknown("report.pseudonyms", "voice", voice, &known));
        }
        if hidden.is_empty() {
            return Ok(Pseudonyms::default());
        }
        let is_hidden = |voice: &str| hidden.iter().any(|h| h == voice);
        let label = |voice: &str| {
            names
                .get(voice)
                .map_or_else(|| in_words(voice), Clone::clone)
        };
        let found = tally.speakers.iter();
        let (private, public): (Vec<_>, Vec<_>) = found.partition(|s| is_hidden(&s.voice));
        // Those whom the study names belong to them whether or not they speak.
        let named = self
            .settings
            .voices
            .iter()
            .filter(|(key, _)| is_hidden(key));
        let named = named.flat_map(|(key, section)| section.speakers.iter().map(move |s| (s, key)));
        let private: Vec<(&str, String)> = private
            .into_iter()
            .map(|s| (&*s.name, label(&s.voice)))
            .chain(named.map(|(name, key)| (name.as_str(), label(key))))
            .collect();
        let words = &tally.vocabulary;
        Ok(Pseudonyms::new(
            private.iter().map(|(name, voice)| (*name, voice.as_str())),
            public.into_iter().map(|s| &*s.name),
            &|word| words.find(word).is_some(),
            self.settings.study.seed,
        ))
    }

    /// The study's own template of the page.
    fn template(&self) -> Result<Option<(String, String)>> {
        let Some(name) = &self.settings.report.template else {
            return Ok(None);
        };
        let text = files::read_text(&self.base.join(name))?;
        if text.trim().is_empty() {
            return Err(Error::format(
                name.as_str(),
                "the template is empty (counterframe export template prints one)",
            ));
        }
        Ok(Some((name.clone(), text)))
    }

    /// Labels of voices: the study's own, and plain words for the others.
    fn names(&self, tally: &Tally) -> Names {
        let label = |voice: &str| {
            let section = self.settings.voices.get(voice);
            section.map(|s| s.label.clone()).filter(|l| !l.is_empty())
        };
        let mut names = Names::new();
        for speaker in &tally.speakers {
            let voice = &speaker.voice;
            let named = label(voice).unwrap_or_else(|| in_words(voice));
            names.insert(voice.clone(), named);
        }
        names
    }

    /// What coded samples say, in sentences.
    fn validation(&self) -> Result<Vec<String>> {
        let files = &self.settings.attribution.validation;
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let paths: Vec<_> = files.iter().map(|f| self.base.join(f)).collect();
        let paths: Vec<_> = paths.iter().map(std::path::PathBuf::as_path).collect();
        let found = crate::study::evaluate(&paths)?;
        let sentence = |row: &Vec<Cell>| {
            let number = |cell: &Cell| match cell {
                Cell::Number(x) => table::rounded(*x),
                Cell::Count(n) => n.to_string(),
                _ => "undefined".into(),
            };
            // Measure, value, low, high, items, articles.
            let interval = match (&row[2], &row[3]) {
                (Cell::Number(low), Cell::Number(high)) => {
                    let [low, high] = [low, high].map(|end| table::rounded(*end));
                    format!(" (95 % interval over articles {low} to {high})")
                }
                _ => String::new(),
            };
            format!("{}: {}{interval}", row[0].text(), number(&row[1]))
        };
        Ok(found.rows.iter().map(sentence).collect())
    }

    /// Which outlets' own narration the study counts as another voice.
    pub(super) fn own_voices(&self) -> String {
        let voices = self.settings.voices.iter();
        let said = voices.filter(|(_, section)| !section.outlets.is_empty());
        said.map(|(key, section)| {
            let label = if section.label.is_empty() {
                key
            } else {
                &section.label
            };
            format!(
                " The study counts the own narration of {} as the voice \"{label}\".",
                section.outlets.join(", ")
            )
        })
        .collect()
    }

    /// How often each term occurs, by outlet and by voice.
    fn term_tables(&self, all: Counted<'_>) -> Result<Vec<NamedTable>> {
        let floor = rare(all.tally.words());
        let mut tables = Vec::new();
        for (field, stem) in [("outlet", "terms-by-outlet"), ("voice", "terms-by-voice")] {
            let rest = if floor > 1 {
                format!(", those with at least {floor} occurrences in a group")
            } else {
                String::new()
            };
            tables.push(NamedTable {
                stem: stem.into(),
                about: format!(
                    "how often each term occurs by {field}, with intervals and dispersion{rest}"
                ),
                table: Sheet::whole(&self.terms(
                    all.tally,
                    field,
                    &[],
                    floor,
                    &dispersion::MEASURES[..1],
                )?)?,
            });
        }
        Ok(tables)
    }

    fn tables(
        &self,
        all: Counted<'_>,
        compared: &mut [Compared<'_>],
        mut tables: Vec<NamedTable>,
    ) -> Result<Vec<NamedTable>> {
        for c in compared {
            tables.push(NamedTable {
                stem: format!("compare-{}", c.stem),
                about: format!(
                    "every score of every term of {} against {}, with the test over articles",
                    c.labels[0], c.labels[1]
                ),
                table: std::mem::take(&mut c.sheet),
            });
        }
        tables.push(NamedTable {
            stem: "speakers".into(),
            about: "every speaker with voice, side, words and articles".into(),
            table: Sheet::whole(&table::roster::table(
                &self.settings.voices,
                Some(all.tally),
            ))?,
        });
        Ok(tables)
    }
}

impl Counted<'_> {
    /// The figures of the corpus as a whole.
    fn corpus_figures(self, compared: &[Compared<'_>]) -> Result<Vec<Figure>> {
        let rows: Vec<u32> = (0..self.tally.rows.len() as u32).collect();
        let outlet = By::Column("outlet".into());
        let speakers = table::speakers::table(self.tally, &rows, &outlet);
        let mut figures = vec![self.figure("speakers", "speakers", "Who speaks", speakers)?];
        let terms = match compared.first() {
            Some(first) => first.strongest(HEAT_MAP).concat(),
            None => self.most_frequent(2 * HEAT_MAP),
        };
        if let Some(period) = self.period() {
            let voices = table::time::voices(self.tally, period);
            figures.push(self.figure("time-voices", "time", "Who speaks, over time", voices)?);
            let few: Vec<u32> = match compared.first() {
                Some(first) => first.strongest(SERIES / 2).concat(),
                None => self.most_frequent(SERIES),
            };
            if !few.is_empty() {
                let table = table::time::of_terms(self.tally, self.columns, &few, period);
                figures.push(self.figure("time-terms", "time", "Terms over time", table)?);
            }
        }
        if !terms.is_empty() {
            let table = table::heat_map::table(self.tally, self.columns, &terms);
            figures.push(self.figure("heat-map", "heat-map", "Terms by outlet", table)?);
        }
        Ok(figures)
    }

    /// By what time is told: years where there are many months; not at all with fewer than three periods.
    fn period(self) -> Option<Period> {
        let articles = &self.tally.corpus.articles;
        let periods = |period: Period| {
            let of = articles.iter().map(|a| period.of(&a.metadata.date));
            of.filter(|p| !p.is_empty()).collect::<BTreeSet<_>>().len()
        };
        match (periods(Period::Month), periods(Period::Year)) {
            (3..=MONTHS, _) => Some(Period::Month),
            (_, 3..) => Some(Period::Year),
            _ => None,
        }
    }

    /// A voice as readers know it.
    fn voice(self, key: &str) -> String {
        let named = self.look.names.get(key);
        named.map_or_else(|| key.to_owned(), Clone::clone)
    }

    /// The shown terms that occur most often.
    fn most_frequent(self, most: usize) -> Vec<u32> {
        let rows = (0..self.tally.rows.len() as u32).collect();
        let group = contrast::Group {
            label: String::new(),
            rows,
        };
        let counts = group.counts(self.tally, self.columns);
        let mut terms: Vec<u32> = (0..self.columns.len() as u32)
            .filter(|c| !self.columns.is_hidden(*c) && counts[*c as usize] > 0)
            .collect();
        terms.sort_by_key(|c| {
            let label = self.columns.label(*c);
            (std::cmp::Reverse(counts[*c as usize]), label)
        });
        terms.truncate(most);
        terms
    }

    /// Groups of all rows by a field, those with words.
    fn groups(self, by: &By) -> Vec<contrast::Group> {
        let rows: Vec<u32> = (0..self.tally.rows.len() as u32).collect();
        let mut groups = contrast::groups(self.tally, &rows, by);
        groups.retain(|g| g.words(self.tally) > 0);
        groups
    }
}

/// A voice without a label in words.
fn in_words(voice: &str) -> String {
    if voice == crate::voice::OUTLET {
        return "Outlet itself".into();
    }
    capital(&voice.replacen("other-", "other ", 1))
}

/// Occurrences below which a term says little in a corpus of this size.
fn rare(words: u64) -> u64 {
    match words {
        0..200_000 => 1,
        200_000..2_000_000 => 5,
        _ => 20,
    }
}

/// A name for files: small letters, digits and hyphens; another one where it is taken.
fn stem(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut stem = String::new();
    for letter in name.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            stem.push(letter);
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    stem.truncate(LONGEST_STEM);
    let stem = stem.trim_end_matches('-');
    let stem = if stem.is_empty() { "x" } else { stem };
    let numbered = (1..).map(|n| {
        if n == 1 {
            stem.to_owned()
        } else {
            format!("{stem}-{n}")
        }
    });
    let free = numbered.into_iter().find(|name| !taken.contains(name));
    let free = free.unwrap_or_default();
    taken.insert(free.clone());
    free
}

/// Letters that pictures cannot show, figure by figure.
fn missing_letters(report: &Report) -> Vec<Warning> {
    let warning = |figure: &Figure| {
        let missing = figure::missing(&figure.drawing.svg);
        let letters: String = missing.iter().take(20).collect();
        let fonts: Vec<&str> = figure::fonts_with(&missing).into_iter().collect();
        let with = if fonts.is_empty() {
            String::new()
        } else {
            format!(" ({} has them)", fonts.join(", "))
        };
        let message = format!(
            "the font of pictures has no letter for {letters}; the SVG shows them where the reader's fonts do{with}"
        );
        let place = format!("figures/{}.png", figure.stem);
        (!missing.is_empty()).then(|| Warning::new(WarningKind::Figure, place, message))
    };
    report.all_figures().filter_map(warning).collect()
}

/// True when the groups of a field depend on who speaks.
fn is_of_speech(by: &By) -> bool {
    use count::By::{Manner, Side, Speaker, Voice};
    matches!(by, Manner | Side | Speaker | Voice)
}
