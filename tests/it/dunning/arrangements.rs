//! Promises to pay later: offered, accepted, kept, broken.

use futures_util::future::join;
use portico::billing::entity::late_fee;
use portico::billing::entity::payment_arrangement::{self, ArrangementStatus};
use portico::events::entity::outbox_event::EventType;
use portico::payments::PaymentsOnAccount;
use portico::tenancy::{BillingSettings, LateFee, LateFeeStage};
use portico::{billing, db};

use super::*;
use crate::support::recount::assert_the_books_add_up;

const ASKS: &str = "arrangement { id status total { minor } paid { minor } shieldsUntil
    instalments { number due amount { minor } paid { minor } } invoices { id } }";

fn input(customer: &customer::Model, parts: &[(u64, &str)]) -> Value {
    let part = |(days, amount): &(u64, &str)| json!({ "due": (today() + Days::new(*days)).to_string(), "amount": amount });
    json!({ "customerId": customer.id.to_string(), "instalments": parts.iter().map(part).collect::<Vec<_>>() })
}

async fn accept(caller: &Caller, customer: &customer::Model, parts: &[(u64, &str)]) -> Value {
    mutate(caller, "acceptPaymentArrangement", input(customer, parts), ASKS).await
}

/// Promises to pay in so many days.
pub(super) async fn promise(caller: &Caller, customer: &customer::Model, parts: &[(u64, &str)]) -> Value {
    done(accept(caller, customer, parts).await)["arrangement"].clone()
}

async fn status(t: &TestApp) -> Vec<ArrangementStatus> {
    let scope = t.scope();
    let rows = scope.select::<payment_arrangement::Entity>().all().await.expect("the database answers");
    rows.into_iter().map(|row| row.status).collect()
}

both!(what_is_overdue_can_be_promised_and_brings_services_back, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service, bill) = suspended(&t).await;
    t.invoice(&ada).line("Fibre", 10_00).issued(today()).insert().await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let offer =
        "paymentArrangementOffer { obstacle total { minor } maxInstalments firstBy latest invoices { id }
        plans { instalments { due amount { minor } } } }";
    let offered = asked(&owner, offer).await["paymentArrangementOffer"].clone();
    let in_days = |days: u64| json!((today() + Days::new(days)).to_string());
    assert_eq!(offered["obstacle"], json!(null));
    assert_eq!(offered["total"]["minor"], "11900", "what is not due yet is not promised");
    assert_eq!(offered["invoices"], json!([{ "id": bill.id.to_string() }]));
    assert_eq!((&offered["firstBy"], &offered["latest"]), (&in_days(14), &in_days(60)));
    let second = &offered["plans"][1]["instalments"];
    assert_eq!(
        *second,
        json!([
            { "due": in_days(14), "amount": { "minor": "5950" } },
            { "due": in_days(60), "amount": { "minor": "5950" } },
        ])
    );
    let promised = promise(&owner, &ada, &[(14, "59.50"), (60, "59.50")]).await;
    assert_eq!((&promised["status"], &promised["shieldsUntil"]), (&json!("ACTIVE"), &in_days(60)));
    assert!(in_service(&t, service).await, "at once");
    assert_eq!(told(&t, EventType::SubscriptionResumed).await, 1);
    assert_eq!(told(&t, EventType::ArrangementAccepted).await, 1);
    let again = asked(
        &owner,
        "paymentArrangementOffer { obstacle plans { instalments { due } } } restoreQuote { amount { minor } }
        dunning { stage shieldedUntil timeline { kind done onHold } }",
    )
    .await;
    assert_eq!(again["paymentArrangementOffer"], json!({ "obstacle": "ALREADY_PROMISED", "plans": [] }));
    assert_eq!((&again["restoreQuote"], &again["dunning"]["shieldedUntil"]), (&json!(null), &in_days(60)));
    assert_eq!(refused(&accept(&owner, &ada, &[(1, "119.00")]).await), ("ALREADY_DONE", "customerId"));
    look(&t, 30).await;
    assert_eq!(status(&t).await, [ArrangementStatus::Broken], "the first instalment was not paid");
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_promise_that_is_kept_ends_well, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    late(&t, &ada).await;
    warn(&t).await;
    let (owner, biller) = (member(&t, &ada, LinkRole::Owner).await, staff(&t, LinkRole::Billing).await);
    promise(&owner, &ada, &[(5, "50.00"), (20, "69.00")]).await;
    cash(&biller, &ada, "60.00", "first").await;
    look(&t, 6).await;
    assert_eq!(status(&t).await, [ArrangementStatus::Active]);
    let seen =
        asked(&owner, "paymentArrangements { status paid { minor } instalments { paid { minor } } }").await;
    assert_eq!(
        seen["paymentArrangements"],
        json!([{ "status": "ACTIVE", "paid": { "minor": "6000" },
                 "instalments": [{ "paid": { "minor": "5000" } }, { "paid": { "minor": "1000" } }] }])
    );
    cash(&biller, &ada, "59.00", "second").await;
    let seen = asked(&owner, "paymentArrangements { status }").await;
    assert_eq!(
        seen["paymentArrangements"],
        json!([{ "status": "KEPT" }]),
        "before anybody has written it down"
    );
    for day in [7, 30] {
        look(&t, day).await;
    }
    assert_eq!(status(&t).await, [ArrangementStatus::Kept]);
    assert_eq!(told(&t, EventType::ArrangementKept).await, 1);
    assert_eq!(told(&t, EventType::ArrangementBroken).await, 0);
    assert!(in_service(&t, service).await);
});

