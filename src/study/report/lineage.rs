//! The same statement in different articles: a section of the report.

use super::framing::{BY, Framing, sentence};
use super::{Counted, Run};
use crate::concordance::Utterance;
use crate::error::Result;
use crate::frame::events::Events;
use crate::frame::lineage::{Kind, Statement, Treatment, Version};
use crate::report::{Aligned, Piece, Section, Texts, VersionLine};
use crate::study::lineage::Followed;
use crate::table::{Cell, Table, counted};

/// Statements that the page shows word by word.
const SHOWN: usize = 12;
/// Words of a version that a report with snippets shows.
const SNIPPET: usize = 50;

impl Run<'_> {
    /// Adds what becomes of statements, if any is in more than one article.
    pub(super) fn add_lineage(
        &self,
        all: Counted<'_>,
        events: &Events,
        framing: &mut Framing,
    ) -> Result<()> {
        let followed = self.lineage(all.tally, events, BY)?;
        if followed.statements.is_empty() {
            return Ok(());
        }
        let texts = self.settings.report.texts;
        let number = counted(followed.statements.len() as u64, "statement");
        let mut prose = vec![format!(
            "What somebody is quoted with stands in more than one article: {number}. The fullest version is the earliest of the longest direct quotations; others quote it whole, shorten it, report it in other words, take it over as narration, or leave it out although they tell of the same event."
        )];
        prose.extend(followed.treatments.notes.iter().map(|note| sentence(note)));
        let heading = "What outlets do with statements";
        let table = followed.treatments.clone();
        let figures = vec![all.figure_of(&number, "lineage", "lineage", heading, table)?];
        framing.sections.push(Section {
            id: "lineage".into(),
            heading: "Statements from article to article".into(),
            prose,
            figures,
            aligned: aligned(all, &followed, texts),
            methods: vec![
                format!("A statement is a direct quotation of at least {} words. Of a quotation of more than 80 words each sentence is one. An utterance elsewhere is a version of it if it has at least four of its content words (on no stop list, as stems; for narration five, and eight in an article on another event), in the same order and close together, two of them rare (in at most ten articles, or one in twenty) or five of them side by side, and these are at least 60 % of its own content words (for reported speech and narration half and 60 % of the shorter side's). Speech reported of another speaker counts within an event only. A version with six of the content words, at least 80 % of its own, may have them in another order. Words are aligned by the longest common subsequence of their stems (on measuring reuse between news texts: Clough et al. 2002). The fullest version is the earliest of those that have nine tenths of the longest one's words; it may be younger than others and need not be their source. Only statements of which at least two articles (near-duplicates are one) have a version are counted, so that what nobody else repeats is not dropped by anybody.", self.settings.lineage.min_words),
                "A version is whole if nine tenths of the statement's words stand in it as spoken, shortened if at least four do, else paraphrased (reported) or narrated; it moved if it stands in the first quarter of its article and the fullest version does not, or the other way round. An outlet drops a statement if it tells of the same event on the day on which the first article has it, or later, and has it in none of its articles. A version that has a negation more or less, that is denied, or has another speaker is counted and marked as such.".into(),
            ],
            ..Section::default()
        });
        framing.keep(
            "lineage",
            "what each outlet does with shared statements",
            &followed.treatments,
        )?;
        framing.keep(
            "lineage-versions",
            "every version of every statement",
            &without_texts(followed.versions, texts),
        )
    }
}

/// The first statements, word by word.
fn aligned(all: Counted<'_>, followed: &Followed, texts: Texts) -> Vec<Aligned> {
    if texts == Texts::None {
        return Vec::new();
    }
    let shown = followed.statements.iter().take(SHOWN);
    shown
        .map(|statement| {
            let fullest = &followed.utterances[statement.fullest];
            let articles = statement.told().count() as u64;
            Aligned {
                heading: format!("{}: {}", speaker(fullest), beginning(fullest)),
                articles,
                versions: versions(all, followed, statement, texts),
            }
        })
        .collect()
}

fn speaker(utterance: &Utterance) -> &str {
    match utterance.speaker.name.as_str() {
        "" => "speaker unknown",
        name => name,
    }
}

/// The first words of a statement.
fn beginning(utterance: &Utterance) -> String {
    let words: Vec<&str> = (0..utterance.words.len().min(8))
        .map(|w| utterance.word(w))
        .collect();
    format!("{} …", words.join(" "))
}

fn versions(
    all: Counted<'_>,
    followed: &Followed,
    statement: &Statement,
    texts: Texts,
) -> Vec<VersionLine> {
    let line = |version: &Version| {
        let place = all.tally.corpus.position(version.article)?;
        let record = &all.tally.corpus.articles[place];
        let mut told = Vec::new();
        if !matches!(version.treatment, Treatment::Fullest | Treatment::Dropped) {
            told.push(format!("{:.0} % of the words", 100.0 * version.kept));
        }
        if version.changed > 0 {
            told.push(counted(version.changed, "other word") + " as spoken");
        }
        told.extend(version.notes.iter().map(|note| (*note).to_owned()));
        told.extend(version.moved.map(|up| {
            if up {
                "moved into the lead"
            } else {
                "moved out of the lead"
            }
            .to_owned()
        }));
        let by = version
            .parts
            .first()
            .map(|part| &followed.utterances[*part]);
        told.extend(by.map(|utterance| match version.treatment {
            Treatment::Narrated => "told by the outlet itself".to_owned(),
            _ => speaker(utterance).to_owned(),
        }));
        Some(VersionLine {
            treatment: version.treatment.name(),
            outlet: record.metadata.outlet.clone(),
            told: told.join("; "),
            date: record.metadata.date.clone(),
            article: record.name.clone(),
            pieces: pieces(&version.alignment, texts),
        })
    };
    statement.versions.iter().filter_map(line).collect()
}

/// Runs of words of one kind.
fn pieces(alignment: &[(Kind, String)], texts: Texts) -> Vec<Piece> {
    let most = if texts == Texts::Full {
        usize::MAX
    } else {
        SNIPPET
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for (kind, word) in alignment.iter().take(most) {
        let kind = match kind {
            Kind::Kept => "kept",
            Kind::Dropped => "dropped",
            Kind::Added => "added",
        };
        match pieces.last_mut().filter(|piece| piece.kind == kind) {
            Some(piece) => {
                piece.words.push(' ');
                piece.words.push_str(word);
            }
            None => pieces.push(Piece {
                kind,
                words: word.clone(),
            }),
        }
    }
    if alignment.len() > most {
        pieces.push(Piece {
            kind: "kept",
            words: "…".into(),
        });
    }
    pieces
}

/// The versions with as much text as a report may show.
fn without_texts(mut table: Table, texts: Texts) -> Table {
    let Some(place) = table.column("text") else {
        return table;
    };
    for row in &mut table.rows {
        match texts {
            Texts::Full => {}
            Texts::Snippets => {
                let words: Vec<&str> = row[place].text().split_whitespace().collect();
                let more = if words.len() > SNIPPET { " …" } else { "" };
                let cut = words[..words.len().min(SNIPPET)].join(" ") + more;
                row[place] = Cell::Text(cut.into());
            }
            Texts::None => row[place] = Cell::Undefined("the study shows no text"),
        }
    }
    table
}
