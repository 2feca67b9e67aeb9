//! Tables from files, for those who draw a result again.

use super::{PLOTS, Plot, find};
use crate::error::{Error, Result};
use crate::table::{Cell, Table};

/// A table written as CSV or TSV, with the columns that a plot needs, and the plot: the one that is named, or the one with
/// most columns of those whose columns are all there. `place` names the table in messages.
///
/// # Errors
///
/// A table that is no CSV, that has no rows, or lacks columns.
///
/// # Examples
///
/// ```
/// let csv = "group,treatment,count\nPost,whole,3\nPost,shortened,1\n";
/// let (plot, table) = counterframe::figure::read("lineage.csv", csv, None).unwrap();
/// assert_eq!((plot, table.rows.len()), ("lineage", 2));
/// let drawing = counterframe::figure::draw(plot, &table, &Default::default()).unwrap();
/// assert!(drawing.description.ends_with("quoted in full: Post 3 of 4."));
/// ```
pub fn read(place: &str, text: &str, plot: Option<&str>) -> Result<(&'static str, Table)> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let failed = |e: csv::Error| Error::of_csv(place, &e);
    let header: Vec<String> = reader
        .headers()
        .map_err(failed)?
        .iter()
        .map(|name| name.trim().to_owned())
        .collect();
    let lacks = |plot: &dyn Plot| -> Vec<&'static str> {
        let there = |column: &&&str| !header.iter().any(|name| name == **column);
        plot.columns().iter().filter(there).copied().collect()
    };
    let plot = match plot {
        Some(name) => find(name)?,
        None => nearest(place, &lacks)?,
    };
    if let Some(column) = lacks(plot).first() {
        let message = format!(
            "the plot \"{}\" needs a column \"{column}\" (there are: {})",
            plot.name(),
            header.join(", ")
        );
        return Err(Error::format(format!("{place}:1"), message));
    }
    let columns = plot.columns().to_vec();
    let places: Vec<usize> = columns
        .iter()
        .filter_map(|column| header.iter().position(|name| name == column))
        .collect();
    let mut table = Table::new(columns);
    for record in reader.records() {
        let record = record.map_err(failed)?;
        let line = record.position().map_or(0, csv::Position::line);
        let measured = places.iter().zip(plot.columns());
        for (at, column) in measured.filter(|(_, column)| plot.chart().measures(column)) {
            let number = record.get(*at).unwrap_or_default().parse::<f64>();
            if number.is_ok_and(|x| !x.is_finite()) {
                let message = format!("{column}: expected a number that can be drawn, or nothing");
                return Err(Error::format(format!("{place}:{line}"), message));
            }
        }
        let cell = |place: &usize| match record.get(*place).unwrap_or_default() {
            "" => Cell::Undefined("the cell is empty"),
            text => Cell::Text(text.into()),
        };
        table.rows.push(places.iter().map(cell).collect());
    }
    if table.rows.is_empty() {
        return Err(Error::format(place, "the table has no rows"));
    }
    Ok((plot.name(), table))
}

/// The plot with most columns of those that lack none.
fn nearest(
    place: &str,
    lacks: &dyn Fn(&dyn Plot) -> Vec<&'static str>,
) -> Result<&'static dyn Plot> {
    let fitting = PLOTS.iter().filter(|plot| lacks(**plot).is_empty());
    // Of several as large the first.
    let largest = fitting.rev().max_by_key(|plot| plot.columns().len());
    if let Some(plot) = largest {
        return Ok(*plot);
    }
    // A plot of which nothing is there is no hint.
    let begun = PLOTS
        .iter()
        .filter(|plot| lacks(**plot).len() < plot.columns().len());
    let closest = begun.min_by_key(|plot| lacks(**plot).len());
    let hint = closest.map_or(String::new(), |plot| {
        format!(
            "; the plot \"{}\" lacks {}",
            plot.name(),
            lacks(*plot).join(", ")
        )
    });
    Err(Error::format(
        format!("{place}:1"),
        format!("no plot has all its columns here{hint}"),
    ))
}
