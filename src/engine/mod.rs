//! How the passes over a corpus are run: survey, tally, locate.
//!
//! An engine decides who works on which article and in which order shards are merged; what is done with an article is
//! the same for all. Each engine gives the same result. An engine is one file and one line in [`ENGINES`].

mod evidence;
mod jobs;
mod sample;
mod serial;
mod threads;

pub use evidence::{CellOf, Evidence, Line, RankOf, Ranked};
pub use sample::{Item, NARRATION, Sample, Stratum};

use crate::article::{Article, ArticleId, Furniture, Warning};
use crate::concordance::{Hit, Occurrence, Quotation, Speech, Utterance};
use crate::count::{CountPlan, Tally};
use crate::error::Result;
use crate::ingest::boilerplate::{LineCounts, RepeatedLines};
use crate::ingest::duplicates::{self, Signature};
use crate::ingest::metadata::MetadataTable;
use crate::ingest::source::Source;
use crate::lexicon::WordPattern;
use crate::{ingest, token, voice};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Version of the serialised [`Plan`].
const FORMAT: u32 = 1;

/// All that a worker must know besides the sources: options from ingest to count, and what was decided.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    format: u32,
    /// How articles are read.
    pub ingest: ingest::Options,
    /// Metadata joined from a file.
    pub metadata: Option<MetadataTable>,
    /// How text becomes tokens.
    pub tokens: token::Options,
    /// How words get their voices.
    pub voice: voice::Rules,
    /// What is counted besides words.
    pub count: CountPlan,
    /// What the survey led to.
    pub decisions: Decisions,
}

impl Plan {
    /// A plan without decisions.
    pub fn new(
        ingest: ingest::Options,
        metadata: Option<MetadataTable>,
        tokens: token::Options,
        voice: voice::Rules,
    ) -> Self {
        let (count, decisions) = (CountPlan::default(), Decisions::default());
        Self {
            format: FORMAT,
            ingest,
            metadata,
            tokens,
            voice,
            count,
            decisions,
        }
    }
}

/// What is decided about a corpus after it was surveyed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// Lines that are furniture because they are repeated.
    pub repeated: RepeatedLines,
    /// Articles in a cluster of near-duplicates, with the cluster's first.
    pub clusters: BTreeMap<ArticleId, ArticleId>,
    /// Articles left out because they repeat another.
    pub dropped: BTreeSet<ArticleId>,
}

impl Decisions {
    /// The first article of an article's cluster; itself when it is alone.
    pub fn cluster(&self, id: ArticleId) -> ArticleId {
        self.clusters.get(&id).copied().unwrap_or(id)
    }
}

/// What a survey is asked for.
#[derive(Debug, Clone, Default)]
pub struct Questions {
    /// Count short lines by outlet.
    pub lines: bool,
    /// Sign every article's wording.
    pub signatures: bool,
    /// List what is marked as page furniture.
    pub furniture: bool,
    /// Guess the language of every article.
    pub languages: bool,
    /// Hash every text.
    pub hashes: bool,
    /// Keep the wording of these articles for exact comparison.
    pub runs_of: BTreeSet<ArticleId>,
}

/// What a survey found out.
#[derive(Debug, Default)]
pub struct Survey {
    /// In how many articles each short line stands.
    pub lines: LineCounts,
    /// Signatures of wording.
    pub signatures: BTreeMap<ArticleId, Signature>,
    /// Marked furniture, article by article.
    pub furniture: BTreeMap<ArticleId, Vec<(Furniture, String)>>,
    /// Guessed languages where they are sure: ISO 639-3 codes.
    pub languages: BTreeMap<ArticleId, &'static str>,
    /// SHA-256 of the texts as fixed at ingest.
    pub hashes: BTreeSet<String>,
    /// Exact wording of the articles asked for.
    pub runs: BTreeMap<ArticleId, BTreeSet<u64>>,
}

/// What is looked for in a later pass.
#[derive(Debug, Clone, Copy)]
pub enum Wanted<'a> {
    /// Patterns, with so many words around each hit.
    Patterns(&'a [WordPattern], usize),
    /// Phrases, each occurrence with what its holder says around it.
    Occurrences(&'a [WordPattern]),
    /// Quotations.
    Quotations,
    /// Who says how much in each article.
    Speech,
    /// All that is said in some articles, or in all.
    Utterances(Option<&'a BTreeSet<ArticleId>>),
    /// The best of both, however large the corpus is.
    Evidence(&'a Evidence<'a>),
    /// A sample of quotations and of narration.
    Sample(Sample),
}

/// What a later pass found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// Occurrences of patterns, in order of article, place and pattern.
    pub patterns: Vec<Hit>,
    /// Occurrences of phrases, in the same order.
    pub occurrences: Vec<Occurrence>,
    /// What is said in each article, in order.
    pub speech: Vec<Speech>,
    /// What is said in the articles asked for, in order of article and place.
    pub utterances: Vec<Utterance>,
    /// Quotations, in order of article and place.
    pub quotations: Vec<Quotation>,
    /// The articles in which quotations were looked for, in order.
    pub articles: Vec<(ArticleId, String)>,
    /// Chosen occurrences, in order of term, side and choice.
    pub lines: Vec<Line>,
    /// Chosen quotations, best first.
    pub ranked: Vec<Ranked>,
    /// A sample, by voice and form.
    pub strata: Vec<Stratum>,
    /// Doubts met on the way, where patterns or quotations were looked for: no other pass need have told them.
    pub warnings: Vec<Warning>,
}

/// Who is told how far a pass has come.
pub trait Progress: Sync {
    /// So many more articles are done.
    fn advance(&self, articles: u64);
}

/// Nobody is told.
#[derive(Debug)]
pub struct Silent;

impl Progress for Silent {
    fn advance(&self, _: u64) {}
}

/// The articles of a pass, and who watches.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// Where articles come from.
    pub sources: &'a [Source],
    /// Who is told how far the pass has come.
    pub progress: &'a dyn Progress,
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Input")
            .field("sources", &self.sources.len())
            .finish()
    }
}

