//! How large a corpus is, and what it cannot show.

use super::{Counted, comparisons::Compared};
use crate::contrast::Group;
use crate::count::{By, Tally};
use crate::report::Corpus;
use crate::study::Settings;
use crate::table::counted;
use crate::voice;
use std::collections::BTreeSet;

/// Units below which a corpus is only described.
const FEW: u64 = 20;

pub(super) fn corpus(tally: &Tally) -> Corpus {
    let articles = &tally.corpus.articles;
    let spoken = || tally.rows.iter().filter(|row| row.words > 0);
    let speakers: BTreeSet<u32> = spoken().map(|row| row.speaker).collect();
    let speaking = || speakers.iter().map(|s| &tally.speakers[*s as usize]);
    let outlets: BTreeSet<&str> = articles.iter().map(|a| &*a.metadata.outlet).collect();
    let voices: BTreeSet<&str> = speaking().map(|s| &*s.voice).collect();
    let named: BTreeSet<&str> = speaking()
        .filter(|s| s.voice != voice::OUTLET && !s.name.is_empty())
        .map(|s| &*s.name)
        .collect();
    let units: BTreeSet<_> = articles.iter().map(|a| a.cluster).collect();
    let dates = || {
        articles
            .iter()
            .map(|a| &*a.metadata.date)
            .filter(|d| !d.is_empty())
    };
    let units = units.len() as u64;
    Corpus {
        articles: articles.len() as u64,
        units,
        words: tally.words(),
        outlets: outlets.iter().filter(|o| !o.is_empty()).count() as u64,
        voices: voices.iter().filter(|v| **v != voice::UNKNOWN).count() as u64,
        speakers: named.len() as u64,
        dates: dates()
            .min()
            .zip(dates().max())
            .map(|(x, y)| (x.into(), y.into())),
        small: units < FEW,
    }
}

/// What a reader must not conclude, in sentences.
pub(super) fn limits(
    all: Counted<'_>,
    compared: &[Compared<'_>],
    settings: &Settings,
) -> Vec<String> {
    let mut limits = Vec::new();
    let size = corpus(all.tally);
    if size.small {
        limits.push(format!(
            "With {} of text everything here describes these articles; nothing follows for others, not even of the same outlets: a small p says that labels matter among these articles.",
            counted(size.units, "independent piece")
        ));
    }
    limits.push("A high rank is not significance: p-values come from a test in which an article, not a word, is the unit of evidence, and are adjusted over all terms that could be tested.".into());
    for c in compared {
        let sides = [&c.contrast.target, &c.contrast.reference];
        for (group, label) in sides.into_iter().zip(&c.labels) {
            let limit = one_sided(all.tally, group, label).filter(|l| !limits.contains(l));
            limits.extend(limit);
        }
    }
    limits.extend(unknown(all));
    if settings.attribution.enabled {
        limits.push("Speakers and voices were found by rules and are sometimes wrong; read the lines behind a term before you rest a claim on it.".into());
    }
    let without = |missing: &dyn Fn(&crate::article::Metadata) -> bool| {
        let articles = all.tally.corpus.articles.iter();
        articles.filter(|a| missing(&a.metadata)).count() as u64
    };
    for (n, what) in [
        (without(&|m| m.outlet.is_empty()), "outlet"),
        (without(&|m| m.date.is_empty()), "date"),
    ] {
        if n > 0 {
            limits.push(format!("{} without {what}.", counted(n, "article")));
        }
    }
    limits
}

/// A group whose words come mostly from one article.
fn one_sided(tally: &Tally, group: &Group, label: &str) -> Option<String> {
    let all = group.words(tally);
    let of = |rows: &[u32]| -> u64 {
        let rows = rows.iter().map(|r| &tally.rows[*r as usize]);
        rows.map(|row| u64::from(row.words)).sum()
    };
    let most = group.by_article(tally).map(of).max()?;
    let articles = group.articles(tally);
    let share = most as f64 / all as f64;
    (articles < 5 || share >= 0.5).then(|| {
        format!(
            "{label} has words in {}, {:.0} % of them in a single one.",
            counted(articles, "article"),
            100.0 * share
        )
    })
}

/// How much speech has no voice.
fn unknown(all: Counted<'_>) -> Option<String> {
    let words = |voice: &str| {
        let groups = all.groups(&By::Voice);
        let group = groups.iter().find(|g| g.label == voice);
        group.map_or(0, |g| g.words(all.tally))
    };
    let (unknown, narrated) = (words(voice::UNKNOWN), words(voice::OUTLET));
    let spoken = all.tally.words() - narrated;
    (unknown > 0).then(|| {
        format!(
            "{:.0} % of the words that are not an outlet's own narration have a voice that no rule could tell; they are in no comparison of voices.",
            100.0 * unknown as f64 / spoken as f64
        )
    })
}
