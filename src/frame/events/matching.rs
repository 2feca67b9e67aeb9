//! Events found by dates and shared rare terms.

use super::{Events, Options, Vectors, dot};
use crate::article::ArticleId;
use crate::count::{Columns, Tally};
use crate::frame::root;
use std::collections::BTreeMap;

/// The events of a corpus, by dates and shared rare terms.
///
/// Two articles are candidates if at most `days` lie between their dates, they share at least `shared` rare terms, and
/// their similarity (the cosine of their weights of rare terms, 0 to 1) is at least `similarity`. Candidates are joined
/// from the most similar down (of those as similar the nearest in time first), if the dates of all articles joined stay
/// within `days` and the mean similarity between the two sides is still that large. Near-duplicates are joined first. What has fewer than two outlets in the end is no event.
/// An article without a day in its date is in none; a note says how many there are.
pub fn matched(tally: &Tally, columns: &Columns<'_>, options: &Options) -> Events {
    let vectors = Vectors::new(tally, columns, options.rare);
    let mut undated = 0;
    let mut first: BTreeMap<ArticleId, usize> = BTreeMap::new();
    let mut clusters: Vec<Cluster> = Vec::new();
    for (place, article) in (0_u32..).zip(&tally.corpus.articles) {
        let Some(day) = day(&article.metadata.date) else {
            undated += 1;
            continue;
        };
        let alone = Cluster {
            articles: vec![place],
            days: [day; 2],
            sum: Vec::new(),
        };
        // A copy printed weeks later is another event.
        match first.get(&article.cluster) {
            Some(known) if clusters[*known].span(&alone) <= i64::from(options.days) => {
                clusters[*known].join(alone, &vectors);
            }
            _ => {
                first.insert(article.cluster, clusters.len());
                clusters.push(alone);
            }
        }
    }
    let mut joined: Vec<usize> = (0..clusters.len()).collect();
    for pair in candidates(&clusters, &vectors, options) {
        let [x, y] = pair.clusters.map(|c| root(&joined, c));
        if x == y || clusters[x].span(&clusters[y]) > i64::from(options.days) {
            continue;
        }
        if clusters[x].similarity(&clusters[y], &vectors) >= options.similarity {
            let (into, from) = (x.min(y), x.max(y));
            let from_cluster = std::mem::take(&mut clusters[from]);
            clusters[into].join(from_cluster, &vectors);
            joined[from] = into;
        }
    }
    let found = clusters.into_iter().filter(|c| c.articles.len() > 1);
    let mut events = Events::of(found.map(|c| (None, c.articles)).collect(), &vectors);
    if undated > 0 {
        let (have, are) = if undated == 1 {
            ("has", "is")
        } else {
            ("have", "are")
        };
        events.notes.push(format!(
            "{undated} of {} articles {have} no day in the date and {are} in no event",
            tally.corpus.articles.len()
        ));
    }
    if events.list.is_empty() {
        events.notes.push(format!(
            "no articles of two outlets within {} days have enough rare terms in common (events.shared = {}, events.similarity = {}, events.rare = {})",
            options.days, options.shared, options.similarity, options.rare
        ));
    }
    events
}

/// Articles joined so far.
#[derive(Debug, Clone, Default)]
struct Cluster {
    articles: Vec<u32>,
    /// First and last day.
    days: [i64; 2],
    /// The sum of their weights, where they are several.
    sum: Vec<(u32, f64)>,
}

impl Cluster {
    /// Days from the first to the last article of both.
    fn span(&self, other: &Self) -> i64 {
        self.days[1].max(other.days[1]) - self.days[0].min(other.days[0])
    }

    /// The sum of the weights of its articles.
    fn weights<'a>(&'a self, vectors: &'a Vectors<'_>) -> &'a [(u32, f64)] {
        match self.articles[..] {
            [one] => &vectors.of[one as usize],
            _ => &self.sum,
        }
    }

    /// The mean similarity of an article here and one there.
    fn similarity(&self, other: &Self, vectors: &Vectors<'_>) -> f64 {
        let sum = dot(self.weights(vectors), other.weights(vectors));
        sum / (self.articles.len() * other.articles.len()) as f64
    }

    fn join(&mut self, other: Self, vectors: &Vectors<'_>) {
        self.days = [
            self.days[0].min(other.days[0]),
            self.days[1].max(other.days[1]),
        ];
        let mut sum: BTreeMap<u32, f64> = self.weights(vectors).iter().copied().collect();
        for (term, weight) in other.weights(vectors) {
            *sum.entry(*term).or_default() += weight;
        }
        self.sum = sum.into_iter().collect();
        self.articles.extend(other.articles);
    }
}

/// Two clusters that may be one event.
struct Pair {
    similarity: f64,
    /// Days from the first to the last article of both.
    days: i64,
    clusters: [usize; 2],
}

/// Pairs of clusters that are near in time and alike, the most similar first; of those as similar the nearest in time.
fn candidates(clusters: &[Cluster], vectors: &Vectors<'_>, options: &Options) -> Vec<Pair> {
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    order.sort_by_key(|c| (clusters[*c].days, *c));
    let mut with: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut shared = vec![0_u32; clusters.len()];
    let mut pairs = Vec::new();
    let most = i64::from(options.days);
    for &one in &order {
        let here = &clusters[one];
        let mut touched = Vec::new();
        for (term, _) in here.weights(vectors) {
            let there = with.entry(*term).or_default();
            // Clusters come by their first day; what lies too far back is behind all that follow.
            let near = |other: &&u32| here.days[0] - clusters[**other as usize].days[0] <= most;
            for &other in there.iter().rev().take_while(near) {
                let number = &mut shared[other as usize];
                if *number == 0 {
                    touched.push(other as usize);
                }
                *number += 1;
            }
            there.push(one as u32);
        }
        for other in touched {
            let number = std::mem::take(&mut shared[other]) as usize;
            let days = here.span(&clusters[other]);
            if days > most || number < options.shared {
                continue;
            }
            let similarity = here.similarity(&clusters[other], vectors);
            if similarity >= options.similarity {
                pairs.push(Pair {
                    similarity,
                    days,
                    clusters: [one.min(other), one.max(other)],
                });
            }
        }
    }
    pairs.sort_by(|x, y| {
        let nearer = (x.days, x.clusters).cmp(&(y.days, y.clusters));
        y.similarity.total_cmp(&x.similarity).then(nearer)
    });
    pairs
}

/// The number of a day, counted from 1 March of the year 0; `None` for a date without a day.
fn day(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-');
    let mut next = || parts.next()?.parse::<i64>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    // Years begin in March, so that the leap day is the last.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(365 * year + leaps + (153 * month + 2) / 5 + day)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let between = |x: &str, y: &str| day(y).unwrap() - day(x).unwrap();
        assert_eq!(between("2024-02-28", "2024-03-01"), 2);
        assert_eq!(between("2023-02-28", "2023-03-01"), 1);
        assert_eq!(between("1999-12-31", "2000-01-01"), 1);
        assert_eq!(between("2000-01-01", "2001-01-01"), 366);
        assert_eq!(between("1970-01-01", "2024-11-23"), 20_050);
        assert_eq!(day("2024-03"), None);
        assert_eq!(day(""), None);
    }
}
