//! Flags that several verbs share, and what they lead to.

use super::Outcome;
use super::progress::Bar;
use crate::article::Warning;
use crate::error::{Error, Result};
use crate::files;
use crate::ingest::boilerplate::Rule;
use crate::study::{Run, Study};
use crate::table::{self, Table};
use crate::token::Tokenizer;
use std::io::IsTerminal;
use std::path::PathBuf;

/// Warnings shown one by one before the rest is only counted.
const SHOWN: usize = 5;

/// Rows shown on a terminal when no limit is given.
const SCREEN: usize = 40;

/// What is read, and how.
#[derive(Debug, clap::Args)]
pub(super) struct InputFlags {
    /// A study.toml, a folder, articles, or - for standard input
    #[arg(value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,
    /// Any key of the study, as SECTION.KEY=VALUE; repeatable
    #[arg(long, value_name = "KEY=VALUE", help_heading = "Study")]
    set: Vec<String>,
    /// Where words begin and end: news, uax29, whitespace
    #[arg(long, help_heading = "Study")]
    tokenizer: Option<String>,
    /// Words that lists do not show: none, en, or a file
    #[arg(long, value_name = "LIST", help_heading = "Study")]
    stop_words: Option<String>,
    /// Page furniture: auto, off, or a pattern of your own
    #[arg(long, value_name = "RULE", help_heading = "Study")]
    boilerplate: Option<String>,
    /// Where chance begins; the same seed gives the same numbers
    #[arg(long, value_name = "N", help_heading = "Study")]
    pub(super) seed: Option<u64>,
    /// Number of threads; 0 is one a core. Results never depend on it
    #[arg(long, default_value_t = 0, help_heading = "Running")]
    threads: usize,
    /// Exit with 3 if there was any warning
    #[arg(long, help_heading = "Running")]
    strict: bool,
    /// Say nothing but errors
    #[arg(short, long, help_heading = "Running")]
    quiet: bool,
    /// Show every warning
    #[arg(short, long, help_heading = "Running")]
    verbose: bool,
}

impl InputFlags {
    /// The study's overrides that flags stand for; a wrong value is told under the flag's name.
    fn overrides(&self) -> Result<Vec<String>> {
        let mut all = self.set.clone();
        let mut add = |key: &str, value: &str| {
            all.push(format!("{key}={}", toml::Value::String(value.to_owned())));
        };
        if let Some(name) = &self.tokenizer {
            let names: Vec<&str> = Tokenizer::ALL.iter().map(|t| t.name()).collect();
            if !names.contains(&name.as_str()) {
                return Err(Error::unknown("--tokenizer", "tokenizer", name, &names));
            }
            add("tokens.tokenizer", name);
        }
        if let Some(rule) = &self.boilerplate {
            Rule::parse(rule).map_err(|e| Error::value("--boilerplate", e.to_string()))?;
            add("corpus.boilerplate", rule);
        }
        if let Some(list) = &self.stop_words {
            add("tokens.stop_words", list);
        }
        all.extend(self.seed.map(|seed| format!("study.seed={seed}")));
        Ok(all)
    }

