//! A study at work: sources found, names resolved, passes run in their order.

use super::settings::Duplicates;
use super::{Settings, Study};
use crate::article::{Article, Warning};
use crate::count::{Columns, NodePlan, StopList, Tally};
use crate::engine::{self, Engine, Hits, Input, Plan, Progress, Questions, Survey, Wanted};
use crate::error::{Error, Result};
use crate::files::{self, Temporary};
use crate::ingest::metadata::{MetadataTable, RESERVED};
use crate::ingest::source::{Source, Sources};
use crate::ingest::{self, boilerplate};
use crate::lexicon::Glob;
use crate::{lang, voice};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Who hears what a run has to say besides its results.
pub trait Messages: Progress {
    /// A new pass begins.
    fn stage(&self, name: &'static str);
    /// Something that a reader of the results must know; it stands in the notes of the tables, too.
    fn note(&self, _text: &str) {}
}

/// A study with its sources, ready for the passes.
pub struct Run<'m> {
    /// What the study says.
    pub settings: Settings,
    /// The articles' files.
    pub sources: Vec<Source>,
    /// What workers need to know.
    pub plan: Plan,
    /// Doubts met before the first pass.
    pub warnings: Vec<Warning>,
    /// A short name for what is read: that of the study's folder, or of the articles.
    pub name: String,
    /// The folder that the study's paths are relative to.
    pub(super) base: PathBuf,
    /// The file of metadata with its name for readers.
    pub(super) metadata: Option<(PathBuf, String)>,
    engine: Box<dyn Engine>,
    messages: &'m dyn Messages,
    stop: StopList,
    _spool: Option<Temporary>,
}

impl std::fmt::Debug for Run<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Run")
            .field("sources", &self.sources.len())
            .finish_non_exhaustive()
    }
}

impl<'m> Run<'m> {
    /// Finds the sources of a study, or of the articles given instead of its own, and checks every name.
    pub fn open(
        study: &Study,
        articles: &[PathBuf],
        threads: usize,
        messages: &'m dyn Messages,
    ) -> Result<Self> {
        let mut settings = study.settings.clone();
        settings.measures.prior.load(&study.base)?;
        let (found, spool) = find_sources(study, articles)?;
        if found.list.is_empty() {
            return Err(empty(study, articles));
        }
        if let Some(expect) = &settings.corpus.expect {
            check_hashes(&study.base.join(expect), &found.list, &study.base)?;
        }
        let metadata = match (&found.metadata, articles.is_empty()) {
            (Some(path), _) => {
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
                Some((path.clone(), name.unwrap_or_default()))
            }
            (None, true) => {
                let named = settings.corpus.metadata.as_ref();
                named.map(|m| (study.base.join(m), m.clone()))
            }
            (None, false) => None,
        };
        let table = metadata.as_ref().map(|(path, _)| MetadataTable::read(path));
        let plan = Plan::new(
            settings.corpus.ingest(),
            table.transpose()?,
            settings.tokens.clone(),
            voice_rules(&settings, &study.base)?,
        );
        let stop = stop_list(&settings.tokens.stop_words, &study.base)?;
        let (sources, warnings) = (found.list, found.warnings);
        Ok(Self {
            settings,
            sources,
            plan,
            warnings,
            base: study.base.clone(),
            name: study.name(articles),
            metadata,
            engine: engine::engine(threads),
            messages,
            stop,
            _spool: spool,
        })
    }

    /// The words that lists do not show.
    pub(super) fn stop(&self) -> &StopList {
        &self.stop
    }

    /// Tells that a new part of the work begins.
    pub fn stage(&self, name: &'static str) {
        self.messages.stage(name);
    }

    /// Tells what a reader of the results must know.
    pub fn note(&self, text: &str) {
        self.messages.note(text);
    }

