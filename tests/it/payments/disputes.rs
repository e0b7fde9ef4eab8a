//! Chargebacks: what a bank takes back is owed again, and what it gives again is used again.

use chrono::TimeDelta;
use portico::billing::entity::invoice::InvoiceStatus;
use portico::events::entity::outbox_event::EventType;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::desk::{assert_the_gateway_agrees, invoice, paid, payer};
use crate::dunning::told;
use crate::invoicing::{done, mutate};
use crate::support::app::{TestApp, today};
use crate::support::recount::{assert_the_books_add_up, ledger_check_is_empty};
use crate::support::wait::until;

fn quick(config: &mut portico::config::Config) {
    config.payments.look_ms = 50;
}

both!(a_chargeback_reopens_what_the_payment_had_paid, quick, async |t: TestApp| {
    for (token, won) in [("tok_dispute", false), ("tok_dispute_won", true)] {
        let t = t.tenant().await;
        let payer = payer(&t, token).await;
        let bill = t.invoice(&payer.customer).line("Fibre", 100_00).issued(today()).insert().await.row;
        let payment = paid(&payer.pay_for(bill.id, "119.00", "k").await);
        assert_eq!(payment["status"], "SUCCEEDED");
        assert_eq!(invoice(&t, bill.id).await.status, InvoiceStatus::Paid);
        t.advance(TimeDelta::seconds(3));
        until("the bank takes it back", async || {
            payer.look(&payment["id"]).await["status"] == "CHARGED_BACK"
        })
        .await;
        let back = payer.look(&payment["id"]).await;
        assert_eq!(
            (&back["chargedBack"]["minor"], &back["unapplied"]["minor"]),
            (&json!("11900"), &json!("0"))
        );
        assert_eq!(back["disputes"][0]["status"], "OPEN");
        assert_eq!(invoice(&t, bill.id).await.status, InvoiceStatus::Open);
        assert_eq!(told(&t, EventType::PaymentAllocationReversed).await, 1);
        assert_the_books_add_up(&t.scope()).await;
        t.advance(TimeDelta::seconds(3));
        let decided = if won { "WON" } else { "LOST" };
        until("the bank decides", async || {
            payer.look(&payment["id"]).await["disputes"][0]["status"] == decided
        })
        .await;
        let after = payer.look(&payment["id"]).await;
        let (status, open) = if won { ("SUCCEEDED", "0") } else { ("CHARGED_BACK", "11900") };
        assert_eq!((&after["status"], &after["chargedBack"]["minor"]), (&json!(status), &json!(open)));
        assert_eq!(invoice(&t, bill.id).await.status == InvoiceStatus::Paid, won);
        assert_eq!(told(&t, EventType::PaymentDisputeWon).await, u64::from(won));
        assert_the_books_add_up(&t.scope()).await;
        assert_the_gateway_agrees(&t).await;
    }
});

both!(a_part_that_was_given_back_stays_so_when_the_dispute_of_the_rest_is_won, quick, async |t: TestApp| {
    let payer = payer(&t, "tok_dispute_won").await;
    let bill = t.invoice(&payer.customer).line("Fibre", 100_00).issued(today()).insert().await.row;
    let payment = paid(&payer.pay_for(bill.id, "119.00", "k").await);
    let staff = t.sign_in_as(&t.account().staff(LinkRole::Billing).insert().await).await;
    let input = json!({
        "paymentId": payment["id"], "amount": "19.00", "reason": "as agreed", "idempotencyKey": "refund",
    });
    done(mutate(&staff, "refundPayment", input, "payment { status }").await);
    for (status, decided) in [("CHARGED_BACK", "OPEN"), ("PARTIALLY_REFUNDED", "WON")] {
        t.advance(TimeDelta::seconds(3));
        until("the bank takes it back, and gives it again", async || {
            payer.look(&payment["id"]).await["disputes"][0]["status"] == decided
        })
        .await;
        let seen = payer.look(&payment["id"]).await;
        assert_eq!((&seen["status"], &seen["refunded"]["minor"]), (&json!(status), &json!("1900")));
        ledger_check_is_empty(&t).await;
    }
    assert_eq!(invoice(&t, bill.id).await.allocated_minor, 100_00);
    assert_the_gateway_agrees(&t).await;
});