both!(a_promise_that_is_broken_shields_no_more, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service, _) = suspended(&t).await;
    let (owner, biller) = (member(&t, &ada, LinkRole::Owner).await, staff(&t, LinkRole::Billing).await);
    promise(&owner, &ada, &[(5, "50.00"), (20, "69.00")]).await;
    assert!(in_service(&t, service).await);
    cash(&biller, &ada, "49.99", "almost").await;
    look(&t, 5).await;
    assert!(in_service(&t, service).await, "until the end of the day");
    look(&t, 6).await;
    assert_eq!(status(&t).await, [ArrangementStatus::Broken]);
    assert!(!in_service(&t, service).await);
    look(&t, 6).await;
    for event in [EventType::ArrangementBroken, EventType::DunningRestored] {
        assert_eq!(told(&t, event).await, 1, "{event:?}");
    }
    assert_eq!(told(&t, EventType::DunningSuspended).await, 2);
    let offer = asked(&owner, "paymentArrangementOffer { obstacle }").await;
    assert_eq!(offer["paymentArrangementOffer"]["obstacle"], "BROKEN_BEFORE");
    assert_eq!(refused(&accept(&owner, &ada, &[(1, "69.01")]).await), ("NOT_OFFERED", "customerId"));
});

both!(what_is_not_on_offer_is_refused_and_changes_nothing, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, _) = served(&t).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    assert_eq!(refused(&accept(&owner, &ada, &[(1, "1.00")]).await), ("NOT_OFFERED", "customerId"));
    late(&t, &ada).await;
    let wrong: &[&[(u64, &str)]] = &[
        &[],
        &[(1, "118.99")],
        &[(15, "119.00")],
        &[(1, "60.00"), (61, "59.00")],
        &[(2, "60.00"), (2, "59.00")],
        &[(1, "119.00"), (2, "0.00")],
        &[(1, "30.00"), (2, "30.00"), (3, "30.00"), (4, "29.00")],
    ];
    for parts in wrong {
        assert_eq!(
            refused(&accept(&owner, &ada, parts).await),
            ("INVALID_INPUT", "instalments"),
            "{parts:?}"
        );
    }
    assert_eq!(
        refused(&accept(&owner, &ada, &[(1, "119.001")]).await),
        ("INVALID_INPUT", "instalments.amount")
    );
    assert!(status(&t).await.is_empty());
    let none = t.tenant_with(|new| new.settings.billing.dunning.arrangements.offered = false).await;
    let (bob, _) = served(&none).await;
    late(&none, &bob).await;
    let owner = member(&none, &bob, LinkRole::Owner).await;
    assert_eq!(refused(&accept(&owner, &bob, &[(1, "119.00")]).await), ("NOT_OFFERED", "customerId"));
});

