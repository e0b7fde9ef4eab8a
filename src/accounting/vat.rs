//! The tax report: what was charged and what was taken back, per jurisdiction and rate. Callers have checked the policy.

use std::collections::BTreeMap;

use super::accounts::{Account, TaxKey};
use super::journal::{self, JournalEntry};
use super::movement::{MovementKey, MovementKind};
use super::period::Period;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::money::Currency;

/// What was charged and taken back of one tax in one currency; minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VatSums {
    /// What invoices levied it on, less those that were cancelled.
    pub charged_base: i64,
    /// What invoices charged, less those that were cancelled.
    pub charged_tax: i64,
    /// What credit notes took back of the base.
    pub credited_base: i64,
    /// What credit notes took back of the tax.
    pub credited_tax: i64,
}

impl VatSums {
    /// What it is to be paid on.
    pub fn base(&self) -> i64 {
        self.charged_base - self.credited_base
    }

    /// What is to be paid.
    pub fn tax(&self) -> i64 {
        self.charged_tax - self.credited_tax
    }
}

/// A line of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VatRow {
    /// The tax.
    pub tax: TaxKey,
    /// The currency.
    pub currency: Currency,
    /// The sums.
    pub sums: VatSums,
}

/// Documents that are read at a time.
const AT_A_TIME: u32 = 2_000;

/// The documents that a tax depends on.
const KINDS: [MovementKind; 4] = [
    MovementKind::Invoice,
    MovementKind::CreditNote,
    MovementKind::InvoiceVoid,
    MovementKind::CreditNoteVoid,
];

/// The report of a period, by jurisdiction, name, rate, code and currency. It is summed up from the entries of the journal,
/// so that the two cannot differ.
pub async fn vat_report(scope: &Scope, period: Period) -> Result<Vec<VatRow>, Fault> {
    let mut report = Report::default();
    let mut after: Option<MovementKey> = None;
    loop {
        let entries = journal::after(scope, period, &KINDS, after.as_ref(), AT_A_TIME).await?;
        after = entries.last().map(|entry| entry.movement.key());
        let last = entries.len() < AT_A_TIME as usize;
        for entry in &entries {
            report.add(entry);
        }
        if last {
            return Ok(report.rows());
        }
    }
}

/// The sums so far.
#[derive(Default)]
pub(super) struct Report(BTreeMap<(TaxKey, &'static str), (Currency, VatSums)>);

impl Report {
    pub(super) fn add(&mut self, entry: &JournalEntry) {
        let currency = entry.movement.currency;
        for line in &entry.lines {
            let Account::TaxPayable(tax) = &line.account else { continue };
            let sums = self.0.entry((tax.clone(), currency.code())).or_insert((currency, VatSums::default()));
            let (base, amount) = (line.base.unwrap_or_default(), line.credit - line.debit);
            match entry.movement.kind {
                MovementKind::CreditNote | MovementKind::CreditNoteVoid => {
                    sums.1.credited_base -= base;
                    sums.1.credited_tax -= amount;
                }
                _ => {
                    sums.1.charged_base += base;
                    sums.1.charged_tax += amount;
                }
            }
        }
    }

    pub(super) fn rows(self) -> Vec<VatRow> {
        self.0.into_iter().map(|((tax, _), (currency, sums))| VatRow { tax, currency, sums }).collect()
    }
}
