//! What the three passes do with an article.

use super::evidence::{Found, Gathered};
use super::sample::Drawing;
use super::{Hits, Job, Plan, Questions, Survey, Wanted};
use crate::article::{Article, BlockKind, Warning};
use crate::concordance;
use crate::count::{Read, Rules, Scratch, Tally, Units};
use crate::ingest::duplicates;
use crate::token::{self, Headline, Phrases, Tokens};
use crate::voice::{self, Attribution};
use crate::{files, ingest, lang};

/// First pass.
pub(super) struct SurveyJob<'q>(pub(super) &'q Questions);

impl Job for SurveyJob<'_> {
    type Shard = Survey;

    fn shard(&self) -> Survey {
        Survey::default()
    }

    fn article(&self, survey: &mut Survey, article: Article) {
        if self.0.lines {
            survey.lines.add(&article);
        }
        if self.0.signatures {
            survey
                .signatures
                .extend(duplicates::signature(&article).map(|s| (article.id, s)));
        }
        if self.0.furniture {
            let marked = article.blocks.iter().filter_map(|b| match b.kind {
                BlockKind::Boilerplate(why) => {
                    Some((why, b.span.of(&article.text).trim().to_owned()))
                }
                _ => None,
            });
            survey.furniture.insert(article.id, marked.collect());
        }
        if self.0.languages {
            let sure = whatlang::detect(&article.text).filter(whatlang::Info::is_reliable);
            survey
                .languages
                .extend(sure.map(|info| (article.id, info.lang().code())));
        }
        if self.0.hashes {
            survey.hashes.insert(files::sha256(article.text.as_bytes()));
        }
        if self.0.runs_of.contains(&article.id) {
            survey.runs.insert(article.id, duplicates::runs(&article));
        }
    }

    fn warning(&self, _: &mut Survey, _: Warning) {
        // Each pass meets the same doubts; the tally reports them.
    }

    fn merge(&self, mut one: Survey, mut other: Survey) -> Survey {
        one.lines.merge(other.lines);
        one.signatures.append(&mut other.signatures);
        one.furniture.append(&mut other.furniture);
        one.languages.append(&mut other.languages);
        one.hashes.append(&mut other.hashes);
        one.runs.append(&mut other.runs);
        one
    }
}

/// Tokens and voices of an article, as a plan says; buffers are used again.
struct Reading<'p> {
    plan: &'p Plan,
    voices: voice::Attributor<'p>,
    headline: Headline,
    sentences: bool,
}

impl<'p> Reading<'p> {
    fn new(plan: &'p Plan, sentences: bool) -> Self {
        let headline = if plan.ingest.headlines {
            Headline::Analysed
        } else {
            Headline::LeftOut
        };
        Self {
            plan,
            voices: voice::Attributor::new(&plan.voice),
            headline,
            sentences,
        }
    }

    fn language(&self, article: &Article) -> &'static dyn lang::Language {
        ingest::language_of(&article.metadata, &self.plan.ingest)
    }

    fn read(&self, article: &Article, tokens: &mut Tokens) -> (Attribution, Vec<Warning>) {
        token::tokenize_into(article, self.plan.tokens.tokenizer, self.headline, tokens);
        let language = self.language(article);
        if self.sentences || self.voices.is_enabled() {
            token::mark_sentences(article, tokens, language);
        }
        self.voices.attribute(article, tokens, language)
    }
}

/// Second pass.
pub(super) struct TallyJob<'p> {
    reading: Reading<'p>,
    phrases: Phrases,
}

/// Counts so far, with the buffers of one worker.
pub(super) struct Counting {
    tally: Tally,
    tokens: Tokens,
    scratch: Scratch,
}

impl Counting {
    pub(super) fn finish(self) -> Tally {
        self.tally.finish()
    }
}

impl<'p> TallyJob<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        let phrases = phrases(plan);
        let count = &plan.count;
        let sentences = !phrases.is_empty()
            || count.nodes.is_some()
            || count.pairs.is_some()
            || count.frames.is_some()
            || count.sentences;
        Self {
            reading: Reading::new(plan, sentences),
            phrases,
        }
    }
}

impl Job for TallyJob<'_> {
    type Shard = Counting;

    fn shard(&self) -> Counting {
        Counting {
            tally: Tally::default(),
            tokens: Tokens::default(),
            scratch: Scratch::default(),
        }
    }

    fn article(&self, counting: &mut Counting, article: Article) {
        let Counting {
            tally,
            tokens,
            scratch,
        } = counting;
        let (voices, warnings) = self.reading.read(&article, tokens);
        tally.warnings.extend(warnings);
        let plan = self.reading.plan;
        let cluster = plan.decisions.cluster(article.id);
        let read = Read {
            cluster,
            tokens,
            voices: &voices,
        };
        let rules = Rules {
            plan: &plan.count,
            phrases: &self.phrases,
        };
        tally.add(article, read, rules, scratch);
    }

    fn warning(&self, counting: &mut Counting, warning: Warning) {
        counting.tally.warnings.push(warning);
    }

    fn merge(&self, one: Counting, other: Counting) -> Counting {
        Counting {
            tally: one.tally.merge(other.tally),
            ..one
        }
    }
}

/// A later pass.
pub(super) struct LocateJob<'p> {
    reading: Reading<'p>,
    wanted: Wanted<'p>,
    phrases: Phrases,
}

