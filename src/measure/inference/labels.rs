//! Which side is the target's: the labels of units, and all the ways to exchange them.

use super::Strata;
use crate::contrast::Units;
use crate::random::{SplitMix64, mixed};
use std::collections::BTreeMap;

/// Relabellings that are worked on together: the bits of a word.
pub(super) const LANES: usize = 64;

/// Units of one stratum that have words on one side only.
struct Stratum {
    units: Vec<u32>,
    in_target: usize,
}

/// The labels of a contrast's units.
///
/// A unit has two parts; its label says that the first is in the target and the second in the reference, or the other
/// way round. A unit on one side has an empty second part.
pub(super) struct Labels {
    /// The words of each unit's two parts.
    pub(super) parts: Vec<[u64; 2]>,
    /// The label of each unit in the data.
    pub(super) observed: Vec<bool>,
    both: Vec<u32>,
    strata: Vec<Stratum>,
}

/// How many ways there are to exchange labels, and how small a p they allow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Design {
    pub(super) distinct: Option<u64>,
    pub(super) enumerated: bool,
    /// `None` when no relabelling was asked for, or there is but one.
    pub(super) smallest: Option<f64>,
}

impl Labels {
    pub(super) fn new(units: &Units, strata: Strata) -> Self {
        let mut labels = Self {
            parts: Vec::new(),
            observed: Vec::new(),
            both: Vec::new(),
            strata: Vec::new(),
        };
        let mut by_stratum: BTreeMap<u32, Stratum> = BTreeMap::new();
        for (unit, [target, reference]) in units.sizes.iter().copied().enumerate() {
            let in_target = target > 0;
            labels.observed.push(in_target);
            if target > 0 && reference > 0 {
                labels.both.push(unit as u32);
                labels.parts.push([target, reference]);
                continue;
            }
            labels.parts.push([target.max(reference), 0]);
            let number = match strata {
                Strata::None => 0,
                Strata::Outlet => units.strata[unit],
            };
            let stratum = by_stratum.entry(number).or_insert(Stratum {
                units: Vec::new(),
                in_target: 0,
            });
            stratum.units.push(unit as u32);
            stratum.in_target += usize::from(in_target);
        }
        labels.strata = by_stratum.into_values().collect();
        labels
    }

    /// What `relabellings` of them can show.
    pub(super) fn design(&self, relabellings: u64) -> Design {
        let distinct = self.distinct();
        let enumerated = distinct.is_some_and(|k| k <= relabellings);
        let even = self.strata.iter().all(|s| 2 * s.in_target == s.units.len());
        let smallest = match distinct {
            _ if relabellings == 0 => None,
            Some(1) => None,
            Some(k) if enumerated => Some(if even { 2.0 } else { 1.0 } / k as f64),
            _ => Some(1.0 / (relabellings as f64 + 1.0)),
        };
        Design {
            distinct,
            enumerated,
            smallest,
        }
    }

    /// `2ᴾ ∏ C(Qₛ, Qₛ₁)`, unless that is beyond 2⁶³.
    fn distinct(&self) -> Option<u64> {
        let swaps = 1_u64.checked_shl(self.both.len().try_into().ok()?)?;
        let choices = |s: &Stratum| choose(s.units.len() as u64, s.in_target as u64);
        let all = self
            .strata
            .iter()
            .try_fold(swaps, |k, s| k.checked_mul(choices(s)?))?;
        (all < 1 << 63 && all > 0).then_some(all)
    }

    /// Relabelling `index` of all there are; 0 ≤ index < distinct.
    fn unranked(&self, mut index: u64, each: &mut impl FnMut(u32, bool)) {
        for unit in &self.both {
            each(*unit, index & 1 == 0);
            index >>= 1;
        }
        for stratum in &self.strata {
            let (n, k) = (stratum.units.len() as u64, stratum.in_target as u64);
            let all = choose(n, k).unwrap_or(1);
            let mut rank = index % all;
            index /= all;
            let mut left = k;
            for (i, unit) in stratum.units.iter().enumerate() {
                // How many choices have this unit in the target.
                let with = if left == 0 {
                    0
                } else {
                    choose(n - i as u64 - 1, left - 1).unwrap_or(0)
                };
                let chosen = rank < with;
                if chosen {
                    left -= 1;
                } else {
                    rank -= with;
                }
                each(*unit, chosen);
            }
        }
    }

