//! Who speaks: words of each voice, outlet by outlet.

use super::{Cell, Table};
use crate::contrast;
use crate::count::{By, Tally};

/// The columns of the table.
pub const COLUMNS: &[&str] = &["outlet", "voice", "words", "share", "articles"];

/// One row a voice that has words in an outlet; `share` is of all words of the outlet.
pub fn table(tally: &Tally) -> Table {
    let mut table = Table::new(COLUMNS.to_vec());
    let rows: Vec<u32> = (0..tally.rows.len() as u32).collect();
    for outlet in contrast::groups(tally, &rows, &By::Column("outlet".into())) {
        let all = outlet.words(tally);
        for voice in contrast::groups(tally, &outlet.rows, &By::Voice) {
            let words = voice.words(tally);
            if words == 0 {
                continue;
            }
            table.rows.push(vec![
                Cell::Text(outlet.label.as_str().into()),
                Cell::Text(voice.label.as_str().into()),
                Cell::Count(words),
                Cell::Number(words as f64 / all as f64),
                Cell::Count(voice.articles(tally)),
            ]);
        }
    }
    table
}
