//! What must hold for all texts.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    reason = "tests say what went wrong by failing"
)]

use counterframe::article::{Article, ArticleId, Metadata};
use counterframe::contrast::{Contrast, Side, choose};
use counterframe::count::{
    By, Columns, CountPlan, NodePlan, Reach, Read, Rules, Scratch, StopList, Tally,
};
use counterframe::engine::{Input, Plan, Silent, engine};
use counterframe::files::Bytes;
use counterframe::frame;
use counterframe::ingest::source::Sources;
use counterframe::ingest::{self, blocks};
use counterframe::lexicon::Glob;
use counterframe::lexicon::dictionary::Dictionary;
use counterframe::measure::keyness;
use counterframe::token::{self, Headline, Phrases, Tokenizer};
use counterframe::{lang, voice};
use proptest::prelude::*;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn article(record: u32, outlet: &str, text: &str) -> Article {
    Article {
        id: ArticleId { source: 0, record },
        name: format!("a{record}"),
        place: format!("a{record}"),
        // A headline has its own offsets; letters of several bytes make a mix-up of the two fields show.
        title: "文‘order’, said 中文: “Q: rumors” by the".into(),
        text: text.into(),
        metadata: Metadata {
            outlet: outlet.into(),
            ..Metadata::default()
        },
        blocks: blocks::split(text),
    }
}

/// Articles of news-like text: words, marks, names, cues, line ends.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "rumors",
        "Rumors",
        "order",
        "the",
        "said",
        "Lendric",
        "China",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "'",
        ". ",
        ", ",
        "\n\n",
        "\n",
        "Q: ",
        "A: ",
        "From Varpress:\n\n",
        " [Source]",
        "according to",
        "e-mail",
        "U.S.",
        "中国",
        "\u{301}",
        "that",
        "(",
        ")",
    ]);
    prop::collection::vec(pieces, 0..80).prop_map(|parts| {
        let mut text = String::new();
        for part in parts {
            if text.ends_with(char::is_alphanumeric) && part.starts_with(char::is_alphanumeric) {
                text.push(' ');
            }
            text.push_str(part);
            text.push_str(if part.ends_with(char::is_alphanumeric) {
                " "
            } else {
                ""
            });
        }
        text
    })
}

fn count(tally: &mut Tally, article: Article, plan: &CountPlan) {
    let mut tokens = token::tokenize(&article, Tokenizer::News, Headline::Analysed);
    let language = lang::find("en");
    token::mark_sentences(&article, &mut tokens, language);
    let options = voice::Rules::default();
    let (voices, _) = voice::Attributor::new(&options).attribute(&article, &tokens, language);
    let read = Read {
        cluster: article.id,
        tokens: &tokens,
        voices: &voices,
    };
    let phrases = Phrases::new(&["rumors said"]);
    tally.add(
        article,
        read,
        Rules {
            plan,
            phrases: &phrases,
        },
        &mut Scratch::default(),
    );
}

