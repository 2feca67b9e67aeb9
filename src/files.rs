//! Bytes in, bytes out: the only room that touches the file system, standard input and standard output.
//!
//! Whatever is written goes to a temporary name beside its target and is renamed when it is whole,
//! so that a killed run leaves the old file as it was.

use crate::error::{Error, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The name that stands for standard input and output.
pub const STANDARD: &str = "-";

/// Bytes of standard input kept in memory; more goes to a temporary file.
const SPOOL_IN_MEMORY: u64 = 64 << 20;

/// Where bytes come from; may be opened more than once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bytes {
    /// A file.
    File(PathBuf),
    /// Something read before, kept in memory.
    Memory(std::sync::Arc<[u8]>),
}

impl Bytes {
    /// Opens the bytes from their beginning.
    pub fn open(&self) -> Result<Box<dyn Read + Send + '_>> {
        Ok(match self {
            Bytes::File(path) => Box::new(fs::File::open(path).map_err(|e| io_error(path, e))?),
            Bytes::Memory(bytes) => Box::new(&bytes[..]),
        })
    }

    /// All bytes.
    pub fn read(&self) -> Result<Vec<u8>> {
        match self {
            Bytes::File(path) => read(path),
            Bytes::Memory(bytes) => Ok(bytes.to_vec()),
        }
    }

    /// Their SHA-256, read piece by piece.
    pub fn sha256(&self) -> Result<String> {
        let mut input = self.open()?;
        let (mut hash, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
        loop {
            let read = input
                .read(&mut piece)
                .map_err(|e| io_error(self.path(), e))?;
            if read == 0 {
                return Ok(hexadecimal(&hash.finalize()));
            }
            hash.update(&piece[..read]);
        }
    }

    fn path(&self) -> &Path {
        match self {
            Bytes::File(path) => path,
            Bytes::Memory(_) => Path::new(STANDARD),
        }
    }

    /// How many bytes there are; 0 when it cannot be told.
    pub fn len(&self) -> u64 {
        match self {
            Bytes::File(path) => fs::metadata(path).map_or(0, |m| m.len()),
            Bytes::Memory(bytes) => bytes.len() as u64,
        }
    }

    /// True when there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// SHA-256 in lower-case hexadecimal digits, as sha256sum writes it.
pub fn sha256(content: &[u8]) -> String {
    hexadecimal(&Sha256::digest(content))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a whole file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|e| io_error(path, e))
}

/// Reads a whole file that must be UTF-8; a byte order mark is dropped.
pub fn read_text(path: &Path) -> Result<String> {
    let bytes = read(path)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::format(path.display().to_string(), "expected UTF-8 text"))?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}

/// True when the path is a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// True when something stands at the path.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// All files below a folder, hidden ones included, sorted by path; links to folders are not followed.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).map_err(|e| io_error(&next, e))? {
            let entry = entry.map_err(|e| io_error(&next, e))?;
            let kind = entry.file_type().map_err(|e| io_error(&entry.path(), e))?;
            if kind.is_dir() {
                open.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The files that a pattern with `*`, `?`, `[…]` and `**` names, sorted; a plain path names itself if it is a file.
pub fn matching(pattern: &Path) -> Result<Vec<PathBuf>> {
    let text = pattern.to_string_lossy();
    if pattern.is_file() {
        return Ok(vec![pattern.to_path_buf()]);
    }
    let paths = glob::glob(&text).map_err(|e| {
        Error::value(
            text.clone().into_owned(),
            format!("not a file pattern: {e}"),
        )
    })?;
    let mut found: Vec<PathBuf> = paths
        .filter_map(std::result::Result::ok)
        .filter(|p| p.is_file())
        .collect();
    found.sort();
    Ok(found)
}

/// Reads standard input to its end: in memory up to 64 MB, beyond that in a temporary file.
///
/// The file is removed when the returned guard is dropped.
pub fn spool_stdin() -> Result<(Bytes, Option<Temporary>)> {
    let mut input = io::stdin().lock();
    let mut start = Vec::new();
    let there = Path::new(STANDARD);
    (&mut input)
        .take(SPOOL_IN_MEMORY)
        .read_to_end(&mut start)
        .map_err(|e| io_error(there, e))?;
    if (start.len() as u64) < SPOOL_IN_MEMORY {
        return Ok((Bytes::Memory(start.into()), None));
    }
    let path = std::env::temp_dir().join(format!("counterframe-{}.spool", std::process::id()));
    let mut file = fs::File::create(&path).map_err(|e| io_error(&path, e))?;
    let guard = Temporary(path.clone());
    file.write_all(&start)
        .and_then(|()| io::copy(&mut input, &mut file))
        .map_err(|e| io_error(&path, e))?;
    Ok((Bytes::File(path), Some(guard)))
}

/// A file that is removed when this is dropped.
#[derive(Debug)]
pub struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Writes a file whole: to a temporary name in the same folder, then renamed.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, |out| {
        out.write_all(bytes).map_err(|e| io_error(path, e))
    })
}

