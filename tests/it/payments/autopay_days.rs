//! Autopay in a sandbox whose days pass: each bill is drawn on its day, as the calendar goes by.

use chrono::{Days, NaiveDate};
use futures_util::future::join;
use portico::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use portico::billing::entity::{allocation, dunning_step};
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::clock::date_in;
use portico::payments::AutopayDay;
use portico::payments::entity::autopay_attempt::AttemptStatus;
use portico::payments::entity::payment::{self, PaymentStatus};
use portico::payments::entity::payment_method;
use portico::ports::payment_gateway::GatewayKind;
use portico::tenancy::{DailyWork as _, DunningAction, DunningSettings, DunningStep, LateFee, LateFeeStage};
use serde_json::json;

use super::autopay::{attempts, set};
use super::desk::{Payer, assert_the_gateway_agrees, engine, payer, payments};
use crate::invoicing::{done, mutate};
use crate::support::app::{TestApp, today};
use crate::support::recount::assert_the_books_add_up;

/// A sandbox that charges a fee and reminds on the first day after grace.
async fn sandbox(t: &TestApp) -> TestApp {
    t.tenant_with(|new| {
        new.settings.sandbox = true;
        let fee =
            LateFeeStage { after_days: 0, fee: LateFee::FlatMinor(5_00), min_minor: 0, max_minor: None };
        new.settings.billing.late_fees.insert("EUR".to_owned(), vec![fee]);
        let steps = vec![DunningStep { after_days: 0, action: DunningAction::Reminder }];
        new.settings.billing.dunning = DunningSettings { steps, ..DunningSettings::default() };
    })
    .await
}

/// Lets the days pass until noon of `day`.
async fn pass(t: &TestApp, day: NaiveDate) {
    let admin = t.sign_in_as(&t.account().staff(LinkRole::TenantAdmin).insert().await).await;
    let to = json!({ "to": format!("{day}T12:00:00Z") });
    while done(mutate(&admin, "sandboxAdvanceTime", to.clone(), "arrived").await)["arrived"] != true {}
}

/// Somebody with a service since today, drawn from by the card or account of `token`.
async fn subscriber(t: &TestApp, token: &str) -> Payer {
    let payer = payer(t, token).await;
    let plan = t.plan().insert().await;
    let service = t.subscription(&payer.customer, &plan).with(|row| {
        row.activated_on = Some(today());
        row.billed_through = None;
    });
    service.insert().await;
    assert!(set(&payer, &json!({})).await.user_errors("setAutopay").is_empty());
    payer
}

async fn bills(t: &TestApp) -> Vec<invoice::Model> {
    t.scope().select::<invoice::Entity>().all().await.expect("the database answers")
}

async fn steps(t: &TestApp) -> u64 {
    t.scope().select::<dunning_step::Entity>().count().await.expect("the database answers")
}

/// The day of a payment in the tenant's zone.
fn day_of(t: &TestApp, payment: &payment::Model) -> NaiveDate {
    date_in(t.facts().reference.zone, payment.received_at)
}

