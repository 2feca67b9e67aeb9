//! The one error type of the crate.
//!
//! A message names the file, line or field, says what was expected, and offers the nearest valid choice.
//! Doubts about a text are not errors: they are [`Warning`](crate::article::Warning)s and travel with the results.

use std::path::PathBuf;

/// What can go wrong between the files and the report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or stream could not be read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file, or `-` for standard input and output.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A file's content is not what its format asks for.
    #[error("{place}: {message}")]
    Format {
        /// File, with line and field where known: `articles.csv:12, field "date"`.
        place: String,
        /// What was expected, what was found.
        message: String,
    },
    /// A name that does not exist, with the nearest that does.
    #[error("{place}: unknown {kind} \"{name}\"{}", did_you_mean(nearest.as_deref(), choices))]
    Unknown {
        /// Where the name was written: a file and line, a flag.
        place: String,
        /// What kind of name it is: `key`, `field`, `measure`.
        kind: &'static str,
        /// The name as written.
        name: String,
        /// The valid name most like it.
        nearest: Option<String>,
        /// All valid names, when they are few.
        choices: Vec<String>,
    },
    /// A value that is outside what an option allows.
    #[error("{place}: {message}")]
    Value {
        /// The flag or key.
        place: String,
        /// What was expected, what was found.
        message: String,
    },
    /// The input as a whole cannot be analysed (no articles, an empty group, a duplicate id).
    #[error("{0}")]
    Input(String),
    /// A measure has no value for these counts.
    #[error("{measure} is undefined: {reason}")]
    Undefined {
        /// The measure's column name.
        measure: &'static str,
        /// Why there is no value.
        reason: String,
    },
}

/// The crate's result type.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A fault in a CSV file, with its line where that is known.
    pub fn of_csv(place: &str, error: &csv::Error) -> Self {
        let line = error
            .position()
            .map_or(String::new(), |p| format!(":{}", p.line()));
        Self::format(format!("{place}{line}"), error.to_string())
    }

    /// An [`Error::Unknown`] whose suggestion is the choice most like `name`.
    pub fn unknown<S: AsRef<str>>(
        place: impl Into<String>,
        kind: &'static str,
        name: &str,
        choices: &[S],
    ) -> Self {
        let listed = if choices.len() <= 24 {
            choices.iter().map(|c| c.as_ref().to_owned()).collect()
        } else {
            Vec::new()
        };
        Self::Unknown {
            place: place.into(),
            kind,
            name: name.to_owned(),
            nearest: nearest(name, choices),
            choices: listed,
        }
    }

    /// An [`Error::Format`].
    pub fn format(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Format {
            place: place.into(),
            message: message.into(),
        }
    }

    /// An [`Error::Value`].
    pub fn value(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Value {
            place: place.into(),
            message: message.into(),
        }
    }
}

/// The choice most like `name`, if one is near enough to be a slip of the keyboard.
///
/// # Examples
///
/// ```
/// use counterframe::error::nearest;
/// assert_eq!(nearest("stopwords", &["stop_words", "stemmer"]), Some("stop_words".into()));
/// assert_eq!(nearest("xyz", &["stop_words", "stemmer"]), None);
/// ```
pub fn nearest<S: AsRef<str>>(name: &str, choices: &[S]) -> Option<String> {
    let wanted = name.to_lowercase();
    let score = |c: &S| strsim::jaro_winkler(&wanted, &c.as_ref().to_lowercase());
    let best = choices.iter().max_by(|x, y| {
        score(x)
            .total_cmp(&score(y))
            .then_with(|| y.as_ref().cmp(x.as_ref()))
    })?;
    (score(best) >= 0.75).then(|| best.as_ref().to_owned())
}

fn did_you_mean(nearest: Option<&str>, choices: &[String]) -> String {
    match nearest {
        Some(choice) => format!(" (did you mean \"{choice}\"?)"),
        None if choices.is_empty() => String::new(),
        None => format!(" (one of: {})", choices.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_offers_the_nearest_choice_or_all_of_them() {
        let near = Error::unknown("study.toml:3", "key", "stemer", &["stemmer", "lowercase"]);
        assert_eq!(
            near.to_string(),
            "study.toml:3: unknown key \"stemer\" (did you mean \"stemmer\"?)"
        );
        let far = Error::unknown("--by", "field", "qqq", &["voice", "outlet"]);
        assert_eq!(
            far.to_string(),
            "--by: unknown field \"qqq\" (one of: voice, outlet)"
        );
    }
}
