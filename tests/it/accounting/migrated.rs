//! Books from before the days of refunds, disputes and write-offs were kept: they are true after the migration, and what is
//! known of the days is kept.

use chrono::{Days, TimeDelta};
use migrations::{Migrator, MigratorTrait as _};
use portico::billing;
use portico::billing::entity::{customer_balance, write_off};
use portico::db::Reads as _;
use portico::payments::entity::payment::{self, PaymentStatus};
use portico::payments::entity::{payment_dispute, payment_refund, payment_return};
use sea_orm::ColumnTrait as _;

use crate::payments::bank::{Branch, quiet};
use crate::support::app::{TestApp, today};
use crate::support::recount::ledger_check_is_empty;

/// Of the migrations that this is about, the first.
const FIRST: &str = "m20261130_000200";

both!(books_of_before_are_true_after, quiet, async |t: TestApp| {
    let mut branch = Branch::open(&t).await;
    let customer = branch.t.customer().insert().await;
    let card = branch.card(&customer).await;
    let given_up =
        branch.t.invoice(&customer).line("Fibre", 100_00).issued(today() - Days::new(40)).insert().await;
    billing::write_off(&branch.t.scope(), given_up.row.id, "gone", None).await.expect("given up");
    let refunded = branch.pay(&customer, card, 50_00).await.expect("paid");
    let disputed = branch.pay(&customer, card, 30_00).await.expect("paid");
    let older = branch.t.payment(&customer, 20_00).insert().await;
    branch.t.advance(TimeDelta::days(2));
    assert!(branch.refund(refunded, Some(10_00)).await);
    assert!(branch.bank.dispute(1, 4, false));
    branch.deliver_all().await;
    // As it was before refunds had rows of their own.
    let scope = branch.t.scope();
    let tx = scope.begin().await.expect("begun");
    let refund = tx.update::<payment::Entity>().filter(payment::Column::Id.eq(older.id));
    let refund = refund.set(payment::Column::RefundedMinor, 5_00_i64);
    let refund = refund.set(payment::Column::Status, PaymentStatus::PartiallyRefunded);
    let balance =
        tx.update::<customer_balance::Entity>().add(customer_balance::Column::UnappliedMinor, -5_00);
    let balance = balance.filter(customer_balance::Column::CustomerId.eq(customer.id));
    assert_eq!((refund.run().await.expect("written"), balance.run().await.expect("written")), (1, 1));
    tx.commit().await.expect("committed");

    let applied = Migrator::get_applied_migrations(branch.t.raw()).await.expect("read");
    let since = applied.iter().position(|migration| migration.name().starts_with(FIRST)).expect("applied");
    // The server's workers read meanwhile: where each waits for the other, that migration is refused, and those undone before it
    // stay so, for each is a transaction of its own. What is left is undone by another try.
    let mut tries = 1;
    loop {
        let left = Migrator::get_applied_migrations(branch.t.raw()).await.expect("read").len();
        let steps = u32::try_from(left - since).expect("few");
        let Err(refused) = Migrator::down(branch.t.raw(), Some(steps)).await else { break };
        assert!(tries < 20 && refused.to_string().contains("deadlock detected"), "{refused}");
        tries += 1;
    }
    Migrator::up(branch.t.raw(), None).await.expect("done again");

    ledger_check_is_empty(&branch.t).await;
    let scope = branch.t.scope();
    let back = scope.select::<payment_return::Entity>().all().await.expect("read");
    let refunds = scope.select::<payment_refund::Entity>().all().await.expect("read");
    let disputes = scope.select::<payment_dispute::Entity>().all().await.expect("read");
    let of = |id| {
        let row = back.iter().find(|row| row.payment_id == id).expect("booked");
        (row.amount_minor, row.at, row.refund_id.is_some(), row.dispute_id.is_some())
    };
    assert_eq!(back.len(), 3);
    assert_eq!(of(refunded), (10_00, refunds[0].settled_at.expect("settled"), true, false));
    assert_eq!(of(disputed), (30_00, disputes[0].opened_at, false, true));
    assert_eq!(of(older.id), (5_00, older.received_at, false, false));
    assert_eq!((disputes[0].claimed_minor, disputes[0].restored_minor), (30_00, 0));
    let given_up_now = scope.select::<write_off::Entity>().all().await.expect("read");
    assert_eq!((given_up_now.len(), given_up_now[0].amount_minor), (1, 119_00));
    let day = portico::kernel::clock::date_in(scope.tenant().zone, given_up_now[0].at);
    assert_eq!(Some(day), given_up.row.due_date, "under which it was reported");
    // And the gateway's next word finds its dispute.
    assert!(branch.bank.decide(0, true));
    branch.deliver_all().await;
    ledger_check_is_empty(&branch.t).await;
});