    fn input(&self) -> Input<'_> {
        Input {
            sources: &self.sources,
            progress: self.messages,
        }
    }

    /// First pass and decisions: repeated lines, near-duplicates. Skipped when no decision needs it.
    pub fn decide(&mut self) -> Result<()> {
        let lines = self.settings.corpus.boilerplate != boilerplate::Rule::Off;
        let duplicates = self.settings.inference.duplicates;
        let signatures = duplicates != Duplicates::Keep;
        if !lines && !signatures {
            return Ok(());
        }
        self.messages.stage("surveying");
        let first = Questions {
            lines,
            signatures: signatures && !lines,
            ..Questions::default()
        };
        let mut survey = self.engine.survey(self.input(), &self.plan, &first)?;
        self.plan.decisions.repeated = survey.lines.decide();
        if lines && signatures {
            // Wording is compared without the lines just found to be furniture.
            let second = Questions {
                signatures,
                ..Questions::default()
            };
            self.messages.stage("surveying");
            survey = self.engine.survey(self.input(), &self.plan, &second)?;
        }
        if signatures {
            self.messages.stage("comparing");
            let clusters = engine::clusters(&*self.engine, self.input(), &self.plan, &survey)?;
            if duplicates == Duplicates::Drop {
                self.plan.decisions.dropped = clusters
                    .iter()
                    .filter(|(id, first)| id != first)
                    .map(|(id, _)| *id)
                    .collect();
            }
            self.plan.decisions.clusters = clusters;
        }
        Ok(())
    }

    /// A survey under the decisions made so far.
    pub fn survey(&self, questions: &Questions) -> Result<Survey> {
        self.messages.stage("surveying");
        self.engine.survey(self.input(), &self.plan, questions)
    }

    /// Second pass: the counts, checked for duplicate ids and reserved columns.
    pub fn tally(&self) -> Result<Tally> {
        self.messages.stage("counting");
        let mut tally = self.engine.tally(self.input(), &self.plan)?;
        if tally.corpus.articles.is_empty() {
            let why = tally
                .warnings
                .iter()
                .chain(&self.warnings)
                .next()
                .map_or(String::new(), |w| format!("; {w}"));
            return Err(Error::Input(format!(
                "the corpus is empty: no article could be read{why}"
            )));
        }
        self.check_names(&tally)?;
        tally.warnings.extend(self.warnings.iter().cloned());
        if let Some(table) = &self.plan.metadata {
            let labels = self.sources.iter().map(|s| &*s.label);
            let names = tally.corpus.articles.iter().map(|a| a.name.as_str());
            let unused = table.unused(labels, names);
            tally.warnings.extend(unused);
        }
        tally.warnings.sort();
        Ok(tally)
    }

    /// A pass for what the plan counts besides words, without the words.
    pub(super) fn tally_beside(&mut self) -> Result<Tally> {
        self.plan.count.no_words = true;
        let tally = self.tally();
        self.plan.count.no_words = false;
        tally
    }

    /// A later pass: where something stands.
    pub fn locate(&self, wanted: Wanted<'_>) -> Result<Hits> {
        self.messages.stage("searching");
        self.engine.locate(self.input(), &self.plan, wanted)
    }

    /// The doubts met when the sources were found, and those of a pass.
    pub fn warnings_with(&self, more: Vec<Warning>) -> Vec<Warning> {
        let mut warnings = self.warnings.clone();
        warnings.extend(more);
        warnings
    }

    /// Hands out every article in order; returns the doubts met on the way.
    pub(super) fn each_article(
        &self,
        each: &mut dyn FnMut(Article) -> Result<()>,
    ) -> Result<Vec<Warning>> {
        engine::in_order(self.input(), &self.plan, each)
    }

    /// Which surface forms are one term.
    pub fn columns<'t>(&self, tally: &'t Tally) -> Columns<'t> {
        Columns::new(tally, &self.settings.tokens, &self.stop)
    }

    /// Plans the company of nodes; a node of several words becomes a phrase.
    pub fn plan_nodes(&mut self, nodes: &[String]) -> Result<NodePlan> {
        let patterns = nodes
            .iter()
            .map(|n| Glob::new(n))
            .collect::<Result<Vec<_>>>()?;
        let plan = NodePlan {
            patterns,
            reach: self.settings.cooccurrence.window.0,
        };
        self.plan.count.phrases = nodes
            .iter()
            .filter(|n| n.trim().contains(' '))
            .cloned()
            .collect();
        self.plan.count.nodes = Some(plan.clone());
        Ok(plan)
    }

    fn check_names(&self, tally: &Tally) -> Result<()> {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, article) in tally.corpus.articles.iter().enumerate() {
            if let Some(first) = seen.insert(&article.name, i) {
                let place = |i: usize| self.place(&tally.corpus.articles[i].id);
                let message = format!(
                    "duplicate id \"{}\": {} and {}",
                    article.name,
                    place(first),
                    place(i)
                );
                return Err(Error::Input(message));
            }
        }
        let columns = tally.corpus.columns();
        match columns
            .iter()
            .find(|c| RESERVED.contains(&c.to_lowercase().as_str()))
        {
            Some(column) => {
                let names = RESERVED.join(", ");
                Err(Error::Input(format!(
                    "metadata column \"{column}\": these names are reserved for results: {names}; rename it"
                )))
            }
            None => Ok(()),
        }
    }

    /// Where an article was read.
    pub fn place(&self, id: &crate::article::ArticleId) -> String {
        let source = &self.sources[id.source as usize];
        match source.reader.layout() {
            ingest::Layout::Whole => source.label.to_string(),
            _ => format!("{}:{}", source.label, id.record + 1),
        }
    }
}

