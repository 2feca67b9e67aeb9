//! Voices and terms over time.

use super::{Cell, Table, speakers, terms};
use crate::contrast;
use crate::count::{By, Columns, Period, Tally};
use std::sync::Arc;

/// The columns of the table: a value with its interval, how many units the period has, and what the value counts.
pub const COLUMNS: &[&str] = &["period", "series", "value", "low", "high", "units", "unit"];

/// The share of each voice in the words of each period, largest voices first.
pub fn voices(tally: &Tally, period: Period) -> Table {
    let rows: Vec<u32> = (0..tally.rows.len() as u32).collect();
    let shares = speakers::table(tally, &rows, &By::Period(period));
    let mut voices: Vec<(u64, Arc<str>)> = contrast::groups(tally, &rows, &By::Voice)
        .into_iter()
        .map(|voice| (voice.words(tally), voice.label.into()))
        .collect();
    voices.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
    let mut table = Table::new(COLUMNS.to_vec());
    for (_, voice) in voices {
        // A period's first row stands for those whose voice says nothing in it.
        for period in shares.rows.chunk_by(|x, y| x[0].text() == y[0].text()) {
            let first = &period[0];
            if first[0].text().is_empty() {
                continue;
            }
            let said = period.iter().find(|row| row[1].text() == &*voice);
            let silent = Cell::Undefined("the voice has no words");
            let [share, low, high] = match said {
                Some(row) => [row[3].clone(), row[4].clone(), row[5].clone()],
                None => [Cell::Number(0.0), silent.clone(), silent],
            };
            table.rows.push(vec![
                first[0].clone(),
                Cell::Text(voice.clone()),
                share,
                low,
                high,
                first[7].clone(),
                Cell::Text("share".into()),
            ]);
        }
    }
    table
}

/// How often each of some terms occurs in each period, per million words.
pub fn of_terms(tally: &Tally, columns: &Columns<'_>, chosen: &[u32], period: Period) -> Table {
    let rows: Vec<u32> = (0..tally.rows.len() as u32).collect();
    let groups = contrast::groups(tally, &rows, &By::Period(period));
    let found = terms::of(tally, columns, &groups, chosen);
    let mut table = Table::new(COLUMNS.to_vec());
    for term in chosen {
        let label = columns.label(*term);
        let of_term = found.rows.iter().filter(|row| row[1].text() == label);
        table
            .rows
            .extend(of_term.filter(|row| !row[0].text().is_empty()).map(|row| {
                let group = groups.iter().find(|g| g.label == row[0].text());
                let units = group.map_or(0, |g| g.by_unit(tally).len() as u64);
                vec![
                    row[0].clone(),
                    row[1].clone(),
                    row[3].clone(),
                    row[4].clone(),
                    row[5].clone(),
                    Cell::Count(units),
                    Cell::Text("per million".into()),
                ]
            }));
    }
    table
}
