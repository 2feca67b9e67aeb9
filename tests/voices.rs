//! Who says what, case by case: `tests/cases/voices.toml`.

#![allow(clippy::unwrap_used, reason = "tests say what went wrong by failing")]

use counterframe::article::{Article, ArticleId, Metadata};
use counterframe::ingest::blocks;
use counterframe::token::{self, Headline, Tokenizer};
use counterframe::{lang, voice};
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
    let article = Article {
        id: ArticleId {
            source: 0,
            record: 0,
        },
        name: "case".into(),
        place: "case".into(),
        title: String::new(),
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
    let (attribution, _) = voice::Attributor::new(rules).attribute(&article, &tokens, language);
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

#[test]
fn every_case_is_understood() {
    let cases: Cases = toml::from_str(include_str!("cases/voices.toml")).unwrap();
    let wrong: Vec<String> = cases
        .case
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
    let cases: Cases = toml::from_str(include_str!("cases/voices.toml")).unwrap();
    for rule in [
        "block",
        "transcript",
        "quoted-as",
        "after",
        "according-to",
        "before",
        "naming",
        "noun-that",
        "floating",
        "heading",
        "phrase",
    ] {
        let used = cases
            .case
            .iter()
            .flat_map(|c| &c.quotes)
            .any(|q| q.contains(&format!("] {rule}")));
        assert!(used, "{rule}");
    }
}

/// Each resolver decides something: without it a case comes out otherwise.
#[test]
fn every_resolver_has_a_case() {
    let all = ["pronoun", "name", "surname", "owner", "noun", "continuity"];
    let cases: Cases = toml::from_str(include_str!("cases/voices.toml")).unwrap();
    for resolver in all {
        let mut rules = voice::Rules::default();
        let others = all.iter().filter(|id| **id != resolver);
        rules.options.resolvers = Some(others.map(|id| (*id).to_owned()).collect());
        assert!(rules.options.check("test").is_ok());
        let differs = |case: &Case| found_by(&rules, &case.text) != case.quotes;
        assert!(cases.case.iter().any(differs), "{resolver}");
    }
}
