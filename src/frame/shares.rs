//! How something is shared out, group by group, with intervals over units.

use crate::article::ArticleId;
use crate::measure::rate::{Rate, UnitSizes, UnitSums, share};
use std::collections::{BTreeMap, BTreeSet};

/// Counts of things by group and unit. Within a group the things are the parts of one whole.
#[derive(Debug, Clone)]
pub struct Shares<G, K> {
    groups: BTreeMap<G, BTreeMap<ArticleId, BTreeMap<K, u64>>>,
}

impl<G, K> Default for Shares<G, K> {
    fn default() -> Self {
        Self {
            groups: BTreeMap::new(),
        }
    }
}

/// One part of a group's whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Share<'a, G, K> {
    /// The group.
    pub group: &'a G,
    /// The part.
    pub key: &'a K,
    /// How often.
    pub count: u64,
    /// Of all of the group, with its interval.
    pub rate: Option<Rate>,
    /// Units of the group that have any.
    pub units: u64,
}

impl<G: Ord, K: Ord> Shares<G, K> {
    /// Counts `n` of something in a unit of a group.
    pub fn add(&mut self, group: G, unit: ArticleId, key: K, n: u64) {
        let units = self.groups.entry(group).or_default();
        *units.entry(unit).or_default().entry(key).or_default() += n;
    }

    /// Hands out every count, in order of group, unit and part.
    pub fn each(&self, mut hand: impl FnMut(&G, ArticleId, &K, u64)) {
        for (group, units) in &self.groups {
            for (unit, parts) in units {
                parts
                    .iter()
                    .for_each(|(key, n)| hand(group, *unit, key, *n));
            }
        }
    }

    /// Every part that occurs in its group, in order of group and part.
    ///
    /// # Examples
    ///
    /// ```
    /// use counterframe::article::ArticleId;
    /// use counterframe::frame::Shares;
    /// let mut shares = Shares::default();
    /// // Five articles of ten, with 1 to 5 of kind "a": the example of `share`.
    /// for record in 0..5 {
    ///     let unit = ArticleId { source: 0, record };
    ///     shares.add("outlet", unit, "a", u64::from(record) + 1);
    ///     shares.add("outlet", unit, "b", 9 - u64::from(record));
    /// }
    /// let rows = shares.rows();
    /// assert_eq!((rows[0].key, rows[0].count, rows[0].units), (&"a", 15, 5));
    /// assert_eq!(rows[0].rate.unwrap().rate, 0.3);
    /// ```
    pub fn rows(&self) -> Vec<Share<'_, G, K>> {
        let mut rows = Vec::new();
        for (group, units) in &self.groups {
            let mut sizes = UnitSizes::default();
            let totals: Vec<u64> = units.values().map(|parts| parts.values().sum()).collect();
            totals.iter().for_each(|n| sizes.add(*n));
            let keys: BTreeSet<&K> = units.values().flat_map(BTreeMap::keys).collect();
            for key in keys {
                let mut sums = UnitSums::default();
                for (parts, n) in units.values().zip(&totals) {
                    sums.add(parts.get(key).copied().unwrap_or(0), *n);
                }
                if sums.x > 0 {
                    rows.push(Share {
                        group,
                        key,
                        count: sums.x,
                        rate: share(sums, sizes),
                        units: sizes.units,
                    });
                }
            }
        }
        rows
    }
}
