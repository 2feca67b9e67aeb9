//! A speaker, then speech: "S said that C", "S said: Q", "S warned, Q".

use super::{Claim, Claims, Rule, clause, continued, subject};
use crate::lang::{Ending, Set, Verb};
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;
use std::ops::Range;

/// Most words between a verb and "that", and those that a hearer takes.
const ASIDE: usize = 9;
const HEARER: usize = 18;

/// Subject, verb, and what is said; further clauses of the same subject by "adding that" and the like.
pub(super) struct Before;

impl Rule for Before {
    fn id(&self) -> &'static str {
        "before"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for sentence in &scene.sentences {
            let mut from = sentence.start;
            let mut subject: Option<Mention> = None;
            for verb in sentence.clone() {
                if verb < from || scene.mark(verb).is_some() || claims.is_used(verb) {
                    continue;
                }
                let Some(kind) = scene.verb(verb) else {
                    continue;
                };
                let whose = subject::of_verb(scene, claims, sentence, from, verb, subject.as_ref());
                let Some(mention) = whose else { continue };
                let Some(content) = content(scene, kind, verb, sentence.end) else {
                    // "She answered a question by saying that": the subject is hers all the same.
                    subject = subject.or(Some(mention));
                    continue;
                };
                let content = content.start..clause::end(scene, &content, &mention, verb);
                let mut claim =
                    Claim::clause(content.clone(), mention.clone(), verb..verb + 1, self.id());
                let block_end = scene.block(verb).end;
                // Only a quotation goes on in marks; what is reported ends with its sentence.
                let quoted = scene.words_in_marks(&content) == content.len();
                if quoted && content.end == sentence.end {
                    claim
                        .content
                        .extend(continued(scene, claims, content.end, block_end));
                }
                if claims.add(claim) {
                    from = content.end;
                    subject = Some(mention);
                }
            }
            claims_after_colon(scene, claims, sentence, self.id());
        }
    }
}

/// "Ann Low disagreed: “…”": whatever the verb, the words after the colon are hers whom the sentence opens with.
fn claims_after_colon(
    scene: &Scene<'_>,
    claims: &mut Claims,
    sentence: &Range<usize>,
    rule: &'static str,
) {
    let opens = |i: &usize| {
        scene.mark(*i).is_some() && scene.mark(i - 1).is_none() && scene.gap(i - 1).contains(':')
    };
    let Some(at) = (sentence.start + 1..sentence.end).find(opens) else {
        return;
    };
    let free = (at..sentence.end).all(|i| !claims.is_used(i));
    if let Some(mention) = noun::opening_name(scene, sentence).filter(|m| free && m.name.end < at) {
        claims.add(Claim::clause(at..sentence.end, mention, at - 1..at, rule));
    }
}

/// What is said after the verb.
pub(super) fn content(
    scene: &Scene<'_>,
    kind: Verb,
    verb: usize,
    to: usize,
) -> Option<Range<usize>> {
    let next = verb + 1;
    if next >= to {
        return after_colon(scene, verb);
    }
    let told = scene.is(Set::Telling, verb) || scene.is(Set::Informing, verb);
    let far = if told { HEARER } else { ASIDE };
    let that = (next..to.min(next + far))
        .take_while(|i| scene.mark(*i).is_none())
        .find(|i| scene.is(Set::Complement, *i));
    let clean = |at: usize| {
        (next..at).all(|i| {
            let verb = scene.verb(i).is_some() || (told && scene.helps(i));
            !verb && !scene.gap(i).contains([';'])
        })
    };
    if let Some(at) = that
        .filter(|at| at + 1 < to && clean(*at) && (*at == next || is_aside(scene, next..*at, verb)))
    {
        return Some(at + 1..to);
    }
    // Not that of a time: "7:30".
    let digit = |i: usize, last: bool| {
        let text = scene.text(i);
        let end = if last {
            text.chars().next_back()
        } else {
            text.chars().next()
        };
        end.is_some_and(|c| c.is_ascii_digit())
    };
    let time = |i: usize| scene.gap(i) == ":" && digit(i, true) && digit(i + 1, false);
    let colon = (verb..to - 1)
        .take(14)
        .find(|i| scene.gap(*i).contains(':') && !time(*i));
    if let Some(at) = colon {
        // "Said she had one quality: “patience”": the clause before the colon is said as well.
        let finite = (next..=at).any(|i| scene.helps(i));
        let told = scene.is(Set::Telling, verb) || scene.is(Set::Tail, next);
        let clause = kind == Verb::Free && finite && !told;
        return Some(if clause { next } else { at + 1 }..to);
    }
    let marked = (next..to.min(next + 10)).find(|i| scene.mark(*i).is_some());
    if let Some(at) = marked.filter(|at| {
        scene.gap(at - 1).contains(',') && (*at == next || is_aside(scene, next..*at, verb))
    }) {
        return Some(at..to);
    }
    // "Residents told to stay at home": in a headline, of those it is told to.
    if scene.is(Set::Telling, verb) && scene.is(Set::Infinitive, next) {
        return None;
    }
    let start = if scene.is(Set::Telling, verb) {
        addressee(scene, next, to)?
    } else {
        next
    };
    let start = if scene.is(Set::Days, start) {
        start + 1
    } else {
        start
    };
    let start = if start + 1 < to && scene.is(Set::Places, start) && scene.is(Set::Days, start + 1)
    {
        start + 2
    } else {
        start
    };
    if start == next && next + 2 < to && opens_without_that(scene, verb) {
        return Some(next..to);
    }
    if kind == Verb::Bound
        && start == next
        && scene.mark(next).is_none()
        && scene.is(Set::Questions, next)
    {
        return Some(next..to);
    }
    if kind == Verb::Bound {
        // Without "that" only marked words right after the verb are surely speech.
        let direct = start < to
            && start == next
            && scene.mark(start).is_some()
            && scene.marked[scene.mark(start)?].start == start;
        return direct.then(|| start..end_of_marked(scene, start, to));
    }
    let adverbial = start < to && scene.is(Set::Tail, start) && !scene.is_capital(start);
    // "Said no to the plan", but "said no decision was made".
    let after = start + 1;
    let alone = after >= to || !scene.is_tight(start) || scene.is(Set::Tail, after);
    let clause = start < to && scene.is(Set::Denying, start) && !alone;
    let no_clause = start < to && scene.is(Set::NoClause, start) && !clause;
    (!adverbial && !no_clause && start + 1 < to).then_some(start..to)
}

