//! One customer of a run: read with many, written alone.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use sea_orm::Set;

use super::{claims_of, credited_of};
use crate::billing::assemble::{Bill, Claim};
use crate::billing::entity::credit_note::{self, CreditReason};
use crate::billing::entity::invoice::{self, InvoiceKind};
use crate::billing::entity::{credit_note_line, credit_note_line_tax};
use crate::billing::events::prepaid_event;
use crate::billing::ledger::{
    NewInvoice, NewLine, TaxTable, UnappliedPayments, apply_unapplied, finalise_priced, lock_balance,
};
use crate::billing::service::dunning::settled;
use crate::billing::service::{credit_use, credits, liability};
use crate::billing::store;
use crate::billing::totals::{Liability, Priced, TotalsError};
use crate::billing::{BillingError, LedgerError, wallet};
use crate::catalog::proration::Span;
use crate::catalog::{self, ToBill};
use crate::customers::Payer;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, CreditNoteLineId, CustomerId, InvoiceId, SubscriptionId};

/// Days for which claims are read: volume of a period waits for at most so long.
const CLAIMS: Days = Days::new(70);

/// What is known of a customer before it is billed.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) payer: Payer,
    pub(super) to_bill: ToBill,
    pub(super) claims: Vec<Claim>,
}

/// What a customer was billed by.
#[derive(Debug)]
pub(super) enum Document {
    Invoice(invoice::Model),
    CreditNote(credit_note::Model),
}

impl Document {
    pub(super) fn ids(&self) -> (Option<InvoiceId>, Option<CreditNoteId>) {
        match self {
            Self::Invoice(invoice) => (Some(invoice.id), None),
            Self::CreditNote(note) => (None, Some(note.id)),
        }
    }
}

