//! Articles in groups, each with its unit.

use crate::article::ArticleId;
use crate::contrast::{self, Side};
use crate::count::{By, Condition, Tally};
use crate::error::{Error, Result};
use crate::voice::{Manner, Speaker};
use std::collections::{BTreeMap, BTreeSet};

/// What the groups of two sides are called: target and reference.
pub const SIDES: [&str; 2] = ["0", "1"];

/// The group and the unit of every article, by a field of articles.
#[derive(Debug, Clone)]
pub struct Groups<'t> {
    tally: &'t Tally,
    labels: BTreeMap<ArticleId, String>,
    conditions: Vec<Condition>,
}

impl<'t> Groups<'t> {
    /// Groups the articles of a tally; conditions choose what is said in them.
    ///
    /// # Errors
    ///
    /// A field that does not belong to an article, such as the voice, or a condition on the manner.
    pub fn new(tally: &'t Tally, by: &By, conditions: Vec<Condition>) -> Result<Self> {
        if conditions.iter().any(|c| c.by == By::Manner) {
            let message =
                "a condition on the manner has no meaning here: manners are what is counted";
            return Err(Error::value("--where", message));
        }
        if matches!(by, By::Speaker | By::Voice | By::Side | By::Manner) {
            let message = format!(
                "\"{}\" is no field of an article; expected outlet, date:month, date:year, article or a column of the metadata",
                by.name()
            );
            return Err(Error::value("--by", message));
        }
        let nobody = Speaker {
            name: String::new(),
            voice: String::new(),
            side: String::new(),
        };
        let label = |article: &crate::article::ArticleRecord| {
            by.value_of(article, &nobody, Manner::Narration)
                .into_owned()
        };
        let articles = tally.corpus.articles.iter();
        Ok(Self {
            tally,
            labels: articles.map(|a| (a.id, label(a))).collect(),
            conditions,
        })
    }

    /// The same articles in the groups of two sides, called as in [`SIDES`]; those of neither side are in no group.
    ///
    /// # Errors
    ///
    /// A side without articles, or an article on both.
    pub fn of_sides(&self, by: &By, sides: [&Side; 2]) -> Result<Self> {
        let mut labels = BTreeMap::new();
        let mut there = [false; 2];
        for (article, label) in &self.labels {
            let takes = [0, 1].map(|side: usize| sides[side].takes(sides[1 - side], by, label));
            if takes == [true; 2] {
                return Err(contrast::on_both_sides(by, label));
            }
            if let Some(side) = takes.iter().position(|takes| *takes) {
                there[side] = true;
                labels.insert(*article, SIDES[side].to_owned());
            }
        }
        if let Some(side) = there.iter().position(|there| !there) {
            let known: BTreeSet<&str> = self.labels().collect();
            let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
            return Err(contrast::no_words(by, &sides[side].label(), &known));
        }
        Ok(Self {
            tally: self.tally,
            labels,
            conditions: self.conditions.clone(),
        })
    }

    /// The groups of all articles, article by article.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.labels.values().map(String::as_str)
    }

    /// For each unit the set of outlets that its articles come from, as a number.
    pub fn strata(&self) -> BTreeMap<ArticleId, u32> {
        let mut outlets: BTreeMap<ArticleId, BTreeSet<&str>> = BTreeMap::new();
        for article in &self.tally.corpus.articles {
            let of_unit = outlets.entry(article.cluster).or_default();
            of_unit.insert(&article.metadata.outlet);
        }
        let mut numbers: BTreeMap<BTreeSet<&str>, u32> = BTreeMap::new();
        let number = |(unit, outlets)| {
            let next = numbers.len() as u32;
            (unit, *numbers.entry(outlets).or_insert(next))
        };
        outlets.into_iter().map(number).collect()
    }

    /// The group of an article.
    pub fn label(&self, article: ArticleId) -> &str {
        self.labels.get(&article).map_or("", String::as_str)
    }

    /// The unit of an article: the first of its cluster of near-duplicates.
    pub fn unit(&self, article: ArticleId) -> ArticleId {
        let place = self.tally.corpus.position(article);
        place.map_or(article, |p| self.tally.corpus.articles[p].cluster)
    }

    /// True when what a speaker says in an article is chosen.
    pub fn takes(&self, article: ArticleId, speaker: &Speaker) -> bool {
        let Some(place) = self.tally.corpus.position(article) else {
            return false;
        };
        if !self.labels.contains_key(&article) {
            return false;
        }
        let record = &self.tally.corpus.articles[place];
        let holds = |c: &Condition| c.holds_for(record, speaker, Manner::Narration);
        self.conditions.iter().all(holds)
    }
}
