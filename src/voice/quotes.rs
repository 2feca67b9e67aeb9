//! From claims to quotations: speakers resolved, voices given.

use super::candidates::Candidate;
use super::entities::{Entities, Resolved};
use super::options::Options;
use super::placing;
use super::roster::Roster;
use super::rules::{Claim, Claims, RULES, Rule, Who};
use super::scene::Scene;
use super::{OUTLET, Speaker, UNKNOWN};
use crate::article::{Field, Span};
use serde::{Deserialize, Serialize};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

/// How much of a quotation stands in marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteType {
    /// All words.
    Direct,
    /// Some words.
    Mixed,
    /// None.
    Indirect,
}

impl QuoteType {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// What form a quotation has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subtype {
    /// A clause or more.
    Clause,
    /// Lone words in marks.
    Phrase,
    /// A passage taken over whole.
    Block,
    /// A question or an answer.
    Transcript,
}

impl Subtype {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Phrase => "phrase",
            Self::Block => "block",
            Self::Transcript => "transcript",
        }
    }
}

/// How many candidates for a speaker are kept.
const SHOWN: usize = 5;

/// How a quotation and its speaker are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// How the mention was resolved: name, surname, pronoun, noun, continuity.
    pub resolved_by: String,
    /// What gave the voice: a name of the study, an affiliation, a roster entry, a role noun.
    pub voice_by: String,
    /// Between whom it was decided, each with a score, the best first; empty where nobody else came into question.
    pub candidates: Vec<(String, i32)>,
}

/// Words that somebody says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The text it stands in.
    pub field: Field,
    /// Its bytes, marks included; several where it is split.
    pub spans: Vec<Span>,
    /// How much stands in marks.
    pub kind: QuoteType,
    /// Its form.
    pub subtype: Subtype,
    /// The mention beside it.
    pub mention: Option<Span>,
    /// Who says it.
    pub speaker: Speaker,
    /// The reporting words.
    pub cue: Option<Span>,
    /// Who reports that it was said; empty: the outlet itself.
    pub reported_by: String,
    /// The rule that found it.
    pub rule: &'static str,
    /// How the speaker and the voice are known.
    pub evidence: Evidence,
}

impl Quote {
    /// True for lone words that the outlet put into marks by itself: its narration, and no quotation of anybody.
    pub fn is_narration(&self) -> bool {
        self.subtype == Subtype::Phrase
            && self.mention.is_none()
            && self.speaker.voice == super::OUTLET
    }

    /// From the first to the last byte.
    pub fn envelope(&self) -> Span {
        let start = self.spans.first().map_or(0, |s| s.start);
        Span {
            start,
            end: self.spans.last().map_or(start, |s| s.end),
        }
    }
}

/// The quotations of an article, in order of place.
pub(super) fn find(
    scene: &Scene<'_>,
    options: &Options,
    roster: &Roster<'_>,
    outlet: &Speaker,
) -> Vec<Quote> {
    let mut claims = Claims::new(scene.tokens.list.len());
    for rule in RULES.iter().filter(|rule| is_used(options, **rule)) {
        rule.find(scene, &mut claims);
    }
    let found = claims.list;
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|c| {
        (
            found[*c].start(),
            std::cmp::Reverse(found[*c].content.last().map_or(0, |r| r.end)),
        )
    });
    let mut resolving = Resolving {
        scene,
        outlet,
        entities: Entities::new(scene, roster, options.resolvers.as_deref()),
        who: vec![None; found.len()],
        by: vec![String::new(); found.len()],
        candidates: vec![Vec::new(); found.len()],
        reporters: vec![None; found.len()],
        blocks: order
            .iter()
            .copied()
            .filter(|c| found[*c].subtype == Subtype::Block)
            .collect(),
        placed: RefCell::default(),
        setting: OnceCell::new(),
    };
    let mentions = found.iter().filter_map(|claim| match &claim.who {
        Who::Mentioned(mention) => Some(mention),
        _ => None,
    });
    resolving.entities.expect(mentions);
    for &c in &order {
        resolving.resolve(&found, c);
    }
    // A heading, and the first paragraphs of a quotation that goes on, take the speaker of a claim further down.
    for &c in &order {
        if let Who::SameAs(other) = found[c].who {
            resolving.who[c] = resolving.who[other];
            resolving.by[c] = "the same words".into();
        }
    }
    order
        .into_iter()
        .filter_map(|c| resolving.quote(&found, c))
        .collect()
}

/// True unless the study leaves the rule out.
fn is_used(options: &Options, rule: &dyn Rule) -> bool {
    let listed = |ids: &Vec<String>| ids.iter().any(|id| id == rule.id());
    (options.tagger || !rule.is_learned()) && options.rules.as_ref().is_none_or(listed)
}

