//! What the nouns of a language say about speakers.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Nouns that say what kind of voice a speaker is, and by which speakers are named again.
#[derive(Debug)]
pub struct Roles {
    /// In order of strength.
    pub list: Vec<Role>,
    by_word: FxHashMap<String, usize>,
    /// Runs of words with their roles, by the first of the words.
    phrases: FxHashMap<String, Vec<(Vec<String>, usize)>>,
    again: FxHashMap<String, Vec<String>>,
    sets: FxHashMap<String, u32>,
    /// Fields that whole articles are about.
    pub settings: Vec<Setting>,
    /// The voice of somebody who speaks for nobody else.
    pub person: String,
    age: String,
    given: FxHashMap<String, Gender>,
}

/// What a word says about speakers beside the voice that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleSet {
    /// Makes a name that of a body.
    Institution,
    /// What a body writes.
    Document,
    /// A title that every kind of body has: it says less than any other noun.
    Title,
    /// For bodies, and seldom in their names.
    General,
    /// Of what is told of private people.
    Private,
    /// Somebody whom "he" can mean.
    Male,
    /// Somebody whom "she" can mean.
    Female,
    /// "He" itself.
    He,
    /// "She" itself.
    She,
    /// A title that is that of a state alone.
    Stately,
    /// Before a role that somebody no longer has.
    Former,
    /// Joined to a role by a hyphen.
    Prefix,
    /// Ties somebody to a body after "who".
    Belonging,
    /// Makes somebody the owner of what follows.
    Owning,
    /// A business that somebody can own.
    Owned,
    /// Before what somebody is.
    Being,
    /// Before what somebody becomes.
    Appointing,
    /// Somebody who speaks for somebody else.
    SpeakingFor,
    /// Shows something and is nobody.
    Thing,
    /// Makes a document known.
    Publishing,
    /// Nouns for bodies in whose names a list with commas may stand.
    Listing,
    /// Nouns that end as adverbs do.
    LikeAdverbs,
}

impl RoleSet {
    /// Every kind with its key in the file of a language.
    const ALL: &[(Self, &str)] = &[
        (Self::Institution, "institutions"),
        (Self::Document, "documents"),
        (Self::Title, "titles"),
        (Self::General, "general"),
        (Self::Private, "private"),
        (Self::Male, "male"),
        (Self::Female, "female"),
        (Self::He, "he"),
        (Self::She, "she"),
        (Self::Stately, "stately"),
        (Self::Former, "former"),
        (Self::Prefix, "prefixes"),
        (Self::Belonging, "belonging"),
        (Self::Owning, "owning"),
        (Self::Owned, "owned"),
        (Self::Being, "being"),
        (Self::Appointing, "appointing"),
        (Self::SpeakingFor, "speaking_for"),
        (Self::Thing, "things"),
        (Self::Publishing, "publishing"),
        (Self::Listing, "listing"),
        (Self::LikeAdverbs, "like_adverbs"),
    ];
}

/// What a pronoun says of the one it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// "He".
    Male,
    /// "She".
    Female,
}

/// A field that whole articles are about, and the voice of most who speak in it.
#[derive(Debug)]
pub struct Setting {
    /// The voice of people of whom no role is told.
    pub voice: String,
    /// Its name.
    pub field: String,
    words: FxHashSet<String>,
}

impl Setting {
    /// One word in so many at least is one of the field's.
    const SHARE: usize = 50;
    /// At least so many different ones.
    const KINDS: usize = 6;

    /// True when an article of these words, in lower case, is about the field.
    pub fn holds<'w>(&self, words: impl Iterator<Item = &'w str>) -> bool {
        let (mut all, mut found) = (0, 0);
        let mut kinds = FxHashSet::default();
        for word in words {
            all += 1;
            if self.words.contains(word) {
                found += 1;
                kinds.insert(word);
            }
        }
        kinds.len() >= Self::KINDS && found * Self::SHARE >= all
    }
}

impl From<SettingEntry> for Setting {
    fn from(entry: SettingEntry) -> Self {
        Self {
            words: split(&entry.words).into_iter().collect(),
            voice: entry.voice,
            field: entry.field,
        }
    }
}

/// The nouns of one voice.
#[derive(Debug)]
pub struct Role {
    /// The voice.
    pub voice: String,
    /// Last words of names.
    pub endings: FxHashSet<String>,
}

