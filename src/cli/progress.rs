//! Progress on standard error, when somebody is looking and work takes more than a moment.

use crate::engine::Progress;
use crate::files;
use crate::study::Messages;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Work shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// What is told of a pass whose articles nobody has counted yet, and of the passes after it.
const UNKNOWN: &str = "{spinner} {msg}: {human_pos} articles, {per_sec}";
const KNOWN: &str = "{spinner} {msg}: {human_pos} of {human_len} articles, {per_sec}, {eta} left";

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or(ProgressStyle::default_spinner())
}

/// A line that counts articles; hidden unless standard error is a terminal.
pub(super) struct Bar {
    line: ProgressBar,
    begun: Instant,
    quiet: bool,
    /// Articles that the largest pass so far has had: as many as a later one is likely to have.
    most: AtomicU64,
}

impl Bar {
    pub(super) fn new(quiet: bool) -> Self {
        let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        line.set_style(style("{spinner} {msg}"));
        Self {
            line,
            begun: Instant::now(),
            quiet,
            most: AtomicU64::new(0),
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
        if self.line.position() == 0 {
            let most = self.most.load(Ordering::Relaxed);
            self.line
                .set_style(style(if most > 0 { KNOWN } else { UNKNOWN }));
            self.line.set_length(most);
            self.line.reset_eta();
        }
        self.line.inc(articles);
    }
}

impl Messages for Bar {
    fn stage(&self, name: &'static str) {
        self.most.fetch_max(self.line.position(), Ordering::Relaxed);
        self.line.set_style(style("{spinner} {msg}"));
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
