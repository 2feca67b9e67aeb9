//! Quotations as tables, and as documents that carry their text.

use super::{Cell, Table};
use crate::concordance::{Cited, Quotation};
use crate::engine::Hits;
use crate::voice::Speaker;
use serde_json::{Value, json};

/// The columns of the table.
pub const COLUMNS: &[&str] = &[
    "article",
    "field",
    "start",
    "end",
    "spans",
    "text",
    "type",
    "subtype",
    "speaker",
    "speaker_start",
    "speaker_end",
    "speaker_name",
    "side",
    "cue",
    "cue_start",
    "cue_end",
    "voice",
    "rule",
    "reported_by",
    "outlet",
    "date",
];

/// The columns that say how speaker and voice are known.
pub const EXPLAIN: &[&str] = &["resolved_by", "candidates", "voice_by"];

/// One row a quotation, in order of article and place; with `explain`, how speaker and voice are known.
pub fn table(quotations: &[Quotation], explain: Explain) -> Table {
    let more = if explain == Explain::Yes {
        EXPLAIN
    } else {
        &[]
    };
    let mut table = Table::new(COLUMNS.iter().chain(more).copied().collect());
    table.rows = quotations.iter().map(|q| row(q, explain)).collect();
    table
}

/// Whether a table says how speaker and voice are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Explain {
    /// It does.
    Yes,
    /// It does not.
    No,
}

fn row(q: &Quotation, explain: Explain) -> Vec<Cell> {
    let text = |s: &str| Cell::Text(s.into());
    let words = |c: &Option<Cited>| text(c.as_ref().map_or("", |c| &c.text));
    let start = |c: &Option<Cited>| {
        c.as_ref()
            .map_or(Cell::Undefined("not beside the quotation"), |c| {
                Cell::Count(c.points.start as u64)
            })
    };
    let end = |c: &Option<Cited>| {
        c.as_ref()
            .map_or(Cell::Undefined("not beside the quotation"), |c| {
                Cell::Count(c.points.end as u64)
            })
    };
    let (first, last) = (
        q.spans.first().map_or(0, |s| s.start),
        q.spans.last().map_or(0, |s| s.end),
    );
    let mut row = vec![
        text(&q.article),
        text(q.field.name()),
        Cell::Count(first as u64),
        Cell::Count(last as u64),
        Cell::Ranges(q.spans.iter().map(|s| (s.start, s.end)).collect()),
        text(&q.text),
        text(q.kind),
        text(q.subtype),
        words(&q.mention),
        start(&q.mention),
        end(&q.mention),
        text(&q.speaker.name),
        text(&q.speaker.side),
        words(&q.cue),
        start(&q.cue),
        end(&q.cue),
        text(&q.speaker.voice),
        text(q.rule),
        text(&q.reported_by),
        text(&q.outlet),
        text(&q.date),
    ];
    if explain == Explain::Yes {
        let candidate = |(name, score): &(String, i32)| format!("{name} {score}");
        let candidates: Vec<String> = q.evidence.candidates.iter().map(candidate).collect();
        row.extend([
            text(&q.evidence.resolved_by),
            text(&candidates.join("; ")),
            text(&q.evidence.voice_by),
        ]);
    }
    row
}

/// One line an article, with `id` and `quotes`, as annotated sets of quotations have them; articles without any are there.
pub fn documents(found: &Hits) -> String {
    let mut rest = &found.quotations[..];
    let mut lines = String::new();
    for (id, name) in &found.articles {
        let (here, after) = rest.split_at(rest.partition_point(|q| q.id <= *id));
        rest = after;
        let quotes: Vec<Value> = here.iter().map(quote).collect();
        lines += &format!("{}\n", json!({ "id": name, "quotes": quotes }));
    }
    lines
}

fn quote(q: &Quotation) -> Value {
    let (first, last) = (
        q.spans.first().map_or(0, |s| s.start),
        q.spans.last().map_or(0, |s| s.end),
    );
    let spans: Vec<[usize; 2]> = q.spans.iter().map(|s| [s.start, s.end]).collect();
    let mut object = json!({
        "start": first, "end": last, "spans": spans, "text": q.text, "type": q.kind, "subtype": q.subtype,
        "speaker": q.mention.as_ref().map_or("", |m| &m.text), "speaker_name": q.speaker.name,
        "voice": q.speaker.voice, "rule": q.rule,
    });
    for (name, cited) in [("speaker", &q.mention), ("cue", &q.cue)] {
        if let Some(cited) = cited {
            object[name] = cited.text.as_str().into();
            object[format!("{name}_start")] = cited.points.start.into();
            object[format!("{name}_end")] = cited.points.end.into();
        }
    }
    if !q.fragments.is_empty() {
        let fragment = |(cited, speaker): &(Cited, Speaker)| {
            json!({
                "start": cited.points.start, "end": cited.points.end, "text": cited.text,
                "speaker_name": speaker.name, "voice": speaker.voice,
            })
        };
        object["fragments"] = q.fragments.iter().map(fragment).collect::<Vec<_>>().into();
    }
    if !q.reported_by.is_empty() {
        object["reported_by"] = q.reported_by.as_str().into();
    }
    object
}
