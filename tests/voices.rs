//! Who says what, case by case: `tests/cases/voices.toml`.

#![allow(clippy::unwrap_used, reason = "tests say what went wrong by failing")]

use counterframe::article::{Article, ArticleId, Metadata, Span};
use counterframe::ingest::blocks;
use counterframe::token::{self, Headline, Tokenizer};
use counterframe::{lang, voice};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    quotes: Vec<String>,
}

fn found(text: &str) -> Vec<String> {
    found_by(&voice::Rules::default(), text)
}

fn found_by(rules: &voice::Rules, text: &str) -> Vec<String> {
    let attribution = attribute(rules, "", text);
    let line = |q: &voice::Quote| {
        let words: Vec<&str> = q.spans.iter().map(|s| s.of(text)).collect();
        let by = if q.reported_by.is_empty() {
            String::new()
        } else {
            format!(" ({})", q.reported_by)
        };
        format!(
            "{} [{}] {}{by}: {}",
            q.speaker.name,
            q.speaker.voice,
            q.rule,
            words.join(" ")
        )
    };
    attribution.quotes.iter().map(line).collect()
}

fn attribute(rules: &voice::Rules, title: &str, text: &str) -> voice::Attribution {
    let article = Article {
        id: ArticleId {
            source: 0,
            record: 0,
        },
        name: "case".into(),
        place: "case".into(),
        title: title.into(),
        text: text.into(),
        metadata: Metadata {
            outlet: "Wire".into(),
            ..Metadata::default()
        },
        blocks: blocks::split(text),
    };
    let language = lang::find("en");
    let mut tokens = token::tokenize(&article, Tokenizer::News, Headline::Analysed);
    token::mark_sentences(&article, &mut tokens, language);
    let attributor = voice::Attributor::new(rules);
    attributor.attribute(&article, &tokens, language).0
}

fn cases() -> Vec<Case> {
    let cases: Cases = toml::from_str(include_str!("cases/voices.toml")).unwrap();
    cases.case
}

#[test]
fn every_case_is_understood() {
    let wrong: Vec<String> = cases()
        .iter()
        .filter(|case| found(&case.text) != case.quotes)
        .map(|case| {
            format!(
                "{}\n{}\nfound:    {:#?}\nexpected: {:#?}",
                case.name,
                case.text,
                found(&case.text),
                case.quotes
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_rule_has_a_case() {
    let cases = cases();
    for rule in voice::rules() {
        let used = cases
            .iter()
            .flat_map(|c| &c.quotes)
            .any(|q| q.contains(&format!("] {rule}")));
        assert!(used, "{rule}");
    }
}

/// Each resolver decides something: without it a case comes out otherwise.
#[test]
fn every_resolver_has_a_case() {
    let all = voice::resolvers();
    let cases = cases();
    for resolver in &all {
        let mut rules = voice::Rules::default();
        let others = all.iter().filter(|id| *id != resolver);
        rules.options.resolvers = Some(others.map(|id| (*id).to_owned()).collect());
        assert!(rules.options.check("test").is_ok());
        let differs = |case: &Case| found_by(&rules, &case.text) != case.quotes;
        assert!(cases.iter().any(differs), "{resolver}");
    }
}

/// A text may end after any word, and a headline with it; so may it begin.
#[test]
fn a_text_cut_anywhere_is_read() {
    let rules = voice::Rules::default();
    for case in cases() {
        for (at, _) in case.text.match_indices([' ', '\n', ',', '.', '”']) {
            let (head, tail) = case.text.split_at(at);
            for quote in attribute(&rules, head, head).quotes {
                let whole = |s: &Span| case.text.get(s.start as usize..s.end as usize).is_some();
                assert!(quote.spans.iter().all(whole), "{head}");
            }
            attribute(&rules, tail, tail);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// The words and marks of the cases in any order: nothing that a rule looks for is where it expects it.
    #[test]
    fn words_in_any_order_are_read(picks in prop::collection::vec(any::<prop::sample::Index>(), 0..60), cut in 0..20usize) {
        let cases = cases();
        let words: Vec<&str> = cases.iter().flat_map(|c| c.text.split_inclusive([' ', '\n'])).collect();
        let text: String = picks.iter().map(|i| *i.get(&words)).collect();
        let title: String = picks.iter().take(cut).map(|i| i.get(&words).trim_end()).collect::<Vec<_>>().join(" ");
        let found = attribute(&voice::Rules::default(), &title, &text);
        for passage in &found.passages {
            prop_assert!(passage.speaker < found.speakers.len());
        }
    }
}
