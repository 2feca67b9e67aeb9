//! Page furniture: marked, never deleted.
//!
//! Three sources of evidence: the article itself (a repeated headline, a caption, a line printed twice), the
//! language's words of page controls and sign-offs, and the corpus (the same short line in many articles of an outlet).

use super::Rules;
use crate::article::{Article, BlockKind, Furniture};
use crate::error::{Error, Result};
use crate::lang::Language;
use regex::RegexSet;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

/// Longest line, in bytes, that can be furniture by being repeated or by its words.
const SHORT: usize = 200;
/// A line is repeated when it stands in this many articles of its outlet …
const ARTICLES: u32 = 3;
/// … and in at least one of so many of them.
const ONE_IN: u32 = 10;

/// The study's `boilerplate`: `"auto"`, `"off"`, or patterns on top of `auto`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub enum Rule {
    /// Mark by the general rules.
    #[default]
    Auto,
    /// Mark nothing.
    Off,
    /// The general rules, and lines in which one of these regular expressions matches.
    Patterns(Patterns),
}

/// The user's own expressions, compiled.
#[derive(Debug, Clone)]
pub struct Patterns {
    written: Vec<String>,
    set: RegexSet,
}

impl PartialEq for Patterns {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Word(String),
    Patterns(Vec<String>),
}

impl TryFrom<Written> for Rule {
    type Error = String;
    fn try_from(written: Written) -> std::result::Result<Self, String> {
        match written {
            Written::Word(word) => Rule::parse(&word).map_err(|e| e.to_string()),
            Written::Patterns(patterns) => Rule::patterns(patterns).map_err(|e| e.to_string()),
        }
    }
}

impl From<Rule> for Written {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::Auto => Written::Word("auto".into()),
            Rule::Off => Written::Word("off".into()),
            Rule::Patterns(p) => Written::Patterns(p.written),
        }
    }
}

impl Rule {
    /// `auto`, `off`, or one expression.
    pub fn parse(word: &str) -> Result<Self> {
        match word {
            "auto" => Ok(Rule::Auto),
            "off" => Ok(Rule::Off),
            pattern => Self::patterns(vec![pattern.to_owned()]),
        }
    }

    fn patterns(written: Vec<String>) -> Result<Self> {
        let set = RegexSet::new(&written)
            .map_err(|e| Error::value("boilerplate", format!("not a regular expression: {e}")))?;
        Ok(Rule::Patterns(Patterns { written, set }))
    }
}

/// In how many articles of each outlet each short line stands: what the survey of a corpus finds out.
#[derive(Debug, Clone, Default)]
pub struct LineCounts {
    outlets: BTreeMap<String, OutletLines>,
}

#[derive(Debug, Clone, Default)]
struct OutletLines {
    articles: u32,
    lines: BTreeMap<u64, u32>,
}

impl LineCounts {
    /// Counts an article's short lines, each once.
    pub fn add(&mut self, article: &Article) {
        let outlet = self
            .outlets
            .entry(article.metadata.outlet.clone())
            .or_default();
        outlet.articles += 1;
        let blocks = article
            .blocks
            .iter()
            .map(|b| b.span.of(&article.text).trim());
        let lines: BTreeSet<u64> = blocks.filter(|l| l.len() <= SHORT).map(hash).collect();
        for line in lines {
            *outlet.lines.entry(line).or_default() += 1;
        }
    }

    /// Adds what another worker counted.
    pub fn merge(&mut self, other: Self) {
        for (name, theirs) in other.outlets {
            let ours = self.outlets.entry(name).or_default();
            ours.articles += theirs.articles;
            for (line, n) in theirs.lines {
                *ours.lines.entry(line).or_default() += n;
            }
        }
    }

    /// The lines that are furniture because they are repeated.
    pub fn decide(&self) -> RepeatedLines {
        let repeated =
            |outlet: &OutletLines, n: u32| n >= ARTICLES && n * ONE_IN >= outlet.articles;
        let mut lines = BTreeMap::new();
        for (name, outlet) in &self.outlets {
            let found: BTreeSet<u64> = outlet
                .lines
                .iter()
                .filter(|(_, n)| repeated(outlet, **n))
                .map(|(h, _)| *h)
                .collect();
            if !found.is_empty() {
                lines.insert(name.clone(), found);
            }
        }
        RepeatedLines { lines }
    }
}

/// The repeated lines of each outlet, as hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatedLines {
    lines: BTreeMap<String, BTreeSet<u64>>,
}

impl RepeatedLines {
    fn contains(&self, outlet: &str, line: &str) -> bool {
        line.len() <= SHORT
            && self
                .lines
                .get(outlet)
                .is_some_and(|lines| lines.contains(&hash(line)))
    }
}

/// A line's hash: the same on every machine.
fn hash(line: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(line.as_bytes());
    hasher.finish()
}

