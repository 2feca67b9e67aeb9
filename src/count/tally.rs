//! The tally of a corpus: rows of (article × speaker × manner) by surface forms.

use super::frames::{FrameCounts, FramePlan};
use super::ngrams::{NgramCounts, NgramPlan};
use super::nodes::{NodeCounts, NodePlan};
use super::pairs::{PairCounts, PairPlan};
use super::places::{PlaceCounts, PlacePlan};
use super::sentences::SentenceCounts;
use super::units::{Scratch, Stream, Units};
use super::vocabulary::Vocabulary;
use crate::article::{Article, ArticleId, ArticleRecord, Corpus, Warning};
use crate::token::{Phrases, Tokens};
use crate::voice::{Attribution, Manner, Speaker};
use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Version of the serialised form.
const FORMAT: u32 = 1;

/// What is counted besides words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct CountPlan {
    /// Runs of words that count as one, besides those of the study.
    pub phrases: Vec<String>,
    /// Collocates of node patterns.
    pub nodes: Option<NodePlan>,
    /// Pairs of chosen terms.
    pub pairs: Option<PairPlan>,
    /// Runs of words.
    pub ngrams: Option<NgramPlan>,
    /// Where chosen terms stand.
    pub places: Option<PlacePlan>,
    /// The categories of dictionaries.
    pub frames: Option<FramePlan>,
    /// Whether the words of every sentence are kept.
    pub sentences: bool,
    /// Whether words themselves are left uncounted: for a pass that wants nothing but what stands above. Rows keep their
    /// sizes.
    pub no_words: bool,
}

/// What was found in an article, ready to be counted.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    /// The first article of its cluster.
    pub cluster: ArticleId,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Who says what.
    pub voices: &'a Attribution,
}

/// How articles are counted: the plan, and its phrases compiled.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// What is counted besides words.
    pub plan: &'a CountPlan,
    /// Runs of words that count as one.
    pub phrases: &'a Phrases,
}

/// How often a form occurs in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The surface form.
    pub term: u32,
    /// Its occurrences.
    pub count: u32,
}

/// One speaker's words of one manner in one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Place of the article in [`Tally::corpus`].
    pub article: u32,
    /// Place of the speaker in [`Tally::speakers`].
    pub speaker: u32,
    /// How the words are given.
    pub manner: Manner,
    /// Word tokens: the row's share of `N`.
    pub words: u32,
    start: u64,
    cells: u32,
}

/// All counts of a corpus. Shards are merged in any order; equality and output are defined after [`Tally::finish`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tally {
    format: u32,
    /// The articles.
    pub corpus: Corpus,
    /// The speakers: names with their voices.
    pub speakers: Vec<Speaker>,
    /// The surface forms.
    pub vocabulary: Arc<Vocabulary>,
    /// The rows.
    pub rows: Vec<Row>,
    cells: Arc<Vec<Cell>>,
    /// Collocates of nodes, if they were asked for.
    pub nodes: NodeCounts,
    /// Pairs, if they were asked for.
    pub pairs: PairCounts,
    /// Runs of words, if they were asked for.
    pub ngrams: NgramCounts,
    /// Where chosen terms stand, if that was asked for.
    pub places: PlaceCounts,
    /// Categories of dictionaries, if they were asked for.
    pub frames: FrameCounts,
    /// The words of every sentence, if they were asked for.
    pub sentences: SentenceCounts,
    /// Doubts, in order of place once finished.
    pub warnings: Vec<Warning>,
    #[serde(skip)]
    speaker_numbers: BTreeMap<Speaker, u32>,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            format: FORMAT,
            corpus: Corpus::default(),
            speakers: Vec::new(),
            vocabulary: Arc::default(),
            rows: Vec::new(),
            cells: Arc::default(),
            nodes: NodeCounts::default(),
            pairs: PairCounts::default(),
            ngrams: NgramCounts::default(),
            places: PlaceCounts::default(),
            frames: FrameCounts::default(),
            sentences: SentenceCounts::default(),
            warnings: Vec::new(),
            speaker_numbers: BTreeMap::new(),
        }
    }
}