/// As [`write()`], with what `fill` writes; if it fails, nothing has changed.
pub fn write_with(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|e| io_error(folder, e))?;
    }
    // A link stays a link: its file is written. What is no file, such as a pipe, is written into and never replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let path = target.as_path();
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        let open = fs::OpenOptions::new().write(true).open(path);
        let mut out = io::BufWriter::new(open.map_err(|e| io_error(path, e))?);
        fill(&mut out)?;
        return out.flush().map_err(|e| io_error(path, e));
    }
    let name = path
        .file_name()
        .ok_or_else(|| Error::value(path.display().to_string(), "not the name of a file"))?;
    let mut temporary = std::ffi::OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(temporary);
    let guard = Temporary(temporary.clone());
    let mut file =
        io::BufWriter::new(fs::File::create(&temporary).map_err(|e| io_error(&temporary, e))?);
    fill(&mut file)?;
    file.flush().map_err(|e| io_error(&temporary, e))?;
    drop(file);
    fs::rename(&temporary, path).map_err(|e| io_error(path, e))?;
    std::mem::forget(guard);
    Ok(())
}

/// Puts files into a folder in place of whatever is there: into a folder beside it, then swapped by renaming.
///
/// A run that is killed leaves the old folder whole; of two runs at once, each puts its own folder there whole, and
/// the last one stays.
pub fn replace_folder(folder: &Path, content: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    let name = folder
        .file_name()
        .ok_or_else(|| Error::value(folder.display().to_string(), "not the name of a folder"))?;
    let beside = |ending: &str| {
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.{ending}", std::process::id()));
        folder.with_file_name(hidden)
    };
    let (new, old) = (TemporaryFolder(beside("tmp")), beside("old"));
    for (file, bytes) in content {
        let path = new.0.join(file);
        let parent = path.parent().unwrap_or(&new.0);
        fs::create_dir_all(parent).map_err(|e| io_error(parent, e))?;
        fs::write(&path, bytes).map_err(|e| io_error(&path, e))?;
    }
    let _old = TemporaryFolder(old.clone());
    for attempt in 0.. {
        match fs::rename(folder, &old) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(io_error(folder, e)),
            _ => {}
        }
        match fs::rename(&new.0, folder) {
            Ok(()) => break,
            // Another run was quicker: its folder is moved away as the old one was.
            Err(_) if attempt < SWAPS && folder.exists() => {
                let _ = fs::remove_dir_all(&old);
            }
            Err(e) => {
                let _ = fs::rename(&old, folder);
                return Err(io_error(folder, e));
            }
        }
    }
    Ok(())
}

/// How often a folder that others put in the way is moved away.
const SWAPS: usize = 100;

/// A folder that is removed with everything in it when this is dropped.
struct TemporaryFolder(PathBuf);

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The last part of a path with `.` and `..` resolved; none for the root.
pub fn last_name(path: &Path) -> Option<String> {
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    whole
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
}

/// A new empty place for a test's files.
/// The line, from 1, of what stands at a byte of a text, line ends before it skipped.
pub fn line_at(text: &str, byte: u64) -> usize {
    let bytes = text.as_bytes();
    let mut at = usize::try_from(byte).unwrap_or(usize::MAX).min(bytes.len());
    while bytes.get(at).is_some_and(|b| matches!(b, b'\r' | b'\n')) {
        at += 1;
    }
    memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1
}

#[cfg(test)]
pub(crate) fn scratch(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("counterframe-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    path
}

/// Removes a test's files.
#[cfg(test)]
pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    fs::remove_dir_all(folder).map_err(|e| io_error(folder, e))
}

/// Writes to standard output.
pub fn print(bytes: &[u8]) -> Result<()> {
    print_with(|out| {
        out.write_all(bytes)
            .map_err(|e| io_error(Path::new(STANDARD), e))
    })
}

/// Writes what `fill` writes to standard output.
///
/// A reader that has gone away is no error: there is just nobody left to tell, and the rest goes nowhere.
pub fn print_with(fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut out = io::BufWriter::new(Patient {
        out: io::stdout().lock(),
        gone: false,
    });
    fill(&mut out)?;
    out.flush().map_err(|e| io_error(Path::new(STANDARD), e))
}

/// A writer that takes everything, also when its reader has gone.
struct Patient<W> {
    out: W,
    gone: bool,
}

impl<W: Write> Patient<W> {
    fn unless_gone<T>(
        &mut self,
        done: T,
        work: impl FnOnce(&mut W) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.gone {
            return Ok(done);
        }
        match work(&mut self.out) {
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(done)
            }
            result => result,
        }
    }
}

impl<W: Write> Write for Patient<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_gone(bytes.len(), |out| out.write(bytes))
    }
    fn flush(&mut self) -> io::Result<()> {
        self.unless_gone((), Write::flush)
    }
}

/// An [`Error::Io`] about `path`.
fn io_error(path: &Path, source: io::Error) -> Error {
    Error::Io {
        path: path.to_path_buf(),
        source,
    }
}

/// Says something on standard error, where messages belong.
pub fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}
