//! The report: everything a study found, as files that stand on their own.
//!
//! A report is plain data; [`bundle`] turns it into files by name, the same bytes for the same data. Nothing in it says
//! when, where or by whom it was made. The page needs no network and runs one script, known to its policy by a hash.

mod bib;
mod citations;
mod folder;
mod methods;
mod page;
mod provenance;
mod pseudonyms;
mod quotations;
mod template;

pub use citations::Source;
pub use folder::{Difference, compare, is_picture, may_replace, place};
pub use page::TEMPLATE;
pub use provenance::{InputFile, Provenance};
pub use pseudonyms::Pseudonyms;
pub use quotations::KeyQuotation;

use crate::error::{Error, Result};
use crate::figure::{self, Drawing, Facet};
use crate::table::{self, Leaf, Table};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Read;

/// Words of a quotation, and on each side of it, that snippets show.
const QUOTATION: usize = 50;
const BESIDE: usize = 25;

/// Rows up to which the workbook has a table whole, and how many it has of a longer one.
const WORKBOOK: usize = 5_000;
const OF_LONG: usize = 1_000;

/// The study's `[report]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Terms of each side, and quotations of each voice, that the page shows.
    pub top: usize,
    /// How much running text of the articles is shown.
    pub texts: Texts,
    /// Words of a quotation that are shown and copied; without it 50, or all where texts are shown in full.
    pub quotation_words: Option<usize>,
    /// Voices whose speakers are printed under other names.
    pub pseudonyms: Vec<String>,
    /// A template of the page, relative to the study file; without it the one that comes with the program.
    pub template: Option<String>,
    /// The language of the page: a code of ISO 639-1.
    pub language: String,
    /// Words of the page and of figures with what is printed in their place.
    pub words: BTreeMap<String, String>,
    /// How wide figures are: 90, 140 or 190 mm.
    pub width: figure::Width,
    /// What figures are made for.
    pub theme: figure::Theme,
    /// Colours of groups, as `#RRGGBB`.
    pub colours: figure::Colours,
}

impl Options {
    /// Words of a quotation that are shown, and on each side of it.
    fn quotation(&self) -> (usize, usize) {
        let (words, beside) = match self.texts {
            Texts::Full => (usize::MAX, usize::MAX),
            Texts::Snippets => (QUOTATION, BESIDE),
            Texts::None => return (0, 0),
        };
        (self.quotation_words.unwrap_or(words), beside)
    }

    /// The words of a quotation that a report shows.
    pub fn cut(&self, text: &str) -> String {
        quotations::head(text, self.quotation().0)
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            top: 20,
            texts: Texts::Snippets,
            quotation_words: None,
            pseudonyms: Vec::new(),
            template: None,
            language: "en".into(),
            words: BTreeMap::new(),
            width: figure::Width::default(),
            theme: figure::Theme::default(),
            colours: figure::Colours::new(),
        }
    }
}

/// How much running text of the articles a report shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Texts {
    /// At most 25 words on each side of a term, 50 of a quotation, 25 on each side of it.
    #[default]
    Snippets,
    /// Quotations whole, with their sentence and its neighbours.
    Full,
    /// None: offsets only.
    None,
}

/// Files of a report by path below its folder.
pub type Bundle = BTreeMap<String, Vec<u8>>;

/// All that a report says.
#[derive(Debug, Clone)]
pub struct Report {
    /// The study's title.
    pub title: String,
    /// How it was made.
    pub provenance: Provenance,
    /// How large the corpus is.
    pub corpus: Corpus,
    /// Labels of voices.
    pub names: figure::Names,
    /// What is set against what.
    pub comparisons: Vec<Comparison>,
    /// Figures of the corpus as a whole.
    pub figures: Vec<Figure>,
    /// What outlets do with language, question by question.
    pub sections: Vec<Section>,
    /// The company of nodes.
    pub company: Vec<Figure>,
    /// The nodes.
    pub nodes: Vec<String>,
    /// Tables.
    pub tables: Vec<NamedTable>,
    /// Quotations, best first.
    pub quotations: Vec<KeyQuotation>,
    /// Lines behind the marks of figures that are nowhere else on the page.
    pub more: Vec<Evidence>,
    /// What people who checked a sample say of the attribution, if anybody has.
    pub validation: Vec<String>,
    /// What the corpus cannot show.
    pub limits: Vec<String>,
    /// Names that are not printed.
    pub pseudonyms: Pseudonyms,
    /// A template of the page with its name, if the study has one.
    pub template: Option<(String, String)>,
    /// How many terms and quotations are shown, and how much text.
    pub options: Options,
}

