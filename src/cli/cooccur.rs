//! `counterframe cooccur`.

use super::shared::{InputFlags, OutputFlags, WhereFlags};
use super::{Outcome, flag};
use crate::error::{Error, Result};
use crate::measure::association;
use crate::study::Window;

/// Collocates: which words stand near a node more often than chance would have it.
///
/// Windows never cross an article or a change of speaker. Stop words take their place in windows.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe cooccur articles/ --node 'rumor*' --window 5 --min-count 3"
)]
pub(super) struct Cooccur {
    #[command(flatten)]
    input: InputFlags,
    /// A word whose company is counted (globs allowed); repeatable; default: the study's nodes
    #[arg(long, value_name = "WORD")]
    node: Vec<String>,
    /// All pairs of the most frequent terms instead of nodes
    #[arg(long, conflicts_with = "node")]
    pairs: bool,
    /// Words each side, sentence, or paragraph; never across a change of speaker
    #[arg(long, value_name = "REACH")]
    window: Option<String>,
    #[command(flatten)]
    chosen: WhereFlags,
    /// Only pairs that stand together at least so often
    #[arg(long, default_value_t = 1, value_name = "N")]
    min_count: u64,
    /// Measures, by column, separated by commas, or all (see: counterframe measures); the first orders the rows
    #[arg(
        long,
        value_name = "NAME",
        default_values = association::DEFAULT,
        value_delimiter = ','
    )]
    measure: Vec<String>,
    #[command(flatten)]
    output: OutputFlags,
}

impl Cooccur {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.chosen.check()?;
        let measures = association::named(&self.measure)?;
        let window = self
            .window
            .as_deref()
            .map(|w| flag("--window", Window::parse(w)))
            .transpose()?;
        self.input.with_run(|run| {
            if let Some(window) = window {
                run.settings.cooccurrence.window = window;
            }
            let nodes = if self.node.is_empty() {
                run.settings.cooccurrence.nodes.clone()
            } else {
                self.node.clone()
            };
            if nodes.is_empty() && !self.pairs {
                return Err(Error::value(
                    "--node",
                    "name a word, or --pairs: the study has no cooccurrence.nodes",
                ));
            }
            run.decide()?;
            let conditions = &self.chosen.conditions;
            let (tally, table) = if self.pairs {
                run.pairs(conditions, self.min_count, &measures)?
            } else {
                run.cooccur(&nodes, conditions, self.min_count, &measures)?
            };
            self.output.write(run, table)?;
            Ok(tally.warnings)
        })
    }
}
