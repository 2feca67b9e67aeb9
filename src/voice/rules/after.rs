//! Speech, then its speaker: "C, S said", "C, said S".

use super::phrase::is_title;
use super::{Claim, Claims, Rule, before, continued};
use crate::lang::{Ending, Set};
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;
use std::ops::Range;

/// Words of a subject between a quotation and a verb that no list has.
const NEAR: usize = 8;
/// Most words of what somebody does between two halves of a quotation.
const ASIDE: usize = 10;
/// Longest relative clause after a speaker, in words.
const RELATIVE: usize = 24;

/// A clause or quotation before a comma or closing mark, then subject and verb in either order.
pub(super) struct After;

impl Rule for After {
    fn id(&self) -> &'static str {
        "after"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for sentence in &scene.sentences {
            let mut from = sentence.start;
            for verb in sentence.clone() {
                if verb < from || scene.mark(verb).is_some() || !attributes(scene, from, verb) {
                    continue;
                }
                let found = subject_verb(scene, from, verb, sentence.end)
                    .or_else(|| verb_subject(scene, from, verb, sentence.end));
                let Some((mention, cut, end)) = found else {
                    continue;
                };
                let content = after_colon(scene, without_conjunction(scene, from..cut));
                let content = content.start..before_description(scene, &content);
                // "Asked about it, she said, “Yes”": what follows is the speech. "The rule, she said, “is bad”": all of it.
                let leads_in = end < sentence.end
                    && scene.mark(end).is_some()
                    && scene.words_in_marks(&content) == 0
                    && !goes_on(scene, end);
                if leads_in {
                    continue;
                }
                if let Some((said_by, cue, said)) = nested(scene, &content) {
                    let inner = Claim {
                        reported_by: Some(mention),
                        ..Claim::clause(said, said_by, cue..cue + 1, self.id())
                    };
                    if claims.add(inner) {
                        from = content.end.max(end);
                    }
                    continue;
                }
                let mut claim = Claim::clause(content, mention, verb..verb + 1, self.id());
                let rest = resumed(scene, &claim, end, sentence.end);
                let lone = claim.content[0].len() < 2 && scene.mark(claim.start()).is_none();
                if lone && rest.is_none() {
                    continue;
                }
                let after = rest.as_ref().map_or(end, |rest| rest.end);
                claim.content.extend(rest);
                let block_end = scene.block(verb).end;
                claim
                    .content
                    .extend(continued(scene, claims, after, block_end));
                if let Some(rest) = after_aside(scene, &claim, end, sentence.end) {
                    claim.content.push(rest);
                }
                let next = claim.content.last().map_or(end, |run| run.end.max(end));
                if claims.add(claim) {
                    from = next;
                }
            }
        }
    }
}

/// Words before the subject of a report within a report.
const LEAD: usize = 4;

/// "Low said the deal was dead, the Gazette reported": who says what within what is reported, and the verb.
fn nested(scene: &Scene<'_>, content: &Range<usize>) -> Option<(Mention, usize, Range<usize>)> {
    if scene.mark(content.start).is_some() {
        return None;
    }
    let near = content.start + 1..content.end.min(content.start + LEAD + NEAR);
    let told = |i: &usize| scene.mark(*i).is_none();
    let mut verbs = near.take_while(told);
    verbs.find_map(|verb| {
        let mention = || noun::subject_before(scene, content.start, verb);
        let said = |kind| before::content(scene, kind, verb, content.end);
        // "Low called the plan “a joke,” the Gazette reported"
        let marked = scene.words_in_marks(content) > 0 && scene.names(verb);
        let named = || marked.then_some(verb + 1..content.end);
        let said = scene.verb(verb).and_then(said).or_else(named)?;
        let mention = mention()?;
        (mention.name.start <= content.start + LEAD).then_some((mention, verb, said))
    })
}

/// "These rules, she said, will hurt": reported speech that goes on after its attribution.
fn resumed(scene: &Scene<'_>, claim: &Claim, end: usize, to: usize) -> Option<Range<usize>> {
    let reported = claim
        .content
        .iter()
        .all(|run| scene.words_in_marks(run) == 0);
    let marked = end < to && scene.mark(end).is_some();
    if !reported || end + 2 >= to || (marked && !goes_on(scene, end)) {
        return None;
    }
    if !marked && scene.gap(end - 1).trim() != "," {
        return None;
    }
    let starts_anew = scene.is(Set::Clause, end)
        || scene.ends(Ending::Participle, end)
        || scene.is(Set::Tail, end);
    // "…, said Ann Low, director of the fund and a nurse in Lisk": who she is.
    let verb = |i: usize| {
        let form = scene.ends(Ending::Past, i) || scene.verb(i).is_some();
        form || scene.helps(i) || scene.mark(i).is_some()
    };
    let described = scene.is_person(end) && !(end..to).any(verb);
    (!starts_anew && !described).then_some(end..to)
}