fn node_plan() -> CountPlan {
    let nodes = NodePlan {
        patterns: vec![Glob::new("rumor*").unwrap(), Glob::new("order").unwrap()],
        reach: Reach::Words(3),
    };
    let dictionary =
        "[a]\nwords = [\"rumor*\", \"rumors said\"]\n[a.b]\nc = [\"order\", \"the *\"]";
    let files = [("a.toml".to_owned(), dictionary.into())];
    let dictionary = Dictionary::read(&files, "auto").unwrap();
    CountPlan {
        nodes: Some(nodes),
        frames: Some(frame::frames::plan(&dictionary, 2)),
        sentences: true,
        ..CountPlan::default()
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn blocks_tile_the_text(text in "\\PC{0,80}|[a-z .\n]{0,200}") {
        let blocks = blocks::split(&text);
        let parts: String = blocks.iter().map(|b| b.span.of(&text)).collect();
        if !text.trim().is_empty() {
            prop_assert_eq!(parts, text);
        }
    }

    #[test]
    fn passages_tile_the_body(text in texts()) {
        let article = article(0, "Wire", &text);
        let mut tokens = token::tokenize(&article, Tokenizer::News, Headline::Analysed);
        token::mark_sentences(&article, &mut tokens, lang::find("en"));
        let options = voice::Rules::default();
        let (voices, _) = voice::Attributor::new(&options).attribute(&article, &tokens, lang::find("en"));
        let body: Vec<_> = article.blocks.iter().filter(|b| b.is_body()).map(|b| b.span).collect();
        let mut covered = Vec::new();
        let in_text = |p: &&voice::Passage| p.field == counterframe::article::Field::Text;
        for passage in voices.passages.iter().filter(in_text) {
            prop_assert!(passage.speaker < voices.speakers.len());
            prop_assert!(text.get(passage.span.start as usize..passage.span.end as usize).is_some());
            match covered.last_mut() {
                Some((_, end)) if *end == passage.span.start => *end = passage.span.end,
                _ => covered.push((passage.span.start, passage.span.end)),
            }
        }
        let mut expected: Vec<(u32, u32)> = Vec::new();
        for span in body {
            match expected.last_mut() {
                Some((_, end)) if *end == span.start => *end = span.end,
                _ => expected.push((span.start, span.end)),
            }
        }
        prop_assert_eq!(covered, expected);
    }

    #[test]
    fn shards_in_any_order_give_the_same_tally(texts in prop::collection::vec(texts(), 1..8), cut in 0_usize..8, turn in any::<bool>()) {
        let plan = node_plan();
        let outlet = |i: usize| if i.is_multiple_of(2) { "Wire" } else { "Post" };
        let mut whole = Tally::default();
        let (mut one, mut other) = (Tally::default(), Tally::default());
        for (i, text) in texts.iter().enumerate() {
            count(&mut whole, article(i as u32, outlet(i), text), &plan);
        }
        let mut order: Vec<usize> = (0..texts.len()).collect();
        if turn {
            order.reverse();
        }
        for i in order {
            let shard = if i < cut { &mut one } else { &mut other };
            count(shard, article(i as u32, outlet(i), &texts[i]), &plan);
        }
        let merged = if turn { other.merge(one) } else { one.merge(other) };
        prop_assert_eq!(merged.finish(), whole.finish());
    }

    #[test]
    fn counts_sum_to_the_words_of_their_row(text in texts()) {
        let mut tally = Tally::default();
        count(&mut tally, article(0, "Wire", &text), &node_plan());
        let tally = tally.finish();
        for row in &tally.rows {
            prop_assert_eq!(tally.cells(row).iter().map(|c| c.count).sum::<u32>(), row.words);
        }
        for node in &tally.nodes.list {
            prop_assert_eq!(node.cells.iter().map(|c| c.count).sum::<u32>(), node.reach);
        }
    }

    #[test]
    fn swapping_the_groups_turns_every_measure_over(one in texts(), other in texts()) {
        let mut tally = Tally::default();
        count(&mut tally, article(0, "Wire", &format!("rumors {one}")), &CountPlan::default());
        count(&mut tally, article(1, "Post", &format!("order {other}")), &CountPlan::default());
        let tally = tally.finish();
        let columns = Columns::new(&tally, &token::Options::default(), &StopList::default());
        let rows = choose(&tally, &[]);
        let by = By::Column("outlet".into());
        let side = |name: &str| Side::Exact(name.into());
        let contrast = |a: &Side, b: &Side| Contrast::new(&tally, &columns, &rows, &by, [a, b], 1).unwrap();
        let (wire, post) = (side("Wire"), side("Post"));
        let (there, back) = (contrast(&wire, &post), contrast(&post, &wire));
        for measure in keyness::MEASURES {
            let options = keyness::Options::default();
            for (x, y) in measure.score(&there, &options).iter().zip(measure.score(&back, &options)) {
                for ((column, x), y) in measure.columns().iter().zip(x).zip(y) {
                    let (Some(x), Some(y)) = (*x, y) else {
                        continue;
                    };
                    let kept = match *column {
                        "bic" | "fisher_p" | "welch_p" | "mann_whitney_p" => x - y,
                        "odds_ratio" | "odds_ratio_haldane" | "simple_maths" => x * y - 1.0,
                        "percent_diff" => (1.0 + x / 100.0) * (1.0 + y / 100.0) - 1.0,
                        "mann_whitney_u" => x + y - 1.0,
                        _ => x + y,
                    };
                    prop_assert!(kept.abs() < 1e-9, "{}: {} {}", column, x, y);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn the_number_of_threads_changes_nothing(texts in prop::collection::vec(texts(), 1..40)) {
        let record = |(i, text): (usize, &String)| serde_json::json!({"id": i, "outlet": i % 3, "text": text}).to_string() + "\n";
        let lines: String = texts.iter().enumerate().map(record).collect();
        let sources = Sources::from_bytes("a.jsonl", Bytes::Memory(lines.into_bytes().into())).unwrap();
        let mut plan = Plan::new(ingest::Options::default(), None, token::Options::default(), voice::Rules::default());
        plan.count = node_plan();
        let input = Input { sources: &sources.list, progress: &Silent };
        let serial = engine(1).tally(input, &plan).unwrap();
        for threads in [2, 7] {
            prop_assert_eq!(&engine(threads).tally(input, &plan).unwrap(), &serial);
        }
    }
}

#[test]
fn an_article_of_another_group_changes_nothing() {
    let tally = |texts: &[(&str, &str)]| {
        let mut tally = Tally::default();
        for (i, (outlet, text)) in texts.iter().enumerate() {
            count(
                &mut tally,
                article(i as u32, outlet, text),
                &CountPlan::default(),
            );
        }
        tally.finish()
    };
    let two = [
        ("Wire", "rumors rumors order"),
        ("Post", "order order people"),
    ];
    let three = [two[0], two[1], ("Sun", "rumors people zebra")];
    let scores = |tally: &Tally| {
        let columns = Columns::new(tally, &token::Options::default(), &StopList::default());
        let sides = ["Wire", "Post"].map(|s| Side::Exact(s.into()));
        let by = By::Column("outlet".into());
        let rows = choose(tally, &[]);
        let contrast =
            Contrast::new(tally, &columns, &rows, &by, [&sides[0], &sides[1]], 1).unwrap();
        let labels: Vec<String> = contrast
            .terms
            .iter()
            .map(|t| columns.label(*t).to_owned())
            .collect();
        (
            labels,
            keyness::MEASURES[0].score(&contrast, &keyness::Options::default()),
        )
    };
    assert_eq!(scores(&tally(&two)), scores(&tally(&three)));
}