/// Marks the headline and the furniture among an article's blocks.
pub fn mark(article: &mut Article, language: &dyn Language, rules: Rules<'_>) {
    let mut blocks = std::mem::take(&mut article.blocks);
    if rules.options.boilerplate != Rule::Off {
        let text = |i: usize| -> &str { blocks[i].span.of(&article.text).trim() };
        let mut kinds: Vec<BlockKind> = blocks.iter().map(|b| b.kind).collect();
        let page = Page {
            article,
            language,
            rules,
            texts: (0..blocks.len()).map(text).collect(),
        };
        page.mark_headlines(&mut kinds);
        page.mark_lines(&mut kinds);
        page.mark_head(&mut kinds);
        Page::mark_footer(
            &blocks
                .iter()
                .map(|b| b.span.of(&article.text))
                .collect::<Vec<_>>(),
            &mut kinds,
        );
        blocks
            .iter_mut()
            .zip(kinds)
            .for_each(|(block, kind)| block.kind = kind);
    } else if article.title.is_empty()
        && blocks.first().is_some_and(|b| b.kind == BlockKind::Heading)
    {
        blocks[0].kind = BlockKind::Headline;
    }
    article.blocks = blocks;
}

/// An article's lines under inspection.
struct Page<'a> {
    article: &'a Article,
    language: &'a dyn Language,
    rules: Rules<'a>,
    texts: Vec<&'a str>,
}

const fn furniture(why: Furniture) -> BlockKind {
    BlockKind::Boilerplate(why)
}

impl Page<'_> {
    /// The first heading is the headline if the metadata gives none; every repetition of the headline is furniture.
    fn mark_headlines(&self, kinds: &mut [BlockKind]) {
        let mut headline = letters(&self.article.title);
        if headline.is_empty() && kinds.first() == Some(&BlockKind::Heading) {
            headline = letters(self.texts[0]);
            kinds[0] = BlockKind::Headline;
        }
        if headline.is_empty() {
            return;
        }
        for (kind, text) in kinds
            .iter_mut()
            .zip(&self.texts)
            .filter(|(k, _)| **k != BlockKind::Headline)
        {
            let line = if text.len() <= 2 * SHORT {
                letters(text)
            } else {
                continue;
            };
            let credit = line
                .strip_prefix(&headline)
                .is_some_and(|rest| rest.len() <= 60 && line.len() > headline.len());
            if line == headline || (credit && self.language.furniture().caption.is_match(text)) {
                *kind = furniture(Furniture::RepeatedHeadline);
            }
        }
    }

    /// Lines that are furniture by themselves or by being repeated.
    fn mark_lines(&self, kinds: &mut [BlockKind]) {
        let words = self.language.furniture();
        for (i, kind) in kinds.iter_mut().enumerate() {
            let text = self.texts[i];
            if !matches!(kind, BlockKind::Paragraph | BlockKind::Heading) {
                continue;
            }
            let short = text.len() <= SHORT;
            let twin = |j: usize| self.texts.get(j) == Some(&text);
            let found = match &self.rules.options.boilerplate {
                Rule::Patterns(patterns) if patterns.set.is_match(text) => Some(Furniture::Pattern),
                _ if text.len() <= 3 * SHORT && words.page_control.is_match(text) => {
                    Some(Furniture::PageControl)
                }
                _ if short && words.date_line.is_match(text) => Some(Furniture::DateLine),
                _ if self
                    .rules
                    .repeated
                    .contains(&self.article.metadata.outlet, text) =>
                {
                    Some(Furniture::RepeatedLine)
                }
                _ if text.len() <= 2 * SHORT && words.sign_off.is_match(text) => {
                    Some(Furniture::SignOff)
                }
                _ if (i > 0 && twin(i - 1)) || twin(i + 1) => Some(Furniture::Caption),
                _ if text.len() <= 2 * SHORT && words.caption.is_match(text) => {
                    Some(Furniture::Caption)
                }
                _ => None,
            };
            if let Some(why) = found {
                *kind = furniture(why);
            }
        }
    }

    /// Captions between the headline and the first paragraph: one line that ends in a credit or a day.
    fn mark_head(&self, kinds: &mut [BlockKind]) {
        let open = |kind: &BlockKind| matches!(kind, BlockKind::Paragraph | BlockKind::Heading);
        let Some(first) = kinds.iter().position(open) else {
            return;
        };
        let headline_above = first > 0 || !self.article.title.is_empty();
        let more_below = kinds[first + 1..].iter().any(open);
        let text = self.texts[first];
        let credit = text.ends_with(')') && !text.contains(['.', '!', '?']);
        let dated =
            self.language.furniture().caption_end.is_match(text) && text.matches(". ").count() == 0;
        if headline_above
            && more_below
            && text.len() <= 2 * SHORT
            && (credit || (dated && !has_marks(text)))
        {
            kinds[first] = furniture(Furniture::Caption);
        }
    }

    /// A page control that stands apart, two blank lines down, begins the footer.
    fn mark_footer(whole: &[&str], kinds: &mut [BlockKind]) {
        let apart = |i: usize| i > 0 && whole[i - 1].trim_end_matches(' ').ends_with("\n\n\n");
        let control = |kind: BlockKind| kind == furniture(Furniture::PageControl);
        let Some(start) = (kinds.len() / 3..kinds.len()).find(|&i| control(kinds[i]) && apart(i))
        else {
            return;
        };
        for kind in &mut kinds[start..] {
            if !matches!(kind, BlockKind::Boilerplate(_)) {
                *kind = furniture(Furniture::Footer);
            }
        }
    }
}

