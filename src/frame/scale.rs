//! Latent semantic scaling: where words, articles, speakers and outlets stand on an axis between two sets of seed words.
//!
//! Watanabe, K. (2021), "Latent Semantic Scaling: A Semisupervised Text Analysis Technique for New Domains and Languages",
//! Communication Methods and Measures 15, 81–102. The meaning of a word is taken from the sentences of the corpus at hand.

use crate::contrast::Group;
use crate::count::{ArticleSentences, Columns, Tally};
use crate::error::{Error, Result};
use crate::lexicon::Glob;
use crate::measure::eigen::largest;
use crate::measure::tails::t_quantile;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The axis of a study: its `[scale]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Seed words of the low end (globs allowed); both ends empty: order, law, rumors.
    pub from: Vec<String>,
    /// Seed words of the high end; both ends empty: freedom, rights, censorship.
    pub to: Vec<String>,
    /// Dimensions of the space of meanings; never more than a quarter of the terms.
    pub dimensions: usize,
    /// Fewest occurrences of a term that has a place in it.
    pub min_count: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            from: Vec::new(),
            to: Vec::new(),
            dimensions: 300,
            min_count: 5,
        }
    }
}

impl Options {
    /// Refuses numbers that have no meaning.
    ///
    /// # Errors
    ///
    /// Fewer than two dimensions, in words.
    pub fn check(&self) -> std::result::Result<(), String> {
        if self.dimensions < 2 {
            return Err(format!(
                "dimensions = {}: expected 2 or more",
                self.dimensions
            ));
        }
        Ok(())
    }

    /// The seeds of both ends: the study's, or the shipped ones where it names none.
    pub fn seeds(&self) -> [Vec<String>; 2] {
        if self.from.is_empty() && self.to.is_empty() {
            let shipped = [
                ["order", "law", "rumor*"],
                ["freedom*", "right*", "censor*"],
            ];
            return shipped.map(|words| words.map(String::from).into());
        }
        [self.from.clone(), self.to.clone()]
    }
}

/// Terms on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The polarity of each scored term, by column: below 0 towards `from`, above towards `to`.
    pub polarity: BTreeMap<u32, f64>,
    /// The seeds that were found, of either end, as columns.
    pub seeds: [Vec<u32>; 2],
    /// The seeds as written.
    pub written: [Vec<String>; 2],
    /// Seeds that no term fits, or only terms too rare to have a place.
    pub missing: Vec<String>,
    /// Dimensions that were used.
    pub dimensions: usize,
    /// Sentences the space rests on.
    pub sentences: usize,
}

/// Fewest terms that span a space.
const FEWEST: usize = 8;

/// Finds the axis.
///
/// ```text
/// X: sentences × terms, counts     V: the first k right singular vectors of X, one row a term
/// polarity of f = mean over seeds s of `to` of cos(V_f, V_s) − mean over seeds s of `from` of cos(V_f, V_s)
/// ```
///
/// Terms are those that lists show and that occur often enough. From −2 to 2. The signs of singular vectors cancel. The
/// tally must hold its sentences.
///
/// # Errors
///
/// An end without a seed that occurs; a corpus with too few terms.
pub fn axis(tally: &Tally, columns: &Columns<'_>, options: &Options) -> Result<Axis> {
    let everything = Group {
        label: String::new(),
        rows: (0..tally.rows.len() as u32).collect(),
    };
    let counts = everything.counts(tally, columns);
    let enough =
        |c: &u32| counts[*c as usize] >= options.min_count.max(1) && !columns.is_hidden(*c);
    let terms: Vec<u32> = (0..columns.len() as u32).filter(enough).collect();
    if terms.len() < FEWEST {
        return Err(Error::Input(format!(
            "only {} terms occur {} times or more: too few for an axis (see [scale] min_count)",
            terms.len(),
            options.min_count
        )));
    }
    let place: FxHashMap<u32, u32> = terms.iter().copied().zip(0..).collect();
    let (mut missing, mut seeds) = (Vec::new(), [Vec::new(), Vec::new()]);
    for (end, written) in options.seeds().iter().enumerate() {
        for word in written {
            let glob = Glob::new(word)?;
            let fits = |c: &&u32| glob.matches(columns.label(**c));
            let before = seeds[end].len();
            seeds[end].extend(terms.iter().filter(fits).copied());
            if seeds[end].len() == before {
                let hidden = (0..columns.len() as u32)
                    .any(|c| columns.is_hidden(c) && glob.matches(columns.label(c)));
                let why = if hidden { " (on the stop list)" } else { "" };
                missing.push(format!("{word}{why}"));
            }
        }
        seeds[end].sort_unstable();
        seeds[end].dedup();
        if seeds[end].is_empty() {
            let words = missing[missing.len() - written.len()..].join(", ");
            let message = format!(
                "none of these seed words is a term that occurs {} times or more: {words}",
                options.min_count
            );
            return Err(Error::value(["scale.from", "scale.to"][end], message));
        }
    }
    if let Some(both) = seeds[0].iter().find(|c| seeds[1].contains(c)) {
        let word = columns.label(*both);
        let message = format!("\"{word}\" is a seed word of both ends");
        return Err(Error::value("scale", message));
    }
    let matrix = Sentences::new(tally, columns, &place);
    let dimensions = options.dimensions.min(terms.len() / 4).max(2);
    let multiply = |x: &[f64], y: &mut [f64]| matrix.multiply(x, y);
    let found = largest(terms.len(), dimensions, &multiply);
    let vectors = &found.vectors;
    let row = |t: usize| vectors.iter().map(move |v| v[t]);
    let length = |t: usize| libm::sqrt(row(t).map(|x| x * x).sum::<f64>());
    let lengths: Vec<f64> = (0..terms.len()).map(length).collect();
    let cosine = |t: usize, s: usize| {
        let product: f64 = row(t).zip(row(s)).map(|(x, y)| x * y).sum();
        let lengths = lengths[t] * lengths[s];
        if lengths > 0.0 {
            product / lengths
        } else {
            0.0
        }
    };
    let mean = |t: usize, end: usize| {
        let of: f64 = seeds[end]
            .iter()
            .map(|c| cosine(t, place[c] as usize))
            .sum();
        of / seeds[end].len() as f64
    };
    let polarity = terms
        .iter()
        .enumerate()
        .map(|(t, column)| (*column, mean(t, 1) - mean(t, 0)))
        .collect();
    Ok(Axis {
        polarity,
        seeds,
        written: options.seeds(),
        missing,
        dimensions: found.values.len(),
        sentences: matrix.starts.len() - 1,
    })
}

