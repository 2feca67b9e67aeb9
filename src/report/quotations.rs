//! Quotations for a writer: ranked, exact, with speaker, place and surroundings.

use super::citations::{self, Source};
use super::{Options, Report, Texts};
use crate::concordance::Quotation;
use crate::table::quotes::{self, Explain};
use crate::table::{Cell, Table};
use std::collections::BTreeMap;

/// Quotations of one speaker that lists show.
const A_SPEAKER: usize = 3;

/// A quotation with its rank.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyQuotation {
    /// How distinctive its words are of its voice, and how evenly that voice uses them.
    pub score: f64,
    /// Articles with the same words in the same voice.
    pub articles: u64,
    /// Their outlets.
    pub outlets: Vec<String>,
    /// The article it stands in first.
    pub source: Source,
    /// Whether its sentence says that it was translated.
    pub translated: bool,
    /// The quotation where it stands first.
    pub quotation: Quotation,
}

/// The columns before and after those of `quotes`.
const BEFORE: &[&str] = &[
    "rank",
    "score",
    "same_words_articles",
    "same_words_outlets",
    "source",
    "translated",
];
const AFTER: &[&str] = &["previous", "sentence", "next"];

/// Every ranked quotation, with its sentence and that sentence's neighbours.
pub(super) fn table(report: &Report) -> Table {
    let list: Vec<Quotation> = report
        .quotations
        .iter()
        .map(|q| q.quotation.clone())
        .collect();
    let plain = quotes::table(&list, Explain::No);
    let names = [BEFORE, &plain.columns, AFTER].concat();
    let mut table = Table::new(names);
    let text_column = plain.column("text");
    let sources = citations::keys(report);
    let rows = report.quotations.iter().zip(plain.rows).zip(sources);
    for (i, ((key, mut row), source)) in rows.enumerate() {
        let shown = Shown::new(&key.quotation, &report.options);
        let text = |t: &str| Cell::Text(t.into());
        if let Some(column) = text_column {
            row[column] = text(&shown.text);
        }
        let before = [
            Cell::Count(i as u64 + 1),
            Cell::Number(key.score),
            Cell::Count(key.articles),
            text(&key.outlets.join("; ")),
            text(&source),
            text(if key.translated { "yes" } else { "no" }),
        ];
        let after = [&shown.previous, &shown.sentence, &shown.next].map(|t| text(t));
        table
            .rows
            .push(before.into_iter().chain(row).chain(after).collect());
    }
    table
}

/// As much of a quotation as the study shows.
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) previous: String,
    pub(super) sentence: String,
    pub(super) next: String,
}

impl Shown {
    pub(super) fn new(quotation: &Quotation, options: &Options) -> Self {
        let Quotation {
            text,
            previous,
            sentence,
            next,
            ..
        } = quotation;
        let (first, last) = options.quotation();
        Self {
            text: head(text, first),
            previous: tail(previous, last),
            sentence: head(sentence, first.saturating_add(last)),
            next: head(next, last),
        }
    }
}

/// The first words of a text.
pub(super) fn head(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= most {
        return words.join(" ");
    }
    let mut cut = words[..most].join(" ");
    if most > 0 {
        cut.push_str(" …");
    }
    cut
}

/// The last words of a text.
fn tail(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= most {
        return words.join(" ");
    }
    if most == 0 {
        return String::new();
    }
    format!("… {}", words[words.len() - most..].join(" "))
}

/// The best quotations of each voice, voices with the best one first; at most three of one speaker.
pub(super) fn by_voice(report: &Report, most: usize) -> Vec<(&str, Vec<&KeyQuotation>)> {
    let mut voices: Vec<(&str, Vec<&KeyQuotation>)> = Vec::new();
    let mut of_speaker: BTreeMap<&str, usize> = BTreeMap::new();
    for key in &report.quotations {
        let speaker = &key.quotation.speaker;
        let place = voices
            .iter()
            .position(|(voice, _)| *voice == speaker.voice)
            .unwrap_or_else(|| {
                voices.push((&speaker.voice, Vec::new()));
                voices.len() - 1
            });
        let said = of_speaker.entry(&speaker.name).or_default();
        if voices[place].1.len() < most && *said < A_SPEAKER {
            *said += 1;
            voices[place].1.push(key);
        }
    }
    voices
}