both!(two_promises_at_once_are_one, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, _, _) = suspended(&t).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let parts: &[(u64, &str)] = &[(7, "119.00")];
    let (one, two) = join(accept(&owner, &ada, parts), accept(&owner, &ada, parts)).await;
    let errors = [&one, &two].map(|payload| payload["userErrors"].as_array().expect("a list").len());
    assert_eq!(errors.iter().sum::<usize>(), 1, "{one} {two}");
    assert_eq!(status(&t).await, [ArrangementStatus::Active]);
    assert_eq!(told(&t, EventType::SubscriptionResumed).await, 1);
});

both!(who_may_promise, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, _) = served(&t).await;
    late(&t, &ada).await;
    let document =
        "mutation($input: AcceptPaymentArrangementInput!) { acceptPaymentArrangement(input: $input) {
        arrangement { id } userErrors { code field } } }";
    let variables = json!({ "input": input(&ada, &[(1, "119.00")]) });
    t.anonymous().gql(document, variables.clone()).await.assert_code("UNAUTHENTICATED");
    for role in [LinkRole::Viewer, LinkRole::Technical] {
        let caller = member(&t, &ada, role).await;
        caller.gql(document, variables.clone()).await.assert_code("FORBIDDEN");
    }
    for role in [LinkRole::Support, LinkRole::Noc] {
        staff(&t, role).await.gql(document, variables.clone()).await.assert_code("FORBIDDEN");
    }
    let (bob, _) = served(&t).await;
    let stranger = member(&t, &bob, LinkRole::Owner).await;
    let theirs = accept(&stranger, &ada, &[(1, "119.00")]).await;
    let mut nobody = ada.clone();
    nobody.id = t.scope().new_id();
    assert_eq!(theirs, accept(&stranger, &nobody, &[(1, "119.00")]).await, "the same answer");
    assert_eq!(refused(&theirs), ("NOT_FOUND", "customerId"));
    let elsewhere = isp(&t).await;
    let (eve, _) = served(&elsewhere).await;
    let foreign = member(&elsewhere, &eve, LinkRole::Owner).await;
    assert_eq!(refused(&accept(&foreign, &ada, &[(1, "119.00")]).await), ("NOT_FOUND", "customerId"));
    assert!(status(&t).await.is_empty());
    let payer = member(&t, &ada, LinkRole::Payer).await;
    promise(&payer, &ada, &[(1, "119.00")]).await;
    late(&t, &bob).await;
    promise(&staff(&t, LinkRole::Billing).await, &bob, &[(1, "119.00")]).await;
});

both!(no_late_fee_is_charged_on_what_is_promised, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, _) = served(&t).await;
    let bill = late(&t, &ada).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    promise(&owner, &ada, &[(5, "119.00")]).await;
    let other = t.invoice(&ada).line("Fibre", 50_00).issued(ago(30)).due(ago(20)).insert().await.row;
    let stage = LateFeeStage { after_days: 0, fee: LateFee::FlatMinor(7_00), min_minor: 0, max_minor: None };
    let policy =
        BillingSettings { late_fees: [("EUR".to_owned(), vec![stage])].into(), ..BillingSettings::default() };
    let charge = async |day: NaiveDate| {
        let charged = billing::charge_late_fees(&t.scope(), &policy, &PaymentsOnAccount, day).await;
        charged.expect("the database answers").charged
    };
    assert_eq!(charge(today() + Days::new(5)).await, 1, "on the other");
    let scope = t.scope();
    let fees = db::Reads::select::<late_fee::Entity>(&scope).all().await.expect("the database answers");
    assert_eq!(fees.iter().map(|fee| fee.invoice_id).collect::<Vec<_>>(), [other.id]);
    assert_eq!(charge(today() + Days::new(6)).await, 1, "the promise is broken");
    let fees = db::Reads::select::<late_fee::Entity>(&scope).all().await.expect("the database answers");
    assert!(fees.iter().any(|fee| fee.invoice_id == bill.id));
});
