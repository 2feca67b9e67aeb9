//! Same event: articles of different outlets on one event, so that a difference of framing is not one of topic.
//!
//! Articles belong together when their dates lie within a few days and they share rare terms: the cosine of their weights
//! `(1 + ln tf) · ln((U + 1)/df)` over terms that few articles have, and at least two. The idea of weighing shared rare
//! terms within a window of time: Nicholls, T. and Bright, J. (2019), "Understanding news story chains using information retrieval and network
//! clustering techniques", Communication Methods and Measures 13(1), 43–59. A list made by hand stands for all of it.

mod given;
mod matching;

pub use given::read;
pub use matching::matched;

use crate::article::{ArticleId, ArticleRecord};
use crate::count::{Columns, Tally};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Terms by which an event is shown.
const SHOWN: usize = 8;
/// Terms in the name of an event.
const NAMING: usize = 2;
/// A term in so many articles is rare in any corpus.
const ALWAYS_RARE: f64 = 10.0;
/// So is a term in no more than two articles for each outlet there is, up to so many.
const OF_OUTLETS: f64 = 100.0;

/// How articles of one event are found: the study's `[events]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Days from the first to the last article of an event, at most.
    pub days: u32,
    /// Rare terms that two articles share, at least.
    pub shared: usize,
    /// Least mean similarity of two articles, from 0 to 1.
    pub similarity: f64,
    /// The largest share of articles that a rare term is in. A term in ten articles or fewer is rare whatever the share,
    /// and so is one in no more than two articles for each outlet there is, up to a hundred.
    pub rare: f64,
    /// A CSV with columns `event` and `article`, relative to the study: it is taken instead of all that.
    pub file: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            days: 3,
            shared: 5,
            similarity: 0.2,
            rare: 0.05,
            file: None,
        }
    }
}

impl Options {
    /// Refuses numbers that have no meaning.
    ///
    /// # Errors
    ///
    /// A similarity or a share outside 0 to 1, in words.
    pub fn check(&self) -> Result<(), String> {
        for (key, value) in [("similarity", self.similarity), ("rare", self.rare)] {
            if !(0.0..=1.0).contains(&value) {
                return Err(format!("{key} = {value}: expected a number from 0 to 1"));
            }
        }
        Ok(())
    }
}

/// An article of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its place in the corpus.
    pub article: u32,
    /// Its mean similarity to the event's articles of other outlets, from 0 to 1; `None` where it shares no rare term.
    pub similarity: Option<f64>,
    /// The rare terms that it shares with articles of other outlets, the rarest first.
    pub terms: Vec<String>,
}

/// Articles of different outlets on one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// A name: its first date and its strongest terms, or the name that the list gives it.
    pub name: String,
    /// Its articles, in order of date and place.
    pub members: Vec<Member>,
    /// First and last date, as far as known.
    pub dates: (String, String),
    /// How many outlets tell of it.
    pub outlets: u64,
    /// Rare terms that articles of different outlets share, those of most outlets first.
    pub terms: Vec<String>,
}

/// The events of a corpus.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Events {
    /// In order of first date and first article.
    pub list: Vec<Event>,
    /// What a reader must know.
    pub notes: Vec<String>,
}

impl Events {
    /// For each article of the corpus the first article of its event; `None` where it is in none.
    pub fn units(&self, tally: &Tally) -> Vec<Option<ArticleId>> {
        let articles = &tally.corpus.articles;
        let mut units = vec![None; articles.len()];
        for event in &self.list {
            let of_event = event
                .members
                .iter()
                .map(|m| articles[m.article as usize].id);
            let first = of_event.min();
            for member in &event.members {
                units[member.article as usize] = first;
            }
        }
        units
    }

