//! The learned part: which words are what somebody says, by whom, and what reports it.
//!
//! A linear chain over the words of a sentence, with weights in whole numbers: an averaged structured perceptron
//! (Collins, M. (2002), "Discriminative training methods for hidden Markov models", EMNLP, 1–8) over hashed features.
//! It sees words, the beginnings and ends of words, the sets of the language, marks and points. The weights are made by
//! `cargo run --release --example train-tagger`; they hold no text, and `origin.txt` beside them says what they come from.
//! Features hold the sets of the language as bits: when one is added, train anew.
//! It gives a second opinion where the rules are silent: the rule `tagged` claims only what no other rule has.
//!
//! [`voice`](super) says what it changes: it adds reported speech where whatever is reported counts, and too much where
//! only sayings do. A study that wants sayings only sets `attribution.tagger = false`.

mod features;
mod train;

pub use train::{Example, Part, train};

use super::scene::Scene;
use features::Reader;
use std::ops::Range;
use std::sync::LazyLock;

/// What is taken from the score of every beginning: fewer, surer finds. Chosen on articles held apart from training.
const RELUCTANCE: i32 = 800;

/// Places for hashed features: a power of two.
const BUCKETS: usize = 1 << 18;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Tag {
    /// None of the others.
    Other,
    /// The first word of what is said.
    Begin,
    /// A further word of it.
    Inside,
    /// The reporting word.
    Cue,
    /// Who says it.
    Source,
}

/// How many tags there are.
const TAGS: usize = 5;

const ALL: [Tag; TAGS] = [Tag::Other, Tag::Begin, Tag::Inside, Tag::Cue, Tag::Source];

/// Weights of features and of pairs of tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// One weight a bucket and tag.
    weights: Vec<[i8; TAGS]>,
    /// From one tag to the next.
    steps: [[i32; TAGS]; TAGS],
}

/// The beginning of a file of weights.
const MAGIC: &[u8; 8] = b"cfwtags1";

impl Model {
    /// The shipped weights.
    pub(super) fn shipped() -> &'static Self {
        static MODEL: LazyLock<Model> = LazyLock::new(|| {
            Model::read(include_bytes!("weights.bin")).expect("shipped data, read in a test")
        });
        &MODEL
    }

    /// Reads weights; `None` if the bytes are no weights of this version.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (steps, weights) = rest.split_at_checked(TAGS * TAGS * 4)?;
        if weights.len() != BUCKETS * TAGS {
            return None;
        }
        let mut model = Self {
            weights: Vec::with_capacity(BUCKETS),
            steps: [[0; TAGS]; TAGS],
        };
        for (place, step) in steps.chunks_exact(4).enumerate() {
            let value = i32::from_le_bytes(step.try_into().ok()?);
            model.steps[place / TAGS][place % TAGS] = value;
        }
        for row in weights.chunks_exact(TAGS) {
            let mut tags = [0; TAGS];
            for (tag, byte) in tags.iter_mut().zip(row) {
                *tag = byte.cast_signed();
            }
            model.weights.push(tags);
        }
        Some(model)
    }

    /// The weights as they are shipped.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for step in self.steps.iter().flatten() {
            bytes.extend(step.to_le_bytes());
        }
        let weights = self.weights.iter().flatten();
        bytes.extend(weights.map(|w| w.cast_unsigned()));
        bytes
    }
}

/// The tags of all words of an article's body.
pub(super) fn tags(scene: &Scene<'_>, model: &Model) -> Vec<Tag> {
    let mut tags = vec![Tag::Other; scene.tokens.list.len()];
    let mut reader = Reader::new(scene);
    let mut path = Path::default();
    for sentence in &scene.sentences {
        path.clear();
        for i in sentence.clone() {
            let mut scores = [0_i32; TAGS];
            for feature in reader.features(sentence, i) {
                let weights = &model.weights[feature];
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += i32::from(*weight);
                }
            }
            scores[Tag::Begin as usize] -= RELUCTANCE;
            path.push(scores, &model.steps);
        }
        path.write(&mut tags[sentence.clone()]);
    }
    tags
}

/// The best sequence of tags so far, for each tag it can end with (Viterbi).
#[derive(Debug, Default)]
struct Path {
    best: [i32; TAGS],
    from: Vec<[u8; TAGS]>,
}

impl Path {
    fn clear(&mut self) {
        self.best = [0; TAGS];
        self.from.clear();
    }

    fn push(&mut self, scores: [i32; TAGS], steps: &[[i32; TAGS]; TAGS]) {
        let first = self.from.is_empty();
        let (mut best, mut from) = ([0; TAGS], [0; TAGS]);
        for tag in 0..TAGS {
            let value = |before: usize| {
                if first {
                    // Nothing is said before the sentence begins.
                    steps[Tag::Other as usize][tag] - i32::from(before > 0) * FAR
                } else {
                    self.best[before] + steps[before][tag]
                }
            };
            let inside_nothing = |before: usize| {
                tag == Tag::Inside as usize
                    && (first || !matches!(ALL[before], Tag::Begin | Tag::Inside))
            };
            let score = |before: usize| value(before) - i32::from(inside_nothing(before)) * FAR;
            let before = (0..TAGS).rev().max_by_key(|b| score(*b)).unwrap_or(0);
            best[tag] = score(before).max(-FAR) + scores[tag];
            from[tag] = before as u8;
        }
        self.best = best;
        self.from.push(from);
    }

    fn write(&self, tags: &mut [Tag]) {
        let mut tag = (0..TAGS).rev().max_by_key(|t| self.best[*t]).unwrap_or(0);
        for (place, from) in self.from.iter().enumerate().rev() {
            tags[place] = ALL[tag];
            tag = from[tag] as usize;
        }
    }
}

/// More than any sum of weights in a sentence.
const FAR: i32 = 1 << 24;

/// Runs of words that are said.
pub(super) fn contents(tags: &[Tag], within: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for i in within {
        match (tags[i], found.last_mut()) {
            (Tag::Inside, Some(run)) if run.end == i => run.end = i + 1,
            (Tag::Begin | Tag::Inside, _) => found.push(i..i + 1),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_weights_are_read_and_written() {
        let model = Model::shipped();
        assert_eq!(Model::read(&model.bytes()).as_ref(), Some(model));
        assert_eq!(Model::read(b"cfwtags1"), None);
    }

    #[test]
    fn nothing_goes_on_that_has_not_begun() {
        let mut path = Path::default();
        path.clear();
        let steps = [[0; TAGS]; TAGS];
        for _ in 0..3 {
            // "Inside" looks best everywhere.
            path.push([0, 1, 100, 0, 0], &steps);
        }
        let mut tags = [Tag::Other; 3];
        path.write(&mut tags);
        assert_eq!(tags, [Tag::Begin, Tag::Inside, Tag::Inside]);
        assert_eq!(contents(&tags, 0..3), [0..3]);
    }
}