impl Tally {
    /// Counts one article.
    pub fn add(
        &mut self,
        article: Article,
        read: Read<'_>,
        rules: Rules<'_>,
        scratch: &mut Scratch,
    ) {
        let position = self.corpus.articles.len() as u32;
        let Read {
            cluster,
            tokens,
            voices,
        } = read;
        let Rules { plan, phrases } = rules;
        scratch.units.find(&article, tokens, voices, phrases);
        scratch.terms.clear();
        let vocabulary = Arc::make_mut(&mut self.vocabulary);
        for &unit in &scratch.units.list {
            let form = Units::form(unit, &article, tokens, &mut scratch.form);
            scratch.terms.push(vocabulary.intern(form));
        }
        let apart = match &plan.ngrams {
            Some(_) => scratch.units.set_apart(&article, tokens),
            None => Vec::new(),
        };
        let first_row = self.rows.len() as u32;
        self.add_rows(position, voices, scratch);
        if plan.no_words {
            self.forget_words(first_row);
        }
        let Scratch { units, terms, .. } = scratch;
        let stream = Stream {
            tokens,
            units,
            terms,
            voices,
        };
        if plan.sentences {
            self.sentences.add(&stream, position);
        }
        if let Some(frames) = &plan.frames {
            self.frames.add(frames, &article, &stream, first_row);
        }
        let Article {
            id, name, metadata, ..
        } = article;
        let record = ArticleRecord {
            id,
            name,
            metadata,
            cluster,
        };
        if let Some(nodes) = &plan.nodes {
            self.nodes.add(nodes, &self.vocabulary, &stream, first_row);
        }
        if let Some(pairs) = &plan.pairs {
            self.pairs.add(pairs, &self.vocabulary, &stream, &record);
        }
        if let Some(ngrams) = &plan.ngrams {
            self.ngrams
                .add(ngrams, &self.vocabulary, &stream, &record, &apart);
        }
        if let Some(places) = &plan.places {
            self.places.add(places, &self.vocabulary, &stream, &record);
        }
        self.corpus.articles.push(record);
    }

    /// Adds a row for each (speaker, manner) of the article at hand, with its cells.
    fn add_rows(&mut self, article: u32, voices: &Attribution, scratch: &mut Scratch) {
        let Scratch {
            units,
            terms,
            counts,
            touched,
            order,
            ..
        } = scratch;
        counts.resize(self.vocabulary.len().max(counts.len()), 0);
        order.clear();
        order.extend(0..units.list.len() as u32);
        if units.rows.len() > 1 {
            order.sort_by_key(|i| units.list[*i as usize].row);
        }
        let mut at = 0;
        for (number, (speaker, manner)) in units.rows.iter().enumerate() {
            let all = Arc::make_mut(&mut self.cells);
            let start = all.len() as u64;
            let mut words = 0;
            while let Some(&unit) = order
                .get(at)
                .filter(|i| units.list[**i as usize].row as usize == number)
            {
                let term = terms[unit as usize];
                let count = &mut counts[term as usize];
                if *count == 0 {
                    touched.push(term);
                }
                *count += 1;
                words += 1;
                at += 1;
            }
            let take = |count: &mut u32| std::mem::take(count);
            all.extend(touched.drain(..).map(|term| Cell {
                term,
                count: take(&mut counts[term as usize]),
            }));
            let cells = (all.len() as u64 - start) as u32;
            let speaker = self.speaker(&voices.speakers[*speaker]);
            self.rows.push(Row {
                article,
                speaker,
                manner: *manner,
                words,
                start,
                cells,
            });
        }
    }

    /// Takes the cells of the last article back.
    fn forget_words(&mut self, first_row: u32) {
        let rows = &mut self.rows[first_row as usize..];
        if let Some(start) = rows.first().map(|row| row.start) {
            Arc::make_mut(&mut self.cells).truncate(start as usize);
            for row in rows {
                (row.start, row.cells) = (start, 0);
            }
        }
    }

