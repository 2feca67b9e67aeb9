//! The lines behind each term, and the quotations that are most telling.

use super::asks::{Asked, Cells, OTHERS};
use super::lines::said_how;
use super::{Counted, Run, comparisons::Compared};
use crate::article::ArticleId;
use crate::concordance::{Hit, Quotation};
use crate::contrast::{self, Contrast, Side};
use crate::count::By;
use crate::engine::{self, Ranked, Wanted};
use crate::error::Result;
use crate::figure::Facet;
use crate::lang::LANGUAGES;
use crate::measure::dispersion::{Parts, Sizes, dp_norm};
use crate::measure::keyness;
use crate::report::{Evidence, Figure, KeyQuotation, Line, Options, Source, Texts};
use crate::voice::{self, Manner, Speaker};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Words on each side of an occurrence.
const SNIPPET: usize = 25;
/// The same where lines of so many terms are shown that the page would grow too large.
const TIGHT: usize = 18;
const MANY: usize = 160;
/// The same when whole texts may be shown: its paragraph, in most articles.
const PARAGRAPH: usize = 120;
/// Quotations that are kept.
const QUOTATIONS: usize = 500;
/// Quotations of a voice in an outlet that are kept as lines.
const OF_VOICE: usize = 4;
/// Fewest occurrences in the whole corpus of a word that makes a quotation distinctive.
const SEEN: u64 = 3;

/// What the last pass brings.
pub(super) struct Found {
    /// For each comparison and each listed term, its lines.
    pub(super) lines: Vec<Vec<Vec<Line>>>,
    /// Lines that figures ask for and no list has.
    pub(super) more: Vec<Evidence>,
    /// Quotations, best first.
    pub(super) quotations: Vec<KeyQuotation>,
}

impl Run<'_> {
    /// Lines for every listed term and for what figures show besides, and the best quotations, in one pass.
    pub(super) fn evidence(
        &self,
        all: Counted<'_>,
        compared: &[Compared<'_>],
        figures: &[Figure],
    ) -> Result<Found> {
        let asked = Asked::new(all, compared, figures);
        let forms = forms_of(all, &asked);
        let cell = |number: u32, article: ArticleId, speaker: &Speaker, manner: Manner| {
            asked.cell(compared, number, article, (speaker, manner))
        };
        let weights = self.weights(all);
        let rank = |speaker: &Speaker, forms: &[Cow<'_, str>]| weights.rank(speaker, forms);
        let texts = self.settings.report.texts;
        let wanted = engine::Evidence {
            forms,
            width: match texts {
                Texts::Snippets if asked.list.len() > MANY => TIGHT,
                Texts::Snippets => SNIPPET,
                Texts::Full => PARAGRAPH,
                Texts::None => 0,
            },
            lines: asked.list.iter().map(|ask| ask.lines).collect(),
            cell: &cell,
            quotations: QUOTATIONS,
            rank: &rank,
        };
        let hits = self.locate(Wanted::Evidence(&wanted))?;
        let mut by_number: Vec<Vec<Line>> = vec![Vec::new(); asked.list.len()];
        for found in hits.lines {
            let ask = &asked.list[found.hit.pattern];
            let group = match ask.cells {
                Cells::Sides(c) => compared[c].labels[found.cell as usize].as_str(),
                _ => "",
            };
            by_number[found.hit.pattern].push(line(all, found.hit, group, texts));
        }
        let mut lines = vec![Vec::new(); compared.len()];
        let mut others: BTreeMap<u32, Vec<Line>> = BTreeMap::new();
        for (ask, of_term) in asked.list.iter().zip(by_number) {
            match ask.cells {
                Cells::Sides(c) if ask.listed => lines[c].push(of_term),
                _ => others.entry(ask.term).or_default().extend(of_term),
            }
        }
        let quotations = grouped(all, hits.ranked);
        let mut more = if texts == Texts::None {
            Vec::new()
        } else {
            of_terms(all, others)
        };
        more.extend(of_voices(all, &quotations, &self.settings.report));
        Ok(Found {
            lines,
            more,
            quotations,
        })
    }

    /// What each term weighs in each voice: how typical of it, and how evenly spread over its articles.
    fn weights<'t>(&self, all: Counted<'t>) -> Weights<'t> {
        let rows: Vec<u32> = (0..all.tally.rows.len() as u32).collect();
        let mut weights = Weights::default();
        for (column, forms) in all.columns.forms().into_iter().enumerate() {
            if !all.columns.is_hidden(column as u32) {
                weights
                    .term_of
                    .extend(forms.into_iter().map(|f| (f, column as u32)));
            }
        }
        for group in all.groups(&By::Voice) {
            if group.label == voice::UNKNOWN || group.label == voice::OUTLET {
                continue;
            }
            let sides = [&Side::Exact(group.label.clone()), &Side::Rest];
            let found = Contrast::new(all.tally, all.columns, &rows, &By::Voice, sides, SEEN);
            let Ok(contrast) = found else { continue };
            let z = keyness::z(&contrast, &self.settings.measures);
            let spread = spread(all, &contrast);
            let of_voice = contrast.terms.iter().zip(z).zip(spread);
            let weight = of_voice.filter_map(|((term, z), dp)| {
                let weight = z.max(0.0) * (1.0 - dp);
                (weight > 0.0).then_some((*term, weight))
            });
            weights.of.insert(group.label.clone(), weight.collect());
        }
        weights
    }
}

