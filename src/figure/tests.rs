//! Every plot on tables that make it hard: many rows, long names, zeros, one row only.

use super::labels::{Area, touch};
use super::style::SMALL;
use super::*;
use crate::table::Cell;

fn text(words: impl AsRef<str>) -> Cell {
    Cell::Text(words.as_ref().into())
}

/// A table for a plot with `n` of whatever it shows.
#[allow(clippy::too_many_lines, reason = "one arm a plot")]
fn sample(plot: &str, n: u32) -> Table {
    let columns = find(plot).unwrap().columns().to_vec();
    let mut table = Table::new(columns);
    let long = |i: u32| format!("The Very Long Name of Outlet Number {i} & <Sons>");
    let z = |i: u32| (f64::from(i % 7) - 3.0) * 1.7 + f64::from(i) / 100.0;
    for i in 0..n {
        let count = |k: u32| Cell::Count(u64::from(k));
        let number = Cell::Number;
        let rows: Vec<Vec<Cell>> = match plot {
            "speakers" => ["official", "other-official", "outlet", "guerrilla"]
                .iter()
                .map(|v| {
                    let share = [number(0.25), number(0.1), number(0.6)];
                    let first = [text(long(i)), text(v), count(1234)];
                    first.into_iter().chain(share).collect()
                })
                .collect(),
            "keyness" => vec![vec![
                text("official"),
                text("activist"),
                text(format!("a rather long term {i}")),
                count(i * 1000),
                count(i % 3),
                number(z(i)),
                number(z(i) / 2.0),
                Cell::number((i % 4 > 0).then_some(z(i) / 2.0 - 3.0), "absent"),
                Cell::number((i % 4 > 0).then_some(z(i) / 2.0 + 2.5), "absent"),
                Cell::number((i % 5 > 0).then_some(f64::from(i) / 30.0), "not tested"),
            ]],
            "scatter" => vec![vec![
                text("official"),
                text("activist"),
                text(format!("term {i}")),
                number(f64::from(i % 11) * 100.0),
                number(f64::from(i % 5) * 100.0),
                number(z(i)),
            ]],
            "heat-map" => (0..n)
                .map(|j| {
                    let ratio = Cell::number((i > j).then_some(z(i)), "none");
                    vec![
                        text(format!("term {i}")),
                        text(long(j)),
                        count(i),
                        number(f64::from(i) * 99.0),
                        ratio,
                    ]
                })
                .collect(),
            "dispersion" => (1..40)
                .map(|bin| {
                    vec![
                        text(format!("term {i}")),
                        text(if bin % 2 == 0 { "official" } else { "activist" }),
                        text(long(bin / 10)),
                        count(bin),
                        count(3),
                        count(bin % 4),
                        number(0.5),
                    ]
                })
                .collect(),
            "null-check" => vec![vec![
                text(format!("a test with a long name {i}")),
                count(200),
                count(1234),
                number(f64::from(i % 5) / 20.0),
                Cell::number((i > 0).then_some(f64::from(i % 5) / 22.0), "one shuffle"),
                Cell::number((i > 0).then_some(f64::from(i % 5) / 18.0), "one shuffle"),
            ]],
            "time" => (0..n + 11)
                .map(|month| {
                    let value = f64::from((i + month) % 7) / 10.0;
                    let known = |x: f64| Cell::number((month % 3 > 0).then_some(x), "few");
                    vec![
                        text(format!("20{:02}-{:02}", month / 12, month % 12 + 1)),
                        text(format!("a rather long series {i}")),
                        number(value),
                        known(value / 2.0),
                        known(value * 4.0),
                        count(month),
                        text(if i % 2 == 0 { "share" } else { "per million" }),
                    ]
                })
                .collect(),
            "network" => {
                let row = |node: &str, word: u32| {
                    vec![
                        text(node),
                        text(format!("a rather long collocate {word}")),
                        count(word + 1),
                        number(f64::from(word)),
                        text("official"),
                        text("activist"),
                        number(z(word)),
                    ]
                };
                vec![
                    row("rumor*", i),
                    row(&format!("a rather long collocate {i}"), i + 1),
                ]
            }
            "uptake" => ["adopted", "voiced", "attributed", "distanced", "contested"]
                .iter()
                .map(|class| {
                    vec![
                        text(format!("a rather long phrase {}", i % 9)),
                        text("official"),
                        text(long(i / 9)),
                        text(class),
                        text(if i % 2 == 0 { "yes" } else { "no" }),
                        count(i + 1),
                        Cell::number((i % 3 > 0).then_some(0.1), "few"),
                        Cell::number((i % 3 > 0).then_some(0.7), "few"),
                    ]
                })
                .collect(),
            "scale" => vec![vec![
                text(long(i)),
                number(z(i) / 3.0),
                Cell::number((i % 3 > 0).then_some(z(i) / 3.0 - 1.0), "few"),
                Cell::number((i % 3 > 0).then_some(z(i) / 3.0 + 1.0), "few"),
                count(i * 1000),
                text("order, law, rumor*"),
                text("freedom, rights, censorship, and a good many more words"),
            ]],
            "word-shift" => vec![vec![
                text("official"),
                text("activist"),
                text(format!("a rather long term {i}")),
                number(f64::from(i % 11) * 100.0),
                number(f64::from(i % 5) * 100.0),
                number(z(i) / 500.0),
            ]],
            "silence" => vec![vec![
                text(long(i)),
                text(format!("a rather long thing {i}")),
                count(i + 5),
                number(1.0 / f64::from(i + 1)),
                number(f64::from(i % 5) / 4.0),
                number(f64::from(i % 5) / 5.0),
                text(if i % 2 == 0 { "yes" } else { "no" }),
            ]],
            "lineage" => ["fullest", "whole", "shortened", "dropped"]
                .iter()
                .map(|treatment| vec![text(long(i)), text(treatment), count(i + 1)])
                .collect(),
            "differences" => ["words", "verbs", "uptake", "frames"]
                .iter()
                .map(|analysis| {
                    let small = if *analysis == "frames" { 500.0 } else { 5.0 };
                    vec![
                        text("The Very Long Name of Outlet One"),
                        text("The Very Long Name of Outlet Two"),
                        text(analysis),
                        text(["official", "a rather long phrase"][i as usize % 2]),
                        text(format!("a rather long part {i}")),
                        number(z(i) / small),
                        Cell::number((i % 6 > 0).then_some(z(i) / small - 0.2), "few"),
                        Cell::number((i % 6 > 0).then_some(z(i) / small + 0.2), "few"),
                        Cell::number((i % 5 > 0).then_some(f64::from(i) / 30.0), "few"),
                        count(9),
                        Cell::number((i % 4 > 0).then_some(z(i) / 2.0 / small), "none"),
                    ]
                })
                .collect(),
            "company" => vec![vec![
                text("official"),
                text("activist"),
                text("rumor*"),
                text(format!("a rather long collocate {i}")),
                count(i % 4),
                count(i % 3),
                Cell::number((i % 6 > 0).then_some(z(i)), "none"),
                Cell::number((i % 5 > 0).then_some(z(i) - 2.0), "few"),
                Cell::number((i % 5 > 0).then_some(z(i) + 2.0), "few"),
            ]],
            "verbs" => ["neutral", "endorsing", "conflict", "of a study", "other"]
                .iter()
                .map(|class| {
                    vec![
                        text(long(i / 6)),
                        text(["official", "activist", "unknown", "x", "y", "z"][i as usize % 6]),
                        text(class),
                        count(i + 1),
                        number(0.2),
                        number(0.1),
                        number(0.4),
                    ]
                })
                .collect(),
            "floor" => ["words", "quotations", "lead"]
                .iter()
                .flat_map(|part| {
                    ["official", "outlet", "guerrilla"].map(|voice| {
                        vec![
                            text(part),
                            text(long(i)),
                            text(voice),
                            count(i + 1),
                            number(0.3),
                            number(0.1),
                            number(0.5),
                        ]
                    })
                })
                .collect(),
            "frames" => ["official", "activist", "outlet", "guerrilla", "x"]
                .iter()
                .map(|group| {
                    let frame = ["security", "security.a very long name of a frame", "rights"];
                    vec![
                        text(format!("{} {}", frame[i as usize % 3], i / 3)),
                        text(group),
                        count(20),
                        number(f64::from(i % 5) / 6.0),
                        Cell::number((i > 0).then_some(0.1), "none"),
                        Cell::number((i > 0).then_some(0.9), "none"),
                    ]
                })
                .collect(),
            other => panic!("no sample for {other}"),
        };
        table.rows.extend(rows);
    }
    table
}