#[derive(Deserialize)]
struct RolesFile {
    person: String,
    age: String,
    role: Vec<RoleEntry>,
    setting: Vec<SettingEntry>,
    again: BTreeMap<String, String>,
    #[serde(flatten)]
    sets: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenNames {
    male: String,
    female: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingEntry {
    voice: String,
    field: String,
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleEntry {
    voice: String,
    words: String,
    phrases: Vec<String>,
    #[serde(default)]
    endings: String,
}

impl Roles {
    pub(super) fn parse(file: &str, given_names: &str) -> Self {
        let file: RolesFile = toml::from_str(file).expect("shipped data, parsed in a test");
        let given: GivenNames =
            toml::from_str(given_names).expect("shipped data, parsed in a test");
        let of = |names: &str, gender| split(names).into_iter().map(move |name| (name, gender));
        let mut roles = Self {
            list: Vec::new(),
            settings: file.setting.into_iter().map(Setting::from).collect(),
            by_word: FxHashMap::default(),
            phrases: FxHashMap::default(),
            again: FxHashMap::default(),
            sets: FxHashMap::default(),
            person: file.person,
            age: file.age,
            given: of(&given.male, Gender::Male)
                .chain(of(&given.female, Gender::Female))
                .collect(),
        };
        assert_eq!(
            file.sets.len(),
            RoleSet::ALL.len(),
            "shipped data, parsed in a test"
        );
        for (set, key) in RoleSet::ALL {
            for word in split(&file.sets[*key]) {
                *roles.sets.entry(word).or_default() |= 1 << *set as u32;
            }
        }
        for (
            number,
            RoleEntry {
                voice,
                words,
                phrases,
                endings,
            },
        ) in file.role.into_iter().enumerate()
        {
            for word in split(&words) {
                roles.by_word.entry(word).or_insert(number);
            }
            let endings = split(&endings).into_iter().collect();
            for phrase in phrases {
                let run = split(&phrase);
                let runs = roles.phrases.entry(run[0].clone()).or_default();
                runs.push((run, number));
            }
            roles.list.push(Role { voice, endings });
        }
        roles.again = file
            .again
            .into_iter()
            .map(|(noun, words)| (noun, split(&words)))
            .collect();
        roles
    }

    /// The role that a noun names, what is joined to it by a hyphen ("then-minister") left out.
    pub fn of(&self, word: &str) -> Option<&Role> {
        let noun = |word: &str| self.by_word.get(word).map(|number| &self.list[*number]);
        noun(word).or_else(|| {
            let (prefix, rest) = word.split_once('-')?;
            noun(rest).filter(|_| self.is(RoleSet::Prefix, prefix))
        })
    }

    /// The runs of words that name a role at the beginning of some words.
    pub fn phrases<'r>(
        &'r self,
        words: &'r [String],
    ) -> impl Iterator<Item = (&'r [String], &'r Role)> {
        let known = words.first().and_then(|first| self.phrases.get(first));
        let all = known.into_iter().flatten();
        all.filter(|(run, _)| words.starts_with(run))
            .map(|(run, number)| (&run[..], &self.list[*number]))
    }

    /// True when the word is one of these.
    pub fn is(&self, set: RoleSet, word: &str) -> bool {
        self.sets
            .get(word)
            .is_some_and(|sets| sets & (1 << set as u32) != 0)
    }

    /// True for the age of a person: a number of two digits, or a word that ends as ages do.
    pub fn is_age(&self, word: &str) -> bool {
        let number = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
        number || word.ends_with(&self.age)
    }

    /// The gender that a noun gives to somebody it describes.
    pub fn gender(&self, word: &str) -> Option<Gender> {
        let female = self.is(RoleSet::Female, word).then_some(Gender::Female);
        female.or_else(|| self.is(RoleSet::Male, word).then_some(Gender::Male))
    }

    /// The gender of those to whom a first name is given.
    pub fn given(&self, name: &str) -> Option<Gender> {
        self.given.get(name).copied()
    }

    /// Whom a pronoun can stand for.
    pub fn pronoun(&self, word: &str) -> Option<Gender> {
        let she = self.is(RoleSet::She, word).then_some(Gender::Female);
        she.or_else(|| self.is(RoleSet::He, word).then_some(Gender::Male))
    }

    /// What the name or description of a speaker must hold so that "the NOUN" can mean it.
    pub fn again(&self, noun: &str) -> Option<&[String]> {
        self.again.get(noun).map(Vec::as_slice)
    }
}

/// Countries and bodies, and the words by which a mention is known to belong to one.
#[derive(Debug)]
pub struct Sides {
    names: FxHashSet<String>,
    by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>,
}

impl Sides {
    /// Reads a line for each side: its name, a tab, and words with `-` between the words of a run.
    pub(super) fn parse(file: &'static str) -> Self {
        let mut sides = Self {
            names: FxHashSet::default(),
            by_first: FxHashMap::default(),
        };
        for (name, words) in file.lines().filter_map(|line| line.split_once('\t')) {
            sides.names.insert(name.to_lowercase());
            for run in words.split(' ') {
                let run: Vec<&str> = run.split('-').collect();
                sides.by_first.entry(run[0]).or_default().push((run, name));
            }
        }
        sides
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The side that these words, in lower case, name at their beginning.
    pub fn at<'w>(&self, words: &(impl Iterator<Item = &'w str> + Clone)) -> Option<&'static str> {
        let known = self.by_first.get(words.clone().next()?)?;
        let starts = |run: &[&str]| run.iter().copied().eq(words.clone().take(run.len()));
        let longest = known.iter().filter(|(run, _)| starts(run));
        longest
            .max_by_key(|(run, _)| run.len())
            .map(|(_, name)| *name)
    }

    /// True for the name of a side in lower case.
    pub fn is_name(&self, words: &str) -> bool {
        self.names.contains(words)
    }
}

pub(super) fn split(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}
