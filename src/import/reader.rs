//! A file seen through its mapping: our fields instead of its columns, and what is wrong with a row told by its column.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};
use sha2::{Digest as _, Sha256};

use super::fields::{Field, Kind, Shape};
use super::formats::{
    Contradiction, DateOrder, DecimalMark, Found, date_order, decimal_mark, is_no_date, parse_date,
    parse_decimal,
};
use super::mapping::Section;
use super::report::Refusal;
use super::sheet::{Sheet, SheetRow, same_name};
use crate::kernel::clock::is_storable;
use crate::kernel::money::Currency;

/// The longest text of a field: longer ones are no names.
const MAX_TEXT: usize = 500;

/// What is assumed where no cell of a column tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assumed {
    /// Of amounts.
    pub mark: DecimalMark,
    /// Of dates.
    pub order: DateOrder,
}

impl Assumed {
    /// What people write in the country of a locale (CLDR): `en-US` and its like put the month first.
    pub fn of_locale(locale: &str) -> Self {
        let mut parts = locale.split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let region = parts.next_back().unwrap_or_default().to_ascii_uppercase();
        let month_first = matches!(region.as_str(), "US" | "PH" | "FM" | "PW" | "MH") || locale == "en";
        let point = matches!(language.as_str(), "en" | "zh" | "ja" | "ko" | "th" | "he" | "hi")
            || matches!(region.as_str(), "CH" | "LI" | "MX");
        Self {
            mark: if point { DecimalMark::Point } else { DecimalMark::Comma },
            order: if month_first { DateOrder::Mdy } else { DateOrder::Dmy },
        }
    }
}

/// Where a field is in a file, and how it is written there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    columns: Vec<usize>,
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Decimal(Found<DecimalMark>),
    Date(Found<DateOrder>),
}

/// What was found out of a column, to be shown before anything is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnFormat {
    /// The column, as the file names it.
    pub column: String,
    /// How it is written, e.g. `1.234,56`.
    pub format: String,
    /// Whether a cell decides it.
    pub certain: bool,
}

/// A file and what its columns are.
pub struct Reader<'a> {
    sheet: &'a Sheet,
    section: &'a Section,
    kind: Kind,
    places: BTreeMap<&'static str, Place>,
    kept: Vec<usize>,
}

/// Why a file cannot be read through its mapping.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReaderError {
    /// A needed column is not there.
    #[error("{file}: has no column `{column}`, which the mapping wants for {field}")]
    NoColumn {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// Our field.
        field: &'static str,
    },
    /// A column is written in two ways.
    #[error("{file}, column `{column}`: {contradiction}")]
    Contradiction {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// The two cells.
        contradiction: Contradiction,
    },
}

impl<'a> Reader<'a> {
    /// Finds the columns of a file and how they are written. `order` settles dates, whatever the cells tell.
    pub fn new(
        sheet: &'a Sheet,
        section: &'a Section,
        kind: Kind,
        assumed: Assumed,
        order: Option<DateOrder>,
    ) -> Result<Self, ReaderError> {
        let mut places = BTreeMap::new();
        for field in kind.fields() {
            let Some(columns) = section.columns.get(field.name) else { continue };
            let mut found = Vec::new();
            for (index, name) in columns.names().iter().enumerate() {
                match sheet.column(name) {
                    Some(column) => found.push(column),
                    None if index == 0 && field.required && !section.defaults.contains_key(field.name) => {
                        let (file, column) = (sheet.file.clone(), name.clone());
                        return Err(ReaderError::NoColumn { file, column, field: field.name });
                    }
                    None => {}
                }
            }
            let Some(&first) = found.first() else { continue };
            let contradiction = |contradiction| ReaderError::Contradiction {
                file: sheet.file.clone(),
                column: sheet.headers[first].clone(),
                contradiction,
            };
            let format = match field.shape {
                Shape::Decimal | Shape::Whole => {
                    Format::Decimal(decimal_mark(sheet.cells_of(first), assumed.mark).map_err(contradiction)?)
                }
                Shape::Date => Format::Date(match order {
                    Some(value) => Found { value, certain: true },
                    None => date_order(sheet.cells_of(first), assumed.order).map_err(contradiction)?,
                }),
                Shape::Text | Shape::Choice(_) => Format::Text,
            };
            places.insert(field.name, Place { columns: found, format });
        }
        let kept = section.keep.iter().filter_map(|name| sheet.column(name)).collect();
        Ok(Self { sheet, section, kind, places, kept })
    }

