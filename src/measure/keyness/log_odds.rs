//! Weighted log-odds with an informative Dirichlet prior.

use super::{Contrast, Keyness, Options, tables};
use crate::error::Error;
use crate::files;
use crate::measure::About;
use crate::measure::{Table2x2, six};
use crate::token::normal_form;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Pseudo-counts that hold back terms of which little is known.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Prior {
    /// `alpha0` pseudo-counts, shared out as the two groups together share out their tokens.
    #[default]
    Pooled,
    /// The same number for every term.
    Flat(f64),
    /// The weights of a CSV with the columns `term` and `weight`.
    File {
        /// The file, relative to the study.
        path: String,
        /// Its weights, once read; terms in lower case.
        weights: BTreeMap<String, f64>,
    },
}

impl Prior {
    /// Reads the weights of a file; nothing to do for the others.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or lacks a column, a term twice, a weight that is no number above 0.
    pub fn load(&mut self, base: &Path) -> crate::error::Result<()> {
        if let Self::File { path, weights } = self {
            *weights = read(&base.join(path.as_str()))?;
        }
        Ok(())
    }
}

fn read(path: &Path) -> crate::error::Result<BTreeMap<String, f64>> {
    let text = files::read_text(path)?;
    let name = path.display().to_string();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let failed = |line: u64, message: String| Error::format(format!("{name}:{line}"), message);
    let headers = reader
        .headers()
        .map_err(|e| failed(1, e.to_string()))?
        .clone();
    let column = |wanted: &str| {
        let there: Vec<&str> = headers.iter().map(str::trim).collect();
        let place = there.iter().position(|h| *h == wanted);
        place.ok_or_else(|| Error::unknown(format!("{name}:1"), "column", wanted, &there))
    };
    let (term, weight) = (column("term")?, column("weight")?);
    let mut weights = BTreeMap::new();
    for record in reader.records() {
        let record = record
            .map_err(|e| failed(e.position().map_or(1, csv::Position::line), e.to_string()))?;
        let line = record.position().map_or(1, csv::Position::line);
        let [term, written] = [term, weight].map(|c| record.get(c).unwrap_or("").trim());
        let number = written
            .parse()
            .ok()
            .filter(|w: &f64| *w > 0.0 && w.is_finite());
        let Some(number) = number else {
            return Err(failed(
                line,
                format!("the weight of a prior must be a number above 0, not \"{written}\""),
            ));
        };
        if weights
            .insert(normal_form(term).into_owned(), number)
            .is_some()
        {
            return Err(failed(line, format!("the term \"{term}\" stands twice")));
        }
    }
    if weights.is_empty() {
        return Err(failed(1, "the prior has no terms".into()));
    }
    Ok(weights)
}

impl TryFrom<String> for Prior {
    type Error = String;
    fn try_from(written: String) -> Result<Self, String> {
        let flat = written.strip_prefix("flat:").and_then(|n| n.parse().ok());
        match (written.as_str(), flat) {
            ("pooled", _) => Ok(Self::Pooled),
            (_, Some(weight)) => Ok(Self::Flat(weight)),
            (path, _) if path.to_lowercase().ends_with(".csv") => Ok(Self::File {
                path: path.to_owned(),
                weights: BTreeMap::new(),
            }),
            _ => Err(format!(
                "expected \"pooled\", \"flat:NUMBER\" or a file \"NAME.csv\", found \"{written}\""
            )),
        }
    }
}

impl From<Prior> for String {
    fn from(prior: Prior) -> Self {
        match prior {
            Prior::Pooled => "pooled".into(),
            Prior::Flat(weight) => format!("flat:{weight}"),
            Prior::File { path, .. } => path,
        }
    }
}

/// The difference of log-odds of a term in two groups, each drawn towards the prior.
///
/// ```text
/// δ = ln( (a + α) / (N₁ + α₀ − a − α) )  −  ln( (b + α) / (N₂ + α₀ − b − α) )
/// ```
///
/// `a` of `n1` and `b` of `n2` tokens; `alpha` is the term's pseudo-count, `alpha0` that of all terms.
/// Positive: more in the target; natural logarithm; any real number.
/// `None` if a group has no tokens, or the other terms together have no weight.
///
/// Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008), "Fightin' Words", Political Analysis 16(4), 372–403, eq. 15.
///
/// # Examples
///
/// ```
/// use counterframe::measure::keyness::log_odds;
/// // 10 of 100 and 5 of 200, α = 25, α₀ = 500: ln(35/565) − ln(30/670) = .324 602 7.
/// let delta = log_odds([10, 5], [100, 200], 25.0, 500.0).unwrap();
/// assert!((delta - 0.324_602_7).abs() < 1e-6);
/// ```
pub fn log_odds(counts: [u64; 2], sizes: [u64; 2], alpha: f64, alpha0: f64) -> Option<f64> {
    let odds = |count: u64, size: u64| {
        let (with, without) = (
            count as f64 + alpha,
            size as f64 + alpha0 - count as f64 - alpha,
        );
        (size > 0 && with > 0.0 && without > 0.0).then(|| libm::log(with / without))
    };
    Some(odds(counts[0], sizes[0])? - odds(counts[1], sizes[1])?)
}