/// Sentences by chosen terms, those of a sentence together.
struct Sentences {
    starts: Vec<usize>,
    cells: Vec<(u32, f64)>,
}

impl Sentences {
    fn new(tally: &Tally, columns: &Columns<'_>, place: &FxHashMap<u32, u32>) -> Self {
        let (mut starts, mut cells) = (vec![0], Vec::new());
        let articles = tally.sentences.list.iter();
        for sentence in articles.flat_map(ArticleSentences::sentences) {
            let mut here: Vec<u32> = sentence
                .iter()
                .filter_map(|term| place.get(&columns.of(*term)).copied())
                .collect();
            here.sort_unstable();
            let runs = here.chunk_by(|x, y| x == y);
            cells.extend(runs.map(|run| (run[0], run.len() as f64)));
            starts.push(cells.len());
        }
        Self { starts, cells }
    }

    /// XᵀX times a vector.
    fn multiply(&self, x: &[f64], y: &mut [f64]) {
        y.fill(0.0);
        for bounds in self.starts.windows(2) {
            let cells = &self.cells[bounds[0]..bounds[1]];
            let sum: f64 = cells.iter().map(|(t, n)| n * x[*t as usize]).sum();
            for (t, n) in cells {
                y[*t as usize] += n * sum;
            }
        }
    }
}

/// Where a group stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// The group.
    pub group: String,
    /// The mean polarity of its words that have one.
    pub raw: f64,
    /// The same in standard deviations of articles from their mean.
    pub score: f64,
    /// The standard error of the score; over units, or over words where there is one unit.
    pub error: Option<f64>,
    /// The 95 % interval, or why there is none.
    pub interval: std::result::Result<(f64, f64), &'static str>,
    /// Words with a polarity.
    pub words: u64,
    /// Units with such words.
    pub units: u64,
}

