//! threats.md row 24: the same payment sent twice, by two tabs, under distinct keys, 50 at once on one invoice, over two
//! replicas: charged once, one receipt, no balance below zero.

use futures_util::future::join_all;
use portico::billing::entity::customer_balance;
use portico::billing::entity::invoice::InvoiceStatus;
use portico::db::Reads as _;
use portico::payments::entity::payment;
use portico::payments::sandbox::entity::sandbox_charge;
use portico::payments::state::was_received;
use serde_json::json;

use super::desk::{PAY, assert_the_gateway_agrees, invoice, paid, payer_at};
use crate::support::app::{Backing, TestApp, on_own_server, today};
use crate::support::program::Program;
use crate::support::recount::assert_the_books_add_up;

#[test]
fn fifty_at_once_on_one_invoice_over_two_replicas_charge_it_once() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let replicas = [Program::serve(t.config(), &[]), Program::serve(t.config(), &[])];
            let payer = payer_at(&t, replicas[0].port(), "tok_success").await;
            let bill = t.invoice(&payer.customer).line("Fibre", 100_00).issued(today()).insert().await.row;
            let attempts = (0..50).map(|number| {
                let caller = payer.caller.at_port(replicas[number % 2].port());
                // Every second one under a key of its own, the others under one of five.
                let key =
                    if number % 4 < 2 { format!("own {number}") } else { format!("shared {}", number % 5) };
                let mut input = payer.input("119.00", &key);
                input["allocations"] = json!([{ "invoiceId": bill.id.to_string(), "amount": "119.00" }]);
                async move { caller.gql(PAY, json!({ "input": input })).await }
            });
            let mut made = Vec::new();
            for reply in join_all(attempts).await {
                match reply.user_errors("createPayment").as_slice() {
                    [] => made.push(paid(&reply)["id"].clone()),
                    ["INVOICE_NOT_PAYABLE" | "IDEMPOTENCY_IN_PROGRESS"] => {}
                    other => panic!("{other:?}"),
                }
            }
            made.dedup();
            assert_eq!(made.len(), 1, "{made:?}");
            let scope = t.scope();
            let payments = scope.select::<payment::Entity>().all().await.expect("the database answers");
            let received: Vec<_> = payments.iter().filter(|payment| was_received(payment.status)).collect();
            assert_eq!(received.iter().map(|payment| payment.amount_minor).sum::<i64>(), bill.total_minor);
            assert_eq!(received.iter().filter(|payment| payment.receipt_number.is_some()).count(), 1);
            let charges =
                scope.select::<sandbox_charge::Entity>().count().await.expect("the database answers");
            assert_eq!(charges, 1);
            assert_eq!(invoice(&t, bill.id).await.status, InvoiceStatus::Paid);
            let balances =
                scope.select::<customer_balance::Entity>().all().await.expect("the database answers");
            assert!(!balances.is_empty());
            for row in balances {
                assert!(row.open_minor == 0 && row.unapplied_minor == 0 && row.open_invoices == 0, "{row:?}");
            }
            assert_the_books_add_up(&scope).await;
            assert_the_gateway_agrees(&t).await;
            for replica in replicas {
                replica.stop();
            }
        },
    );
}
