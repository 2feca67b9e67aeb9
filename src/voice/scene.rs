//! An article laid out for the rules: words in their normal form, marked stretches, sentences that no mark is cut by.

use super::marks::{self, Marked};
use super::{names, spelled};
use crate::article::{Article, Span};
use crate::lang::{Ending, Language, RoleSet, Roles, Set, Verb, Word};
use crate::token::{Tokens, normal_form};
use std::borrow::Cow;
use std::ops::Range;

/// What rules look at.
pub(super) struct Scene<'a> {
    pub(super) article: &'a Article,
    pub(super) tokens: &'a Tokens,
    pub(super) language: &'a dyn Language,
    pub(super) roles: Option<&'a Roles>,
    /// Outermost marked stretches.
    pub(super) marks: Vec<Marked>,
    /// Where nicknames in marks within names, which are no marked stretches, begin and end.
    nicknames: Vec<usize>,
    /// The words of each marked stretch.
    pub(super) marked: Vec<Range<usize>>,
    /// Runs of tokens: a sentence, or several that one marked stretch spans.
    pub(super) sentences: Vec<Range<usize>>,
    /// Blocks in which nearly every word has a capital.
    headlines: Vec<Range<usize>>,
    /// Names that stand beside their initials.
    pub(super) spelled: Vec<Range<usize>>,
    normal: Vec<Cow<'a, str>>,
    known: Vec<Word>,
    mark_of: Vec<u32>,
}

const NO_MARK: u32 = u32::MAX;
/// Most words of a dateline.
const DATELINE: usize = 8;
/// Words of a headline.
const HEADLINE: std::ops::RangeInclusive<usize> = 4..=24;

impl<'a> Scene<'a> {
    pub(super) fn new(
        article: &'a Article,
        tokens: &'a Tokens,
        language: &'a dyn Language,
    ) -> Self {
        let nickname = |mark: &Marked| is_nickname(article, tokens, mark, language);
        let (nicknames, marks): (Vec<_>, Vec<_>) =
            marks::find(article).into_iter().partition(nickname);
        let normal: Vec<Cow<'a, str>> = (0..tokens.list.len())
            .map(|i| normal_form(tokens.text(article, i)))
            .collect();
        let reporting = language.reporting();
        let shouted: Vec<bool> = (0..normal.len())
            .map(|i| is_shouted(tokens.text(article, i)))
            .collect();
        let known = (0..normal.len())
            .map(|i| {
                // "The WHO said": no "who".
                let beside = |k: Option<usize>| k.and_then(|k| shouted.get(k)) == Some(&true);
                let initials = shouted[i] && !beside(i.checked_sub(1)) && !beside(Some(i + 1));
                let word = |r: &crate::lang::Reporting| r.word(&normal[i]);
                reporting
                    .filter(|_| !initials)
                    .map_or(Word::default(), word)
            })
            .collect();
        let marked: Vec<Range<usize>> = marks.iter().map(|m| tokens.within(m.span)).collect();
        let mut mark_of = vec![NO_MARK; tokens.list.len()];
        for (number, range) in marked.iter().enumerate() {
            mark_of[range.clone()].fill(number as u32);
        }
        let ends = |m: &Marked| {
            let run = tokens.within(m.span);
            [run.start, run.end]
        };
        let nicknames = nicknames.iter().flat_map(ends).collect();
        let roles = language.roles();
        let (sentences, headlines, spelled) = (Vec::new(), Vec::new(), Vec::new());
        let mut scene = Self {
            article,
            tokens,
            language,
            roles,
            marks,
            marked,
            nicknames,
            sentences,
            headlines,
            spelled,
            normal,
            known,
            mark_of,
        };
        scene.sentences = scene.whole_sentences();
        scene.headlines = scene.headlines();
        scene.spelled = spelled::find(&scene);
        scene
    }

    /// Short blocks of the body in which nearly every longer word has a capital.
    fn headlines(&self) -> Vec<Range<usize>> {
        let titled = |block: &Range<usize>| {
            let long = |i: &usize| self.text(*i).chars().filter(|c| c.is_alphabetic()).count() > 3;
            let words = block.clone().filter(long);
            let (all, capitals) = words.fold((0, 0), |(all, capitals), i| {
                (all + 1, capitals + usize::from(self.is_capital(i)))
            });
            (HEADLINE.contains(&block.len())) && all > 2 && capitals * 5 >= all * 4
        };
        let starts = self.tokens.blocks.iter().map(|start| *start as usize);
        let blocks = starts
            .filter(|start| *start >= self.tokens.in_title)
            .map(|start| self.block(start));
        blocks.filter(titled).collect()
    }