    fn speaker(&mut self, speaker: &Speaker) -> u32 {
        if let Some(&number) = self.speaker_numbers.get(speaker) {
            return number;
        }
        let number = self.speakers.len() as u32;
        self.speakers.push(speaker.clone());
        self.speaker_numbers.insert(speaker.clone(), number);
        number
    }

    /// Adds the counts of another shard of the same corpus.
    #[must_use]
    pub fn merge(mut self, mut other: Self) -> Self {
        if self.rows.len() < other.rows.len() {
            std::mem::swap(&mut self, &mut other);
        }
        let vocabulary = Arc::make_mut(&mut self.vocabulary);
        let terms: Vec<u32> = (0..other.vocabulary.len() as u32)
            .map(|t| vocabulary.intern(other.vocabulary.get(t)))
            .collect();
        let speakers: Vec<u32> = other.speakers.iter().map(|s| self.speaker(s)).collect();
        let (articles, cells, rows) = (
            self.corpus.articles.len() as u32,
            self.cells.len() as u64,
            self.rows.len() as u32,
        );
        self.rows.extend(other.rows.iter().map(|row| Row {
            article: row.article + articles,
            speaker: speakers[row.speaker as usize],
            start: row.start + cells,
            ..*row
        }));
        let all = Arc::make_mut(&mut self.cells);
        all.reserve_exact(other.cells.len());
        all.extend(other.cells.iter().map(|c| Cell {
            term: terms[c.term as usize],
            count: c.count,
        }));
        self.nodes.merge(other.nodes, rows, &terms);
        self.pairs.merge(other.pairs);
        self.ngrams.merge(other.ngrams);
        self.places.merge(other.places);
        self.frames.merge(other.frames, rows);
        self.sentences.merge(other.sentences, articles, &terms);
        self.corpus.articles.append(&mut other.corpus.articles);
        self.warnings.append(&mut other.warnings);
        self
    }

    /// Puts everything into its final order: terms by bytes, articles by id, rows by article, speaker and manner.
    #[must_use]
    pub fn finish(mut self) -> Self {
        let terms = Arc::make_mut(&mut self.vocabulary).sort();
        Arc::make_mut(&mut self.cells)
            .par_iter_mut()
            .for_each(|cell| cell.term = terms[cell.term as usize]);
        let speakers = permutation(&self.speakers, std::cmp::Ord::cmp);
        let articles = permutation(&self.corpus.articles, |x, y| x.id.cmp(&y.id));
        self.speakers.sort();
        self.corpus.articles.sort_by_key(|a| a.id);
        self.speaker_numbers = self.speakers.iter().cloned().zip(0..).collect();
        for row in &mut self.rows {
            row.article = articles[row.article as usize];
            row.speaker = speakers[row.speaker as usize];
        }
        let key = |row: &Row| (row.article, row.speaker, row.manner);
        let rows = permutation(&self.rows, |x, y| key(x).cmp(&key(y)));
        self.rows.sort_by_key(key);
        self.nodes.finish(&rows, &terms);
        self.places.finish();
        self.frames.finish(&rows);
        self.sentences.finish(&articles, &terms);
        self.warnings.sort();
        self.warnings.dedup();
        self
    }

    /// The cells of a row, in order of first occurrence.
    pub fn cells(&self, row: &Row) -> &[Cell] {
        &self.cells[row.start as usize..row.start as usize + row.cells as usize]
    }

    /// The row of an article's words of one speaker and manner, in a finished tally.
    pub fn row_of(&self, article: ArticleId, speaker: &Speaker, manner: Manner) -> Option<u32> {
        let articles = &self.corpus.articles;
        let article = articles.binary_search_by_key(&article, |a| a.id).ok()?;
        let speaker = self.speakers.binary_search(speaker).ok()?;
        let wanted = (article as u32, speaker as u32, manner);
        let key = |row: &Row| (row.article, row.speaker, row.manner);
        self.rows
            .binary_search_by_key(&wanted, key)
            .ok()
            .map(|row| row as u32)
    }