/// The boxes of the words of a figure, in its own units.
fn boxes(svg: &str) -> Vec<(String, Area)> {
    let drawn = resvg::usvg::roxmltree::Document::parse(svg).unwrap();
    let words = drawn.descendants().filter(|n| n.has_tag_name("text"));
    words
        .map(|n| {
            let number = |name: &str| n.attribute(name).unwrap().parse::<f64>().unwrap();
            let own = n.attribute("font-size").map(|size| size.parse().unwrap());
            let (x, size) = (number("x"), own.unwrap_or(SMALL * 10.0));
            // Words stand on a line that is a third of their size below their middle.
            let lower = if n.has_attribute("dy") {
                0.0
            } else {
                0.36 * size
            };
            let y = number("y") - lower;
            let text = n.text().unwrap_or_default().to_owned();
            let weight = if n.attribute("font-weight").is_some() {
                font::Weight::Bold
            } else {
                font::Weight::Regular
            };
            let width = font::width(&text, size, weight);
            let from = match n.attribute("text-anchor") {
                Some("end") => -width,
                Some("middle") => -width / 2.0,
                _ => 0.0,
            };
            let half = size * 0.4;
            let area = if n.has_attribute("transform") {
                [x - half, y + from, x + half, y + from + width]
            } else {
                [x + from, y - half, x + from + width, y + half]
            };
            (text, area)
        })
        .collect()
}

