//! Runs of words that count as one term.

use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Phrases compiled for look-up by their first word.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    by_first: FxHashMap<String, Vec<Vec<String>>>,
}

impl Phrases {
    /// Compiles phrases; letter case and the shape of apostrophes do not count.
    pub fn new<S: AsRef<str>>(phrases: &[S]) -> Self {
        let mut by_first: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
        for phrase in phrases {
            let words: Vec<String> = normal_form(phrase.as_ref())
                .split_whitespace()
                .map(str::to_owned)
                .collect();
            if let Some(first) = words.first().filter(|_| words.len() > 1) {
                by_first
                    .entry(first.clone())
                    .or_default()
                    .push(words[1..].to_vec());
            }
        }
        for (_, rests) in by_first
            .iter_mut()
            .collect::<std::collections::BTreeMap<_, _>>()
        {
            rests.sort_by(|x, y| y.len().cmp(&x.len()).then_with(|| x.cmp(y)));
        }
        Self { by_first }
    }

    /// True when there is no phrase.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// How many words the longest phrase that begins here has, or `None`; `word(k)` gives the k-th word from here on.
    ///
    /// # Examples
    ///
    /// ```
    /// let phrases = counterframe::token::Phrases::new(&["free speech", "true free speech"]);
    /// let words = ["True", "free", "Speech", "now"];
    /// assert_eq!(phrases.longest(|k| words.get(k).copied()), Some(3));
    /// assert_eq!(phrases.longest(|k| words.get(k + 1).copied()), Some(2));
    /// assert_eq!(phrases.longest(|k| words.get(k + 2).copied()), None);
    /// ```
    pub fn longest<'t>(&self, word: impl Fn(usize) -> Option<&'t str>) -> Option<usize> {
        let rests = self.by_first.get(&*normal_form(word(0)?))?;
        let fits = |rest: &&Vec<String>| {
            rest.iter()
                .enumerate()
                .all(|(k, w)| word(k + 1).is_some_and(|t| normal_form(t) == *w))
        };
        rests.iter().find(fits).map(|rest| rest.len() + 1)
    }
}

/// Lower case with straight apostrophes: the form in which words compare.
///
/// # Examples
///
/// ```
/// assert_eq!(counterframe::token::normal_form("China’s"), "china's");
/// ```
pub fn normal_form(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let upper = word.bytes().any(|b| b.is_ascii_uppercase());
        return if upper {
            word.to_ascii_lowercase().into()
        } else {
            word.into()
        };
    }
    word.chars()
        .map(|c| {
            if matches!(c, '’' | '‘' | 'ʼ') {
                '\''
            } else {
                c
            }
        })
        .flat_map(char::to_lowercase)
        .collect()
}