    /// How amounts and dates are written, column by column.
    pub fn formats(&self) -> Vec<ColumnFormat> {
        let told = |place: &Place| {
            let (format, certain) = match place.format {
                Format::Text => return None,
                Format::Decimal(found) => (found.value.to_string(), found.certain),
                Format::Date(found) => (found.value.to_string(), found.certain),
            };
            Some(ColumnFormat { column: self.sheet.headers[place.columns[0]].clone(), format, certain })
        };
        self.places.values().filter_map(told).collect()
    }

    /// Columns that are neither mapped nor kept nor secret: what an import leaves behind.
    pub fn left_out(&self) -> Vec<&str> {
        let used = |index: &usize| {
            self.kept.contains(index) || self.places.values().any(|place| place.columns.contains(index))
        };
        let secret = |name: &str| self.section.secret.iter().any(|secret| same_name(secret, name));
        let headers = self.sheet.headers.iter().enumerate();
        headers.filter(|(index, name)| !used(index) && !secret(name)).map(|(_, name)| name.as_str()).collect()
    }

    /// The rows, each with its faults to be collected.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.sheet.rows.iter().map(|row| Row { reader: self, cells: row, refusals: Vec::new() })
    }

    /// What is wrong with the lines that are no rows.
    pub fn ragged(&self) -> impl Iterator<Item = Refusal> + '_ {
        self.sheet.ragged.iter().map(|(line, cells)| Refusal {
            file: self.sheet.file.clone(),
            line: *line,
            column: String::new(),
            reason: format!("has {cells} cells, the header has {}", self.sheet.headers.len()),
        })
    }

    fn field(&self, name: &str) -> &'static Field {
        let found = self.kind.fields().iter().find(|field| field.name == name);
        found.unwrap_or_else(|| unreachable!("{} has no field {name}", self.kind.name()))
    }
}

/// A row, read field by field. What cannot be read is told by [`Row::finish`], every fault at once.
pub struct Row<'a> {
    reader: &'a Reader<'a>,
    cells: &'a SheetRow,
    refusals: Vec<Refusal>,
}

