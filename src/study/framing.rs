//! What outlets do with language: the questions of the room `frame`, asked of a run.

use super::Run;
use super::analysis::{ComparePlan, FLAGS, conditions, flagged_rows};
use crate::concordance::Speech;
use crate::contrast::{self, Contrast, Side};
use crate::count::{By, Columns, Tally};
use crate::engine::Wanted;
use crate::error::{Error, Result};
use crate::files;
use crate::frame::scale::{Axis, axis};
use crate::frame::silence::{Kind, Presence, silences};
use crate::frame::uptake::{Cues, Phrase, classes};
use crate::frame::{self, Groups};
use crate::lexicon::WordPattern;
use crate::lexicon::dictionary::Dictionary;
use crate::measure::keyness;
use crate::table::{self, Table};
use crate::token::normal_form;
use crate::voice::{Manner, OUTLET, UNKNOWN, shipped};
use std::collections::BTreeSet;

/// Fewest occurrences of a run of words that can be a key phrase.
const PHRASE_COUNT: u64 = 4;
/// Fewest articles in which its voice uses it.
const PHRASE_ARTICLES: u64 = 3;

/// Words of a corpus above which phrases nobody named are not looked for, and statements are followed within events only.
pub(super) const LARGE: u64 = 2_000_000;

/// How words are given that are nobody's narration.
const SPEECH: [Manner; 5] = [
    Manner::Direct,
    Manner::Indirect,
    Manner::Phrase,
    Manner::Block,
    Manner::Transcript,
];

/// What becomes of phrases.
#[derive(Debug, Clone)]
pub struct Taken {
    /// How often each class.
    pub classes: Table,
    /// Every occurrence.
    pub occurrences: Table,
    /// True when the phrases were selected by keyness on this corpus.
    pub selected: bool,
}

/// Who has the floor.
#[derive(Debug, Clone)]
pub struct Held {
    /// Shares of words, quotations and leads.
    pub shares: Table,
    /// Who speaks after whom.
    pub next: Table,
    /// How long turns are.
    pub turns: Table,
}

