//! Counterframe compares how news outlets frame an issue: with which words, and in whose voice.
//!
//! Data moves one way through the rooms of this crate, and each uses only those before it:
//!
//! ```text
//! ingest → token → voice → count → contrast → measure → table → figure → report
//! ```
//!
//! [`article`] holds what ingest makes of bytes; from there on texts never change, and everything points into them
//! with byte spans. [`count`] holds whole numbers only, in rows of (article × speaker × manner), so that any
//! number of workers may add them in any order ([`engine`]); floating point begins in [`measure`].
//! [`voice`] says whose words these are, by rules in order of strength and a roster with sources.
//! [`study`] reads `study.toml` and composes the rooms; the command line stands outside.
//!
//! ```no_run
//! use counterframe::study::{Messages, Run, Study};
//!
//! struct Quiet;
//! impl counterframe::engine::Progress for Quiet { fn advance(&self, _: u64) {} }
//! impl Messages for Quiet { fn stage(&self, _: &'static str) {} }
//!
//! let (study, articles) = Study::from_inputs(&["articles".into()], &[])?;
//! let mut run = Run::open(&study, &articles, 0, &Quiet)?;
//! run.decide()?;
//! let tally = run.tally()?;
//! let table = run.terms(&tally, "outlet", &[], 5, counterframe::measure::dispersion::MEASURES)?;
//! # Ok::<(), counterframe::error::Error>(())
//! ```

pub mod article;
#[cfg(feature = "cli")]
pub mod cli;
pub mod concordance;
pub mod contrast;
pub mod count;
pub mod engine;
pub mod error;
pub mod figure;
pub mod files;
pub mod frame;
pub mod ingest;
pub mod lang;
pub mod lexicon;
pub mod measure;
pub mod random;
pub mod report;
pub mod study;
pub mod table;
pub mod token;
pub mod voice;