/// The best quotations of each voice for reading and copying.
pub(super) fn markdown(report: &Report) -> String {
    let mut out = format!("# {}: key quotations\n", escaped(&report.title));
    if report.options.texts == Texts::None {
        out += "\nThis study shows no text of the articles (`texts = \"none\"`): only where quotations stand.\n";
    }
    if report.quotations.is_empty() {
        out += "\nNo quotation has words that mark its voice.\n";
    }
    for (voice, list) in by_voice(report, report.options.top) {
        let label = report.names.get(voice).map_or(voice, String::as_str);
        out += &format!("\n## {}\n", escaped(label));
        for key in list {
            let q = &key.quotation;
            let shown = Shown::new(q, &report.options);
            if !shown.text.is_empty() {
                out += &format!("\n> {}\n", escaped(&shown.text));
            }
            out += &format!("\n— {}\n", escaped(&credit(key)));
            let context = [&shown.previous, &shown.sentence, &shown.next];
            let context: Vec<String> = context
                .into_iter()
                .filter(|t| !t.is_empty())
                .map(|t| escaped(t))
                .collect();
            if !context.is_empty() {
                out += &format!("\nIn context: {}\n", context.join(" "));
            }
        }
    }
    out
}

/// What a writer must know before using a quotation.
pub(super) fn marks(key: &KeyQuotation) -> Vec<String> {
    let q = &key.quotation;
    let mut marks = Vec::new();
    if !q.reported_by.is_empty() {
        marks.push("second hand".to_owned());
    }
    if key.translated {
        marks.push("translated".to_owned());
    }
    if q.kind == "indirect" && q.subtype == "clause" {
        marks.push("reported speech".to_owned());
    }
    if key.articles > 1 {
        marks.push(format!("in {} articles", key.articles));
    }
    marks
}

/// Speaker, second hand, outlet, date, article and offsets.
pub(super) fn credit(key: &KeyQuotation) -> String {
    let q = &key.quotation;
    let mut parts = vec![speaker(key).to_owned()];
    if !q.reported_by.is_empty() {
        parts.push(format!("at second hand, reported by {}", q.reported_by));
    }
    if q.kind == "indirect" && q.subtype == "clause" {
        parts.push("reported speech, not the speaker's exact words".into());
    }
    if key.translated {
        parts.push("translated, as its sentence says".into());
    }
    for known in [&q.outlet, &q.date] {
        if !known.is_empty() {
            parts.push(known.clone());
        }
    }
    parts.push(place(key));
    if key.articles > 1 {
        let others: Vec<&str> = key
            .outlets
            .iter()
            .map(String::as_str)
            .filter(|outlet| *outlet != q.outlet)
            .collect();
        let also = if others.is_empty() {
            String::new()
        } else {
            format!(", also {}", others.join(", "))
        };
        parts.push(format!("the same words in {} articles{also}", key.articles));
    }
    parts.join("; ")
}

fn speaker(key: &KeyQuotation) -> &str {
    match key.quotation.speaker.name.as_str() {
        "" => "speaker unknown",
        name => name,
    }
}

/// Article and offsets.
fn place(key: &KeyQuotation) -> String {
    let q = &key.quotation;
    let (start, end) = (
        q.spans.first().map_or(0, |s| s.start),
        q.spans.last().map_or(0, |s| s.end),
    );
    format!("{}, {} {start}–{end}", q.article, q.field.name())
}

