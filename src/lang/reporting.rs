//! How a language reports speech, and what its nouns say about speakers.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a reporting verb can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Introduces a clause without "that".
    Free,
    /// Needs "that", a colon or a quotation mark before a clause.
    Bound,
}

/// The words of reported speech.
#[derive(Debug)]
pub struct Reporting {
    words: FxHashMap<String, Word>,
}

/// What is known of a word: looked up once for every token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    sets: u64,
    /// What it can do as a reporting verb.
    pub verb: Option<Verb>,
    /// Whether it gives a thing its name.
    pub names: bool,
}

impl Word {
    /// True when the word is in the set.
    pub fn is(self, set: Set) -> bool {
        self.sets & (1 << set as u64) != 0
    }

    /// The sets that hold the word, one bit a set.
    pub fn bits(self) -> u64 {
        self.sets
    }

    /// True for any pronoun that can speak.
    pub fn is_pronoun(self) -> bool {
        [Set::Person, Set::Thing, Set::Plural, Set::SelfWords]
            .into_iter()
            .any(|set| self.is(set))
    }
}

/// A set of small words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Set {
    /// Between a subject and its verb.
    Between,
    /// After a reporting verb, up to the end of its clause.
    Tail,
    /// Days of the week and the like.
    Days,
    /// Ends the reach of a subject to the left.
    Clause,
    /// Before a verb: no speech.
    Blockers,
    /// Before a noun.
    Determiners,
    /// Stands for one person.
    Person,
    /// Stands for a thing or body.
    Thing,
    /// Stands for several.
    Plural,
    /// Stands for the one who speaks.
    SelfWords,
    /// Inside names of people.
    Particles,
    /// Inside names of bodies.
    Joiners,
    /// Before a name.
    Titles,
    /// Verbs of intending: "vowed to".
    Intending,
    /// Nouns for what somebody says.
    SayingNouns,
    /// Begins a clause without "that".
    ClauseSubjects,
    /// Begins a relative clause.
    Relatives,
    /// Before a noun, in a phrase that is no subject.
    Prepositions,
    /// Before the one who does it: "by".
    Agents,
    /// Before how somebody puts it: "as".
    Manner,
    /// Stands for what is spoken of.
    Objects,
    /// Before one thing that is known.
    Article,
    /// Begins what is said: "that".
    Complement,
    /// Before where and with what.
    Places,
    /// Before a noun and never alone: "the", "his".
    Nominal,
    /// Helps a verb: no noun phrase goes across it.
    Auxiliaries,
    /// Begins a clause of time or reason after which a subject follows.
    Subordinators,
    /// Before the name of somebody who was described: "named".
    Introducing,
    /// Verbs with the hearer right behind them: "told reporters".
    Telling,
    /// Whom somebody tells.
    Hearers,
    /// Verbs between which and "that" the hearer stands.
    Informing,
    /// Begins a question that is reported.
    Questions,
    /// After "said": no clause follows.
    NoClause,
    /// Before what somebody means to do, and after "according".
    Infinitive,
    /// Joins two verbs of one subject.
    Joining,
    /// Before the title of a work.
    Titling,
    /// Verbs of passing on what somebody else said.
    Quoting,
    /// Before "to" and the one who says it.
    According,
    /// Before the one from whom a passage is taken.
    Origins,
    /// Stands in brackets at the end of a passage that was taken over.
    Sources,
    /// Labels of a question, with a capital and a colon.
    QuestionLabels,
    /// Labels of an answer.
    AnswerLabels,
    /// Verbs whose subject answers in a transcript.
    Answering,
    /// Verbs whose subject asks in a transcript.
    Asking,
}

