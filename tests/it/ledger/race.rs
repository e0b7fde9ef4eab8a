//! Writers that really meet, on PostgreSQL: each invoice is charged once, nothing falls below zero, nobody deadlocks.

use futures_util::StreamExt as _;
use futures_util::future::{BoxFuture, join_all};
use futures_util::stream;
use portico::billing::entity::{customer_balance, invoice};
use portico::billing::ledger::{LedgerError, allocate_credit, reverse_credit};
use portico::db::{Reads as _, Tx};
use portico::kernel::ids::{AllocationId, CreditNoteId, CustomerId, InvoiceId, PaymentId};
use portico::kernel::money::Money;
use portico::payments::entity::payment::PaymentChannel;
use portico::payments::ledger;
use sea_orm::ColumnTrait as _;

use crate::support::app::{Backing, TestApp, on_shared_server, today};
use crate::support::recount::ledger_check_is_empty;

#[test]
fn fifty_allocations_at_once_settle_an_invoice_exactly_once() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        let customer = t.customer().insert().await;
        let document = t.invoice(&customer).line("Fibre", 100_00).issued(today()).insert().await;
        let total = document.row.total_minor;
        let mut payments = Vec::new();
        for _ in 0..50 {
            payments.push(t.payment(&customer, total).insert().await.id);
        }
        let attempts = payments.iter().map(|payment| async {
            let tx = t.scope().begin().await.expect("begun");
            match ledger::allocate(&tx, *payment, document.row.id, total).await {
                Ok(_) => tx.commit().await.is_ok(),
                Err(_) => false,
            }
        });
        let settled = join_all(attempts).await.into_iter().filter(|done| *done).count();
        assert_eq!(settled, 1);
        let scope = t.scope();
        let invoice = scope
            .select::<invoice::Entity>()
            .filter(invoice::Column::Id.eq(document.row.id))
            .one()
            .await
            .expect("read")
            .expect("there");
        assert_eq!((invoice.allocated_minor, invoice.status), (total, invoice::InvoiceStatus::Paid));
        let balance = scope
            .select::<customer_balance::Entity>()
            .filter(customer_balance::Column::CustomerId.eq(customer.id))
            .one()
            .await;
        let balance = balance.expect("read").expect("there");
        assert_eq!((balance.open_minor, balance.unapplied_minor, balance.open_invoices), (0, 49 * total, 0));
        ledger_check_is_empty(&t).await;
    });
}

/// A movement in a transaction of its own.
#[derive(Debug, Clone, Copy)]
enum Movement {
    Allocate(PaymentId, InvoiceId),
    Reverse(PaymentId, AllocationId),
    Credit(CreditNoteId, InvoiceId),
    ReverseCredit(CreditNoteId, AllocationId),
    ReceiveAndAllocate(CustomerId, InvoiceId),
    AllocateAndReceive(CustomerId, PaymentId, InvoiceId),
}

const AMOUNT: i64 = 5_00;

async fn make(tx: &Tx, movement: Movement) -> Result<(), LedgerError> {
    let money = Money::new(AMOUNT, tx.scope().tenant().currency);
    match movement {
        Movement::Allocate(payment, invoice) => {
            ledger::allocate(tx, payment, invoice, AMOUNT).await?;
        }
        Movement::Reverse(payment, allocation) => ledger::reverse(tx, payment, allocation).await?,
        Movement::Credit(note, invoice) => {
            allocate_credit(tx, note, invoice, AMOUNT).await?;
        }
        Movement::ReverseCredit(note, allocation) => reverse_credit(tx, note, allocation).await?,
        Movement::ReceiveAndAllocate(customer, invoice) => {
            let payment = ledger::receive(tx, customer, money, PaymentChannel::Cash).await?;
            ledger::allocate(tx, payment, invoice, AMOUNT).await?;
        }
        Movement::AllocateAndReceive(customer, payment, invoice) => {
            ledger::allocate(tx, payment, invoice, AMOUNT).await?;
            ledger::receive(tx, customer, money, PaymentChannel::Cash).await?;
        }
    }
    Ok(())
}

#[test]
fn movements_of_every_kind_at_once_never_wait_for_each_other_in_a_circle() {
    on_shared_server(Backing::Services, concat!(module_path!(), "::mixed"), async |t: TestApp| {
        let mut movements = Vec::new();
        for _ in 0..2 {
            let customer = t.customer().insert().await;
            let first = t.invoice(&customer).line("Fibre", 600_00).issued(today()).insert().await.row.id;
            let second = t.invoice(&customer).line("Fibre", 600_00).issued(today()).insert().await.row.id;
            let payment = t.payment(&customer, 600_00).insert().await.id;
            let note = t.credit_note(&customer, 200_00).insert().await.id;
            for round in 0..12 {
                let tx = t.scope().begin().await.expect("begun");
                let taken = ledger::allocate(&tx, payment, first, AMOUNT).await.expect("allocated");
                let credited = allocate_credit(&tx, note, first, AMOUNT).await.expect("allocated");
                tx.commit().await.expect("committed");
                let (one, other) = if round % 2 == 0 { (first, second) } else { (second, first) };
                movements.extend([
                    Movement::Reverse(payment, taken),
                    Movement::Allocate(payment, other),
                    Movement::Credit(note, one),
                    Movement::ReverseCredit(note, credited),
                    Movement::ReceiveAndAllocate(customer.id, other),
                    Movement::AllocateAndReceive(customer.id, payment, one),
                ]);
            }
        }
        let app = &t;
        let attempts = movements.into_iter().map(|movement| -> BoxFuture<'_, _> {
            Box::pin(async move {
                let tx = app.scope().begin().await.expect("begun");
                let made = make(&tx, movement).await;
                if made.is_ok() {
                    tx.commit().await.expect("committed");
                }
                (movement, made)
            })
        });
        let all: Vec<_> = stream::iter(attempts).buffer_unordered(8).collect().await;
        for (movement, made) in &all {
            assert!(made.is_ok(), "{movement:?}: {made:?}");
        }
        ledger_check_is_empty(&t).await;
    });
}

#[test]
fn the_first_payments_of_a_customer_may_come_in_at_once() {
    on_shared_server(Backing::Services, concat!(module_path!(), "::first"), async |t: TestApp| {
        let customer = t.customer().insert().await.id;
        let tx = t.scope().begin().await.expect("begun");
        let forgotten = tx.delete::<customer_balance::Entity>().run().await;
        assert_eq!(forgotten.expect("removed"), 1, "the books of the customer are not begun");
        tx.commit().await.expect("committed");
        let money = Money::new(AMOUNT, t.scope().tenant().currency);
        let arrivals = (0..12).map(|_| async {
            let tx = t.scope().begin().await.expect("begun");
            let received = ledger::receive(&tx, customer, money, PaymentChannel::Cash).await;
            tx.commit().await.expect("committed");
            received
        });
        for received in join_all(arrivals).await {
            received.expect("received");
        }
        ledger_check_is_empty(&t).await;
    });
}