/// How large a corpus is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Corpus {
    /// Articles.
    pub articles: u64,
    /// Units of evidence: articles, near-duplicates taken as one.
    pub units: u64,
    /// Word tokens.
    pub words: u64,
    /// Outlets.
    pub outlets: u64,
    /// Voices with words.
    pub voices: u64,
    /// Speakers with words.
    pub speakers: u64,
    /// First and last date, as far as known.
    pub dates: Option<(String, String)>,
    /// True when it is too small for more than a description.
    pub small: bool,
}

/// Two groups set against each other.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Its name: the beginning of its files' names.
    pub name: String,
    /// The groups as readers know them.
    pub groups: [String; 2],
    /// Word tokens of each.
    pub words: [u64; 2],
    /// Articles in which each has words.
    pub articles: [u64; 2],
    /// Which rows take part, in words; empty: all.
    pub conditions: String,
    /// How the main result changes where attribution is in doubt, in sentences.
    pub doubts: Vec<String>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// The most typical terms of target and reference.
    pub terms: [Vec<Term>; 2],
}

/// One question with its answer: figures, prose, evidence, and how it was found.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Its name in the page's address.
    pub id: String,
    /// What stands above it.
    pub heading: String,
    /// What was looked at, and what a reader must know, in sentences.
    pub prose: Vec<String>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Short tables shown as they are, each with a heading.
    pub shown: Vec<(String, Table)>,
    /// Lines behind the numbers, under headings.
    pub evidence: Vec<Evidence>,
    /// Statements with their versions, word by word.
    pub aligned: Vec<Aligned>,
    /// How the numbers were made, in sentences of Markdown.
    pub methods: Vec<String>,
}

/// A statement with its versions.
#[derive(Debug, Clone, Serialize)]
pub struct Aligned {
    /// Who says it, and how it begins.
    pub heading: String,
    /// How many articles have it.
    pub articles: u64,
    /// The fullest version first.
    pub versions: Vec<VersionLine>,
}

/// A version of a statement.
#[derive(Debug, Clone, Serialize)]
pub struct VersionLine {
    /// What the article does with the statement.
    pub treatment: &'static str,
    /// Where.
    pub outlet: String,
    /// How much is kept, what was moved, who says it.
    pub told: String,
    /// When.
    pub date: String,
    /// The article.
    pub article: String,
    /// Word by word.
    pub pieces: Vec<Piece>,
}

/// Words that a version keeps, drops or adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// `kept`, `dropped`, `added`.
    pub kind: &'static str,
    /// The words.
    pub words: String,
}

/// What lines, or the mark of a figure, are about.
pub type About = Vec<(Facet, String)>;

/// Lines under a heading.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// What they are lines of.
    pub heading: String,
    /// The same for the marks of figures.
    pub about: About,
    /// How many there are in all.
    pub of: u64,
    /// Some of them.
    pub lines: Vec<Line>,
}

/// A term with its evidence.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// As printed.
    pub term: String,
    /// Occurrences in target and reference.
    pub counts: [u64; 2],
    /// Articles with it in target and reference.
    pub articles: [u64; 2],
    /// Weighted log-odds (z).
    pub z: f64,
    /// The test over articles, in words.
    pub test: String,
    /// Chosen occurrences.
    pub lines: Vec<Line>,
}

/// A line of a concordance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Words before.
    pub left: String,
    /// The term as it stands.
    pub matched: String,
    /// Words after.
    pub right: String,
    /// What else is to be said of it; mostly empty.
    pub remark: String,
    /// The voice in which they are said, as readers know it.
    pub voice: String,
    /// Who says them.
    pub speaker: String,
    /// How.
    pub manner: &'static str,
    /// Where.
    pub outlet: String,
    /// When.
    pub date: String,
    /// The article.
    pub article: String,
}

/// A figure with its table.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The name of its files.
    pub stem: String,
    /// The strongest thing it says, with its uncertainty.
    pub finding: Option<String>,
    /// What each row of its table is about: the lines that its mark opens.
    pub about: Vec<About>,
    /// The arguments that draw it again from its table: the plot, and how groups are called.
    pub drawn_by: String,
    /// What stands above it.
    pub heading: String,
    /// n, method, and what is left out.
    pub caption: String,
    /// The drawing.
    pub drawing: Drawing,
    /// The numbers in it.
    pub table: Sheet,
}

/// A table with its name.
#[derive(Debug, Clone)]
pub struct NamedTable {
    /// The name of its file.
    pub stem: String,
    /// What it holds.
    pub about: String,
    /// The table.
    pub table: Sheet,
}

/// A table as a report keeps it: its file, and the first rows for the page or the workbook.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// How many rows it has.
    pub rows: usize,
    /// The first of them.
    pub head: Table,
    /// The file, deflated: a report of a large corpus has tens of megabytes of tables while it is still counting.
    packed: Vec<u8>,
}