impl Set {
    /// Every set with its key in the file of a language.
    const ALL: &[(Self, &str)] = &[
        (Self::Between, "between"),
        (Self::Tail, "tail"),
        (Self::Days, "days"),
        (Self::Clause, "clause"),
        (Self::Blockers, "blockers"),
        (Self::Determiners, "determiners"),
        (Self::Article, "article"),
        (Self::Person, "person"),
        (Self::Thing, "thing"),
        (Self::Plural, "plural"),
        (Self::SelfWords, "self_words"),
        (Self::Objects, "objects"),
        (Self::Particles, "particles"),
        (Self::Joiners, "joiners"),
        (Self::Titles, "titles"),
        (Self::Intending, "intending"),
        (Self::SayingNouns, "saying_nouns"),
        (Self::ClauseSubjects, "clause_subjects"),
        (Self::Relatives, "relatives"),
        (Self::Prepositions, "prepositions"),
        (Self::Agents, "agents"),
        (Self::Manner, "manner"),
        (Self::Complement, "complement"),
        (Self::Places, "places"),
        (Self::Nominal, "nominal"),
        (Self::Auxiliaries, "auxiliaries"),
        (Self::Subordinators, "subordinators"),
        (Self::Introducing, "introducing"),
        (Self::Telling, "telling"),
        (Self::Hearers, "hearers"),
        (Self::Informing, "informing"),
        (Self::Questions, "questions"),
        (Self::NoClause, "no_clause"),
        (Self::Infinitive, "infinitive"),
        (Self::Joining, "joining"),
        (Self::Titling, "titling"),
        (Self::Quoting, "quoting"),
        (Self::According, "according"),
        (Self::Origins, "origins"),
        (Self::Sources, "sources"),
        (Self::QuestionLabels, "question_labels"),
        (Self::AnswerLabels, "answer_labels"),
        (Self::Answering, "answering"),
        (Self::Asking, "asking"),
    ];
}

#[derive(Deserialize)]
struct ReportingFile {
    free: Vec<String>,
    bound: Vec<String>,
    naming: Vec<String>,
    #[serde(flatten)]
    sets: BTreeMap<String, String>,
}

impl Reporting {
    pub(super) fn parse(file: &str) -> Self {
        let file: ReportingFile = toml::from_str(file).expect("shipped data, parsed in a test");
        let forms = |lines: Vec<String>| {
            lines
                .into_iter()
                .flat_map(|l| split(&l))
                .collect::<Vec<_>>()
        };
        let mut words: FxHashMap<String, Word> = FxHashMap::default();
        forms(file.bound)
            .into_iter()
            .for_each(|f| words.entry(f).or_default().verb = Some(Verb::Bound));
        forms(file.free)
            .into_iter()
            .for_each(|f| words.entry(f).or_default().verb = Some(Verb::Free));
        forms(file.naming)
            .into_iter()
            .for_each(|f| words.entry(f).or_default().names = true);
        assert_eq!(
            file.sets.len(),
            Set::ALL.len(),
            "shipped data, parsed in a test"
        );
        for (set, key) in Set::ALL {
            let line = file.sets.get(*key).expect("shipped data, parsed in a test");
            split(line)
                .into_iter()
                .for_each(|w| words.entry(w).or_default().sets |= 1 << *set as u64);
        }
        Self { words }
    }

    /// What is known of a word, in lower case.
    pub fn word(&self, word: &str) -> Word {
        self.words.get(word).copied().unwrap_or_default()
    }
}

