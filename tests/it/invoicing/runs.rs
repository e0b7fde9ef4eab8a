//! Billing runs: everybody who is due, once, whatever happens meanwhile.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use futures_util::future::join_all;
use portico::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use portico::billing::entity::{billed_period, billing_run, credit_note, invoice_line};
use portico::billing::{self, RunCounts, Worker};
use portico::catalog::entity::charge::ChargeKind;
use portico::catalog::entity::subscription::{self, SubscriptionStatus};
use portico::catalog::{self, NewCharge};
use portico::customers::entity::customer::{self, BillingMode};
use portico::db::{Reads as _, Scope};
use portico::kernel::ids::CustomerId;
use portico::payments::PaymentsOnAccount;
use sea_orm::ColumnTrait as _;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::{biller, done, mutate, refused};
use crate::support::app::{Backing, TestApp, on_shared_server, today};
use crate::support::recount::assert_the_books_add_up;
use portico::identity::entity::account_link::LinkRole;

/// Runs the bills of a day to their end.
pub(crate) async fn run(scope: &Scope, as_of: NaiveDate, workers: usize) -> RunCounts {
    let run = billing::begin_run(scope, as_of).await.expect("it begins");
    let stop = CancellationToken::new();
    let work = (0..workers).map(|number| {
        let (run, stop) = (&run, &stop);
        async move {
            let holder = format!("{:032x}/{number}", scope.new_id::<CustomerId>().0.as_u128());
            let worker = Worker::on(scope, run, &PaymentsOnAccount, holder).await.expect("rates are read");
            worker.work(stop).await.expect("the database answers");
        }
    });
    join_all(work).await;
    billing::run_progress(scope, run.id).await.expect("the database answers")
}

async fn invoices(t: &TestApp) -> Vec<invoice::Model> {
    let rows = t.scope().select::<invoice::Entity>().all().await.expect("read");
    rows.into_iter().filter(|row| row.status != InvoiceStatus::Draft).collect()
}

/// Customers with a service each that is billed to today.
async fn customers(t: &TestApp, count: usize) -> Vec<(customer::Model, subscription::Model)> {
    let plan = t.plan().insert().await;
    let mut made = Vec::new();
    for _ in 0..count {
        let customer = t.customer().with(|row| row.billing_day = 22).insert().await;
        let service = t.subscription(&customer, &plan).insert().await;
        made.push((customer, service));
    }
    made
}

both!(everybody_who_is_due_is_billed_once, async |t: TestApp| {
    let made = customers(&t, 5).await;
    let scope = t.scope();
    let first = run(&scope, today(), 2).await;
    assert_eq!((first.due, first.billed, first.failed), (5, 5, 0));
    let bills = invoices(&t).await;
    assert_eq!(bills.len(), 5);
    for (customer, service) in &made {
        let bill = bills.iter().find(|row| row.customer_id == customer.id).expect("a bill");
        assert_eq!((bill.subtotal_minor, bill.total_minor), (39_90, 47_48));
        assert_eq!((bill.period_start, bill.kind), (Some(today()), InvoiceKind::Recurring));
        let now = scope.select::<subscription::Entity>().filter(subscription::Column::Id.eq(service.id));
        let now = now.one().await.expect("read").expect("there");
        assert_eq!(now.billed_through, Some("2026-12-22".parse().expect("a date")));
    }
    let again = run(&scope, today(), 2).await;
    assert_eq!((again.due, invoices(&t).await.len()), (0, 5), "a run that is repeated adds nothing");
    assert_the_books_add_up(&scope).await;
});