/// True where marked words go on with a sentence: they begin with a small letter.
fn goes_on(scene: &Scene<'_>, marked: usize) -> bool {
    let small = scene.text(marked).starts_with(char::is_lowercase);
    small && scene.gap(marked - 1).contains(',') && scene.mark(marked - 1).is_none()
}

/// "“These rules,” she said, pointing at them, “will hurt”": a quotation that goes on after what she did meanwhile.
fn after_aside(scene: &Scene<'_>, claim: &Claim, end: usize, to: usize) -> Option<Range<usize>> {
    let quoted = claim
        .content
        .iter()
        .all(|run| scene.words_in_marks(run) == run.len());
    let aside = end < to && (scene.ends(Ending::Participle, end) || scene.is(Set::Tail, end));
    if !quoted || !aside || claim.content.len() > 1 || scene.mark(end).is_some() {
        return None;
    }
    let mark = (end..to.min(end + ASIDE)).find(|i| scene.mark(*i).is_some())?;
    let silent = (end..mark).all(|i| scene.verb(i).is_none());
    let run = scene.marked[scene.mark(mark)?].clone();
    (silent && scene.gap(mark - 1).contains(',') && run.start == mark && run.len() > 1)
        .then_some(run)
}

/// True for a reporting verb, and for any past form that stands with its subject right after a quotation's comma.
fn attributes(scene: &Scene<'_>, from: usize, verb: usize) -> bool {
    if scene.verb(verb).is_some() {
        return true;
    }
    let plain = !scene.is_capital(verb)
        && ![
            Set::Tail,
            Set::Clause,
            Set::Determiners,
            Set::Blockers,
            Set::Between,
        ]
        .into_iter()
        .any(|set| scene.is(set, verb));
    let after_mark = |i: usize| {
        scene.mark(i - 1).is_some() && scene.mark(i).is_none() && {
            let gap = scene.gap(i - 1);
            gap.contains([',', '?', '!']) && gap.contains(['"', '”', '’'])
        }
    };
    let near = (verb.saturating_sub(NEAR).max(from + 1)..=verb).any(after_mark);
    plain && near && scene.ends(Ending::Past, verb)
}

/// "…, S said": the mention, where the content ends, where the attribution ends.
fn subject_verb(
    scene: &Scene<'_>,
    from: usize,
    verb: usize,
    to: usize,
) -> Option<(Mention, usize, usize)> {
    let mention = noun::subject_before(scene, from, verb)?;
    let cut = mention.name.start;
    if cut <= from || !is_border(scene, cut - 1) {
        return None;
    }
    let end = tail(scene, verb + 1, to)?;
    Some((mention, cut, end))
}

/// "…, said S".
fn verb_subject(
    scene: &Scene<'_>,
    from: usize,
    verb: usize,
    to: usize,
) -> Option<(Mention, usize, usize)> {
    if verb <= from || !is_border(scene, verb - 1) {
        return None;
    }
    if verb + 1 < to && scene.is(Set::Complement, verb + 1) {
        // "Ann Low, an activist, said that police …": what is said follows.
        return None;
    }
    let mention = noun::phrase_after(scene, verb + 1, to)?;
    let after_mark = scene.mark(verb - 1).is_some();
    if !after_mark && (is_apposed_name(scene, from..verb) || is_clause(scene, &mention, from..verb))
    {
        return None;
    }
    if !noun::has_name_or_role(scene, &mention.name) && mention.name.len() > 1 && !after_mark {
        return None;
    }
    // "…, said S, who …": what follows the name may be more than a description.
    let described = tail(scene, mention.with_description.end, to);
    let end = described.or_else(|| tail(scene, mention.name.end, to))?;
    Some((mention, verb, end))
}

/// "Ann Low, the minister of order," before a verb is its subject and nothing that somebody says.
fn is_apposed_name(scene: &Scene<'_>, words: Range<usize>) -> bool {
    let comma = words.clone().find(|i| scene.gap(*i).contains(','));
    comma.is_some_and(|comma| {
        comma + 1 < words.end && (words.start..=comma).all(|i| scene.is_capital(i))
    })
}

/// "Her lawyers, Ann Low and Per Stone, said **the company had lied**": what follows the verb is said and says nothing
/// itself, because it holds a verb, or because what stands before has none.
fn is_clause(scene: &Scene<'_>, mention: &Mention, before: Range<usize>) -> bool {
    let name = &mention.name;
    if name.clone().any(|i| scene.helps(i)) {
        return true;
    }
    let last = name.end - 1;
    let known = scene.is_capital(last) || scene.is_person(last) || scene.is_institution(last);
    let verb = |i: usize| scene.helps(i) || scene.ends(Ending::Past, i);
    !known && !before.clone().any(verb)
}

