//! Voices and terms over time.

use super::{Cell, Table, rate_cells, speakers};
use crate::contrast::{self, Group};
use crate::count::{By, Columns, Period, Tally};
use crate::measure::rate::{UnitSizes, UnitSums, rate};
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
    let mut groups = contrast::groups(tally, &rows, &By::Period(period));
    groups.retain(|g| !g.label.is_empty() && g.words(tally) > 0);
    let found: Vec<_> = groups
        .iter()
        .map(|g| sums(tally, columns, g, chosen))
        .collect();
    let mut table = Table::new(COLUMNS.to_vec());
    for (place, term) in chosen.iter().enumerate() {
        for (group, (sizes, terms)) in groups.iter().zip(&found) {
            let rate = rate(terms[place], *sizes);
            let [value, low, high] = rate_cells(rate, 1e6, "the period has no words");
            table.rows.push(vec![
                Cell::Text(group.label.as_str().into()),
                Cell::Text(columns.label(*term).into()),
                value,
                low,
                high,
                Cell::Count(sizes.units),
                Cell::Text("per million".into()),
            ]);
        }
    }
    table
}

/// The sums over units of a group that rates of chosen terms follow from.
fn sums(
    tally: &Tally,
    columns: &Columns<'_>,
    group: &Group,
    chosen: &[u32],
) -> (UnitSizes, Vec<UnitSums>) {
    let (mut sizes, mut terms) = (
        UnitSizes::default(),
        vec![UnitSums::default(); chosen.len()],
    );
    for unit in group.by_unit(tally) {
        let rows = || unit.iter().map(|row| &tally.rows[*row as usize]);
        let n: u64 = rows().map(|row| u64::from(row.words)).sum();
        sizes.add(n);
        let mut counts = vec![0_u64; chosen.len()];
        for cell in rows().flat_map(|row| tally.cells(row)) {
            let column = columns.of(cell.term);
            if let Some(place) = chosen.iter().position(|c| *c == column) {
                counts[place] += u64::from(cell.count);
            }
        }
        for (sums, x) in terms.iter_mut().zip(counts) {
            sums.add(x, n);
        }
    }
    (sizes, terms)
}
