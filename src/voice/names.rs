//! Names in text: runs of capitals, and the name inside a mention.

use super::noun::{Mention, has_name_or_role};
use super::roster::bare;
use super::scene::Scene;
use super::shipped::SHIPPED;
use crate::lang::{Ending, RoleSet, Roles, Set};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Runs of capitalised words in the body, small words of names between them included.
pub(super) fn capital_runs(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut i = scene.tokens.in_title;
    let end = scene.tokens.list.len();
    let names = |i: usize| {
        scene.is_capital(i)
            && scene.tokens.list[i].kind == crate::token::TokenKind::Word
            && !scene.in_headline(i)
    };
    while i < end {
        let sentence_start = scene
            .sentences
            .binary_search_by_key(&i, |s| s.start)
            .is_ok();
        let small = scene.is(Set::Determiners, i)
            || scene.is(Set::Clause, i)
            || scene.is(Set::Tail, i)
            || (sentence_start && scene.is(Set::Between, i))
            || scene.is_pronoun(i);
        if !names(i) || small || (sentence_start && scene.verb(i).is_some()) || is_title(scene, i) {
            i += 1;
            continue;
        }
        let start = i;
        let mut last = i;
        let mut k = i + 1;
        while k < end && k - last < 4 && tight(scene, k) {
            if is_title(scene, k) && names(k) {
                break;
            }
            if scene.ends(Ending::Possessor, k - 1) {
                // "Beijing's Office": the name begins after the possessor.
                break;
            }
            if names(k) && !scene.is(Set::Days, k) {
                last = k;
            } else if !joins(scene, start, k) {
                break;
            }
            k += 1;
        }
        let end = known(scene, start, end).max(last + 1);
        runs.push(start..end);
        i = end;
    }
    runs
}

/// Where a name ends that begins at token `start` and is shipped, "Save the Children", or stands beside its initials
/// somewhere in the article. `start` where none does.
pub(super) fn known(scene: &Scene<'_>, start: usize, to: usize) -> usize {
    let word = |i: usize| {
        let at = start + i;
        let plain = |at: usize| scene.mark(at).is_none() && matches!(scene.gap(at - 1), " " | ", ");
        (at < to && plain(at)).then(|| scene.word(at))
    };
    let first = bare(scene.word(start));
    let shipped = SHIPPED.longest(first, word);
    let same = |name: &&Range<usize>| {
        let mut rest = 1..name.len();
        scene.word(name.start) == scene.word(start)
            && rest.all(|i| word(i) == Some(scene.word(name.start + i)))
    };
    let spelled = scene
        .spelled
        .iter()
        .find(same)
        .map_or(0, ExactSizeIterator::len);
    let end = start + shipped.max(spelled);
    // A name written small is none: "red cross".
    let named = end > start + 1 && scene.is_capital(start) && scene.is_capital(end - 1);
    if named { end } else { start }
}

/// True for a small word within a shipped name: "the Globe **and** Mail".
pub(super) fn within_known(scene: &Scene<'_>, i: usize) -> bool {
    let to = scene.tokens.list.len();
    (i.saturating_sub(LISTED)..i).any(|start| known(scene, start, to) > i)
}

/// True for a title before a name: "Mr", "Minister", and a capitalised role before two further capitals ("Resident Ann Low").
fn is_title(scene: &Scene<'_>, i: usize) -> bool {
    let institution = |k: usize| scene.is_institution(k);
    let name = |k: usize| k < scene.tokens.list.len() && scene.is_capital(k) && !institution(k);
    let noun = |r: &Roles| r.of(scene.word(i)).is_some() || r.is(RoleSet::Title, scene.word(i));
    // "State Internet Information Office": the word belongs to the name of the body.
    let all = scene.tokens.list.len();
    let body = || {
        (i + 1..all.min(i + LONGEST))
            .take_while(|k| scene.is_capital(*k) && tight(scene, *k))
            .any(institution)
    };
    let role = scene.roles.is_some_and(noun) && !institution(i) && !body();
    scene.is(Set::Titles, i)
        || (role
            && scene.is_capital(i)
            && name(i + 1)
            && name(i + 2)
            && tight(scene, i + 1)
            && tight(scene, i + 2))
}

