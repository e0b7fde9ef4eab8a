//! What nobody waited for is settled by itself, within half a minute.

use chrono::TimeDelta;
use futures_util::future::join;
use portico::db::Reads as _;
use portico::kernel::ids::PaymentId;
use portico::payments::PaymentOrder;
use portico::payments::entity::payment::{self, PaymentStatus};
use portico::payments::entity::payment_attempt::AttemptSource;
use portico::payments::entity::payment_charge;
use portico::payments::sandbox::entity::sandbox_charge;
use serde_json::{Value, json};

use super::bank::{Branch, quiet};
use super::desk::{Payer, assert_the_gateway_agrees, engine, paid, payer, payments as orders};
use crate::support::app::{TestApp, today};
use crate::support::recount::assert_the_books_add_up;
use crate::support::wait::until;

/// The longest that a payment may be stuck.
const PATIENCE: TimeDelta = TimeDelta::seconds(30);

fn quick(config: &mut portico::config::Config) {
    config.payments.look_ms = 50;
}

async fn becomes(payer: &Payer, payment: &Value, status: &str) -> Value {
    until(&format!("{payment} is {status}"), async || payer.look(&payment["id"]).await["status"] == status)
        .await;
    payer.look(&payment["id"]).await
}

both!(a_gateway_that_keeps_silent_is_asked_later, quick, async |t: TestApp| {
    for (token, status, code) in [
        ("tok_timeout_success", "SUCCEEDED", json!(null)),
        ("tok_timeout_failure", "FAILED", json!("CARD_DECLINED")),
    ] {
        let payer = payer(&t, token).await;
        let bill = t.invoice(&payer.customer).line("Fibre", 100_00).issued(today()).insert().await.row;
        let payment = paid(&payer.pay_for(bill.id, "119.00", "k").await);
        assert_eq!(payment["status"], "UNKNOWN");
        let reply = payer.pay_for(bill.id, "119.00", "k2").await;
        assert_eq!(reply.user_errors("createPayment"), ["INVOICE_NOT_PAYABLE"], "it may have been paid");
        t.advance(PATIENCE);
        let settled = becomes(&payer, &payment, status).await;
        assert_eq!(settled["declineCode"], code);
        assert_eq!(
            settled["attempts"].as_array().expect("a list").last().expect("one")["source"],
            "RECONCILER"
        );
        assert_eq!(settled["receiptNumber"].is_string(), status == "SUCCEEDED");
        assert_eq!(paid(&payer.pay_for(bill.id, "119.00", "k").await)["status"], status);
    }
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(what_never_reached_the_gateway_has_failed, quick, async |t: TestApp| {
    let payer = payer(&t, "tok_timeout_success").await;
    let payment = paid(&payer.pay("10.00", "k").await);
    // As if the order had been lost on its way.
    let tx = t.scope().begin().await.expect("begun");
    tx.delete::<sandbox_charge::Entity>().run().await.expect("removed");
    tx.commit().await.expect("committed");
    assert_eq!(payer.look(&payment["id"]).await["status"], "UNKNOWN", "it may still be on its way");
    t.advance(PATIENCE);
    assert_eq!(becomes(&payer, &payment, "FAILED").await["declineCode"], "NEVER_REACHED");
    assert_the_books_add_up(&t.scope()).await;
});

async fn status_of(t: &TestApp, id: PaymentId) -> PaymentStatus {
    orders(t).await.into_iter().find(|row| row.id == id).expect("it exists").status
}

both!(
    a_young_charge_is_asked_about_within_seconds_and_an_old_one_ever_more_seldom,
    quiet,
    async |t: TestApp| {
        let mut branch = Branch::open(&t).await;
        let customer = branch.t.customer().insert().await;
        let card = branch.card(&customer).await;
        branch.bank.mute(true);
        let payment = branch.pay(&customer, card, 10_00).await.expect("ordered");
        assert_eq!(status_of(&branch.t, payment).await, PaymentStatus::Unknown);
        branch.work().await;
        assert_eq!(branch.bank.questions().0, 0, "it has just been asked");
        // The time that passes before each round, and the questions that were asked after it.
        for (passes, questions) in [
            (TimeDelta::seconds(3), 1),
            // A bank that does not answer is not asked in every round.
            (TimeDelta::zero(), 1),
            (TimeDelta::seconds(4), 1),
            (TimeDelta::seconds(6), 2),
            (TimeDelta::days(2), 3),
            (TimeDelta::seconds(10), 3),
            (TimeDelta::minutes(58), 3),
            (TimeDelta::minutes(2), 4),
        ] {
            t.advance(passes);
            branch.work().await;
            assert_eq!(branch.bank.questions().0, questions, "after {passes}");
        }
        branch.bank.mute(false);
        t.advance(TimeDelta::hours(1));
        branch.work().await;
        assert_eq!(status_of(&branch.t, payment).await, PaymentStatus::Succeeded);
        assert_the_books_add_up(&branch.t.scope()).await;
    }
);

both!(charges_whose_names_are_lost_are_looked_for_together, quiet, async |t: TestApp| {
    let mut branch = Branch::open(&t).await;
    branch.bank.has_a_list();
    branch.bank.mute(true);
    let mut ordered = Vec::new();
    for _ in 0..5 {
        let customer = branch.t.customer().insert().await;
        let card = branch.card(&customer).await;
        ordered.push(branch.pay(&customer, card, 10_00).await.expect("ordered"));
    }
    let lost = ordered.pop().expect("five");
    branch.bank.forget(lost);
    branch.bank.mute(false);
    t.advance(PATIENCE);
    branch.work().await;
    assert_eq!(branch.bank.questions(), (0, 1), "one look is enough for all");
    for payment in ordered {
        assert_eq!(status_of(&branch.t, payment).await, PaymentStatus::Succeeded);
    }
    assert_eq!(status_of(&branch.t, lost).await, PaymentStatus::Failed, "it never got there");
    assert_the_books_add_up(&branch.t.scope()).await;
});

fn thoughtful(config: &mut portico::config::Config) {
    config.payments.sandbox_latency_ms = 1_500;
}

both!(
    an_order_that_had_to_wait_is_not_given_up_while_the_gateway_is_at_it,
    thoughtful,
    async |t: TestApp| {
        let (payer, payments) = (payer(&t, "tok_success").await, engine(&t));
        // The request has read its clock, and waits for the customer's money for a minute.
        let begun = t.scope();
        t.advance(TimeDelta::seconds(60));
        let order = PaymentOrder {
            customer: payer.customer.id,
            amount: 10.into(),
            method: None,
            channel: None,
            allocations: Vec::new(),
            keeps_credit: true,
            key: "k".to_owned(),
        };
        let paying =
            async { payments.create_payment(&begun, t.facts(), order).await.expect("it is made").payment };
        let looking = async {
            until("it is ordered", async || orders(&t).await.len() == 1).await;
            let id = orders(&t).await[0].id;
            let look = payments.reconcile(&t.scope(), t.facts(), id, AttemptSource::Reconciler).await;
            look.expect("the gateway is asked")
        };
        let (paid, seen) = join(paying, looking).await;
        assert_ne!(seen.status, PaymentStatus::Failed, "it was not on its way for long");
        assert_eq!(paid.status, PaymentStatus::Succeeded);
        let charge = t.scope().select::<payment_charge::Entity>().one().await.expect("the database answers");
        assert_eq!(charge.expect("there is one").created_at, t.now(), "not the time of the request");
        assert_the_books_add_up(&t.scope()).await;
        assert_the_gateway_agrees(&t).await;
    }
);

both!(a_payer_who_does_not_act_in_time_has_not_paid, quick, async |t: TestApp| {
    let payer = payer(&t, "tok_3ds").await;
    let payment = paid(&payer.pay("10.00", "k").await);
    t.advance(TimeDelta::minutes(29));
    until("it was looked at", async || {
        let charge = t.scope().select::<payment_charge::Entity>().one().await.expect("the database answers");
        charge.expect("there is one").checks > 0
    })
    .await;
    assert_eq!(payer.look(&payment["id"]).await["status"], "REQUIRES_ACTION");
    // The payer's session ends meanwhile, too.
    t.advance(TimeDelta::hours(1));
    until("it is called off", async || {
        let row = t.scope().select::<payment::Entity>().one().await.expect("the database answers");
        row.expect("there is one").status == PaymentStatus::Cancelled
    })
    .await;
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(a_direct_debit_takes_its_time, quick, async |t: TestApp| {
    for (token, status) in [("tok_bank_success", "SUCCEEDED"), ("tok_bank_fails", "FAILED")] {
        let payer = payer(&t, token).await;
        let payment = paid(&payer.pay("10.00", "k").await);
        assert_eq!((&payment["status"], &payment["channel"]), (&json!("PROCESSING"), &json!("BANK")));
        t.advance(TimeDelta::seconds(3));
        let settled = becomes(&payer, &payment, status).await;
        assert_eq!(settled["attempts"].as_array().expect("a list").last().expect("one")["source"], "WEBHOOK");
    }
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(what_the_gateway_tells_twice_is_booked_once, quick, async |t: TestApp| {
    let payer = payer(&t, "tok_duplicate").await;
    let payment = paid(&payer.pay("10.00", "k").await);
    assert_eq!(payment["status"], "SUCCEEDED");
    until("both messages are delivered", async || {
        let scope = t.scope();
        let events = scope.select::<portico::payments::sandbox::entity::sandbox_event::Entity>();
        let left = events.all().await.expect("the database answers");
        left.iter().all(|event| event.deliveries_left == 0) && !left.is_empty()
    })
    .await;
    let stored = t.scope().select::<portico::payments::entity::gateway_event::Entity>().all().await;
    let stored = stored.expect("the database answers");
    assert_eq!(stored.len(), 1, "by its name it is one message");
    assert!(stored[0].processed_at.is_some());
    assert_eq!(payer.look(&payment["id"]).await["attempts"].as_array().map(Vec::len), Some(2));
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});
