//! What is given back for outages: how much, of which time, once, and how it comes to the next invoice.

use chrono::{NaiveDate, TimeDelta};
use portico::billing::entity::credit_note::{self, CreditReason};
use portico::billing::entity::invoice::{self, InvoiceKind};
use portico::billing::entity::outage_credit;
use portico::catalog::entity::subscription;
use portico::catalog::{self, LockReason};
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::events::entity::event_listener;
use portico::events::{Audience, EventType, NewEvent, bounds};
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::clock::Instant;
use portico::kernel::ids::SubscriptionId;
use portico::network::entity::incident::{self, ImpactLevel, IncidentKind, IncidentSource, IncidentStatus};
use portico::network::entity::incident_impact::{self, ExcludedReason};
use portico::network::{self, Incident, Opened, Update};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _};
use serde_json::{Value, json};

use super::{biller, run};
use crate::events::emit_in;
use crate::support::app::TestApp;
use crate::support::recount::assert_the_books_add_up;
use crate::support::wait::until;

fn on(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A customer with a service at 59.99 from the first of November on, which is not billed yet.
async fn served(t: &TestApp) -> (customer::Model, SubscriptionId) {
    let plan = t.plan().with(|plan| plan.price_minor = 59_99).insert().await;
    let ada = t.customer().insert().await;
    let service = t
        .subscription(&ada, &plan)
        .with(|row: &mut subscription::Model| {
            row.activated_on = Some(on("2026-11-01"));
            row.billed_through = None;
        })
        .insert()
        .await;
    (ada, service.id)
}

fn ago(t: &TestApp, minutes: i64) -> Instant {
    t.scope().now() - TimeDelta::minutes(minutes)
}

/// An outage that began so many minutes ago.
async fn outage(t: &TestApp, services: &[SubscriptionId], minutes: i64) -> Incident {
    let new = Opened {
        title: "A cable is cut".to_owned(),
        impact: ImpactLevel::Outage,
        started_at: Some(ago(t, minutes)),
        eta_at: None,
        body: "We are looking into it.".to_owned(),
        services: services.to_vec(),
    };
    network::open(&t.scope(), new).await.expect("opened")
}

/// It is over now.
async fn over(t: &TestApp, incident: &Incident) {
    let update = Update {
        incident: incident.id,
        status: Some(IncidentStatus::Resolved),
        eta_at: None,
        body: "It is mended.".to_owned(),
        public: true,
        expected_version: None,
    };
    network::update(&t.scope(), update).await.expect("over");
}

async fn credits(t: &TestApp) -> Vec<outage_credit::Model> {
    let mut rows = t.scope().select::<outage_credit::Entity>().all().await.expect("read");
    rows.sort_by_key(|row| (row.created_at, row.from_at));
    rows
}

async fn notes(t: &TestApp) -> Vec<credit_note::Model> {
    t.scope().select::<credit_note::Entity>().all().await.expect("read")
}

/// Waits until everything that has happened was heard by those who give credit.
async fn heard(t: &TestApp) {
    until("the credits have heard of everything", async || {
        let scope = t.scope();
        // In this order: what is waiting here is not counted by the head, and may be by the next statement.
        let waiting = scope.select::<portico::events::entity::outbox_event::Entity>();
        let waiting = waiting.filter(portico::events::entity::outbox_event::Column::Cursor.is_null());
        let waiting = waiting.count().await.expect("read");
        let listener = scope.select::<event_listener::Entity>();
        let listener = listener.filter(event_listener::Column::Name.eq("outage_credits")).one().await;
        let head = bounds(&scope).await.expect("read").head;
        waiting == 0 && listener.expect("read").is_some_and(|row| row.position == head)
    })
    .await;
}

/// Work that was announced between two moments, and done.
async fn announced(t: &TestApp, of: &customer::Model, service: SubscriptionId, from: Instant, to: Instant) {
    let scope = t.scope();
    let tenant_id = scope.tenant().id;
    let work = incident::Model {
        id: scope.new_id(),
        tenant_id,
        kind: IncidentKind::Maintenance,
        status: IncidentStatus::Completed,
        impact: ImpactLevel::Outage,
        title: "Work".to_owned(),
        started_at: from,
        eta_at: Some(to),
        ended_at: Some(to + TimeDelta::hours(1)),
        version: 1,
        source: IncidentSource::Hand,
        cause_device_id: None,
        confidence: None,
    };
    let impact = incident_impact::Model {
        id: scope.new_id(),
        tenant_id,
        incident_id: work.id,
        customer_id: of.id,
        subscription_id: service,
        from_at: from,
        // An hour longer than was announced.
        to_at: work.ended_at,
        gaps: json!([]),
        excluded_reason: Some(ExcludedReason::Maintenance),
    };
    let tx = scope.begin().await.expect("begun");
    tx.insert(work.into_active_model().reset_all()).await.expect("new");
    tx.insert(impact.into_active_model().reset_all()).await.expect("new");
    tx.commit().await.expect("committed");
}

const LEDGER: &str = "{ ledgerCheck(limit: 10) { ok findings { check subject fact expected found } } }";

both!(a_day_of_thirty_comes_back_with_the_next_invoice, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let scope = t.scope();
    run(&scope, on("2026-11-01"), 1).await;
    let down = outage(&t, &[service], 24 * 60).await;
    heard(&t).await;
    assert!(credits(&t).await.is_empty(), "it is not over");
    over(&t, &down).await;
    heard(&t).await;
    // domain.md §3.16: 59.99 with 24 h of a 30-day month → 2.00; and 19 % of tax.
    let given = credits(&t).await;
    assert_eq!(given.len(), 1);
    assert_eq!((given[0].minutes, given[0].period_minutes), (1_440, 43_200));
    assert_eq!((given[0].price_minor, given[0].amount_minor), (59_99, 2_00));
    let note = &notes(&t).await[0];
    assert_eq!((note.reason, note.net_minor, note.tax_minor), (CreditReason::ServiceOutage, 2_00, 38));
    assert_eq!(note.allocated_minor, 0, "it waits for the next invoice");
    assert_eq!(given[0].credit_note_id, Some(note.id));
    run(&scope, on("2026-12-01"), 1).await;
    let bills = scope.select::<invoice::Entity>().filter(invoice::Column::CustomerId.eq(ada.id));
    let bills = bills.all().await.expect("read");
    let next = bills.iter().find(|row| row.issue_date == Some(on("2026-12-01"))).expect("a bill");
    assert_eq!((next.kind, next.total_minor, next.allocated_minor), (InvoiceKind::Recurring, 71_39, 2_38));
    // The customer reads for how long, and why.
    let login = t.account().member_of(&ada, LinkRole::Owner).insert().await;
    let owner = t.sign_in_as(&login).await;
    let asks = "query($id: ID!) { node(id: $id) { ... on Invoice { balance { minor } allocations { amount { minor }
        creditNote { reason lines { description } outages { minutes amount { minor } incident { title } } } } } }
        viewer { customer { services { credits { minutes periodMinutes from to amount { minor } price { minor }
            exclusions { reason } incident { title } creditNote { number } } } } } }";
    let reply = owner.gql(asks, json!({ "id": next.id.to_string() })).await;
    let allocation = &reply.ok()["node"]["allocations"][0];
    assert_eq!(
        (&allocation["amount"]["minor"], &reply.ok()["node"]["balance"]["minor"]),
        (&json!("238"), &json!("6901"))
    );
    let shown = &allocation["creditNote"];
    assert_eq!(shown["reason"], "SERVICE_OUTAGE");
    let text = shown["lines"][0]["description"].as_str().expect("text");
    assert!(text.contains("outage of 1440 minutes, 2026-11-21 11:00 to 2026-11-22 11:00"), "{text}");
    assert_eq!(shown["outages"][0]["incident"]["title"], "A cable is cut");
    let credit = &reply.ok()["viewer"]["customer"]["services"][0]["credits"][0];
    assert_eq!(
        (&credit["minutes"], &credit["periodMinutes"], &credit["amount"]["minor"], &credit["price"]["minor"]),
        (&json!("1440"), &json!("43200"), &json!("200"), &json!("5999"))
    );
    assert_eq!((&credit["exclusions"], &credit["from"]), (&json!([]), &json!("2026-11-21T10:00:00Z")));
    // Who looks after services sees no money.
    let login = t.account().member_of(&ada, LinkRole::Technical).insert().await;
    let technical = t.sign_in_as(&login).await;
    let seen = technical.gql("{ viewer { customer { services { credits { minutes } } } } }", json!({})).await;
    assert_eq!(seen.ok()["viewer"]["customer"]["services"][0]["credits"], json!([]));
    let check = biller(&t).await.gql(LEDGER, json!({})).await;
    assert_eq!(check.ok()["ledgerCheck"], json!({ "ok": true, "findings": [] }));
    assert_the_books_add_up(&scope).await;
});