struct Resolving<'s, 'a> {
    scene: &'s Scene<'a>,
    outlet: &'s Speaker,
    entities: Entities<'s, 'a>,
    who: Vec<Option<usize>>,
    by: Vec<String>,
    candidates: Vec<Vec<Candidate>>,
    reporters: Vec<Option<usize>>,
    /// Claims that are passages taken over, in order of place.
    blocks: Vec<usize>,
    /// Voices already looked up, by entity.
    placed: RefCell<BTreeMap<usize, (Speaker, String)>>,
    /// The field that the article is about, once it was asked for.
    setting: placing::Field<'a>,
}

impl Resolving<'_, '_> {
    fn resolve(&mut self, claims: &[Claim], c: usize) {
        self.entities.follow(claims[c].start());
        if let Some(reporter) = &claims[c].reported_by {
            self.reporters[c] = Some(self.entities.resolve(reporter).entity);
        }
        let found = match &claims[c].who {
            Who::Mentioned(mention) => Some(self.entities.resolve(mention)),
            Who::Implied(name) => {
                let at = claims[c].start();
                let entity = self.entities.note(name.clone(), at, &[0..0, 0..0]);
                Some(Resolved::only(entity, "implied"))
            }
            Who::Previous(led) => self.entities.unmentioned(claims[c].start(), *led),
            Who::SameAs(_) | Who::Outlet => None,
        };
        if let Some(found) = found {
            // Lone words and titles of things do not make somebody the one who spoke last.
            if claims[c].subtype != Subtype::Phrase {
                self.entities.speaks(found.entity);
            }
            self.who[c] = Some(found.entity);
            self.by[c] = found.by.into();
            self.candidates[c] = found.candidates;
        }
    }

    fn quote(&self, claims: &[Claim], c: usize) -> Option<Quote> {
        let claim = &claims[c];
        let block = self.enclosing(claims, c);
        if claim.who == Who::Outlet && block.is_some() {
            // Marked words of a passage taken over belong to whoever wrote the passage.
            return None;
        }
        let (speaker, voice_by) = self.speaker(claim, self.who[c]);
        let spans: Vec<Span> = claim
            .content
            .iter()
            .filter(|r| !r.is_empty())
            .map(|r| self.span(claim, r))
            .collect();
        let mention = match &claim.who {
            Who::Mentioned(m) => Some(self.scene.span(&m.name)),
            _ => None,
        };
        let reporter = self.reporters[c].or_else(|| block.and_then(|b| self.who[b]));
        let reported_by = reporter.map_or(String::new(), |e| self.entities.list[e].name.clone());
        Some(Quote {
            field: Field::Text,
            kind: self.kind(claim),
            spans,
            subtype: claim.subtype,
            mention,
            speaker,
            cue: claim.cue.as_ref().map(|r| self.scene.span(r)),
            reported_by,
            rule: claim.rule,
            evidence: Evidence {
                resolved_by: self.by[c].clone(),
                voice_by,
                candidates: self.named(&self.candidates[c]),
            },
        })
    }

    /// The best candidates with their names.
    fn named(&self, candidates: &[Candidate]) -> Vec<(String, i32)> {
        let name = |c: &Candidate| (self.entities.list[c.entity].name.clone(), c.score);
        candidates.iter().take(SHOWN).map(name).collect()
    }

    fn speaker(&self, claim: &Claim, who: Option<usize>) -> (Speaker, String) {
        match who {
            Some(entity) => self
                .placed
                .borrow_mut()
                .entry(entity)
                .or_insert_with(|| self.entities.place(entity, self.outlet, &self.setting))
                .clone(),
            None if claim.who == Who::Outlet => (self.outlet.clone(), OUTLET.into()),
            None => (
                Speaker {
                    name: String::new(),
                    voice: UNKNOWN.into(),
                    side: String::new(),
                },
                "nobody is named".into(),
            ),
        }
    }

    /// The passage taken over in which a claim lies.
    fn enclosing(&self, claims: &[Claim], c: usize) -> Option<usize> {
        let start = claims[c].start();
        let after = self.blocks.partition_point(|b| claims[*b].start() <= start);
        let holds = |b: &&usize| **b != c && claims[**b].content.iter().any(|r| r.contains(&start));
        self.blocks[after.saturating_sub(2)..after]
            .iter()
            .rev()
            .find(holds)
            .copied()
    }

    /// The bytes of a part; a passage taken over whole keeps the points at its end.
    fn span(&self, claim: &Claim, run: &std::ops::Range<usize>) -> Span {
        let mut span = self.scene.span(run);
        if matches!(claim.subtype, Subtype::Block | Subtype::Transcript) {
            let rest = &self.scene.article.text[span.end as usize..];
            let points = rest.len()
                - rest
                    .trim_start_matches(['.', '!', '?', '…', '"', '”', '’', ')'])
                    .len();
            span.end += points as u32;
        }
        span
    }

    fn kind(&self, claim: &Claim) -> QuoteType {
        let words: usize = claim.content.iter().map(ExactSizeIterator::len).sum();
        let marked: usize = claim
            .content
            .iter()
            .map(|r| self.scene.words_in_marks(r))
            .sum();
        match marked {
            0 => QuoteType::Indirect,
            n if n == words => QuoteType::Direct,
            _ => QuoteType::Mixed,
        }
    }
}
