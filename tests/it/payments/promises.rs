//! What a customer has promised to pay later is drawn as it was promised: on the days of the instalments, once, and what is
//! paid by hand meanwhile counts.

use std::sync::Arc;

use chrono::{Days, TimeDelta};
use futures_util::future::join;
use portico::billing::entity::invoice::InvoiceStatus;
use portico::billing::entity::payment_arrangement::{self, ArrangementStatus};
use portico::billing::{DunningDay, NoOutages};
use portico::db::{Reads as _, Scope};
use portico::kernel::ids::InvoiceId;
use portico::payments::Payments;
use portico::payments::entity::payment::PaymentStatus;
use portico::tenancy::DailyWork as _;
use serde_json::json;

use super::autopay::{attempts, set};
use super::desk::{Payer, assert_the_gateway_agrees, engine, invoice, paid, payer, payments as orders};
use crate::invoicing::{done, mutate};
use crate::support::app::{TestApp, today};
use crate::support::recount::assert_the_books_add_up;

/// The tenant so many days from the day of the tests.
fn on(t: &TestApp, days: i64) -> Scope {
    let scope = t.scope();
    scope.at(scope.now() + TimeDelta::days(days))
}

/// The look of a job on a day, twice.
async fn draw(t: &TestApp, payments: &Arc<Payments>, days: i64) {
    for _ in 0..2 {
        payments.draw_due(&|| on(t, days), t.facts()).await.expect("the job works");
    }
}

/// Somebody with overdue bills of these amounts before tax who has promised to pay so much in so many days, and is drawn from.
async fn promising(t: &TestApp, token: &str, nets: &[i64], parts: &[(u64, &str)]) -> (Payer, Vec<InvoiceId>) {
    let payer = payer(t, token).await;
    let due = today() - Days::new(30);
    let mut bills = Vec::new();
    for net in nets {
        bills.push(t.invoice(&payer.customer).line("Fibre", *net).issued(due).due(due).insert().await.row.id);
    }
    let part = |(days, amount): &(u64, &str)| json!({ "due": today() + Days::new(*days), "amount": amount });
    let input = json!({
        "customerId": payer.customer.id.to_string(), "instalments": parts.iter().map(part).collect::<Vec<_>>(),
    });
    done(mutate(&payer.caller, "acceptPaymentArrangement", input, "arrangement { status }").await);
    assert!(set(&payer, &json!({})).await.user_errors("setAutopay").is_empty());
    (payer, bills)
}

/// What was ordered so far, in minor units.
async fn amounts(t: &TestApp) -> Vec<i64> {
    orders(t).await.iter().map(|payment| payment.amount_minor).collect()
}

/// What has become of the promise by the dunning of a day.
async fn standing(t: &TestApp, days: i64) -> ArrangementStatus {
    let day = DunningDay { outages: Arc::new(NoOutages) };
    day.run(&on(t, days), t.facts()).await.expect("the database answers");
    let row = t.scope().select::<payment_arrangement::Entity>().one().await;
    row.expect("the database answers").expect("it is there").status
}

both!(each_instalment_is_drawn_once_on_its_day, async |t: TestApp| {
    let (_, bills) = promising(&t, "tok_success", &[100_00], &[(5, "50.00"), (20, "69.00")]).await;
    let payments = engine(&t);
    for day in [0, 1, 4] {
        draw(&t, &payments, day).await;
        assert_eq!(amounts(&t).await, [0; 0], "day {day}");
    }
    assert_eq!(attempts(&t).await[0].due_on, today() + Days::new(5));
    draw(&t, &payments, 5).await;
    assert_eq!(amounts(&t).await, [50_00]);
    assert_eq!(standing(&t, 6).await, ArrangementStatus::Active);
    for day in [6, 19] {
        draw(&t, &payments, day).await;
    }
    assert_eq!(amounts(&t).await, [50_00], "the rest has its own day");
    draw(&t, &payments, 20).await;
    draw(&t, &payments, 21).await;
    assert_eq!(amounts(&t).await, [50_00, 69_00]);
    assert_eq!(invoice(&t, bills[0]).await.status, InvoiceStatus::Paid);
    assert_eq!(standing(&t, 21).await, ArrangementStatus::Kept);
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(what_is_paid_sooner_is_not_drawn_again, async |t: TestApp| {
    let (payer, bills) = promising(&t, "tok_success", &[100_00], &[(5, "50.00"), (20, "69.00")]).await;
    let payments = engine(&t);
    paid(&payer.pay_for(bills[0], "60.00", "by hand").await);
    for day in [0, 5, 6] {
        draw(&t, &payments, day).await;
    }
    assert_eq!(amounts(&t).await, [60_00]);
    draw(&t, &payments, 20).await;
    assert_eq!(amounts(&t).await, [60_00, 59_00]);
    assert_eq!(invoice(&t, bills[0]).await.status, InvoiceStatus::Paid);
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_promise_that_is_broken_shields_from_nothing, async |t: TestApp| {
    promising(&t, "tok_insufficient_funds", &[100_00], &[(5, "50.00"), (20, "69.00")]).await;
    let payments = engine(&t);
    for day in [0, 5, 6] {
        draw(&t, &payments, day).await;
    }
    assert_eq!(amounts(&t).await, [50_00, 119_00], "the day after its day the instalment is late");
    assert_eq!(standing(&t, 6).await, ArrangementStatus::Broken);
    let refused = orders(&t).await;
    assert!(refused.iter().all(|payment| payment.status == PaymentStatus::Failed), "{refused:?}");
    let days: Vec<_> = attempts(&t).await.iter().map(|row| row.due_on).collect();
    assert_eq!(days, [5, 6, 9].map(|day| today() + Days::new(day)));
    assert_the_books_add_up(&t.scope()).await;
});

both!(two_workers_draw_no_more_than_was_promised, async |t: TestApp| {
    let parts = [(5, "80.00"), (20, "39.00")];
    let (_, bills) = promising(&t, "tok_success", &[50_00, 50_00], &parts).await;
    let (one, other) = (engine(&t), engine(&t));
    for (day, total) in [(4, 0), (5, 80_00), (19, 80_00), (20, 119_00)] {
        join(draw(&t, &one, day), draw(&t, &other, day)).await;
        // What one has left to the other is drawn with the next look.
        draw(&t, &one, day).await;
        assert_eq!(amounts(&t).await.iter().sum::<i64>(), total, "day {day}");
    }
    for bill in bills {
        assert_eq!(invoice(&t, bill).await.status, InvoiceStatus::Paid);
    }
    assert_eq!(standing(&t, 21).await, ArrangementStatus::Kept);
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});
