//! The one font: widths of words before they are drawn, and letters it does not have.
//!
//! DejaVu Sans Condensed comes from a crate. It is a little wider than the Arial or Helvetica that a reader's machine
//! may show instead, so that what does not touch here does not touch there.

use resvg::usvg::fontdb;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// The families of an SVG's text, best first.
pub(super) const FAMILY: &str = "'DejaVu Sans Condensed', Arial, Helvetica, sans-serif";

/// The weight of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

fn face(weight: Weight) -> &'static FontRef<'static> {
    static REGULAR: LazyLock<FontRef<'static>> = LazyLock::new(|| {
        FontRef::new(dejavu::sans_condensed::regular()).expect("the font of the crate is whole")
    });
    static BOLD: LazyLock<FontRef<'static>> = LazyLock::new(|| {
        FontRef::new(dejavu::sans_condensed::bold()).expect("the font of the crate is whole")
    });
    match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    }
}

/// How wide words are, in the unit of `size`. A letter that the font does not have is as wide as high.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let font = face(weight);
    let (letters, metrics) = (
        font.charmap(),
        font.glyph_metrics(Size::unscaled(), LocationRef::default()),
    );
    let units = f64::from(
        font.metrics(Size::unscaled(), LocationRef::default())
            .units_per_em,
    );
    let of = |letter| {
        letters
            .map(letter)
            .and_then(|glyph| metrics.advance_width(glyph))
            .map_or(units, f64::from)
    };
    text.chars().map(of).sum::<f64>() / units * size
}

/// Words cut to a width, with `…` where something is missing.
pub(super) fn fit(text: &str, size: f64, room: f64) -> String {
    if width(text, size, Weight::Regular) <= room {
        return text.to_owned();
    }
    let mut short: Vec<char> = text.chars().collect();
    while !short.is_empty() {
        short.pop();
        let candidate = format!("{}…", short.iter().collect::<String>().trim_end());
        if width(&candidate, size, Weight::Regular) <= room {
            return candidate;
        }
    }
    String::new()
}

/// The letters that a picture made with this font cannot show.
pub fn missing(text: &str) -> BTreeSet<char> {
    let letters = face(Weight::Regular).charmap();
    text.chars()
        .filter(|c| !c.is_control() && letters.map(*c).is_none())
        .collect()
}

/// Scripts whose letters the font does not have, from the first letter to the last, with a font that has them.
const OTHERS: &[(u32, u32, &str)] = &[
    (0x0590, 0x05FF, "Noto Sans Hebrew"),
    (0x0600, 0x08FF, "Noto Sans Arabic"),
    (0x0900, 0x097F, "Noto Sans Devanagari"),
    (0x0980, 0x09FF, "Noto Sans Bengali"),
    (0x0A00, 0x0A7F, "Noto Sans Gurmukhi"),
    (0x0A80, 0x0AFF, "Noto Sans Gujarati"),
    (0x0B80, 0x0BFF, "Noto Sans Tamil"),
    (0x0C00, 0x0C7F, "Noto Sans Telugu"),
    (0x0C80, 0x0CFF, "Noto Sans Kannada"),
    (0x0D00, 0x0D7F, "Noto Sans Malayalam"),
    (0x0E00, 0x0E7F, "Noto Sans Thai"),
    (0x0F00, 0x0FFF, "Noto Serif Tibetan"),
    (0x1000, 0x109F, "Noto Sans Myanmar"),
    (0x1100, 0x11FF, "Noto Sans CJK"),
    (0x1200, 0x139F, "Noto Sans Ethiopic"),
    (0x1780, 0x17FF, "Noto Sans Khmer"),
    (0x1800, 0x18AF, "Noto Sans Mongolian"),
    (0x2E80, 0xA4CF, "Noto Sans CJK"),
    (0xAC00, 0xD7FF, "Noto Sans CJK"),
    (0xF900, 0xFAFF, "Noto Sans CJK"),
    (0xFF00, 0xFFEF, "Noto Sans CJK"),
    (0x1F300, 0x1FAFF, "Noto Emoji"),
    (0x20000, 0x3FFFF, "Noto Sans CJK"),
];

/// The fonts that have letters which this one lacks, as far as they are known.
pub fn fonts_with(letters: &BTreeSet<char>) -> BTreeSet<&'static str> {
    let of = |letter: &char| {
        let letter = u32::from(*letter);
        let script = OTHERS
            .iter()
            .find(|(first, last, _)| (*first..=*last).contains(&letter));
        script.map(|(_, _, font)| *font)
    };
    letters.iter().filter_map(of).collect()
}

/// The fonts that pictures are made with: this one, none of the machine's.
pub(super) fn database() -> Arc<fontdb::Database> {
    static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(dejavu::sans_condensed::regular().to_vec());
        fonts.load_font_data(dejavu::sans_condensed::bold().to_vec());
        let family = fonts
            .faces()
            .next()
            .and_then(|f| f.families.first().cloned());
        if let Some((name, _)) = family {
            fonts.set_sans_serif_family(name);
        }
        Arc::new(fonts)
    });
    FONTS.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_widths_and_missing_letters_have_names() {
        let one = width("rumors", 10.0, Weight::Regular);
        assert!(one > 25.0 && one < 40.0, "{one}");
        assert!(width("rumors", 10.0, Weight::Bold) > one);
        assert!((width("rumors", 20.0, Weight::Regular) - 2.0 * one).abs() < 1e-9);
        assert_eq!(missing("Ärger, слухи 谣"), ['谣'].into());
        assert_eq!(
            fonts_with(&['谣', '言', 'ก'].into()),
            ["Noto Sans CJK", "Noto Sans Thai"].into()
        );
        // Every script of the list is one whose letters are missing.
        let first = |from: &u32| char::from_u32(*from + 0x10).filter(|c| c.is_alphabetic());
        let there = OTHERS
            .iter()
            .filter_map(|(from, _, font)| Some((first(from)?, font)));
        let needless: Vec<_> = there
            .filter(|(c, _)| missing(&c.to_string()).is_empty())
            .collect();
        assert!(needless.is_empty(), "{needless:?}");
        assert_eq!(fit("surveillance", 10.0, 1000.0), "surveillance");
        assert!(fit("surveillance", 10.0, 30.0).ends_with('…'));
    }
}
