//! Locks and pauses: the state that follows them, and the days that are not billed.

use chrono::TimeDelta;
use portico::catalog::{self, LiftOutcome, LockOutcome, LockReason, SubscriptionStatus};
use portico::db::Reads as _;
use portico::events::EventType;
use portico::events::entity::outbox_event;
use portico::identity::entity::account_link::LinkRole;
use sea_orm::ColumnTrait as _;
use serde_json::json;

use super::{SERVICE, charges, code, day, done, member, mutate, served, service, staff};
use crate::support::app::TestApp;

both!(a_pause_and_its_end_leave_nothing_but_the_days_between, async |t: TestApp| {
    let (customer, row, owner) = served(&t).await;
    let id = row.id.to_string();
    let offer = "query($id: ID!) { node(id: $id) { ... on ServiceSubscription { pauseOffer { earliest latest fee { minor } } } } }";
    let offered = owner.gql(offer, json!({ "id": id })).await;
    let expected = json!({ "earliest": "2026-11-29", "latest": "2027-02-20", "fee": { "minor": "0" } });
    assert_eq!(offered.ok()["node"]["pauseOffer"], expected);
    for until in ["2026-11-28", "2027-02-21", "2026-11-22"] {
        let input = json!({ "subscriptionId": id, "until": until });
        assert_eq!(code(&mutate(&owner, "pauseService", SERVICE, input).await), "NOT_ALLOWED_LENGTH");
    }
    let input = json!({ "subscriptionId": id, "until": "2026-12-10", "expectedVersion": 1 });
    let paused = mutate(&owner, "pauseService", SERVICE, input.clone()).await;
    let paused = &done(&paused)["subscription"];
    assert_eq!(paused["status"], "SUSPENDED");
    let lock = json!([{ "reason": "VOLUNTARY", "since": "2026-11-22", "until": "2026-12-10" }]);
    assert_eq!(paused["locks"], lock);
    // Of November's 39.90 the 9 days from the 22nd are given back.
    let days = Some((day("2026-11-22"), day("2026-12-01")));
    assert_eq!(charges(&t, customer.id).await, [("line.suspended".to_owned(), days, -11_97)]);
    assert_eq!(code(&mutate(&owner, "pauseService", SERVICE, input).await), "CONFLICT");
    let again = json!({ "subscriptionId": id, "until": "2026-12-10" });
    assert_eq!(code(&mutate(&owner, "pauseService", SERVICE, again).await), "ALREADY_PAUSED");
    let known = catalog::suspended_days(&t.scope(), &[row.id], day("2026-12-01"), day("2027-01-01")).await;
    let known = known.expect("read").remove(&row.id).expect("withheld");
    assert_eq!(known, [catalog::proration::Span::new(day("2026-12-01"), day("2026-12-10"))]);

    let resumed = mutate(&owner, "resumeService", SERVICE, json!({ "subscriptionId": id })).await;
    let resumed = &done(&resumed)["subscription"];
    assert_eq!((&resumed["status"], &resumed["locks"]), (&json!("ACTIVE"), &json!([])));
    let sum: i64 = charges(&t, customer.id).await.iter().map(|(_, _, amount)| amount).sum();
    assert_eq!(sum, 0, "it was back on the same day");
    let not = mutate(&owner, "resumeService", SERVICE, json!({ "subscriptionId": id })).await;
    assert_eq!(code(&not), "NOT_LOCKED");
    let scope = t.scope();
    let events = scope.select::<outbox_event::Entity>().filter(outbox_event::Column::Subject.eq(&id));
    let events: Vec<EventType> =
        events.all().await.expect("read").into_iter().map(|event| event.event_type).collect();
    assert_eq!(events.len(), 2);
    assert!(
        events.contains(&EventType::SubscriptionSuspended)
            && events.contains(&EventType::SubscriptionResumed)
    );
});

both!(a_tenant_sets_what_a_pause_costs_and_whether_there_are_any, async |t: TestApp| {
    let dear = t.tenant_with(|tenant| tenant.settings.services.pause.fee_minor = 5_00).await;
    let (customer, row, owner) = served(&dear).await;
    let input = json!({ "subscriptionId": row.id.to_string(), "until": "2026-12-10" });
    done(&mutate(&owner, "pauseService", SERVICE, input).await);
    let fee = charges(&dear, customer.id).await.into_iter().find(|(key, _, _)| key == "line.pause");
    assert_eq!(fee, Some(("line.pause".to_owned(), Some((day("2026-11-22"), day("2026-12-10"))), 5_00)));
    let none = t.tenant_with(|tenant| tenant.settings.services.pause.offered = false).await;
    let (_, row, owner) = served(&none).await;
    let input = json!({ "subscriptionId": row.id.to_string(), "until": "2026-12-10" });
    assert_eq!(code(&mutate(&owner, "pauseService", SERVICE, input).await), "NOT_OFFERED");
});