/// What a citation must say of a quotation.
fn told(key: &KeyQuotation) -> Vec<String> {
    let second = &key.quotation.reported_by;
    let mark = |mark: String| match mark.as_str() {
        "second hand" => format!("as reported by {second}"),
        _ => mark,
    };
    let of_text = marks(key)
        .into_iter()
        .filter(|mark| !mark.starts_with("in "));
    of_text.map(mark).collect()
}

/// A quotation for copying: its parts with a sign of what stands between them, no comma of the sentence around it.
fn whole(text: &str) -> String {
    let mut text = text
        .replace("\u{201d} \u{201c}", "\u{201d} [\u{2026}] \u{201c}")
        .replace("\" \"", "\" [\u{2026}] \"");
    for mark in ["\u{201d}", "\""] {
        let end = format!(",{mark}");
        if let Some(start) = text.strip_suffix(&end) {
            text = format!("{start}{mark}");
        }
        text = text.replace(&format!("{end} ["), &format!("{mark} ["));
    }
    text
}

/// A quotation with its citation as plain text; words that are not the speaker's own stand without marks.
pub(super) fn cited(key: &KeyQuotation, text: &str) -> String {
    let text = if key.quotation.kind == "direct" && !text.starts_with(['"', '\u{201c}']) {
        format!("\u{201c}{text}\u{201d}")
    } else {
        text.to_owned()
    };
    let text = whole(&text);
    let Source {
        title,
        outlet,
        date,
        url,
        ..
    } = &key.source;
    let mut parts = vec![speaker(key).to_owned()];
    parts.extend(told(key));
    if !title.is_empty() {
        parts.push(format!("in \u{201c}{title}\u{201d}"));
    }
    let known = [outlet, date, url]
        .into_iter()
        .filter(|part| !part.is_empty());
    parts.extend(known.cloned());
    format!("{text} ({}; {})", parts.join(", "), place(key))
}

/// The same as Markdown.
pub(super) fn cited_in_markdown(key: &KeyQuotation, text: &str) -> String {
    let Source {
        title,
        outlet,
        date,
        url,
        ..
    } = &key.source;
    let mut parts = vec![escaped(speaker(key))];
    parts.extend(told(key).iter().map(|mark| escaped(mark)));
    let plain = |c: char| c.is_ascii_graphic() && !"()<>".contains(c);
    if url.starts_with("http") && url.chars().all(plain) {
        let title = if title.is_empty() { url } else { title };
        parts.push(format!("[{}]({url})", escaped(title)));
    } else if !title.is_empty() {
        parts.push(format!("\u{201c}{}\u{201d}", escaped(title)));
    }
    if !outlet.is_empty() {
        parts.push(format!("*{}*", escaped(outlet)));
    }
    if !date.is_empty() {
        parts.push(date.clone());
    }
    format!(
        "> {}\n>\n> — {} ({})\n",
        escaped(&whole(text)),
        parts.join(", "),
        escaped(&place(key))
    )
}

/// Text that Markdown leaves as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&'
        ) {
            out.push('\\');
        }
        out.push(if letter.is_control() { ' ' } else { letter });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_words_show_what_stands_between_them() {
        assert_eq!(
            whole("\u{201c}No list,\u{201d} \u{201c}only rules,\u{201d}"),
            "\u{201c}No list\u{201d} [\u{2026}] \u{201c}only rules\u{201d}"
        );
        assert_eq!(whole("\"a,\" \"b\""), "\"a\" [\u{2026}] \"b\"");
        assert_eq!(whole("plain words"), "plain words");
    }

    #[test]
    fn snippets_are_cut_at_words() {
        assert_eq!(head("one two three", 2), "one two …");
        assert_eq!(tail("one two three", 2), "… two three");
        assert_eq!(
            (head("one", 2), tail("one", 2)),
            ("one".into(), "one".into())
        );
        assert_eq!(
            (head("one two", 0), tail("one two", 0)),
            (String::new(), String::new())
        );
        assert_eq!(escaped("<b>*a*"), "\\<b\\>\\*a\\*");
    }
}
