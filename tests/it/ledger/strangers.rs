//! One customer's money never pays another's invoice.

use portico::billing::entity::allocation;
use portico::billing::ledger::{LedgerError, allocate_credit};
use portico::db::{DbError, Reads as _};
use portico::kernel::ids::{CustomerId, PaymentId};
use portico::kernel::money::Money;
use portico::payments::entity::payment::PaymentChannel;
use portico::payments::ledger;
use sea_orm::Set;

use crate::support::app::{TestApp, today};
use crate::support::recount::ledger_check_is_empty;

both!(a_payment_and_a_credit_pay_their_own_customer_s_invoices_only, async |t: TestApp| {
    let (ada, bob) = (t.customer().insert().await, t.customer().insert().await);
    let bill = t.invoice(&ada).line("Fibre", 50_00).issued(today()).insert().await.row.id;
    let money = t.payment(&bob, 80_00).insert().await.id;
    let note = t.credit_note(&bob, 80_00).insert().await.id;
    // Ada has as much to her credit as Bob, so that the sums alone would not give a wrong booking away.
    t.payment(&ada, 80_00).insert().await;
    let tx = t.scope().begin().await.expect("begun");
    let paid = ledger::allocate(&tx, money, bill, 10_00).await;
    let credited = allocate_credit(&tx, note, bill, 10_00).await;
    // The caller goes on in the same transaction: nothing was written.
    tx.commit().await.expect("committed");
    ledger_check_is_empty(&t).await;
    assert!(matches!(paid, Err(LedgerError::OtherAccount)), "{paid:?}");
    assert!(matches!(credited, Err(LedgerError::OtherAccount)), "{credited:?}");
});

both!(the_database_itself_holds_customer_and_currency_together, async |t: TestApp| {
    let (ada, bob) = (t.customer().insert().await, t.customer().insert().await);
    let bill = t.invoice(&ada).line("Fibre", 50_00).issued(today()).insert().await.row.id;
    let money = t.payment(&bob, 80_00).insert().await.id;
    for customer in [ada.id, bob.id] {
        let tx = t.scope().begin().await.expect("begun");
        let row = |payment: PaymentId, customer: CustomerId| allocation::ActiveModel {
            id: Set(tx.scope().new_id()),
            customer_id: Set(customer),
            payment_id: Set(Some(payment)),
            credit_note_id: Set(None),
            invoice_id: Set(bill),
            amount_minor: Set(10_00),
            at: Set(tx.scope().now()),
            reversed_at: Set(None),
            ..Default::default()
        };
        let inserted = tx.insert(row(money, customer)).await;
        assert!(matches!(inserted, Err(DbError::ForeignKey(_))), "{inserted:?}");
    }
    let tx = t.scope().begin().await.expect("begun");
    let dollars = Money::new(5_00, "USD".parse().expect("known"));
    let received = ledger::receive(&tx, ada.id, dollars, PaymentChannel::Cash).await;
    assert!(matches!(received, Err(LedgerError::Fault(_))), "{received:?}");
});
