//! The best lines and quotations of a corpus: what a report shows, in memory that does not grow with the corpus.

use crate::article::{Article, ArticleId};
use crate::concordance::{Hit, Offsets, Quotation, passage_at};
use crate::count::{Unit, Units};
use crate::random::mixed;
use crate::token::Tokens;
use crate::voice::{Attribution, Manner, Quote, Speaker};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What is chosen, and how much of it.
pub struct Evidence<'a> {
    /// The numbers of the wanted terms that a surface form belongs to.
    pub forms: FxHashMap<String, Vec<u32>>,
    /// Words on each side of an occurrence.
    pub width: usize,
    /// Occurrences of each term in each of its cells, term by term.
    pub lines: Vec<usize>,
    /// In which cell of its term an occurrence stands, such as a side of a comparison; in none, it is not shown.
    pub cell: &'a CellOf<'a>,
    /// Quotations.
    pub quotations: usize,
    /// How telling a quotation of a speaker with these surface forms is; none is not shown.
    pub rank: &'a RankOf<'a>,
}

/// The cell in which words of an article, speaker and manner stand for a wanted term.
pub type CellOf<'a> = dyn Fn(u32, ArticleId, &Speaker, Manner) -> Option<u32> + Sync + 'a;

/// The rank of a quotation, the larger the better.
pub type RankOf<'a> = dyn Fn(&Speaker, &[Cow<'_, str>]) -> Option<u64> + Sync + 'a;

impl std::fmt::Debug for Evidence<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Evidence")
            .field("forms", &self.forms.len())
            .finish_non_exhaustive()
    }
}

/// An occurrence of a wanted term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its cell, such as 0 for the target and 1 for the reference.
    pub cell: u32,
    /// The occurrence; its `pattern` is the number of the term.
    pub hit: Hit,
}

/// A quotation with its rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The larger, the more telling.
    pub rank: u64,
    /// The quotation.
    pub quotation: Quotation,
}

/// Chosen first are first occurrences in their articles, from all over the corpus: articles are shuffled by number.
type Key = (u32, u64, usize);

/// What one worker has gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    lines: BTreeMap<(u32, u32), Vec<(Key, Hit)>>,
    ranked: Vec<Ranked>,
}

/// An article as it was read.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) article: &'a Article,
    pub(super) tokens: &'a Tokens,
    pub(super) voices: &'a Attribution,
    pub(super) units: &'a Units,
}

impl Gathered {
    pub(super) fn add(&mut self, wanted: &Evidence<'_>, found: Found<'_>) {
        let mut offsets = Offsets::new(found.article);
        self.add_lines(wanted, found, &mut offsets);
        let Found { tokens, voices, .. } = found;
        for quote in voices.quotes.iter().filter(|q| !q.is_narration()) {
            let forms = found.forms_of(quote);
            let Some(rank) = (wanted.rank)(&quote.speaker, &forms) else {
                continue;
            };
            let full = self.ranked.len() >= 2 * wanted.quotations.max(1);
            if full {
                self.keep_best(wanted);
            }
            let quotation = offsets.quotation(tokens, voices, quote);
            self.ranked.push(Ranked { rank, quotation });
        }
    }

    fn add_lines(&mut self, wanted: &Evidence<'_>, found: Found<'_>, offsets: &mut Offsets<'_>) {
        let Found {
            article,
            tokens,
            voices,
            units,
        } = found;
        let mut earlier: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for unit in &units.list {
            let form = found.form(*unit);
            let Some(numbers) = wanted.forms.get(&*form) else {
                continue;
            };
            let first = unit.first as usize;
            let span = tokens.list[first].span;
            let Some(passage) = passage_at(voices, tokens.field(first), span) else {
                continue;
            };
            let speaker = &voices.speakers[passage.speaker];
            for number in numbers {
                let cell = (wanted.cell)(*number, article.id, speaker, passage.manner);
                let Some(cell) = cell else { continue };
                let most = wanted.lines[*number as usize];
                let nth = earlier.entry((*number, cell)).or_default();
                let key = (*nth, shuffled(article.id), first);
                *nth += 1;
                let list = self.lines.entry((*number, cell)).or_default();
                let room = list.len() < most;
                if !room && list.last().is_none_or(|(last, _)| *last <= key) {
                    continue;
                }
                let range = first..first + unit.tokens as usize;
                let hit = offsets.hit(tokens, voices, range, *number as usize, wanted.width);
                list.extend(hit.map(|hit| (key, hit)));
                list.sort_by_key(|(key, _)| *key);
                list.truncate(most);
            }
        }
    }

    fn keep_best(&mut self, wanted: &Evidence<'_>) {
        let start = |r: &Ranked| r.quotation.spans.first().map_or(0, |s| s.start);
        self.ranked
            .sort_by_key(|r| (std::cmp::Reverse(r.rank), r.quotation.id, start(r)));
        self.ranked.truncate(wanted.quotations);
    }

    pub(super) fn merge(&mut self, wanted: &Evidence<'_>, other: Self) {
        for (place, mut theirs) in other.lines {
            let ours = self.lines.entry(place).or_default();
            ours.append(&mut theirs);
            ours.sort_by_key(|(key, _)| *key);
            ours.truncate(wanted.lines[place.0 as usize]);
        }
        self.ranked.extend(other.ranked);
        self.keep_best(wanted);
    }

    pub(super) fn finish(mut self, wanted: &Evidence<'_>) -> (Vec<Line>, Vec<Ranked>) {
        self.keep_best(wanted);
        let lines = self
            .lines
            .into_iter()
            .flat_map(|((_, cell), list)| list.into_iter().map(move |(_, hit)| Line { cell, hit }));
        (lines.collect(), self.ranked)
    }
}

impl<'a> Found<'a> {
    /// The surface form of a unit.
    fn form(self, unit: Unit) -> Cow<'a, str> {
        if unit.tokens == 1 {
            return self.tokens.text(self.article, unit.first as usize).into();
        }
        let mut buffer = String::new();
        Units::form(unit, self.article, self.tokens, &mut buffer);
        buffer.into()
    }

    /// The surface forms inside a quotation.
    fn forms_of(self, quote: &Quote) -> Vec<Cow<'a, str>> {
        let inside = quote.spans.iter().flat_map(|span| {
            let tokens = self.tokens.within_field(quote.field, *span);
            let list = &self.units.list;
            let start = list.partition_point(|u| (u.first as usize) < tokens.start);
            list[start..]
                .iter()
                .take_while(move |u| (u.first as usize) < tokens.end)
        });
        inside.map(|unit| self.form(*unit)).collect()
    }
}

/// A number for an article that has nothing to do with its place.
fn shuffled(id: ArticleId) -> u64 {
    mixed((u64::from(id.source) << 32) | u64::from(id.record))
}
