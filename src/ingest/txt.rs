//! Plain text: one article a file.

use super::{Draft, Layout, Piece, Reader};
use crate::article::Warning;
use crate::error::Result;

/// Plain text, one article a file; metadata comes from `metadata.csv`.
#[derive(Debug)]
pub(super) struct Txt;

impl Reader for Txt {
    fn name(&self) -> &'static str {
        "txt"
    }
    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }
    fn layout(&self) -> Layout {
        Layout::Whole
    }
    fn read(
        &self,
        piece: &Piece,
        out: &mut dyn FnMut(Draft),
        _: &mut dyn FnMut(Warning),
    ) -> Result<()> {
        out(Draft {
            text: piece.text.clone(),
            ..Draft::default()
        });
        Ok(())
    }
}