both!(a_bill_has_parts_charges_volume_and_credit, async |t: TestApp| {
    let plan = t
        .plan()
        .with(|plan| {
            plan.price_minor = 31_00;
            plan.cap_bytes = Some(1_000_000_000);
            plan.overage_per_gb_minor = Some(50);
        })
        .insert()
        .await;
    let ada = t.customer().insert().await;
    let service = t
        .subscription(&ada, &plan)
        .with(|row| {
            row.activated_on = Some("2026-10-22".parse().expect("a date"));
            row.billed_through = None;
        })
        .insert()
        .await;
    let scope = t.scope();
    let on = |text: &str| text.parse::<NaiveDate>().expect("a date");
    run(&scope, on("2026-10-22"), 1).await;
    let tx = scope.begin().await.expect("begun");
    let new = NewCharge {
        customer: ada.id,
        currency: ada.currency,
        subscription: Some(service.id),
        kind: ChargeKind::Setup,
        description_key: catalog::charge_text::SETUP,
        description_args: json!({ "plan": plan.name }),
        service: None,
        quantity_micro: 1_000_000,
        unit_price_minor: 20_00,
        tax_code: Some("standard".to_owned()),
        source_key: format!("setup:{}", service.id),
    };
    catalog::charge(&tx, new).await.expect("written");
    let used = portico::catalog::entity::usage_day::ActiveModel {
        id: sea_orm::Set(scope.new_id()),
        subscription_id: sea_orm::Set(service.id),
        day: sea_orm::Set(on("2026-10-25")),
        down_bytes: sea_orm::Set(151_000_000_000),
        up_bytes: sea_orm::Set(0),
        is_final: sea_orm::Set(true),
        ..Default::default()
    };
    tx.insert(used).await.expect("written");
    tx.commit().await.expect("committed");
    t.credit_note(&ada, 5_00).insert().await;
    run(&scope, on("2026-11-01"), 1).await;
    let bills = invoices(&t).await;
    let lines = scope.select::<invoice_line::Entity>().all().await.expect("read");
    let of = |day: &str| {
        let bill = bills.iter().find(|row| row.issue_date == Some(on(day))).expect("a bill");
        let mut lines: Vec<_> = lines.iter().filter(|line| line.invoice_id == bill.id).collect();
        lines.sort_by_key(|line| line.position);
        (bill, lines.iter().map(|line| line.net_minor).collect::<Vec<_>>())
    };
    // Ten of October's 31 days; then November, 150 GB × 0.50 and the set-up.
    assert_eq!(of("2026-10-22").1, [10_00]);
    let (november, nets) = of("2026-11-01");
    assert_eq!(nets, [31_00, 75_00, 20_00]);
    assert_eq!(november.allocated_minor, 5_00, "the credit is used for it");
    assert_the_books_add_up(&scope).await;
});

both!(what_cannot_be_billed_keeps_nobody_else_from_being_billed, async |t: TestApp| {
    let made = customers(&t, 3).await;
    let strange = t.plan().with(|plan| plan.tax_code = "unheard-of".to_owned()).insert().await;
    let bob = t.customer().with(|row| row.billing_day = 22).insert().await;
    t.subscription(&bob, &strange).insert().await;
    let scope = t.scope();
    let counts = run(&scope, today(), 2).await;
    assert_eq!((counts.due, counts.billed, counts.failed), (4, 3, 1));
    assert_eq!(invoices(&t).await.len(), made.len());
    let run = scope.select::<billing_run::Entity>().one().await.expect("read").expect("there");
    let report = billing::run_report(&scope, run.id).await.expect("read");
    assert_eq!(
        (report.errors[0].0.as_str(), report.errors[0].1.as_str()),
        (bob.number.as_str(), "UNKNOWN_TAX_CODE")
    );
    let staff = biller(&t).await;
    let asks = "{ billingRuns { asOf finishedAt progress { due billed failed } errors { code customer { number } } } }";
    let seen = staff.gql(asks, json!({})).await;
    let seen = &seen.ok()["billingRuns"][0];
    assert_eq!(seen["progress"], json!({ "due": 4, "billed": 3, "failed": 1 }));
    assert_eq!(seen["errors"], json!([{ "code": "UNKNOWN_TAX_CODE", "customer": { "number": bob.number } }]));
    assert_the_books_add_up(&scope).await;
});

