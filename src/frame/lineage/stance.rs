//! Words that turn a statement round: negations, and verbs that deny what they introduce.

use crate::concordance::Utterance;
use crate::lang;
use crate::lexicon::Glob;
use crate::token::normal_form;
use std::collections::BTreeMap;

/// The negations of one word and the verbs of denial of each language.
pub(super) struct Stance(BTreeMap<&'static str, (Vec<Glob>, Vec<String>)>);

impl Stance {
    pub(super) fn new() -> Self {
        let mut all = BTreeMap::new();
        for language in lang::LANGUAGES {
            let Some(stance) = language.stance() else {
                continue;
            };
            let single = stance
                .contested
                .negators
                .iter()
                .filter(|n| !n.contains(' '));
            let negators = single.filter_map(|n| Glob::new(n).ok()).collect();
            let lines = stance.contested.verbs.iter();
            let verbs = lines.flat_map(|line| line.split_whitespace().map(str::to_owned));
            all.insert(language.code(), (negators, verbs.collect()));
        }
        Self(all)
    }

    /// True when a word of an utterance negates.
    pub(super) fn negates(&self, utterance: &Utterance, word: usize) -> bool {
        let form = normal_form(utterance.word(word));
        let known = self.0.get(utterance.language);
        known.is_some_and(|(negators, _)| negators.iter().any(|n| n.matches(&form)))
    }

    /// True when an utterance is introduced by a verb of denial.
    pub(super) fn denies(&self, utterance: &Utterance) -> bool {
        let mut words = utterance.cue.split(|c: char| !c.is_alphanumeric());
        let known = self.0.get(utterance.language);
        known.is_some_and(|(_, verbs)| words.any(|word| verbs.iter().any(|verb| verb == word)))
    }
}
