//! Differences of shares between two groups of articles, tested over units: of voices, quotations, leads, reporting verbs,
//! phrases and frames. Where units are events, each event is a pair and topic is held fixed.

use super::floor::{Floor, Part};
use super::uptake::{Classes, Phrase};
use super::verbs::Verbs;
use super::{Groups, SIDES, Shares};
use crate::article::ArticleId;
use crate::contrast::{UnitCell, Units};
use crate::count::Tally;
use crate::lexicon::dictionary::Dictionary;
use crate::measure::inference::{self, Difference, Tested};
use std::collections::BTreeMap;

/// Counts of the parts of a whole on two sides, unit by unit.
#[derive(Debug, Default)]
pub struct Analysis {
    /// What is shared out: `words`, `quotations`, `lead`, `verbs`, `uptake`, `frames`.
    pub name: &'static str,
    /// Of what: the voice that verbs introduce, a phrase; empty elsewhere.
    pub of: String,
    sizes: BTreeMap<ArticleId, [u64; 2]>,
    parts: BTreeMap<String, BTreeMap<ArticleId, [u32; 2]>>,
}

impl Analysis {
    fn new(name: &'static str, of: String) -> Self {
        Self {
            name,
            of,
            ..Self::default()
        }
    }

    fn add_size(&mut self, unit: ArticleId, side: usize, n: u64) {
        self.sizes.entry(unit).or_default()[side] += n;
    }

    fn add_part(&mut self, unit: ArticleId, side: usize, part: &str, n: u64) {
        let units = match self.parts.get_mut(part) {
            Some(units) => units,
            None => self.parts.entry(part.to_owned()).or_default(),
        };
        let count = &mut units.entry(unit).or_default()[side];
        *count = count.saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
    }

    /// The units of this analysis with their parts; in pairs, only those that have the whole on both sides.
    fn units(&self, strata: &BTreeMap<ArticleId, u32>, choice: Choice) -> (Vec<&str>, Units) {
        let takes = |n: &[u64; 2]| {
            if choice.paired {
                n[0] > 0 && n[1] > 0
            } else {
                n[0] + n[1] > 0
            }
        };
        let chosen: Vec<(ArticleId, [u64; 2])> = self
            .sizes
            .iter()
            .filter(|(_, n)| takes(n))
            .map(|(unit, n)| (*unit, *n))
            .collect();
        let numbers: BTreeMap<ArticleId, u32> =
            chosen.iter().map(|(unit, _)| *unit).zip(0..).collect();
        let mut names = Vec::new();
        let mut cells = Vec::new();
        for (part, units) in &self.parts {
            let of_part: Vec<UnitCell> = units
                .iter()
                .filter(|(_, counts)| **counts != [0, 0])
                .filter_map(|(unit, counts)| {
                    let (unit, counts) = (*numbers.get(unit)?, *counts);
                    Some(UnitCell { unit, counts })
                })
                .collect();
            let counts = of_part.iter().flat_map(|cell| cell.counts);
            if counts.map(u64::from).sum::<u64>() >= choice.min_count.max(1) {
                names.push(part.as_str());
                cells.push(of_part);
            }
        }
        let of_unit = |unit: &ArticleId| strata.get(unit).copied().unwrap_or(0);
        let units = Units::new(
            chosen.iter().map(|(_, n)| *n).collect(),
            chosen.iter().map(|(unit, _)| of_unit(unit)).collect(),
            cells,
        );
        (names, units)
    }
}

/// The side of a group's name.
fn side(label: &str) -> Option<usize> {
    SIDES.iter().position(|name| *name == label)
}

/// Analyses from shares: `place` says of a group which one it belongs to and on which side, `part` what a key is called.
fn of_shares<G: Ord, K: Ord>(
    name: &'static str,
    shares: &Shares<G, K>,
    place: impl Fn(&G) -> Option<(String, usize)>,
    part: impl Fn(&K) -> String,
) -> Vec<Analysis> {
    let mut found: BTreeMap<String, Analysis> = BTreeMap::new();
    shares.each(|group, unit, key, n| {
        if let Some((of, side)) = place(group) {
            let analysis = found
                .entry(of)
                .or_insert_with_key(|of| Analysis::new(name, of.clone()));
            analysis.add_size(unit, side, n);
            analysis.add_part(unit, side, &part(key), n);
        }
    });
    found.into_values().collect()
}

/// Words by voice, of all words of each side.
pub fn words(tally: &Tally, groups: &Groups<'_>) -> Analysis {
    let mut analysis = Analysis::new("words", String::new());
    for row in &tally.rows {
        let article = &tally.corpus.articles[row.article as usize];
        let speaker = &tally.speakers[row.speaker as usize];
        let Some(side) = side(groups.label(article.id)) else {
            continue;
        };
        if groups.takes(article.id, speaker) {
            analysis.add_size(article.cluster, side, u64::from(row.words));
            analysis.add_part(article.cluster, side, &speaker.voice, u64::from(row.words));
        }
    }
    analysis
}

