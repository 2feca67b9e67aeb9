//! Articles in groups, each with its unit.

use crate::article::ArticleId;
use crate::count::{By, Condition, Tally};
use crate::error::{Error, Result};
use crate::voice::{Manner, Speaker};
use std::collections::BTreeMap;

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
        let record = &self.tally.corpus.articles[place];
        let holds = |c: &Condition| c.holds_for(record, speaker, Manner::Narration);
        self.conditions.iter().all(holds)
    }
}
