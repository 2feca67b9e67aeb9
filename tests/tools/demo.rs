//! The demo corpus from its marked-up sources: texts, metadata and the key of every quotation.
//!
//! A source has front matter (`title`, `date`) and a body with three tags, never nested:
//! `<q id="1" speaker="…" voice="…" [subtype="…"] [by="…"]>` around what is said (repeated with the id alone for a
//! further part), `<s id="1">` around the speaker's mention, `<c id="1">` around the reporting word.

use regex::Regex;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// One article of the demo corpus.
pub(crate) struct Derived {
    pub(crate) file: String,
    pub(crate) text: String,
    pub(crate) outlet: String,
    pub(crate) kind: String,
    pub(crate) date: String,
    pub(crate) title: String,
    pub(crate) key: Value,
}

/// The files of the demo corpus: name below the corpus folder, content.
pub(crate) fn files(corpus: &Path) -> Vec<(String, String)> {
    let articles = derive(&corpus.join("source"));
    let mut metadata = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    metadata
        .write_record(["file", "outlet", "outlet_kind", "date", "title"])
        .unwrap();
    let mut key = String::new();
    let mut files = Vec::new();
    for a in &articles {
        metadata
            .write_record([&a.file, &a.outlet, &a.kind, &a.date, &a.title])
            .unwrap();
        key += &format!("{}\n", a.key);
        files.push((format!("articles/{}", a.file), a.text.clone()));
    }
    files.push((
        "articles/metadata.csv".into(),
        String::from_utf8(metadata.into_inner().unwrap()).unwrap(),
    ));
    files.push(("key.jsonl".into(), key));
    files
}

/// All articles, in order of file name.
pub(crate) fn derive(source: &Path) -> Vec<Derived> {
    let table = |name: &str| -> Vec<csv::StringRecord> {
        csv::Reader::from_path(source.join(name))
            .unwrap()
            .records()
            .map(Result::unwrap)
            .collect()
    };
    let also: BTreeMap<String, String> = table("voices.csv")
        .iter()
        .map(|r| (r[0].to_owned(), r[1].to_owned()))
        .collect();
    let aliases: BTreeMap<String, Vec<String>> = table("aliases.csv")
        .iter()
        .map(|r| {
            (
                r[0].to_owned(),
                r[1].split('|').map(str::to_owned).collect(),
            )
        })
        .collect();
    let mut articles = Vec::new();
    for outlet in table("outlets.csv") {
        for entry in std::fs::read_dir(source.join(&outlet[0])).unwrap() {
            let path = entry.unwrap().path();
            let file = format!(
                "{}-{}",
                &outlet[0],
                path.file_name().unwrap().to_str().unwrap()
            );
            let marked = std::fs::read_to_string(&path).unwrap();
            articles.push(article(
                file,
                (&outlet[1], &outlet[2]),
                &marked,
                &aliases,
                &also,
            ));
        }
    }
    articles.sort_by(|x, y| x.file.cmp(&y.file));
    articles
}

#[derive(Default)]
struct Quote {
    attributes: BTreeMap<String, String>,
    spans: Vec<(usize, usize)>,
    speaker: Option<(usize, usize)>,
    cue: Option<(usize, usize)>,
}