/// Matches of the categories of a dictionary, in words of each side.
pub fn frames(tally: &Tally, dictionary: &Dictionary, groups: &Groups<'_>) -> Analysis {
    let mut analysis = Analysis::new("frames", String::new());
    let place = |row: u32| {
        let row = &tally.rows[row as usize];
        let article = &tally.corpus.articles[row.article as usize];
        let speaker = &tally.speakers[row.speaker as usize];
        let side = side(groups.label(article.id)).filter(|_| groups.takes(article.id, speaker));
        side.map(|side| (article.cluster, side, u64::from(row.words)))
    };
    for row in 0..tally.rows.len() as u32 {
        if let Some((unit, side, words)) = place(row) {
            analysis.add_size(unit, side, words);
        }
    }
    for entry in tally.frames.list.iter().filter(|entry| !entry.negated) {
        if let Some((unit, side, _)) = place(entry.row) {
            let name = &dictionary.categories[entry.category as usize].name;
            analysis.add_part(unit, side, name, u64::from(entry.count));
        }
    }
    analysis
}

/// Quotations and words of leads by voice.
pub fn floor(floor: &Floor) -> Vec<Analysis> {
    let of = |wanted: Part, name| {
        let place = |group: &(Part, String)| {
            let side = side(&group.1).filter(|_| group.0 == wanted);
            side.map(|side| (String::new(), side))
        };
        of_shares(name, &floor.shares, place, Clone::clone)
    };
    let mut found = of(Part::Quotations, "quotations");
    found.extend(of(Part::Lead, "lead"));
    found
}

/// Classes of reporting verbs, for each voice that they introduce.
pub fn verbs(verbs: &Verbs) -> Vec<Analysis> {
    let place = |(label, voice): &(String, String)| side(label).map(|side| (voice.clone(), side));
    of_shares("verbs", &verbs.classes, place, Clone::clone)
}

/// Classes of phrases.
pub fn uptake(classes: &Classes, phrases: &[Phrase]) -> Vec<Analysis> {
    let place = |(phrase, label): &(usize, String)| {
        side(label).map(|side| (phrases[*phrase].words.clone(), side))
    };
    of_shares("uptake", classes, place, |(class, _)| {
        class.name().to_owned()
    })
}

/// How far the shares of one part lie apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What is shared out.
    pub analysis: &'static str,
    /// Of what.
    pub of: String,
    /// The part.
    pub part: String,
    /// How often, in target and reference.
    pub counts: [u64; 2],
    /// Of how many.
    pub sizes: [u64; 2],
    /// The shares, their difference and its interval; `None` where a side has nothing to share out.
    pub difference: Option<Difference>,
    /// The test over units, adjusted over all rows.
    pub tested: Tested,
    /// Why there is no p, where there is none.
    pub why: &'static str,
    /// Units with the whole in target and reference.
    pub units: [u64; 2],
    /// Units with the whole on both sides.
    pub pairs: u64,
}

/// Which parts and units are tested, and where chance begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Fewest occurrences of a part on both sides together.
    pub min_count: u64,
    /// Whether only units with the whole on both sides take part.
    pub paired: bool,
    /// Decides the relabellings.
    pub seed: u64,
}

/// Tests every part of some analyses; p is adjusted over all of them together.
pub fn differences(
    analyses: &[Analysis],
    groups: &Groups<'_>,
    options: &inference::Options,
    choice: Choice,
) -> Vec<Row> {
    let strata = groups.strata();
    let mut rows = Vec::new();
    for analysis in analyses {
        let (names, units) = analysis.units(&strata, choice);
        let tested = inference::test_of_shares(&units, options, choice.seed);
        let mut sizes = [0; 2];
        for n in &units.sizes {
            (0..2).for_each(|side| sizes[side] += n[side]);
        }
        let pairs = units.sizes.iter().filter(|n| n[0] > 0 && n[1] > 0).count() as u64;
        for (term, (part, found)) in names.into_iter().zip(tested.terms).enumerate() {
            let mut counts = [0; 2];
            for cell in units.of(term) {
                (0..2).for_each(|side| counts[side] += u64::from(cell.counts[side]));
            }
            rows.push(Row {
                analysis: analysis.name,
                of: analysis.of.clone(),
                part: part.to_owned(),
                counts,
                sizes,
                difference: inference::difference(&units, term),
                why: match (tested.smallest, found.too_few) {
                    (None, _) => "no relabelling was asked for, or there is but one",
                    (_, true) => "not tested: see the note",
                    _ => "all units agree",
                },
                tested: found,
                units: units.on_sides(),
                pairs,
            });
        }
    }
    let p: Vec<f64> = rows.iter().filter_map(|row| row.tested.p).collect();
    let adjusted = inference::adjusted(&p, options.adjust);
    let with_p = rows.iter_mut().filter(|row| row.tested.p.is_some());
    for (row, adjusted) in with_p.zip(adjusted) {
        row.tested.p_adjusted = Some(adjusted);
    }
    rows
}