impl Sheet {
    /// Writes a figure's table down.
    pub fn new(table: &Table) -> Result<Self> {
        Self::with_head(table, page::ROWS)
    }

    /// Writes a table down of which the workbook shows more than the page.
    pub fn whole(table: &Table) -> Result<Self> {
        let rows = table.rows.len();
        Self::with_head(table, if rows > WORKBOOK { OF_LONG } else { rows })
    }

    fn with_head(table: &Table, rows: usize) -> Result<Self> {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
        table::format("csv")?.write(table, &mut packed)?;
        let packed = packed.finish().map_err(|e| unpackable(&e))?;
        let mut head = Table::new(table.columns.clone());
        head.rows = table.rows.iter().take(rows).cloned().collect();
        Ok(Self {
            rows: table.rows.len(),
            head,
            packed,
        })
    }

    /// The file; what it was made of is gone.
    fn take_csv(&mut self) -> Result<Vec<u8>> {
        let packed = std::mem::take(&mut self.packed);
        let mut csv = Vec::new();
        DeflateDecoder::new(&packed[..])
            .read_to_end(&mut csv)
            .map_err(|e| unpackable(&e))?;
        Ok(csv)
    }
}

fn unpackable(e: &std::io::Error) -> Error {
    Error::format("report", e.to_string())
}

/// The files of a report.
///
/// PNGs are made from the SVGs beside them; they and `SHA256SUMS` itself are not in `SHA256SUMS`.
pub fn bundle(mut report: Report) -> Result<Bundle> {
    let mut files = Bundle::new();
    let names = std::mem::take(&mut report.pseudonyms);
    for figure in report.all_figures_mut() {
        // Names in a drawing are hidden before a picture is made of it.
        figure.drawing.svg = names.hide_in_markup(&figure.drawing.svg);
        let stem = format!("figures/{}", figure.stem);
        files.insert(format!("{stem}.csv"), figure.table.take_csv()?);
        files.insert(format!("{stem}.png"), figure::png(&figure.drawing.svg)?);
        files.insert(
            format!("{stem}.svg"),
            figure.drawing.svg.clone().into_bytes(),
        );
    }
    for table in &mut report.tables {
        let csv = table.table.take_csv()?;
        names.hide_in(&mut table.table.head);
        files.insert(format!("tables/{}.csv", table.stem), csv);
    }
    for quotation in &mut report.quotations {
        names.hide_in_source(&mut quotation.source);
    }
    let report = &report;
    let mut quotations = Sheet::whole(&quotations::table(report))?;
    names.hide_in(&mut quotations.head);
    files.insert("tables.xlsx".into(), workbook(report, &quotations)?);
    files.insert("quotes/quotes.csv".into(), quotations.take_csv()?);
    files.insert(
        "quotes/quotes.md".into(),
        quotations::markdown(report).into(),
    );
    files.insert(
        "quotes/sources.bib".into(),
        citations::bibtex(report).into(),
    );
    files.insert("quotes/sources.ris".into(), citations::ris(report).into());
    files.insert("quotes/sources.json".into(), citations::csl(report)?.into());
    files.insert("references.bib".into(), bib::entries(report).into());
    files.insert("methods.md".into(), methods::prose(report)?.into());
    files.insert("run.json".into(), report.provenance.json()?);
    files.insert("index.html".into(), page::html(report)?.into());
    names.hide_in_files(&mut files);
    files.insert("SHA256SUMS".into(), folder::sums(&files).into());
    Ok(files)
}

/// Every table, and the quotations, as sheets of one file for those who double-click.
fn workbook(report: &Report, quotations: &Sheet) -> Result<Vec<u8>> {
    let tables = report.tables.iter().map(|t| (t.stem.as_str(), &t.table));
    let leaves: Vec<Leaf<'_>> = tables
        .chain([("quotes", quotations)])
        .map(|(name, sheet)| Leaf {
            name,
            table: &sheet.head,
            more: sheet.rows - sheet.head.rows.len(),
        })
        .collect();
    table::workbook(&leaves)
}

impl Report {
    /// Every figure, in the order of the page.
    pub fn all_figures(&self) -> impl Iterator<Item = &Figure> {
        let compared = self.comparisons.iter().flat_map(|c| &c.figures);
        let asked = self.sections.iter().flat_map(|s| &s.figures);
        let figures = self.figures.iter().chain(compared);
        figures.chain(asked).chain(&self.company)
    }

    fn all_figures_mut(&mut self) -> impl Iterator<Item = &mut Figure> {
        let compared = self.comparisons.iter_mut().flat_map(|c| &mut c.figures);
        let asked = self.sections.iter_mut().flat_map(|s| &mut s.figures);
        let figures = self.figures.iter_mut().chain(compared);
        figures.chain(asked).chain(&mut self.company)
    }
}