#[test]
fn no_words_touch_or_leave_the_figure() {
    for plot in PLOTS {
        let sizes = [1, 2, 9, 30];
        let each = |width| sizes.map(|n| (n, width));
        for (n, width) in Width::ALL.into_iter().flat_map(each) {
            let table = sample(plot.name(), n);
            let look = Look {
                width,
                ..Look::default()
            };
            let drawing = draw(plot.name(), &table, &look).unwrap();
            let drawn = resvg::usvg::roxmltree::Document::parse(&drawing.svg).unwrap();
            let view: Vec<f64> = drawn
                .root_element()
                .attribute("viewBox")
                .unwrap()
                .split(' ')
                .map(|v| v.parse().unwrap())
                .collect();
            let boxes = boxes(&drawing.svg);
            for (i, (words, area)) in boxes.iter().enumerate() {
                let inside =
                    area[0] >= 0.0 && area[1] >= 0.0 && area[2] <= view[2] && area[3] <= view[3];
                assert!(
                    inside,
                    "{} of {n} at {width:?}: \"{words}\" leaves the figure: {area:?}",
                    plot.name()
                );
                for (other, there) in &boxes[..i] {
                    let apart = !touch(*area, *there);
                    assert!(
                        apart,
                        "{} of {n} at {width:?}: \"{words}\" touches \"{other}\"",
                        plot.name()
                    );
                }
            }
        }
    }
}

#[test]
fn figures_say_what_they_show() {
    for plot in PLOTS {
        let drawing = draw(plot.name(), &sample(plot.name(), 9), &Look::default()).unwrap();
        let drawn = resvg::usvg::roxmltree::Document::parse(&drawing.svg).unwrap();
        let root = drawn.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        let said = |tag: &str| {
            let found = root.children().find(|n| n.has_tag_name(tag));
            found.and_then(|n| n.text().map(str::to_owned)).unwrap()
        };
        assert!(said("title").len() > 5);
        assert_eq!(said("desc"), drawing.description);
        assert!(drawing.description.ends_with('.') && plot.method().ends_with('.'));
        let picture = png(&drawing.svg).unwrap();
        assert!(shows(&picture, &drawing.svg).unwrap());
        assert!(
            !shows(
                &picture,
                &drawing
                    .svg
                    .replace("</svg>", "<rect width=\"900\" height=\"900\"/></svg>")
            )
            .unwrap()
        );
    }
}

#[test]
fn a_table_that_does_not_fit_is_refused() {
    let error =
        |plot: &str, table: &Table| draw(plot, table, &Look::default()).unwrap_err().to_string();
    assert!(error("keynes", &Table::default()).contains("did you mean \"keyness\""));
    assert!(error("keyness", &Table::new(vec!["target"])).contains("unknown column \"reference\""));
    let empty = Table::new(find("keyness").unwrap().columns().to_vec());
    assert!(error("keyness", &empty).contains("nothing to draw"));
}

#[test]
fn the_numbers_of_a_figure_are_those_drawn() {
    let table = drawn("keyness", sample("keyness", 60)).unwrap();
    assert_eq!(table.rows.len(), 30);
    assert_eq!(
        drawn("speakers", sample("speakers", 3)).unwrap().rows.len(),
        12
    );
}

#[test]
fn a_number_that_cannot_be_drawn_is_refused_and_a_word_like_it_is_not() {
    let lineage = |count: &str| {
        read(
            "l.csv",
            &format!("group,treatment,count\nnan,whole,{count}\n"),
            None,
        )
    };
    assert!(lineage("3").is_ok());
    let error = lineage("NaN").unwrap_err().to_string();
    assert_eq!(
        error,
        "l.csv:2: count: expected a number that can be drawn, or nothing"
    );
}