/// [`log_odds`] in units of its standard error: ranks terms by size and certainty together. It is not a test.
///
/// ```text
/// z = δ / √( 1 / (a + α) + 1 / (b + α) )
/// ```
///
/// Monroe, Colaresi and Quinn (2008), eq. 18 to 22.
///
/// # Examples
///
/// ```
/// use counterframe::measure::keyness::log_odds_z;
/// // δ = .324 602 7 as above, over √(1/35 + 1/30) = .248 806 4.
/// let z = log_odds_z([10, 5], [100, 200], 25.0, 500.0).unwrap();
/// assert!((z - 1.304_638).abs() < 1e-5);
/// ```
pub fn log_odds_z(counts: [u64; 2], sizes: [u64; 2], alpha: f64, alpha0: f64) -> Option<f64> {
    let delta = log_odds(counts, sizes, alpha, alpha0)?;
    let variance = 1.0 / (counts[0] as f64 + alpha) + 1.0 / (counts[1] as f64 + alpha);
    Some(delta / libm::sqrt(variance))
}

/// The prior of a contrast, ready to be asked term by term.
struct Weights<'a> {
    contrast: &'a Contrast<'a>,
    options: &'a Options,
    total: f64,
    sum: f64,
    lightest: f64,
}

impl<'a> Weights<'a> {
    fn new(contrast: &'a Contrast<'_>, options: &'a Options) -> Self {
        let (mut sum, mut lightest) = (0.0, f64::INFINITY);
        if let Prior::File { weights, .. } = &options.prior {
            sum = weights.values().sum();
            lightest = weights.values().copied().fold(lightest, f64::min);
        }
        Self {
            contrast,
            options,
            total: (contrast.sizes[0] + contrast.sizes[1]) as f64,
            sum,
            lightest,
        }
    }

    /// The pseudo-counts of a term, and of all terms.
    fn of(&self, term: usize, table: Table2x2) -> (f64, f64) {
        let alpha0 = self.options.alpha0;
        match &self.options.prior {
            Prior::Pooled => (alpha0 * (table.a + table.b) as f64 / self.total, alpha0),
            Prior::Flat(weight) => (*weight, weight * self.contrast.vocabulary as f64),
            // Terms that a file does not name weigh as little as its lightest.
            Prior::File { weights, .. } => {
                let label = normal_form(self.contrast.label(term));
                (
                    weights.get(&*label).copied().unwrap_or(self.lightest),
                    self.sum,
                )
            }
        }
    }
}

/// [`log_odds_z`] and [`log_odds`] over a contrast.
pub(super) struct LogOdds;

impl Keyness for LogOdds {
    fn columns(&self) -> &'static [&'static str] {
        &["log_odds_z", "log_odds"]
    }
    fn score(&self, contrast: &Contrast<'_>, options: &Options) -> Vec<Vec<Option<f64>>> {
        let sizes = contrast.sizes;
        let weights = Weights::new(contrast, options);
        let values = |(term, table): (usize, Table2x2)| {
            let (alpha, alpha0) = weights.of(term, table);
            let counts = [table.a, table.b];
            vec![
                log_odds_z(counts, sizes, alpha, alpha0),
                log_odds(counts, sizes, alpha, alpha0),
            ]
        };
        tables(contrast).enumerate().map(values).collect()
    }
    fn about(&self) -> &About {
        &About {
            formula: "δ / √var, δ = ln((a+α)/(N₁+α₀−a−α)) − ln((b+α)/(N₂+α₀−b−α)), var = 1/(a+α) + 1/(b+α)",
            range: "any; above 0: more in the target; a ranking",
            undefined: "a group has no words, or one term is all there is",
            citation: "Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict. Political Analysis 16(4), 372–403.",
        }
    }
    fn worked(&self, contrast: &Contrast<'_>, options: &Options, term: usize) -> String {
        let Some(table) = tables(contrast).nth(term) else {
            return String::new();
        };
        let (alpha, alpha0) = Weights::new(contrast, options).of(term, table);
        let odds = |count: u64, size: u64| {
            let with = count as f64 + alpha;
            let without = size as f64 + alpha0 - with;
            (six(with), format!("ln({} / {})", six(with), six(without)))
        };
        let [n1, n2] = contrast.sizes;
        let ((with1, odds1), (with2, odds2)) = (odds(table.a, n1), odds(table.b, n2));
        let (alpha, alpha0) = (six(alpha), six(alpha0));
        format!("({odds1} − {odds2}) / √(1/{with1} + 1/{with2}), α = {alpha}, α₀ = {alpha0}")
    }
}
