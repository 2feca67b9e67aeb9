//! Events: what several outlets tell of, and their articles.

use super::{Cell, Table};
use crate::count::Tally;
use crate::frame::events::Events;

/// The columns of the events. `terms` are rare terms that articles of different outlets share.
pub const COLUMNS: &[&str] = &["event", "first", "last", "articles", "outlets", "terms"];

/// The columns of the articles: with `event` and `article` the file that `[events] file` names. `similarity` is the mean
/// one to the event's articles of other outlets, `terms` are the rare terms shared with them.
pub const ARTICLES: &[&str] = &["event", "article", "outlet", "date", "similarity", "terms"];

/// One row an event, in order of date.
pub fn table(events: &Events) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    for event in &events.list {
        table.rows.push(vec![
            Cell::Text(event.name.as_str().into()),
            Cell::Text(event.dates.0.as_str().into()),
            Cell::Text(event.dates.1.as_str().into()),
            Cell::Count(event.members.len() as u64),
            Cell::Count(event.outlets),
            Cell::Text(event.terms.join(", ").into()),
        ]);
    }
    table.notes.clone_from(&events.notes);
    table
}

/// One row an article of an event, in order of event and date.
pub fn articles(tally: &Tally, events: &Events) -> Table {
    let mut table = Table::new(ARTICLES.to_vec());
    for event in &events.list {
        for member in &event.members {
            let record = &tally.corpus.articles[member.article as usize];
            let none = "it shares no rare term with the others";
            table.rows.push(vec![
                Cell::Text(event.name.as_str().into()),
                Cell::Text(record.name.as_str().into()),
                Cell::Text(record.metadata.outlet.as_str().into()),
                Cell::Text(record.metadata.date.as_str().into()),
                Cell::number(member.similarity, none),
                Cell::Text(member.terms.join(", ").into()),
            ]);
        }
    }
    table.notes.clone_from(&events.notes);
    table
}
