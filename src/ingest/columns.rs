//! Which column of a record means what.

use super::Draft;
use crate::article::Metadata;
use std::sync::Arc;

/// What a column of a record holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Title,
    Text,
    Other(Arc<str>),
}

impl Column {
    /// The meaning of a column's name. Names compare without regard to case.
    pub(super) fn named(name: &str) -> Self {
        let lower = name.trim().to_lowercase();
        match lower.as_str() {
            "id" | "doc_id" => Self::Id,
            "title" | "headline" => Self::Title,
            "text" | "body" => Self::Text,
            "outlet" | "date" => Self::Other(lower.into()),
            _ => Self::Other(name.trim().into()),
        }
    }

    /// Puts a value where it belongs. Empty values leave the draft as it is.
    pub(super) fn put(&self, draft: &mut Draft, value: String) {
        match self {
            Self::Id if !value.is_empty() => draft.id = Some(value),
            Self::Id => {}
            Self::Title => draft.title = value,
            Self::Text => draft.text = value,
            Self::Other(name) => put(&mut draft.metadata, name, value),
        }
    }
}

/// Sets a metadata column; outlets and dates are trimmed.
fn put(metadata: &mut Metadata, name: &Arc<str>, value: String) {
    let value = if matches!(&**name, "outlet" | "date") {
        value.trim().to_owned()
    } else {
        value
    };
    metadata.set(name, value);
}