/// True when the small word `i` goes on with a name that began at `start` or later: "Ministry of", "van".
pub(super) fn joins(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let listed = |k: usize| scene.gap(k) == ", " && lists(scene, k);
    if scene.is(Set::Listing, i) && (start..i).rev().take(LISTED).any(listed) {
        return true;
    }
    // "Harbor Watch and Hill House" are two.
    let ended = |i: usize| scene.is_institution(i) && scene.is_capital(i - 1);
    if scene.is(Set::Listing, i) && i > start + 1 && ended(i - 1) {
        return false;
    }
    let of_body = |k: usize| scene.is_capital(k) && scene.is_institution(k);
    let before = || (start..i).rev().take(6).any(of_body);
    // "Civil Rights and Livelihood Watch"
    let after = || {
        let all = scene.tokens.list.len();
        let mut capitals = (i + 1..all.min(i + 4)).take_while(|k| scene.is_capital(*k));
        scene.is(Set::Clause, i) && scene.is_capital(i - 1) && capitals.any(of_body)
    };
    scene.is(Set::Particles, i) || (scene.is(Set::Joiners, i) && (before() || after()))
}

/// Most words of a name with commas on each side of one of them.
const LISTED: usize = 8;

/// True for the comma after token `i` within a name: "the Ministry of Rivers, Forests and Roads", "the Weather, Tides and
/// Rivers Agency".
pub(super) fn lists(scene: &Scene<'_>, i: usize) -> bool {
    let all = scene.tokens.list.len();
    let capital = |i: usize| i < all && scene.is_capital(i) && scene.mark(i).is_none();
    if scene.gap(i) != ", " || !capital(i) || !capital(i + 1) {
        return false;
    }
    let goes_on = |i: &usize| matches!(scene.gap(i - 1), " " | ", ");
    let part = |i: &usize| capital(*i) && goes_on(i);
    let after = i + 1 + (i + 1..all).take(LISTED).take_while(part).count();
    let last = after + 1;
    if last >= all || !scene.is(Set::Listing, after) || !capital(last) {
        return false;
    }
    let end = last
        + (last..all)
            .take(LISTED)
            .take_while(|k| capital(*k) && scene.gap(k - 1) == " ")
            .count();
    let before = (0..=i).rev().take(LISTED).take_while(|k| capital(*k));
    let start = i + 1 - before.count();
    let body = |i: usize| scene.is_institution(i);
    let open = start > 0 && scene.is(Set::Article, start - 1);
    if start > 1 && !open && scene.is(Set::Joiners, start - 1) {
        let of_state = scene
            .roles
            .is_some_and(|r| r.is(RoleSet::Listing, scene.word(start - 2)));
        return of_state && capital(start - 2) && !(start..end).any(body);
    }
    open && end > last + 1 && body(end - 1) && !(start..end - 1).any(body)
}

pub(super) fn tight(scene: &Scene<'_>, k: usize) -> bool {
    let gap = scene.gap(k - 1);
    if gap == ", " && lists(scene, k - 1) {
        return true;
    }
    if gap.contains('\n') {
        // A heading that ends with a name, and a paragraph that begins with one.
        return false;
    }
    gap.trim().is_empty()
        || gap.trim() == "&"
        // "The Teachers' Association"
        || (matches!(gap, "' " | "’ ") && scene.is_capital(k) && scene.ends(Ending::Several, k - 1))
        || scene.has_nickname(k - 1)
        || (gap.trim() == "." && scene.text(k - 1).chars().count() == 1)
}

