//! `counterframe why`.

use super::Outcome;
use super::shared::{InputFlags, OutputFlags};
use super::sides::{SidesFlags, check_effect};
use crate::error::Result;
use crate::table;

/// What stands behind the numbers of a term: the arithmetic of every measure with its counts, and every occurrence.
///
/// With --format or an output file whose ending is that of a table: the occurrences alone, as a table.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe why rumors study.toml")]
pub(super) struct Why {
    /// A term as lists print it
    #[arg(value_name = "TERM")]
    term: String,
    #[command(flatten)]
    input: InputFlags,
    #[command(flatten)]
    sides: SidesFlags,
    /// The log ratio that power is about: 1 is twice as often
    #[arg(
        long,
        value_name = "LOG2",
        default_value_t = 1.0,
        allow_negative_numbers = true
    )]
    effect: f64,
    #[command(flatten)]
    output: OutputFlags,
}

impl Why {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.sides.check()?;
        check_effect(self.effect)?;
        self.input.with_run(|run| {
            let plans = self.sides.plans(&run.settings);
            run.decide()?;
            let tally = run.tally()?;
            let found = run.why(&tally, &plans, &self.term, self.effect)?;
            if self.output.is_table() {
                let mut parts = found.into_iter().map(|f| f.lines);
                let mut all = parts.next().unwrap_or_default();
                all.rows.extend(parts.flat_map(|lines| lines.rows));
                self.output.write(run, all)?;
            } else {
                let mut text = String::new();
                for mut behind in found {
                    if let Some(limit) = self.output.limit() {
                        behind.lines.limit(limit);
                    }
                    text += &behind.text;
                    text += &table::lines(&behind.lines);
                }
                self.output.write_text(&text)?;
            }
            Ok(tally.warnings)
        })
    }
}