both!(no_minute_is_given_back_twice, async |t: TestApp| {
    let (_, service) = served(&t).await;
    run(&t.scope(), on("2026-11-01"), 1).await;
    let (short, long) = (outage(&t, &[service], 24 * 60).await, outage(&t, &[service], 48 * 60).await);
    over(&t, &short).await;
    heard(&t).await;
    over(&t, &long).await;
    heard(&t).await;
    let given = credits(&t).await;
    let minutes: Vec<i64> = given.iter().map(|row| row.minutes).collect();
    assert_eq!(
        (minutes, given.len()),
        (vec![1_440, 1_440], 2),
        "the second for what the first has not covered"
    );
    assert_eq!(given.iter().map(|row| row.amount_minor).sum::<i64>(), 4_00);
    let second = given.iter().find(|row| row.incident_id == long.id).expect("it is credited");
    assert_eq!(second.exclusions[0]["reason"], "CREDITED");
    // Whatever is said again.
    let tx = t.scope().begin().await.expect("begun");
    for incident in [&short, &long] {
        let event = NewEvent {
            event_type: EventType::IncidentEnded,
            subject: incident.id.to_string(),
            audience: Audience::Customer(given[0].customer_id),
            payload: json!({ "title": "again" }),
        };
        emit_in(&tx, event).await;
    }
    tx.commit().await.expect("committed");
    heard(&t).await;
    assert_eq!((credits(&t).await.len(), notes(&t).await.len()), (2, 2));
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_short_outage_is_none_unless_the_isp_says_otherwise, async |t: TestApp| {
    for (minimum, expected) in [(60, 0), (30, 1), (0, 1)] {
        let t = t.tenant_with(|new| new.settings.network.credit_minimum_minutes = minimum).await;
        let (_, service) = served(&t).await;
        run(&t.scope(), on("2026-11-01"), 1).await;
        let down = outage(&t, &[service], 30).await;
        over(&t, &down).await;
        heard(&t).await;
        assert_eq!(credits(&t).await.len(), expected, "{minimum}");
        assert!(credits(&t).await.iter().all(|row| (row.minutes, row.amount_minor) == (30, 4)));
    }
});

both!(what_was_announced_or_withheld_is_not_given_back, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let scope = t.scope();
    run(&scope, on("2026-11-01"), 1).await;
    // Two hours of it were announced; that it took one more is the ISP's.
    announced(&t, &ada, service, ago(&t, 600), ago(&t, 480)).await;
    let down = outage(&t, &[service], 24 * 60).await;
    over(&t, &down).await;
    heard(&t).await;
    let given = credits(&t).await;
    assert_eq!((given.len(), given[0].minutes), (1, 1_440 - 120));
    assert_eq!(given[0].exclusions[0]["reason"], "MAINTENANCE");
    // A service that is withheld has no outage: its days are not billed.
    let (_, other) = served(&t).await;
    run(&scope, on("2026-11-01"), 1).await;
    let tx = scope.at("2026-11-20T10:00:00Z".parse().expect("an instant")).begin().await.expect("begun");
    catalog::lock(&tx, other, LockReason::Voluntary, None).await.expect("locked");
    tx.commit().await.expect("committed");
    let down = outage(&t, &[other], 24 * 60).await;
    over(&t, &down).await;
    heard(&t).await;
    assert_eq!(credits(&t).await.len(), 1);
    assert_the_books_add_up(&scope).await;
});