    /// Events from their articles, by places in the corpus; those of one outlet are left out. A list gives names.
    fn of(found: Vec<(Option<String>, Vec<u32>)>, vectors: &Vectors<'_>) -> Self {
        let articles = &vectors.tally.corpus.articles;
        let record = |place: u32| &articles[place as usize];
        let mut list = Vec::new();
        for (name, mut places) in found {
            places.sort_by_key(|p| (&record(*p).metadata.date, *p));
            let outlets: BTreeSet<&str> = places
                .iter()
                .map(|p| &*record(*p).metadata.outlet)
                .filter(|outlet| !outlet.is_empty())
                .collect();
            if outlets.len() < 2 {
                continue;
            }
            let dates: Vec<&str> = places
                .iter()
                .map(|p| &*record(*p).metadata.date)
                .filter(|date| !date.is_empty())
                .collect();
            let end = |date: Option<&&str>| date.map_or(String::new(), |d| (*d).to_owned());
            let terms = vectors.shared(&places);
            let members = places.iter().map(|p| vectors.member(*p, &places));
            list.push(Event {
                name: name.unwrap_or_default(),
                members: members.collect(),
                dates: (end(dates.first()), end(dates.last())),
                outlets: outlets.len() as u64,
                terms,
            });
        }
        list.sort_by(|x, y| {
            (&x.dates, x.members[0].article).cmp(&(&y.dates, y.members[0].article))
        });
        let mut events = Self {
            list,
            notes: Vec::new(),
        };
        events.name();
        events
    }

    /// Names the events that have no name yet; no two alike.
    fn name(&mut self) {
        let mut taken: BTreeMap<String, u32> = BTreeMap::new();
        for event in &mut self.list {
            if event.name.is_empty() {
                let words = event.terms.iter().take(NAMING).map(String::as_str);
                let parts = std::iter::once(event.dates.0.as_str()).chain(words);
                let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
                event.name = parts.join(" ");
            }
            let number = taken.entry(event.name.clone()).or_default();
            *number += 1;
            if *number > 1 {
                event.name = format!("{} ({number})", event.name);
            }
        }
    }
}

/// The rare terms of every article, with their weights.
struct Vectors<'t> {
    tally: &'t Tally,
    columns: &'t Columns<'t>,
    /// Term and weight, ascending by term, of length 1.
    of: Vec<Vec<(u32, f64)>>,
    /// How rare each term is.
    idf: Vec<f64>,
}

impl<'t> Vectors<'t> {
    fn new(tally: &'t Tally, columns: &'t Columns<'t>, rare: f64) -> Self {
        let articles = &tally.corpus.articles;
        let mut rows: Vec<Vec<u32>> = vec![Vec::new(); articles.len()];
        for (place, row) in (0_u32..).zip(&tally.rows) {
            rows[row.article as usize].push(place);
        }
        // Near-duplicates are one text for the question how rare a term is.
        let mut units: BTreeMap<ArticleId, Vec<usize>> = BTreeMap::new();
        for (place, article) in articles.iter().enumerate() {
            units.entry(article.cluster).or_default().push(place);
        }
        let mut in_units = vec![0_u32; columns.len()];
        let mut last = vec![0_u32; columns.len()];
        for (number, unit) in (1_u32..).zip(units.values()) {
            for row in unit.iter().flat_map(|article| &rows[*article]) {
                for cell in tally.cells(&tally.rows[*row as usize]) {
                    let term = columns.of(cell.term) as usize;
                    if last[term] != number {
                        (last[term], in_units[term]) = (number, in_units[term] + 1);
                    }
                }
            }
        }
        let all = units.len() as f64;
        let outlets: BTreeSet<&str> = articles.iter().map(|a| &*a.metadata.outlet).collect();
        let two_each = (2.0 * outlets.len() as f64).min(OF_OUTLETS);
        let most = (rare * all).max(ALWAYS_RARE).max(two_each);
        let rarity = |(term, df): (u32, u32)| match f64::from(df) {
            // What stands in one text only cannot match another.
            df if df < 2.0 || df > most || columns.is_hidden(term) => 0.0,
            // One more, so that what every article of a single event has is not worthless.
            df => libm::log((all + 1.0) / df),
        };
        let idf: Vec<f64> = (0..).zip(in_units).map(rarity).collect();
        let weigh = |rows: Vec<u32>| {
            let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
            for row in rows {
                for cell in tally.cells(&tally.rows[row as usize]) {
                    let term = columns.of(cell.term);
                    if idf[term as usize] > 0.0 {
                        *counts.entry(term).or_default() += u64::from(cell.count);
                    }
                }
            }
            let weight =
                |(term, n): (u32, u64)| (term, (1.0 + libm::log(n as f64)) * idf[term as usize]);
            let mut weights: Vec<(u32, f64)> = counts.into_iter().map(weight).collect();
            let length = libm::sqrt(weights.iter().map(|(_, w)| w * w).sum());
            weights.iter_mut().for_each(|(_, w)| *w /= length);
            weights
        };
        Self {
            of: rows.into_iter().map(weigh).collect(),
            tally,
            columns,
            idf,
        }
    }

