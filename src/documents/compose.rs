//! From a model to words: what stands where comes later (`layout`).

mod credit_note;
mod invoice;
mod receipt;
mod statement;

use super::format::Style;
use super::model::{Body, Document, Settlement, Tax};
use super::wording::{self, Wording};
use crate::kernel::clock::Instant;

/// A document in words.
pub(super) struct Paper {
    /// What kind of document it is.
    pub(super) title: String,
    /// The same with its number or its period.
    pub(super) name: String,
    pub(super) issuer: String,
    /// How to reach the issuer, in one line; may be empty.
    pub(super) contact: String,
    /// For the foot of each page.
    pub(super) imprint: String,
    pub(super) colour: String,
    pub(super) party_label: String,
    /// The name first.
    pub(super) party: Vec<String>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) blocks: Vec<Block>,
    pub(super) words: &'static Wording,
    pub(super) size: (f32, f32),
    pub(super) identity: String,
    pub(super) dated: Instant,
}

/// A part of a document, from top to bottom.
pub(super) enum Block {
    /// Stands out: the document is not what it seems.
    Notice(String),
    Heading(String),
    Table(Table),
    Sums(Vec<Sum>),
    Note(String),
}

/// A table. Its head is repeated on each page.
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
}

pub(super) struct Column {
    pub(super) title: String,
    /// Share of the width.
    pub(super) share: f32,
    /// Numbers stand at the right.
    pub(super) right: bool,
}

pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    pub(super) strong: bool,
    /// What is carried to the next page, if it begins after this row.
    pub(super) running: Option<String>,
}

/// A cell: a text, and what is said of it in small letters.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) remark: Option<String>,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, remark: None }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// A line of sums.
pub(super) struct Sum {
    pub(super) label: String,
    pub(super) amount: String,
    pub(super) strong: bool,
}

impl Sum {
    fn new(label: impl Into<String>, amount: String) -> Self {
        Self { label: label.into(), amount, strong: false }
    }

    fn strong(label: impl Into<String>, amount: String) -> Self {
        Self { label: label.into(), amount, strong: true }
    }
}

/// What the parts are written with.
struct Pen {
    style: Style,
    words: &'static Wording,
}

/// The document in the words of its locale.
pub(super) fn compose(document: &Document) -> Paper {
    let style = Style::new(&document.locale, document.currency);
    let words = wording::of(style.is_german());
    let pen = Pen { style, words };
    let (title, name, mut facts, blocks) = match &document.body {
        Body::Invoice(invoice) => invoice::compose(&pen, invoice, &document.party),
        Body::CreditNote(note) => credit_note::compose(&pen, note),
        Body::Receipt(receipt) => receipt::compose(&pen, receipt),
        Body::Statement(statement) => statement::compose(&pen, statement),
    };
    facts.push((words.customer_number.to_owned(), document.party.number.clone()));
    let issuer = &document.issuer;
    let contact: Vec<&str> =
        [&issuer.email, &issuer.phone].into_iter().flatten().map(String::as_str).collect();
    // Who says no more of itself is named with its contacts.
    let imprint: Vec<&str> = if issuer.imprint.is_empty() {
        std::iter::once(issuer.name.as_str()).chain(contact.iter().copied()).collect()
    } else {
        issuer.imprint.iter().map(String::as_str).collect()
    };
    let party = std::iter::once(&document.party.name).chain(&document.party.address).cloned().collect();
    Paper {
        title: title.to_owned(),
        name: format!("{title} {name}"),
        issuer: issuer.name.clone(),
        contact: contact.join(" · "),
        imprint: imprint.join(" · "),
        colour: issuer.colour.clone(),
        party_label: words.bill_to.to_owned(),
        party,
        facts,
        blocks,
        size: pen.style.paper(),
        words,
        identity: document.identity.clone(),
        dated: document.dated,
    }
}

/// Title, number or period, facts, parts.
type Composed = (&'static str, String, Vec<(String, String)>, Vec<Block>);

impl Pen {
    fn fact(label: &str, value: impl Into<String>) -> (String, String) {
        (label.to_owned(), value.into())
    }

    /// `Amount (EUR)`: the column's digits need no symbol.
    fn with_currency(&self, title: &str) -> String {
        format!("{title} ({})", self.style.currency())
    }

    fn column(title: impl Into<String>, share: f32) -> Column {
        Column { title: title.into(), share, right: false }
    }

    fn numbers(title: impl Into<String>, share: f32) -> Column {
        Column { title: title.into(), share, right: true }
    }

    fn row(cells: Vec<Cell>) -> Row {
        Row { cells, strong: false, running: None }
    }

    fn tax_label(&self, tax: &Tax) -> String {
        format!("{} {} ({})", tax.name, self.style.rate(tax.rate_micro), tax.jurisdiction)
    }

    /// The taxes in full: by whom, on what.
    fn taxes(&self, taxes: &[Tax], blocks: &mut Vec<Block>) {
        if taxes.is_empty() {
            return;
        }
        let words = self.words;
        let columns = vec![
            Self::column(words.tax, 0.3),
            Self::column(words.jurisdiction, 0.2),
            Self::numbers(words.rate, 0.12),
            Self::numbers(self.with_currency(words.base), 0.22),
            Self::numbers(self.with_currency(words.tax), 0.16),
        ];
        let row = |tax: &Tax| {
            Self::row(vec![
                tax.name.as_str().into(),
                tax.jurisdiction.as_str().into(),
                self.style.rate(tax.rate_micro).into(),
                self.style.digits(tax.base).into(),
                self.style.digits(tax.amount).into(),
            ])
        };
        blocks.push(Block::Heading(words.taxes.to_owned()));
        blocks.push(Block::Table(Table { columns, rows: taxes.iter().map(row).collect() }));
    }

    /// What money was used for.
    fn used(&self, used: &[Settlement], blocks: &mut Vec<Block>) {
        if used.is_empty() {
            return;
        }
        let words = self.words;
        let columns = vec![
            Self::column(words.document, 0.6),
            Self::column(words.date, 0.2),
            Self::numbers(self.with_currency(words.amount), 0.2),
        ];
        let row = |one: &Settlement| {
            Self::row(vec![
                format!("{} {}", words.counterpart(one.with), one.number).into(),
                self.style.date(one.on).into(),
                self.style.digits(one.amount).into(),
            ])
        };
        blocks.push(Block::Heading(words.used_for.to_owned()));
        blocks.push(Block::Table(Table { columns, rows: used.iter().map(row).collect() }));
    }
}
