//! What depends on a language, as data: stop words, abbreviations, page furniture, reporting verbs, role nouns.
//!
//! A language is one folder of data and one line in [`LANGUAGES`].
//! A text in any other language is still read, counted and compared ([`find`] falls back to a language without
//! words of its own); only what needs those words is left out, and the program says so.

mod en;
mod reporting;
mod roles;
mod stance;

pub use reporting::{Ending, Reporting, Set, Verb, Word};
pub use roles::{Gender, Role, RoleSet, Roles, Setting, Sides};
pub use stance::{Contested, Distanced, Negation, Stance};

use regex::{Regex, RegexSet, RegexSetBuilder};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// One language's data.
pub trait Language: Sync {
    /// ISO 639-1 code.
    fn code(&self) -> &'static str;
    /// Its name in English.
    fn name(&self) -> &'static str;
    /// Function words, lower case, straight apostrophes.
    fn stop_words(&self) -> &'static BTreeSet<&'static str>;
    /// Words that keep their dot inside a sentence, lower case, without the dot.
    fn abbreviations(&self) -> &'static BTreeSet<&'static str>;
    /// Words that begin a sentence when they stand capitalised after "U.S." and the like.
    fn sentence_starters(&self) -> &'static BTreeSet<&'static str>;
    /// What a page says that an article does not.
    fn furniture(&self) -> &'static Furniture;
    /// How it reports speech; `None`: quotations are found by their marks only.
    fn reporting(&self) -> Option<&'static Reporting>;
    /// What its nouns say about speakers.
    fn roles(&self) -> Option<&'static Roles>;
    /// How it holds words at a distance; `None`: only marks tell.
    fn stance(&self) -> Option<&'static Stance>;
    /// Countries and bodies.
    fn sides(&self) -> &'static Sides;
}

/// All languages that have data of their own.
pub const LANGUAGES: &[&dyn Language] = &[&en::English];

/// The language of an ISO 639-1 code; one without words of its own when the code is not in [`LANGUAGES`].
pub fn find(code: &str) -> &'static dyn Language {
    known(code).unwrap_or(&Other)
}

/// The language of a code, if it has data of its own.
pub fn known(code: &str) -> Option<&'static dyn Language> {
    LANGUAGES.iter().copied().find(|l| l.code() == code)
}

/// The regular expressions by which page furniture is recognised.
#[derive(Debug)]
pub struct Furniture {
    /// Whole lines that are controls of the page.
    pub page_control: RegexSet,
    /// Lines that belong to a picture.
    pub caption: RegexSet,
    /// Who wrote, edited, translated.
    pub sign_off: RegexSet,
    /// Lines that are only a date.
    pub date_line: RegexSet,
    /// How a caption ends when it gives the day of its picture.
    pub caption_end: RegexSet,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FurnitureFile {
    page_control: Vec<String>,
    caption: Vec<String>,
    sign_off: Vec<String>,
    date_line: Vec<String>,
    caption_end: Vec<String>,
}

impl Furniture {
    fn parse(file: &str, months: &BTreeSet<&str>) -> Self {
        let file: FurnitureFile = toml::from_str(file).expect("shipped data, parsed in a test");
        let month = format!(
            "({})",
            months
                .iter()
                .map(|m| regex::escape(m))
                .collect::<Vec<_>>()
                .join("|")
        );
        let set = |patterns: Vec<String>, whole: bool| {
            // The words are ASCII, and beside other letters only borders by ASCII are searched for at full speed.
            let border = |p: &String| p.replace(r"\b", r"(?-u:\b)");
            let patterns = patterns
                .iter()
                .map(|p| border(p).replace("{month}", &month));
            let patterns = patterns.map(|p| if whole { format!("^(?:{p})$") } else { p });
            let set = RegexSetBuilder::new(patterns)
                .case_insensitive(true)
                .build();
            set.expect("shipped data, compiled in a test")
        };
        Self {
            page_control: set(file.page_control, true),
            caption: set(file.caption, false),
            sign_off: set(file.sign_off, false),
            date_line: set(file.date_line, true),
            caption_end: set(file.caption_end, false),
        }
    }

