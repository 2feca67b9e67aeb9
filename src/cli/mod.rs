//! The command line: arguments in, exit codes out. No statistics, no formatting of numbers.
//!
//! A verb is one file and one line in `Verb`. Exit codes: 0 done, 1 could not, 2 wrong usage, 3 findings.

mod check;
mod company;
mod compare;
mod completions;
mod cooccur;
mod diff;
mod differences;
mod events;
mod export;
mod floor;
mod frames;
mod init;
mod kwic;
mod lineage;
mod measures;
mod ngrams;
mod plot;
mod progress;
mod quotes;
mod report;
mod roster;
mod scale;
mod shared;
mod sides;
mod silence;
mod terms;
mod uptake;
mod validate;
mod verbs;
mod verify;
mod voices;
mod why;

use crate::error::{Error, Result};
use crate::files;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// What a verb has to say at its end.
pub(crate) enum Outcome {
    /// Nothing to object to.
    Done,
    /// There are findings: exit code 3.
    Findings,
}

/// How news outlets frame an issue: with which words, and in whose voice.
#[derive(Debug, Parser)]
#[command(name = "counterframe", version, max_term_width = 100, after_help = AFTER_HELP)]
struct Command {
    #[command(subcommand)]
    verb: Verb,
}

const AFTER_HELP: &str = "\
INPUT is a study.toml, a folder that holds one, or articles: files, a folder, - for standard input.
A study and articles together: the articles, with metadata.csv in their folder, instead of the study's.
Formats read: txt, md, csv, tsv, jsonl. Exit codes: 0 done, 1 could not, 2 wrong usage, 3 findings.";

#[derive(Debug, Subcommand)]
enum Verb {
    /// The whole study as a folder: page, figures, tables, quotations, methods
    Report(report::Report),
    /// Which words mark one group of texts against another: keyness
    Compare(compare::Compare),
    /// Whose words they are: the share of each voice, by outlet, month or any field
    Voices(voices::Voices),
    /// How often each word occurs, by any field, with intervals over articles
    Terms(terms::Terms),
    /// Which words keep company: collocates of nodes, or all pairs
    Cooccur(cooccur::Cooccur),
    /// How the company of a word differs between two groups
    Company(company::Company),
    /// Which runs of two to five words keep together
    Ngrams(ngrams::Ngrams),
    /// Every occurrence of a word or phrase in its context
    Kwic(kwic::Kwic),
    /// Quotations, with speaker, voice, and how they are known
    Quotes(quotes::Quotes),
    /// What outlets do with a phrase: voice, attribute, distance, adopt or contest it
    Uptake(uptake::Uptake),
    /// Which reporting verbs introduce which voice
    Verbs(verbs::Verbs),
    /// Who has the floor: words, quotations, leads, turns
    Floor(floor::Floor),
    /// How often the categories of dictionaries occur
    Frames(frames::Frames),
    /// Where voices and outlets stand on an axis between two sets of words
    Scale(scale::Scale),
    /// Which articles of different outlets tell of the same event
    Events(events::Events),
    /// What becomes of a statement from article to article
    Lineage(lineage::Lineage),
    /// Whether two groups of articles share out voices, verbs, phrases and frames differently
    Differences(differences::Differences),
    /// What each outlet never has and others do
    Silence(silence::Silence),
    /// What stands behind a term's numbers: the arithmetic, and every line
    Why(why::Why),
    /// Voices and speakers with their sources, and what the corpus matched
    Roster(roster::Roster),
    /// What is doubtful about a study and its corpus, and what was marked as boilerplate
    Check(check::Check),
    /// Write a commented study.toml for a folder of articles
    Init(init::Init),
    /// All measures with formula, range and source
    Measures(measures::Measures),
    /// Draw a sample of quotations to check by hand, and say what the checking means
    Validate(validate::Validate),
    /// Make a report again and say whether every byte is the same
    Verify(verify::Verify),
    /// Which numbers of two reports differ, and what moved them
    Diff(diff::Diff),
    /// Draw a table of results again, as SVG or PNG
    Plot(plot::Plot),
    /// Write the texts that offsets refer to
    Export(export::Export),
    #[command(hide = true)]
    Completions(completions::Completions),
    #[command(hide = true)]
    Man(completions::Man),
}

/// Runs the command with the arguments of the process.
pub fn main() -> ExitCode {
    let command = match Command::try_parse() {
        Ok(command) => command,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let done = match command.verb {
        Verb::Report(verb) => verb.run(),
        Verb::Compare(verb) => verb.run(),
        Verb::Terms(verb) => verb.run(),
        Verb::Cooccur(verb) => verb.run(),
        Verb::Company(verb) => verb.run(),
        Verb::Ngrams(verb) => verb.run(),
        Verb::Kwic(verb) => verb.run(),
        Verb::Quotes(verb) => verb.run(),
        Verb::Roster(verb) => verb.run(),
        Verb::Check(verb) => verb.run(),
        Verb::Init(verb) => verb.run(),
        Verb::Measures(verb) => verb.run(),
        Verb::Validate(verb) => verb.run(),
        Verb::Verify(verb) => verb.run(),
        Verb::Voices(verb) => verb.run(),
        Verb::Uptake(verb) => verb.run(),
        Verb::Verbs(verb) => verb.run(),
        Verb::Floor(verb) => verb.run(),
        Verb::Frames(verb) => verb.run(),
        Verb::Scale(verb) => verb.run(),
        Verb::Silence(verb) => verb.run(),
        Verb::Events(verb) => verb.run(),
        Verb::Lineage(verb) => verb.run(),
        Verb::Differences(verb) => verb.run(),
        Verb::Why(verb) => verb.run(),
        Verb::Diff(verb) => verb.run(),
        Verb::Export(verb) => verb.run(),
        Verb::Plot(verb) => verb.run(),
        Verb::Completions(verb) => verb.run(),
        Verb::Man(verb) => verb.run(),
    };
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(3),
        Err(error) => {
            files::complain(&format!("error: {error}"));
            ExitCode::from(exit_code(&error))
        }
    }
}

/// 2 for a wrong flag or flag value, 1 for everything else.
fn exit_code(error: &Error) -> u8 {
    match error {
        Error::Value { place, .. } | Error::Unknown { place, .. } | Error::Format { place, .. }
            if place.starts_with("--")
                || ["INPUT", "PATTERN", "TERM", "REPORT", "VERB"].contains(&place.as_str()) =>
        {
            2
        }
        _ => 1,
    }
}

/// Turns what a flag's value is refused for into an error that names the flag.
fn flag<T>(name: &str, value: std::result::Result<T, String>) -> Result<T> {
    value.map_err(|message| Error::value(name, message))
}