/// A way to run the passes.
pub trait Engine: Sync {
    /// Its name.
    fn name(&self) -> &'static str;
    /// First pass: summaries that decisions are made from.
    fn survey(&self, input: Input<'_>, plan: &Plan, questions: &Questions) -> Result<Survey>;
    /// Second pass: the finished counts.
    fn tally(&self, input: Input<'_>, plan: &Plan) -> Result<Tally>;
    /// A later pass: where something stands, and in whose voice.
    fn locate(&self, input: Input<'_>, plan: &Plan, wanted: Wanted<'_>) -> Result<Hits>;
}

/// Makes an engine for a number of threads.
pub type MakeEngine = fn(usize) -> Box<dyn Engine>;

/// All engines.
pub const ENGINES: &[MakeEngine] = &[
    |_| Box::new(serial::Serial),
    |n| Box::new(threads::Threads(n)),
];

/// The engine for a number of threads: 1 is serial, 0 as many as there are cores.
pub fn engine(threads: usize) -> Box<dyn Engine> {
    if threads == 1 {
        ENGINES[0](1)
    } else {
        ENGINES[1](threads)
    }
}

/// What is done with each article, and how shards are merged.
trait Job: Sync {
    type Shard: Send;
    fn shard(&self) -> Self::Shard;
    fn article(&self, shard: &mut Self::Shard, article: Article);
    fn warning(&self, shard: &mut Self::Shard, warning: Warning);
    fn merge(&self, one: Self::Shard, other: Self::Shard) -> Self::Shard;
}

/// A way to share out articles; all else follows from it.
trait Fold: Sync {
    const NAME: &'static str;
    fn fold<J: Job>(&self, input: Input<'_>, plan: &Plan, job: &J) -> Result<J::Shard>;
}

impl<F: Fold> Engine for F {
    fn name(&self) -> &'static str {
        F::NAME
    }
    fn survey(&self, input: Input<'_>, plan: &Plan, questions: &Questions) -> Result<Survey> {
        self.fold(input, plan, &jobs::SurveyJob(questions))
    }
    fn tally(&self, input: Input<'_>, plan: &Plan) -> Result<Tally> {
        Ok(self.fold(input, plan, &jobs::TallyJob::new(plan))?.finish())
    }
    fn locate(&self, input: Input<'_>, plan: &Plan, wanted: Wanted<'_>) -> Result<Hits> {
        Ok(self
            .fold(input, plan, &jobs::LocateJob::new(plan, wanted))?
            .hits(wanted))
    }
}

/// Works on one piece of one source: every article of it goes to the job.
fn work_on<J: Job>(
    (work, warning): (Option<ingest::source::Work<'_>>, Option<Warning>),
    input: Input<'_>,
    plan: &Plan,
    job: &J,
    shard: &mut J::Shard,
) -> Result<()> {
    let mut warnings = Vec::from_iter(warning);
    let loaded = work
        .map(|w| w.load(&mut |w| warnings.push(w)))
        .transpose()?;
    if let Some((source, piece)) = loaded.flatten() {
        let rules = ingest::Rules {
            options: &plan.ingest,
            metadata: plan.metadata.as_ref(),
            repeated: &plan.decisions.repeated,
        };
        let mut read = 0;
        let mut take = |article: Article| {
            read += 1;
            if !plan.decisions.dropped.contains(&article.id) {
                job.article(shard, article);
            }
        };
        ingest::articles(&piece, source, rules, &mut take, &mut |w| warnings.push(w))?;
        input.progress.advance(read);
    }
    warnings.into_iter().for_each(|w| job.warning(shard, w));
    Ok(())
}

/// Hands out the articles of all sources in order, one piece of a file at a time in memory.
pub fn in_order(
    input: Input<'_>,
    plan: &Plan,
    each: &mut dyn FnMut(Article) -> Result<()>,
) -> Result<Vec<Warning>> {
    let mut warnings = Vec::new();
    for next in ingest::source::work(input.sources) {
        let mut piece = (Vec::new(), Vec::new());
        work_on(next?, input, plan, &jobs::Handing, &mut piece)?;
        piece.0.into_iter().try_for_each(&mut *each)?;
        warnings.append(&mut piece.1);
    }
    Ok(warnings)
}

/// The decisions about near-duplicates: candidates by signature, each pair then compared exactly.
///
/// # Errors
///
/// As the survey that reads the candidates once more.
pub fn clusters(
    engine: &dyn Engine,
    input: Input<'_>,
    plan: &Plan,
    survey: &Survey,
) -> Result<BTreeMap<ArticleId, ArticleId>> {
    let candidates = duplicates::candidates(&survey.signatures);
    if candidates.is_empty() {
        return Ok(BTreeMap::new());
    }
    let runs_of = candidates.iter().flat_map(|(x, y)| [*x, *y]).collect();
    let exact = engine
        .survey(
            input,
            plan,
            &Questions {
                runs_of,
                ..Questions::default()
            },
        )?
        .runs;
    let near = |(x, y): &(ArticleId, ArticleId)| {
        let (Some(x), Some(y)) = (exact.get(x), exact.get(y)) else {
            return false;
        };
        duplicates::similarity(x, y) >= duplicates::SIMILAR
    };
    Ok(duplicates::clusters(
        &candidates.into_iter().filter(near).collect(),
    ))
}
