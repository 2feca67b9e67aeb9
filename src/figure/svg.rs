//! SVG as plotters writes it, made small: a head of our own, each row of the table a group, runs of like shapes one path.

use super::canvas::FINE;
use super::font::FAMILY;
use super::style::SMALL;
use std::fmt::Write as _;

/// The colour of words that have no other.
const INKED: &str = "#222222";

/// Shapes that show a row of the table, or nothing of it, as plotters has drawn them.
pub(super) struct Part {
    pub(super) row: Option<usize>,
    pub(super) drawn: String,
}

/// The drawing under a head with its size in millimetres, role, title and description.
pub(super) fn document(
    parts: &[Part],
    (width, height): (u32, u32),
    title: &str,
    description: &str,
) -> String {
    let mm = |units: u32| f64::from(units) / FINE * 25.4 / 96.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.1}mm\" height=\"{:.1}mm\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" font-family=\"{}\" font-size=\"{:.1}\" fill=\"{INKED}\">\n<title>{}</title>\n<desc>{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/>\n",
        mm(width),
        mm(height),
        escaped(FAMILY),
        SMALL * FINE,
        escaped(title),
        escaped(description),
    );
    for part in parts {
        let shapes = small(&part.drawn);
        match part.row {
            Some(row) => _ = write!(out, "<g data-row=\"{row}\">\n{shapes}</g>\n"),
            None => out.push_str(&shapes),
        }
    }
    out.push_str("</svg>\n");
    out
}

/// The shapes of a drawing, without its head and foot, in as few letters as they need.
fn small(drawn: &str) -> String {
    let body = drawn.split_once(">\n").map_or("", |(_, body)| body);
    let body = body.trim_end().trim_end_matches("</svg>");
    // Words stand in one line with their element, and what is so anyway is left out.
    let body = body
        .replace(" font-family=\"sans-serif\"", "")
        .replace(" opacity=\"1\"", "")
        .replace(" stroke=\"none\" stroke-width=\"1\"", "")
        .replace(" stroke=\"none\"", "")
        .replace(" text-anchor=\"start\"", "")
        .replace("\n</text>", "</text>");
    let mut lines: Vec<String> = Vec::new();
    for line in body.lines() {
        match lines.last_mut().filter(|last| is_open(last)) {
            Some(last) => last.push_str(line),
            None => lines.push(line.to_owned()),
        }
    }
    let mut out = String::with_capacity(body.len());
    for run in lines.chunk_by(|one, next| kind(one).is_some() && kind(one) == kind(next)) {
        match kind(&run[0]) {
            Some(Kind::Area { style }) => {
                let points = run.iter().map(|line| attribute(line, "points"));
                let path: String = points.map(outline).collect();
                _ = writeln!(out, "<path {style} d=\"{path}\"/>");
            }
            Some(Kind::Dot { radius, style }) if run.len() > 2 => {
                let path = dots(run);
                let stroke = style
                    .replace("fill=", "stroke=")
                    .replace("opacity=", "stroke-opacity=");
                let wide = 2 * radius.parse::<u32>().unwrap_or_default();
                _ = writeln!(
                    out,
                    "<path fill=\"none\" {stroke} stroke-width=\"{wide}\" stroke-linecap=\"round\" d=\"{path}\"/>"
                );
            }
            _ => run.iter().for_each(|line| {
                out.push_str(&words(line).unwrap_or_else(|| line.clone()));
                out.push('\n');
            }),
        }
    }
    out
}

/// True for words whose element goes on in the next line.
fn is_open(line: &str) -> bool {
    line.starts_with("<text") && !line.ends_with("</text>")
}

/// Shapes of which many are alike but for their place.
#[derive(PartialEq, Eq)]
enum Kind<'l> {
    Area { style: &'l str },
    Dot { radius: &'l str, style: &'l str },
}

fn kind(line: &str) -> Option<Kind<'_>> {
    if let Some(rest) = line.strip_prefix("<polygon ") {
        let (style, _) = rest.split_once(" points=")?;
        return Some(Kind::Area { style });
    }
    let rest = line.strip_prefix("<circle ")?.strip_suffix("/>")?;
    let (_, after) = rest.split_once(" r=\"")?;
    let (radius, style) = after.split_once("\" ")?;
    Some(Kind::Dot { radius, style })
}

