//! What is known before a ticket is opened.

use chrono::{Days, TimeDelta};
use portico::catalog::entity::plan::PlanKind;
use portico::catalog::entity::subscription::SubscriptionStatus;
use portico::catalog::entity::suspension_lock;
use portico::catalog::{self, LockReason};
use portico::help::{self, ArticleText, NewArticle};
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::SubscriptionId;
use portico::network::entity::incident::ImpactLevel;
use portico::network::{self, Announced};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
use serde_json::{Value, json};

use crate::network::{done, member, outage, send, served, staff};
use crate::support::app::{TestApp, today};
use crate::support::caller::Caller;

const PREFLIGHT: &str =
    "query($id: ID!, $category: TicketCategory!) { ticketPreflight(serviceId: $id, category: $category) {
  service { id } category suggestion openTickets { id subject }
  incidents { following incident { title etaAt updates { body } } }
  suspension { reason since amountToRestore { minor } } articles { slug locale } } }";

async fn asked(caller: &Caller, service: SubscriptionId, category: &str) -> Value {
    let reply = caller.gql(PREFLIGHT, json!({ "id": service.to_string(), "category": category })).await;
    reply.ok()["ticketPreflight"].clone()
}

async fn article(t: &TestApp, slug: &str, category: &str, kind: Option<PlanKind>) {
    let text = ArticleText {
        title: slug.to_owned(),
        body: "Words.".to_owned(),
        category: Some(category.to_owned()),
        service_kind: kind,
    };
    let new = NewArticle { slug: slug.to_owned(), locale: "de".to_owned(), text };
    let row = help::create(&t.scope(), new).await.expect("written");
    help::publish(&t.scope(), row.id, None).await.expect("published");
}

async fn announce(t: &TestApp, title: &str, hours: i64, service: SubscriptionId) {
    let starts_at = t.scope().now() + TimeDelta::hours(hours);
    let new = Announced {
        title: title.to_owned(),
        impact: ImpactLevel::Outage,
        starts_at,
        ends_at: starts_at + TimeDelta::hours(3),
        body: "At night.".to_owned(),
        services: vec![service],
    };
    network::schedule(&t.scope(), new).await.expect("announced");
}

async fn withhold(t: &TestApp, service: SubscriptionId, reason: LockReason) {
    let tx = t.scope().begin().await.expect("begun");
    catalog::lock(&tx, service, reason, None).await.expect("locked");
    tx.commit().await.expect("written");
}

both!(nothing_is_known_of_a_service_that_works, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    assert_eq!(
        asked(&owner, service, "TECHNICAL").await,
        json!({ "service": { "id": service.to_string() }, "category": "TECHNICAL", "suggestion": "OPEN_TICKET",
            "openTickets": [], "incidents": [], "suspension": null, "articles": [] })
    );
    let short = "query($id: ID!) { ticketPreflight(serviceId: $id) { category } }";
    let reply = owner.gql(short, json!({ "id": service.to_string() })).await;
    assert_eq!(reply.ok()["ticketPreflight"]["category"], "TECHNICAL", "unless something else is said");
});

both!(an_incident_is_offered_to_be_followed, async |t: TestApp| {
    let t = t.tenant_with(|new| new.locale = "de-DE".to_owned()).await;
    let (ada, service) = served(&t).await;
    let (_, other) = served(&t).await;
    article(&t, "restart", "TECHNICAL", None).await;
    outage(&t, "Not ours", &[other]).await;
    let incident = outage(&t, "A cable is cut", &[service]).await;
    announce(&t, "Tomorrow", 24, service).await;
    announce(&t, "Later", 25, service).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let private = json!({ "incidentId": incident.id.to_string(), "body": "Canary.", "public": false,
        "etaAt": "2026-11-22T14:00:00Z" });
    done(send(&noc, "updateIncident", private, "incident { id }").await);
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let known = asked(&owner, service, "TECHNICAL").await;
    assert_eq!(known["suggestion"], "FOLLOW_INCIDENT");
    let titles: Vec<&Value> =
        known["incidents"].as_array().expect("a list").iter().map(|row| &row["incident"]["title"]).collect();
    assert_eq!(titles, ["Tomorrow", "A cable is cut"]);
    assert_eq!(
        known["incidents"][1],
        json!({ "following": false, "incident": { "title": "A cable is cut", "etaAt": "2026-11-22T14:00:00Z",
            "updates": [{ "body": "We are looking into it." }] } })
    );
    let follow = json!({ "incidentId": incident.id.to_string() });
    done(send(&owner, "followIncident", follow, "incident { id }").await);
    assert_eq!(asked(&owner, service, "GENERAL").await["incidents"][1]["following"], true);
    // Who asks for a bill is not helped by a cable.
    assert_eq!(asked(&owner, service, "BILLING").await["suggestion"], "OPEN_TICKET");
    let end = json!({ "incidentId": incident.id.to_string(), "status": "RESOLVED", "body": "Over.", "public": true });
    done(send(&noc, "updateIncident", end, "incident { id }").await);
    assert_eq!(asked(&owner, service, "TECHNICAL").await["incidents"].as_array().map(Vec::len), Some(1));
});