both!(a_period_that_is_billed_later_is_looked_at_then, async |t: TestApp| {
    let (_, service) = served(&t).await;
    let down = outage(&t, &[service], 24 * 60).await;
    over(&t, &down).await;
    heard(&t).await;
    assert!(credits(&t).await.is_empty(), "nothing was charged that could be given back");
    run(&t.scope(), on("2026-11-22"), 1).await;
    heard(&t).await;
    let given = credits(&t).await;
    assert_eq!((given.len(), given[0].minutes, given[0].amount_minor), (1, 1_440, 2_00));
    assert_the_books_add_up(&t.scope()).await;
});

both!(what_lies_between_being_taken_out_and_put_back_is_not_given_back, async |t: TestApp| {
    let (_, service) = served(&t).await;
    let down = outage(&t, &[service], 24 * 60).await;
    for (minutes, add, remove) in [(18 * 60, vec![], vec![service]), (6 * 60, vec![service], vec![])] {
        let then = t.scope().at(ago(&t, minutes));
        network::change_services(&then, down.id, add, remove, None).await.expect("changed");
    }
    over(&t, &down).await;
    run(&t.scope(), on("2026-11-22"), 1).await;
    heard(&t).await;
    let given = credits(&t).await;
    assert_eq!((given.len(), given[0].minutes, given[0].amount_minor), (1, 720, 1_00));
    assert_eq!(given[0].exclusions[0]["reason"], "NOT_AFFECTED");
    assert_eq!((given[0].from_at, given[0].to_at), (down.started_at, t.scope().now()));
    assert_the_books_add_up(&t.scope()).await;
});

both!(what_only_works_badly_or_is_not_sure_is_not_credited, async |t: TestApp| {
    let (_, service) = served(&t).await;
    let scope = t.scope();
    run(&scope, on("2026-11-01"), 1).await;
    let set = async |change: Value| {
        let down = outage(&t, &[service], 24 * 60).await;
        let tx = scope.begin().await.expect("begun");
        let mut update = tx.update::<incident::Entity>();
        if change["impact"].is_string() {
            update = update.set(incident::Column::Impact, ImpactLevel::Degraded);
        } else {
            update = update.set(incident::Column::Source, IncidentSource::Correlator);
            update = update.set(incident::Column::Confidence, 20_i16);
        }
        update.filter(incident::Column::Id.eq(down.id)).run().await.expect("changed");
        tx.commit().await.expect("committed");
        over(&t, &down).await;
        heard(&t).await;
    };
    set(json!({ "impact": "DEGRADED" })).await;
    set(json!({ "confidence": 20 })).await;
    assert!(credits(&t).await.is_empty());
});