/// The name inside a mention: its last capitalised run, after any possessor; `None` when the head is a common noun.
pub(super) fn name_in(scene: &Scene<'_>, run: &Range<usize>) -> Option<Range<usize>> {
    let capital =
        |i: usize| scene.is_capital(i) && !scene.is(Set::Determiners, i) && !scene.is(Set::Days, i);
    let first_word = scene
        .sentences
        .binary_search_by_key(&run.start, |s| s.start)
        .is_ok();
    let named = |i: usize| {
        capital(i)
            && !(first_word
                && i == run.start
                && run.len() > 1
                && !capital(i + 1)
                && !is_acronym(scene.text(i)))
    };
    let of_body = |i: usize| {
        scene
            .roles
            .is_some_and(|r| r.is(RoleSet::Document, scene.word(i)))
    };
    // "The Office of River Works": "of" goes on with the name of a body.
    let within = |i: usize| i + 1 < run.end && joins(scene, run.start, i) && capital(i + 1);
    let relative =
        |i: &usize| (scene.is(Set::Clause, *i) || scene.is(Set::Tail, *i)) && !within(*i);
    // "Ann Low (D-N.C.)": what stands in brackets names nobody.
    let bracket = |i: &usize| scene.gap(i - 1).trim_end().ends_with('(');
    let ends = |i: &usize| relative(i) || bracket(i);
    let cut = (run.start + 1..run.end).find(ends).unwrap_or(run.end);
    if let Some(name) = name_after_title(scene, run, cut).or_else(|| introduced(scene, run)) {
        return Some(name);
    }
    let first = without_determiner(scene, run).start;
    let end = known(scene, first, run.end);
    if end > first && end >= cut {
        // "Save the Children"
        return Some(first..end);
    }
    if cut + 1 < run.end && of_body(cut - 1) && !(run.start..cut - 1).any(named) {
        // "Coverage from the Times": the words are the Times's.
        return name_in(scene, &(cut + 1..run.end));
    }
    let last = (run.start..cut).rev().find(|i| named(*i))?;
    let mut start = last;
    while start > run.start {
        let before = start - 1;
        let small = before > run.start
            && joins(scene, run.start, before)
            && (run.start..before).rev().take(2).any(named);
        if !(named(before) || small) || !tight(scene, start) || is_title(scene, before) {
            break;
        }
        start -= 1;
    }
    let start = (start..last)
        .rev()
        .find(|i| scene.ends(Ending::Possessor, *i))
        .map_or(start, |p| p + 1);
    if last + 1 < cut {
        // "the ONO statement" is the ONO's; "Lisk police" is a name of its own.
        if of_body(cut - 1) {
            return Some(start..last + 1);
        }
        return has_name_or_role(scene, &(last + 1..cut)).then_some(start..cut);
    }
    Some(start..last + 1)
}

/// "U.S. Secretary of State Ann Low", "University of Lisk economist Ann Low": the name that a title without an article
/// and its "of" stand before.
fn name_after_title(scene: &Scene<'_>, run: &Range<usize>, of: usize) -> Option<Range<usize>> {
    let open = of < run.end && scene.is(Set::Joiners, of) && !scene.is(Set::Determiners, run.start);
    let capital = |i: &usize| scene.is_capital(*i) && !scene.is_institution(*i);
    let capitals = (of + 1..run.end).rev().take_while(capital).count();
    let start = run.end - capitals;
    if !open || capitals < 2 || !(start..run.end - 1).all(|i| scene.is_tight(i)) {
        return None;
    }
    let small = [
        Set::Determiners,
        Set::Joiners,
        Set::Prepositions,
        Set::Titles,
    ];
    let noun = start > of + 1 && !small.iter().any(|set| scene.is(*set, start - 1));
    let given = |i: &usize| {
        scene
            .roles
            .is_some_and(|r| r.given(scene.word(*i)).is_some())
    };
    let first = if noun && !scene.ends(Ending::Possessor, start - 1) {
        Some(start)
    } else {
        (start + 1..run.end - 1).find(given)
    };
    first.map(|first| first..run.end)
}

/// "An official in the province named Low": the name that follows the word for it.
fn introduced(scene: &Scene<'_>, run: &Range<usize>) -> Option<Range<usize>> {
    let before = |i: &usize| scene.is(Set::Introducing, *i) && !scene.is_capital(*i);
    let word = (run.start + 1..run.end).find(before)?;
    let filler = |i: &usize| scene.is(Set::Between, *i) || scene.is(Set::Manner, *i);
    let start = word + 1 + (word + 1..run.end).take_while(filler).count();
    let capitals = (start..run.end).take_while(|i| scene.is_capital(*i));
    let name = start..start + capitals.count();
    (!name.is_empty()).then_some(name)
}

fn is_acronym(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() > 1
}

pub(super) fn without_determiner(scene: &Scene<'_>, run: &Range<usize>) -> Range<usize> {
    let start = run
        .clone()
        .take_while(|i| scene.is(Set::Determiners, *i) && i + 1 < run.end)
        .count();
    run.start + start..run.end
}

