//! Names that an article spells out beside their initials: "the Alliance to Open Harbors (AOH)".

use super::scene::Scene;
use std::ops::Range;

/// Most words of such a name.
const LONGEST: usize = 12;
/// Letters of initials.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;

/// The names of several words before their initials in brackets.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let first = scene.tokens.in_title + 1;
    let all = first.min(scene.tokens.list.len())..scene.tokens.list.len();
    all.filter_map(|i| before(scene, i)).collect()
}

/// The name before the initials at token `i`.
fn before(scene: &Scene<'_>, i: usize) -> Option<Range<usize>> {
    let bracketed = scene.gap(i - 1) == " (" && scene.gap(i).starts_with(')');
    if !bracketed || !scene.is_capital(i) {
        return None;
    }
    let letters: Vec<char> = scene.text(i).chars().filter(|c| *c != '.').collect();
    if !LETTERS.contains(&letters.len()) || !letters.iter().all(|c| c.is_uppercase()) {
        return None;
    }
    let far = i.saturating_sub(LONGEST).max(scene.tokens.in_title);
    let tight = |k: &usize| *k + 1 == i || matches!(scene.gap(*k), " " | ", " | " & " | "-");
    let starts = (far..i).rev().take_while(tight);
    let mut capital = starts.filter(|k| scene.is_capital(*k));
    let spelled = |start: &usize| {
        let words = *start..i;
        let initial = |k: usize| scene.text(k).chars().next();
        let upper = |k: &usize| scene.is_capital(*k);
        let capitals = words.clone().filter(upper).filter_map(initial);
        let every = words.filter_map(initial).flat_map(char::to_uppercase);
        capitals.eq(letters.iter().copied()) || every.eq(letters.iter().copied())
    };
    let start = capital.find(spelled)?;
    (start + 1 < i && scene.mark(start) == scene.mark(i)).then_some(start..i)
}
