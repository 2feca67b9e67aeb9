//! What an outlet never has: how often it could be there and still not be seen, beside how often others have it.

use super::canvas::{Anchor, Canvas, Words};
use super::style::{GRID, INK, MUTED, SMALL, TARGET, TEXT};
use super::{Chart, Drawing, Facet, Kind, Look, Plot, Rows, Width, font};
use crate::error::Result;

/// Absences that are drawn.
const ROWS: usize = 20;

const LEFT: f64 = 206.0;
const RIGHT: f64 = 54.0;
const STEP: f64 = 19.0;
const TOP: f64 = 40.0;
const BAR: f64 = 9.0;

pub(super) struct Silence;

impl Plot for Silence {
    fn name(&self) -> &'static str {
        "silence"
    }
    fn columns(&self) -> &'static [&'static str] {
        &[
            "outlet",
            "item",
            "units",
            "at_most",
            "elsewhere",
            "elsewhere_low",
            "telling",
        ]
    }
    fn method(&self) -> &'static str {
        "Each row is something that no article of an outlet has. The bar reaches as far as the share of such articles that could have it and still none of these do (95 %, one-sided; Clopper and Pearson 1934); the point is the share of the other outlets' articles that have it, with the lower end of its exact one-sided 95 % interval. An absence is telling, and bold, where the bar ends before that."
    }

    fn chosen(&self, table: Rows<'_>) -> Option<Vec<usize>> {
        let mut rows: Vec<usize> = (0..table.len()).collect();
        let gap = |row: usize| {
            let number = |column: &str| table.number(row, column).unwrap_or(0.0);
            number("elsewhere_low") - number("at_most")
        };
        rows.sort_by(|x, y| gap(*y).total_cmp(&gap(*x)).then(x.cmp(y)));
        rows.truncate(ROWS);
        Some(rows)
    }

    fn about<'t>(&self, table: Rows<'t>, row: usize) -> Vec<(Facet, &'t str)> {
        let item = match table.text(row, "kind") {
            "voice" => Facet::Voice,
            "frame" => Facet::Frame,
            _ => Facet::Term,
        };
        table.facets(row, &[("item", item)])
    }

    fn chart(&self) -> Chart {
        Chart {
            mark: "bar",
            x: ("at_most", Kind::Numbers),
            y: ("item", Kind::Names),
            colour: None,
            panel: Some("outlet"),
            ends: None,
        }
    }

    fn draw(&self, table: Rows<'_>, look: &Look) -> Result<Drawing> {
        let left = look.room(LEFT);
        let rows = self.chosen(table).unwrap_or_default();
        let bottom = TOP + STEP * rows.len() as f64;
        let mut canvas = Canvas::new(look, bottom + 34.0);
        let width = look.wide() - left - RIGHT;
        let at = |share: f64| left + width * share;
        for quarter in 0..=4 {
            let x = at(f64::from(quarter) / 4.0);
            canvas.line(&[(x, TOP), (x, bottom + 3.0)], GRID, 0.8);
            let label = Words::new(format!("{} %", quarter * 25), (x, bottom + 11.0));
            canvas.words(label.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        }
        let axis = Words::new("share of articles", (left + width / 2.0, bottom + 25.0));
        canvas.words(axis.size(SMALL).colour(MUTED).anchor(Anchor::Middle));
        let start = if look.width == Width::Column {
            8.0
        } else {
            left
        };
        canvas.rect((start, 8.0), (start + 18.0, 16.0), GRID);
        canvas.words(Words::new("could have it here", (start + 24.0, 12.0)).size(SMALL));
        canvas.circle((start + 150.0, 12.0), 3.8, TARGET, 1.0);
        canvas.words(Words::new("have it elsewhere", (start + 160.0, 12.0)).size(SMALL));
        let head = Words::new("articles", (look.wide() - RIGHT + 8.0, TOP - 8.0));
        canvas.words(head.size(SMALL).colour(MUTED));
        for (place, row) in rows.iter().enumerate() {
            let y = TOP + STEP * (place as f64 + 0.5);
            let number = |column: &str| table.number(*row, column).unwrap_or(0.0);
            canvas.shows(table.shown(*row));
            canvas.rect(
                (left, y - BAR / 2.0),
                (at(number("at_most")), y + BAR / 2.0),
                GRID,
            );
            let (low, elsewhere) = (at(number("elsewhere_low")), at(number("elsewhere")));
            canvas.line(&[(low, y), (elsewhere, y)], TARGET, 1.6);
            canvas.circle((elsewhere, y), 3.8, TARGET, 1.0);
            let telling = table.text(*row, "telling") == "yes";
            let outlet = font::fit(look.named(table.text(*row, "outlet")), TEXT, 0.55 * left);
            let item = look.named(table.text(*row, "item"));
            let label = font::fit(&format!("{outlet}: {item}"), TEXT, 0.92 * left - 12.0);
            let words = Words::new(label, (left - 8.0, y)).anchor(Anchor::End);
            canvas.words(if telling {
                words.bold()
            } else {
                words.colour(INK)
            });
            let n = Words::new(
                format!("{}", number("units")),
                (look.wide() - RIGHT + 8.0, y),
            );
            canvas.words(n.size(SMALL).colour(MUTED));
        }
        canvas.shows(None);
        let description = describe(table, look);
        let svg = canvas.svg("What outlets never have", &description)?;
        Ok(Drawing {
            method: self.method(),
            svg,
            description,
            left_out: (rows.len() < table.len())
                .then(|| format!("{} of {} absences are drawn", rows.len(), table.len())),
        })
    }
}

/// How many absences are telling, and the clearest of them.
fn describe(table: Rows<'_>, look: &Look) -> String {
    let rows = Silence.chosen(table).unwrap_or_default();
    let is_telling = |row: &usize| table.text(*row, "telling") == "yes";
    let number = (0..table.len()).filter(is_telling).count();
    let all = table.len();
    let Some(first) = rows.iter().find(|row| is_telling(row)) else {
        return format!("None of {all} absences says more than that the outlet wrote little.");
    };
    let percent = |column: &str| {
        let share = table.number(*first, column).unwrap_or(0.0);
        format!("{:.0} %", 100.0 * share)
    };
    format!(
        "{number} of {all} absences {} telling; the clearest: {} never has \"{}\", at most {} of such articles could, and {} elsewhere do.",
        if number == 1 { "is" } else { "are" },
        look.named(table.text(*first, "outlet")),
        look.named(table.text(*first, "item")),
        percent("at_most"),
        percent("elsewhere")
    )
}
