//! `counterframe completions` and `counterframe man`: hidden, for those who package the program.

use super::{Command, Outcome};
use crate::error::{Error, Result};
use crate::files;
use clap::CommandFactory;
use clap_complete::Shell;

/// Completions for a shell, on standard output.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: counterframe completions bash > /etc/bash_completion.d/counterframe"
)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> Result<Outcome> {
        let mut written = Vec::new();
        let mut command = Command::command();
        clap_complete::generate(self.shell, &mut command, "counterframe", &mut written);
        files::print(&written)?;
        Ok(Outcome::Done)
    }
}

/// The manual page, on standard output: of the program, or of a verb.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: counterframe man compare | man -l -")]
pub(super) struct Man {
    /// The verb
    verb: Option<String>,
}

impl Man {
    pub(super) fn run(self) -> Result<Outcome> {
        let program = Command::command();
        let command = match &self.verb {
            None => program,
            Some(verb) => {
                let verbs: Vec<&str> = program
                    .get_subcommands()
                    .map(clap::Command::get_name)
                    .collect();
                let found = program.find_subcommand(verb);
                let found = found.ok_or_else(|| Error::unknown("VERB", "verb", verb, &verbs))?;
                found.clone().display_name(format!("counterframe-{verb}"))
            }
        };
        let mut written = Vec::new();
        let page = clap_mangen::Man::new(command).render(&mut written);
        page.map_err(|e| Error::Input(e.to_string()))?;
        files::print(&written)?;
        Ok(Outcome::Done)
    }
}
