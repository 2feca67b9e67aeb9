//! Statements followed across articles.

use super::Run;
use super::analysis::FLAGS;
use super::framing::LARGE;
use crate::article::ArticleId;
use crate::concordance::Utterance;
use crate::count::{By, Tally};
use crate::engine::Wanted;
use crate::error::Result;
use crate::frame::Groups;
use crate::frame::events::Events;
use crate::frame::lineage::{Articles, Statement, lineage};
use crate::table::{self, Table, thousands};
use std::collections::{BTreeMap, BTreeSet};

/// Statements with all their versions.
#[derive(Debug, Clone)]
pub struct Followed {
    /// What was said.
    pub utterances: Vec<Utterance>,
    /// The statements that more than one article has, those of most articles first.
    pub statements: Vec<Statement>,
    /// What each outlet does with statements.
    pub treatments: Table,
    /// Every version.
    pub versions: Table,
}

impl Run<'_> {
    /// Follows statements across articles: all articles, or, in a large corpus, those of events.
    ///
    /// # Errors
    ///
    /// A field that is not one of articles.
    pub fn lineage(&self, tally: &Tally, events: &Events, by: &str) -> Result<Followed> {
        let by = By::named(by, &tally.corpus.columns(), FLAGS[0])?;
        let groups = Groups::new(tally, &by, Vec::new())?;
        let articles = &tally.corpus.articles;
        let members = |event: &crate::frame::events::Event| -> Vec<ArticleId> {
            let places = event.members.iter().map(|m| m.article as usize);
            places.map(|place| articles[place].id).collect()
        };
        let of_events: Vec<Vec<ArticleId>> = events.list.iter().map(members).collect();
        let named = of_events.iter().zip(&events.list);
        let event_of: BTreeMap<ArticleId, &str> = named
            .flat_map(|(articles, event)| articles.iter().map(|a| (*a, event.name.as_str())))
            .collect();
        let together: BTreeMap<ArticleId, &[ArticleId]> = of_events
            .iter()
            .flat_map(|event| event.iter().map(|article| (*article, &event[..])))
            .collect();
        let large = tally.words() > LARGE;
        let chosen: BTreeSet<ArticleId> = event_of.keys().copied().collect();
        let wanted = Wanted::Utterances(large.then_some(&chosen));
        let utterances = self.locate(wanted)?.utterances;
        let units = articles.iter().map(|a| (a.id, a.cluster)).collect();
        let records = articles
            .iter()
            .map(|a| (a.id, (&*a.metadata.outlet, &*a.metadata.date)))
            .collect();
        let places = Articles {
            units: &units,
            records: &records,
            events: &together,
        };
        let statements = lineage(&utterances, places, self.settings.lineage);
        let mut treatments = table::lineage::table(&statements, &groups);
        let mut versions = table::lineage::versions(tally, &utterances, &statements, &event_of);
        let mut notes = Vec::new();
        if large {
            notes.push(format!(
                "in a corpus of more than {} words statements are followed within events only (see: counterframe events)",
                thousands(LARGE)
            ));
        }
        if of_events.is_empty() {
            notes.push("no two outlets tell of one event here, so that nothing can be said to be dropped (see: counterframe events)".into());
        }
        if statements.is_empty() {
            notes.push(if self.settings.attribution.enabled {
                "no direct quotation, nor part of one, stands in more than one article (near-duplicates are one)".into()
            } else {
                "no statement can be followed where nobody's speech is looked for (attribution.enabled = false)".into()
            });
        }
        treatments.notes.clone_from(&notes);
        versions.notes = notes;
        Ok(Followed {
            utterances,
            statements,
            treatments,
            versions,
        })
    }
}