impl Run<'_> {
    /// What becomes of some phrases, by a field of articles; without any of the study's, or of the voices' key phrases.
    pub fn uptake(
        &mut self,
        tally: &Tally,
        by: &str,
        written: &[String],
        phrases: Vec<Phrase>,
    ) -> Result<Taken> {
        let groups = groups(tally, by, written)?;
        let cues = Cues::new(&self.settings.uptake)?;
        let (named, place) = if phrases.is_empty() {
            (self.named_phrases(), "uptake.phrases")
        } else {
            (phrases, "--phrase")
        };
        for phrase in &named {
            self.check_voice(tally, &phrase.home, place)?;
        }
        let selected = named.is_empty();
        let phrases = if selected {
            self.key_phrases(tally)?
        } else {
            named
        };
        let patterns = phrases
            .iter()
            .map(|p| WordPattern::new(&p.words))
            .collect::<Result<Vec<_>>>()?;
        let mut found = self.locate(Wanted::Occurrences(&patterns))?.occurrences;
        found.retain(|o| groups.takes(o.hit.id, &o.hit.speaker));
        let mut by_class =
            table::uptake::table(&phrases, &classes(&found, &phrases, &cues, &groups));
        let occurring: BTreeSet<usize> = found.iter().map(|o| o.hit.pattern).collect();
        let absent: Vec<&str> = (0..phrases.len())
            .filter(|p| !occurring.contains(p))
            .map(|p| &*phrases[p].words)
            .collect();
        if !absent.is_empty() {
            by_class
                .notes
                .push(format!("phrases that do not occur: {}", absent.join(", ")));
        }
        if selected {
            by_class.notes.push(if phrases.is_empty() {
                "no phrase is named ([uptake] phrases), and no run of words marks a voice here".into()
            } else {
                "phrases selected here: by keyness on these articles, so that no test on them can follow".into()
            });
        }
        Ok(Taken {
            classes: by_class,
            occurrences: table::uptake::occurrences(&phrases, &found, &cues),
            selected,
        })
    }

    /// The phrases that the study names.
    pub(super) fn named_phrases(&self) -> Vec<Phrase> {
        let named = self.settings.uptake.phrases.iter();
        let phrase = |(words, home): (&String, &String)| Phrase {
            words: words.clone(),
            home: home.clone(),
        };
        named.map(phrase).collect()
    }

    /// Refuses a voice that neither the study nor the roster nor the corpus has.
    fn check_voice(&self, tally: &Tally, voice: &str, place: &str) -> Result<()> {
        let mut known: BTreeSet<&str> = self.settings.voices.keys().map(String::as_str).collect();
        known.extend(shipped().iter().map(|entry| entry.voice));
        known.extend(tally.speakers.iter().map(|s| &*s.voice));
        if known.contains(voice) {
            return Ok(());
        }
        let known: Vec<&str> = known.into_iter().collect();
        Err(Error::unknown(place, "voice", voice, &known))
    }

    /// Runs of two or three words that mark a voice against all others, the strongest first.
    fn key_phrases(&mut self, tally: &Tally) -> Result<Vec<Phrase>> {
        let mut voices = self.settings.uptake.voices.clone();
        for voice in &voices {
            self.check_voice(tally, voice, "uptake.voices")?;
        }
        let speaks = |voice: &str| {
            let rows = tally.rows.iter().filter(|row| row.words > 0);
            rows.map(|row| &tally.speakers[row.speaker as usize])
                .any(|speaker| speaker.voice == voice)
        };
        if voices.is_empty() {
            voices = ["official", "activist"].map(String::from).into();
        }
        voices.retain(|voice| speaks(voice));
        let mut phrases = Vec::new();
        for voice in voices {
            let mut chosen = vec![format!("voice={voice}")];
            chosen.extend(SPEECH.map(|manner| format!("manner={}", manner.name())));
            let (_, runs) = self.ngrams(2..=3, &chosen, PHRASE_COUNT)?;
            let names = names(tally);
            let is_phrase = |run: &String| {
                let is_stop = |word: &str| self.stop().0.contains(&*normal_form(word));
                let plain = |word: &str| {
                    word.chars().any(char::is_alphabetic) && !names.contains(&*normal_form(word))
                };
                let mut ends = [run.split(' ').next(), run.split(' ').next_back()].into_iter();
                !ends.any(|end| end.is_none_or(is_stop)) && run.split(' ').all(plain)
            };
            let runs = runs.rows.iter().map(|row| row[0].text().to_owned());
            let candidates: Vec<String> = runs.filter(is_phrase).collect();
            let before = std::mem::replace(&mut self.plan.count.phrases, candidates);
            let counted = self.tally();
            self.plan.count.phrases = before;
            let found = self.strongest_phrases(&counted?, &voice);
            phrases.extend(found.into_iter().map(|words| Phrase {
                words,
                home: voice.clone(),
            }));
        }
        Ok(phrases)
    }

    /// Among the terms of several words those that mark a voice most; none that is part of another.
    fn strongest_phrases(&self, tally: &Tally, voice: &str) -> Vec<String> {
        let columns = self.columns(tally);
        let is_speech = |row: &u32| SPEECH.contains(&tally.rows[*row as usize].manner);
        let rows: Vec<u32> = (0..tally.rows.len() as u32).filter(is_speech).collect();
        let sides = [&Side::Exact(voice.to_owned()), &Side::Rest];
        // Where nobody else speaks there is nothing that marks a voice.
        let found = Contrast::new(tally, &columns, &rows, &By::Voice, sides, PHRASE_COUNT);
        let Ok(contrast) = found else {
            return Vec::new();
        };
        let z = keyness::z(&contrast, &self.settings.measures);
        let stands_out = |t: &usize| {
            z[*t] >= keyness::STANDS_OUT
                && contrast.articles[[*t, 0]] >= PHRASE_ARTICLES
                && contrast.label(*t).contains(' ')
        };
        let mut order: Vec<usize> = (0..z.len()).filter(stands_out).collect();
        order.sort_by(|x, y| z[*y].total_cmp(&z[*x]).then(x.cmp(y)));
        let mut chosen: Vec<String> = Vec::new();
        for term in order {
            let phrase = normal_form(contrast.label(term)).into_owned();
            let overlaps = |other: &String| other.contains(&phrase) || phrase.contains(other);
            if chosen.len() < self.settings.uptake.top && !chosen.iter().any(overlaps) {
                chosen.push(phrase);
            }
        }
        chosen
    }

    /// How the company of nodes differs between target and reference of some comparisons. `min_count` of a comparison is
    /// the fewest co-occurrences of both sides together.
    pub fn company_of(
        &mut self,
        nodes: &[String],
        plans: &[ComparePlan],
    ) -> Result<(Tally, Table)> {
        let plan = self.plan_nodes(nodes)?;
        let tally = self.tally()?;
        let columns = self.columns(&tally);
        let mut all = Table::new(table::company::COLUMNS.to_vec());
        for one in plans {
            let contrasts = self.contrasts(&tally, &columns, std::slice::from_ref(one))?;
            for contrast in contrasts {
                let counts = (&tally.nodes, &plan);
                let mut found =
                    table::company::table(&contrast, &tally, &columns, counts, one.min_count);
                all.rows.append(&mut found.rows);
                all.notes.append(&mut found.notes);
            }
        }
        Ok((tally, all))
    }

    /// What is said in every article.
    pub fn speech(&self) -> Result<Vec<Speech>> {
        Ok(self.locate(Wanted::Speech)?.speech)
    }

    /// Which reporting verbs introduce which voice, by a field of articles: by class, and verb by verb.
    pub fn verbs(
        &self,
        tally: &Tally,
        speech: &[Speech],
        by: &str,
        written: &[String],
    ) -> Result<[Table; 2]> {
        let groups = groups(tally, by, written)?;
        let known = frame::verbs::Classes::new(&self.settings.verbs)?;
        let found = frame::verbs::verbs(speech, &known, &groups);
        let mut tables = [table::verbs::classes(&found), table::verbs::verbs(&found)];
        let verbs = speech
            .iter()
            .flat_map(|article| &article.said)
            .map(|said| &*said.verb);
        let idle = known.idle(verbs);
        if !idle.is_empty() {
            let note = format!(
                "entries of [verbs] that fit no reporting verb here: {}",
                idle.join(", ")
            );
            tables
                .iter_mut()
                .for_each(|table| table.notes.push(note.clone()));
        }
        Ok(tables)
    }

    /// Who has the floor, by a field of articles.
    pub fn floor(
        &self,
        tally: &Tally,
        speech: &[Speech],
        by: &str,
        written: &[String],
    ) -> Result<Held> {
        let names = tally.corpus.columns();
        let groups = groups(tally, by, written)?;
        let rows = flagged_rows(tally, written)?;
        let found = frame::floor::floor(speech, &groups);
        let by = By::named(by, &names, FLAGS[0])?;
        Ok(Held {
            shares: table::floor::shares(tally, &rows, &by, &found),
            next: table::floor::next(&found),
            turns: table::floor::turns(&found),
        })
    }

    /// Reads the dictionaries and has the next pass look them up. Given files, relative to the current folder, stand for
    /// those of the study.
    ///
    /// # Errors
    ///
    /// No dictionary at all, or one that cannot be read.
    pub fn plan_frames(&mut self, given: &[String]) -> Result<Dictionary> {
        let named = &self.settings.frames.dictionaries;
        if given.is_empty() && named.is_empty() {
            let message = "no dictionary is given: name one with --dictionary FILE, or in the study: [frames] dictionaries = [\"frames.toml\"]";
            return Err(Error::Input(message.into()));
        }
        let files = if given.is_empty() {
            let of_study = |name: &String| Ok((name.clone(), files::read(&self.base.join(name))?));
            named.iter().map(of_study).collect::<Result<Vec<_>>>()?
        } else {
            let here = |name: &String| Ok((name.clone(), files::read(name.as_ref())?));
            given.iter().map(here).collect::<Result<Vec<_>>>()?
        };
        let frames = &self.settings.frames;
        let dictionary = Dictionary::read(&files, &frames.encoding)?;
        self.plan.count.frames = Some(frame::frames::plan(&dictionary, frames.negation));
        self.warnings.extend(dictionary.warnings.iter().cloned());
        Ok(dictionary)
    }

    /// How often the categories of dictionaries occur by any field, and which entries were found. The tally must have been
    /// counted after [`Run::plan_frames`].
    pub fn frames(
        &self,
        tally: &Tally,
        dictionary: &Dictionary,
        by: &str,
        written: &[String],
    ) -> Result<[Table; 2]> {
        let names = tally.corpus.columns();
        let by = By::named(by, &names, FLAGS[0])?;
        let rows = flagged_rows(tally, written)?;
        let groups = contrast::groups(tally, &rows, &by);
        let mut tables = [
            table::frames::table(tally, dictionary, &groups),
            table::frames::entry_table(tally, dictionary, &groups),
        ];
        if !self.settings.tokens.phrases.is_empty() {
            tables[0].notes.push("dictionaries look at each word of a phrase of the study, per_million counts the phrase as one".into());
        }
        Ok(tables)
    }

    /// The study's axis. The tally must hold its sentences ([`Run::plan_scale`]).
    pub fn axis(&self, tally: &Tally) -> Result<Axis> {
        axis(tally, &self.columns(tally), &self.settings.scale)
    }

    /// The terms that carry an axis.
    pub fn scale_terms(&self, tally: &Tally, axis: &Axis) -> Table {
        table::scale::terms(tally, &self.columns(tally), axis)
    }

    /// Where groups stand on an axis.
    pub fn scale(&self, tally: &Tally, axis: &Axis, by: &str, written: &[String]) -> Result<Table> {
        let names = tally.corpus.columns();
        let by = By::named(by, &names, FLAGS[0])?;
        let rows = flagged_rows(tally, written)?;
        let groups = contrast::groups(tally, &rows, &by);
        table::scale::table(tally, &self.columns(tally), axis, &groups)
    }

    /// Has the next pass keep sentences.
    pub fn plan_scale(&mut self) {
        self.plan.count.sentences = true;
    }

    /// What each group of articles lacks: voices, frames (if a dictionary was looked up), and terms.
    pub fn silence(
        &self,
        tally: &Tally,
        dictionary: Option<&Dictionary>,
        by: &str,
        written: &[String],
    ) -> Result<Table> {
        let groups = groups(tally, by, written)?;
        let rows = flagged_rows(tally, written)?;
        let columns = self.columns(tally);
        let terms = self.key_terms(tally)?;
        let mut presence = Presence::default();
        let frames = dictionary.map_or(&[][..], |d| &d.categories);
        for &place in &rows {
            let row = &tally.rows[place as usize];
            let article = &tally.corpus.articles[row.article as usize];
            let (label, unit) = (groups.label(article.id), article.cluster);
            let voice = &tally.speakers[row.speaker as usize].voice;
            if voice != OUTLET && voice != UNKNOWN {
                let thing = (Kind::Voice, voice.clone());
                presence.add(thing, label, unit, u64::from(row.words));
            }
            for cell in tally.cells(row) {
                let column = columns.of(cell.term);
                if terms.contains(&normal_form(columns.label(column)).into_owned()) {
                    let thing = (Kind::Term, columns.label(column).to_owned());
                    presence.add(thing, label, unit, u64::from(cell.count));
                }
            }
            let list = &tally.frames.list;
            let start = list.partition_point(|entry| entry.row < place);
            let here = list[start..].iter().take_while(|entry| entry.row == place);
            for entry in here.filter(|_| !frames.is_empty()) {
                let thing = (Kind::Frame, frames[entry.category as usize].name.clone());
                presence.add(thing, label, unit, u64::from(entry.count));
            }
        }
        let silences = silences(tally, &rows, &groups, &presence);
        let mut table = table::silence::table(&silences);
        table.notes.extend(absent_terms(&columns, &terms));
        let different: BTreeSet<&str> = groups.labels().collect();
        if different.len() < 2 {
            table.notes.push(format!(
                "there is one {by} only: an absence is told where another has what it lacks"
            ));
        }
        Ok(table)
    }

    /// The terms whose absence is told: those the study names, or the strongest of its comparisons, in normal form.
    fn key_terms(&self, tally: &Tally) -> Result<BTreeSet<String>> {
        let columns = self.columns(tally);
        let named = &self.settings.silence.terms;
        if !named.is_empty() {
            let variants = &self.settings.tokens.variants;
            let usual = |term: &String| variants.get(term).unwrap_or(term).clone();
            let label = |term: &String| label_of(&columns, &usual(term));
            return Ok(named.iter().map(label).collect());
        }
        let mut terms = BTreeSet::new();
        for plan in self.settings.compare.iter().map(ComparePlan::from) {
            for contrast in self.contrasts(tally, &columns, &[plan])? {
                let z = keyness::z(&contrast, &self.settings.measures);
                for sign in [1.0, -1.0] {
                    let mut order: Vec<usize> = (0..z.len())
                        .filter(|t| z[*t] * sign >= keyness::STANDS_OUT)
                        .collect();
                    order.sort_by(|x, y| (z[*y] * sign).total_cmp(&(z[*x] * sign)).then(x.cmp(y)));
                    order.truncate(self.settings.silence.top);
                    let labels = order.into_iter().map(|t| contrast.label(t));
                    terms.extend(labels.map(|label| normal_form(label).into_owned()));
                }
            }
        }
        Ok(terms)
    }
}

