//! What outlets do with language: which phrases they take up and how, with which verbs they report, who has the floor,
//! and what is missing.
//!
//! Each analysis is one file, plain functions of what the passes found. Shares come with intervals over units (an
//! article, or a cluster of near-duplicates), as everywhere.

pub mod company;
pub mod differences;
pub mod events;
pub mod floor;
pub mod frames;
pub mod lineage;
pub mod scale;
pub mod silence;
pub mod uptake;
pub mod verbs;

/// The sources of these analyses, as BibTeX.
pub const REFERENCES: &str = include_str!("references.bib");

mod groups;
mod shares;

/// The first of what something was joined to; `joined` has for each thing the one it was joined to, itself if to none.
fn root(joined: &[usize], mut at: usize) -> usize {
    while joined[at] != at {
        at = joined[at];
    }
    at
}

pub use groups::{Groups, SIDES};
pub use shares::{Share, Shares};