/// Fewest units that give an interval.
const MIN_UNITS: u64 = 5;

/// The place of each group with words on the axis.
///
/// ```text
/// r = Σy / Σn      y: sum of the polarities of a unit's words, n: their number      SE² = U/(U − 1) Σ(y − r n)² / (Σn)²
/// ```
///
/// Ends are r ± t·SE on U − 1 degrees, from five units on; a group of one unit has the standard error of a mean over its
/// words (as Watanabe 2021). Scores are r less the mean over articles, divided by their standard deviation.
///
/// # Errors
///
/// Fewer than two articles with words that have a polarity, or all at the same place.
pub fn positions(
    tally: &Tally,
    columns: &Columns<'_>,
    axis: &Axis,
    groups: &[Group],
) -> Result<Vec<Position>> {
    let (mean, spread) = articles(tally, columns, axis)?;
    let mut found = Vec::new();
    for group in groups {
        let units: Vec<Sums> = group
            .by_unit(tally)
            .iter()
            .map(|rows| Sums::of(tally, columns, axis, rows))
            .filter(|sums| sums.n > 0.0)
            .collect();
        if units.is_empty() {
            continue;
        }
        let all = units.iter().fold(Sums::default(), Sums::plus);
        let (raw, count) = (all.y / all.n, units.len() as f64);
        let error = if units.len() > 1 {
            let square = |u: &Sums| (u.y - raw * u.n) * (u.y - raw * u.n);
            let squares: f64 = units.iter().map(square).sum();
            Some(libm::sqrt(count / (count - 1.0) * squares) / all.n)
        } else {
            let variance = (all.yy / all.n - raw * raw).max(0.0);
            (all.n > 1.0).then(|| libm::sqrt(variance / all.n))
        };
        let score = (raw - mean) / spread;
        let error = error.map(|e| e / spread);
        let interval = match error {
            Some(error) if units.len() as u64 >= MIN_UNITS => {
                let half = t_quantile(0.025, count - 1.0) * error;
                Ok((score - half, score + half))
            }
            _ => Err("fewer than 5 articles"),
        };
        found.push(Position {
            group: group.label.clone(),
            raw,
            score,
            error,
            interval,
            words: all.words,
            units: units.len() as u64,
        });
    }
    Ok(found)
}

/// Sums over words with a polarity.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    words: u64,
    n: f64,
    y: f64,
    yy: f64,
}

impl Sums {
    fn of(tally: &Tally, columns: &Columns<'_>, axis: &Axis, rows: &[u32]) -> Self {
        let mut sums = Self::default();
        for row in rows {
            for cell in tally.cells(&tally.rows[*row as usize]) {
                if let Some(polarity) = axis.polarity.get(&columns.of(cell.term)) {
                    let count = f64::from(cell.count);
                    sums.words += u64::from(cell.count);
                    sums.n += count;
                    sums.y += count * polarity;
                    sums.yy += count * polarity * polarity;
                }
            }
        }
        sums
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            words: self.words + other.words,
            n: self.n + other.n,
            y: self.y + other.y,
            yy: self.yy + other.yy,
        }
    }
}

/// Mean and standard deviation of the articles.
fn articles(tally: &Tally, columns: &Columns<'_>, axis: &Axis) -> Result<(f64, f64)> {
    let everything = Group {
        label: String::new(),
        rows: (0..tally.rows.len() as u32).collect(),
    };
    let raws: Vec<f64> = everything
        .by_article(tally)
        .map(|rows| Sums::of(tally, columns, axis, rows))
        .filter(|sums| sums.n > 0.0)
        .map(|sums| sums.y / sums.n)
        .collect();
    let n = raws.len() as f64;
    let mean = raws.iter().sum::<f64>() / n;
    let squares: f64 = raws.iter().map(|r| (r - mean) * (r - mean)).sum();
    let spread = libm::sqrt(squares / (n - 1.0));
    if raws.len() < 2 || spread <= 0.0 {
        let message = "fewer than two articles, or none that differ: an axis has no scale here";
        return Err(Error::Input(message.into()));
    }
    Ok((mean, spread))
}