/// Nouns that say what kind of voice a speaker is, and by which speakers are named again.
#[derive(Debug)]
pub struct Roles {
    /// In order of strength.
    pub list: Vec<Role>,
    by_word: FxHashMap<String, usize>,
    again: FxHashMap<String, Vec<String>>,
    institutions: FxHashSet<String>,
    documents: FxHashSet<String>,
    titles: FxHashSet<String>,
    general: FxHashSet<String>,
    /// Fields that whole articles are about.
    pub settings: Vec<Setting>,
    /// The voice of somebody who speaks for nobody else.
    pub person: String,
    private: FxHashSet<String>,
    age: String,
    male: FxHashSet<String>,
    female: FxHashSet<String>,
    he: FxHashSet<String>,
    she: FxHashSet<String>,
    given: FxHashMap<String, Gender>,
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
    /// Runs of words.
    pub phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesFile {
    institutions: String,
    documents: String,
    titles: String,
    general: String,
    person: String,
    private: String,
    age: String,
    male: String,
    female: String,
    he: String,
    she: String,
    role: Vec<RoleEntry>,
    setting: Vec<SettingEntry>,
    again: BTreeMap<String, String>,
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
}

impl Roles {
    pub(super) fn parse(file: &str, given_names: &str) -> Self {
        let file: RolesFile = toml::from_str(file).expect("shipped data, parsed in a test");
        let given: GivenNames =
            toml::from_str(given_names).expect("shipped data, parsed in a test");
        let of = |names: &str, gender| split(names).into_iter().map(move |name| (name, gender));
        let set = |line: &str| split(line).into_iter().collect::<FxHashSet<String>>();
        let mut roles = Self {
            list: Vec::new(),
            settings: file.setting.into_iter().map(Setting::from).collect(),
            by_word: FxHashMap::default(),
            again: FxHashMap::default(),
            institutions: set(&file.institutions),
            documents: set(&file.documents),
            titles: set(&file.titles),
            general: set(&file.general),
            person: file.person.clone(),
            private: set(&file.private),
            age: file.age.clone(),
            male: set(&file.male),
            female: set(&file.female),
            he: set(&file.he),
            she: set(&file.she),
            given: of(&given.male, Gender::Male)
                .chain(of(&given.female, Gender::Female))
                .collect(),
        };
        for (
            number,
            RoleEntry {
                voice,
                words,
                phrases,
            },
        ) in file.role.into_iter().enumerate()
        {
            for word in split(&words) {
                roles.by_word.entry(word).or_insert(number);
            }
            roles.list.push(Role { voice, phrases });
        }
        roles.again = file
            .again
            .into_iter()
            .map(|(noun, words)| (noun, split(&words)))
            .collect();
        roles
    }

    /// The role that a noun names.
    pub fn of(&self, word: &str) -> Option<&Role> {
        self.by_word.get(word).map(|number| &self.list[*number])
    }

    /// True for a title that every kind of body has: it says less than any other noun.
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word)
    }

    /// True for a word of what is told of private people.
    pub fn is_private(&self, word: &str) -> bool {
        self.private.contains(word)
    }

    /// True for a noun for bodies that seldom stands in their names.
    pub fn is_general(&self, word: &str) -> bool {
        self.general.contains(word)
    }

    /// True for the age of a person: a number of two digits, or a word that ends as ages do.
    pub fn is_age(&self, word: &str) -> bool {
        let number = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
        number || word.ends_with(&self.age)
    }

    /// True for a noun that makes a name that of a body.
    pub fn is_institution(&self, word: &str) -> bool {
        self.institutions.contains(word)
    }

    /// True for a noun for what a body writes.
    pub fn is_document(&self, word: &str) -> bool {
        self.documents.contains(word)
    }

    /// The gender that a noun gives to somebody it describes.
    pub fn gender(&self, word: &str) -> Option<Gender> {
        let female = self.female.contains(word).then_some(Gender::Female);
        female.or_else(|| self.male.contains(word).then_some(Gender::Male))
    }

    /// The gender of those to whom a first name is given.
    pub fn given(&self, name: &str) -> Option<Gender> {
        self.given.get(name).copied()
    }

    /// Whom a pronoun can stand for.
    pub fn pronoun(&self, word: &str) -> Option<Gender> {
        let she = self.she.contains(word).then_some(Gender::Female);
        she.or_else(|| self.he.contains(word).then_some(Gender::Male))
    }

    /// What the name or description of a speaker must hold so that "the NOUN" can mean it.
    pub fn again(&self, noun: &str) -> Option<&[String]> {
        self.again.get(noun).map(Vec::as_slice)
    }
}

/// A country or body and the words by which a mention is known to belong to it.
#[derive(Debug)]
pub struct Side {
    /// How it is printed.
    pub name: &'static str,
    /// Lower-case words; `-` joins the words of a run.
    pub words: Vec<&'static str>,
}

impl Side {
    pub(super) fn parse(file: &'static str) -> Vec<Self> {
        let side = |line: &'static str| {
            let (name, words) = line.split_once('\t')?;
            Some(Self {
                name,
                words: words.split(' ').collect(),
            })
        };
        file.lines().filter_map(side).collect()
    }
}

fn split(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}
