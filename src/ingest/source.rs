//! Sources of articles: which files there are, and their pieces.

use super::decode::TextStream;
use super::{Layout, Piece, READERS, Reader, reader_for};
use crate::article::{Warning, WarningKind};
use crate::error::Result;
use crate::files::{self, Bytes};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Text of a file of records that is worked on at a time.
const PIECE: usize = 1 << 20;

/// One file of articles, or standard input.
#[derive(Clone)]
pub struct Source {
    /// Its place in the sorted order of labels.
    pub number: u32,
    /// Its name in tables and messages: the path relative to the input, with `/`.
    pub label: Arc<str>,
    /// Where its bytes are.
    pub bytes: Bytes,
    /// How it is read.
    pub reader: &'static dyn Reader,
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source")
            .field("label", &self.label)
            .field("reader", &self.reader.name())
            .finish()
    }
}

/// The sources of an input, sorted by label, with what was left out.
#[derive(Debug, Default)]
pub struct Sources {
    /// The files, in order.
    pub list: Vec<Source>,
    /// The `metadata.csv` found among them, if any.
    pub metadata: Option<PathBuf>,
    /// What was left out and why.
    pub warnings: Vec<Warning>,
}

impl Sources {
    /// The articles named by paths: files, or folders with everything below them.
    ///
    /// In a folder, `metadata.csv` is metadata; README files, hidden files, report folders and files of unknown
    /// formats are left out and listed. A file named outright is always read; an unknown ending is read as text.
    pub fn find(paths: &[PathBuf]) -> Result<Self> {
        let mut found = Self::default();
        for path in paths {
            if files::is_folder(path) {
                found.add_folder(path)?;
            } else {
                let label = path
                    .file_name()
                    .map_or_else(|| path.to_string_lossy(), |n| n.to_string_lossy());
                found.add(path.clone(), label.into_owned());
            }
        }
        Ok(found.sorted())
    }

    /// The files of patterns, each labelled by its path below `base`.
    pub fn matching(base: &Path, patterns: &[String], metadata: Option<&Path>) -> Result<Self> {
        let mut found = Self::default();
        for pattern in patterns {
            let whole = base.join(pattern);
            let paths = if files::is_folder(&whole) {
                files::files_below(&whole)?
            } else {
                files::matching(&whole)?
            };
            if paths.is_empty() {
                found.warnings.push(Warning::new(
                    WarningKind::Skipped,
                    pattern,
                    "no file matches this pattern",
                ));
            }
            for path in paths.into_iter().filter(|p| Some(p.as_path()) != metadata) {
                let label = label_below(base, &path);
                if !found.list.iter().any(|s| *s.label == label) {
                    found.add(path, label);
                }
            }
        }
        Ok(found.sorted())
    }

    /// Bytes that are not in a file: JSON Lines if they begin with `{`, else one text.
    pub fn from_bytes(label: &str, bytes: Bytes) -> Result<Self> {
        let start = bytes
            .read()?
            .into_iter()
            .find(|b| !b.is_ascii_whitespace() && !matches!(b, 0xef | 0xbb | 0xbf));
        let ending = if start == Some(b'{') {
            "a.jsonl"
        } else {
            "a.txt"
        };
        let reader = reader_for(ending).unwrap_or(READERS[0]);
        let source = Source {
            number: 0,
            label: label.into(),
            bytes,
            reader,
        };
        Ok(Self {
            list: vec![source],
            ..Self::default()
        })
    }

    fn add_folder(&mut self, folder: &Path) -> Result<()> {
        let all = files::files_below(folder)?;
        let is_report = |p: &Path| {
            p.ancestors()
                .skip(1)
                .any(|a| a != folder && files::exists(&a.join("SHA256SUMS")))
        };
        for path in all {
            let label = label_below(folder, &path);
            let name = label.rsplit('/').next().unwrap_or(&label).to_owned();
            let skip = |why: &str| {
                Warning::new(
                    WarningKind::Skipped,
                    label.clone(),
                    format!("left out: {why}"),
                )
            };
            if label.split('/').any(|part| part.starts_with('.')) {
                self.warnings.push(skip("a hidden file"));
            } else if is_report(&path) {
                self.warnings.push(skip("part of a report"));
            } else if name.eq_ignore_ascii_case("metadata.csv") {
                self.metadata = Some(path);
            } else if name.to_lowercase().starts_with("readme") {
                self.warnings.push(skip("a README"));
            } else if reader_for(&name).is_none() {
                let endings: Vec<&str> = READERS
                    .iter()
                    .flat_map(|r| r.extensions())
                    .copied()
                    .collect();
                self.warnings.push(skip(&format!(
                    "not one of the formats read ({})",
                    endings.join(", ")
                )));
            } else {
                self.add(path, label);
            }
        }
        Ok(())
    }