fn attribute<'l>(line: &'l str, name: &str) -> &'l str {
    let after = line
        .split_once(&format!(" {name}=\""))
        .map(|(_, rest)| rest);
    after
        .and_then(|rest| rest.split_once('"'))
        .map_or("", |(value, _)| value)
}

/// A closed outline, each step from the point before.
fn outline(points: &str) -> String {
    let mut path = String::new();
    let mut last: Option<(i64, i64)> = None;
    for point in points.split_whitespace() {
        let Some((x, y)) = point.split_once(',') else {
            continue;
        };
        let (Ok(x), Ok(y)) = (x.parse::<i64>(), y.parse::<i64>()) else {
            continue;
        };
        _ = match last.map(|(a, b)| (x - a, y - b)) {
            None => write!(path, "M{x} {y}"),
            Some((0, 0)) => Ok(()),
            Some((dx, 0)) => write!(path, "h{dx}"),
            Some((0, dy)) => write!(path, "v{dy}"),
            Some((dx, dy)) => write!(path, "l{dx} {dy}"),
        };
        last = Some((x, y));
    }
    path.push('z');
    path
}

/// Dots as lines without length whose ends are round.
fn dots(run: &[String]) -> String {
    let place = |line: &String| -> (i64, i64) {
        let [x, y] = ["cx", "cy"].map(|name| attribute(line, name).parse().unwrap_or_default());
        (x, y)
    };
    let mut path = String::new();
    let mut last = (0, 0);
    for (x, y) in run.iter().map(place) {
        _ = write!(path, "m{} {}h0", x - last.0, y - last.1);
        last = (x, y);
    }
    path
}

/// Words without what the head says for all of them: the smallest size and the colour of ink; moved down by what puts
/// their middle where plotters has it.
fn words(line: &str) -> Option<String> {
    let size: f64 = attribute(line, "font-size").parse().ok()?;
    let y: f64 = attribute(line, "y").parse().ok()?;
    let tenths = |x: f64| libm::round(x * 10.0) / 10.0;
    let (short, own) = (tenths(size), attribute(line, "font-size"));
    let shown = if (short - SMALL * FINE).abs() < 0.1 {
        String::new()
    } else {
        format!(" font-size=\"{short}\"")
    };
    // Upright words are turned about the point where they begin, and keep it.
    let (dy, lower) = if line.contains(" transform=") {
        (" dy=\".36em\"", y)
    } else {
        ("", libm::round(y + 0.36 * size))
    };
    Some(
        line.replacen(" dy=\"0.5ex\"", dy, 1)
            .replacen(&format!(" y=\"{y}\""), &format!(" y=\"{lower}\""), 1)
            .replacen(&format!(" font-size=\"{own}\""), &shown, 1)
            .replacen(&format!(" fill=\"{INKED}\""), "", 1),
    )
}

/// Text for XML.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Control characters are not allowed in XML at all.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_shapes_are_one_path() {
        let drawn = "<svg>\n<polygon fill=\"#000000\" points=\"1,2 1,5 4,5 \"/>\n\
                     <polygon fill=\"#000000\" points=\"9,9 8,7 \"/>\n\
                     <text x=\"1\" y=\"100\" dy=\"0.5ex\" font-size=\"106.66666666666666\" fill=\"#222222\">\na &lt; b\n</text>\n</svg>\n";
        assert_eq!(
            small(drawn),
            "<path fill=\"#000000\" d=\"M1 2v3h3zM9 9l-1 -2z\"/>\n<text x=\"1\" y=\"138\" font-size=\"106.7\">a &lt; b</text>\n"
        );
        let dot = |x: u32| {
            format!(
                "<circle cx=\"{x}\" cy=\"2\" r=\"5\" opacity=\"0.7\" fill=\"#111111\" stroke=\"none\" stroke-width=\"1\"/>\n"
            )
        };
        let drawn = format!("<svg>\n{}{}{}</svg>\n", dot(1), dot(4), dot(3));
        assert_eq!(
            small(&drawn),
            "<path fill=\"none\" stroke-opacity=\"0.7\" stroke=\"#111111\" stroke-width=\"10\" stroke-linecap=\"round\" d=\"m1 2h0m3 0h0m-1 0h0\"/>\n"
        );
    }
}
