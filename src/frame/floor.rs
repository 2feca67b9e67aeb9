//! Who has the floor: shares of quotations and of leads, who follows whom, and how long somebody speaks.

use super::{Groups, Shares};
use crate::concordance::Speech;
use crate::voice::Speaker;
use std::collections::BTreeMap;

/// What is shared out among voices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Quotations.
    Quotations,
    /// Word tokens of the first quarter of each article.
    Lead,
}

/// A stretch in which one speaker is quoted without interruption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn<'a> {
    /// Who speaks.
    pub speaker: &'a Speaker,
    /// Their words.
    pub words: u64,
}

/// The turns of an article.
///
/// A turn ends where somebody else is quoted, or with a paragraph in which nobody is.
///
/// # Examples
///
/// ```
/// use counterframe::article::ArticleId;
/// use counterframe::concordance::{Said, Speech};
/// use counterframe::frame::floor::turns;
/// use counterframe::voice::Speaker;
/// let speaker = |name: &str| Speaker { name: name.into(), voice: "expert".into(), side: String::new() };
/// let said = |speaker, words, paragraph| Said { speaker, words, paragraphs: [paragraph; 2], verb: String::new() };
/// let article = Speech {
///     id: ArticleId { source: 0, record: 0 },
///     speakers: vec![speaker("The Paper"), speaker("Wu"), speaker("Pu")],
///     lead: vec![0; 3],
///     said: vec![said(1, 10, 1), said(1, 5, 2), said(2, 7, 2), said(2, 3, 4)],
/// };
/// let found: Vec<(&str, u64)> = turns(&article).iter().map(|t| (&*t.speaker.name, t.words)).collect();
/// assert_eq!(found, [("Wu", 15), ("Pu", 7), ("Pu", 3)]);
/// ```
pub fn turns(article: &Speech) -> Vec<Turn<'_>> {
    let mut turns: Vec<Turn<'_>> = Vec::new();
    let mut last: Option<(u32, u32)> = None;
    for said in article.said.iter().filter(|said| said.words > 0) {
        let goes_on = last.is_some_and(|(speaker, paragraph)| {
            speaker == said.speaker && said.paragraphs[0] <= paragraph + 1
        });
        let words = u64::from(said.words);
        match turns.last_mut().filter(|_| goes_on) {
            Some(turn) => turn.words += words,
            None => turns.push(Turn {
                speaker: &article.speakers[said.speaker as usize],
                words,
            }),
        }
        last = Some((said.speaker, said.paragraphs[1]));
    }
    turns
}

/// What one voice is given in one group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lengths {
    /// Words of each turn, ascending once finished.
    pub turns: Vec<u64>,
}

impl Lengths {
    /// The length in the middle; of an even number of turns the mean of the two in the middle.
    pub fn median(&self) -> Option<f64> {
        let last = self.turns.len().checked_sub(1)?;
        let [low, high] = [last / 2, last.div_ceil(2)].map(|place| self.turns[place] as f64);
        Some(f64::midpoint(low, high))
    }
}

/// Who has the floor.
#[derive(Debug, Default)]
pub struct Floor {
    /// Shares by group: of quotations, of leads.
    pub shares: Shares<(Part, String), String>,
    /// By group and voice: which voice speaks next in the same article.
    pub next: Shares<(String, String), String>,
    /// By group and voice: how long turns are.
    pub lengths: BTreeMap<(String, String), Lengths>,
}

/// Who has the floor in each group.
pub fn floor(speech: &[Speech], groups: &Groups<'_>) -> Floor {
    let mut found = Floor::default();
    for article in speech {
        let (unit, label) = (groups.unit(article.id), groups.label(article.id));
        let takes = |speaker: &Speaker| groups.takes(article.id, speaker);
        for said in &article.said {
            let speaker = &article.speakers[said.speaker as usize];
            if takes(speaker) {
                let group = (Part::Quotations, label.to_owned());
                found.shares.add(group, unit, speaker.voice.clone(), 1);
            }
        }
        for (speaker, words) in article.speakers.iter().zip(&article.lead) {
            if *words > 0 && takes(speaker) {
                let group = (Part::Lead, label.to_owned());
                found.shares.add(group, unit, speaker.voice.clone(), *words);
            }
        }
        let turns: Vec<Turn<'_>> = turns(article)
            .into_iter()
            .filter(|t| takes(t.speaker))
            .collect();
        for turn in &turns {
            let key = (label.to_owned(), turn.speaker.voice.clone());
            found.lengths.entry(key).or_default().turns.push(turn.words);
        }
        for pair in turns.windows(2) {
            let [one, next] = [&pair[0], &pair[1]].map(|t| t.speaker.voice.clone());
            found.next.add((label.to_owned(), one), unit, next, 1);
        }
    }
    for lengths in found.lengths.values_mut() {
        lengths.turns.sort_unstable();
    }
    found
}