fn article(
    file: String,
    (outlet, kind): (&str, &str),
    marked: &str,
    aliases: &BTreeMap<String, Vec<String>>,
    also: &BTreeMap<String, String>,
) -> Derived {
    let (header, body) = marked
        .strip_prefix("---\n")
        .unwrap()
        .split_once("---\n")
        .unwrap();
    let field = |name: &str| {
        header
            .lines()
            .find_map(|l| l.strip_prefix(name))
            .unwrap()
            .trim()
            .to_owned()
    };
    let (text, quotes) = strip(body.trim_matches('\n'), &file);
    let points: Vec<char> = text.chars().collect();
    let slice = |(s, e): (usize, usize)| points[s..e].iter().collect::<String>();
    let in_marks = marks(&points);
    let list: Vec<Value> = quotes
        .iter()
        .map(|(id, q)| {
            let get = |name: &str| q.attributes.get(name).cloned().unwrap_or_default();
            let words = |marked: bool| q.spans.iter().flat_map(|(s, e)| *s..*e).any(|i| points[i].is_alphanumeric() && in_marks[i] == marked);
            let transcript = get("subtype") == "transcript" || get("subtype") == "block";
            let how = match (words(true), words(false)) {
                (true, false) => "direct",
                (true, true) if !transcript => "mixed",
                _ => "indirect",
            };
            let mut value = json!({
                "qid": id, "start": q.spans[0].0, "end": q.spans.last().unwrap().1, "spans": q.spans,
                "text": q.spans.iter().map(|s| slice(*s)).collect::<Vec<_>>().join(" "), "type": how,
                "subtype": if get("subtype").is_empty() { "clause".into() } else { get("subtype") },
                "speaker": q.speaker.map_or(String::new(), slice),
                "speaker_name": if get("speaker").is_empty() { outlet.to_owned() } else { get("speaker") },
                "speaker_aliases": aliases.get(&get("speaker")).cloned().unwrap_or_default(),
                "cue": q.cue.map_or(String::new(), slice), "voice": get("voice"),
            });
            for (name, span) in [("speaker", q.speaker), ("cue", q.cue)] {
                if let Some((start, end)) = span {
                    value[format!("{name}_start")] = start.into();
                    value[format!("{name}_end")] = end.into();
                }
            }
            if let Some(voice) = also.get(value["speaker_name"].as_str().unwrap()) {
                value["voice_alt"] = json!([voice]);
            }
            if !get("by").is_empty() {
                value["reported_by"] = get("by").into();
            }
            value
        })
        .collect();
    let key =
        json!({ "id": format!("articles/{file}"), "outlet": outlet, "text": text, "quotes": list });
    Derived {
        file,
        outlet: outlet.into(),
        kind: kind.into(),
        date: field("date:"),
        title: field("title:"),
        text,
        key,
    }
}

/// The text without tags, and where each quotation, mention and cue stands in it, in code points.
fn strip(body: &str, file: &str) -> (String, Vec<(usize, Quote)>) {
    let tag = Regex::new(r#"<(/?)([qsc])((?: \w+="[^"<>]*")*)>"#).unwrap();
    let attribute = Regex::new(r#"(\w+)="([^"]*)""#).unwrap();
    let mut quotes: BTreeMap<usize, Quote> = BTreeMap::new();
    let (mut text, mut at, mut points) = (String::new(), 0, 0);
    let mut open: Option<(String, usize, usize)> = None;
    for found in tag.captures_iter(body) {
        let whole = found.get(0).unwrap();
        let plain = &body[at..whole.start()];
        text += plain;
        points += plain.chars().count();
        at = whole.end();
        if &found[1] == "/" {
            let (kind, id, start) = open
                .take()
                .unwrap_or_else(|| panic!("{file}: </{}> closes nothing", &found[2]));
            assert_eq!(kind, found[2], "{file}: tags cross");
            let quote = quotes.entry(id).or_default();
            match kind.as_str() {
                "q" => quote.spans.push((start, points)),
                "s" => quote.speaker = Some((start, points)),
                _ => quote.cue = Some((start, points)),
            }
            continue;
        }
        assert!(open.is_none(), "{file}: nested tag {}", whole.as_str());
        let attributes: BTreeMap<String, String> = attribute
            .captures_iter(&found[3])
            .map(|a| (a[1].into(), a[2].into()))
            .collect();
        let id: usize = attributes["id"].parse().unwrap();
        if attributes.contains_key("voice") {
            quotes.entry(id).or_default().attributes = attributes;
        }
        open = Some((found[2].to_owned(), id, points));
    }
    text += &body[at..];
    assert!(
        quotes
            .values()
            .all(|q| !q.spans.is_empty() && q.attributes.contains_key("voice")),
        "{file}: a quotation without words or voice"
    );
    let mut list: Vec<(usize, Quote)> = quotes.into_iter().collect();
    list.sort_by_key(|(_, q)| q.spans[0]);
    (text + "\n", list)
}

/// For each code point, whether it stands inside double quotation marks.
fn marks(points: &[char]) -> Vec<bool> {
    let mut inside = false;
    let mut found = Vec::with_capacity(points.len());
    for (i, c) in points.iter().enumerate() {
        match c {
            // Headings quote in single marks.
            '“' | '‘' => inside = true,
            '”' => inside = false,
            '"' => inside = !inside,
            '\n' if points.get(i + 1) == Some(&'\n') => inside = false,
            '’' if !points.get(i + 1).is_some_and(|n| n.is_alphanumeric())
                && short_before(points, i) =>
            {
                inside = false;
            }
            _ => {}
        }
        found.push(inside);
    }
    found
}

/// True when a single opening mark stands in the same line before, without a double one between.
fn short_before(points: &[char], i: usize) -> bool {
    points[..i]
        .iter()
        .rev()
        .take_while(|c| **c != '\n' && **c != '“')
        .any(|c| *c == '‘')
}
