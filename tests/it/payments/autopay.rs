//! Autopay: each invoice once, on its day, within the cap; and again after a refusal that may pass.

use std::sync::Arc;

use chrono::{Days, TimeDelta};
use portico::billing::entity::invoice::InvoiceStatus;
use portico::db::Reads as _;
use portico::events::entity::outbox_event::{self, EventType};
use portico::events::run_listener;
use portico::identity::entity::account_link::LinkRole;
use portico::payments::entity::autopay_attempt::{self, AttemptStatus};
use portico::payments::entity::payment;
use portico::payments::{AutopayListener, Payments};
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use crate::payments::desk::{Payer, assert_the_gateway_agrees, engine, invoice, payer};
use crate::support::app::{Backing, TestApp, on_own_server, today};
use crate::support::recount::assert_the_books_add_up;
use crate::support::reply::Reply;
use crate::support::wait::until;

const SET: &str = "mutation($input: SetAutopayInput!) { setAutopay(input: $input) {
    autopay { enabled dayOffset cap { minor } method { id } version } userErrors { code message field } } }";

/// Says how a payer is drawn from.
pub(super) async fn set(payer: &Payer, more: &Value) -> Reply {
    let mut input = json!({ "customerId": payer.customer.id.to_string(), "enabled": true });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    payer.caller.gql(SET, json!({ "input": input })).await
}

/// The job's own look, any number of times.
async fn draw(t: &TestApp, payments: &Arc<Payments>) {
    for _ in 0..2 {
        payments.draw_due(&|| t.scope(), t.facts()).await.expect("the job works");
    }
}

/// The attempts at a tenant, the first of each invoice first.
pub(super) async fn attempts(t: &TestApp) -> Vec<autopay_attempt::Model> {
    let mut rows = t.scope().select::<autopay_attempt::Entity>().all().await.expect("the database answers");
    rows.sort_by_key(|row| row.number);
    rows
}

