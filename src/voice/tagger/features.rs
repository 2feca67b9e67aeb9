//! What the tagger sees of a word.

use super::BUCKETS;
use crate::lang::{Set, Verb};
use crate::voice::scene::Scene;
use std::ops::Range;

/// Features of a word.
pub(super) const TEMPLATES: usize = 31;

/// Words on each side in which reporting verbs are looked for.
const WINDOW: usize = 64;

/// What is known of one word, as numbers to be mixed.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    word: u64,
    ending: u64,
    shape: u64,
    class: u64,
    gap: u64,
    marked: u64,
}

/// Reads the features of an article's words.
pub(super) struct Reader {
    seen: Vec<Seen>,
    cues: Vec<bool>,
    that: Vec<bool>,
    out: [usize; TEMPLATES],
}

impl Reader {
    pub(super) fn new(scene: &Scene<'_>) -> Self {
        let all = 0..scene.tokens.list.len();
        let body = |i: &usize| *i >= scene.tokens.in_title;
        let seen = |i: usize| {
            if body(&i) {
                seen(scene, i)
            } else {
                Seen::default()
            }
        };
        let cue = |i: usize| body(&i) && scene.mark(i).is_none() && scene.verb(i).is_some();
        Self {
            seen: all.clone().map(seen).collect(),
            cues: all.clone().map(cue).collect(),
            that: all.map(|i| scene.is(Set::Complement, i)).collect(),
            out: [0; TEMPLATES],
        }
    }

    /// The buckets of a word's features.
    pub(super) fn features(&mut self, sentence: &Range<usize>, i: usize) -> [usize; TEMPLATES] {
        let at = |k: Option<usize>| {
            k.filter(|k| sentence.contains(k))
                .map_or(Seen::default(), |k| self.seen[k])
        };
        let before = |n: usize| at(i.checked_sub(n));
        let (here, next, after) = (self.seen[i], at(Some(i + 1)), at(Some(i + 2)));
        let (last, second) = (before(1), before(2));
        let from = sentence.start.max(i.saturating_sub(WINDOW));
        let left = (from..i).rev().find(|k| self.cues[*k]);
        let right = (i..sentence.end.min(i + WINDOW)).find(|k| self.cues[*k]);
        let near = |k: usize| match k.abs_diff(i) {
            n @ 0..=3 => n as u64,
            4..=6 => 4,
            7..=12 => 5,
            _ => 6,
        };
        let cue = |k: Option<usize>| k.map_or((0, 7), |k| (self.seen[k].word, near(k)));
        let ((left_word, left_far), (right_word, right_far)) = (cue(left), cue(right));
        let since = left.unwrap_or(from);
        let comma = (since..i).any(|k| self.seen[k].gap == COMMA);
        let that = (since..i).any(|k| self.that[k]);
        let state = u64::from(comma)
            | u64::from(that) << 1
            | u64::from(left.is_some()) << 2
            | u64::from(right.is_some()) << 3;
        let start = (i - sentence.start).min(6) as u64;
        let values: [(u64, u64); TEMPLATES] = [
            (here.word, 0),
            (last.word, 0),
            (next.word, 0),
            (second.word, 0),
            (after.word, 0),
            (last.word, here.word),
            (here.word, next.word),
            (here.ending, 0),
            (last.ending, here.ending),
            (here.shape, here.marked),
            (here.class, 0),
            (last.class, here.class),
            (here.class, next.class),
            (last.gap, here.gap),
            (last.gap, here.class),
            (last.gap, here.word),
            (left_word, left_far),
            (right_word, right_far),
            (left_word, state),
            (left_far, right_far << 8 | state),
            (state, here.class),
            (state, here.word),
            (state, last.gap),
            (start, here.class),
            (start, state),
            (last.marked << 2 | here.marked << 1 | next.marked, last.gap),
            (last.shape << 8 | here.shape, next.shape),
            (last.class, last.gap << 8 | state),
            (left_word, here.class),
            (right_word, here.class),
            (second.word, last.word),
        ];
        for (number, (slot, (x, y))) in self.out.iter_mut().zip(values).enumerate() {
            *slot = bucket(number as u64, x, y);
        }
        self.out
    }
}

const COMMA: u64 = 2;

fn seen(scene: &Scene<'_>, i: usize) -> Seen {
    let word = scene.word(i);
    let text = scene.text(i);
    let letters = text.chars().count();
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let shape = if text.chars().any(|c| c.is_ascii_digit()) {
        1
    } else if upper == 0 {
        2
    } else if upper == letters && letters > 1 {
        3
    } else if scene.is_capital(i) {
        4
    } else {
        5
    };
    let gap = scene.gap(i);
    let gap = match gap.trim() {
        "" => 1,
        "," => COMMA,
        g if g.contains(['"', '“', '”', '‘', '’', '\'']) => {
            3 + u64::from(g.contains(',')) + 2 * u64::from(g.contains('.'))
        }
        g if g.contains(':') => 8,
        g if g.contains(['—', '–', '-']) => 9,
        g if g.contains(['(', ')', '[', ']']) => 10,
        g if g.contains(['.', '?', '!']) => 11,
        _ => 12,
    };
    let verb = match scene.verb(i) {
        None => 0,
        Some(Verb::Bound) => 1,
        Some(Verb::Free) => 2,
    };
    let role = scene.is_role(i);
    let class =
        folded(scene.sets(i)) << 4 | verb << 2 | u64::from(scene.names(i)) << 1 | u64::from(role);
    Seen {
        word: hash(word.as_bytes()),
        ending: hash(&word.as_bytes()[word.len().saturating_sub(3)..]),
        shape,
        class,
        gap,
        marked: u64::from(scene.mark(i).is_some()),
    }
}

/// The sets of a word in 60 bits, the later ones mixed in.
fn folded(sets: u128) -> u64 {
    let (low, high) = (sets as u64, (sets >> 60) as u64);
    low ^ high.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// FNV-1a: the same on every machine.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, byte| {
        (h ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The place of a feature among the weights.
fn bucket(template: u64, x: u64, y: u64) -> usize {
    let mut h = x ^ y.rotate_left(29) ^ (template + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    h = (h ^ (h >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    h = (h ^ (h >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    ((h ^ (h >> 32)) % BUCKETS as u64) as usize
}