    fn empty() -> Self {
        let none = || RegexSet::empty();
        Self {
            page_control: none(),
            caption: none(),
            sign_off: none(),
            date_line: none(),
            caption_end: none(),
        }
    }
}

/// A language of which nothing is known.
struct Other;

static NO_WORDS: BTreeSet<&str> = BTreeSet::new();
static NO_FURNITURE: LazyLock<Furniture> = LazyLock::new(Furniture::empty);

impl Language for Other {
    fn code(&self) -> &'static str {
        ""
    }
    fn name(&self) -> &'static str {
        "another language"
    }
    fn stop_words(&self) -> &'static BTreeSet<&'static str> {
        &NO_WORDS
    }
    fn abbreviations(&self) -> &'static BTreeSet<&'static str> {
        &NO_WORDS
    }
    fn sentence_starters(&self) -> &'static BTreeSet<&'static str> {
        &NO_WORDS
    }
    fn furniture(&self) -> &'static Furniture {
        &NO_FURNITURE
    }
    fn reporting(&self) -> Option<&'static Reporting> {
        None
    }
    fn roles(&self) -> Option<&'static Roles> {
        None
    }
    fn stance(&self) -> Option<&'static Stance> {
        None
    }
    fn sides(&self) -> &'static Sides {
        static NONE: LazyLock<Sides> = LazyLock::new(|| Sides::parse(""));
        &NONE
    }
}

/// The words of a data file: separated by white space, lines that begin with `#` are remarks.
fn words(file: &'static str) -> BTreeSet<&'static str> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
}

/// The words of a user's stop list, in the same shape: white space between words, `#` begins a remark.
///
/// # Examples
///
/// ```
/// let list = counterframe::lang::word_list("# mine\nthe of\nand");
/// assert_eq!(list, ["and", "of", "the"].map(String::from).into());
/// ```
pub fn word_list(text: &str) -> BTreeSet<String> {
    static REMARK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("#.*").expect("a constant pattern"));
    let text = REMARK.replace_all(text, "").replace('’', "'");
    text.split_whitespace().map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_code_and_data_that_parse() {
        let mut codes = BTreeSet::new();
        for language in LANGUAGES {
            assert!(
                codes.insert(language.code()),
                "two languages with the code {}",
                language.code()
            );
            assert!(!language.stop_words().is_empty() && !language.abbreviations().is_empty());
            assert!(!language.furniture().page_control.is_empty());
            assert!(
                language
                    .reporting()
                    .is_some_and(|r| r.word("") == Word::default())
                    && language.roles().is_some()
            );
            assert!(!language.sides().is_empty());
        }
    }

    #[test]
    fn words_that_carry_an_issue_are_no_stop_words() {
        for word in [
            "free", "right", "rights", "state", "against", "not", "order",
        ] {
            assert!(!find("en").stop_words().contains(word), "{word}");
        }
    }

    #[test]
    fn furniture_is_told_from_prose() {
        let f = find("en").furniture();
        for line in [
            "Email story",
            "Subscribe to CDT",
            "Please enter your comment!",
            "Google Ads 2",
            "View Full Site",
        ] {
            assert!(f.page_control.is_match(line), "{line}");
        }
        for line in [
            "Share prices fell on Monday.",
            "The ministry asked people to report this story.",
            "Subscribe to what you like, she said.",
        ] {
            assert!(!f.page_control.is_match(line), "{line}");
        }
        assert!(
            f.date_line.is_match("4th October 2017")
                && !f.date_line.is_match("On 4 October 2017 it began")
        );
        assert!(
            f.sign_off
                .is_match("(Reporting by A. Writer; Editing by B. Reader)")
        );
    }
}