both!(an_invoice_is_drawn_once_on_its_day, |_| {}, async |t: TestApp| {
    let (payer, payments) = (payer(&t, "tok_success").await, engine(&t));
    let bill = t
        .invoice(&payer.customer)
        .line("Fibre", 100_00)
        .issued(today())
        .due(today() + Days::new(2))
        .insert()
        .await;
    let reply = set(&payer, &json!({ "dayOffset": -1 })).await;
    assert_eq!(reply.ok()["setAutopay"]["autopay"]["dayOffset"], -1, "{}", reply.text);
    draw(&t, &payments).await;
    assert_eq!(invoice(&t, bill.row.id).await.status, InvoiceStatus::Open, "its day has not come");
    t.advance(TimeDelta::days(1));
    draw(&t, &payments).await;
    assert_eq!(invoice(&t, bill.row.id).await.status, InvoiceStatus::Paid);
    draw(&t, &payments).await;
    let paid = t.scope().select::<payment::Entity>().all().await.expect("the database answers");
    assert_eq!(paid.len(), 1);
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(a_refusal_that_may_pass_is_tried_again_and_one_that_may_not_is_not, |_| {}, async |t: TestApp| {
    for (token, number) in [("tok_insufficient_funds", 4), ("tok_stolen", 1)] {
        let t = t.tenant().await;
        let (payer, payments) = (payer(&t, token).await, engine(&t));
        t.invoice(&payer.customer).line("Fibre", 100_00).issued(today()).due(today()).insert().await;
        assert!(set(&payer, &json!({})).await.user_errors("setAutopay").is_empty());
        for _ in 0..14 {
            draw(&t, &payments).await;
            // Events have their place when the dispatcher has seen them.
            until("what was refused is told", async || {
                run_listener(&t.scope(), &AutopayListener).await.expect("it hears");
                let failed = t.scope();
                let failed = failed.select::<outbox_event::Entity>();
                let failed = failed.filter(outbox_event::Column::EventType.eq(EventType::PaymentFailed));
                let failed = failed.all().await.expect("the database answers");
                failed.iter().all(|event| event.cursor.is_some())
            })
            .await;
            run_listener(&t.scope(), &AutopayListener).await.expect("it hears");
            t.advance(TimeDelta::minutes(24 * 60));
        }
        let rows = attempts(&t).await;
        assert_eq!(rows.len(), number, "{rows:?}");
        assert!(rows.iter().all(|row| row.status == AttemptStatus::Charged && row.payment_id.is_some()));
        assert_the_books_add_up(&t.scope()).await;
    }
});

#[test]
fn more_than_the_cap_is_left_to_the_customer_and_so_is_what_is_switched_off() {
    on_own_server(
        Backing::Embedded,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let (payer, payments) = (payer(&t, "tok_success").await, engine(&t));
            let large =
                t.invoice(&payer.customer).line("Fibre", 100_00).issued(today()).due(today()).insert().await;
            assert!(set(&payer, &json!({ "cap": "118.99" })).await.user_errors("setAutopay").is_empty());
            draw(&t, &payments).await;
            assert_eq!(attempts(&t).await[0].status, AttemptStatus::OverCap);
            assert_eq!(invoice(&t, large.row.id).await.status, InvoiceStatus::Open);
            let small =
                t.invoice(&payer.customer).line("Fibre", 10_00).issued(today()).due(today()).insert().await;
            assert!(set(&payer, &json!({ "cap": "118.99" })).await.user_errors("setAutopay").is_empty());
            assert!(set(&payer, &json!({ "enabled": false })).await.user_errors("setAutopay").is_empty());
            draw(&t, &payments).await;
            assert_eq!(invoice(&t, small.row.id).await.status, InvoiceStatus::Open);
        },
    );
}

both!(who_says_how_a_customer_is_drawn_from, async |t: TestApp| {
    let (alice, bob) = (payer(&t, "tok_success").await, payer(&t, "tok_success").await);
    for (more, code) in [
        (json!({ "methodId": bob.method }), "METHOD_NOT_FOUND"),
        (json!({ "dayOffset": 29 }), "INVALID_DAY_OFFSET"),
        (json!({ "cap": "0" }), "INVALID_CAP"),
        (json!({ "expectedVersion": 7 }), "CONFLICT"),
        (json!({ "customerId": bob.customer.id.to_string() }), "NOT_FOUND"),
    ] {
        assert_eq!(set(&alice, &more).await.user_errors("setAutopay"), [code]);
    }
    let first = set(&alice, &json!({ "methodId": alice.method })).await;
    assert_eq!(first.ok()["setAutopay"]["autopay"]["version"], 1, "{}", first.text);
    let second = set(&alice, &json!({ "expectedVersion": 1, "cap": "50" })).await;
    assert_eq!(second.ok()["setAutopay"]["autopay"]["version"], 2);
    let seen = "query($id: ID!) { node(id: $id) { ... on Customer { autopay { enabled cap { minor } method { id } } } } }";
    let seen = alice.caller.gql(seen, json!({ "id": alice.customer.id.to_string() })).await;
    assert_eq!(
        seen.ok()["node"]["autopay"],
        json!({ "enabled": true, "cap": { "minor": "5000" }, "method": null })
    );

    let t = t.tenant_with(|new| new.settings.payments.autopay_locked = true).await;
    let locked = payer(&t, "tok_success").await;
    assert_eq!(set(&locked, &json!({})).await.user_errors("setAutopay"), ["LOCKED"]);
    let staff = t.sign_in_as(&t.account().staff(LinkRole::Billing).insert().await).await;
    let by_staff = Payer { customer: locked.customer, caller: staff, method: locked.method };
    assert!(set(&by_staff, &json!({})).await.user_errors("setAutopay").is_empty());
});

both!(the_owner_of_a_card_that_expires_is_told_once, async |t: TestApp| {
    let (payer, payments) = (payer(&t, "tok_expiring").await, engine(&t));
    crate::payments::desk::add(&payer.caller, &payer.customer, "tok_success").await;
    draw(&t, &payments).await;
    let told = t.scope();
    let told = told.select::<outbox_event::Entity>();
    let told = told.filter(outbox_event::Column::EventType.eq(EventType::PaymentMethodExpiring));
    let told = told.all().await.expect("the database answers");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].subject, payer.method);
});

both!(what_is_disputed_is_not_drawn, |_| {}, async |t: TestApp| {
    let (payer, payments) = (payer(&t, "tok_success").await, engine(&t));
    let due = today() - Days::new(1);
    let bill = t.invoice(&payer.customer).line("Fibre", 60_00).line("Static IP", 40_00);
    let bill = bill.issued(due).due(due).insert().await;
    let of_all = t.invoice(&payer.customer).line("Fibre", 10_00).issued(due).due(due).insert().await;
    for line in [&bill.lines[1], &of_all.lines[0]] {
        let dispute = "mutation($input: DisputeInvoiceLineInput!) { disputeInvoiceLine(input: $input) {
            userErrors { code message } } }";
        let input =
            json!({ "invoiceLineId": line.id.to_string(), "reason": "NOT_DELIVERED", "explanation": "No." });
        let reply = payer.caller.gql(dispute, json!({ "input": input })).await;
        assert!(reply.user_errors("disputeInvoiceLine").is_empty(), "{}", reply.text);
    }
    assert!(set(&payer, &json!({})).await.user_errors("setAutopay").is_empty());
    draw(&t, &payments).await;
    assert_eq!(invoice(&t, bill.row.id).await.allocated_minor, 71_40, "60.00 and the tax on it");
    assert_eq!(invoice(&t, of_all.row.id).await.allocated_minor, 0);
    assert_the_books_add_up(&t.scope()).await;
});