/// The normal form of the term that a word is counted as: that of its variant, its stem, its usual spelling.
fn label_of(columns: &Columns<'_>, word: &str) -> String {
    let wanted = normal_form(word);
    let forms = columns.forms();
    let place = forms
        .iter()
        .position(|forms| forms.iter().any(|form| normal_form(form) == wanted));
    let label = place.map_or(word, |place| columns.label(place as u32));
    normal_form(label).into_owned()
}

/// Notes on terms that no column has.
fn absent_terms(columns: &Columns<'_>, terms: &BTreeSet<String>) -> Option<String> {
    let labels: BTreeSet<String> = (0..columns.len() as u32)
        .map(|c| normal_form(columns.label(c)).into_owned())
        .collect();
    let absent: Vec<&str> = terms.difference(&labels).map(String::as_str).collect();
    let several = absent.iter().any(|term| term.contains(' '));
    let hint = if several {
        " (a term of several words is counted where it is a phrase of the study: [tokens] phrases)"
    } else {
        ""
    };
    (!absent.is_empty()).then(|| format!("terms that occur nowhere: {}{hint}", absent.join(", ")))
}

/// The words of speakers' names, in normal form.
fn names(tally: &Tally) -> BTreeSet<String> {
    let names = tally
        .speakers
        .iter()
        .flat_map(|s| s.name.split_whitespace());
    names.map(|word| normal_form(word).into_owned()).collect()
}

/// Articles by a field, and which of their speakers are chosen.
fn groups<'t>(tally: &'t Tally, by: &str, written: &[String]) -> Result<Groups<'t>> {
    let names = tally.corpus.columns();
    let by = By::named(by, &names, FLAGS[0])?;
    let groups = Groups::new(tally, &by, conditions(written, &names, FLAGS[1])?)?;
    flagged_rows(tally, written)?;
    Ok(groups)
}
