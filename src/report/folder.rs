//! A report as a folder: what may be replaced, and what differs.

use super::Bundle;
use crate::error::{Error, Result};
use crate::figure;
use crate::files;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

/// The name of the list of hashes.
const SUMS: &str = "SHA256SUMS";

/// The hashes of a bundle, as sha256sum writes them.
pub(super) fn sums(files: &Bundle) -> String {
    files
        .iter()
        .filter(|(name, _)| is_listed(name))
        .map(|(name, bytes)| format!("{}  {name}\n", files::sha256(bytes)))
        .collect()
}

fn is_listed(name: &str) -> bool {
    name != SUMS && !is_picture(name)
}

/// True for a PNG of a figure, which is made from the SVG beside it.
pub fn is_picture(name: &str) -> bool {
    name.starts_with("figures/") && Path::new(name).extension().is_some_and(|e| e == "png")
}

/// Puts a report into a folder, whole or not at all.
///
/// # Errors
///
/// When something stands there that is no report, or a report that somebody changed; `force` overrides.
pub fn place(folder: &Path, bundle: &Bundle, force: bool) -> Result<()> {
    may_replace(folder, force)?;
    files::replace_folder(folder, bundle)
}

/// Refuses a folder that holds more or other files than the report that was written there, unless `force` is set.
pub fn may_replace(folder: &Path, force: bool) -> Result<()> {
    let there = files_of(folder)?;
    if there.is_empty() || force {
        return Ok(());
    }
    let refused = |name: &str, why: &str| {
        let path = folder.join(name);
        Err(Error::Input(format!(
            "{}: {why}; move it away, choose another folder with -o, or override with --force",
            path.display()
        )))
    };
    let listed: BTreeMap<String, String> = match there.get(SUMS) {
        None => BTreeMap::new(),
        Some(bytes) => parse(&String::from_utf8_lossy(bytes)),
    };
    for (name, bytes) in &there {
        let drawn = name
            .strip_suffix(".png")
            .is_some_and(|stem| !is_listed(name) && there.contains_key(&format!("{stem}.svg")));
        if name == SUMS || drawn {
            continue;
        }
        match listed.get(name) {
            None => return refused(name, "is not part of the report that was written there"),
            Some(hash) if *hash != files::sha256(bytes) => {
                return refused(name, "was changed since the report was written");
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn parse(sums: &str) -> BTreeMap<String, String> {
    let pair = |line: &str| {
        let (hash, name) = line.split_once("  ")?;
        Some((name.to_owned(), hash.to_owned()))
    };
    sums.lines().filter_map(pair).collect()
}

/// The files below a folder by relative name; none if there is no folder.
///
/// Another run may put its own folder there while this one is read: then it is read again.
fn files_of(folder: &Path) -> Result<Bundle> {
    for _ in 0..20 {
        match read_once(folder) {
            Err(Error::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {}
            found => return found,
        }
    }
    read_once(folder)
}

fn read_once(folder: &Path) -> Result<Bundle> {
    if !files::exists(folder) {
        return Ok(Bundle::new());
    }
    if !files::is_folder(folder) {
        return Err(Error::Input(format!("{}: not a folder", folder.display())));
    }
    let mut found = Bundle::new();
    for path in files::files_below(folder)? {
        let below = path.strip_prefix(folder).unwrap_or(&path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        found.insert(parts.join("/"), files::read(&path)?);
    }
    Ok(found)
}

/// A file that is not as it would be written now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its name below the folder.
    pub file: String,
    /// What is different.
    pub what: &'static str,
}

/// Compares the files of a folder with those of a bundle. PNGs may be missing; those there must show their SVGs.
pub fn compare(folder: &Path, bundle: &Bundle) -> Result<Vec<Difference>> {
    let there = files_of(folder)?;
    let mut found = Vec::new();
    let mut differ = |file: &str, what| {
        found.push(Difference {
            file: file.to_owned(),
            what,
        });
    };
    for (name, bytes) in bundle {
        match there.get(name) {
            None if !is_picture(name) => differ(name, "is missing"),
            Some(here) if is_picture(name) => {
                let svg = name.replace(".png", ".svg");
                let drawn = there.get(&svg).map(|svg| String::from_utf8_lossy(svg));
                let shown = drawn.map_or(Ok(false), |svg| figure::shows(here, &svg));
                if !shown.unwrap_or(false) {
                    differ(name, "does not show what its SVG draws");
                }
            }
            Some(here) if here != bytes => differ(name, "is different"),
            _ => {}
        }
    }
    for name in there.keys().filter(|name| !bundle.contains_key(*name)) {
        differ(name, "is not part of the report");
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_replaced_and_nothing_else() {
        let folder = files::scratch("report-folder");
        let bundle = |text: &str| {
            let mut files: Bundle = [("a.txt".into(), text.into())].into();
            files.insert("figures/f.svg".into(), b"<svg/>".to_vec());
            files.insert("figures/f.png".into(), b"png".to_vec());
            files.insert(SUMS.into(), sums(&files).into());
            files
        };
        place(&folder, &bundle("one"), false).unwrap();
        place(&folder, &bundle("two"), false).unwrap();
        assert_eq!(files::read(&folder.join("a.txt")).unwrap(), b"two");

        files::write(&folder.join("notes.txt"), b"mine").unwrap();
        let error = place(&folder, &bundle("three"), false)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("notes.txt") && error.contains("--force"),
            "{error}"
        );
        assert_eq!(files::read(&folder.join("a.txt")).unwrap(), b"two");

        place(&folder, &bundle("three"), true).unwrap();
        files::write(&folder.join("a.txt"), b"edited").unwrap();
        let error = place(&folder, &bundle("four"), false)
            .unwrap_err()
            .to_string();
        assert!(error.contains("a.txt: was changed"), "{error}");
        let differences = compare(&folder, &bundle("three")).unwrap();
        let names: Vec<&str> = differences.iter().map(|d| d.file.as_str()).collect();
        assert_eq!(names, ["a.txt", "figures/f.png"]);
        files::remove_folder(&folder).unwrap();
    }
}