/// The words of a run as written, with single blanks and without a possessive ending.
pub(super) fn scene_text(scene: &Scene<'_>, run: &Range<usize>) -> String {
    let mut name = String::new();
    for i in run.clone() {
        name.push_str(scene.text(i));
        if i + 1 < run.end {
            // "Ann R. Low"
            name.push_str(match scene.gap(i).chars().next() {
                Some('.') => ". ",
                // "Ministry of Rivers, Forests and Roads"
                Some(',') => ", ",
                // "R&D", "Teachers' Association"
                Some('&') => "&",
                Some('\'' | '’') => "' ",
                _ if scene.gap(i).trim() == "&" => " & ",
                _ => " ",
            });
        }
    }
    name.strip_suffix("'s")
        .or_else(|| name.strip_suffix("’s"))
        .map(str::to_owned)
        .unwrap_or(name)
}

pub(super) fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars
        .next()
        .map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
}

/// "Our director, Mira Tolan": the name that follows a common noun right after its comma.
pub(super) fn apposed_name(scene: &Scene<'_>, mention: &Mention) -> Option<Range<usize>> {
    let (from, to) = (mention.name.end, mention.with_description.end);
    if from >= to || scene.gap(from - 1).trim() != "," {
        return None;
    }
    // "A neighbour, who gave her name only as Rosa,"
    if let Some(name) = introduced(scene, &(from..to)) {
        return Some(name);
    }
    let capitals = (from..to).take_while(|i| scene.is_capital(*i));
    let end = from + capitals.count();
    // "The minister, Mr. Low": the name without its title.
    let titles = (from..end).take_while(|i| scene.is(Set::Titles, *i));
    let name = from + titles.count()..end;
    (end - from > 1 && !name.is_empty()).then_some(name)
}

/// The words of a name in a mention: those inside, or those behind its comma ("the club's director, **Mira Tolan**"), which
/// are the name where inside stands only whose role it is ("Lisk Council's engineer, **Ann Low**").
pub(super) fn named(
    scene: &Scene<'_>,
    mention: &Mention,
    inside: Option<Range<usize>>,
) -> Option<Range<usize>> {
    let owned = |run: &Range<usize>| {
        let last = run.end - 1;
        let possessor = run.clone().any(|i| scene.ends(Ending::Possessor, i));
        possessor && !scene.is_capital(last) && scene.is_person(last)
    };
    let apposed = || apposed_name(scene, mention);
    match inside {
        Some(run) if owned(&run) => apposed().or(Some(run)),
        Some(run) => Some(run),
        None => apposed(),
    }
}

/// The parts of a name by which somebody is named again: the last word first, then the others; "al-Zahar" also as "Zahar".
pub(super) fn parts(words: &[&str]) -> Vec<String> {
    let (last, others) = words.split_last().map_or(("", words), |(l, o)| (*l, o));
    let inner = |word: &&str| word.chars().count() > 2 && word.starts_with(char::is_uppercase);
    let mut parts: Vec<String> = vec![last.to_owned()];
    for (place, word) in others.iter().enumerate() {
        if place == 0 || inner(word) {
            parts.push((*word).to_owned());
        }
    }
    let bare = last
        .split_once('-')
        .filter(|(article, _)| article.len() == 2);
    parts.extend(bare.map(|(_, name)| name.to_owned()));
    parts
}

/// Longest run of capitals that is looked into for a name.
const LONGEST: usize = 8;

/// Names without words that only stand before them once: "Afterward Mira Tolan", where "Mira Tolan" is named elsewhere.
pub(super) fn without_strangers(scene: &Scene<'_>, names: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut times: FxHashMap<String, usize> = FxHashMap::default();
    for run in &names {
        *times.entry(scene_text(scene, run)).or_default() += 1;
    }
    let body = |run: &Range<usize>| run.clone().any(|i| scene.is_institution(i));
    let shortened = |run: Range<usize>| {
        let known = |start: &usize| {
            let part = *start..run.end;
            part.len() > 1 && times.contains_key(&scene_text(scene, &part))
        };
        if run.len() > LONGEST || times[&scene_text(scene, &run)] > 1 || body(&run) {
            return run;
        }
        let start = (run.start + 1..run.end).find(known).unwrap_or(run.start);
        start..run.end
    };
    names.into_iter().map(shortened).collect()
}
