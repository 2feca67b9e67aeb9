//! How a figure looks: what groups are called, how wide it is, for which medium, in which colours.

use super::style::{self, Colour, GRID, INK, MUTED, PAPER};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How groups are named in figures: labels of voices that a study gives.
pub type Names = BTreeMap<String, String>;

/// Colours of groups that a study gives, as `#RRGGBB`.
pub type Colours = BTreeMap<String, String>;

/// How wide a figure is, in millimetres.
///
/// # Examples
///
/// ```
/// use counterframe::figure::Width;
/// assert_eq!(Width::Column.millimetres(), 90);
/// assert_eq!("140".parse::<Width>().unwrap(), Width::Text);
/// assert!("120".parse::<Width>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub enum Width {
    /// One column of a journal: 90 mm.
    Column,
    /// One and a half columns: 140 mm.
    #[default]
    Text,
    /// Two columns: 190 mm.
    Page,
}

impl Width {
    /// All widths.
    pub const ALL: [Self; 3] = [Self::Column, Self::Text, Self::Page];

    /// Millimetres.
    pub fn millimetres(self) -> u64 {
        match self {
            Self::Column => 90,
            Self::Text => 140,
            Self::Page => 190,
        }
    }

    /// Pixels of 1/96 inch.
    fn pixels(self) -> f64 {
        self.millimetres() as f64 * 96.0 / 25.4
    }
}

impl TryFrom<u64> for Width {
    type Error = Error;

    fn try_from(millimetres: u64) -> Result<Self> {
        let found = Self::ALL
            .into_iter()
            .find(|w| w.millimetres() == millimetres);
        found.ok_or_else(|| {
            let message = format!("expected 90, 140 or 190 (millimetres), found {millimetres}");
            Error::value("width", message)
        })
    }
}

impl std::str::FromStr for Width {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let millimetres: u64 = text.parse().unwrap_or_default();
        Self::try_from(millimetres)
    }
}

impl From<Width> for u64 {
    fn from(width: Width) -> Self {
        width.millimetres()
    }
}

/// What a figure is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// A screen, or print in colour.
    #[default]
    Screen,
    /// Print without colour: black words, and neighbours in a bar dark and light by turns.
    Print,
}

/// How a figure looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// What groups are called.
    pub names: Names,
    /// How wide it is.
    pub width: Width,
    /// What it is made for.
    pub theme: Theme,
    /// Words of figures with what is printed in their place.
    pub words: BTreeMap<String, String>,
    /// Colours as they were written.
    pub(super) written: Colours,
    pub(super) colours: BTreeMap<String, Colour>,
}

impl Look {
    /// A look with names for groups and colours of their own.
    ///
    /// # Errors
    ///
    /// A colour that is not written `#RRGGBB`.
    pub fn new(names: Names, written: Colours, width: Width, theme: Theme) -> Result<Self> {
        let read = |(group, colour): (&String, &String)| match style::read(colour) {
            Some(read) => Ok((group.clone(), read)),
            None => Err(Error::value(
                format!("the colour of {group}"),
                format!("expected #RRGGBB, such as #0072B2, found \"{colour}\""),
            )),
        };
        Ok(Self {
            names,
            colours: written.iter().map(read).collect::<Result<_>>()?,
            written,
            width,
            theme,
            words: BTreeMap::new(),
        })
    }

    /// The colours that groups were given, as they were written.
    pub fn colours(&self) -> impl Iterator<Item = (&String, &String)> {
        self.written.iter()
    }

    /// The width in pixels of 1/96 inch.
    pub(super) fn wide(&self) -> f64 {
        self.width.pixels()
    }

    /// Room for words beside the data: as much as is asked for, less in a narrow figure.
    pub(super) fn room(&self, wanted: f64) -> f64 {
        match self.width {
            Width::Column => 0.8 * wanted,
            Width::Text | Width::Page => wanted,
        }
    }

    /// The name of a group for readers.
    pub(crate) fn named<'n>(&'n self, key: &'n str) -> &'n str {
        match key {
            "" => "(not given)",
            _ => self.names.get(key).map_or(key, String::as_str),
        }
    }

    /// The colour of a voice; `own` is its place among the voices that only this study has.
    pub(super) fn voice_colour(&self, voice: &str, own: usize) -> Colour {
        let given = self.colours.get(voice).copied();
        given.unwrap_or_else(|| self.printed(style::voice_colour(voice, own)))
    }

    /// The colours of the two sides of a comparison: those of their voices, if they are voices with different ones.
    pub(super) fn sides(&self, target: &str, reference: &str) -> [Colour; 2] {
        let [one, other] = style::sides(target, reference);
        [(target, one), (reference, other)].map(|(group, colour)| {
            let given = self.colours.get(group).copied();
            given.unwrap_or_else(|| self.printed(colour))
        })
    }

    /// A colour of data as this medium has it.
    fn printed(&self, colour: Colour) -> Colour {
        match self.theme {
            Theme::Screen => colour,
            Theme::Print => style::for_print(colour),
        }
    }

    /// A colour of words as this medium has it: in print black, but for what stands on a dark bar.
    pub(super) fn worded(&self, colour: Colour) -> Colour {
        match (self.theme, colour) {
            (Theme::Print, PAPER | MUTED) => self.inked(colour),
            (Theme::Print, _) => (0, 0, 0),
            (Theme::Screen, _) => colour,
        }
    }

    /// A colour of axes and lines behind the data as this medium has it.
    pub(super) fn inked(&self, colour: Colour) -> Colour {
        match (self.theme, colour) {
            (Theme::Print, INK) => (0, 0, 0),
            (Theme::Print, MUTED) => (0x26, 0x26, 0x26),
            (Theme::Print, GRID) => (0xC4, 0xC4, 0xC4),
            _ => colour,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_chooses_colours_and_print_has_its_own() {
        let colours: Colours = [("official".to_owned(), "#102030".to_owned())].into();
        let mut look = Look::new(Names::new(), colours, Width::Text, Theme::Screen).unwrap();
        assert_eq!(look.sides("official", "activist")[0], (0x10, 0x20, 0x30));
        assert_eq!(look.voice_colour("activist", 0), (0x00, 0x72, 0xB2));
        look.theme = Theme::Print;
        assert_eq!(look.voice_colour("official", 0), (0x10, 0x20, 0x30));
        assert_ne!(look.voice_colour("activist", 0), (0x00, 0x72, 0xB2));
        assert_eq!(look.inked(INK), (0, 0, 0));

        let wrong: Colours = [("official".to_owned(), "red".to_owned())].into();
        let error = Look::new(Names::new(), wrong, Width::Text, Theme::Screen)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("official") && error.contains("#0072B2"),
            "{error}"
        );
    }

    /// In grey, the colours of neighbours in a bar differ by a quarter of the way from black to white.
    #[test]
    fn neighbours_differ_in_grey() {
        let look = Look {
            theme: Theme::Print,
            ..Look::default()
        };
        let voices = [
            "official",
            "activist",
            "expert",
            "politician",
            "company",
            "public",
        ];
        let grey = |voice: &str| {
            let (r, g, b) = look.voice_colour(voice, 0);
            (0.299 * f64::from(r) + 0.587 * f64::from(g) + 0.114 * f64::from(b)) / 255.0
        };
        for pair in voices.windows(2) {
            let apart = (grey(pair[0]) - grey(pair[1])).abs();
            assert!(apart >= 0.25, "{pair:?}: {apart:.2}");
        }
    }
}
