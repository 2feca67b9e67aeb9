//! Bytes to text: byte order marks, UTF-8, UTF-16, and legacy encodings guessed from the text.

use crate::article::{Warning, WarningKind};
use crate::error::{Error, Result};
use encoding_rs::{Decoder, Encoding, UTF_8};
use std::io::Read;
use std::path::Path;

/// Bytes read at a time.
const BLOCK: usize = 1 << 18;

/// Bytes by which the encoding is guessed.
const GUESS: usize = 1 << 16;

/// A source's text, a part at a time.
pub struct TextStream<'r> {
    reader: Box<dyn Read + Send + 'r>,
    label: String,
    decoder: Decoder,
    encoding: &'static Encoding,
    bytes: Vec<u8>,
    replaced: bool,
    ended: bool,
}

impl std::fmt::Debug for TextStream<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextStream")
            .field("label", &self.label)
            .field("encoding", &self.encoding.name())
            .finish()
    }
}

impl<'r> TextStream<'r> {
    /// Opens a source and finds its encoding; `None` when it is no text at all.
    pub fn open(mut reader: Box<dyn Read + Send + 'r>, label: &str) -> Result<Option<Self>> {
        let mut bytes = Vec::new();
        fill(&mut reader, &mut bytes, GUESS, label)?;
        let (encoding, _) = Encoding::for_bom(&bytes).unwrap_or_else(|| (guess(&bytes), 0));
        if encoding == UTF_8 && !looks_like_text(&bytes) {
            return Ok(None);
        }
        let decoder = encoding.new_decoder();
        Ok(Some(Self {
            reader,
            label: label.to_owned(),
            decoder,
            encoding,
            bytes,
            replaced: false,
            ended: false,
        }))
    }

    /// Appends the next part of the text to `out`; false at the end.
    pub fn read(&mut self, out: &mut String) -> Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.bytes.is_empty() {
            fill(&mut self.reader, &mut self.bytes, BLOCK, &self.label)?;
        }
        self.ended = self.bytes.is_empty();
        let needed = self.decoder.max_utf8_buffer_length(self.bytes.len());
        out.reserve(needed.ok_or_else(|| Error::format(&self.label, "too large to decode"))?);
        let (_, _, replaced) = self.decoder.decode_to_string(&self.bytes, out, self.ended);
        self.replaced |= replaced;
        self.bytes.clear();
        Ok(!self.ended)
    }

    /// What the reader should know: an encoding other than UTF-8, bytes that could not be decoded.
    pub fn warning(&self) -> Option<Warning> {
        let guessed = (self.encoding != UTF_8).then(|| format!("read as {}", self.encoding.name()));
        let replaced = self
            .replaced
            .then(|| "bytes that could not be decoded were replaced by U+FFFD".to_owned());
        let message = [guessed, replaced]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; ");
        (!message.is_empty()).then(|| Warning::new(WarningKind::Encoding, &self.label, message))
    }
}

/// The whole text of some bytes, with the warning that belongs to it; `None` when they are no text.
pub fn decode(bytes: &[u8], label: &str) -> Result<Option<(String, Option<Warning>)>> {
    let Some(mut stream) = TextStream::open(Box::new(bytes), label)? else {
        return Ok(None);
    };
    let mut text = String::new();
    while stream.read(&mut text)? {}
    let warning = stream.warning();
    Ok(Some((text, warning)))
}

fn fill(reader: &mut dyn Read, bytes: &mut Vec<u8>, up_to: usize, label: &str) -> Result<()> {
    let read = reader.take(up_to as u64).read_to_end(bytes);
    read.map(|_| ()).map_err(|source| Error::Io {
        path: Path::new(label).to_path_buf(),
        source,
    })
}

/// UTF-8 if the bytes are UTF-8 (the last character may be cut off), else what `chardetng` says.
fn guess(bytes: &[u8]) -> &'static Encoding {
    match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        Err(e) if e.error_len().is_none() => UTF_8,
        Err(_) if !looks_like_text(bytes) || mostly_utf8(bytes) => UTF_8,
        Err(_) => {
            let mut detector =
                chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(bytes, bytes.len() < GUESS);
            detector.guess(None, chardetng::Utf8Detection::Allow)
        }
    }
}

/// True when characters of several bytes are more frequent than faults: damaged UTF-8, not a legacy encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut characters, mut faults) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    characters > faults
}

/// False when more than one byte in thirty is a control character that text does not use.
fn looks_like_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(8192)];
    let controls = start
        .iter()
        .filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31))
        .count();
    controls * 30 <= start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8]) -> (String, Option<String>) {
        let (text, warning) = decode(bytes, "a.txt").unwrap().unwrap();
        (text, warning.map(|w| w.message))
    }

    #[test]
    fn marks_and_guesses_are_recognised_and_reported() {
        assert_eq!(
            text_of("plain “text”".as_bytes()),
            ("plain “text”".into(), None)
        );
        assert_eq!(text_of(b"\xef\xbb\xbfmarked"), ("marked".into(), None));
        assert_eq!(
            text_of(b"\xff\xfeh\0i\0"),
            ("hi".into(), Some("read as UTF-16LE".into()))
        );
        let (text, warning) = text_of(b"He said \x93we know\x94 and that it\x92s over.");
        assert_eq!(text, "He said “we know” and that it’s over.");
        assert_eq!(warning.as_deref(), Some("read as windows-1252"));
    }

    #[test]
    fn one_broken_byte_does_not_turn_a_text_into_another_encoding() {
        let (text, warning) = text_of(b"\xe2\x80\x9cWe know,\xe2\x80\x9d he said.\xff");
        assert_eq!(text, "“We know,” he said.\u{fffd}");
        assert!(warning.unwrap().contains("U+FFFD"));
    }

    #[test]
    fn no_bytes_make_it_fail() {
        assert_eq!(text_of(b"").0, "");
        assert!(
            decode(
                b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01",
                "a.png"
            )
            .unwrap()
            .is_none()
        );
        assert!(
            text_of(b"one \0 byte of nothing in a text of some length")
                .0
                .contains("nothing")
        );
    }
}