    /// The same counts with reported speech counted as the words of the outlet that reports it, as the setting
    /// `indirect = "outlet"` has it. Cells and vocabulary are shared; rows are not where they were.
    #[must_use]
    pub fn with_reported_as_narration(&self) -> Self {
        let narrates = |row: &&Row| row.manner == Manner::Narration;
        let outlets: BTreeMap<u32, u32> = self
            .rows
            .iter()
            .filter(narrates)
            .map(|row| (row.article, row.speaker))
            .collect();
        let mut other = self.clone();
        for row in &mut other.rows {
            if row.manner == Manner::Indirect {
                row.speaker = outlets.get(&row.article).copied().unwrap_or(row.speaker);
            }
        }
        other
            .rows
            .sort_by_key(|row| (row.article, row.speaker, row.manner));
        other
    }

    /// The counts of words and frames of some articles only, each with the unit that is given for it (`None`: left out),
    /// by place in the corpus. What else was counted does not come along. Cells and vocabulary are shared.
    ///
    /// # Panics
    ///
    /// Panics unless there is an entry for every article.
    #[must_use]
    pub fn of_units(&self, units: &[Option<ArticleId>]) -> Self {
        assert_eq!(
            units.len(),
            self.corpus.articles.len(),
            "one unit an article"
        );
        let mut articles = Vec::new();
        let mut places = Vec::with_capacity(units.len());
        for (record, unit) in self.corpus.articles.iter().zip(units) {
            places.push(unit.map(|_| articles.len() as u32));
            articles.extend(unit.map(|cluster| ArticleRecord {
                cluster,
                ..record.clone()
            }));
        }
        let mut rows = Vec::new();
        let mut row_places = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let article = places[row.article as usize];
            row_places.push(article.map(|_| rows.len() as u32));
            rows.extend(article.map(|article| Row { article, ..*row }));
        }
        Self {
            corpus: Corpus { articles },
            rows,
            frames: self.frames.of_rows(&row_places),
            speakers: self.speakers.clone(),
            speaker_numbers: self.speaker_numbers.clone(),
            vocabulary: self.vocabulary.clone(),
            cells: self.cells.clone(),
            warnings: self.warnings.clone(),
            ..Self::default()
        }
    }

    /// All word tokens.
    pub fn words(&self) -> u64 {
        self.rows.iter().map(|r| u64::from(r.words)).sum()
    }
}

/// The new place of each item once the items are sorted.
fn permutation<T>(items: &[T], order: impl Fn(&T, &T) -> std::cmp::Ordering) -> Vec<u32> {
    let mut sorted: Vec<u32> = (0..items.len() as u32).collect();
    sorted.sort_by(|x, y| order(&items[*x as usize], &items[*y as usize]));
    let mut places = vec![0; items.len()];
    sorted
        .iter()
        .zip(0..)
        .for_each(|(old, new)| places[*old as usize] = new);
    places
}

impl PartialEq for Tally {
    /// Equal counts; how the cells lie in memory does not matter.
    fn eq(&self, other: &Self) -> bool {
        let same_row = |(x, y): (&Row, &Row)| {
            (x.article, x.speaker, x.manner, x.words) == (y.article, y.speaker, y.manner, y.words)
                && self.cells(x) == other.cells(y)
        };
        let same_terms = || {
            (0..self.vocabulary.len() as u32)
                .all(|t| self.vocabulary.get(t) == other.vocabulary.get(t))
        };
        self.corpus == other.corpus
            && self.speakers == other.speakers
            && self.vocabulary.len() == other.vocabulary.len()
            && same_terms()
            && self.rows.len() == other.rows.len()
            && self.rows.iter().zip(&other.rows).all(same_row)
            && self.nodes == other.nodes
            && self.pairs == other.pairs
            && self.ngrams == other.ngrams
            && self.places == other.places
            && self.frames == other.frames
            && self.sentences == other.sentences
            && self.warnings == other.warnings
    }
}