fn has_marks(text: &str) -> bool {
    text.contains(['"', '“', '”', '«', '„'])
}

/// Letters and digits only, lower case.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Options, blocks};
    use super::*;
    use crate::article::{ArticleId, Metadata};

    fn marked(
        title: &str,
        text: &str,
        options: &Options,
        repeated: &RepeatedLines,
    ) -> Vec<(String, Option<Furniture>)> {
        let mut article = Article {
            id: ArticleId {
                source: 0,
                record: 0,
            },
            name: "a".into(),
            place: "a".into(),
            title: title.into(),
            text: text.into(),
            metadata: Metadata::default(),
            blocks: blocks::split(text),
        };
        mark(
            &mut article,
            crate::lang::find("en"),
            Rules {
                options,
                metadata: None,
                repeated,
            },
        );
        let why = |kind| {
            if let BlockKind::Boilerplate(why) = kind {
                Some(why)
            } else {
                None
            }
        };
        article
            .blocks
            .iter()
            .map(|b| (b.span.of(text).trim().to_owned(), why(b.kind)))
            .collect()
    }

    fn left_out(title: &str, text: &str) -> Vec<Furniture> {
        marked(title, text, &Options::default(), &RepeatedLines::default())
            .into_iter()
            .filter_map(|m| m.1)
            .collect()
    }

    #[test]
    fn controls_captions_and_headlines_are_marked() {
        use Furniture::{Caption, PageControl, RepeatedHeadline};
        let text = "New rules\n\nEmail story\nPrint\nA logo, March 12, 2014.\nA logo, March 12, 2014.\n\nThe law passed.\n\nMore.";
        assert_eq!(
            left_out("New rules", text),
            [RepeatedHeadline, PageControl, PageControl, Caption, Caption]
        );
    }

    #[test]
    fn a_footer_reaches_to_the_end() {
        use Furniture::{Footer, PageControl};
        let text = "One.\n\nTwo.\n\nThree.\n\n\nSubscribe to us\n\nNow you can support our work.\n\nThanks.";
        assert_eq!(left_out("", text), [PageControl, Footer, Footer]);
    }

    #[test]
    fn prose_stays() {
        let text = "The rules were announced on March 12, 2014.\n\nShe asked people to print this story.\n\n“No,” she said.";
        assert_eq!(left_out("", text), []);
    }

    #[test]
    fn repeated_lines_of_an_outlet_are_found_by_counting() {
        let mut counts = LineCounts::default();
        let text = "A paragraph of the article.\n\nTo the desk and the shore.";
        let article = |n: u32| Article {
            id: ArticleId {
                source: 0,
                record: n,
            },
            name: n.to_string(),
            place: String::new(),
            title: String::new(),
            text: text.replace("article", &n.to_string()),
            metadata: Metadata {
                outlet: "Gazette".into(),
                ..Metadata::default()
            },
            blocks: blocks::split(&text.replace("article", &n.to_string())),
        };
        (0..3).for_each(|n| counts.add(&article(n)));
        let repeated = counts.decide();
        assert!(repeated.contains("Gazette", "To the desk and the shore."));
        assert!(!repeated.contains("Other", "To the desk and the shore."));
        assert!(!repeated.contains("Gazette", "A paragraph of the 1."));
    }

    #[test]
    fn off_marks_nothing_and_patterns_add() {
        let off = Options {
            boilerplate: Rule::Off,
            ..Options::default()
        };
        assert!(
            marked("", "Print\n\nText here.", &off, &RepeatedLines::default())
                .iter()
                .all(|m| m.1.is_none())
        );
        let rule = Rule::parse("(?i)^text").unwrap();
        let own = Options {
            boilerplate: rule,
            ..Options::default()
        };
        let found = marked("", "Body.\n\nText here.", &own, &RepeatedLines::default());
        assert_eq!(found[1].1, Some(Furniture::Pattern));
        assert!(Rule::parse("(").is_err());
    }
}
