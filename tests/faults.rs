//! Faults of known programs: each test is named after what the right answer is.
//!
//! Craig's Zeta and the Jensen–Shannon shift, which one program has wrong, are none of our measures.

#![allow(clippy::unwrap_used, reason = "tests say what went wrong by failing")]

use counterframe::measure::tails::chi2_upper;
use counterframe::measure::{Table2x2, association, keyness};

fn table(a: u64, b: u64, n1: u64, n2: u64) -> Table2x2 {
    Table2x2::new(a, b, n1, n2).unwrap()
}

/// quanteda.textstats corrects by Yates where its manual says Williams, and multiplies χ² by Williams's factor.
#[test]
fn g2_is_uncorrected_and_williams_divides() {
    let t = table(6, 2, 17, 15);
    let (g2, williams) = (keyness::g2(t).unwrap(), keyness::g2_williams(t).unwrap());
    assert!((g2 - t.signed_g2()).abs() < 1e-15 && williams < g2);
    assert!(keyness::chi2_yates(t).unwrap() < keyness::chi2(t).unwrap());
}

/// quanteda.textstats adds 1e-9 inside the logarithms, which moves G² in the fourth digit for a term that one side lacks.
#[test]
fn nothing_is_added_inside_a_logarithm() {
    // 2 (2 ln 2 + 8 ln(8/9) + 10 ln(10/9)), to the last digit.
    let by_hand =
        2.0 * (2.0 * libm::log(2.0) + 8.0 * libm::log(8.0 / 9.0) + 10.0 * libm::log(10.0 / 9.0));
    assert!((keyness::g2(table(2, 0, 10, 10)).unwrap() - by_hand).abs() < 1e-14);
}

/// quanteda.textstats gives 0 for every p under 1e-16.
#[test]
fn p_of_a_large_g2_has_the_right_exponent() {
    assert!((libm::log10(chi2_upper(1_000.0)) + 218.7457).abs() < 1e-3);
    let p = keyness::fisher_p(table(1_200, 100, 100_000, 100_000)).unwrap();
    assert!(p > 0.0 && p < 1e-200, "{p}");
}

/// polmineR has no G² for a term that the reference lacks, and so drops the most exclusive words.
#[test]
fn g2_of_a_term_that_the_reference_lacks_is_a_number() {
    assert!((keyness::g2(table(2, 0, 10, 10)).unwrap() - 2.995_270_5).abs() < 1e-6);
}

/// scattertext swallows an exception and gives zeros.
#[test]
fn mann_whitney_of_equal_samples_has_p_1() {
    assert_eq!(
        keyness::mann_whitney(&[0.0; 5], &[0.0; 5]),
        Some((12.5, 1.0))
    );
    let (u, p) = keyness::mann_whitney(&[5.0, 6.0, 7.0, 8.0], &[1.0, 2.0, 3.0, 4.0]).unwrap();
    assert!((u - 16.0).abs() < 1e-12 && (p - 2.0 / 70.0).abs() < 1e-12);
}

/// NLTK sums the other tail.
#[test]
fn fisher_is_small_where_words_attract() {
    assert!(association::fisher_p(20, 42, 20, 14_307_668).unwrap() < 1e-50);
    assert!(association::fisher_p(0, 42, 20, 1_000).unwrap() > 0.999);
}

/// Wordless leaves out the 14, and gives 14 to pairs that never meet.
#[test]
fn log_dice_is_14_for_words_that_only_meet_and_undefined_for_those_that_never_do() {
    assert_eq!(association::log_dice(8, 8, 8), Some(14.0));
    assert_eq!(association::log_dice(0, 8, 8), None);
}

/// quanteda.extras gives +∞ for a word that the target lacks.
#[test]
fn log_ratio_of_a_word_that_the_target_lacks_is_negative_and_finite() {
    let value = keyness::log_ratio(table(0, 8, 100, 100)).unwrap();
    assert!((value + 4.0).abs() < 1e-12);
}