both!(more_given_back_than_charged_is_a_credit_note, async |t: TestApp| {
    let plan = t.plan().with(|plan| plan.price_minor = 31_00).insert().await;
    let ada = t.customer().insert().await;
    let service = t
        .subscription(&ada, &plan)
        .with(|row| {
            row.status = SubscriptionStatus::Cancelled;
            row.ends_on = Some(today());
        })
        .insert()
        .await;
    let scope = t.scope();
    let tx = scope.begin().await.expect("begun");
    let new = NewCharge {
        customer: ada.id,
        currency: ada.currency,
        subscription: Some(service.id),
        kind: ChargeKind::Proration,
        description_key: catalog::charge_text::UNUSED,
        description_args: json!({ "plan": plan.name }),
        service: None,
        quantity_micro: 1_000_000,
        unit_price_minor: -10_00,
        tax_code: Some("standard".to_owned()),
        source_key: "end:1".to_owned(),
    };
    catalog::charge(&tx, new).await.expect("written");
    tx.commit().await.expect("committed");
    let counts = run(&scope, today(), 1).await;
    assert_eq!((counts.due, counts.billed), (1, 1));
    let note = scope.select::<credit_note::Entity>().one().await.expect("read").expect("there");
    assert_eq!((note.net_minor, note.tax_minor, note.total_minor), (10_00, 1_90, 11_90));
    assert_eq!(invoices(&t).await.len(), 0);
    assert_eq!(run(&scope, today(), 1).await.due, 0);
    // Void, it waits again.
    let staff = biller(&t).await;
    let void = json!({ "creditNoteId": note.id.to_string(), "reason": "a mistake" });
    done(mutate(&staff, "voidCreditNote", void, "creditNote { status }").await);
    assert_eq!(run(&scope, today(), 1).await.billed, 1);
    assert_the_books_add_up(&scope).await;
});

both!(what_is_voided_can_be_billed_again, async |t: TestApp| {
    customers(&t, 1).await;
    let scope = t.scope();
    run(&scope, today(), 1).await;
    let next: NaiveDate = "2026-12-22".parse().expect("a date");
    run(&scope, next, 1).await;
    let staff = biller(&t).await;
    let void = async |of: NaiveDate| {
        let id = invoices(&t)
            .await
            .iter()
            .find(|row| row.issue_date == Some(of) && row.status == InvoiceStatus::Open)
            .expect("a bill")
            .id
            .to_string();
        mutate(&staff, "voidInvoice", json!({ "invoiceId": id, "reason": "a mistake" }), "invoice { status }")
            .await
    };
    assert_eq!(refused(&void(today()).await), "SUPERSEDED", "later days are billed");
    done(void(next).await);
    done(void(today()).await);
    assert!(scope.select::<billed_period::Entity>().all().await.expect("read").is_empty());
    let again = run(&scope, next, 1).await;
    assert_eq!((again.due, again.billed), (1, 1));
    let open: Vec<_> =
        invoices(&t).await.into_iter().filter(|row| row.status == InvoiceStatus::Open).collect();
    assert_eq!((open.len(), open[0].subtotal_minor), (1, 2 * 39_90), "both periods at once");
    assert_the_books_add_up(&scope).await;
});

both!(a_prepaid_customer_pays_out_of_the_balance_or_is_told, async |t: TestApp| {
    use portico::events::{Event, EventType};
    let plan = t.plan().insert().await;
    let prepaid = |row: &mut customer::Model| {
        row.billing_day = 22;
        row.billing_mode = BillingMode::Prepaid;
    };
    let (rich, poor) = (t.customer().with(prepaid).insert().await, t.customer().with(prepaid).insert().await);
    for customer in [&rich, &poor] {
        t.subscription(customer, &plan).insert().await;
    }
    t.payment(&rich, 50_00).insert().await;
    t.payment(&poor, 10_00).insert().await;
    let scope = t.scope();
    run(&scope, today(), 1).await;
    let bills = invoices(&t).await;
    let of =
        |customer: &customer::Model| bills.iter().find(|row| row.customer_id == customer.id).expect("a bill");
    assert_eq!((of(&rich).status, of(&poor).status), (InvoiceStatus::Paid, InvoiceStatus::Open));
    assert_eq!(of(&poor).due_date, Some(today()), "at once");
    let events = scope.select::<portico::events::entity::outbox_event::Entity>().all().await.expect("read");
    let short: Vec<&Event> =
        events.iter().filter(|event| event.event_type == EventType::PrepaidBalanceShort).collect();
    assert_eq!((short.len(), short[0].payload["missingMinor"].as_i64()), (1, Some(47_48 - 10_00)));
    assert_the_books_add_up(&scope).await;
});

