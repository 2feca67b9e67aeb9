//! Makes weights from annotated articles.

use super::features::{Reader, TEMPLATES};
use super::{ALL, BUCKETS, Model, Path, TAGS, Tag};
use crate::article::{Article, Span};
use crate::lang::Language;
use crate::random::SplitMix64;
use crate::token::Tokens;
use crate::voice::scene::Scene;

/// A part of an annotated quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What is said.
    Content,
    /// The reporting words.
    Cue,
    /// Who says it.
    Source,
}

/// An article with its annotation: bytes of its text and what they are.
#[allow(
    missing_debug_implementations,
    reason = "a language has no state to show"
)]
pub struct Example<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its tokens, sentences marked.
    pub tokens: &'a Tokens,
    /// Its language.
    pub language: &'a dyn Language,
    /// The parts of its quotations.
    pub parts: Vec<(Part, Span)>,
}

/// A sentence: the features of each word, and its tag.
struct Sentence {
    features: Vec<[u32; TEMPLATES]>,
    tags: Vec<u8>,
}

/// Largest weight that is shipped.
const LARGEST: i64 = 127;

/// Weights learned from examples in so many rounds; the same for the same examples.
pub fn train(examples: &[Example<'_>], rounds: u32) -> Model {
    let sentences: Vec<Sentence> = examples.iter().flat_map(sentences).collect();
    let mut learner = Learner::new();
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut numbers = SplitMix64::new(1);
    for _ in 0..rounds {
        shuffle(&mut order, &mut numbers);
        for &place in &order {
            learner.learn(&sentences[place]);
        }
    }
    learner.finish()
}

/// Fisher–Yates.
fn shuffle(order: &mut [usize], numbers: &mut SplitMix64) {
    for i in (1..order.len()).rev() {
        order.swap(i, numbers.below(i + 1));
    }
}

fn sentences(example: &Example<'_>) -> Vec<Sentence> {
    let scene = Scene::new(example.article, example.tokens, example.language);
    let mut tags = vec![Tag::Other; scene.tokens.list.len()];
    // What is said wins over who says it: sources and cues inside stay part of it.
    for wanted in [Part::Cue, Part::Source, Part::Content] {
        for (part, span) in &example.parts {
            if *part != wanted {
                continue;
            }
            for (k, i) in scene.tokens.within(*span).enumerate() {
                tags[i] = match part {
                    Part::Cue => Tag::Cue,
                    Part::Source => Tag::Source,
                    Part::Content if k == 0 => Tag::Begin,
                    Part::Content => Tag::Inside,
                };
            }
        }
    }
    let mut reader = Reader::new(&scene);
    scene
        .sentences
        .iter()
        .map(|sentence| {
            let mut own: Vec<u8> = tags[sentence.clone()].iter().map(|t| *t as u8).collect();
            // What goes on from the sentence before begins anew.
            if own.first() == Some(&(Tag::Inside as u8)) {
                own[0] = Tag::Begin as u8;
            }
            let features = sentence
                .clone()
                .map(|i| reader.features(sentence, i).map(|f| f as u32));
            Sentence {
                features: features.collect(),
                tags: own,
            }
        })
        .collect()
}

/// Weights at work, and the sums from which their averages follow.
struct Learner {
    weights: Vec<[i32; TAGS]>,
    sums: Vec<[i64; TAGS]>,
    steps: [[i32; TAGS]; TAGS],
    step_sums: [[i64; TAGS]; TAGS],
    seen: i64,
}

impl Learner {
    fn new() -> Self {
        Self {
            weights: vec![[0; TAGS]; BUCKETS],
            sums: vec![[0; TAGS]; BUCKETS],
            steps: [[0; TAGS]; TAGS],
            step_sums: [[0; TAGS]; TAGS],
            seen: 0,
        }
    }

    fn learn(&mut self, sentence: &Sentence) {
        self.seen += 1;
        let mut path = Path::default();
        path.clear();
        for features in &sentence.features {
            let mut scores = [0; TAGS];
            for feature in features {
                let weights = &self.weights[*feature as usize];
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += weight;
                }
            }
            path.push(scores, &self.steps);
        }
        let mut found = vec![Tag::Other; sentence.tags.len()];
        path.write(&mut found);
        let mut last = (Tag::Other as usize, Tag::Other as usize);
        for ((features, found), wanted) in sentence.features.iter().zip(found).zip(&sentence.tags) {
            let (found, wanted) = (found as usize, usize::from(*wanted));
            if found != wanted {
                for feature in features {
                    self.change(*feature as usize, wanted, 1);
                    self.change(*feature as usize, found, -1);
                }
            }
            if (found, last.0) != (wanted, last.1) {
                self.step(last.1, wanted, 1);
                self.step(last.0, found, -1);
            }
            last = (found, wanted);
        }
    }

    fn change(&mut self, feature: usize, tag: usize, by: i32) {
        self.weights[feature][tag] += by;
        self.sums[feature][tag] += i64::from(by) * self.seen;
    }

    fn step(&mut self, from: usize, to: usize, by: i32) {
        self.steps[from][to] += by;
        self.step_sums[from][to] += i64::from(by) * self.seen;
    }

    /// The averages over all sentences seen, scaled so that nearly all fit into a byte.
    fn finish(self) -> Model {
        let average = |weight: i32, sum: i64| i64::from(weight) * (self.seen + 1) - sum;
        let mut sizes: Vec<i64> = self
            .weights
            .iter()
            .flatten()
            .zip(self.sums.iter().flatten())
            .map(|(weight, sum)| average(*weight, *sum).abs())
            .filter(|size| *size > 0)
            .collect();
        sizes.sort_unstable();
        let largest = sizes.get(sizes.len() * 9995 / 10_000).copied().unwrap_or(1);
        let scaled = |value: i64| {
            (value * LARGEST + largest.signum() * largest / 2).div_euclid(largest.max(1))
        };
        let mut model = Model {
            weights: vec![[0; TAGS]; BUCKETS],
            steps: [[0; TAGS]; TAGS],
        };
        for (row, (weights, sums)) in model
            .weights
            .iter_mut()
            .zip(self.weights.iter().zip(&self.sums))
        {
            for tag in 0..ALL.len() {
                let value = scaled(average(weights[tag], sums[tag])).clamp(-LARGEST, LARGEST);
                row[tag] = i8::try_from(value).unwrap_or(0);
            }
        }
        for from in 0..TAGS {
            for to in 0..TAGS {
                let value = scaled(average(self.steps[from][to], self.step_sums[from][to]));
                model.steps[from][to] = i32::try_from(value).unwrap_or(0);
            }
        }
        model
    }
}