    /// True in a headline, where a capital makes no name.
    pub(super) fn in_headline(&self, i: usize) -> bool {
        let after = self.headlines.partition_point(|block| block.start <= i);
        let block = after.checked_sub(1).map(|b| &self.headlines[b]);
        block.is_some_and(|block| i < block.end)
    }

    /// Sentences, joined where a marked stretch spans their border or a question in marks is followed by its speaker.
    fn whole_sentences(&self) -> Vec<Range<usize>> {
        let mut starts: Vec<usize> = Vec::new();
        for &start in &self.tokens.sentences {
            let start = start as usize;
            let inside =
                start > 0 && self.mark(start).is_some() && self.mark(start) == self.mark(start - 1);
            let block = self.tokens.blocks.binary_search(&(start as u32)).is_ok();
            if block || !(inside || self.is_asked_before(start)) {
                starts.push(start);
            }
        }
        let datelines: Vec<usize> = starts.iter().filter_map(|s| self.dateline(*s)).collect();
        starts.extend(datelines);
        starts.sort_unstable();
        let end = |i: usize| starts.get(i + 1).copied().unwrap_or(self.tokens.list.len());
        let first = starts.partition_point(|s| *s < self.tokens.in_title);
        (first..starts.len()).map(|i| starts[i]..end(i)).collect()
    }

    /// Where the text begins after the dateline of a paragraph: "LISK (Wire) — **The** plan".
    fn dateline(&self, start: usize) -> Option<usize> {
        if start < self.tokens.in_title
            || self.tokens.blocks.binary_search(&(start as u32)).is_err()
        {
            return None;
        }
        let block = self.block(start);
        let place = self.text(start);
        let shouted = place.chars().count() > 2 && place.chars().all(|c| !c.is_lowercase());
        let part = |i: &usize| {
            self.is_capital(*i) || self.text(*i).starts_with(|c: char| c.is_ascii_digit())
        };
        let mut parts = block.clone().take(DATELINE).take_while(part);
        let last = parts.find(|i| self.gap(*i).trim_end().ends_with(['—', '–', '-', ':']))?;
        let bracket = (start..=last).any(|i| self.gap(i).contains('('));
        let gap = self.gap(last);
        // "NEW LISK: The court", but not "LISK-born" or "Lisk: a town"
        let colon = gap == ": " && (start..=last).all(|i| is_shouted(self.text(i)));
        let dash = !gap.contains(':') && gap.starts_with([' ', ')']) && gap.ends_with(' ');
        let apart = colon || (dash && (shouted || bracket));
        (apart && last + 1 < block.end).then_some(last + 1)
    }

    /// True when the text before token `i` is a question or exclamation in marks, and a verb of speech follows soon.
    fn is_asked_before(&self, i: usize) -> bool {
        let gap = if i > self.tokens.in_title {
            self.gap(i - 1)
        } else {
            return false;
        };
        let asked = gap.trim_start_matches(['?', '!']);
        let marked = asked.len() < gap.len() && asked.starts_with(['"', '”', '’', '\'']);
        marked
            && (i..self.tokens.list.len().min(i + 6))
                .any(|k| self.mark(k).is_none() && self.verb(k).is_some())
    }

    /// The word of token `i` in its normal form.
    pub(super) fn word(&self, i: usize) -> &str {
        &self.normal[i]
    }

    /// True when the word of token `i` ends as such words do.
    pub(super) fn ends(&self, ending: Ending, i: usize) -> bool {
        let reporting = self.language.reporting();
        reporting.is_some_and(|r| self.word(i).ends_with(r.ending(ending)))
    }

