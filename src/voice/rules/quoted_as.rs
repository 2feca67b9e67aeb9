//! "…," S quoted T as saying: the words are T's, at second hand.

use super::{Claim, Claims, Rule, Who};
use crate::lang::Set;
use crate::voice::Subtype;
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;

/// "Q, S quoted T as saying", "S quoted T as saying that C".
pub(super) struct QuotedAs;

impl Rule for QuotedAs {
    fn id(&self) -> &'static str {
        "quoted-as"
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        for sentence in &scene.sentences {
            let cited = |i: &usize| scene.mark(*i).is_none() && scene.is(Set::Quoting, *i);
            let Some(verb) = sentence.clone().find(cited) else {
                continue;
            };
            let Some(saying) = (verb + 1..sentence.end.min(verb + 16))
                .find(|i| scene.is(Set::Manner, *i) && i + 1 < sentence.end)
            else {
                continue;
            };
            let cue = saying + 1;
            if scene.verb(cue).is_none() || scene.mark(cue).is_some() {
                continue;
            }
            let passive = verb > sentence.start && scene.helps(verb - 1);
            if passive {
                if let Some(claim) = passive_claim(scene, sentence, verb, cue, self.id()) {
                    claims.add(claim);
                }
                continue;
            }
            let pronoun = (scene.is(Set::Objects, verb + 1) && saying == verb + 2)
                .then(|| Mention::bare(verb + 1..verb + 2));
            let said_by = pronoun.or_else(|| noun::phrase_after(scene, verb + 1, saying));
            let Some(said_by) = said_by else {
                continue;
            };
            let reporter = noun::subject_before(scene, sentence.start, verb);
            let subject_start = reporter.as_ref().map_or(verb, |m| m.name.start);
            let content = if subject_start > sentence.start
                && has_words(scene, sentence.start..subject_start)
            {
                sentence.start..subject_start
            } else {
                let skip =
                    usize::from(cue + 1 < sentence.end && scene.is(Set::Complement, cue + 1));
                cue + 1 + skip..sentence.end
            };
            if content.is_empty() {
                continue;
            }
            let who = Who::Mentioned(said_by);
            let cue = Some(cue..cue + 1);
            claims.add(Claim {
                content: vec![content],
                who,
                cue,
                subtype: Subtype::Clause,
                reported_by: reporter,
                rule: self.id(),
            });
        }
    }
}

/// "“…,” T was quoted by S as saying", "T was quoted as saying by S that C".
fn passive_claim(
    scene: &Scene<'_>,
    sentence: &std::ops::Range<usize>,
    verb: usize,
    cue: usize,
    rule: &'static str,
) -> Option<Claim> {
    let said_by = noun::subject_before(scene, sentence.start, verb - 1)?;
    let by = (verb + 1..sentence.end)
        .take(REPORTER)
        .find(|i| scene.is(Set::Agents, *i));
    let reporter = by.and_then(|by| {
        let to = if by < cue { cue - 1 } else { sentence.end };
        noun::phrase_after(scene, by + 1, to)
    });
    let before = sentence.start..said_by.name.start;
    let content = if has_words(scene, before.clone()) {
        before
    } else {
        let named = reporter.as_ref().filter(|m| m.name.start > cue);
        let next = named.map_or(cue + 1, |m| m.name.end);
        let that = next < sentence.end && scene.is(Set::Complement, next);
        next + usize::from(that)..sentence.end
    };
    (!content.is_empty()).then(|| Claim {
        content: vec![content],
        who: Who::Mentioned(said_by),
        cue: Some(cue..cue + 1),
        subtype: Subtype::Clause,
        reported_by: reporter,
        rule,
    })
}

/// Most words between "quoted" and "by".
const REPORTER: usize = 16;

/// More than an adverbial: a marked stretch, or at least four words.
fn has_words(scene: &Scene<'_>, run: std::ops::Range<usize>) -> bool {
    scene.words_in_marks(&run) > 0 || run.len() >= 4
}
