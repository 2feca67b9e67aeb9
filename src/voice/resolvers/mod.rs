//! Who is meant by a mention, decided by the first of several resolvers that knows.
//!
//! A resolver is one file and one line in [`RESOLVERS`]. A mention that none of them knows is its own name.

mod continuity;
mod document;
mod name;
mod noun;
mod owner;
pub(super) mod pronoun;
mod surname;

use super::entities::{Entities, Resolved};
use super::noun::Mention;
use std::ops::Range;

/// A way to know who is meant.
pub(super) trait Resolver: Sync {
    /// The name shown by `quotes --explain`, and in `attribution.resolvers`.
    fn id(&self) -> &'static str;
    /// Who is meant, if this resolver knows.
    fn resolve(&self, entities: &mut Entities<'_, '_>, asked: &Asked<'_>) -> Option<Resolved>;
}

/// All resolvers, in the order in which they are asked.
pub(super) const RESOLVERS: &[&dyn Resolver] = &[
    &pronoun::Pronoun,
    &name::Name,
    &surname::Surname,
    &owner::Owner,
    &document::Document,
    &noun::Noun,
    &continuity::Continuity,
];

/// What is to be resolved.
#[derive(Debug, Clone)]
pub(super) struct Asked<'m> {
    /// The place: that of the mention, or of the quotation where nobody is mentioned.
    pub(super) at: usize,
    /// The mention; none for a quotation without a speaker beside it.
    pub(super) mention: Option<&'m Mention>,
    /// True when nobody speaks in the sentence before a quotation without a speaker.
    pub(super) led: bool,
    /// The words of a name in the mention.
    pub(super) named: Option<Range<usize>>,
}
