//! Fees for paying late: by the tenant's policy, once a stage, never on fees, and waived by staff.

use portico::billing;
use portico::kernel::ids::{InvoiceId, TypedId as _};
use portico::payments::PaymentsOnAccount;
use portico::tenancy::{BillingSettings, LateFee, LateFeeStage};
use serde_json::json;

use super::{biller, done, mutate, refused};
use crate::support::app::{TestApp, today};
use crate::support::recount::assert_the_books_add_up;

fn policy() -> BillingSettings {
    let stage = |after_days| LateFeeStage {
        after_days,
        fee: LateFee::RateMicro(50_000),
        min_minor: 5_00,
        max_minor: Some(25_00),
    };
    BillingSettings {
        late_fees: [("EUR".to_owned(), vec![stage(0), stage(14)])].into(),
        ..BillingSettings::default()
    }
}

async fn charge(t: &TestApp, day: chrono::NaiveDate) -> usize {
    let charged = billing::charge_late_fees(&t.scope(), &policy(), &PaymentsOnAccount, day).await;
    let charged = charged.expect("the database answers");
    assert_eq!(charged.failed, []);
    charged.charged
}

both!(a_fee_is_charged_after_grace_once_a_stage, async |t: TestApp| {
    let ada = t.customer().insert().await;
    let due = today() - chrono::Days::new(8);
    let bill = t.invoice(&ada).line("Fibre", 1_000_00).issued(due).due(due).insert().await.row;
    // Seven days of grace end yesterday.
    assert_eq!(charge(&t, today() - chrono::Days::new(1)).await, 0);
    assert_eq!(charge(&t, today()).await, 1);
    assert_eq!(charge(&t, today()).await, 0, "again on the same day");
    assert_eq!(charge(&t, today() + chrono::Days::new(14)).await, 1, "the second stage, and none on the fee");
    assert_eq!(charge(&t, today() + chrono::Days::new(400)).await, 0);
    let staff = biller(&t).await;
    let asks = "query($id: ID!) { node(id: $id) { ... on Invoice { lateFees { stage overdue { minor } amount { minor }
        invoice { kind total { minor } taxTotal { minor } lines { nodes { description } } } } } } }";
    let seen = staff.gql(asks, json!({ "id": bill.id.to_string() })).await;
    let fees = seen.ok()["node"]["lateFees"].as_array().expect("a list").clone();
    assert_eq!(fees.len(), 2);
    assert_eq!(
        (&fees[0]["stage"], &fees[0]["amount"]["minor"]),
        (&json!(1), &json!("2500")),
        "1190.00 → 25.00"
    );
    assert_eq!(fees[0]["invoice"]["kind"], "LATE_FEE");
    assert_eq!(fees[0]["invoice"]["taxTotal"]["minor"], "0");
    let text = fees[0]["invoice"]["lines"]["nodes"][0]["description"].as_str().expect("text");
    assert!(text.ends_with(&bill.number.expect("a number")), "{text}");
    assert_the_books_add_up(&t.scope()).await;
});

both!(who_pays_in_time_or_in_another_currency_is_charged_none, async |t: TestApp| {
    let (ada, bob) = (
        t.customer().insert().await,
        t.customer().with(|row| row.currency = "USD".parse().expect("known")).insert().await,
    );
    let due = today() - chrono::Days::new(100);
    t.invoice(&ada).line("Fibre", 50_00).issued(due).due(due).paid().insert().await;
    t.invoice(&bob).line("Fibre", 50_00).issued(due).due(due).insert().await;
    t.invoice(&ada).line("Fibre", 50_00).issued(due).due(due).voided().insert().await;
    assert_eq!(charge(&t, today()).await, 0);
});

