//! Counts: whole numbers only, so that any number of workers may add them in any order.
//!
//! Rows are (article × speaker × manner). Surface forms are counted as written; [`Columns`] says later which forms
//! are one term, so that folding, variants, stems, stop lists and groups never need another pass over the text.

mod by;
mod columns;
mod frames;
mod ngrams;
mod nodes;
mod pairs;
mod places;
mod sentences;
mod tally;
mod units;
mod vocabulary;

pub use by::{By, Condition, Period};
pub use columns::{Columns, StopList};
pub use frames::{FrameCounts, FramePlan, FrameRow};
pub use ngrams::{ANY, LONGEST, Ngram, NgramCounts, NgramPlan, WantedNgrams, masked};
pub use nodes::{NodeCounts, NodePlan, NodeRow};
pub use pairs::{GroupPairs, PairCounts, PairPlan};
pub use places::{ArticlePlaces, PlaceCounts, PlacePlan};
pub use sentences::{ArticleSentences, SentenceCounts};
pub use tally::{Cell, CountPlan, Read, Row, Rules, Tally};
pub use units::{Reach, Scratch, Unit, Units};
pub use vocabulary::{TermId, Vocabulary};