fn find_sources(study: &Study, articles: &[PathBuf]) -> Result<(Sources, Option<Temporary>)> {
    let standard = Path::new(files::STANDARD);
    if articles.iter().any(|a| a == standard) {
        if articles.len() > 1 {
            return Err(Error::value(
                "INPUT",
                "standard input (-) cannot be mixed with files",
            ));
        }
        let (bytes, guard) = files::spool_stdin()?;
        if bytes.is_empty() {
            return Err(Error::Input("standard input is empty".into()));
        }
        return Ok((Sources::from_bytes(files::STANDARD, bytes)?, guard));
    }
    if !articles.is_empty() {
        return Ok((Sources::find(articles)?, None));
    }
    let corpus = &study.settings.corpus;
    let metadata = corpus.metadata.as_ref().map(|m| study.base.join(m));
    Ok((
        Sources::matching(&study.base, &corpus.paths, metadata.as_deref())?,
        None,
    ))
}

fn empty(study: &Study, articles: &[PathBuf]) -> Error {
    let own = study.settings.corpus.paths.join(", ");
    Error::Input(match (&study.file, articles.is_empty()) {
        (Some(file), true) if own.is_empty() => {
            format!("{}: corpus.paths names no files", file.display())
        }
        (Some(file), true) => format!(
            "{}: no article matches corpus.paths = [{own}]; put your own copy of the articles into {} or name their folder after the study",
            file.display(),
            study.base.join(folder_of(&own)).display()
        ),
        _ => "the corpus is empty: no article found (formats: txt, md, csv, tsv, jsonl)".into(),
    })
}

/// The folder that a file pattern looks into.
fn folder_of(pattern: &str) -> &str {
    let fixed = pattern
        .split(['*', '?', '[', ','])
        .next()
        .unwrap_or_default();
    fixed.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Compares every file with the list of expected hashes.
fn check_hashes(list: &Path, sources: &[Source], base: &Path) -> Result<()> {
    let label = list.display().to_string();
    for (number, line) in files::read_text(list)?
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
    {
        let place = format!("{label}:{}", number + 1);
        let Some((hash, name)) = line.split_once("  ").or_else(|| line.split_once(" *")) else {
            return Err(Error::format(
                place,
                "expected \"SHA-256  file\", as sha256sum writes it",
            ));
        };
        let file = name.rsplit('/').next().unwrap_or(name);
        let fits = |s: &&Source| *s.label == *name || s.label.rsplit('/').next() == Some(file);
        let Some(source) = sources.iter().find(fits) else {
            let folder = base.join("articles");
            let message = format!(
                "the article {file} is missing; put your own copy of it into {}",
                folder.display()
            );
            return Err(Error::format(place, message));
        };
        let found = files::sha256(&source.bytes.read()?);
        if found != hash.trim().to_lowercase() {
            let message = format!(
                "{file} is not the expected text: its SHA-256 is {found}, expected {}",
                hash.trim()
            );
            return Err(Error::format(place, message));
        }
    }
    Ok(())
}

/// The stop list a study names: `none`, a language, or a file relative to the study.
fn stop_list(name: &str, base: &Path) -> Result<StopList> {
    if name == "none" {
        return Ok(StopList::default());
    }
    if let Some(language) = lang::known(name) {
        return Ok(StopList(
            language
                .stop_words()
                .iter()
                .map(|w| (*w).to_owned())
                .collect(),
        ));
    }
    let path = base.join(name);
    if !files::exists(&path) {
        let known: Vec<&str> = std::iter::once("none")
            .chain(lang::LANGUAGES.iter().map(|l| l.code()))
            .collect();
        let message = format!(
            "no stop list \"{name}\": expected {} or a file, and there is none at {}",
            known.join(", "),
            path.display()
        );
        return Err(Error::value("stop_words", message));
    }
    Ok(StopList(lang::word_list(&files::read_text(&path)?)))
}

/// The rules of attribution, with the corrections read; reserved names of voices are refused.
fn voice_rules(settings: &Settings, base: &Path) -> Result<voice::Rules> {
    if let Some(reserved) = settings
        .voices
        .keys()
        .find(|k| matches!(k.as_str(), "rest" | voice::UNKNOWN | voice::OUTLET))
    {
        let message = format!("the name \"{reserved}\" is reserved; choose another key");
        return Err(Error::format(format!("voices.{reserved}"), message));
    }
    let file = settings
        .attribution
        .corrections
        .as_ref()
        .map(|c| base.join(c));
    let corrections = file
        .map(|f| voice::read_corrections(&f))
        .transpose()?
        .unwrap_or_default();
    Ok(voice::Rules {
        options: settings.attribution.clone(),
        voices: settings.voices.clone(),
        corrections,
    })
}
