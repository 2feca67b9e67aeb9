use super::*;

fn read(label: &str, text: &str) -> Result<Dictionary> {
    Dictionary::read(&[(label.into(), text.into())], "auto")
}

/// Categories with the patterns as written.
fn shape(dictionary: &Dictionary) -> Vec<(String, Vec<&str>)> {
    let written = |c: &Category| {
        let patterns = c.patterns.iter();
        let written = patterns.map(|p| dictionary.patterns[*p as usize].written());
        (c.name.clone(), written.collect())
    };
    dictionary.categories.iter().map(written).collect()
}

#[test]
fn every_format_says_the_same() {
    let samples = [
        (
            "a.toml",
            "order = [\"law\", \"public order\"]\n[nation]\nus = [\"america*\"]\n",
        ),
        (
            "a.yml",
            "order: [law, public order]\nnation:\n  us: america*\n",
        ),
        (
            "a.dic",
            "%\n1\torder\n2\tnation\n\t21\tus\n%\nlaw\t01\npublic order\t1\namerica*\t21\n",
        ),
        (
            "a.ykd",
            "<dictionary><cnode name=\"d\"><cnode name=\"order\"><pnode name=\"law\"/><pnode name=\"public order\"/></cnode><cnode name=\"nation\"><cnode name=\"us\"><pnode name=\"america*\"/></cnode></cnode></cnode></dictionary>",
        ),
        (
            "a.cat",
            "order\n\tlaw (1)\n\tpublic_order (1)\nnation\n\tus\n\t\tamerica* (1)\n",
        ),
        (
            "a.csv",
            "category,words\norder,law\norder,public order\nnation.us,america*\n",
        ),
    ];
    for (label, text) in samples {
        let dictionary = read(label, text).unwrap();
        let expected = vec![
            ("order".to_owned(), vec!["law", "public order"]),
            ("nation".to_owned(), vec!["america*"]),
            ("nation.us".to_owned(), vec!["america*"]),
        ];
        assert_eq!(shape(&dictionary), expected, "{label}");
        assert_eq!(dictionary.warnings, [], "{label}");
    }
    let flat = read("a.lc3", "+order\nlaw\n public order \n").unwrap();
    assert_eq!(
        shape(&flat),
        [("order".to_owned(), vec!["law", "public order"])]
    );
    assert_eq!(samples.len() + 1, FORMATS.len());
}

#[test]
fn an_entry_of_two_categories_is_said() {
    let both = read("a.toml", "a = [\"law\"]\nb = [\"Law\"]").unwrap();
    assert_eq!(both.patterns.len(), 1);
    assert_eq!(
        both.warnings[0].message,
        "\"law\" stands in several categories (a, b) and counts in each"
    );
}

#[test]
fn faults_have_their_line_and_what_was_expected() {
    let message = |label: &str, text: &str| read(label, text).unwrap_err().to_string();
    assert_eq!(message("a.toml", ""), "a.toml: the dictionary has no entry");
    assert_eq!(
        message("a.yml", "order: []\n"),
        "a.yml: the dictionary has no entry"
    );
    assert_eq!(
        message("a.lc3", "law\n"),
        "a.lc3:1: expected a category (+NAME) before the first word"
    );
    assert!(message("a.dic", "law 1\n").contains("expected a line \"%\""));
    assert!(message("a.tmol", "").contains("did you mean \"toml\""));
    assert_eq!(
        message("a.csv", "category,words\norder,*\n"),
        "a.csv:2: the entry \"*\" would fit every word"
    );
    assert!(message("a.ykd", "<dictionary><cnode>").starts_with("a.ykd:1: "));
    assert!(message("a.cat", "law (1)\n").contains("a.cat:1: \"law (1)\" stands outside"));
    let empty = read("a.toml", "a = [\"law\"]\nb = []\n").unwrap();
    assert_eq!(
        empty.warnings[0].to_string(),
        "a.toml:2: the category \"b\" has no entry"
    );
}

#[test]
fn what_depends_on_other_words_is_left_out_and_said() {
    let liwc = read(
        "a.dic",
        "%\n1 x\n%\nkind <of>1/2\nlike (02 1)1/4\nkin 1 9\n",
    )
    .unwrap();
    assert_eq!(shape(&liwc), [("x".to_owned(), vec!["kin"])]);
    let places: Vec<String> = liwc.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        places[0],
        "a.dic:4: left out: its categories depend on other words"
    );
    assert_eq!(places[2], "a.dic:6: there is no category 9");
}

#[test]
fn encodings_are_named_or_guessed_and_said() {
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("自由 (1)");
    let mut file = b"SPEECH\n\t".to_vec();
    file.extend_from_slice(&bytes);
    let files = [("a.cat".to_owned(), file)];
    let named = Dictionary::read(&files, "shift_jis").unwrap();
    assert_eq!(named.patterns[0].written(), "自由");
    let error = Dictionary::read(&files, "shiftjs").unwrap_err().to_string();
    assert!(error.contains("did you mean \"shift_jis\""), "{error}");
    let guessed = Dictionary::read(&files, "auto").unwrap();
    assert_eq!(guessed.warnings[0].to_string(), "a.cat: read as Shift_JIS");
}