/// A comma, a closing mark, or a question's end stands after token `i`.
fn is_border(scene: &Scene<'_>, i: usize) -> bool {
    let gap = scene.gap(i);
    gap.contains([',', '”', '?', '!', '—'])
        || (scene.mark(i).is_some() && gap.contains(['"', '’', '\'']))
}

/// Where an attribution ends whose verb is followed by token `next`; `None` when a clause of speech follows instead.
fn tail(scene: &Scene<'_>, next: usize, to: usize) -> Option<usize> {
    if next >= to {
        return Some(to);
    }
    let gap = scene.gap(next - 1);
    if scene.mark(next).is_some() {
        // A split quotation goes on; without a comma or full stop the marked words are the verb's object.
        return gap.contains([',', '.', ':', ';']).then_some(next);
    }
    if gap.contains(['.', ';', ':']) && !gap.contains(',') {
        return Some(next);
    }
    if gap.contains(',') {
        return Some(next);
    }
    if scene.is(Set::Complement, next) {
        return None;
    }
    if scene.is(Set::Relatives, next) {
        // "…, said S, who leads the group": to the end of the relative clause.
        let end = (next..to).find(|i| scene.mark(*i).is_some()).unwrap_or(to);
        return (end - next <= RELATIVE).then_some(end);
    }
    let adverb = scene.is(Set::Tail, next) || scene.ends(Ending::Adverb, next);
    let told = next < to
        && scene.verb(next - 1) == Some(crate::lang::Verb::Free)
        && scene.is(Set::Telling, next - 1);
    if !adverb && !told {
        return None;
    }
    let until = (next..to).find(|i| {
        scene.mark(*i).is_some()
            || scene.gap(*i).contains([',', ':', ';'])
            || scene.is(Set::Complement, *i)
    });
    match until {
        Some(i) if scene.is(Set::Complement, i) => None,
        Some(i) if scene.mark(i).is_some() => match program(scene, i) {
            Some(end) if end < to && scene.is(Set::Complement, end) => None,
            end => end.or(Some(i)),
        },
        Some(i) => Some(i + 1),
        None => (to - next <= 14).then_some(to),
    }
}

/// "…, she said on the “Harbor Hour.”": where the name of a program ends, if the marked words are one.
fn program(scene: &Scene<'_>, marked: usize) -> Option<usize> {
    let run = scene.marked[scene.mark(marked)?].clone();
    let goes_on = scene
        .gap(marked - 1)
        .contains([',', '.', ':', ';', '?', '!']);
    (!goes_on && is_title(scene, &run)).then_some(run.end)
}

/// "She was cross: “It is a letter,” she wrote": only the marked words where a colon, a bracket or a dash opens them.
fn after_colon(scene: &Scene<'_>, run: Range<usize>) -> Range<usize> {
    let mark = scene.mark(run.end - 1).map(|mark| scene.marked[mark].start);
    let opened = |start: &usize| {
        let plain = || (run.start..*start).all(|i| scene.mark(i).is_none());
        let gap = || scene.gap(start - 1);
        *start > run.start && (gap().contains(':') || (gap().contains(['(', '—', '–']) && plain()))
    };
    mark.filter(opened)
        .map_or(run.clone(), |start| start..run.end)
}

/// Most words that describe a speaker between a quotation and the name.
const DESCRIBED: usize = 8;

/// "“She was kind,” another friend, Ann Low, said": the words between the quotation and the name tell who speaks.
fn before_description(scene: &Scene<'_>, content: &Range<usize>) -> usize {
    let last = (content.clone().rev().take(DESCRIBED + 1)).find(|i| scene.mark(*i).is_some());
    let Some(last) = last.filter(|last| last + 1 < content.end) else {
        return content.end;
    };
    let rest = last + 1..content.end;
    let closed =
        scene.gap(last).contains([',', '?', '!']) && scene.mark(content.start) == scene.mark(last);
    let noun = scene.is(Set::Determiners, rest.start) || rest.clone().any(|i| scene.is_person(i));
    let silent = rest
        .clone()
        .all(|i| scene.verb(i).is_none() && !scene.helps(i));
    if closed && noun && silent {
        rest.start
    } else {
        content.end
    }
}

/// Without "And" and the like before a quotation.
fn without_conjunction(scene: &Scene<'_>, run: Range<usize>) -> Range<usize> {
    let mut start = run.start;
    while start + 1 < run.end
        && start < run.start + 2
        && scene.is(Set::Clause, start)
        && scene.mark(start).is_none()
    {
        start += 1;
    }
    if scene.mark(start).is_some() {
        start..run.end
    } else {
        run
    }
}
