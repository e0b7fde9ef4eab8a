//! Statements on credit notes and their lines.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, Order};

use crate::billing::credit::{Creditable, CreditableTax};
use crate::billing::entity::credit_note::{self, CreditNoteStatus};
use crate::billing::entity::{
    billed_period, credit_note_line, credit_note_line_tax, invoice_line, invoice_line_tax,
};
use crate::billing::{MAX_SHORT_LIST, store};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{CreditNoteId, CreditNoteLineId, InvoiceId, InvoiceLineId, TaxRateId};

/// The lines of an invoice with their taxes: as they were billed, and as far as no credit note takes them back.
pub(in crate::billing) struct Credited {
    /// The lines of the invoice.
    pub(in crate::billing) lines: Vec<invoice_line::Model>,
    /// Their taxes.
    pub(in crate::billing) taxes: Vec<invoice_line_tax::Model>,
    /// What is left of each line.
    pub(in crate::billing) left: Vec<Creditable>,
    /// What all credit notes of the invoice take back, minor units.
    pub(in crate::billing) total: i64,
}

/// What is left of an invoice to take back.
pub(in crate::billing) async fn credited(tx: &Tx, id: InvoiceId) -> Result<Credited, DbError> {
    let lines = store::drafts::lines(tx, id).await?;
    let taxes = tx
        .select::<invoice_line_tax::Entity>()
        .filter(invoice_line_tax::Column::InvoiceId.eq(id))
        .order_by(invoice_line_tax::Column::Id, Order::Asc)
        .all()
        .await?;
    let notes = tx
        .select::<credit_note::Entity>()
        .filter(credit_note::Column::InvoiceId.eq(id))
        .filter(credit_note::Column::Status.ne(CreditNoteStatus::Void))
        .all()
        .await?;
    let mut left: Vec<Creditable> = lines
        .iter()
        .map(|line| Creditable {
            line: line.id,
            net: line.net_minor,
            taxes: taxes
                .iter()
                .filter(|tax| tax.line_id == line.id)
                .map(|tax| CreditableTax {
                    rate: tax.tax_rate_id,
                    base: tax.base_minor,
                    amount: tax.amount_minor,
                })
                .collect(),
        })
        .collect();
    let ids: Vec<CreditNoteId> = notes.iter().map(|note| note.id).collect();
    if !ids.is_empty() {
        take(&mut left, &lines_of_notes(tx, &ids).await?, &taxes_of_notes(tx, &ids).await?);
    }
    Ok(Credited { lines, taxes, left, total: notes.iter().map(|note| note.total_minor).sum() })
}

fn take(left: &mut [Creditable], lines: &[credit_note_line::Model], taxes: &[credit_note_line_tax::Model]) {
    let of: HashMap<CreditNoteLineId, InvoiceLineId> =
        lines.iter().filter_map(|line| Some((line.id, line.reverses_line_id?))).collect();
    let find = |id: InvoiceLineId| left.iter().position(|line| line.line == id);
    let places: Vec<(usize, i64)> =
        lines.iter().filter_map(|line| Some((find(line.reverses_line_id?)?, line.net_minor))).collect();
    let taken: Vec<(usize, TaxRateId, i64, i64)> = taxes
        .iter()
        .filter_map(|tax| {
            Some((find(*of.get(&tax.line_id)?)?, tax.tax_rate_id, tax.base_minor, tax.amount_minor))
        })
        .collect();
    for (place, net) in places {
        left[place].net -= net;
    }
    for (place, rate, base, amount) in taken {
        for tax in left[place].taxes.iter_mut().filter(|tax| tax.rate == rate) {
            tax.base -= base;
            tax.amount -= amount;
        }
    }
}

async fn lines_of_notes(
    db: &impl Reads,
    notes: &[CreditNoteId],
) -> Result<Vec<credit_note_line::Model>, DbError> {
    db.select::<credit_note_line::Entity>()
        .filter(credit_note_line::Column::CreditNoteId.is_in(notes.iter().copied()))
        .all()
        .await
}

async fn taxes_of_notes(
    db: &impl Reads,
    notes: &[CreditNoteId],
) -> Result<Vec<credit_note_line_tax::Model>, DbError> {
    db.select::<credit_note_line_tax::Entity>()
        .filter(credit_note_line_tax::Column::CreditNoteId.is_in(notes.iter().copied()))
        .all()
        .await
}

/// The first lines of each credit note, in order.
pub(in crate::billing) async fn first_lines(
    db: &impl Reads,
    notes: &[CreditNoteId],
) -> Result<Vec<credit_note_line::Model>, DbError> {
    use credit_note_line::Column;
    db.select::<credit_note_line::Entity>()
        .filter(Column::CreditNoteId.is_in(notes.iter().copied()))
        .top_per_parent(Column::CreditNoteId, &[(Column::Position, Order::Asc)], MAX_SHORT_LIST)
        .all()
        .await
}

/// The taxes of lines of credit notes, by name.
pub(in crate::billing) async fn taxes_of_lines(
    db: &impl Reads,
    lines: &[CreditNoteLineId],
) -> Result<Vec<credit_note_line_tax::Model>, DbError> {
    use credit_note_line_tax::Column;
    db.select::<credit_note_line_tax::Entity>()
        .filter(Column::LineId.is_in(lines.iter().copied()))
        .top_per_parent(
            Column::LineId,
            &[(Column::Name, Order::Asc), (Column::Id, Order::Asc)],
            crate::billing::MAX_LINE_TAXES,
        )
        .all()
        .await
}

/// Writes a credit note with its lines and their taxes.
pub(in crate::billing) async fn insert(
    tx: &Tx,
    note: credit_note::Model,
    lines: Vec<credit_note_line::ActiveModel>,
    taxes: Vec<credit_note_line_tax::ActiveModel>,
) -> Result<(), DbError> {
    tx.insert(note.into_active_model().reset_all()).await?;
    tx.insert_many(lines).await?;
    tx.insert_many(taxes).await
}

/// Voids a credit note that nothing was used of, and lets what it gave back be billed again. False: it is not as it was
/// read.
pub(in crate::billing) async fn void(tx: &Tx, before: &credit_note::Model) -> Result<bool, DbError> {
    use credit_note::Column;
    let voided = tx
        .update::<credit_note::Entity>()
        .set(Column::Status, CreditNoteStatus::Void)
        .set(Column::VoidedAt, tx.scope().now())
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::Status.eq(CreditNoteStatus::Issued))
        .filter(Column::AllocatedMinor.eq(0))
        .run()
        .await?;
    Ok(voided == 1)
}

/// The periods that a credit note has given back.
pub(in crate::billing) async fn billed_periods(
    tx: &Tx,
    note: CreditNoteId,
) -> Result<Vec<billed_period::Model>, DbError> {
    tx.select::<billed_period::Entity>().filter(billed_period::Column::CreditNoteId.eq(note)).all().await
}

/// Lets the periods of a credit note be billed again.
pub(in crate::billing) async fn release_periods(tx: &Tx, note: CreditNoteId) -> Result<(), DbError> {
    tx.delete::<billed_period::Entity>().filter(billed_period::Column::CreditNoteId.eq(note)).run().await?;
    Ok(())
}
