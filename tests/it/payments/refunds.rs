//! Refunds: partial and whole, in the order domain.md §3.5 and the plan of the house want it.

use chrono::Days;
use portico::billing::entity::invoice::InvoiceStatus;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::payments::entity::payment_refund;
use serde_json::{Value, json};

use crate::payments::desk::{PAY, assert_the_gateway_agrees, invoice, paid, payer};
use crate::support::app::{TestApp, today};
use crate::support::caller::Caller;
use crate::support::recount::assert_the_books_add_up;
use crate::support::reply::Reply;

const REFUND: &str = "mutation($input: RefundPaymentInput!) { refundPayment(input: $input) { replayed
    refund { id status reason amount { minor } } payment { status refunded { minor } unapplied { minor } }
    userErrors { code message field } } }";

async fn staff(t: &TestApp) -> Caller {
    t.sign_in_as(&t.account().staff(LinkRole::Billing).insert().await).await
}

async fn refund(by: &Caller, payment: &Value, amount: Option<&str>, key: &str) -> Reply {
    let input =
        json!({ "paymentId": payment["id"], "amount": amount, "reason": "as agreed", "idempotencyKey": key });
    by.gql(REFUND, json!({ "input": input })).await
}

both!(a_refund_takes_what_is_not_used_first_and_then_the_newest_allocations, async |t: TestApp| {
    let (payer, staff) = (payer(&t, "tok_success").await, staff(&t).await);
    let bill = async |ago| {
        t.invoice(&payer.customer).line("Fibre", 100_00).issued(today() - Days::new(ago)).insert().await.row
    };
    let (first, second) = (bill(1).await, bill(0).await);
    let mut input = payer.input("250.00", "k");
    input["allocations"] = json!([
        { "invoiceId": first.id.to_string(), "amount": "119.00" },
        { "invoiceId": second.id.to_string(), "amount": "119.00" },
    ]);
    let payment = paid(&payer.caller.gql(PAY, json!({ "input": input })).await);
    assert_eq!(payment["unapplied"]["minor"], "1200");

    let reply = refund(&staff, &payment, Some("12.00"), "1").await;
    assert_eq!(reply.ok()["refundPayment"]["payment"]["status"], "PARTIALLY_REFUNDED", "{}", reply.text);
    assert_eq!(invoice(&t, second.id).await.status, InvoiceStatus::Paid, "nothing was reversed");
    let again = refund(&staff, &payment, Some("12.00"), "1").await;
    assert_eq!(again.ok()["refundPayment"]["replayed"], true);
    assert_eq!(again.ok()["refundPayment"]["refund"]["id"], reply.ok()["refundPayment"]["refund"]["id"]);
    let other = refund(&staff, &payment, Some("13.00"), "1").await;
    assert_eq!(other.user_errors("refundPayment"), ["IDEMPOTENCY_KEY_REUSED"]);

    refund(&staff, &payment, Some("19.00"), "2").await.ok();
    assert_eq!(invoice(&t, first.id).await.status, InvoiceStatus::Paid);
    let second_now = invoice(&t, second.id).await;
    assert_eq!((second_now.status, second_now.allocated_minor), (InvoiceStatus::Open, 100_00));
    assert_the_books_add_up(&t.scope()).await;

    let reply = refund(&staff, &payment, Some("219.01"), "3").await;
    assert_eq!(reply.user_errors("refundPayment"), ["EXCEEDS_PAYMENT"]);
    let reply = refund(&staff, &payment, None, "4").await;
    assert_eq!(reply.ok()["refundPayment"]["refund"]["amount"]["minor"], "21900");
    assert_eq!(reply.ok()["refundPayment"]["payment"]["status"], "REFUNDED");
    assert_eq!(invoice(&t, first.id).await.status, InvoiceStatus::Open);
    let reply = refund(&staff, &payment, None, "5").await;
    assert_eq!(reply.user_errors("refundPayment"), ["INVALID_TRANSITION"]);
    let seen = payer.look(&payment["id"]).await;
    assert_eq!(seen["refunds"].as_array().map(Vec::len), Some(3));
    assert_eq!(seen["refunds"][0]["reason"], "as agreed");
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(what_came_over_the_counter_goes_back_over_it, async |t: TestApp| {
    let (customer, staff) = (t.customer().insert().await, staff(&t).await);
    let input = json!({
        "customerId": customer.id.to_string(), "amount": "20", "channel": "CASH", "idempotencyKey": "k",
    });
    let payment = paid(&staff.gql(PAY, json!({ "input": input })).await);
    let reply = refund(&staff, &payment, Some("5"), "r").await;
    assert_eq!(reply.ok()["refundPayment"]["refund"]["status"], "SUCCEEDED", "{}", reply.text);
    assert_eq!(reply.ok()["refundPayment"]["payment"]["unapplied"]["minor"], "1500");
    assert_the_books_add_up(&t.scope()).await;
});

both!(only_billing_staff_gives_money_back_and_says_why, async |t: TestApp| {
    let (payer, staff) = (payer(&t, "tok_success").await, staff(&t).await);
    let payment = paid(&payer.pay("10.00", "k").await);
    let failed = paid(&crate::payments::desk::payer(&t, "tok_declined").await.pay("10.00", "k").await);
    refund(&payer.caller, &payment, None, "a").await.assert_code("FORBIDDEN");
    let support = t.sign_in_as(&t.account().staff(LinkRole::Support).insert().await).await;
    refund(&support, &payment, None, "b").await.assert_code("FORBIDDEN");
    assert_eq!(refund(&staff, &failed, None, "c").await.user_errors("refundPayment"), ["INVALID_TRANSITION"]);
    let foreign = crate::payments::desk::payer(&t.tenant().await, "tok_success").await;
    let theirs = paid(&foreign.pay("10.00", "k").await);
    assert_eq!(refund(&staff, &theirs, None, "d").await.user_errors("refundPayment"), ["NOT_FOUND"]);
    let input = json!({ "paymentId": payment["id"], "reason": "  ", "idempotencyKey": "e" });
    let reply = staff.gql(REFUND, json!({ "input": input })).await;
    assert_eq!(reply.user_errors("refundPayment"), ["INVALID_REASON"]);
    assert_eq!(
        refund(&staff, &payment, Some("0"), "f").await.user_errors("refundPayment"),
        ["INVALID_AMOUNT"]
    );
    let none = t.scope().select::<payment_refund::Entity>().count().await.expect("the database answers");
    assert_eq!(none, 0);
});