    /// The word of token `i` as written.
    pub(super) fn text(&self, i: usize) -> &'a str {
        self.tokens.text(self.article, i)
    }

    /// The marked stretch that holds token `i`.
    pub(super) fn mark(&self, i: usize) -> Option<usize> {
        (self.mark_of[i] != NO_MARK).then_some(self.mark_of[i] as usize)
    }

    /// The characters between token `i` and the next of its field; to the end of the field after the last.
    pub(super) fn gap(&self, i: usize) -> &'a str {
        let field = self.tokens.field(i);
        let text = self.article.field(field);
        let next = self.tokens.list.get(i + 1);
        let end = next
            .filter(|_| self.tokens.field(i + 1) == field)
            .map_or(text.len(), |t| t.span.start as usize);
        &text[(self.tokens.list[i].span.end as usize).min(end)..end]
    }

    /// What token `i` can do as a reporting verb. A capital inside a sentence makes it part of a name.
    pub(super) fn verb(&self, i: usize) -> Option<Verb> {
        let plural =
            || (self.is(Set::PluralVerbs, i) && self.follows_several(i)).then_some(Verb::Bound);
        let verb = self.known[i].verb.or_else(plural)?;
        let name = self.is_capital(i)
            && self.tokens.sentences.binary_search(&(i as u32)).is_err()
            && !self.in_headline(i);
        // "One of the states", "the mayor's claims": a noun.
        let possessor = |i: usize| self.ends(Ending::Possessor, i) && !self.is_pronoun(i);
        let owned = |before: usize| self.is(Set::Nominal, before) || possessor(before);
        let noun = i > 0 && owned(i - 1) && self.gap(i - 1).trim().is_empty();
        (!name && !noun).then_some(verb)
    }

    /// True right after a word for several, such as "records" or "they".
    fn follows_several(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else {
            return false;
        };
        let one = self.ends(Ending::Possessor, before) || self.ends(Ending::One, before);
        let several = self.ends(Ending::Several, before) && self.word(before).len() > 4 && !one;
        let plural = several || self.is(Set::Plural, before) || self.is(Set::Relatives, before);
        plural && self.gap(before) == " "
    }

    /// True when the word of token `i` is in the set.
    pub(super) fn is(&self, set: Set, i: usize) -> bool {
        self.known[i].is(set)
    }

    /// The sets that hold the word of token `i`, as bits.
    pub(super) fn sets(&self, i: usize) -> u128 {
        self.known[i].bits()
    }

    /// True when token `i` helps a verb. A capital within a sentence makes it part of a name: "in May", "Will Low".
    pub(super) fn helps(&self, i: usize) -> bool {
        let opens = self.tokens.sentences.binary_search(&(i as u32)).is_ok();
        let name = self.is_capital(i) && !opens && !self.in_headline(i);
        self.is(Set::Auxiliaries, i) && !name
    }

    /// True when the word of token `i` names a role, such as "spokesman" or "ministry".
    pub(super) fn is_role(&self, i: usize) -> bool {
        self.roles.is_some_and(|r| r.of(self.word(i)).is_some())
    }

    /// True when the word of token `i` says what somebody is, such as "spokesman" or "professor".
    pub(super) fn is_person(&self, i: usize) -> bool {
        let word = self.word(i);
        let known = |r: &crate::lang::Roles| r.again(word).is_some() || r.gender(word).is_some();
        self.is_role(i) || self.roles.is_some_and(known)
    }

    /// True when the word of token `i` makes a name that of a body.
    pub(super) fn is_institution(&self, i: usize) -> bool {
        self.roles
            .is_some_and(|r| r.is(RoleSet::Institution, self.word(i)))
    }

    /// True when token `i` is a pronoun that can speak.
    pub(super) fn is_pronoun(&self, i: usize) -> bool {
        self.known[i].is_pronoun()
    }

    /// In whose wording what follows token `i` stands: a court's after "sentenced".
    pub(super) fn implied(&self, i: usize) -> Option<&'static str> {
        self.language.reporting()?.implied(self.known[i])
    }

    /// True when token `i` is a verb by which somebody gives a thing its name.
    pub(super) fn names(&self, i: usize) -> bool {
        self.known[i].names
    }

    /// True when token `i` is written with a capital.
    pub(super) fn is_capital(&self, i: usize) -> bool {
        let text = self.text(i);
        // "al-Zahar"
        let name = text
            .split_once('-')
            .filter(|(article, _)| article.len() == 2);
        let capital = |text: &str| text.starts_with(char::is_uppercase);
        capital(text) || name.is_some_and(|(_, name)| capital(name))
    }

    /// True for the first letter of a name: "Ann R. Low".
    fn is_initial(&self, i: usize) -> bool {
        self.is_capital(i) && self.text(i).chars().nth(1).is_none()
    }

    /// True for a title or another short form whose full stop ends no sentence: "Sgt.", "Corp."
    fn is_abbreviation(&self, i: usize) -> bool {
        let next = self.tokens.sentences.binary_search(&(i as u32 + 1));
        let known = || self.language.abbreviations().contains(self.word(i));
        self.is(Set::Titles, i) || (next.is_err() && known())
    }

    /// The sentence that holds token `i`.
    pub(super) fn sentence(&self, i: usize) -> Option<&Range<usize>> {
        let after = self.sentences.partition_point(|s| s.start <= i);
        self.sentences
            .get(after.checked_sub(1)?)
            .filter(|s| i < s.end)
    }

    /// True when token `i` and the next stand in one phrase: blanks, brackets or a possessive between them. There is
    /// no next after the last token of a field.
    pub(super) fn is_tight(&self, i: usize) -> bool {
        if i + 1 == self.tokens.in_title || i + 1 == self.tokens.list.len() {
            return false;
        }
        let gap = self.gap(i).trim();
        matches!(gap, "" | "(" | ")" | "&" | "/" | "'" | "’")
            || self.has_nickname(i)
            || (gap == "," && names::lists(self, i))
            || (gap == "." && (self.is_initial(i) || self.is_abbreviation(i)))
    }

    /// True when a nickname in marks stands between token `i` and the next word of the name, or is the next.
    pub(super) fn has_nickname(&self, i: usize) -> bool {
        self.nicknames.binary_search(&(i + 1)).is_ok()
    }

    /// The block that holds token `i`, as a run of tokens.
    pub(super) fn block(&self, i: usize) -> Range<usize> {
        self.tokens.run(&self.tokens.blocks, i)
    }

    /// The bytes of a run of tokens, with the marks around a stretch that lies wholly in it.
    pub(super) fn span(&self, run: &Range<usize>) -> Span {
        let (first, last) = (run.start, run.end - 1);
        let mut span = Span {
            start: self.tokens.list[first].span.start,
            end: self.tokens.list[last].span.end,
        };
        if let Some(mark) = self
            .mark(first)
            .filter(|m| self.marked[*m].start == first && self.marked[*m].end <= run.end)
        {
            span.start = self.marks[mark].span.start;
        }
        if let Some(mark) = self
            .mark(last)
            .filter(|m| self.marked[*m].end == run.end && self.marked[*m].start >= run.start)
        {
            span.end = self.marks[mark].span.end;
        }
        // "Rose by 36%"
        let field = self.article.field(self.tokens.field(last));
        if field[span.end as usize..].starts_with('%') {
            span.end += 1;
        }
        span
    }

    /// How many words of a run stand inside marks.
    pub(super) fn words_in_marks(&self, run: &Range<usize>) -> usize {
        run.clone().filter(|i| self.mark(*i).is_some()).count()
    }
}

