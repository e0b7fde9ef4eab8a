//! CSV that an accountant can load and that no spreadsheet executes (RFC 4180; OWASP "CSV Injection"). Pure.

use rust_decimal::Decimal;

use crate::kernel::money::Money;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text from anywhere: one that a spreadsheet would take for a formula gets an apostrophe in front.
    Text(String),
    /// An amount in major units, with the digits of its currency and a decimal point.
    Amount(Money),
    /// A number.
    Number(Decimal),
    /// Nothing.
    Empty,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The amount, or nothing where it is zero.
    pub fn unless_zero(money: Money) -> Self {
        if money.minor == 0 { Self::Empty } else { Self::Amount(money) }
    }
}

/// Appends a row, which ends with CRLF.
pub fn write_row(out: &mut String, cells: &[Cell]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        match cell {
            Cell::Text(text) => write_text(out, text),
            Cell::Amount(money) => out.push_str(&money.to_decimal().to_string()),
            Cell::Number(number) => out.push_str(&number.to_string()),
            Cell::Empty => {}
        }
    }
    out.push_str("\r\n");
}

/// Appends the row of the column names.
pub fn write_header(out: &mut String, names: &[&str]) {
    let cells: Vec<Cell> = names.iter().map(|name| Cell::text(*name)).collect();
    write_row(out, &cells);
}

fn write_text(out: &mut String, text: &str) {
    // What a program may skip before it looks for a formula does not hide one.
    let bare = text.trim_start_matches([' ', '"', '\u{feff}', '\u{a0}']);
    let formula = text.starts_with(['\t', '\r', '\n'])
        || bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '|', '%']);
    if !formula && !text.contains([',', ';', '"', '\r', '\n', '\t']) && text.trim() == text {
        out.push_str(text);
        return;
    }
    out.push('"');
    if formula {
        out.push('\'');
    }
    out.push_str(&text.replace('"', "\"\"").replace('\0', ""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(cells: &[Cell]) -> String {
        let mut out = String::new();
        write_row(&mut out, cells);
        out
    }

    /// Reads one row back, by the grammar of RFC 4180.
    fn read(text: &str) -> Vec<String> {
        let (mut cells, mut quoted, mut rest) = (vec![String::new()], false, text.chars().peekable());
        while let Some(character) = rest.next() {
            let cell = cells.last_mut().expect("one is there");
            match character {
                '"' if quoted && rest.peek() == Some(&'"') => cell.push(rest.next().expect("peeked")),
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                '\r' if !quoted && rest.peek() == Some(&'\n') => break,
                other => cell.push(other),
            }
        }
        cells
    }

    #[test]
    fn amounts_have_the_digits_of_their_currency() {
        let money = |minor, code: &str| Cell::Amount(Money::new(minor, code.parse().expect("a currency")));
        let cells = [
            money(-1234, "EUR"),
            money(1234, "JPY"),
            money(5, "KWD"),
            Cell::Empty,
            Cell::Number(Decimal::new(19, 2)),
        ];
        assert_eq!(row(&cells), "-12.34,1234,0.005,,0.19\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\"=1", "|calc", "＝1"] {
            let cells = read(&row(&[Cell::text(text)]));
            assert!(cells[0].starts_with('\''), "{text:?}: {cells:?}");
        }
        assert_eq!(row(&[Cell::text("INV-2026-000001"), Cell::text("O'Neil")]), "INV-2026-000001,O'Neil\r\n");
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(texts in prop::collection::vec("[^\0]{0,12}", 1..6)) {
            let written: Vec<Cell> = texts.iter().map(Cell::text).collect();
            let cells = read(&row(&written));
            prop_assert_eq!(cells.len(), texts.len());
            for (cell, text) in cells.iter().zip(&texts) {
                let bare = cell.strip_prefix('\'').filter(|bare| bare == text).unwrap_or(cell);
                prop_assert_eq!(bare, text);
            }
        }
    }
}
