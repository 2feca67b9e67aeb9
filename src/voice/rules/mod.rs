//! The rules by which quotations are found, in order of strength.
//!
//! A rule is one file and one line in [`RULES`]. It claims runs of words as somebody's speech; words claimed by a
//! stronger rule are no longer free. Who the somebody is, is decided afterwards, over the whole article.

mod according;
mod after;
mod before;
mod block;
mod charge;
mod clause;
mod dialogue;
mod directing;
mod floating;
mod heading;
mod headline;
mod labelling;
mod mixed;
mod naming;
mod noun_that;
mod phrase;
mod quoted_as;
mod signed;
mod subject;
mod tagged;
mod transcript;

use super::Subtype;
use super::noun::Mention;
use super::scene::Scene;
use crate::lang::Set;
use std::collections::BTreeMap;
use std::ops::Range;

/// A rule.
pub(super) trait Rule: Sync {
    /// The name shown by `quotes --explain`.
    fn id(&self) -> &'static str;
    /// True for what was learned from annotated articles and can be switched off.
    fn is_learned(&self) -> bool {
        false
    }
    /// Claims what the rule finds.
    fn find(&self, scene: &Scene<'_>, claims: &mut Claims);
}

/// All rules, the strongest first.
pub(super) const RULES: &[&dyn Rule] = &[
    &block::Block,
    &transcript::Transcript,
    &dialogue::Dialogue,
    &quoted_as::QuotedAs,
    &after::After,
    &according::According,
    &signed::Signed,
    &before::Before,
    &directing::Directing,
    &noun_that::NounThat,
    &naming::Naming,
    &charge::Charge,
    &headline::Headline,
    &mixed::Mixed,
    &labelling::Labelling,
    &tagged::Tagged,
    &floating::Floating,
    &heading::Heading,
    &phrase::Phrase,
];

/// Who is said to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// Somebody mentioned beside the words.
    Mentioned(Mention),
    /// Somebody who was named or spoke before. True: the sentence before may lead in, for nobody speaks in it.
    Previous(bool),
    /// Somebody whom a word of law implies: the court that sentences.
    Implied(String),
    /// Whoever says these words in full elsewhere: the claim at this place.
    SameAs(usize),
    /// A name that the article's form gives, such as the one who is asked.
    Outlet,
}

/// Words that somebody says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    /// Runs of tokens, in order.
    pub(super) content: Vec<Range<usize>>,
    pub(super) who: Who,
    /// The reporting words.
    pub(super) cue: Option<Range<usize>>,
    pub(super) subtype: Subtype,
    /// Who reports that it was said.
    pub(super) reported_by: Option<Mention>,
    pub(super) rule: &'static str,
}

impl Claim {
    /// A clause said by somebody mentioned.
    pub(super) fn clause(
        content: Range<usize>,
        mention: Mention,
        cue: Range<usize>,
        rule: &'static str,
    ) -> Self {
        let who = Who::Mentioned(mention);
        Self {
            content: vec![content],
            who,
            cue: Some(cue),
            subtype: Subtype::Clause,
            reported_by: None,
            rule,
        }
    }

    /// The first word of the content.
    pub(super) fn start(&self) -> usize {
        self.content.first().map_or(0, |run| run.start)
    }
}

/// What has been claimed so far.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub(super) list: Vec<Claim>,
    taken: Vec<bool>,
    fixed: Vec<bool>,
    /// Claims by the place of their cue.
    cues: BTreeMap<usize, usize>,
}

impl Claims {
    pub(super) fn new(tokens: usize) -> Self {
        Self {
            list: Vec::new(),
            taken: vec![false; tokens],
            fixed: vec![false; tokens],
            cues: BTreeMap::new(),
        }
    }

    /// Adds a claim if none of its words is taken, and none is the mention or cue of another.
    pub(super) fn add(&mut self, claim: Claim) -> bool {
        let free = claim
            .content
            .iter()
            .flat_map(Clone::clone)
            .all(|i| !self.taken[i] && !self.fixed[i]);
        if !free || claim.content.iter().all(std::ops::Range::is_empty) {
            return false;
        }
        // Speech inside a passage taken over is found by the other rules: the innermost speaker counts.
        if claim.subtype != Subtype::Block {
            claim
                .content
                .iter()
                .flat_map(Clone::clone)
                .for_each(|i| self.taken[i] = true);
        }
        let parts = claim.cue.iter().cloned().chain(match &claim.who {
            Who::Mentioned(mention) => Some(mention.name.clone()),
            _ => None,
        });
        parts.flatten().for_each(|i| self.fixed[i] = true);
        let place = self.list.len();
        self.cues
            .extend(claim.cue.as_ref().map(|cue| (cue.start, place)));
        self.list.push(claim);
        true
    }

    /// The last claim whose cue stands in a run.
    pub(super) fn last_cued(&self, within: &Range<usize>) -> Option<&Claim> {
        let (_, place) = self.cues.range(within.clone()).next_back()?;
        self.list.get(*place)
    }

    /// True when the word is part of somebody's speech.
    pub(super) fn is_taken(&self, i: usize) -> bool {
        self.taken[i]
    }

    /// True when the word is taken, or names a speaker or verb of another claim.
    pub(super) fn is_used(&self, i: usize) -> bool {
        self.taken[i] || self.fixed[i]
    }
}

/// Marked stretches that follow at once and stand alone belong to the speech before them: the rest of the quotation.
pub(super) fn continued(
    scene: &Scene<'_>,
    claims: &Claims,
    mut end: usize,
    block_end: usize,
) -> Vec<Range<usize>> {
    let mut more = Vec::new();
    while end < block_end {
        let Some(mark) = scene.mark(end) else { break };
        let run = scene.marked[mark].clone();
        let alone = run.start == end && (run.end >= block_end || ends_sentence(scene, run.end - 1));
        if !alone || run.clone().any(|i| claims.is_used(i)) || run.len() < 2 {
            break;
        }
        end = run.end;
        more.push(run);
    }
    more
}

/// The sentence of marked words that nobody has claimed and that are no title.
pub(super) fn unclaimed<'s>(
    scene: &'s Scene<'_>,
    claims: &Claims,
    run: &Range<usize>,
) -> Option<&'s Range<usize>> {
    let free = !run.is_empty() && run.clone().all(|i| !claims.is_used(i));
    scene
        .sentence(run.start)
        .filter(|_| free && !phrase::is_title(scene, run))
}

/// True for a passage that ends in "[Source]".
pub(super) fn ends_in_source(scene: &Scene<'_>, run: &Range<usize>) -> bool {
    let last = run.end - 1;
    scene.is(Set::Sources, last) && scene.gap(last).starts_with(']')
}

/// True when a sentence ends after token `i`.
pub(super) fn ends_sentence(scene: &Scene<'_>, i: usize) -> bool {
    scene.gap(i).contains(['.', '!', '?', '…']) || scene.text(i).ends_with('.')
}