/// True for two or more letters, all of them capitals.
fn is_shouted(text: &str) -> bool {
    text.len() > 1 && text.chars().all(char::is_uppercase)
}

/// Longest nickname, in words.
const NICKNAME: usize = 2;

/// True for the words in marks within a name: "Ann “Foghorn” Low".
fn is_nickname(article: &Article, tokens: &Tokens, mark: &Marked, language: &dyn Language) -> bool {
    let inside = tokens.within(mark.span);
    let (Some(before), after) = (inside.start.checked_sub(1), inside.end) else {
        return false;
    };
    if inside.is_empty() || inside.len() > NICKNAME || after >= tokens.list.len() {
        return false;
    }
    let text = |i: usize| tokens.text(article, i);
    let capital = |i: usize| text(i).starts_with(char::is_uppercase);
    let field = article.field(tokens.field(before));
    let one_field = tokens.field(before) == tokens.field(after);
    let gap = |from: u32, to: u32| field.get(from as usize..to as usize) == Some(" ");
    let (span, list) = (mark.span, &tokens.list);
    let within = gap(list[before].span.end, span.start) && gap(span.end, list[after].span.start);
    let known = |i: usize| language.reporting().map(|r| r.word(&normal_form(text(i))));
    let plain = |i: usize| {
        known(i).is_none_or(|w| w.verb.is_none() && !w.is(Set::Days) && !w.is(Set::Titles))
    };
    let capitals = (before..=after).all(capital);
    // Not in a headline: "Hill Calls Low ‘a Liar’ Over Harbor".
    let opens = tokens.sentences.binary_search(&(before as u32)).is_ok();
    let from = if opens { before } else { inside.start };
    let small = (from..=after).any(|i| {
        let word = normal_form(text(i));
        language.stop_words().contains(word.as_ref())
    });
    one_field && capitals && !small && within && plain(before) && plain(after)
}
