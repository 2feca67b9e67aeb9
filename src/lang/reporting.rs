//! How a language reports speech.

use super::roles::split;
use rustc_hash::FxHashMap;
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
    endings: Endings,
    implied: Vec<String>,
}

/// What the end of a word tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// A verb in the past: "shouted".
    Past,
    /// A participle: "shouting".
    Participle,
    /// An adverb: "loudly".
    Adverb,
    /// Somebody to whom something belongs: "the mayor's".
    Possessor,
    /// Several things: "records".
    Several,
    /// One thing, though it ends as several do: "press".
    One,
}

/// The ends of words.
#[derive(Debug, Deserialize)]
struct Endings {
    past: String,
    participle: String,
    adverb: String,
    possessor: String,
    several: String,
    one: String,
}

/// What is known of a word: looked up once for every token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    sets: u128,
    /// What it can do as a reporting verb.
    pub verb: Option<Verb>,
    /// Whether it gives a thing its name.
    pub names: bool,
    /// Place of the one in whose wording what follows stands: the court that sentences.
    implied: Option<u8>,
}

impl Word {
    /// True when the word is in the set.
    pub fn is(self, set: Set) -> bool {
        self.sets & (1 << set as u128) != 0
    }

    /// The sets that hold the word, one bit a set.
    pub fn bits(self) -> u128 {
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
    /// Verbs by which something is asked of somebody: "urged the council to act".
    Directing,
    /// Verbs that do so with a small word: "called on", "called for".
    Calling,
    /// Between such a verb and the one who is asked.
    CallingOn,
    /// Between such a verb and what is asked.
    CallingFor,
    /// Verbs by which somebody says what another did: "accused the mayor of lying".
    Alleging,
    /// Between whom they name and what is alleged.
    Alleged,
    /// Nouns for works, before their titles.
    Works,
    /// Between somebody and the body that somebody speaks for: "a spokesman for".
    Serving,
    /// Between the parts of a list: "and".
    Listing,
    /// Nouns that are verbs of speech after a word for several: "records show".
    PluralVerbs,
    /// Verbs whose object is given a name without "as": "called the plan “a joke”".
    Labelling,
    /// Verbs of thinking and feeling: "worried that".
    Thinking,
    /// Verbs of speech that have a topic: "talked about".
    Speaking,
    /// Between such a verb and its topic.
    Topics,
    /// After "said": a clause that denies, unless nothing follows.
    Denying,
    /// Stands alone for people who are not named: "some said".
    Indefinite,
    /// Before one thing among others: "a mistake".
    Indefinites,
    /// Between a word of law and its wording: "charged **with** “…”".
    ChargedWith,
    /// Between the parts of a list, either joined.
    Listed,
    /// Begins what is set beside a number that somebody gave: "compared with".
    Contrasts,
    /// Stands for the sentence before: "that's according to".
    Pointing,
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
        (Self::Directing, "directing"),
        (Self::Calling, "calling"),
        (Self::CallingOn, "calling_on"),
        (Self::CallingFor, "calling_for"),
        (Self::Alleging, "alleging"),
        (Self::Alleged, "alleged"),
        (Self::Works, "works"),
        (Self::Serving, "serving"),
        (Self::Listing, "listing"),
        (Self::PluralVerbs, "plural_verbs"),
        (Self::Labelling, "labelling"),
        (Self::Thinking, "thinking"),
        (Self::Speaking, "speaking"),
        (Self::Topics, "topics"),
        (Self::Denying, "denying"),
        (Self::Indefinite, "indefinite"),
        (Self::Indefinites, "indefinites"),
        (Self::ChargedWith, "charged_with"),
        (Self::Listed, "listed"),
        (Self::Contrasts, "contrasts"),
        (Self::Pointing, "pointing"),
    ];
}

#[derive(Deserialize)]
struct ReportingFile {
    free: Vec<String>,
    bound: Vec<String>,
    naming: Vec<String>,
    endings: Endings,
    implied: BTreeMap<String, String>,
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
                .for_each(|w| words.entry(w).or_default().sets |= 1 << *set as u128);
        }
        let mut implied = Vec::new();
        for (place, (speaker, line)) in (0..).zip(file.implied) {
            split(&line)
                .into_iter()
                .for_each(|w| words.entry(w).or_default().implied = Some(place));
            implied.push(speaker);
        }
        Self {
            words,
            endings: file.endings,
            implied,
        }
    }

    /// How words end of which `ending` tells.
    pub fn ending(&self, ending: Ending) -> &str {
        match ending {
            Ending::Past => &self.endings.past,
            Ending::Participle => &self.endings.participle,
            Ending::Adverb => &self.endings.adverb,
            Ending::Possessor => &self.endings.possessor,
            Ending::Several => &self.endings.several,
            Ending::One => &self.endings.one,
        }
    }

    /// In whose wording what follows a word stands: "court" for "sentenced".
    pub fn implied(&self, word: Word) -> Option<&str> {
        let place = usize::from(word.implied?);
        self.implied.get(place).map(String::as_str)
    }

    /// What is known of a word, in lower case.
    pub fn word(&self, word: &str) -> Word {
        self.words.get(word).copied().unwrap_or_default()
    }
}