    fn record(&self, place: u32) -> &'t ArticleRecord {
        &self.tally.corpus.articles[place as usize]
    }

    /// How alike two articles are: from 0 to 1.
    fn similarity(&self, one: u32, other: u32) -> f64 {
        dot(&self.of[one as usize], &self.of[other as usize])
    }

    fn member(&self, place: u32, event: &[u32]) -> Member {
        let outlet = &self.record(place).metadata.outlet;
        let others: Vec<u32> = event
            .iter()
            .copied()
            .filter(|p| self.record(*p).metadata.outlet != *outlet)
            .collect();
        let sum: f64 = others.iter().map(|p| self.similarity(place, *p)).sum();
        let there: BTreeSet<u32> = others.iter().flat_map(|p| self.terms(*p)).collect();
        let mut terms: Vec<u32> = self.terms(place).filter(|t| there.contains(t)).collect();
        terms.sort_by(|x, y| self.rarer(*x, *y));
        Member {
            article: place,
            similarity: (!terms.is_empty()).then(|| sum / others.len() as f64),
            terms: self.labels(&terms),
        }
    }

    fn terms(&self, place: u32) -> impl Iterator<Item = u32> {
        self.of[place as usize].iter().map(|(term, _)| *term)
    }

    fn rarer(&self, x: u32, y: u32) -> std::cmp::Ordering {
        let [left, right] = [x, y].map(|t| self.idf[t as usize]);
        right
            .total_cmp(&left)
            .then_with(|| self.columns.label(x).cmp(self.columns.label(y)))
    }

    fn labels(&self, terms: &[u32]) -> Vec<String> {
        let shown = terms.iter().take(SHOWN);
        shown.map(|t| self.columns.label(*t).to_owned()).collect()
    }

    /// The terms that articles of at least two outlets have: those of most outlets first, then those with most weight.
    fn shared(&self, event: &[u32]) -> Vec<String> {
        let mut outlets: BTreeMap<u32, (BTreeSet<&str>, f64)> = BTreeMap::new();
        for &place in event {
            let outlet = &*self.record(place).metadata.outlet;
            for (term, weight) in &self.of[place as usize] {
                let entry = outlets.entry(*term).or_default();
                entry.0.insert(outlet);
                entry.1 += weight;
            }
        }
        let mut shared: Vec<(u32, usize, f64)> = outlets
            .into_iter()
            .map(|(term, (outlets, weight))| (term, outlets.len(), weight))
            .filter(|(_, outlets, _)| *outlets > 1)
            .collect();
        shared.sort_by(|x, y| {
            let by_weight = y.2.total_cmp(&x.2);
            (y.1.cmp(&x.1))
                .then(by_weight)
                .then_with(|| self.rarer(x.0, y.0))
        });
        let terms: Vec<u32> = shared.into_iter().map(|(term, ..)| term).collect();
        self.labels(&terms)
    }
}

/// The sum of products of two sparse vectors, ascending by term.
fn dot(one: &[(u32, f64)], other: &[(u32, f64)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some((x, a)), Some((y, b))) = (one.get(i), other.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a * b;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    sum
}
