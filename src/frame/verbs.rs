//! Reporting verbs: with which verbs an outlet introduces which voice, and what they say of what is reported.
//!
//! Classes are data of the language (neutral, endorsing, distancing, conflict; after Caldas-Coulthard, C. R. (1994), "On
//! reporting reporting", in Coulthard (ed.), Advances in Written Text Analysis, and Thompson, G. (1996), "Voices in the
//! text", Applied Linguistics 17, 501–530), and a study can change them.

use super::{Groups, Shares};
use crate::concordance::Speech;
use crate::error::Result;
use crate::lang;
use crate::lexicon::Glob;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The class of a verb that no list has.
pub const OTHER: &str = "other";

/// Classes and base forms of reporting verbs.
#[derive(Debug)]
pub struct Classes {
    /// The study's own entries, which come first.
    own: Vec<(String, Vec<Glob>)>,
    shipped: FxHashMap<&'static str, (&'static str, &'static str)>,
}

impl Classes {
    /// The classes of all languages, with the changes of a study's `[verbs]`: class to verbs, as globs.
    ///
    /// # Errors
    ///
    /// An entry that is no glob.
    pub fn new(own: &BTreeMap<String, Vec<String>>) -> Result<Self> {
        let globs = |verbs: &Vec<String>| verbs.iter().map(|v| Glob::new(v)).collect::<Result<_>>();
        let own = own
            .iter()
            .map(|(class, verbs)| Ok((class.clone(), globs(verbs)?)))
            .collect::<Result<_>>()?;
        let mut shipped = FxHashMap::default();
        for stance in lang::LANGUAGES.iter().filter_map(|l| l.stance()) {
            for (class, lines) in &stance.verbs {
                for line in lines {
                    // "according to" is one entry of two words.
                    let forms: Vec<&str> = if line.ends_with(" to") {
                        vec![line]
                    } else {
                        line.split_whitespace().collect()
                    };
                    for form in &forms {
                        shipped.insert(*form, (forms[0], class.as_str()));
                    }
                }
            }
        }
        Ok(Self { own, shipped })
    }

    /// The study's own entries that fit none of some verbs.
    pub fn idle<'a>(&'a self, verbs: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
        let base = |verb: &'a str| self.shipped.get(verb).map_or(verb, |(base, _)| base);
        let there: BTreeSet<&str> = verbs.flat_map(|verb| [verb, base(verb)]).collect();
        let globs = self.own.iter().flat_map(|(_, globs)| globs);
        let idle = globs.filter(|glob| !there.iter().any(|verb| glob.matches(verb)));
        idle.map(Glob::written).collect()
    }

    /// The base form and the class of a verb as it stands.
    ///
    /// # Examples
    ///
    /// ```
    /// use counterframe::frame::verbs::Classes;
    /// let classes = Classes::new(&Default::default()).unwrap();
    /// assert_eq!(classes.of("claimed"), ("claim", "distancing"));
    /// assert_eq!(classes.of("warned"), ("warn", "conflict"));
    /// assert_eq!(classes.of("quipped"), ("quipped", "other"));
    /// ```
    pub fn of<'a>(&'a self, verb: &'a str) -> (&'a str, &'a str) {
        let (base, class) = self.shipped.get(verb).copied().unwrap_or((verb, OTHER));
        let fits = |(_, globs): &&(String, Vec<Glob>)| {
            globs.iter().any(|g| g.matches(verb) || g.matches(base))
        };
        match self.own.iter().find(fits) {
            Some((class, _)) => (base, class),
            None => (base, class),
        }
    }
}

/// How the reporting verbs of each group and voice are shared out.
#[derive(Debug, Default)]
pub struct Verbs {
    /// By class.
    pub classes: Shares<(String, String), String>,
    /// By class and verb.
    pub verbs: Shares<(String, String), (String, String)>,
    /// Quotations without a reporting verb.
    pub without: u64,
}

/// Counts the verbs that introduce each voice in each group.
pub fn verbs(speech: &[Speech], classes: &Classes, groups: &Groups<'_>) -> Verbs {
    let mut found = Verbs::default();
    for article in speech {
        let unit = groups.unit(article.id);
        for said in &article.said {
            let speaker = &article.speakers[said.speaker as usize];
            if !groups.takes(article.id, speaker) {
                continue;
            }
            if said.verb.is_empty() {
                found.without += 1;
                continue;
            }
            let (verb, class) = classes.of(&said.verb);
            let group = (groups.label(article.id).to_owned(), speaker.voice.clone());
            found.classes.add(group.clone(), unit, class.to_owned(), 1);
            let key = (class.to_owned(), verb.to_owned());
            found.verbs.add(group, unit, key, 1);
        }
    }
    found
}
