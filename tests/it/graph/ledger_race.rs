//! Fifty at once on one invoice: charged once, never below zero. On PostgreSQL, where writers really meet.

use futures_util::future::join_all;
use portico::billing::entity::{customer_balance, invoice};
use portico::db::Reads as _;
use portico::payments::ledger;
use sea_orm::ColumnTrait as _;

use crate::support::app::{Backing, TestApp, on_shared_server, today};

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
    });
}
