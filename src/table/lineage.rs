//! Statements followed across articles.

use super::{Cell, Table, share_row};
use crate::article::ArticleId;
use crate::concordance::Utterance;
use crate::count::Tally;
use crate::frame::lineage::{Statement, Treatment};
use crate::frame::{Groups, Shares};
use std::collections::BTreeMap;

/// The columns of what outlets do with statements: shares are of all statements that an outlet could repeat because it has
/// a version, or tells of the same event; with a 95 % interval over units.
pub const COLUMNS: &[&str] = &[
    "group",
    "treatment",
    "count",
    "share",
    "low",
    "high",
    "units",
];

/// The columns of the versions. `statement` is a number, the same for all versions of one; `kept` is the share of the
/// fullest version's words (as stems) that the article has, in order; `changed` how many words that it gives as spoken are
/// not among these; `moved` whether it stands in the lead (the first quarter of the article) and the fullest version does
/// not, or the other way round; `note` tells of negations more or less, denial, another speaker, another order.
pub const VERSIONS: &[&str] = &[
    "statement",
    "event",
    "article",
    "outlet",
    "date",
    "treatment",
    "kept",
    "changed",
    "moved",
    "note",
    "speaker_name",
    "voice",
    "manner",
    "field",
    "start",
    "end",
    "spans",
    "text",
];

/// How often each outlet gives each treatment.
pub fn table(statements: &[Statement], groups: &Groups<'_>) -> Table {
    let mut shares: Shares<String, Treatment> = Shares::default();
    for version in statements.iter().flat_map(|s| &s.versions) {
        let (group, unit) = (groups.label(version.article), groups.unit(version.article));
        shares.add(group.to_owned(), unit, version.treatment, 1);
    }
    let mut table = Table::new(COLUMNS.to_vec());
    for row in shares.rows() {
        table
            .rows
            .push(share_row(&[row.group, row.key.name()], &row));
    }
    table
}

/// Every version, statement by statement; `events` says which event an article belongs to.
pub fn versions(
    tally: &Tally,
    utterances: &[Utterance],
    statements: &[Statement],
    events: &BTreeMap<ArticleId, &str>,
) -> Table {
    let mut table = Table::new(VERSIONS.to_vec());
    for (number, statement) in (1..).zip(statements) {
        for version in &statement.versions {
            let Some(place) = tally.corpus.position(version.article) else {
                continue;
            };
            let record = &tally.corpus.articles[place];
            let parts: Vec<&Utterance> = version.parts.iter().map(|p| &utterances[*p]).collect();
            let text = |text: &str| Cell::Text(text.into());
            let first = parts.first();
            let none = "the article does not have it";
            let of = |value: &dyn Fn(&Utterance) -> Cell| {
                first.map_or(Cell::Undefined(none), |u| value(u))
            };
            let joined: Vec<&str> = parts.iter().map(|u| &*u.text).collect();
            table.rows.push(vec![
                Cell::Count(number),
                text(events.get(&version.article).copied().unwrap_or_default()),
                text(&record.name),
                text(&record.metadata.outlet),
                text(&record.metadata.date),
                text(version.treatment.name()),
                Cell::Number(version.kept),
                of(&|_| Cell::Count(version.changed)),
                text(version.moved.map_or("", |up| {
                    if up {
                        "into the lead"
                    } else {
                        "out of the lead"
                    }
                })),
                text(&version.notes.join("; ")),
                of(&|u| text(&u.speaker.name)),
                of(&|u| text(&u.speaker.voice)),
                of(&|u| text(u.manner.name())),
                of(&|u| text(u.field.name())),
                of(&|u| Cell::Count(u.start as u64)),
                parts
                    .last()
                    .map_or(Cell::Undefined(none), |u| Cell::Count(u.end as u64)),
                Cell::Ranges(parts.iter().map(|u| (u.start, u.end)).collect()),
                text(&joined.join(" … ")),
            ]);
        }
    }
    table
}
