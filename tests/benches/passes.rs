//! How fast the passes are, on the demo corpus repeated; every bench checks its own result.
//!
//! `cargo bench`. Figures are for comparing two versions on one machine in one run.

#![allow(
    clippy::unwrap_used,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    reason = "a bench says what went wrong by failing"
)]

use counterframe::article::Article;
use counterframe::contrast::{UnitCell, Units};
use counterframe::count::{CountPlan, Read, Rules, Scratch, Tally};
use counterframe::engine::Progress;
use counterframe::files::Bytes;
use counterframe::ingest::boilerplate::RepeatedLines;
use counterframe::ingest::source::{Sources, work};
use counterframe::ingest::{self};
use counterframe::measure::inference::{Options, log_ratio_intervals, test};
use counterframe::random::SplitMix64;
use counterframe::study::{Messages, Run, Study};
use counterframe::token::{self, Headline, Phrases, Tokenizer, Tokens};
use counterframe::{lang, voice};
use divan::counter::ItemsCount;
use std::path::Path;
use std::sync::LazyLock;

/// How often the demo corpus is read, so that a pass takes long enough to time.
const REPETITIONS: usize = 20;

fn main() {
    divan::main();
}

/// 2,000 articles of 300 words, half of them in the target, out of 20,000 terms of falling frequency; no true difference.
static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let mut numbers = SplitMix64::new(2_000);
    let mut terms = vec![Vec::new(); 20_000];
    for unit in 0..2_000 {
        let side = usize::from(unit % 2 == 1);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..300 {
            // The share of words beyond rank r falls as 1/r.
            let share = (numbers.below(1 << 30) + 1) as f64 / f64::from(1 << 30);
            let term = (20_000.0_f64.powf(share) - 1.0) as usize;
            *counts.entry(term).or_insert(0) += 1;
        }
        for (term, count) in counts {
            let mut counts = [0, 0];
            counts[side] = count;
            terms[term].push(UnitCell { unit, counts });
        }
    }
    let sizes = (0..2_000).map(|u| if u % 2 == 0 { [300, 0] } else { [0, 300] });
    Units::new(sizes.collect(), vec![0; 2_000], terms)
});

/// 9,999 relabellings and 2,000 draws.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn inference(bencher: divan::Bencher<'_, '_>) {
    let units = &*UNITS;
    bencher.counter(ItemsCount::new(units.terms())).bench(|| {
        let found = test(units, &Options::default(), 1);
        let tested = found.terms.iter().filter_map(|t| t.p);
        let below = tested.filter(|p| *p < 0.05).count() as f64 / found.m as f64;
        assert!(
            (0.015..0.065).contains(&below),
            "{below} of {} terms",
            found.m
        );
        let ends = log_ratio_intervals(units, 2_000, 1);
        let given: Vec<_> = ends
            .iter()
            .filter(|e| e[0].is_ok() && e[1].is_ok())
            .collect();
        assert!(given.len() > 5_000, "{} intervals", given.len());
    });
}

static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/varenia/articles");
    let sources = Sources::find(&[folder]).unwrap();
    let (options, repeated) = (ingest::Options::default(), RepeatedLines::default());
    let rules = ingest::Rules {
        options: &options,
        metadata: None,
        repeated: &repeated,
    };
    let mut articles = Vec::new();
    for source in sources
        .list
        .iter()
        .filter(|s| matches!(s.bytes, Bytes::File(_)))
    {
        for next in work(std::slice::from_ref(source)) {
            let loaded = next.unwrap().0.unwrap().load(&mut |_| {}).unwrap();
            let (source, piece) = loaded.unwrap();
            ingest::articles(
                &piece,
                source,
                rules,
                &mut |a| articles.push(a),
                &mut |_| {},
            )
            .unwrap();
        }
    }
    assert_eq!(articles.len(), 94);
    let once = articles.clone();
    (1..REPETITIONS).for_each(|_| articles.extend(once.iter().cloned()));
    articles
});

fn read(article: &Article, tokens: &mut Tokens) {
    token::tokenize_into(article, Tokenizer::News, Headline::Analysed, tokens);
}

/// All tokens: what each bench must find again.
static TOKENS: LazyLock<usize> = LazyLock::new(|| {
    let mut tokens = Tokens::default();
    let all = ARTICLES.iter().map(|a| {
        read(a, &mut tokens);
        tokens.list.len()
    });
    all.sum()
});

#[divan::bench]
fn tokens(bencher: divan::Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(*TOKENS)).bench(|| {
        let mut tokens = Tokens::default();
        let mut found = 0;
        for article in ARTICLES.iter() {
            read(article, &mut tokens);
            found += tokens.list.len();
        }
        assert_eq!(found, *TOKENS);
    });
}

/// With the rules alone, and with the tagger.
#[divan::bench(args = ["rules", "rules and tagger"])]
fn voices(bencher: divan::Bencher<'_, '_>, with: &str) {
    let rules = voice::Rules {
        options: voice::Options {
            tagger: with != "rules",
            ..voice::Options::default()
        },
        ..voice::Rules::default()
    };
    let attributor = voice::Attributor::new(&rules);
    let language = lang::find("en");
    bencher.counter(ItemsCount::new(*TOKENS)).bench(|| {
        let mut tokens = Tokens::default();
        let mut quotes = 0;
        for article in ARTICLES.iter() {
            read(article, &mut tokens);
            token::mark_sentences(article, &mut tokens, language);
            quotes += attributor
                .attribute(article, &tokens, language)
                .0
                .quotes
                .len();
        }
        // The key has 751 quotations; fewer than four fifths of them would be another program.
        assert!(quotes > 601 * REPETITIONS && quotes.is_multiple_of(REPETITIONS));
    });
}

#[divan::bench]
fn counts(bencher: divan::Bencher<'_, '_>) {
    let rules = voice::Rules {
        options: voice::Options {
            enabled: false,
            ..voice::Options::default()
        },
        ..voice::Rules::default()
    };
    let attributor = voice::Attributor::new(&rules);
    let (plan, phrases) = (CountPlan::default(), Phrases::default());
    bencher.counter(ItemsCount::new(*TOKENS)).bench(|| {
        let (mut tally, mut tokens, mut scratch) =
            (Tally::default(), Tokens::default(), Scratch::default());
        for article in ARTICLES.iter() {
            read(article, &mut tokens);
            let voices = attributor.attribute(article, &tokens, lang::find("en")).0;
            let read = Read {
                cluster: article.id,
                tokens: &tokens,
                voices: &voices,
            };
            tally.add(
                article.clone(),
                read,
                Rules {
                    plan: &plan,
                    phrases: &phrases,
                },
                &mut scratch,
            );
        }
        assert!(tally.words() as usize <= *TOKENS && tally.words() as usize * 100 > *TOKENS * 99);
    });
}

/// The demo's whole report, from files to files in memory.
#[divan::bench(sample_count = 5)]
fn report(bencher: divan::Bencher<'_, '_>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/varenia/study.toml");
    let study = Study::load(&folder, &[]).unwrap();
    bencher.bench(|| {
        let mut run = Run::open(&study, &[], 0, &Quiet).unwrap();
        let (report, _) = run.report().unwrap();
        assert_eq!(report.corpus.articles, 94);
        let files = counterframe::report::bundle(report).unwrap();
        assert!(files.contains_key("index.html") && files.len() > 40);
    });
}

struct Quiet;

impl Progress for Quiet {
    fn advance(&self, _: u64) {}
}

impl Messages for Quiet {
    fn stage(&self, _: &'static str) {}
}
