//! The fields by which rows are grouped and chosen.

use super::tally::{Row, Tally};
use crate::article::ArticleRecord;
use crate::error::{Error, Result};
use crate::lexicon::Glob;
use crate::voice::{Manner, Speaker};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A field of rows: what `--by` and `--where` name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    /// Everything is one group.
    All,
    /// The article.
    Article,
    /// The cluster of near-duplicates.
    Cluster,
    /// The speaker's resolved name.
    Speaker,
    /// The speaker's voice.
    Voice,
    /// The speaker's country or body.
    Side,
    /// How the words are given.
    Manner,
    /// A metadata column, `outlet` and `date` among them.
    Column(String),
    /// The month or year of the date; empty where the date does not say it.
    Period(Period),
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, PartialOrd, Ord)]
pub enum Period {
    /// `2014-08`.
    Month,
    /// `2014`.
    Year,
}

impl Period {
    /// The period of an ISO 8601 date; empty if the date is too coarse.
    pub fn of(self, date: &str) -> &str {
        let letters = match self {
            Self::Month => 7,
            Self::Year => 4,
        };
        date.get(..letters).unwrap_or("")
    }
}

impl By {
    /// Fields that every corpus has.
    pub const BUILT_IN: &[&str] = &[
        "outlet",
        "date",
        "date:month",
        "date:year",
        "voice",
        "speaker",
        "side",
        "manner",
        "article",
        "cluster",
        "all",
    ];

    /// The field of a name; `columns` are the corpus's metadata columns, `place` is where the name was written.
    pub fn named(name: &str, columns: &[String], place: &str) -> Result<Self> {
        Ok(match name {
            "all" => Self::All,
            "article" => Self::Article,
            "cluster" => Self::Cluster,
            "speaker" => Self::Speaker,
            "voice" => Self::Voice,
            "side" => Self::Side,
            "manner" => Self::Manner,
            "date:month" => Self::Period(Period::Month),
            "date:year" => Self::Period(Period::Year),
            "outlet" | "date" => Self::Column(name.to_owned()),
            _ if columns.iter().any(|c| c == name) => Self::Column(name.to_owned()),
            _ => {
                let mut all: Vec<&str> = Self::BUILT_IN.to_vec();
                all.extend(
                    columns
                        .iter()
                        .map(String::as_str)
                        .filter(|c| !Self::BUILT_IN.contains(c)),
                );
                return Err(Error::unknown(place, "field", name, &all));
            }
        })
    }

    /// The name of the field.
    pub fn name(&self) -> &str {
        match self {
            Self::All => "all",
            Self::Article => "article",
            Self::Cluster => "cluster",
            Self::Speaker => "speaker",
            Self::Voice => "voice",
            Self::Side => "side",
            Self::Manner => "manner",
            Self::Column(name) => name,
            Self::Period(Period::Month) => "date:month",
            Self::Period(Period::Year) => "date:year",
        }
    }

    /// A row's value in this field. Unknown is empty.
    pub fn value<'t>(&self, tally: &'t Tally, row: &Row) -> Cow<'t, str> {
        self.value_of(
            &tally.corpus.articles[row.article as usize],
            &tally.speakers[row.speaker as usize],
            row.manner,
        )
    }

    /// The value that words of this article, speaker and manner have in this field.
    pub fn value_of<'t>(
        &self,
        article: &'t ArticleRecord,
        speaker: &'t Speaker,
        manner: Manner,
    ) -> Cow<'t, str> {
        match self {
            Self::All => "all".into(),
            Self::Article => article.name.as_str().into(),
            Self::Cluster => format!(
                "{}.{}",
                article.cluster.source + 1,
                article.cluster.record + 1
            )
            .into(),
            Self::Speaker => speaker.name.as_str().into(),
            Self::Voice => speaker.voice.as_str().into(),
            Self::Side => speaker.side.as_str().into(),
            Self::Manner => manner.name().into(),
            Self::Column(name) => article.metadata.get(name).unwrap_or_default().into(),
            Self::Period(period) => period.of(&article.metadata.date).into(),
        }
    }
}

/// A choice of rows: the field's value fits one of the globs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Condition {
    /// The field.
    pub by: By,
    /// Values, as globs.
    pub values: Vec<Glob>,
}

impl Condition {
    /// True when the row is chosen.
    pub fn holds(&self, tally: &Tally, row: &Row) -> bool {
        self.fits(&self.by.value(tally, row))
    }

    /// True when the words of this article, speaker and manner are chosen.
    pub fn holds_for(&self, article: &ArticleRecord, speaker: &Speaker, manner: Manner) -> bool {
        self.fits(&self.by.value_of(article, speaker, manner))
    }

    fn fits(&self, value: &str) -> bool {
        self.values.iter().any(|glob| glob.matches(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_field_names_the_nearest() {
        let error = By::named("outlt", &["desk".into()], "--by")
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "--by: unknown field \"outlt\" (did you mean \"outlet\"?)"
        );
        assert_eq!(
            By::named("desk", &["desk".into()], "--by").unwrap(),
            By::Column("desk".into())
        );
    }

    #[test]
    fn a_period_is_empty_where_the_date_is_too_coarse() {
        assert_eq!(Period::Month.of("2014-08-07"), "2014-08");
        assert_eq!(
            (Period::Month.of("2014"), Period::Year.of("2014")),
            ("", "2014")
        );
        let by = By::named("date:month", &[], "--by").unwrap();
        assert_eq!(by.name(), "date:month");
    }
}
