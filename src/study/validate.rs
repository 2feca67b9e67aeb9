//! Is the attribution right? A sample for people to judge, and what their judgement says.

use super::Run;
use crate::engine::{NARRATION, Sample, Stratum, Wanted};
use crate::error::{Error, Result};
use crate::files;
use crate::measure::agreement::alpha;
use crate::measure::bootstrap;
use crate::table::{Cell, Table};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The columns of a sample; the last three are for the coder.
const COLUMNS: &[&str] = &[
    "item",
    "article",
    "article_sha256",
    "start",
    "end",
    "form",
    "found_speaker",
    "found_voice",
    "stratum_size",
    "before",
    "text",
    "after",
    "is_quotation",
    "speaker_ok",
    "voice",
];

/// The columns of what a coding says.
const RESULTS: &[&str] = &["measure", "value", "low", "high", "items", "articles"];

impl Run<'_> {
    /// So many items, from every voice and form: quotations as they were found, and sentences taken for narration.
    ///
    /// Every stratum has at least one item while there is room; the rest is shared out by size.
    pub fn sample(&self, items: usize, seed: u64) -> Result<Table> {
        let sample = Sample { seed, most: items };
        let strata = self.locate(Wanted::Sample(sample))?.strata;
        let mut table = Table::new(COLUMNS.to_vec());
        let shares = shares(&strata, items);
        for (stratum, share) in strata.iter().zip(shares) {
            for item in stratum.items.iter().take(share) {
                let text = |t: &str| Cell::Text(t.into());
                let [before, after] = &item.around;
                table.rows.push(vec![
                    Cell::Count(table.rows.len() as u64 + 1),
                    text(&item.article),
                    text(&item.sha256),
                    Cell::Count(item.start as u64),
                    Cell::Count(item.end as u64),
                    text(stratum.form),
                    text(&item.speaker),
                    text(&stratum.voice),
                    Cell::Count(stratum.of),
                    text(before),
                    text(&item.text),
                    text(after),
                    text(""),
                    text(""),
                    text(""),
                ]);
            }
        }
        Ok(table)
    }
}

/// Items for each stratum: one each, then in proportion to what is left, larger remainders first.
fn shares(strata: &[Stratum], items: usize) -> Vec<usize> {
    let mut shares: Vec<usize> = strata.iter().map(|_| 0).collect();
    let mut order: Vec<usize> = (0..strata.len()).collect();
    order.sort_by_key(|s| std::cmp::Reverse(strata[*s].of));
    for s in order.iter().take(items) {
        shares[*s] = 1;
    }
    let taken: usize = shares.iter().sum();
    let (left, all) = (
        items - taken,
        strata.iter().map(|s| s.of).sum::<u64>().max(1),
    );
    let part = |s: usize| left as u64 * strata[s].of;
    for (s, share) in shares.iter_mut().enumerate() {
        *share += (part(s) / all) as usize;
    }
    order.sort_by_key(|s| std::cmp::Reverse(part(*s) % all));
    let taken: usize = shares.iter().sum();
    for s in order.iter().take(items.saturating_sub(taken)) {
        shares[*s] += 1;
    }
    shares
        .into_iter()
        .zip(strata)
        .map(|(share, stratum)| share.min(stratum.items.len()))
        .collect()
}

/// A coded item.
#[derive(Debug, Clone, Deserialize)]
struct Coded {
    item: String,
    article_sha256: String,
    form: String,
    found_voice: String,
    stratum_size: u64,
    is_quotation: String,
    #[serde(default)]
    speaker_ok: String,
    #[serde(default)]
    voice: String,
}

impl Coded {
    fn is_found(&self) -> bool {
        self.form != NARRATION
    }
    fn is_speech(&self) -> bool {
        self.is_quotation == YES
    }
}

const YES: &str = "y";

/// Reads a coding; items without an answer are left out.
fn read(path: &Path) -> Result<Vec<Coded>> {
    let place = path.display().to_string();
    if files::is_folder(path) {
        let message =
            format!("{place} is a folder: name coded files, or draw a sample with --sample N");
        return Err(Error::value("INPUT", message));
    }
    let text = files::read_text(path)?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut coded = Vec::new();
    for (number, row) in reader.deserialize::<Coded>().enumerate() {
        let place = format!("{place}:{}", number + 2);
        let mut row = row.map_err(|e| Error::format(place.clone(), e.to_string()))?;
        for (name, answer) in [
            ("is_quotation", &mut row.is_quotation),
            ("speaker_ok", &mut row.speaker_ok),
        ] {
            *answer = match answer.trim().to_lowercase().as_str() {
                "" => String::new(),
                "y" | "yes" | "1" | "true" => YES.into(),
                "n" | "no" | "0" | "false" => "n".into(),
                other => {
                    let message = format!("{name}: expected y or n, found \"{other}\"");
                    return Err(Error::format(place, message));
                }
            };
        }
        row.voice = row.voice.trim().into();
        if !row.is_quotation.is_empty() {
            coded.push(row);
        }
    }
    if coded.is_empty() {
        return Err(Error::format(
            place,
            "no item has an answer in is_quotation",
        ));
    }
    Ok(coded)
}

