//! Dictionaries: look-up counts, and files of other programs.

use super::{counted, rows, run};
use counterframe::lexicon::dictionary::Dictionary;
use libtest_mimic::Failed;
use std::collections::BTreeMap;
use std::path::Path;

/// Counts of every category in every address, as quanteda's hierarchical look-up has them.
pub(crate) fn look_up(folder: &Path) -> Result<(), Failed> {
    let written = std::fs::read_to_string(folder.join("conformance/dictionary/dictionary.json"));
    let written: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&written.unwrap()).unwrap();
    let mut lines = "category,words\n".to_owned();
    for (category, entries) in &written {
        let entries = match entries {
            serde_json::Value::Array(list) => list.clone(),
            one => vec![one.clone()],
        };
        for entry in entries {
            lines += &format!("{category},{}\n", entry.as_str().unwrap());
        }
    }
    let file =
        std::env::temp_dir().join(format!("counterframe-look-up-{}.csv", std::process::id()));
    std::fs::write(&file, lines).unwrap();
    // One word a line would be one paragraph a word, and no phrase goes over the end of a paragraph.
    let speeches = file.with_extension("speeches");
    std::fs::create_dir_all(&speeches).unwrap();
    let words = folder.join("conformance/inaugural/tokens_lower_nopunct");
    for entry in std::fs::read_dir(words).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        std::fs::write(speeches.join(path.file_name().unwrap()), line).unwrap();
    }
    let ours = run(&[
        "frames",
        speeches.to_str().unwrap(),
        "--dictionary",
        file.to_str().unwrap(),
        "--by",
        "article",
        "--tokenizer",
        "whitespace",
        "--boilerplate",
        "off",
        "--set",
        "attribution.enabled=false",
        "--set",
        "inference.duplicates=keep",
    ]);
    std::fs::remove_file(&file).unwrap();
    std::fs::remove_dir_all(&speeches).unwrap();
    let mut checked = 0;
    for theirs in rows(
        &folder.join("conformance/dictionary/inaugural_lookup_nested.csv"),
        b',',
    ) {
        let article = format!("{}.txt", theirs["doc_id"]);
        for category in written.keys() {
            let fits = |row: &&std::collections::HashMap<String, String>| {
                row["group"] == article && row["frame"] == *category
            };
            let found = ours.iter().find(fits).map_or("none", |row| &row["count"]);
            if found != theirs[category] {
                return Err(
                    format!("{article}, {category}: {found}, not {}", theirs[category]).into(),
                );
            }
            checked += 1;
        }
    }
    counted(checked, 59 * 4)
}

/// File, encoding, categories with their numbers of entries.
type Sample = (&'static str, &'static str, &'static [(&'static str, usize)]);

/// What each small file of another program holds: category, number of entries. Counted by hand from the files.
const FILES: &[Sample] = &[
    (
        "mary.dic",
        "auto",
        &[("A_CATEGORY", 3), ("ANOTHER_CATEGORY", 2)],
    ),
    (
        "mary_doubleterm.dic",
        "auto",
        &[("A_CATEGORY", 3), ("ANOTHER_CATEGORY", 3)],
    ),
    (
        "mary_missingcat.dic",
        "auto",
        &[("A_CATEGORY", 3), ("ANOTHER_CATEGORY", 3)],
    ),
    (
        "mary_multipletabs.dic",
        "auto",
        &[("A_CATEGORY", 3), ("ANOTHER_CATEGORY", 3)],
    ),
    (
        "mary_zeropadding.dic",
        "auto",
        &[("A_CATEGORY", 3), ("ANOTHER_CATEGORY", 3)],
    ),
    (
        "mary.cat",
        "auto",
        &[("A CATEGORY", 3), ("ANOTHER CATEGORY", 2)],
    ),
    (
        "mary.lc3",
        "auto",
        &[("A CATEGORY", 3), ("ANOTHER CATEGORY", 2)],
    ),
    (
        "mary.lcd",
        "auto",
        &[("A category", 3), ("Another category", 2)],
    ),
    (
        "mary.ykd",
        "auto",
        &[("A CATEGORY", 3), ("ANOTHER CATEGORY", 2)],
    ),
    (
        "mary.yml",
        "auto",
        &[("A CATEGORY", 3), ("ANOTHER CATEGORY", 2)],
    ),
    (
        "actually_ykd.cat",
        "auto",
        &[("A category", 3), ("Another category", 2)],
    ),
    (
        "yoshi.ykd",
        "auto",
        &[
            ("A category", 3),
            ("A category.A subcategory", 1),
            ("Another category", 2),
        ],
    ),
    (
        "issue-819.ykd",
        "auto",
        &[("pos", 2), ("pos.A", 1), ("pos.B", 1)],
    ),
    (
        "liwc_extracodes.dic",
        "auto",
        &[("verb", 1), ("family", 1), ("humans", 0)],
    ),
    (
        "liwc_hierarchical.dic",
        "auto",
        &[("misc", 3), ("misc.family", 1), ("else.whatever2", 1)],
    ),
    ("issue-459.cat", "auto", &[("SOUTH.BW", 3), ("SOUTH.ZA", 7)]),
    (
        "iso-8859-2.cat",
        "iso-8859-2",
        &[("LATIN", 3), ("NON-LATIN", 3)],
    ),
    (
        "shift-jis.cat",
        "shift_jis",
        &[("LATIN", 3), ("NON-LATIN", 3)],
    ),
    ("euc-jp.cat", "euc-jp", &[("LATIN", 3), ("NON-LATIN", 3)]),
    (
        "windows-1252.cat",
        "windows-1252",
        &[("LATIN", 3), ("NON-LATIN", 3)],
    ),
];

/// Every file is read, in every encoding.
pub(crate) fn formats(folder: &Path) -> Result<(), Failed> {
    for (file, encoding, expected) in FILES {
        let path = folder.join("conformance/dictionary/formats").join(file);
        let bytes = std::fs::read(&path).unwrap();
        let dictionary = Dictionary::read(&[((*file).to_owned(), bytes)], encoding)
            .map_err(|e| Failed::from(e.to_string()))?;
        for (category, entries) in *expected {
            let found = dictionary.categories.iter().find(|c| c.name == *category);
            let found = found.map_or(0, |c| c.patterns.len());
            if found != *entries {
                let all: Vec<_> = dictionary
                    .categories
                    .iter()
                    .map(|c| (&c.name, c.patterns.len()))
                    .collect();
                return Err(
                    format!("{file}, {category}: {found} entries, not {entries}; {all:?}").into(),
                );
            }
        }
    }
    Ok(())
}
