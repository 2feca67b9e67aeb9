//! Colours and sizes: Okabe–Ito, told apart by place and words too, so that grey print still reads.

/// A colour.
pub(super) type Colour = (u8, u8, u8);

/// Words and axes.
pub(super) const INK: Colour = (0x22, 0x22, 0x22);
/// Words of less weight.
pub(super) const MUTED: Colour = (0x5C, 0x5C, 0x5C);
/// Lines behind the data.
pub(super) const GRID: Colour = (0xD9, 0xD9, 0xD9);
/// The page.
pub(super) const PAPER: Colour = (0xFF, 0xFF, 0xFF);
/// Points without a name.
pub(super) const DUST: Colour = (0xB4, 0xB4, 0xB4);

/// The target of a comparison whose groups have no colour of their own: vermilion.
pub(super) const TARGET: Colour = (0xD5, 0x5E, 0x00);
/// Its reference: blue.
pub(super) const REFERENCE: Colour = (0x00, 0x72, 0xB2);

/// Words: 8 points.
pub(super) const TEXT: f64 = 8.0 * 96.0 / 72.0;
/// The smallest words: 7 points.
pub(super) const SMALL: f64 = 7.0 * 96.0 / 72.0;

/// Voices in the order they are drawn, each with its colour; quoted speech first, narration last.
const VOICES: &[(&str, Colour)] = &[
    ("official", TARGET),
    ("activist", REFERENCE),
    ("expert", (0x00, 0x9E, 0x73)),
    ("politician", (0xE6, 0x9F, 0x00)),
    ("company", (0x56, 0xB4, 0xE9)),
    ("public", (0xCC, 0x79, 0xA7)),
];

/// Colours of voices that a study adds.
const MORE: &[Colour] = &[(0xF0, 0xE4, 0x42), (0x8C, 0x6D, 0x31), (0x6A, 0x51, 0xA3)];

/// The place of a voice in the order of drawing: known ones, a study's own, other sides, unknown, outlet.
pub(super) fn voice_order(voice: &str) -> (usize, String) {
    let known = VOICES.iter().position(|(name, _)| *name == voice);
    let place = match voice {
        "outlet" => VOICES.len() + 3,
        "unknown" => VOICES.len() + 2,
        _ if voice.starts_with("other-") => VOICES.len() + 1,
        _ => known.unwrap_or(VOICES.len()),
    };
    (place, voice.to_owned())
}

/// True for a shipped voice, and for one of another side.
pub(super) fn is_voice(name: &str) -> bool {
    let base = name.strip_prefix("other-").unwrap_or(name);
    VOICES.iter().any(|(voice, _)| *voice == base)
}

/// The colour of a voice; `own` is its place among the voices that only this study has.
pub(super) fn voice_colour(voice: &str, own: usize) -> Colour {
    let known = |name: &str| VOICES.iter().find(|(n, _)| *n == name).map(|(_, c)| *c);
    match voice {
        "outlet" => (0xC8, 0xC8, 0xC8),
        "unknown" => (0xEA, 0xEA, 0xEA),
        _ => match voice.strip_prefix("other-") {
            Some(base) => tint(known(base).unwrap_or(MORE[own % MORE.len()]), 0.55),
            None => known(voice).unwrap_or(MORE[own % MORE.len()]),
        },
    }
}

/// Colours of data and those that take their place in print without colour, dark and light by turns.
const IN_PRINT: &[(Colour, Colour)] = &[
    (TARGET, (0x8A, 0x35, 0x00)),
    (REFERENCE, (0x6F, 0xB7, 0xE3)),
    ((0x00, 0x9E, 0x73), (0x00, 0x5A, 0x42)),
    ((0xE6, 0x9F, 0x00), (0xEE, 0xB4, 0x2E)),
    ((0x56, 0xB4, 0xE9), (0x1F, 0x6B, 0x96)),
    ((0xCC, 0x79, 0xA7), (0xE3, 0xB4, 0xCF)),
];

/// A colour as print without colours has it.
pub(super) fn for_print(colour: Colour) -> Colour {
    let found = IN_PRINT.iter().find(|(screen, _)| *screen == colour);
    found.map_or(colour, |(_, print)| *print)
}

/// A colour written `#RRGGBB`.
pub(super) fn read(written: &str) -> Option<Colour> {
    let digits = written.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let part = |place: usize| u8::from_str_radix(&digits[place..place + 2], 16).ok();
    Some((part(0)?, part(2)?, part(4)?))
}

/// The colours of the two sides of a comparison: those of their voices, if they are voices with different ones.
pub(super) fn sides(target: &str, reference: &str) -> [Colour; 2] {
    let known = |name: &str| VOICES.iter().find(|(n, _)| *n == name).map(|(_, c)| *c);
    match (known(target), known(reference)) {
        (Some(t), Some(r)) => [t, r],
        (Some(t), None) if t != REFERENCE => [t, REFERENCE],
        (None, Some(r)) if r != TARGET => [TARGET, r],
        (Some(t), None) => [t, TARGET],
        (None, Some(r)) => [REFERENCE, r],
        (None, None) => [TARGET, REFERENCE],
    }
}

/// A colour drawn towards white: 0 as it is, 1 white.
pub(super) fn tint(colour: Colour, share: f64) -> Colour {
    let part = |c: u8| {
        let mixed = libm::round(f64::from(c) + (255.0 - f64::from(c)) * share) as i32;
        u8::try_from(mixed.clamp(0, 255)).unwrap_or(u8::MAX)
    };
    (part(colour.0), part(colour.1), part(colour.2))
}

/// Ink or paper, whichever is easier to read on a colour.
pub(super) fn on(colour: Colour) -> Colour {
    let light =
        0.299 * f64::from(colour.0) + 0.587 * f64::from(colour.1) + 0.114 * f64::from(colour.2);
    if light > 140.0 { INK } else { PAPER }
}

/// Purple over white to orange (PuOr), for −1 to 1: safe for the colour-blind, and dark at both ends.
pub(super) fn diverging(value: f64) -> Colour {
    const PURPLE: Colour = (0x54, 0x27, 0x88);
    const ORANGE: Colour = (0xB3, 0x58, 0x06);
    let share = 1.0 - value.abs().min(1.0);
    tint(
        if value < 0.0 { PURPLE } else { ORANGE },
        0.05 + 0.95 * share,
    )
}