/// Why a customer was not billed.
#[derive(Debug)]
pub(super) enum NotBilled {
    /// Something has changed since it was read: read again.
    Stale,
    /// It cannot be billed as it is: a code and what staff can do about it.
    Refused(&'static str, String),
    /// Not the customer's doing.
    Fault(Fault),
}

impl From<DbError> for NotBilled {
    fn from(error: DbError) -> Self {
        match error {
            // Another run has claimed a period meanwhile.
            DbError::Unique(_) | DbError::Fault(Fault::Contention(_)) => Self::Stale,
            other => Self::Fault(other.into()),
        }
    }
}

impl From<Fault> for NotBilled {
    fn from(fault: Fault) -> Self {
        DbError::from(fault).into()
    }
}

impl From<LedgerError> for NotBilled {
    fn from(error: LedgerError) -> Self {
        match error {
            // A payment was spent elsewhere between two statements.
            LedgerError::Conflict | LedgerError::OtherAccount => Self::Stale,
            LedgerError::Totals(error) => error.into(),
            LedgerError::Fault(fault) => fault.into(),
        }
    }
}

impl From<TotalsError> for NotBilled {
    fn from(error: TotalsError) -> Self {
        let code = match error {
            TotalsError::Overflow => "AMOUNT_TOO_LARGE",
            TotalsError::UnknownTaxCode(_) => "UNKNOWN_TAX_CODE",
            TotalsError::NegativeRate => "NEGATIVE_TAX_RATE",
            TotalsError::NegativeTotal { .. } => "NEGATIVE_TOTAL",
        };
        Self::Refused(code, error.to_string())
    }
}

impl From<BillingError> for NotBilled {
    fn from(error: BillingError) -> Self {
        match error {
            BillingError::Refused(refusal) => Self::Refused("REFUSED", refusal.message),
            BillingError::Forbidden => Self::Fault(Fault::internal("a run is forbidden")),
            BillingError::Fault(fault) => fault.into(),
        }
    }
}

/// Reads what there is to bill of customers, in a number of statements that does not depend on how many they are.
pub(super) async fn read(
    db: &impl Reads,
    payers: &[Payer],
    as_of: NaiveDate,
) -> Result<HashMap<CustomerId, Case>, DbError> {
    let ids: Vec<CustomerId> = payers.iter().map(|payer| payer.id).collect();
    let mut to_bill = catalog::to_bill(db, &ids, as_of).await?;
    let services = to_bill.values().flat_map(|of| &of.services);
    let owners: HashMap<SubscriptionId, CustomerId> = services
        .map(|service| (service.billable.subscription.id, service.billable.subscription.customer_id))
        .collect();
    let subscriptions: Vec<SubscriptionId> = owners.keys().copied().collect();
    let mut claims: HashMap<CustomerId, Vec<Claim>> = HashMap::new();
    for row in store::runs::claims(db, &subscriptions, as_of - CLAIMS).await? {
        if let Some(owner) = owners.get(&row.subscription_id) {
            claims.entry(*owner).or_default().push(Claim {
                subscription: row.subscription_id,
                kind: row.kind,
                period: Span::new(row.period_start, row.period_end),
            });
        }
    }
    let case = |payer: &Payer| {
        let case = Case {
            payer: payer.clone(),
            to_bill: to_bill.remove(&payer.id).unwrap_or_default(),
            claims: claims.remove(&payer.id).unwrap_or_default(),
        };
        (payer.id, case)
    };
    Ok(payers.iter().map(case).collect())
}

/// Writes a bill: the document, what it claims, and what the customer has to its credit for it. None where nothing is
/// charged and nothing given back: then only the services move on.
pub(super) async fn write(
    tx: &Tx,
    payer: &Payer,
    bill: &Bill,
    taxes: &TaxTable,
    payments: &dyn UnappliedPayments,
    as_of: NaiveDate,
) -> Result<Option<Document>, NotBilled> {
    lock_balance(tx, payer.id).await?;
    for (subscription, to) in &bill.advances {
        if !catalog::advance_billed_through(tx, subscription, *to).await? {
            return Err(NotBilled::Stale);
        }
    }
    if bill.lines.is_empty() {
        return Ok(None);
    }
    let liability = liability(payer, as_of);
    let document = match taxes.price(&bill.lines, liability) {
        Ok(priced) => {
            let new = NewInvoice {
                customer: payer.id,
                currency: payer.currency,
                kind: bill.kind,
                period: bill.period,
                issue_date: as_of,
                // Paid before the service: at once.
                due_days: if payer.prepaid { 0 } else { payer.due_days },
                liability,
                lines: bill.lines.clone(),
            };
            Document::Invoice(finalise_priced(tx, &new, taxes, &priced).await?)
        }
        Err(TotalsError::NegativeTotal { .. }) => {
            Document::CreditNote(give_back(tx, payer, bill, taxes, liability).await?)
        }
        Err(error) => return Err(error.into()),
    };
    store::runs::insert_claims(tx, claims_of(tx.scope(), bill, &document)).await?;
    match &document {
        Document::Invoice(invoice) => {
            if !catalog::mark_billed(tx, &bill.charges, invoice.id).await? {
                return Err(NotBilled::Stale);
            }
            let owed = apply_unapplied(tx, invoice, payments).await?;
            if payer.prepaid && owed > 0 {
                prepaid_event(tx, invoice, owed).await?;
            }
        }
        Document::CreditNote(note) => {
            if !catalog::mark_credited(tx, &bill.charges).await? {
                return Err(NotBilled::Stale);
            }
            store::runs::insert_credited(tx, credited_of(tx.scope(), bill, note.id)).await?;
            credit_use::apply_oldest_first(tx, note).await?;
            // It may have paid what a service was withheld for.
            settled(tx, payer.id).await?;
        }
    }
    if payer.prepaid {
        wallet::watch(tx, payer.id).await?;
    }
    Ok(Some(document))
}

/// More is given back than charged: a credit note with the lines turned round (domain.md §3.3).
async fn give_back(
    tx: &Tx,
    payer: &Payer,
    bill: &Bill,
    taxes: &TaxTable,
    liability: Liability,
) -> Result<credit_note::Model, NotBilled> {
    let lines: Vec<NewLine> = bill.lines.iter().map(NewLine::mirrored).collect();
    let priced = taxes.price(&lines, liability)?;
    let id: CreditNoteId = tx.scope().new_id();
    let reason = match bill.kind {
        InvoiceKind::Recurring | InvoiceKind::LateFee => CreditReason::Other,
        InvoiceKind::OneOff | InvoiceKind::Final => CreditReason::Cancellation,
    };
    let amounts = (priced.subtotal, priced.tax_total);
    let note = credits::fresh(tx, id, payer.id, payer.currency, amounts, reason, None).await?;
    let (lines, taxes) = rows(tx, id, &lines, &priced, taxes)?;
    Ok(credits::write(tx, note, lines, taxes).await?)
}

type CreditRows = (Vec<credit_note_line::ActiveModel>, Vec<credit_note_line_tax::ActiveModel>);

fn rows(
    tx: &Tx,
    note: CreditNoteId,
    lines: &[NewLine],
    priced: &Priced,
    rates: &TaxTable,
) -> Result<CreditRows, NotBilled> {
    let scope = tx.scope();
    let (mut rows, mut taxes) = (Vec::new(), Vec::new());
    for (position, (line, priced)) in (1..).zip(lines.iter().zip(&priced.lines)) {
        let id: CreditNoteLineId = scope.new_id();
        rows.push(credit_note_line::ActiveModel {
            id: Set(id),
            credit_note_id: Set(note),
            position: Set(position),
            reverses_line_id: Set(None),
            description_key: Set(line.description_key.clone()),
            description_args: Set(line.description_args.clone()),
            net_minor: Set(priced.net),
            ..Default::default()
        });
        for tax in &priced.taxes {
            let rate = rates.0.iter().find(|row| row.id == tax.rate);
            let rate = rate.ok_or_else(|| Fault::internal("a tax without its rate"))?;
            taxes.push(credit_note_line_tax::ActiveModel {
                id: Set(scope.new_id()),
                credit_note_id: Set(note),
                line_id: Set(id),
                tax_rate_id: Set(rate.id),
                name: Set(rate.name.clone()),
                jurisdiction: Set(rate.jurisdiction.clone()),
                rate_micro: Set(rate.rate_micro),
                base_minor: Set(tax.base),
                amount_minor: Set(tax.amount),
                ..Default::default()
            });
        }
    }
    Ok((rows, taxes))
}
