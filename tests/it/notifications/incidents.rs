//! Who is told of outages and maintenance: of a new one every member of a customer that it affects, of news who follows it.

use portico::events::{Audience, EventType, NewEvent};
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::{AccountId, IncidentId};
use portico::network::entity::incident::{self, ImpactLevel, IncidentKind, IncidentSource, IncidentStatus};
use portico::network::entity::incident_follower;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
use serde_json::json;

use super::{INBOX, unread_is};
use crate::events::emit_in;
use crate::support::app::TestApp;
use crate::support::caller::Caller;

/// An outage that one account follows.
async fn outage(t: &TestApp, follower: AccountId) -> IncidentId {
    let scope = t.scope();
    let tenant_id = scope.tenant().id;
    let incident = incident::Model {
        id: scope.new_id(),
        tenant_id,
        kind: IncidentKind::Outage,
        status: IncidentStatus::Investigating,
        impact: ImpactLevel::Outage,
        title: "Fibre cut".to_owned(),
        started_at: scope.now(),
        eta_at: None,
        ended_at: None,
        version: 1,
        source: IncidentSource::Hand,
        cause_device_id: None,
        confidence: None,
    };
    let row = incident_follower::Model {
        id: scope.new_id(),
        tenant_id,
        incident_id: incident.id,
        account_id: follower,
        since: scope.now(),
    };
    let id = incident.id;
    let tx = scope.begin().await.expect("the database answers");
    tx.insert(incident.into_active_model().reset_all()).await.expect("it is new");
    tx.insert(row.into_active_model().reset_all()).await.expect("it is new");
    tx.commit().await.expect("the database answers");
    id
}

/// Title and text of what is in an inbox, the latest first.
async fn inbox(caller: &Caller) -> Vec<(String, String)> {
    let reply = caller.gql(INBOX, json!({ "n": 20 })).await;
    let nodes = reply.ok()["viewer"]["notifications"]["nodes"].as_array().expect("a list").clone();
    let text = |node: &serde_json::Value, key: &str| node[key].as_str().expect("text").to_owned();
    nodes.iter().map(|node| (text(node, "kind"), text(node, "body"))).collect()
}

both!(news_of_an_incident_goes_to_who_follows_it, async |t: TestApp| {
    let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
    let follows = t.account().member_of(&alice, LinkRole::Owner).email("f@example.org").insert().await;
    let other = t.account().member_of(&alice, LinkRole::Payer).insert().await;
    let stranger = t.account().member_of(&bob, LinkRole::Owner).insert().await;
    let id = outage(&t, follows.id).await;
    let [follows, other, stranger] =
        [t.sign_in_as(&follows).await, t.sign_in_as(&other).await, t.sign_in_as(&stranger).await];
    let tx = t.scope().begin().await.expect("the database answers");
    for event_type in [EventType::IncidentOpened, EventType::IncidentUpdated, EventType::IncidentEnded] {
        let payload = json!({ "kind": "OUTAGE", "status": "INVESTIGATING", "title": "Fibre cut" });
        let audience = Audience::Customer(alice.id);
        emit_in(&tx, NewEvent { event_type, subject: id.to_string(), audience, payload }).await;
    }
    tx.commit().await.expect("the database answers");
    unread_is(&follows, 3).await;
    unread_is(&other, 1).await;
    unread_is(&stranger, 0).await;
    let mut kinds: Vec<String> = inbox(&follows).await.into_iter().map(|(kind, _)| kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["INCIDENT_ENDED", "INCIDENT_OPENED", "INCIDENT_UPDATED"]);
    let told = inbox(&other).await;
    let opened = told.iter().find(|(kind, _)| kind == "INCIDENT_OPENED").expect("it was told");
    assert!(opened.1.contains("Fibre cut"), "{told:?}");
    let mailed = t.queue().await.into_iter().filter(|mail| mail.recipient == "f@example.org");
    assert_eq!(
        mailed.filter(|mail| mail.template == "notice").count(),
        3,
        "by mail too, unless somebody says otherwise"
    );
});