both!(a_service_is_withheld_while_one_lock_holds, async |t: TestApp| {
    let (customer, row, _) = served(&t).await;
    let id = row.id.to_string();
    let (billing, noc) = (staff(&t, LinkRole::Billing).await, staff(&t, LinkRole::Noc).await);
    let lock = |reason: &str| json!({ "subscriptionId": id, "reason": reason, "why": "as the rules say" });
    let locked = mutate(&billing, "lockSubscription", SERVICE, lock("NON_PAYMENT")).await;
    assert_eq!(done(&locked)["subscription"]["status"], "SUSPENDED");
    done(&mutate(&noc, "lockSubscription", SERVICE, lock("ABUSE")).await);
    // The second lock takes no day away that the first had not taken.
    assert_eq!(charges(&t, customer.id).await.len(), 1);
    let lift = |reason: &str| json!({ "subscriptionId": id, "reason": reason });
    let first = mutate(&billing, "liftSubscriptionLock", SERVICE, lift("NON_PAYMENT")).await;
    assert_eq!(done(&first)["subscription"]["status"], "SUSPENDED");
    assert_eq!(charges(&t, customer.id).await.len(), 1);
    let twice = mutate(&billing, "liftSubscriptionLock", SERVICE, lift("NON_PAYMENT")).await;
    assert_eq!(code(&twice), "NOT_LOCKED");
    let last = mutate(&noc, "liftSubscriptionLock", SERVICE, lift("ABUSE")).await;
    assert_eq!(done(&last)["subscription"]["status"], "ACTIVE");
    let sum: i64 = charges(&t, customer.id).await.iter().map(|(_, _, amount)| amount).sum();
    assert_eq!(sum, 0);
    // Each reason has its own staff.
    let document = "mutation($input: LockSubscriptionInput!) { lockSubscription(input: $input) { userErrors { code } } }";
    noc.gql(document, json!({ "input": lock("NON_PAYMENT") })).await.assert_code("FORBIDDEN");
    let mut past = lock("ABUSE");
    past["until"] = json!("2026-11-22");
    assert_eq!(code(&mutate(&noc, "lockSubscription", SERVICE, past).await), "INVALID_INPUT");
    let customer = t.customer().insert().await;
    let plan = t.plan().insert().await;
    let ordered = t.subscription(&customer, &plan);
    let ordered = ordered.with(|row| row.status = SubscriptionStatus::Pending).insert().await;
    let input = json!({ "subscriptionId": ordered.id.to_string(), "reason": "ABUSE", "why": "too early" });
    assert_eq!(code(&mutate(&noc, "lockSubscription", SERVICE, input).await), "INVALID_TRANSITION");
});

both!(who_does_not_hold_the_contract_does_not_pause_it, async |t: TestApp| {
    let (customer, row, _) = served(&t).await;
    let document = "mutation($id: ID!) { pauseService(input: { subscriptionId: $id, until: \"2026-12-10\" }) { userErrors { code } } }";
    for role in [LinkRole::Payer, LinkRole::Technical, LinkRole::Viewer] {
        let caller = member(&t, &customer, role).await;
        caller.gql(document, json!({ "id": row.id.to_string() })).await.assert_code("FORBIDDEN");
    }
    let stranger = t.customer().insert().await;
    let stranger = member(&t, &stranger, LinkRole::Owner).await;
    let input = json!({ "subscriptionId": row.id.to_string(), "until": "2026-12-10" });
    assert_eq!(code(&mutate(&stranger, "pauseService", SERVICE, input).await), "NOT_FOUND");
    assert_eq!(service(&t, row.id).await, row);
});

