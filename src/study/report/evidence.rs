//! The lines behind each term, and the quotations that are most telling.

use super::{Counted, Run, comparisons::Compared};
use crate::article::ArticleId;
use crate::contrast::{Contrast, Side};
use crate::count::By;
use crate::engine::{Evidence, Ranked, Wanted};
use crate::error::Result;
use crate::measure::dispersion::{Parts, Sizes, dp_norm};
use crate::measure::keyness;
use crate::report::{KeyQuotation, Line, Texts};
use crate::voice::{self, Manner, Speaker};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Lines of a term, from each side.
const LINES: usize = 5;
/// Words on each side of an occurrence.
const SNIPPET: usize = 25;
/// The same when whole texts may be shown: its paragraph, in most articles.
const PARAGRAPH: usize = 120;
/// Quotations that are kept.
const QUOTATIONS: usize = 500;
/// Fewest occurrences in the whole corpus of a word that makes a quotation distinctive.
const SEEN: u64 = 3;

/// What the last pass brings.
pub(super) struct Found {
    /// For each comparison and each listed term, its lines.
    pub(super) lines: Vec<Vec<Vec<Line>>>,
    /// Quotations, best first.
    pub(super) quotations: Vec<KeyQuotation>,
}

impl Run<'_> {
    /// Lines for every listed term, and the best quotations, in one pass.
    pub(super) fn evidence(&self, all: Counted<'_>, compared: &[Compared<'_>]) -> Result<Found> {
        let listed: Vec<(usize, u32)> = compared
            .iter()
            .enumerate()
            .flat_map(|(c, one)| one.listed().into_iter().map(move |term| (c, term)))
            .collect();
        let all_forms = all.columns.forms();
        let mut forms: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (number, (_, term)) in listed.iter().enumerate() {
            for form in &all_forms[*term as usize] {
                forms
                    .entry((*form).to_owned())
                    .or_default()
                    .push(number as u32);
            }
        }
        let side = |number: u32, article: ArticleId, speaker: &Speaker, manner: Manner| {
            let contrast = &compared[listed[number as usize].0].contrast;
            let row = all.tally.row_of(article, speaker, manner)?;
            let groups = [&contrast.target, &contrast.reference];
            let found = groups
                .iter()
                .position(|g| g.rows.binary_search(&row).is_ok())?;
            u8::try_from(found).ok()
        };
        let weights = self.weights(all);
        let rank = |speaker: &Speaker, forms: &[Cow<'_, str>]| weights.rank(speaker, forms);
        let texts = self.settings.report.texts;
        let wanted = Evidence {
            forms,
            width: match texts {
                Texts::Snippets => SNIPPET,
                Texts::Full => PARAGRAPH,
                Texts::None => 0,
            },
            lines: LINES,
            side: &side,
            quotations: QUOTATIONS,
            rank: &rank,
        };
        let hits = self.locate(Wanted::Evidence(&wanted))?;
        let mut by_number: Vec<Vec<Line>> = vec![Vec::new(); listed.len()];
        for line in hits.lines {
            let hit = line.hit;
            let group = &compared[listed[hit.pattern].0].labels[usize::from(line.side)];
            let shown = |text: String| {
                if texts == Texts::None {
                    String::new()
                } else {
                    text
                }
            };
            by_number[hit.pattern].push(Line {
                left: shown(hit.left),
                matched: shown(hit.matched),
                right: shown(hit.right),
                group: group.clone(),
                speaker: hit.speaker.name,
                manner: hit.manner.name(),
                outlet: hit.outlet,
                date: hit.date,
                article: hit.article,
            });
        }
        let mut lines = vec![Vec::new(); compared.len()];
        for ((comparison, _), of_term) in listed.iter().zip(by_number) {
            lines[*comparison].push(of_term);
        }
        Ok(Found {
            lines,
            quotations: grouped(hits.ranked),
        })
    }

    /// What each term weighs in each voice: how typical of it, and how evenly spread over its articles.
    fn weights(&self, all: Counted<'_>) -> Weights {
        let rows: Vec<u32> = (0..all.tally.rows.len() as u32).collect();
        let mut weights = Weights::default();
        for (column, forms) in all.columns.forms().into_iter().enumerate() {
            if !all.columns.is_hidden(column as u32) {
                weights
                    .term_of
                    .extend(forms.into_iter().map(|f| (f.to_owned(), column as u32)));
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
struct Weights {
    term_of: FxHashMap<String, u32>,
    of: BTreeMap<String, FxHashMap<u32, f64>>,
}

/// Scores are ranked in millionths.
const FINE: f64 = 1e6;

impl Weights {
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

/// Quotations with the same words in the same voice as one, at the place of the first.
fn grouped(ranked: Vec<Ranked>) -> Vec<KeyQuotation> {
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
