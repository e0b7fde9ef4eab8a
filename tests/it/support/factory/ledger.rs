//! What moves money moves the balances in the same transaction, as the program does.

use portico::billing::entity::document_sequence::{self, DocumentKind};
use portico::billing::entity::invoice::{self, InvoiceStatus};
use portico::billing::entity::{allocation, credit_note, customer_balance};
use portico::billing::number::document_number;
use portico::db::{Reads as _, Tx};
use portico::kernel::ids::{CreditNoteId, CustomerId, InvoiceId, PaymentId};
use portico::payments::entity::payment;
use sea_orm::{ColumnTrait as _, Set};

/// Where an allocation comes from.
#[derive(Clone, Copy)]
pub(super) enum Source {
    /// A payment.
    Payment(PaymentId),
    /// A credit note.
    Credit(CreditNoteId),
}

/// The next gapless number of the tenant.
pub(super) async fn number(tx: &Tx, kind: DocumentKind, year: i32) -> String {
    use document_sequence::Column;
    let counter = tx.select::<document_sequence::Entity>().filter(Column::Kind.eq(kind)).for_update();
    let counter = counter.one().await.expect("the database answers").expect("the tenant has a counter");
    let step = tx.update::<document_sequence::Entity>().add(Column::Next, 1).filter(Column::Kind.eq(kind));
    assert_eq!(step.run().await.expect("the database answers"), 1);
    document_number(kind, year, counter.next)
}

/// Changes what a customer owes.
pub(super) async fn book(tx: &Tx, customer: CustomerId, open: i64, unapplied: i64, open_invoices: i64) {
    use customer_balance::Column;
    let change = tx
        .update::<customer_balance::Entity>()
        .add(Column::OpenMinor, open)
        .add(Column::UnappliedMinor, unapplied)
        .add(Column::OpenInvoices, open_invoices)
        .filter(Column::CustomerId.eq(customer));
    assert_eq!(change.run().await.expect("the books stay within their checks"), 1);
}

/// Uses `amount` of a source for an open invoice.
pub(super) async fn allocate(tx: &Tx, source: Source, invoice: InvoiceId, amount: i64) {
    use invoice::Column;
    let invoices = || tx.select::<invoice::Entity>().filter(Column::Id.eq(invoice));
    let row = invoices().one().await.expect("the database answers").expect("the invoice is of the tenant");
    assert_eq!(row.status, InvoiceStatus::Open, "only an open invoice can be paid");
    let settled = row.allocated_minor + amount == row.total_minor;
    let status = if settled { InvoiceStatus::Paid } else { InvoiceStatus::Open };
    let change = tx
        .update::<invoice::Entity>()
        .add(Column::AllocatedMinor, amount)
        .set(Column::Status, status)
        .filter(Column::Id.eq(invoice));
    change.run().await.expect("no more is allocated than is owed");
    let (payment_id, credit_note_id) = match source {
        Source::Payment(id) => {
            let change = tx.update::<payment::Entity>().add(payment::Column::AllocatedMinor, amount);
            change.filter(payment::Column::Id.eq(id)).run().await.expect("the payment is large enough");
            (Some(id), None)
        }
        Source::Credit(id) => {
            let change = tx.update::<credit_note::Entity>().add(credit_note::Column::AllocatedMinor, amount);
            change.filter(credit_note::Column::Id.eq(id)).run().await.expect("the credit is large enough");
            (None, Some(id))
        }
    };
    let scope = tx.scope();
    let row_of_it = allocation::ActiveModel {
        id: Set(scope.new_id()),
        payment_id: Set(payment_id),
        credit_note_id: Set(credit_note_id),
        invoice_id: Set(invoice),
        amount_minor: Set(amount),
        at: Set(scope.now()),
        reversed_at: Set(None),
        ..Default::default()
    };
    tx.insert(row_of_it).await.expect("both are of the tenant");
    book(tx, row.customer_id, -amount, -amount, -i64::from(settled)).await;
}
