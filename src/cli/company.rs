//! `counterframe company`.

use super::shared::{InputFlags, OutputFlags};
use super::sides::SidesFlags;
use super::{Outcome, flag};
use crate::error::{Error, Result};
use crate::study::Window;

/// How the company of a word differs between two groups: collocates of target against reference.
///
/// difference is the log odds of association in the target less those in the reference, with a 95 % interval over articles:
/// above 0, the node attracts the word more in the target. --format gexf or graphml writes a network for Gephi.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe company study.toml --node people --by voice --target official --reference activist"
)]
pub(super) struct Company {
    #[command(flatten)]
    input: InputFlags,
    /// A word whose company is compared (globs allowed); repeatable; default: the study's nodes
    #[arg(long, value_name = "WORD")]
    node: Vec<String>,
    /// Words each side, sentence, or paragraph; never across a change of speaker
    #[arg(long, value_name = "REACH")]
    window: Option<String>,
    #[command(flatten)]
    sides: SidesFlags,
    #[command(flatten)]
    output: OutputFlags,
}

impl Company {
    pub(super) fn run(self) -> Result<Outcome> {
        self.output.check()?;
        self.sides.check()?;
        let window = self
            .window
            .as_deref()
            .map(|w| flag("--window", Window::parse(w)))
            .transpose()?;
        self.input.with_run(|run| {
            if let Some(window) = window {
                run.settings.cooccurrence.window = window;
            }
            let mut nodes = self.node.clone();
            if nodes.is_empty() {
                nodes.clone_from(&run.settings.cooccurrence.nodes);
            }
            if nodes.is_empty() {
                let message = "name a word: the study has no cooccurrence.nodes";
                return Err(Error::value("--node", message));
            }
            let plans = self.sides.plans(&run.settings);
            run.decide()?;
            let (tally, table) = run.company_of(&nodes, &plans)?;
            self.output.write(run, table)?;
            Ok(tally.warnings)
        })
    }
}
