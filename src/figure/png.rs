//! PNG from SVG, at 300 dots an inch.

use super::font;
use crate::error::{Error, Result};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

/// Dots of a PNG to a pixel of 1/96 inch.
const SCALE: f64 = 300.0 / 96.0;

/// Largest difference of a colour's part that two machines may have in the same picture.
const TOLERANCE: u8 = 8;

/// Draws an SVG as PNG: 300 dots an inch, words in the font that comes with the program.
pub fn png(svg: &str) -> Result<Vec<u8>> {
    draw(svg)?
        .encode_png()
        .map_err(|e| Error::format("figure", e.to_string()))
}

/// True when a PNG shows what an SVG draws, up to differences nobody can see.
pub fn shows(png: &[u8], svg: &str) -> Result<bool> {
    let drawn = draw(svg)?;
    let Ok(there) = Pixmap::decode_png(png) else {
        return Ok(false);
    };
    let same_size = (there.width(), there.height()) == (drawn.width(), drawn.height());
    let pairs = || there.data().iter().zip(drawn.data());
    Ok(same_size && pairs().all(|(x, y)| x.abs_diff(*y) <= TOLERANCE))
}

fn draw(svg: &str) -> Result<Pixmap> {
    let options = usvg::Options {
        fontdb: font::database(),
        ..usvg::Options::default()
    };
    let failed = |message: String| Error::format("figure", message);
    let tree = usvg::Tree::from_str(svg, &options).map_err(|e| failed(e.to_string()))?;
    let dots = |pixels: f32| {
        (libm::round(f64::from(pixels) * SCALE) as i32)
            .max(0)
            .cast_unsigned()
    };
    let (width, height) = (dots(tree.size().width()), dots(tree.size().height()));
    let mut picture =
        Pixmap::new(width, height).ok_or_else(|| failed("an empty picture".into()))?;
    let scale = Transform::from_scale(
        width as f32 / tree.size().width(),
        height as f32 / tree.size().height(),
    );
    resvg::render(&tree, scale, &mut picture.as_mut());
    Ok(picture)
}
