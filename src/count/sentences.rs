//! The words of every sentence: what a model of meaning is made of.

use super::units::{Reach, Stream};
use serde::{Deserialize, Serialize};

/// The sentences of one article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ArticleSentences {
    /// Place of the article in the corpus.
    pub article: u32,
    /// The forms of its words, sentence by sentence.
    pub terms: Vec<u32>,
    /// Where each sentence ends in `terms`.
    pub ends: Vec<u32>,
}

/// The sentences of a corpus, in order of article once finished.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SentenceCounts {
    /// One entry an article that has words.
    pub list: Vec<ArticleSentences>,
}

impl SentenceCounts {
    pub(super) fn add(&mut self, stream: &Stream<'_>, article: u32) {
        let mut here = ArticleSentences {
            article,
            ..ArticleSentences::default()
        };
        // A sentence in which two people speak is one sentence.
        let sentence = |i: usize| {
            let first = stream.units.list[i].first;
            let place = stream.tokens.sentences.partition_point(|b| *b <= first);
            (stream.tokens.field(first as usize), place)
        };
        for stretch in stream.stretches(Reach::Sentence) {
            let goes_on =
                stretch.start > 0 && sentence(stretch.start) == sentence(stretch.start - 1);
            here.terms.extend(&stream.terms[stretch]);
            if goes_on {
                here.ends.pop();
            }
            here.ends.push(here.terms.len() as u32);
        }
        if !here.terms.is_empty() {
            self.list.push(here);
        }
    }

    pub(super) fn merge(&mut self, other: Self, articles: u32, terms: &[u32]) {
        self.list.extend(other.list.into_iter().map(|mut entry| {
            entry.article += articles;
            entry.terms.iter_mut().for_each(|t| *t = terms[*t as usize]);
            entry
        }));
    }

    pub(super) fn finish(&mut self, articles: &[u32], terms: &[u32]) {
        for entry in &mut self.list {
            entry.article = articles[entry.article as usize];
            entry.terms.iter_mut().for_each(|t| *t = terms[*t as usize]);
        }
        self.list.sort_by_key(|entry| entry.article);
    }
}

impl ArticleSentences {
    /// The sentences, one after another.
    pub fn sentences(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let bounds = starts.zip(&self.ends);
        bounds.map(|(start, end)| &self.terms[start as usize..*end as usize])
    }
}