both!(a_year_with_autopay_is_paid_bill_by_bill_on_its_day, async |t: TestApp| {
    let t = sandbox(&t).await;
    // A debit takes a day to go through, and so does a gateway that keeps silent at first: within the grace all of them.
    for token in ["tok_success", "tok_bank_success", "tok_timeout_success"] {
        subscriber(&t, token).await;
    }
    // Each bill is due 14 days after the first of a month; the last that is due was issued in October.
    pass(&t, "2027-11-22".parse().expect("a day")).await;
    let bills = bills(&t).await;
    assert_eq!(bills.len(), 3 * 13, "the rest of November, and twelve months");
    assert!(bills.iter().all(|bill| bill.kind == InvoiceKind::Recurring), "no late fee");
    assert_eq!(steps(&t).await, 0, "nobody was reminded");
    assert!(bills.iter().all(|bill| bill.status == InvoiceStatus::Paid), "{bills:?}");
    let (payments, scope) = (payments(&t).await, t.scope());
    assert_eq!(payments.len(), bills.len(), "each bill by one payment");
    let parts = scope.select::<allocation::Entity>().all().await.expect("the database answers");
    for part in parts {
        let bill = bills.iter().find(|bill| bill.id == part.invoice_id).expect("it is there");
        let payment =
            payments.iter().find(|payment| Some(payment.id) == part.payment_id).expect("by autopay");
        assert_eq!(payment.amount_minor, bill.total_minor);
        let (drawn, due) = (day_of(&t, payment), bill.due_date.expect("it is open"));
        assert!((due..=due + Days::new(1)).contains(&drawn), "due {due}, drawn {drawn}");
    }
    let rows = attempts(&t).await;
    assert!(rows.iter().all(|row| row.status == AttemptStatus::Charged && row.number == 1), "{rows:?}");
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

both!(a_refusal_is_tried_again_on_the_days_that_pass, async |t: TestApp| {
    let t = sandbox(&t).await;
    let payer = payer(&t, "tok_insufficient_funds").await;
    let due = today() + Days::new(2);
    t.invoice(&payer.customer).line("Fibre", 100_00).issued(today()).due(due).insert().await;
    assert!(set(&payer, &json!({})).await.user_errors("setAutopay").is_empty());
    pass(&t, due + Days::new(20)).await;
    let mut rows = attempts(&t).await;
    // The fee that came of it is drawn, too, on days of its own.
    let first = rows.iter().min_by_key(|row| row.due_on).expect("one").invoice_id;
    rows.retain(|row| row.invoice_id == first);
    let days: Vec<NaiveDate> = rows.iter().map(|row| row.due_on).collect();
    assert_eq!(days, [0, 1, 4, 11].map(|after| due + Days::new(after)));
    let payments = payments(&t).await;
    for row in &rows {
        let payment = payments.iter().find(|payment| Some(payment.id) == row.payment_id).expect("it is made");
        assert_eq!((payment.status, day_of(&t, payment)), (PaymentStatus::Failed, row.due_on));
    }
    assert_eq!(steps(&t).await, 1, "the reminder on the first day after grace");
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_sandbox_is_never_drawn_from_through_a_real_gateway, async |t: TestApp| {
    let t = sandbox(&t).await;
    let payer = payer(&t, "tok_success").await;
    let tx = t.scope().begin().await.expect("begun");
    let methods = tx.update::<payment_method::Entity>();
    methods.set(payment_method::Column::Gateway, GatewayKind::Stripe).run().await.expect("changed");
    tx.commit().await.expect("committed");
    t.invoice(&payer.customer).line("Fibre", 100_00).issued(today()).due(today()).insert().await;
    assert!(set(&payer, &json!({})).await.user_errors("setAutopay").is_empty());
    // Neither by the calendar nor by the job, which may have been the first.
    pass(&t, today() + Days::new(2)).await;
    engine(&t).draw_due(&|| t.scope(), t.facts()).await.expect("the job works");
    let rows = attempts(&t).await;
    assert_eq!(rows.iter().map(|row| row.status).collect::<Vec<_>>(), [AttemptStatus::NoMethod]);
    assert!(payments(&t).await.is_empty());
});

both!(the_calendar_and_the_job_draw_an_invoice_once, async |t: TestApp| {
    let t = sandbox(&t).await;
    let payer = payer(&t, "tok_success").await;
    for _ in 0..4 {
        t.invoice(&payer.customer).line("Fibre", 100_00).issued(today()).due(today()).insert().await;
    }
    assert!(set(&payer, &json!({})).await.user_errors("setAutopay").is_empty());
    let (day, job) = (AutopayDay { payments: engine(&t) }, engine(&t));
    let scope = t.scope();
    let clock = || t.scope();
    // Whoever comes second to an attempt leaves it, or finds it done.
    for _ in 0..3 {
        let at_once = join(day.run(&scope, t.facts()), job.draw_due(&clock, t.facts()));
        let (by_day, by_job) = at_once.await;
        by_day.and(by_job).expect("both work");
    }
    let payments = payments(&t).await;
    assert_eq!(payments.len(), 4);
    assert!(payments.iter().all(|payment| payment.status == PaymentStatus::Succeeded));
    assert!(bills(&t).await.iter().all(|bill| bill.status == InvoiceStatus::Paid));
    assert_the_books_add_up(&t.scope()).await;
    assert_the_gateway_agrees(&t).await;
});

fn slow(config: &mut portico::config::Config) {
    config.payments.sandbox_latency_ms = 600_000;
}

both!(a_gateway_that_is_down_keeps_no_day_waiting, slow, async |t: TestApp| {
    let t = sandbox(&t).await;
    let payer = payer(&t, "tok_success").await;
    for _ in 0..2 {
        let due = today() - Days::new(7);
        t.invoice(&payer.customer).line("Fibre", 100_00).issued(due).due(due).insert().await;
    }
    assert!(set(&payer, &json!({})).await.user_errors("setAutopay").is_empty());
    pass(&t, today() + Days::new(1)).await;
    assert_eq!(steps(&t).await, 2, "the day went on to its dunning");
    pass(&t, today() + Days::new(4)).await;
    // Each was ordered once at most, and nobody knows what has become of it.
    let orders = payments(&t).await;
    let unknown =
        |payment: &payment::Model| matches!(payment.status, PaymentStatus::Pending | PaymentStatus::Unknown);
    assert!((1..=2).contains(&orders.len()) && orders.iter().all(unknown), "{orders:?}");
    assert_the_books_add_up(&t.scope()).await;
});