both!(the_estimate_is_what_the_run_then_bills, async |t: TestApp| {
    let (customer, _) = customers(&t, 1).await.pop().expect("one");
    t.credit_note(&customer, 7_00).insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let owner = t.sign_in_as(&login).await;
    let asks = "{ viewer { customer { upcomingInvoice { kind issueDate dueDate periodStart periodEnd subtotal { minor }
        taxTotal { minor } total { minor } creditToApply { minor } amountDue { minor }
        lines { kind description serviceStart net { minor } taxes { name amount { minor } } } } } } }";
    let reply = owner.gql(asks, json!({})).await;
    let upcoming = reply.ok()["viewer"]["customer"]["upcomingInvoice"].clone();
    assert_eq!((&upcoming["issueDate"], &upcoming["total"]["minor"]), (&json!("2026-11-22"), &json!("4748")));
    assert_eq!(
        (&upcoming["creditToApply"]["minor"], &upcoming["amountDue"]["minor"]),
        (&json!("700"), &json!("4048"))
    );
    assert_eq!(upcoming["lines"][0]["taxes"][0]["amount"]["minor"], "758");
    assert!(invoices(&t).await.is_empty(), "nothing is written");
    run(&t.scope(), today(), 1).await;
    let bill = invoices(&t).await.pop().expect("a bill");
    assert_eq!((bill.total_minor, bill.total_minor - bill.allocated_minor), (47_48, 40_48));
    let next = owner.gql(asks, json!({})).await;
    assert_eq!(next.ok()["viewer"]["customer"]["upcomingInvoice"]["issueDate"], "2026-12-22");
});

#[test]
fn two_runs_at_once_bill_everybody_once() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        let made = customers(&t, 40).await;
        let scope = t.scope();
        // Of one day, which is one run, and of another day, which is another; three workers on each.
        let (tomorrow, today) = (today() + Days::new(1), today());
        let (scope, other) = (&scope, t.scope());
        let (one, two, three) =
            tokio::join!(run(scope, today, 3), run(&other, today, 3), run(scope, tomorrow, 3));
        let counted: BTreeMap<_, usize> =
            invoices(&t).await.iter().fold(BTreeMap::new(), |mut counted, row| {
                *counted.entry(row.customer_id).or_default() += 1;
                counted
            });
        assert_eq!(counted.len(), made.len());
        assert!(counted.values().all(|count| *count == 1), "{counted:?}");
        assert_eq!(one.failed + two.failed + three.failed, 0);
        assert_the_books_add_up(scope).await;
    });
}

#[test]
fn a_share_whose_worker_is_gone_is_taken_over() {
    use crate::support::app::on_own_server;
    on_own_server(
        Backing::Services,
        concat!(module_path!(), "::lease"),
        |_| {},
        async |t: TestApp| {
            customers(&t, 4).await;
            let scope = t.scope();
            let begun = billing::begin_run(&scope, today()).await.expect("it begins");
            let stop = CancellationToken::new();
            // Somebody takes the share and is never heard of again.
            let tx = scope.begin().await.expect("begun");
            let lost = tx
                .execute(
                    "UPDATE billing_run_share SET holder = 'gone', lease_until = $2 WHERE tenant_id = $1",
                    [(scope.real_now() + chrono::TimeDelta::seconds(2)).into()],
                )
                .await
                .expect("written");
            tx.commit().await.expect("committed");
            assert_eq!(lost, 1);
            let worker =
                Worker::on(&scope, &begun, &PaymentsOnAccount, "alive".to_owned()).await.expect("rates");
            worker.work(&stop).await.expect("the database answers");
            let counts = billing::run_progress(&scope, begun.id).await.expect("read");
            assert_eq!((counts.billed, counts.failed), (4, 0));
            assert_the_books_add_up(&scope).await;
        },
    );
}

both!(estimates_of_many_cost_the_statements_of_one, async |t: TestApp| {
    customers(&t, 12).await;
    let staff = biller(&t).await;
    let asks = "query($n: Int!) { customers(first: $n) { nodes { invoiceDrafts { id } upcomingInvoice { total { minor } } } } }";
    let one = staff.gql(asks, json!({ "n": 1 })).await;
    let many = staff.gql(asks, json!({ "n": 12 })).await;
    let nodes = many.ok()["customers"]["nodes"].as_array().expect("a list").clone();
    assert!(nodes.iter().all(|node| node["upcomingInvoice"]["total"]["minor"] == "4748"), "{nodes:?}");
    assert_eq!((nodes.len(), one.statements()), (12, many.statements()));
});
