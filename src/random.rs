//! Numbers that look like chance and are the same on every machine: SplitMix64.
//!
//! Steele, G. L., Lea, D. and Flood, C. H. (2014), "Fast splittable pseudorandom number generators", OOPSLA, 453–472.

/// How far the state moves with every number.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads every bit of a number over the whole of another: the finaliser of SplitMix64, one step on.
pub fn mixed(number: u64) -> u64 {
    let mut x = number.wrapping_add(STEP);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// A sequence of numbers that its seed decides.
///
/// # Examples
///
/// ```
/// use counterframe::random::SplitMix64;
/// // The first two numbers of the published generator from seed 0.
/// let mut numbers = SplitMix64::new(0);
/// assert_eq!(numbers.number(), 0xe220_a839_7b1d_cdaf);
/// assert_eq!(numbers.number(), 0x6e78_9e6a_a1b9_65f4);
/// assert!(numbers.below(6) < 6);
/// ```
#[derive(Debug, Clone)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// A sequence from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        let number = mixed(self.0);
        self.0 = self.0.wrapping_add(STEP);
        number
    }

    /// The next number below `end`, which must not be 0. The smaller `end` is against 2⁶⁴, the evener they are.
    pub fn below(&mut self, end: usize) -> usize {
        (self.number() % end as u64) as usize
    }
}