/// Hits so far, with the buffers of one worker.
#[derive(Default)]
pub(super) struct Locating {
    hits: Hits,
    gathered: Gathered,
    drawing: Drawing,
    tokens: Tokens,
    units: Units,
}

impl Locating {
    /// All hits, in their final order.
    pub(super) fn hits(self, wanted: Wanted<'_>) -> Hits {
        let mut hits = self.hits;
        hits.patterns
            .sort_by_key(|h| (h.id, h.field, h.start, h.end, h.pattern));
        hits.occurrences.sort_by_key(|o| {
            let hit = &o.hit;
            (hit.id, hit.field, hit.start, hit.end, hit.pattern)
        });
        hits.speech.sort_by_key(|s| s.id);
        hits.utterances.sort_by_key(|u| u.id);
        hits.quotations.sort_by_key(|q| q.id);
        hits.articles.sort();
        if let Wanted::Evidence(evidence) = wanted {
            (hits.lines, hits.ranked) = self.gathered.finish(evidence);
        }
        hits.strata = self.drawing.finish();
        hits.warnings.sort();
        hits
    }
}

impl<'p> LocateJob<'p> {
    pub(super) fn new(plan: &'p Plan, wanted: Wanted<'p>) -> Self {
        Self {
            reading: Reading::new(plan, !matches!(wanted, Wanted::Patterns(..))),
            wanted,
            phrases: phrases(plan),
        }
    }

    /// True for a pass that may be the only one. Each pass meets the same doubts; where words are counted, the tally tells them.
    fn tells(&self) -> bool {
        matches!(self.wanted, Wanted::Patterns(..) | Wanted::Quotations)
    }

    /// An article as it was read, with its units found.
    fn found<'a>(
        &self,
        article: &'a Article,
        tokens: &'a Tokens,
        voices: &'a Attribution,
        units: &'a mut Units,
    ) -> Found<'a> {
        units.find(article, tokens, voices, &self.phrases);
        Found {
            article,
            tokens,
            voices,
            units,
        }
    }
}

impl Job for LocateJob<'_> {
    type Shard = Locating;

    fn shard(&self) -> Locating {
        Locating::default()
    }

    fn article(&self, locating: &mut Locating, article: Article) {
        let Locating {
            hits,
            gathered,
            drawing,
            tokens,
            units,
        } = locating;
        if let Wanted::Utterances(Some(chosen)) = self.wanted
            && !chosen.contains(&article.id)
        {
            return;
        }
        let (voices, warnings) = self.reading.read(&article, tokens);
        if self.tells() {
            hits.warnings.extend(warnings);
        }
        match self.wanted {
            Wanted::Patterns(patterns, width) => hits.patterns.extend(concordance::find(
                &article, tokens, &voices, patterns, width,
            )),
            Wanted::Occurrences(patterns) => {
                let code = self.reading.language(&article).code();
                let found = concordance::occurrences(&article, tokens, &voices, patterns, code);
                hits.occurrences.extend(found);
            }
            Wanted::Speech => {
                let language = self.reading.language(&article);
                hits.speech
                    .push(concordance::speech(&article, tokens, &voices, language));
            }
            Wanted::Utterances(_) => {
                let code = self.reading.language(&article).code();
                let said = concordance::utterances(&article, tokens, &voices, code);
                hits.utterances.extend(said);
            }
            Wanted::Quotations => {
                hits.quotations
                    .extend(concordance::quotations(&article, tokens, &voices));
                hits.articles.push((article.id, article.name));
            }
            Wanted::Evidence(evidence) => {
                gathered.add(evidence, self.found(&article, tokens, &voices, units));
            }
            Wanted::Sample(sample) => {
                drawing.add(sample, self.found(&article, tokens, &voices, units));
            }
        }
    }

    fn warning(&self, locating: &mut Locating, warning: Warning) {
        if self.tells() {
            locating.hits.warnings.push(warning);
        }
    }

    fn merge(&self, mut one: Locating, mut other: Locating) -> Locating {
        one.hits.patterns.append(&mut other.hits.patterns);
        one.hits.occurrences.append(&mut other.hits.occurrences);
        one.hits.speech.append(&mut other.hits.speech);
        one.hits.utterances.append(&mut other.hits.utterances);
        one.hits.quotations.append(&mut other.hits.quotations);
        one.hits.articles.append(&mut other.hits.articles);
        one.hits.warnings.append(&mut other.hits.warnings);
        if let Wanted::Evidence(evidence) = self.wanted {
            one.gathered.merge(evidence, other.gathered);
        }
        if let Wanted::Sample(sample) = self.wanted {
            one.drawing.merge(sample, other.drawing);
        }
        one
    }
}

/// Articles as they are.
pub(super) struct Handing;

impl Job for Handing {
    type Shard = (Vec<Article>, Vec<Warning>);

    fn shard(&self) -> Self::Shard {
        Self::Shard::default()
    }

    fn article(&self, shard: &mut Self::Shard, article: Article) {
        shard.0.push(article);
    }

    fn warning(&self, shard: &mut Self::Shard, warning: Warning) {
        shard.1.push(warning);
    }

    fn merge(&self, mut one: Self::Shard, mut other: Self::Shard) -> Self::Shard {
        one.0.append(&mut other.0);
        one.1.append(&mut other.1);
        one
    }
}

/// The runs of words that count as one.
fn phrases(plan: &Plan) -> Phrases {
    let all: Vec<&String> = plan
        .tokens
        .phrases
        .iter()
        .chain(&plan.count.phrases)
        .collect();
    Phrases::new(&all)
}