/// Where the words end that open with a mark: with the mark, or, in "claimed “he lies” about the plan", with the clause.
fn end_of_marked(scene: &Scene<'_>, start: usize, to: usize) -> usize {
    let end = scene
        .mark(start)
        .map_or(to, |mark| scene.marked[mark].end.min(to));
    let closed = scene.gap(end - 1);
    let goes_on = end < to
        && closed.ends_with(' ')
        && !closed.contains([',', '.', '?', '!', ';', ':', '—', '–', '(']);
    let other = end < to && (scene.is(Set::Tail, end) || scene.is(Set::Clause, end));
    if goes_on && !other { to } else { end }
}

/// "Noted they were", "vowed to form": a clause that needs no "that".
fn opens_without_that(scene: &Scene<'_>, verb: usize) -> bool {
    let (first, second) = (verb + 1, verb + 2);
    let tight = scene.gap(verb).trim().is_empty()
        && scene.mark(first).is_none()
        && scene.mark(second).is_none();
    let finite = scene.is(Set::Blockers, second)
        || scene.is(Set::Between, second)
        || scene.ends(Ending::Past, second);
    let alone = scene.is(Set::ClauseSubjects, first) || scene.is(Set::Indefinite, first);
    let clause = (alone && !scene.is_capital(first) && finite)
        || (!scene.is(Set::Thinking, verb) && noun_and_helper(scene, first));
    tight && (clause || (scene.is(Set::Intending, verb) && scene.is(Set::Infinitive, first)))
}

/// Most words of a subject before its helper.
const SUBJECT: usize = 7;

/// "Insisted **the plan was** safe": a noun phrase and the helper of its verb.
fn noun_and_helper(scene: &Scene<'_>, first: usize) -> bool {
    let to = scene
        .sentence(first)
        .map_or(first, |s| s.end.min(first + SUBJECT));
    let plain = |i: &usize| {
        let small = [Set::Tail, Set::Clause, Set::Questions];
        let small = small.iter().any(|set| scene.is(*set, *i));
        let open = *i == first || scene.gap(i - 1).trim().is_empty();
        open && scene.mark(*i).is_none() && !small && scene.verb(*i).is_none()
    };
    let mut phrase = (first..to).take_while(plain);
    let begins = scene.is(Set::Determiners, first) || scene.is_capital(first);
    begins && phrase.any(|i| i > first && scene.helps(i))
}

/// Where what is said begins after "told X".
fn addressee(scene: &Scene<'_>, start: usize, to: usize) -> Option<usize> {
    let mut end = start;
    while end < to
        && end - start < 6
        && scene.mark(end).is_none()
        && !scene.gap(end).contains([',', ':', '.'])
    {
        // "Told the board **it** was"
        let clause = scene.is(Set::ClauseSubjects, end) || scene.is(Set::Questions, end);
        if end > start && clause {
            break;
        }
        let capital = scene.is_capital(end);
        let last = end > start
            && !scene.is(Set::Determiners, end - 1)
            && capital != scene.is_capital(end - 1)
            && !scene.is(Set::Particles, end);
        if last {
            break;
        }
        end += 1;
        if scene.is_pronoun(end - 1) || scene.is(Set::Hearers, end - 1) {
            break;
        }
    }
    (end > start && end < to).then_some(end)
}

/// Words between the verb and what is said: whom it is told, when, where.
fn is_aside(scene: &Scene<'_>, run: Range<usize>, verb: usize) -> bool {
    let first = run.start;
    scene.is(Set::Tail, first) || scene.is(Set::Informing, verb)
}

/// The quotation that fills the next paragraph after "S said:".
fn after_colon(scene: &Scene<'_>, verb: usize) -> Option<Range<usize>> {
    let next = verb + 1;
    let colon = scene.gap(verb).contains(':') && next < scene.tokens.list.len();
    let mark = colon.then(|| scene.mark(next)).flatten()?;
    let run = scene.marked[mark].clone();
    (run.start == next).then_some(run)
}
