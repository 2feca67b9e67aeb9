//! Progress on standard error, when somebody is looking and work takes more than a moment.

use crate::engine::Progress;
use crate::files;
use crate::study::Messages;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// Work shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line that counts articles; hidden unless standard error is a terminal.
pub(super) struct Bar {
    line: ProgressBar,
    begun: Instant,
    quiet: bool,
}

impl Bar {
    pub(super) fn new(quiet: bool) -> Self {
        let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        line.set_style(
            ProgressStyle::with_template("{spinner} {msg}: {human_pos} articles, {per_sec}")
                .unwrap_or(ProgressStyle::default_spinner()),
        );
        Self {
            line,
            begun: Instant::now(),
            quiet,
        }
    }

    pub(super) fn finish(&self) {
        self.line.finish_and_clear();
    }
}

impl Progress for Bar {
    fn advance(&self, articles: u64) {
        if !self.quiet && self.line.is_hidden() && self.begun.elapsed() > PATIENCE {
            self.line.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.line.inc(articles);
    }
}

impl Messages for Bar {
    fn stage(&self, name: &'static str) {
        self.line.set_position(0);
        self.line.set_message(name);
    }

    fn note(&self, text: &str) {
        if !self.quiet {
            self.line
                .suspend(|| files::complain(&format!("note: {text}")));
        }
    }
}