    /// Opens the study and its sources and hands the run to `work`; warnings are told at the end.
    pub(super) fn with_run(
        &self,
        work: impl FnOnce(&mut Run<'_>) -> Result<Vec<Warning>>,
    ) -> Result<Outcome> {
        let (study, articles) = Study::from_inputs(&self.inputs, &self.overrides()?)?;
        let bar = Bar::new(self.quiet);
        let mut run = Run::open(&study, &articles, self.threads, &bar)?;
        let warnings = work(&mut run)?;
        bar.finish();
        if !self.quiet {
            tell(&warnings, self.verbose);
        }
        Ok(if self.strict && !warnings.is_empty() {
            Outcome::Findings
        } else {
            Outcome::Done
        })
    }
}

fn tell(warnings: &[Warning], all: bool) {
    let shown = if all { warnings.len() } else { SHOWN };
    for warning in warnings.iter().take(shown) {
        files::complain(&format!("warning: {warning}"));
    }
    if warnings.len() > shown {
        files::complain(&format!(
            "warning: {} more; see them with -v or `counterframe check`",
            warnings.len() - shown
        ));
    }
}

/// How and where a table is written.
#[derive(Debug, clap::Args)]
pub(super) struct OutputFlags {
    /// table, csv, tsv, json, jsonl, md, xlsx, for networks gexf, graphml; a terminal gets a table, a pipe csv
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    format: Option<String>,
    /// Write to a file; its ending chooses the format
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Show at most so many rows
    #[arg(long, value_name = "N", help_heading = "Output")]
    limit: Option<usize>,
}

impl OutputFlags {
    /// The format asked for; refuses an unknown one before any work is done.
    pub(super) fn check(&self) -> Result<&'static dyn table::Format> {
        if let Some(folder) = self
            .output
            .as_ref()
            .and_then(|o| o.parent())
            .filter(|f| !f.as_os_str().is_empty() && !files::exists(f))
        {
            return Err(Error::value(
                "--output",
                format!("there is no folder {}", folder.display()),
            ));
        }
        let ending = self
            .output
            .as_ref()
            .and_then(|o| o.extension())
            .map(|e| e.to_string_lossy().to_lowercase());
        match (&self.format, ending.as_deref()) {
            (Some(name), _) => {
                let format = table::format(name)?;
                if format.is_binary() && self.output.is_none() && std::io::stdout().is_terminal() {
                    let message = format!("{name} is nothing to read here: name a file with -o");
                    return Err(Error::value("--format", message));
                }
                Ok(format)
            }
            (None, Some("txt")) => table::format("table"),
            (None, Some(ending)) => {
                let names: Vec<&str> = table::FORMATS.iter().map(|f| f.name()).collect();
                let known = names.contains(&ending);
                if known {
                    table::format(ending)
                } else {
                    Err(Error::unknown("--output", "ending", ending, &names))
                }
            }
            (None, None) if self.output.is_none() && std::io::stdout().is_terminal() => {
                table::format("table")
            }
            (None, None) => table::format("csv"),
        }
    }

    /// How many rows are shown at most, if that was said.
    pub(super) fn limit(&self) -> Option<usize> {
        self.limit
    }

    /// True when a table was asked for, by name or by the ending of the output.
    pub(super) fn is_table(&self) -> bool {
        let ending = self.output.as_ref().and_then(|o| o.extension());
        self.format.is_some() || ending.is_some_and(|e| e != "txt")
    }

    /// True when this format was asked for by name.
    pub(super) fn is(&self, format: &str) -> bool {
        self.format.as_deref() == Some(format)
    }

    /// Writes text as it is.
    pub(super) fn write_text(&self, text: &str) -> Result<()> {
        match &self.output {
            Some(path) => files::write(path, text.as_bytes()),
            None => files::print(text.as_bytes()),
        }
    }

    /// Cuts a table to the limit.
    pub(super) fn cut(&self, table: &mut Table) -> Result<()> {
        let format = self.check()?;
        let screen = (format.name() == "table" && self.output.is_none()).then_some(SCREEN);
        if let Some(limit) = self.limit.or(screen) {
            table.limit(limit);
        }
        Ok(())
    }

    /// Writes a table that a run made, cut to the limit; its notes are the run's to tell.
    pub(super) fn write(&self, run: &Run<'_>, table: Table) -> Result<()> {
        self.put(table, &|note| run.note(note))
    }

    /// Writes a table that needed no run.
    pub(super) fn write_alone(&self, table: Table) -> Result<()> {
        self.put(table, &|note| files::complain(&format!("note: {note}")))
    }

    fn put(&self, mut table: Table, tell: &dyn Fn(&str)) -> Result<()> {
        let format = self.check()?;
        let empty = table.rows.is_empty();
        self.cut(&mut table)?;
        if empty {
            table.notes.push("nothing was found".into());
        }
        if !format.has_notes() {
            table.notes.iter().for_each(|note| tell(note));
        }
        match &self.output {
            Some(path) => files::write_with(path, |out| format.write(&table, out)),
            None if shows_colours() => files::print_with(|out| format.write_coloured(&table, out)),
            None => files::print_with(|out| format.write(&table, out)),
        }
    }
}

/// True when somebody looks at standard output and wants colours (https://no-color.org).
fn shows_colours() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    std::io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
}

/// Which rows take part.
#[derive(Debug, clap::Args)]
pub(super) struct WhereFlags {
    /// Only words whose field has this value (globs allowed); repeatable
    #[arg(long = "where", value_name = "FIELD=VALUE")]
    pub(super) conditions: Vec<String>,
}

impl WhereFlags {
    /// Refuses what is no condition before any work is done.
    pub(super) fn check(&self) -> Result<()> {
        match self.conditions.iter().find(|c| !c.contains('=')) {
            Some(wrong) => Err(Error::value(
                "--where",
                format!("expected FIELD=VALUE, found \"{wrong}\""),
            )),
            None => Ok(()),
        }
    }
}
