//! Journal and tax report as CSV, page by page into whatever takes text.

use std::io::{self, Write};

use rust_decimal::Decimal;

use super::accounts::Account;
use super::csv::{Cell, write_header, write_row};
use super::journal::{self, JournalEntry};
use super::movement::{MovementKey, MovementKind};
use super::period::Period;
use super::vat::{VatRow, vat_report};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::money::{Money, from_micro};
use crate::tenancy::AccountingSettings;

/// Entries that are read at a time.
const AT_A_TIME: u32 = 2_000;

const JOURNAL_COLUMNS: [&str; 16] = [
    "entry",
    "date",
    "kind",
    "document",
    "reference",
    "customer_number",
    "customer_name",
    "account",
    "account_role",
    "tax_code",
    "jurisdiction",
    "tax",
    "rate",
    "debit",
    "credit",
    "currency",
];

const VAT_COLUMNS: [&str; 11] = [
    "jurisdiction",
    "tax",
    "tax_code",
    "rate",
    "currency",
    "charged_base",
    "charged_tax",
    "credited_base",
    "credited_tax",
    "base",
    "tax_due",
];

/// Why nothing more was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The books could not be read.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The text could not be written.
    #[error("cannot write: {0}")]
    Io(#[from] io::Error),
}

/// Writes the journal of a period; how many entries it has. Memory does not grow with it.
pub async fn journal_csv(
    scope: &Scope,
    settings: &AccountingSettings,
    period: Period,
    out: &mut (impl Write + Send),
) -> Result<u64, ExportError> {
    let mut text = String::new();
    write_header(&mut text, &JOURNAL_COLUMNS);
    let (mut number, mut after): (u64, Option<MovementKey>) = (0, None);
    loop {
        let entries = journal::after(scope, period, &MovementKind::ALL, after.as_ref(), AT_A_TIME).await?;
        after = entries.last().map(|entry| entry.movement.key());
        let last = entries.len() < AT_A_TIME as usize;
        for entry in &entries {
            number += 1;
            write_entry(&mut text, settings, number, entry);
        }
        out.write_all(text.as_bytes())?;
        text.clear();
        if last {
            return Ok(number);
        }
    }
}

/// The names of kinds and roles in files: those of the API.
fn name_of<E: async_graphql::resolver_utils::EnumType>(value: E) -> Cell {
    let item = E::items().iter().find(|item| item.value == value);
    item.map_or(Cell::Empty, |item| Cell::text(item.name))
}

fn write_entry(out: &mut String, settings: &AccountingSettings, number: u64, entry: &JournalEntry) {
    let movement = &entry.movement;
    let text = |text: Option<&String>| text.map_or(Cell::Empty, Cell::text);
    for line in &entry.lines {
        let mut tax = [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
        match &line.account {
            Account::TaxPayable(key) => {
                tax = [
                    Cell::text(&key.code),
                    Cell::text(&key.jurisdiction),
                    Cell::text(&key.name),
                    Cell::Number(from_micro(key.rate_micro)),
                ];
            }
            Account::Revenue(code) => tax[0] = text(code.as_ref()),
            _ => {}
        }
        let amount = |minor| Cell::unless_zero(Money::new(minor, movement.currency));
        let mut cells = vec![
            Cell::Number(Decimal::from(number)),
            Cell::text(movement.day.to_string()),
            name_of(movement.kind),
            Cell::text(&movement.number),
            text(movement.source_number.as_ref()),
            Cell::text(&movement.customer_number),
            Cell::text(&movement.customer_name),
            Cell::text(line.account.code(settings)),
            name_of(line.account.role()),
        ];
        cells.extend(tax);
        cells.extend([amount(line.debit), amount(line.credit), Cell::text(movement.currency.code())]);
        write_row(out, &cells);
    }
}

/// Writes the tax report of a period; how many rows it has.
pub async fn vat_csv(
    scope: &Scope,
    period: Period,
    out: &mut (impl Write + Send),
) -> Result<u64, ExportError> {
    let rows = vat_report(scope, period).await?;
    let mut text = String::new();
    write_header(&mut text, &VAT_COLUMNS);
    for row in &rows {
        write_vat(&mut text, row);
    }
    out.write_all(text.as_bytes())?;
    Ok(rows.len() as u64)
}

fn write_vat(out: &mut String, VatRow { tax, currency, sums }: &VatRow) {
    let amount = |minor| Cell::Amount(Money::new(minor, *currency));
    let cells = [
        Cell::text(&tax.jurisdiction),
        Cell::text(&tax.name),
        Cell::text(&tax.code),
        Cell::Number(from_micro(tax.rate_micro)),
        Cell::text(currency.code()),
        amount(sums.charged_base),
        amount(sums.charged_tax),
        amount(sums.credited_base),
        amount(sums.credited_tax),
        amount(sums.base()),
        amount(sums.tax()),
    ];
    write_row(out, &cells);
}