/// What one or two codings say of the attribution: shares with intervals over articles, confusions of voices, and for
/// two coders their agreement.
///
/// Items are weighted by how many of their stratum they stand for. The first coding decides.
pub fn evaluate(paths: &[&Path]) -> Result<Table> {
    let codings = paths.iter().map(|p| read(p)).collect::<Result<Vec<_>>>()?;
    let [first, others @ ..] = &codings[..] else {
        return Err(Error::value(
            "INPUT",
            "expected one or two coded samples, or --sample",
        ));
    };
    let mut table = Table::new(RESULTS.to_vec());
    let weights = weights(first);
    let share = |of: fn(&Coded) -> bool, what: fn(&Coded) -> bool| (of, what);
    let shares = [
        ("precision", share(Coded::is_found, Coded::is_speech)),
        ("recall", share(Coded::is_speech, Coded::is_found)),
        (
            "speaker",
            share(
                |c| c.is_found() && c.is_speech() && !c.speaker_ok.is_empty(),
                |c| c.speaker_ok == YES,
            ),
        ),
        (
            "voice",
            share(
                |c| c.is_found() && c.is_speech() && !c.voice.is_empty(),
                |c| c.voice == c.found_voice,
            ),
        ),
    ];
    let articles: BTreeSet<&str> = first.iter().map(|c| &*c.article_sha256).collect();
    let by_article: Vec<Vec<usize>> = articles
        .iter()
        .map(|a| {
            (0..first.len())
                .filter(|i| first[*i].article_sha256 == *a)
                .collect()
        })
        .collect();
    for (name, (of, what)) in shares {
        let value = |units: &[usize]| {
            let items = || {
                units
                    .iter()
                    .flat_map(|u| &by_article[*u])
                    .filter(|i| of(&first[**i]))
            };
            let sum = |yes: bool| -> f64 {
                let counted = items().filter(|i| !yes || what(&first[**i]));
                counted.map(|i| weights[*i]).sum()
            };
            (items().next().is_some()).then(|| sum(true) / sum(false))
        };
        let all: Vec<usize> = (0..by_article.len()).collect();
        let ends = bootstrap::interval(by_article.len(), 1, value);
        let end = |pick: fn((f64, f64)) -> f64| match ends {
            Ok(ends) => Cell::Number(pick(ends)),
            Err(reason) => Cell::Undefined(reason),
        };
        let items = first.iter().filter(|c| of(c)).count();
        let row = [
            Cell::number(value(&all), "no item"),
            end(|e| e.0),
            end(|e| e.1),
        ];
        push(&mut table, name.into(), row, (items, articles.len()));
    }
    confusions(&mut table, first, articles.len());
    for other in others {
        agreement(&mut table, [first, other], articles.len());
    }
    Ok(table)
}

/// Why a count has no interval.
const A_COUNT: Cell = Cell::Undefined("a count");

/// How often a voice was found and which was coded.
fn confusions(table: &mut Table, coded: &[Coded], articles: usize) {
    let mut confusions: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for c in coded.iter().filter(|c| c.is_found() && !c.voice.is_empty()) {
        *confusions.entry((&c.found_voice, &c.voice)).or_default() += 1;
    }
    for ((found, coded), n) in confusions {
        let name = format!("found {found}, coded {coded}");
        push(
            table,
            name,
            [Cell::Count(n), A_COUNT, A_COUNT],
            (n as usize, articles),
        );
    }
}

/// How far two coders agree on the items that both have coded.
fn agreement(table: &mut Table, [one, other]: [&[Coded]; 2], articles: usize) {
    type Answer = fn(&Coded) -> &str;
    let answers: [(&str, Answer); 2] = [
        ("alpha of is_quotation", |c| &c.is_quotation),
        ("alpha of voice", |c| &c.voice),
    ];
    let theirs: BTreeMap<&str, &Coded> = other.iter().map(|c| (&*c.item, c)).collect();
    for (name, answer) in answers {
        let pair = |c: &'_ Coded| {
            Some((
                answer(c).to_owned(),
                answer(theirs.get(&*c.item)?).to_owned(),
            ))
        };
        let pairs: Vec<(String, String)> = one
            .iter()
            .filter_map(pair)
            .filter(|(one, two)| !one.is_empty() && !two.is_empty())
            .collect();
        let borrowed: Vec<(&str, &str)> = pairs.iter().map(|(x, y)| (&**x, &**y)).collect();
        let value = Cell::number(alpha(&borrowed), "nothing to agree about");
        push(
            table,
            name.into(),
            [value, A_COUNT, A_COUNT],
            (pairs.len(), articles),
        );
    }
}

fn push(table: &mut Table, name: String, values: [Cell; 3], (items, articles): (usize, usize)) {
    let counts = [items, articles].map(|n| Cell::Count(n as u64));
    let row = [Cell::Text(name.into())]
        .into_iter()
        .chain(values)
        .chain(counts);
    table.rows.push(row.collect());
}

/// How many of its stratum each coded item stands for.
fn weights(coded: &[Coded]) -> Vec<f64> {
    let mut drawn: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for c in coded {
        *drawn.entry((&c.found_voice, &c.form)).or_default() += 1;
    }
    let weight = |c: &Coded| {
        let n = drawn[&(c.found_voice.as_str(), c.form.as_str())];
        c.stratum_size as f64 / n as f64
    };
    coded.iter().map(weight).collect()
}