both!(who_has_not_paid_is_told_what_brings_the_service_back, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    t.invoice(&ada)
        .line("Fibre", 100_00)
        .issued(today() - Days::new(74))
        .due(today() - Days::new(60))
        .insert()
        .await;
    withhold(&t, service, LockReason::NonPayment).await;
    outage(&t, "A cable is cut", &[service]).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let quote = owner.gql("{ viewer { customer { restoreQuote { amount { minor } } } } }", json!({})).await;
    let quoted = quote.ok()["viewer"]["customer"]["restoreQuote"]["amount"].clone();
    assert!(quoted["minor"].is_string(), "{}", quote.text);
    let known = asked(&owner, service, "TECHNICAL").await;
    assert_eq!(known["suggestion"], "PAY_TO_RESTORE");
    assert_eq!(
        known["suspension"],
        json!({ "reason": "NON_PAYMENT", "since": today().to_string(), "amountToRestore": quoted })
    );
    // Who sees no bills learns the reason alone.
    let technical = member(&t, &ada, LinkRole::Technical).await;
    let known = asked(&technical, service, "TECHNICAL").await;
    assert_eq!(
        (&known["suspension"]["reason"], &known["suspension"]["amountToRestore"]),
        (&json!("NON_PAYMENT"), &json!(null))
    );
    assert_eq!(known["suggestion"], "FOLLOW_INCIDENT");
});

both!(a_pause_is_no_matter_of_money, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let plan = t.plan().insert().await;
    let service = t
        .subscription(&customer, &plan)
        .with(|row| row.status = SubscriptionStatus::Suspended)
        .insert()
        .await;
    let lock = suspension_lock::Model {
        id: t.scope().new_id(),
        tenant_id: t.facts().reference.id,
        subscription_id: service.id,
        reason: LockReason::Voluntary,
        since: today() - Days::new(3),
        until: None,
        lifted_on: None,
        created_at: t.scope().now(),
        lifted_at: None,
    };
    let tx = t.scope().begin().await.expect("begun");
    tx.insert(lock.into_active_model().reset_all()).await.expect("it fits");
    tx.commit().await.expect("written");
    let owner = member(&t, &customer, LinkRole::Owner).await;
    let known = asked(&owner, service.id, "TECHNICAL").await;
    assert_eq!(
        known["suspension"],
        json!({ "reason": "VOLUNTARY", "since": "2026-11-19", "amountToRestore": null })
    );
    assert_eq!(known["suggestion"], "OPEN_TICKET");
});

both!(articles_fit_the_category_and_the_service, async |t: TestApp| {
    let t = t.tenant_with(|new| new.locale = "de-DE".to_owned()).await;
    let (ada, service) = served(&t).await;
    article(&t, "any-1", "TECHNICAL", None).await;
    article(&t, "internet", "TECHNICAL", Some(PlanKind::Internet)).await;
    article(&t, "tv", "TECHNICAL", Some(PlanKind::Tv)).await;
    article(&t, "invoice", "BILLING", None).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let known = asked(&owner, service, "TECHNICAL").await;
    assert_eq!(known["suggestion"], "READ_ARTICLES");
    assert_eq!(
        known["articles"],
        json!([{ "slug": "internet", "locale": "de" }, { "slug": "any-1", "locale": "de" }])
    );
    assert_eq!(asked(&owner, service, "BILLING").await["articles"][0]["slug"], "invoice");
    assert_eq!(asked(&owner, service, "SALES").await["articles"], json!([]));
    for number in 2..9 {
        article(&t, &format!("any-{number}"), "TECHNICAL", None).await;
    }
    let known = asked(&owner, service, "TECHNICAL").await;
    assert_eq!(known["articles"].as_array().map(Vec::len), Some(5));
    assert_eq!(known["articles"][0]["slug"], "internet", "what is about the service comes first");
});

both!(whose_service_it_is_not_knows_nothing, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let (eve, _) = served(&t).await;
    outage(&t, "Down", &[service]).await;
    let (reseller, other) = (t.reseller().insert().await, t.reseller().insert().await);
    t.assign(&ada, &reseller).await;
    let of_reseller = |reseller, role| t.account().reseller(reseller, role).insert();
    let agent = t.sign_in_as(&of_reseller(&reseller, LinkRole::ResellerAgent).await).await;
    let foreign_admin = t.sign_in_as(&of_reseller(&other, LinkRole::ResellerAdmin).await).await;
    for caller in [agent, staff(&t, LinkRole::Support).await, member(&t, &ada, LinkRole::Viewer).await] {
        assert_eq!(asked(&caller, service, "TECHNICAL").await["suggestion"], "FOLLOW_INCIDENT");
    }
    let abroad = t.tenant().await;
    let strangers =
        [member(&t, &eve, LinkRole::Owner).await, foreign_admin, staff(&abroad, LinkRole::TenantAdmin).await];
    let nobody = json!({ "id": "sub_01kb0000000000000000n0b0d0", "category": "TECHNICAL" });
    for stranger in &strangers {
        let foreign = json!({ "id": service.to_string(), "category": "TECHNICAL" });
        let (foreign, absent) =
            (stranger.gql(PREFLIGHT, foreign).await, stranger.gql(PREFLIGHT, nobody.clone()).await);
        assert_eq!(foreign.ok(), absent.ok());
        assert!(foreign.ok()["ticketPreflight"].is_null());
    }
    t.anonymous().gql(PREFLIGHT, nobody).await.assert_code("UNAUTHENTICATED");
});

both!(one_incident_costs_what_twenty_cost, async |t: TestApp| {
    let mut statements = Vec::new();
    for count in [1, 20] {
        let (ada, service) = served(&t).await;
        for _ in 0..count {
            outage(&t, "Down", &[service]).await;
        }
        let owner = member(&t, &ada, LinkRole::Owner).await;
        let reply = owner.gql(PREFLIGHT, json!({ "id": service.to_string(), "category": "TECHNICAL" })).await;
        assert_eq!(reply.ok()["ticketPreflight"]["incidents"].as_array().map(Vec::len), Some(count));
        statements.push(reply.statements());
    }
    assert_eq!(statements[0], statements[1]);
});