both!(a_fee_is_waived_whatever_became_of_it, async |t: TestApp| {
    let (ada, staff) = (t.customer().insert().await, biller(&t).await);
    let due = today() - chrono::Days::new(30);
    let first = t.invoice(&ada).line("Fibre", 50_00).issued(due).due(due).insert().await.row;
    assert_eq!(charge(&t, today()).await, 2, "both stages are due");
    let asks = "query($id: ID!) { node(id: $id) { ... on Invoice { lateFees { waivedAt invoice { id status } } } } }";
    let fees = async || {
        let seen = staff.gql(asks, json!({ "id": first.id.to_string() })).await;
        seen.ok()["node"]["lateFees"].as_array().expect("a list").clone()
    };
    let before = fees().await;
    let (one, two) = (before[0]["invoice"]["id"].clone(), before[1]["invoice"]["id"].clone());
    let waive = async |id: &serde_json::Value, reason: &str| {
        let input = json!({ "invoiceId": id, "reason": reason });
        mutate(&staff, "waiveLateFee", input, "invoice { status creditNotes { total { minor } } }").await
    };
    assert_eq!(refused(&waive(&json!(first.id.to_string()), "no fee").await), "NOT_FOUND");
    assert_eq!(refused(&waive(&one, "").await), "INVALID_INPUT");
    assert_eq!(done(waive(&one, "a courtesy").await)["invoice"]["status"], "VOID", "nothing was paid");
    assert_eq!(refused(&waive(&one, "again").await), "ALREADY_DONE");
    let id = InvoiceId::parse(two.as_str().expect("text")).expect("an id");
    t.payment(&ada, 2_00).allocate(id, 2_00).insert().await;
    let credited = done(waive(&two, "a courtesy").await);
    assert_eq!(credited["invoice"]["status"], "PAID");
    assert_eq!(credited["invoice"]["creditNotes"][0]["total"]["minor"], "500");
    let waived = fees().await;
    assert!(!waived.is_empty() && waived.iter().all(|fee| !fee["waivedAt"].is_null()));
    assert_the_books_add_up(&t.scope()).await;
});

both!(what_is_overdue_is_looked_at_once_a_day, async |t: TestApp| {
    use std::sync::Arc;

    use portico::billing::{DunningDay, LateFeesDay, NoOutages};
    use portico::tenancy::{DailyWork, DunningAction, DunningSettings, DunningStep, OnceADay};
    let t = t
        .tenant_with(|new| {
            let steps = vec![DunningStep { after_days: 0, action: DunningAction::Reminder }];
            let dunning = DunningSettings { steps, ..DunningSettings::default() };
            new.settings.billing = BillingSettings { dunning, ..policy() };
        })
        .await;
    let ada = t.customer().insert().await;
    let due = today() - chrono::Days::new(30);
    for _ in 0..3 {
        t.invoice(&ada).line("Fibre", 100_00).issued(due).due(due).insert().await;
    }
    let fees = OnceADay::new(LateFeesDay { payments: Arc::new(PaymentsOnAccount) });
    let dunning = OnceADay::new(DunningDay { outages: Arc::new(NoOutages) });
    let works: [&dyn DailyWork; 2] = [&fees, &dunning];
    let statements = async |days: i64| {
        let mut counts = Vec::new();
        for work in works {
            let scope = t.scope();
            let scope = scope.at(scope.now() + chrono::TimeDelta::days(days));
            let before = scope.statements();
            work.run(&scope, t.facts()).await.expect("the database answers");
            counts.push(scope.statements() - before);
        }
        counts
    };
    assert!(statements(0).await.iter().all(|count| *count > 10), "it has worked");
    assert_eq!(statements(0).await, [0, 0], "and looks at nothing again");
    // The next day is looked at: some pages, and no work.
    let next = statements(1).await;
    assert!(next.iter().all(|count| (1..=12).contains(count)), "{next:?}");
    assert_eq!(statements(1).await, [0, 0]);
    // Of another tenant nothing is known.
    let other = t.tenant().await;
    let scope = other.scope();
    dunning.run(&scope, other.facts()).await.expect("the database answers");
    assert!(scope.statements() > 0);
    assert_the_books_add_up(&t.scope()).await;
});