    fn add(&mut self, path: PathBuf, label: String) {
        let reader = reader_for(&label).unwrap_or(READERS[0]);
        self.list.push(Source {
            number: 0,
            label: label.into(),
            bytes: Bytes::File(path),
            reader,
        });
    }

    fn sorted(mut self) -> Self {
        self.list
            .sort_by(|x, y| (&x.label, &x.bytes).cmp(&(&y.label, &y.bytes)));
        self.list.dedup_by(|x, y| x.bytes == y.bytes);
        self.list
            .iter_mut()
            .zip(0..)
            .for_each(|(source, number)| source.number = number);
        self
    }
}

/// A path below a folder, with `/` on every system.
fn label_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    below
        .components()
        .map(|c| c.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// What a worker is given: a piece that was cut, or a file that it reads itself.
#[derive(Debug)]
pub enum Work<'s> {
    /// Whole records of a file that is read in pieces.
    Piece(&'s Source, Piece),
    /// A file that is one article.
    File(&'s Source),
}

impl<'s> Work<'s> {
    /// The source and the piece, read now if it was not yet; `None` when the file is no text.
    pub fn load(self, warn: &mut dyn FnMut(Warning)) -> Result<Option<(&'s Source, Piece)>> {
        let source = match self {
            Work::Piece(source, piece) => return Ok(Some((source, piece))),
            Work::File(source) => source,
        };
        let Some((text, warning)) = super::decode::decode(&source.bytes.read()?, &source.label)?
        else {
            warn(no_text(source));
            return Ok(None);
        };
        warning.into_iter().for_each(warn);
        let piece = Piece {
            source: source.number,
            label: source.label.clone(),
            first_line: 0,
            header: None,
            text,
        };
        Ok(Some((source, piece)))
    }
}

/// All work of some sources, in order; files of records are read as the work is taken.
pub fn work(
    sources: &[Source],
) -> impl Iterator<Item = Result<(Option<Work<'_>>, Option<Warning>)>> {
    sources
        .iter()
        .flat_map(|source| -> Box<dyn Iterator<Item = _> + Send> {
            match source.reader.layout() {
                Layout::Whole => Box::new(std::iter::once(Ok((Some(Work::File(source)), None)))),
                layout => match Cutter::open(source, layout) {
                    Ok(Some(cutter)) => Box::new(cutter),
                    Ok(None) => Box::new(std::iter::once(Ok((None, Some(no_text(source)))))),
                    Err(error) => Box::new(std::iter::once(Err(error))),
                },
            }
        })
}

fn no_text(source: &Source) -> Warning {
    Warning::new(
        WarningKind::Skipped,
        &*source.label,
        "left out: not a text file",
    )
}

/// Cuts a file of records into pieces of whole records.
struct Cutter<'s> {
    source: &'s Source,
    stream: TextStream<'s>,
    layout: Layout,
    header: Option<Arc<str>>,
    line: u32,
    rest: String,
    done: bool,
}

impl<'s> Cutter<'s> {
    fn open(source: &'s Source, layout: Layout) -> Result<Option<Self>> {
        let Some(stream) = TextStream::open(source.bytes.open()?, &source.label)? else {
            return Ok(None);
        };
        let (rest, header) = (String::new(), None);
        Ok(Some(Self {
            source,
            stream,
            layout,
            header,
            line: 0,
            rest,
            done: false,
        }))
    }

    /// Where the last whole record of `text` ends.
    fn cut(&self, text: &str) -> Option<usize> {
        match self.layout {
            Layout::Quoted => records_end(text),
            _ => memchr::memrchr(b'\n', text.as_bytes()).map(|at| at + 1),
        }
    }

    fn next_piece(&mut self) -> Result<Option<Piece>> {
        let mut text = std::mem::take(&mut self.rest);
        loop {
            self.done = !self.stream.read(&mut text)?;
            if self.layout == Layout::Quoted && self.header.is_none() {
                self.take_header(&mut text);
            }
            let long_enough = text.len() >= PIECE;
            let end = if self.done {
                Some(text.len())
            } else {
                self.cut(&text).filter(|_| long_enough)
            };
            let Some(end) = end else { continue };
            self.rest = text[end..].to_owned();
            text.truncate(end);
            let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count() as u32;
            let (first_line, header) = (self.line, self.header.clone());
            self.line += lines;
            if text.is_empty() {
                return Ok(None);
            }
            let label = self.source.label.clone();
            return Ok(Some(Piece {
                source: self.source.number,
                label,
                first_line,
                header,
                text,
            }));
        }
    }

    /// Moves the header line out of the text, once it is whole.
    fn take_header(&mut self, text: &mut String) {
        let Some(end) = first_record_end(text).or((self.done).then_some(text.len())) else {
            return;
        };
        let header: String = text.drain(..end).collect();
        self.line += memchr::memchr_iter(b'\n', header.as_bytes()).count() as u32;
        self.header = Some(header.into());
    }
}

impl<'s> Iterator for Cutter<'s> {
    type Item = Result<(Option<Work<'s>>, Option<Warning>)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let source = self.source;
        Some(self.next_piece().map(|piece| {
            let open = piece
                .as_ref()
                .filter(|_| self.done && self.layout == Layout::Quoted)
                .and_then(unclosed);
            let warning = if self.done {
                open.or_else(|| self.stream.warning())
            } else {
                None
            };
            (piece.map(|p| Work::Piece(source, p)), warning)
        }))
    }
}

/// A warning if a quoted field of the last piece never closes: everything after it is one field.
fn unclosed(piece: &Piece) -> Option<Warning> {
    let marks = memchr::memchr_iter(b'"', piece.text.as_bytes());
    let (count, last) = marks.fold((0, 0), |(n, _), at| (n + 1, at));
    let line = piece.text[..last].matches('\n').count();
    let message = "a field opens with a double quote that is never closed; all that follows was read as one text";
    (count % 2 == 1).then(|| Warning::new(WarningKind::Record, piece.place(line), message))
}

/// One past the last line end outside double quotes.
fn records_end(text: &str) -> Option<usize> {
    let (mut quoted, mut end) = (false, None);
    for at in memchr::memchr2_iter(b'"', b'\n', text.as_bytes()) {
        if text.as_bytes()[at] == b'"' {
            quoted = !quoted;
        } else if !quoted {
            end = Some(at + 1);
        }
    }
    end
}

/// One past the first line end outside double quotes.
fn first_record_end(text: &str) -> Option<usize> {
    let mut quoted = false;
    for at in memchr::memchr2_iter(b'"', b'\n', text.as_bytes()) {
        if text.as_bytes()[at] == b'"' {
            quoted = !quoted;
        } else if !quoted {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(reader: &'static dyn Reader, text: &str) -> Vec<Piece> {
        let bytes = Bytes::Memory(text.as_bytes().into());
        let source = Source {
            number: 0,
            label: "a".into(),
            bytes,
            reader,
        };
        let all: Vec<_> = work(std::slice::from_ref(&source))
            .map(|w| w.unwrap().0)
            .collect();
        all.into_iter()
            .flatten()
            .map(|w| match w {
                Work::Piece(_, piece) => piece,
                Work::File(_) => panic!("a file of records is cut"),
            })
            .collect()
    }

    #[test]
    fn pieces_tile_a_large_file_and_know_their_lines() {
        let line = format!("{{\"text\":\"{}\"}}\n", "word ".repeat(20));
        let text = line.repeat(3 * PIECE / line.len());
        let cut = pieces(READERS[4], &text);
        assert!(cut.len() > 1);
        assert_eq!(
            cut.iter().map(|p| p.text.as_str()).collect::<String>(),
            text
        );
        let mut expected = 0;
        for piece in &cut {
            assert_eq!(piece.first_line, expected);
            assert!(piece.text.ends_with('\n'));
            expected += piece.text.lines().count() as u32;
        }
    }

    #[test]
    fn a_quoted_line_end_is_no_record_end() {
        assert_eq!(records_end("a,\"b\nc\"\nd,\"e\n"), Some(8));
        let cut = pieces(READERS[2], "id,text\nx,\"one\ntwo\"\n");
        assert_eq!(cut[0].header.as_deref(), Some("id,text\n"));
        assert_eq!(
            (cut[0].text.as_str(), cut[0].first_line),
            ("x,\"one\ntwo\"\n", 1)
        );
    }
}