/// The surface forms of the asked terms, each with the numbers of the asks.
fn forms_of(all: Counted<'_>, asked: &Asked<'_>) -> FxHashMap<String, Vec<u32>> {
    let all_forms = all.columns.forms();
    let mut forms: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for (number, ask) in asked.list.iter().enumerate() {
        for form in &all_forms[ask.term as usize] {
            forms
                .entry((*form).to_owned())
                .or_default()
                .push(number as u32);
        }
    }
    forms
}

/// An occurrence as the page shows it; its group is told where voice and outlet do not say it.
fn line(all: Counted<'_>, hit: Hit, group: &str, texts: Texts) -> Line {
    let shown = |text: String| {
        if texts == Texts::None {
            String::new()
        } else {
            text
        }
    };
    let voice = all.voice(&hit.speaker.voice);
    let said = [&*voice, &*hit.outlet].contains(&group);
    Line {
        left: shown(hit.left),
        matched: shown(hit.matched),
        right: shown(hit.right),
        remark: if said {
            String::new()
        } else {
            group.to_owned()
        },
        voice,
        speaker: hit.speaker.name,
        manner: hit.manner.name(),
        outlet: hit.outlet,
        date: hit.date,
        article: hit.article,
    }
}

/// Lines of terms that no list has, each once.
fn of_terms(all: Counted<'_>, others: BTreeMap<u32, Vec<Line>>) -> Vec<Evidence> {
    let group = contrast::Group {
        label: String::new(),
        rows: (0..all.tally.rows.len() as u32).collect(),
    };
    let counts = group.counts(all.tally, all.columns);
    let of_term = |(column, mut lines): (u32, Vec<Line>)| {
        let term = all.columns.label(column);
        let mut seen = BTreeSet::new();
        lines.retain(|l| seen.insert((l.article.clone(), l.left.clone(), l.right.clone())));
        Evidence {
            heading: term.to_owned(),
            about: vec![(Facet::Term, term.to_owned())],
            of: counts[column as usize],
            lines,
        }
    };
    others.into_iter().map(of_term).collect()
}

/// The best quotations of each voice in each outlet, as lines.
fn of_voices(all: Counted<'_>, quotations: &[KeyQuotation], options: &Options) -> Option<Evidence> {
    let mut times: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let best = quotations.iter().map(|key| &key.quotation).filter(|q| {
        let said = times.entry((&q.speaker.voice, &q.outlet)).or_default();
        *said += 1;
        *said <= OF_VOICE
    });
    let line = |q: &Quotation| Line {
        left: String::new(),
        matched: options.cut(&q.text),
        right: String::new(),
        remark: String::new(),
        voice: all.voice(&q.speaker.voice),
        speaker: q.speaker.name.clone(),
        manner: said_how(q),
        outlet: q.outlet.clone(),
        date: q.date.clone(),
        article: q.article.clone(),
    };
    let lines: Vec<Line> = best.map(line).take(OTHERS).collect();
    (options.texts != Texts::None && !lines.is_empty()).then(|| Evidence {
        heading: "Quotations of each voice in each outlet".into(),
        about: Vec::new(),
        of: quotations.len() as u64,
        lines,
    })
}

