//! What the learned part finds where the rules are silent: reported speech with its cue and source.

use super::{Claim, Claims, Rule};
use crate::lang::{Ending, Set};
use crate::voice::noun::{self, Mention};
use crate::voice::scene::Scene;
use crate::voice::tagger::{self, Model, Tag};
use std::ops::Range;

/// Words that the tagger takes for somebody's, in a sentence where it sees what reports them and who says them.
pub(super) struct Tagged;

/// Fewest words of a run that is claimed.
const SHORTEST: usize = 3;
/// Words between a run and its cue or source.
const REACH: usize = 12;

impl Rule for Tagged {
    fn id(&self) -> &'static str {
        "tagged"
    }

    fn is_learned(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, claims: &mut Claims) {
        if scene.roles.is_none() {
            return;
        }
        let tags = tagger::tags(scene, Model::shipped());
        for sentence in &scene.sentences {
            for content in tagger::contents(&tags, sentence.clone()) {
                let used = content.clone().any(|i| claims.is_used(i));
                if used || content.len() < SHORTEST {
                    continue;
                }
                let Some((mention, cue)) = reported(scene, &tags, sentence, &content) else {
                    continue;
                };
                claims.add(Claim::clause(content, mention, cue, self.id()));
            }
        }
    }
}

/// Who says what is said, and the words that report it; `None` where the tags do not make a report.
fn reported(
    scene: &Scene<'_>,
    tags: &[Tag],
    sentence: &Range<usize>,
    content: &Range<usize>,
) -> Option<(Mention, Range<usize>)> {
    let cue = nearest(tags, sentence, content, Tag::Cue)?;
    let source = nearest(tags, sentence, content, Tag::Source)?;
    // "Asked whether C, S said …": C is not what S says.
    let one_side = (cue.start < content.start) == (source.start < content.start);
    // Who says it, and how, stand in the telling.
    let told = |mut run: Range<usize>| run.all(|i| scene.mark(i).is_none());
    let named = scene.is_pronoun(source.start) || noun::has_name_or_role(scene, &source);
    // A source is a noun phrase: no verb with its helpers, no clause.
    let clause = [Set::Between, Set::Blockers, Set::Relatives];
    let phrase = source
        .clone()
        .all(|i| !clause.iter().any(|set| scene.is(*set, i)));
    // "Residents were warned that": of those it is told to.
    let last = cue.end - 1;
    let passive = last > sentence.start
        && scene.is(Set::Blockers, last - 1)
        && scene.helps(last - 1)
        && (scene.ends(Ending::Past, last) || scene.is(Set::Telling, last))
        && source.start < content.start;
    if passive || !(one_side && told(cue.clone()) && told(source.clone()) && named && phrase) {
        return None;
    }
    // "Low, a nurse": the name, then what describes it.
    let comma = source.clone().find(|i| scene.gap(*i).contains(','));
    let mention = Mention {
        name: source.start..comma.map_or(source.end, |i| i + 1),
        with_description: source,
    };
    Some((mention, cue))
}

/// The run of a tag that stands nearest to what is said.
fn nearest(
    tags: &[Tag],
    sentence: &Range<usize>,
    content: &Range<usize>,
    tag: Tag,
) -> Option<Range<usize>> {
    let before = (sentence.start.max(content.start.saturating_sub(REACH))..content.start)
        .rev()
        .find(|i| tags[*i] == tag);
    let after = (content.end..sentence.end.min(content.end + REACH)).find(|i| tags[*i] == tag);
    let left = |i: usize| content.start - i;
    let right = |i: usize| i - content.end + 1;
    let at = match (before, after) {
        (Some(b), Some(a)) => Some(if left(b) <= right(a) { b } else { a }),
        (one, other) => one.or(other),
    }?;
    let start = (sentence.start..at)
        .rev()
        .take_while(|i| tags[*i] == tag)
        .last()
        .unwrap_or(at);
    let end = (at..sentence.end)
        .take_while(|i| tags[*i] == tag)
        .last()
        .unwrap_or(at);
    Some(start..end + 1)
}