    /// Relabelling `index` of those that a seed draws.
    fn drawn(&self, seed: u64, index: u64, order: &mut Vec<u32>, each: &mut impl FnMut(u32, bool)) {
        let mut numbers = SplitMix64::new(mixed(seed) ^ mixed(index));
        for chunk in self.both.chunks(64) {
            let mut bits = numbers.number();
            for unit in chunk {
                each(*unit, bits & 1 == 0);
                bits >>= 1;
            }
        }
        for stratum in &self.strata {
            order.clear();
            order.extend(&stratum.units);
            for i in 0..order.len() {
                if i < stratum.in_target {
                    let other = i + numbers.below(order.len() - i);
                    order.swap(i, other);
                }
                each(order[i], i < stratum.in_target);
            }
        }
    }

    /// The labels of up to 64 relabellings from `first`: a word a unit, a bit a relabelling.
    pub(super) fn block(&self, enumerated: bool, seed: u64, first: u64, lanes: usize) -> Vec<u64> {
        let mut words = vec![0_u64; self.parts.len()];
        let mut order = Vec::new();
        for lane in 0..lanes {
            let mut each = |unit: u32, label: bool| {
                words[unit as usize] |= u64::from(label) << lane;
            };
            let index = first + lane as u64;
            if enumerated {
                self.unranked(index, &mut each);
            } else {
                self.drawn(seed, index, &mut order, &mut each);
            }
        }
        words
    }
}

/// The number of ways to choose `k` of `n`, unless it is beyond 2⁶³.
fn choose(n: u64, k: u64) -> Option<u64> {
    if k > n {
        return Some(0);
    }
    let k = k.min(n - k);
    let mut ways = 1_u128;
    for i in 0..k {
        ways = ways * u128::from(n - i) / u128::from(i + 1);
        if ways >= 1 << 63 {
            return None;
        }
    }
    Some(ways as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Labels {
        let sizes = vec![[5, 5], [5, 0], [5, 0], [0, 5], [0, 5], [0, 5]];
        Labels::new(&Units::new(sizes, vec![0; 6], Vec::new()), Strata::None)
    }

    #[test]
    fn every_relabelling_comes_once() {
        let labels = labels();
        let design = labels.design(9_999);
        assert_eq!((design.distinct, design.enumerated), (Some(20), true));
        assert_eq!(design.smallest, Some(1.0 / 20.0));
        let mut seen = std::collections::BTreeSet::new();
        for index in 0..20 {
            let mut here = vec![false; 6];
            labels.unranked(index, &mut |unit, label| here[unit as usize] = label);
            assert_eq!(here[1..].iter().filter(|l| **l).count(), 2);
            assert!(seen.insert(here));
        }
        assert!(seen.contains(&labels.observed));
    }

    #[test]
    fn drawn_labels_keep_their_numbers() {
        let labels = labels();
        let block = labels.block(false, 7, 1_000, LANES);
        for lane in 0..LANES {
            let of = |unit: usize| block[unit] >> lane & 1;
            assert_eq!((1..6).map(of).sum::<u64>(), 2);
        }
        // Every unit is in the target about as often as the others.
        for word in &block[1..] {
            assert!((10..=42).contains(&word.count_ones()), "{word:b}");
        }
    }

    #[test]
    fn many_ways_are_said_to_be_many() {
        let sizes = (0..200)
            .map(|u| if u % 2 == 0 { [1, 0] } else { [0, 1] })
            .collect();
        let labels = Labels::new(&Units::new(sizes, vec![0; 200], Vec::new()), Strata::None);
        let design = labels.design(999);
        assert_eq!((design.distinct, design.enumerated), (None, false));
        assert_eq!(design.smallest, Some(0.001));
        // Within outlets of one unit nothing can be exchanged.
        let sizes = vec![[1, 0], [0, 1], [1, 0]];
        let fixed = Labels::new(
            &Units::new(sizes, vec![0, 1, 2], Vec::new()),
            Strata::Outlet,
        );
        assert_eq!(fixed.design(999).smallest, None);
    }
}