impl Row<'_> {
    /// The line it begins on.
    pub fn line(&self) -> u64 {
        self.cells.line
    }

    /// Says what is wrong with a field.
    pub fn refuse(&mut self, field: &str, reason: impl Into<String>) {
        let place = self.reader.places.get(field);
        let column = place
            .map_or_else(|| field.to_owned(), |place| self.reader.sheet.headers[place.columns[0]].clone());
        let file = self.reader.sheet.file.clone();
        // The text of a cell goes to a terminal, which must not act on it.
        let reason = reason.into().replace(char::is_control, "\u{fffd}");
        self.refusals.push(Refusal { file, line: self.cells.line, column, reason });
    }

    /// The text of a field, as it is written or as the mapping fills it in; none where there is none.
    fn raw(&self, name: &str) -> Option<String> {
        let place = self.reader.places.get(name);
        let cells =
            place.into_iter().flat_map(|place| &place.columns).map(|column| &self.cells.cells[*column]);
        let parts: Vec<&str> = cells.map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        let text = parts.join(" ");
        if text.is_empty() { self.reader.section.defaults.get(name).cloned() } else { Some(text) }
    }

    /// A text.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let text = self.raw(name)?;
        let text = match self.reader.section.values.get(name).and_then(|values| meaning(values, &text)) {
            Some(meaning) => meaning.to_owned(),
            None => text,
        };
        if text.chars().count() > MAX_TEXT {
            self.refuse(name, format!("is longer than {MAX_TEXT} characters"));
            return None;
        }
        if text.contains('\0') {
            self.refuse(name, "has a NUL character");
            return None;
        }
        Some(text)
    }

    /// A text that every row must have.
    pub fn needed(&mut self, name: &str) -> String {
        let known = self.refusals.len();
        let text = self.text(name);
        if text.is_none() && self.refusals.len() == known {
            self.refuse(name, "is empty");
        }
        text.unwrap_or_default()
    }

    /// One of the words that our field knows, whatever its case.
    pub fn choice(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        let Shape::Choice(choices) = self.reader.field(name).shape else {
            unreachable!("{name} is a choice")
        };
        let choice = choices.iter().find(|choice| choice.eq_ignore_ascii_case(&text));
        if choice.is_none() {
            self.refuse(name, format!("`{text}` is none of {}", choices.join(", ")));
        }
        choice.map(|choice| (*choice).to_owned())
    }

    /// A date.
    pub fn date(&mut self, name: &str) -> Option<NaiveDate> {
        let text = self.raw(name).filter(|text| !is_no_date(text))?;
        let order = match self.reader.places.get(name).map(|place| place.format) {
            Some(Format::Date(found)) => found.value,
            // From the mapping's defaults.
            _ => DateOrder::Ymd,
        };
        match parse_date(&text, order) {
            Some(date) if is_storable(date) => Some(date),
            _ => {
                self.refuse(name, format!("`{text}` is not a date ({order})"));
                None
            }
        }
    }

    /// A date that every row must have.
    pub fn needed_date(&mut self, name: &str) -> Option<NaiveDate> {
        let known = self.refusals.len();
        let date = self.date(name);
        if date.is_none() && self.refusals.len() == known {
            self.refuse(name, "is empty");
        }
        date
    }

    /// A number with decimals.
    pub fn decimal(&mut self, name: &str) -> Option<Decimal> {
        let text = self.raw(name)?;
        let mark = match self.reader.places.get(name).map(|place| place.format) {
            Some(Format::Decimal(found)) => found.value,
            _ => DecimalMark::Point,
        };
        let number = parse_decimal(&text, mark);
        if number.is_none() {
            self.refuse(name, format!("`{text}` is not a number ({mark})"));
        }
        number
    }

    /// A whole number within bounds.
    pub fn whole(&mut self, name: &str, bounds: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let number = self.decimal(name)?;
        match i64::try_from(number) {
            Ok(whole) if number.fract().is_zero() && bounds.contains(&whole) => Some(whole),
            _ => {
                let reason =
                    format!("{number} is not a whole number from {} to {}", bounds.start(), bounds.end());
                self.refuse(name, reason);
                None
            }
        }
    }

    /// An amount in minor units. One with more decimals than the currency has is refused: rounding would lose money.
    pub fn money(&mut self, name: &str, currency: Currency) -> Option<i64> {
        let amount = self.decimal(name)?;
        let minor = Decimal::from(10_i64.pow(currency.exponent()))
            .checked_mul(amount)
            .filter(|minor| minor.fract().is_zero())
            .and_then(|minor| i64::try_from(minor).ok());
        if minor.is_none() {
            self.refuse(name, format!("{amount} is not an amount of {currency}"));
        }
        minor
    }

    /// A currency; the given one where the row names none.
    pub fn currency(&mut self, default: Currency) -> Currency {
        let Some(text) = self.text("currency") else { return default };
        text.to_uppercase().parse().unwrap_or_else(|error| {
            self.refuse("currency", format!("`{text}` {error}"));
            default
        })
    }

    /// The columns that are kept though they mean nothing here.
    pub fn kept(&self) -> Json {
        let kept = self.reader.kept.iter().map(|column| {
            (self.reader.sheet.headers[*column].clone(), Json::from(self.cells.cells[*column].clone()))
        });
        Json::Object(kept.filter(|(_, cell)| cell != "").collect::<Map<_, _>>())
    }

    /// A digest of what is read of the row, to see whether a later file says something else. Secret columns are not in
    /// it.
    pub fn fingerprint(&self) -> Vec<u8> {
        let mut digest = Sha256::new();
        for (name, place) in &self.reader.places {
            digest.update(name.as_bytes());
            for column in &place.columns {
                digest.update([0]);
                digest.update(self.cells.cells[*column].as_bytes());
            }
            digest.update([1]);
        }
        digest.update(self.kept().to_string().as_bytes());
        digest.finalize().to_vec()
    }

    /// What was read, if nothing of the row was refused.
    pub fn finish<T>(self, read: impl FnOnce() -> Option<T>) -> Result<T, Vec<Refusal>> {
        if self.refusals.is_empty() {
            read().ok_or_else(|| {
                let file = self.reader.sheet.file.clone();
                let reason = "is not complete".to_owned();
                vec![Refusal { file, line: self.cells.line, column: String::new(), reason }]
            })
        } else {
            Err(self.refusals)
        }
    }
}

/// What a value of theirs means, whatever its case.
fn meaning<'a>(values: &'a BTreeMap<String, String>, text: &str) -> Option<&'a str> {
    values.iter().find(|(theirs, _)| same_name(theirs, text)).map(|(_, ours)| ours.as_str())
}