both!(a_pause_ends_on_its_day_by_itself, |_| {}, async |t: TestApp| {
    let (customer, row, owner) = served(&t).await;
    let input = json!({ "subscriptionId": row.id.to_string(), "until": "2026-12-10" });
    done(&mutate(&owner, "pauseService", SERVICE, input).await);
    assert_eq!(catalog::apply_due(&t.scope()).await.expect("looked"), 0, "nothing is due today");
    // Billed on the day of the end at the latest, the lock counts to the day that was planned, not to the look.
    t.advance(TimeDelta::days(19));
    assert_eq!(catalog::apply_due(&t.scope()).await.expect("looked"), 1);
    assert_eq!(catalog::apply_due(&t.scope()).await.expect("looked"), 0, "it is done");
    let now = service(&t, row.id).await;
    assert_eq!(now.status, SubscriptionStatus::Active);
    let days = catalog::suspended_days(&t.scope(), &[row.id], day("2026-11-01"), day("2027-01-01")).await;
    let span = catalog::proration::Span::new(day("2026-11-22"), day("2026-12-10"));
    assert_eq!(days.expect("read")[&row.id], [span]);
    assert_eq!(charges(&t, customer.id).await.len(), 1, "December is not billed yet: nothing to charge");
});

both!(days_are_billed_exactly_as_there_was_service, |_| {}, async |t: TestApp| {
    let (customer, row, _) = served(&t).await;
    let lock = async |until| {
        let tx = t.scope().begin().await.expect("begun");
        let outcome = catalog::lock(&tx, row.id, LockReason::NonPayment, until).await.expect("locked");
        tx.commit().await.expect("committed");
        outcome
    };
    assert_eq!(lock(None).await, LockOutcome::Set);
    assert_eq!(lock(None).await, LockOutcome::Held);
    // December is billed while the lock holds without an end: all its days are out, nothing is on the bill.
    t.advance(TimeDelta::days(9));
    let tx = t.scope().begin().await.expect("begun");
    let billable = catalog::billable_subscriptions(&tx, customer.id).await.expect("read");
    let out = catalog::suspended_days(&tx, &[row.id], day("2026-12-01"), day("2027-01-01")).await;
    let out = out.expect("read").remove(&row.id).expect("withheld");
    let span = catalog::proration::Span::new(day("2026-12-01"), day("2027-01-01"));
    assert_eq!(catalog::proration::cost(span, 1, &out, |_| 39_90), 0);
    let moved = catalog::advance_billed_through(&tx, &billable[0].subscription, span.end).await;
    assert!(moved.expect("moved"));
    tx.commit().await.expect("committed");
    // Paid on December 11th: 21 of 31 days are charged after all.
    t.advance(TimeDelta::days(10));
    let tx = t.scope().begin().await.expect("begun");
    let lifted = catalog::lift(&tx, row.id, LockReason::NonPayment).await.expect("lifted");
    assert_eq!(lifted, LiftOutcome::Lifted { in_service: true });
    assert_eq!(
        catalog::lift(&tx, row.id, LockReason::NonPayment).await.expect("asked"),
        LiftOutcome::NotHeld
    );
    tx.commit().await.expect("committed");
    let rest = span.start + chrono::Days::new(10);
    let rest = catalog::proration::share(39_90, span, catalog::proration::Span::new(rest, span.end));
    let charged = charges(&t, customer.id).await;
    let amounts: Vec<i64> = charged.iter().map(|(_, _, amount)| *amount).collect();
    assert_eq!(amounts, [rest, -11_97], "{charged:?}");
    assert_eq!(rest, 27_03);
});

both!(a_reduced_period_is_given_back_as_it_was_reduced, async |t: TestApp| {
    let (customer, row, owner) = served(&t).await;
    let billing = staff(&t, LinkRole::Billing).await;
    // Given after November was billed: November is given back in full.
    let grant = json!({ "customerId": customer.id.to_string(), "name": "Sorry", "reason": "a long outage",
                        "reduction": { "percent": "100" } });
    done(&mutate(&billing, "grantDiscount", "discount { id }", grant).await);
    let input = json!({ "subscriptionId": row.id.to_string(), "until": "2026-12-10" });
    done(&mutate(&owner, "pauseService", SERVICE, input).await);
    assert_eq!(charges(&t, customer.id).await[0].2, -11_97);
    // A service that began with the discount was billed nothing, so nothing is given back.
    let plan = t.plan().insert().await;
    let free = t.subscription(&customer, &plan);
    let free = free.with(|row| {
        row.activated_on = Some(day("2026-11-22"));
        row.billed_through = Some(day("2026-12-01"));
    });
    let free = free.insert().await;
    let input = json!({ "subscriptionId": free.id.to_string(), "until": "2026-12-10" });
    done(&mutate(&owner, "pauseService", SERVICE, input).await);
    assert_eq!(charges(&t, customer.id).await.len(), 1);
});
