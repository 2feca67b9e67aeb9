//! One article through every room: the tutorial of the library, and a look at what each room makes.

#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    reason = "tests say what went wrong by failing"
)]

use counterframe::article::BlockKind;
use counterframe::contrast::{self, Contrast, Side};
use counterframe::count::{By, Columns, CountPlan, Read, Rules, Scratch, StopList, Tally};
use counterframe::files::Bytes;
use counterframe::ingest::boilerplate::RepeatedLines;
use counterframe::ingest::source::{Sources, work};
use counterframe::measure::{inference, keyness};
use counterframe::token::{self, Headline, Phrases, Tokenizer};
use counterframe::{concordance, figure, ingest, lang, lexicon, report, study, table, voice};

const RECORD: &str = r#"{"id": "a1", "outlet": "Harbor Post", "date": "2023-03-01", "title": "New rules for chats",
"text": "New rules for chats\n\nThe ministry said that rumors harm the harbor. “We keep order,” it added.\n\n“This is censorship, not order,” said Mira Tolan, a rights activist.\n\nSubscribe to the Post"}"#;

#[test]
fn an_article_goes_through_every_room() {
    // ingest: bytes become an article; the repeated headline and the page control are marked.
    let line = RECORD.replace('\n', " ");
    let sources = Sources::from_bytes("a.jsonl", Bytes::Memory(line.into_bytes().into())).unwrap();
    let (options, repeated) = (ingest::Options::default(), RepeatedLines::default());
    let rules = ingest::Rules {
        options: &options,
        metadata: None,
        repeated: &repeated,
    };
    let piece = work(&sources.list)
        .next()
        .unwrap()
        .unwrap()
        .0
        .unwrap()
        .load(&mut |_| {})
        .unwrap()
        .unwrap();
    let mut articles = Vec::new();
    ingest::articles(
        &piece.1,
        piece.0,
        rules,
        &mut |a| articles.push(a),
        &mut |w| panic!("{w}"),
    )
    .unwrap();
    let article = articles.remove(0);
    let body: Vec<bool> = article
        .blocks
        .iter()
        .map(counterframe::article::Block::is_body)
        .collect();
    assert_eq!(body, [false, true, true, false]);
    assert!(matches!(article.blocks[0].kind, BlockKind::Boilerplate(_)));

    // token: words of the headline, then of the body; three sentences and the headline.
    let language = lang::find("en");
    let mut tokens = token::tokenize(&article, Tokenizer::News, Headline::Analysed);
    token::mark_sentences(&article, &mut tokens, language);
    assert_eq!(
        (tokens.in_title, tokens.list.len(), tokens.sentences.len()),
        (4, 28, 4)
    );

    // voice: who says what, and passages that tile the body.
    let voices = voice::Rules::default();
    let (attribution, doubts) =
        voice::Attributor::new(&voices).attribute(&article, &tokens, language);
    assert!(doubts.is_empty());
    let said: Vec<String> = attribution
        .quotes
        .iter()
        .map(|q| {
            format!(
                "{} ({}): {}",
                q.speaker.name,
                q.speaker.voice,
                q.spans[0].of(&article.text)
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "ministry (official): rumors harm the harbor",
            "ministry (official): “We keep order,”",
            "Mira Tolan (activist): “This is censorship, not order,”",
        ]
    );

    // concordance: where a word stands, and in whose voice.
    let pattern = [lexicon::WordPattern::new("order").unwrap()];
    let hits = concordance::find(&article, &tokens, &attribution, &pattern, 2);
    let voices_of: Vec<&str> = hits.iter().map(|h| h.speaker.voice.as_str()).collect();
    assert_eq!(voices_of, ["official", "activist"]);

    // count: rows of article, speaker and manner; whole numbers.
    let (plan, phrases) = (CountPlan::default(), Phrases::default());
    let read = Read {
        cluster: article.id,
        tokens: &tokens,
        voices: &attribution,
    };
    let mut tally = Tally::default();
    tally.add(
        article,
        read,
        Rules {
            plan: &plan,
            phrases: &phrases,
        },
        &mut Scratch::default(),
    );
    let tally = tally.finish();
    assert_eq!((tally.words(), tally.rows.len()), (28, 4));

    // contrast: rows against rows; measure: here floating point begins.
    let columns = Columns::new(&tally, &token::Options::default(), &StopList::default());
    let rows = contrast::choose(&tally, &[]);
    let sides = ["official", "activist"].map(|v| Side::Exact(v.into()));
    let contrast = Contrast::new(
        &tally,
        &columns,
        &rows,
        &By::Voice,
        [&sides[0], &sides[1]],
        1,
    )
    .unwrap();
    assert_eq!(contrast.sizes, [7, 5]);
    let scores = table::compare::Scores::named(&["log_ratio".into(), "p".into()]).unwrap();

    // table: what leaves the program.
    let table = table::compare::table(
        &columns,
        &[contrast],
        &scores,
        table::compare::Options {
            measures: &keyness::Options::default(),
            inference: inference::Options::default(),
            seed: 1,
            effect: 1.0,
        },
    );
    let term = table.column("term").unwrap();
    assert_eq!(table.rows[0][term].text(), "The");
    // One article on both sides is no ground for a test, and the table says so.
    let note = table.column("note").unwrap();
    assert!(
        table.rows[0][note]
            .text()
            .starts_with("not testable (1 article)")
    );
    let mut bytes = Vec::new();
    table::format("csv")
        .unwrap()
        .write(&table, &mut bytes)
        .unwrap();
    assert!(
        String::from_utf8(bytes)
            .unwrap()
            .starts_with("target,reference,term,target_count,")
    );

    // figure: a table, drawn; here who speaks.
    let speakers = table::speakers::table(
        &tally,
        &contrast::choose(&tally, &[]),
        &By::Column("outlet".into()),
    );
    assert_eq!(speakers.rows.len(), 3);
    let drawing = figure::draw("speakers", &speakers, &figure::Look::default()).unwrap();
    assert_eq!(
        drawing.description,
        "In Harbor Post, the voice \"official\" has 25 % of the words."
    );

    // report: plain data becomes files.
    let report = report::Report {
        more: Vec::new(),
        pseudonyms: report::Pseudonyms::default(),
        template: None,
        title: "One article".into(),
        provenance: report::Provenance {
            program: "counterframe".into(),
            version: "0".into(),
            tokenizer: "news".into(),
            settings: serde_json::to_value(study::Settings::default()).unwrap(),
            inputs: Vec::new(),
        },
        corpus: report::Corpus {
            articles: 1,
            words: tally.words(),
            small: true,
            ..report::Corpus::default()
        },
        names: figure::Names::new(),
        comparisons: Vec::new(),
        figures: vec![report::Figure {
            about: Vec::new(),
            finding: None,
            drawn_by: "--type speakers".into(),
            stem: "speakers".into(),
            heading: "Who speaks".into(),
            caption: drawing.method.into(),
            drawing,
            table: report::Sheet::new(&speakers).unwrap(),
        }],
        sections: Vec::new(),
        company: Vec::new(),
        nodes: Vec::new(),
        tables: Vec::new(),
        quotations: Vec::new(),
        validation: Vec::new(),
        limits: vec!["One article shows nothing but itself.".into()],
        options: report::Options::default(),
    };
    let files = report::bundle(report).unwrap();
    let page = String::from_utf8(files["index.html"].clone()).unwrap();
    assert!(page.contains("1 article: description only"));
    assert!(files.contains_key("figures/speakers.png") && files.contains_key("SHA256SUMS"));
}