/// DPnorm of each term of a contrast over the target's articles; 1 where it has none.
fn spread(all: Counted<'_>, contrast: &Contrast) -> Vec<f64> {
    let place: FxHashMap<u32, usize> = contrast.terms.iter().copied().zip(0..).collect();
    let mut parts: Vec<Vec<(u64, u64)>> = vec![Vec::new(); contrast.terms.len()];
    let mut sizes = Vec::new();
    for article in contrast.target.by_article(all.tally) {
        let rows = || article.iter().map(|r| &all.tally.rows[*r as usize]);
        let words: u64 = rows().map(|r| u64::from(r.words)).sum();
        sizes.push(words);
        let mut here: BTreeMap<usize, u64> = BTreeMap::new();
        for cell in rows().flat_map(|r| all.tally.cells(r)) {
            if let Some(t) = place.get(&all.columns.of(cell.term)) {
                *here.entry(*t).or_default() += u64::from(cell.count);
            }
        }
        here.into_iter()
            .for_each(|(t, n)| parts[t].push((n, words)));
    }
    let sizes = Sizes::new(sizes.into_iter());
    parts
        .into_iter()
        .map(|counts| {
            let parts = Parts {
                counts: &counts,
                sizes,
            };
            dp_norm(&parts).unwrap_or(1.0)
        })
        .collect()
}

/// Weights of terms by voice.
#[derive(Default)]
struct Weights<'t> {
    term_of: FxHashMap<&'t str, u32>,
    of: BTreeMap<String, FxHashMap<u32, f64>>,
}

/// Scores are ranked in millionths.
const FINE: f64 = 1e6;

impl Weights<'_> {
    /// The sum of the weights of a quotation's different terms, divided by the square root of their number.
    fn rank(&self, speaker: &Speaker, forms: &[Cow<'_, str>]) -> Option<u64> {
        let of_voice = self.of.get(&speaker.voice)?;
        let terms: BTreeSet<u32> = forms
            .iter()
            .filter_map(|form| self.term_of.get(&**form).copied())
            .collect();
        let sum: f64 = terms.iter().filter_map(|term| of_voice.get(term)).sum();
        let score = sum / libm::sqrt(terms.len().max(1) as f64);
        let rank = libm::round(score * FINE);
        (rank >= 1.0).then(|| (rank as i64).unsigned_abs())
    }
}

/// The article of a quotation as a source.
fn source(all: Counted<'_>, quotation: &Quotation) -> Source {
    let corpus = &all.tally.corpus;
    let record = corpus.position(quotation.id).map(|p| &corpus.articles[p]);
    // One line each, the same in every format.
    let clean = |text: &str| {
        let plain = text.replace(char::is_control, " ");
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let column = |name: &str| {
        let value = record.and_then(|record| record.metadata.get(name));
        clean(value.unwrap_or_default())
    };
    Source {
        article: quotation.article.clone(),
        title: clean(&quotation.title),
        outlet: clean(&quotation.outlet),
        date: quotation.date.clone(),
        author: column("author"),
        url: column("url"),
    }
}

/// Whether the sentence of a quotation says that it was translated, outside the quotation's own words.
fn is_translated(quotation: &Quotation) -> bool {
    let around = quotation.sentence.replace(&quotation.text, " ");
    let words: BTreeSet<String> = around
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .collect();
    let stances = LANGUAGES.iter().filter_map(|language| language.stance());
    stances
        .flat_map(|stance| &stance.translated)
        .any(|word| words.contains(word))
}

/// Quotations with the same words in the same voice as one, at the place of the first.
fn grouped(all: Counted<'_>, ranked: Vec<Ranked>) -> Vec<KeyQuotation> {
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut found: Vec<(KeyQuotation, BTreeSet<ArticleId>, BTreeSet<String>)> = Vec::new();
    for Ranked { rank, quotation } in ranked {
        let words: Vec<String> = quotation
            .text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect();
        let key = (quotation.speaker.voice.clone(), words.join(" "));
        let place = *places.entry(key).or_insert_with(|| {
            let key = KeyQuotation {
                score: rank as f64 / FINE,
                articles: 0,
                outlets: Vec::new(),
                source: source(all, &quotation),
                translated: is_translated(&quotation),
                quotation: quotation.clone(),
            };
            found.push((key, BTreeSet::new(), BTreeSet::new()));
            found.len() - 1
        });
        found[place].1.insert(quotation.id);
        if !quotation.outlet.is_empty() {
            found[place].2.insert(quotation.outlet);
        }
    }
    found
        .into_iter()
        .map(|(key, articles, outlets)| KeyQuotation {
            articles: articles.len() as u64,
            outlets: outlets.into_iter().collect(),
            ..key
        })
        .collect()
}
