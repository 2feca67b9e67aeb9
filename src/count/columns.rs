//! Which surface forms are one term.

use super::tally::{Cell, Tally};
use super::vocabulary::{TermId, Vocabulary};
use crate::token::{Options, Stemmer, normal_form};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Words that lists of terms do not show; counts and windows keep them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StopList(pub BTreeSet<String>);

/// The map from surface forms to terms: folding of letter case, variants, stems.
#[derive(Debug, Clone)]
pub struct Columns<'t> {
    vocabulary: &'t Vocabulary,
    column: Vec<u32>,
    labels: Vec<TermId>,
    hidden: Vec<bool>,
}

impl<'t> Columns<'t> {
    /// The terms of a finished tally, numbered in order of their first surface form by bytes.
    ///
    /// A term's label is its most frequent surface form (ties by bytes); a term is hidden when all its forms are stop
    /// words. Variants are looked up after folding and before stems; their values are folded the same way.
    pub fn new(tally: &'t Tally, options: &Options, stop: &StopList) -> Self {
        let vocabulary = &tally.vocabulary;
        let fold = Fold::new(options);
        let (totals, (terms, column)) = rayon::join(|| totals(tally), || fold.columns(vocabulary));
        let stop: FxHashSet<&str> = stop.0.iter().map(String::as_str).collect();
        let mut best: Vec<Option<TermId>> = vec![None; terms];
        let mut hidden = vec![true; terms];
        for term in 0..vocabulary.len() as TermId {
            let place = column[term as usize] as usize;
            let better = best[place].is_none_or(|b| totals[term as usize] > totals[b as usize]);
            if better {
                best[place] = Some(term);
            }
            hidden[place] &= stop.contains(&*normal_form(vocabulary.get(term)));
        }
        // Every key comes from some form, so that each term has a best one.
        Self {
            vocabulary,
            column,
            labels: best.into_iter().flatten().collect(),
            hidden,
        }
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The term of a surface form.
    pub fn of(&self, term: TermId) -> u32 {
        self.column[term as usize]
    }

    /// How a term is printed.
    pub fn label(&self, column: u32) -> &'t str {
        self.vocabulary.get(self.labels[column as usize])
    }

    /// True when lists do not show the term.
    pub fn is_hidden(&self, column: u32) -> bool {
        self.hidden[column as usize]
    }

    /// The surface forms of each term.
    pub fn forms(&self) -> Vec<Vec<&'t str>> {
        let mut forms = vec![Vec::new(); self.len()];
        for (term, column) in self.column.iter().enumerate() {
            forms[*column as usize].push(self.vocabulary.get(term as TermId));
        }
        forms
    }

    /// Adds cells to totals, one a term.
    pub fn add(&self, cells: &[Cell], totals: &mut [u64]) {
        for cell in cells {
            totals[self.of(cell.term) as usize] += u64::from(cell.count);
        }
    }
}

/// How often each form occurs in all rows.
fn totals(tally: &Tally) -> Vec<u64> {
    let mut totals = vec![0; tally.vocabulary.len()];
    for cell in tally.rows.iter().flat_map(|row| tally.cells(row)) {
        totals[cell.term as usize] += u64::from(cell.count);
    }
    totals
}

/// Surface form to the key of its term.
struct Fold {
    lowercase: bool,
    stemmer: Stemmer,
    variants: BTreeMap<String, String>,
}

impl Fold {
    fn new(options: &Options) -> Self {
        let mut fold = Self {
            lowercase: options.lowercase,
            stemmer: options.stemmer,
            variants: BTreeMap::new(),
        };
        fold.variants = options
            .variants
            .iter()
            .map(|(from, to)| (fold.case(from).into_owned(), fold.case(to).into_owned()))
            .collect();
        fold
    }

    /// How many terms there are, and the term of each form.
    fn columns(&self, vocabulary: &Vocabulary) -> (usize, Vec<u32>) {
        let mut keys = Vocabulary::default();
        let column = (0..vocabulary.len() as TermId)
            .map(|t| keys.intern(&self.key(vocabulary.get(t))))
            .collect();
        (keys.len(), column)
    }

    /// Apostrophes are made straight in any case.
    fn case<'f>(&self, form: &'f str) -> Cow<'f, str> {
        if self.lowercase {
            normal_form(form)
        } else {
            form.replace(['’', '‘', 'ʼ'], "'").into()
        }
    }

    fn key<'f>(&'f self, form: &'f str) -> Cow<'f, str> {
        let folded = self.case(form);
        let varied = self
            .variants
            .get(&*folded)
            .map_or(folded, |v| v.as_str().into());
        match self.stemmer {
            Stemmer::None => varied,
            Stemmer::Snowball(_) => self.stemmer.stem(&normal_form(&varied)).into(),
        }
    }
}
