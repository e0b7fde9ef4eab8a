//! Statement counts are part of the contract: a queue of fifty costs what a queue of one costs.

use portico::kernel::ids::{BusinessCalendarId, SlaPolicyId};
use portico::tickets::entity::ticket::{TicketCategory, TicketPriority, TicketStatus};
use portico::tickets::entity::ticket_reply::AuthorKind;
use portico::tickets::entity::{business_calendar, sla_policy};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use super::*;

const ROW: &str = "id number subject category priority status createdAt updatedAt openedBy { kind name }
    lastReply { body author { kind name } createdAt } sla { __typename } service { number } incident { id }
    mergedInto { number } allowedTransitions";

/// A service level around the clock.
async fn service_level(t: &TestApp) -> SlaPolicyId {
    let scope = t.scope();
    let tenant_id = t.facts().reference.id;
    let calendar: BusinessCalendarId = scope.new_id();
    let id: SlaPolicyId = scope.new_id();
    let day = json!([["00:00", "24:00"]]);
    let tx = scope.begin().await.expect("the database answers");
    let row = business_calendar::Model {
        id: calendar,
        tenant_id,
        name: "Always".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        hours: json!([day, day, day, day, day, day, day]),
        holidays: json!([]),
        version: 1,
    };
    tx.insert(row.into_active_model().reset_all()).await.expect("the calendar is new");
    let row = sla_policy::Model {
        id,
        tenant_id,
        name: "Normal".to_owned(),
        priority: TicketPriority::Normal,
        calendar_id: calendar,
        first_reply_minutes: 240,
        fix_minutes: 2_880,
        pauses_for_customer: true,
        pauses_for_vendor: false,
        at_risk_percent: 80,
        escalate_percent: None,
        escalate_team_id: None,
        active: true,
        version: 1,
    };
    tx.insert(row.into_active_model().reset_all()).await.expect("the service level is new");
    tx.commit().await.expect("the database answers");
    id
}

/// A ticket that has all that a row of a list shows.
async fn rich(t: &TestApp, customer: &customer::Model, by: &Login, employee: &Login, level: SlaPolicyId) {
    let plan = t.plan().insert().await;
    let service = t.subscription(customer, &plan).insert().await;
    let now = t.now();
    let ticket =
        t.ticket().of(customer).by(by).category(TicketCategory::Technical).status(TicketStatus::Open);
    let ticket = ticket.reply(AuthorKind::Staff, employee, "We are looking into it.");
    let ticket =
        ticket.reply(AuthorKind::Customer, by, "And now?").note(employee, "Between us.").tag("router");
    let linked = ticket.with(|row| {
        row.subscription_id = Some(service.id);
        row.policy_id = Some(level);
        row.first_reply_due_at = Some(now + chrono::TimeDelta::minutes(240));
        row.fix_due_at = Some(now + chrono::TimeDelta::minutes(2_880));
    });
    linked.insert().await;
}

both!(a_queue_costs_the_same_for_one_and_for_fifty, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let support = t.sign_in_as(&login).await;
    let level = service_level(&t).await;
    for _ in 0..50 {
        let customer = t.customer().insert().await;
        let owner = t.account().member_of(&customer, LinkRole::Owner).insert().await;
        rich(&t, &customer, &owner, &login, level).await;
    }
    let queue = format!(
        "query($n: Int!) {{ tickets(first: $n) {{ nodes {{ {ROW} customer {{ name }} notes(first: 5) {{ nodes {{ body }} }} tags
         watchers {{ __typename }} }} }} }}"
    );
    // A customer that is looked at for the first time is noted down.
    support.gql(&queue, json!({ "n": 50 })).await.ok();
    let one = support.gql(&queue, json!({ "n": 1 })).await;
    let fifty = support.gql(&queue, json!({ "n": 50 })).await;
    let rows = fifty.ok()["tickets"]["nodes"].as_array().cloned().expect("a list");
    assert_eq!(rows.len(), 50);
    for row in &rows {
        assert_eq!(row["lastReply"]["body"], "And now?");
        assert!(row["sla"]["__typename"].is_string() && row["customer"]["name"].is_string(), "{row}");
        assert_eq!(row["notes"]["nodes"], json!([{ "body": "Between us." }]));
    }
    one.ok();
    assert_eq!(one.statements(), fifty.statements());
});

both!(one_s_own_list_costs_the_same_for_one_and_for_fifty, async |t: TestApp| {
    let employee = t.account().staff(LinkRole::Support).insert().await;
    let level = service_level(&t).await;
    let customer = t.customer().insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    for _ in 0..50 {
        rich(&t, &customer, &login, &employee, level).await;
    }
    let owner = t.sign_in_as(&login).await;
    let list = format!(
        "query($n: Int!) {{ viewer {{ customer {{ tickets(first: $n) {{ nodes {{ {ROW}
         replies(first: 3) {{ nodes {{ body author {{ name }} }} }} }} }} }} }} }}"
    );
    let one = owner.gql(&list, json!({ "n": 1 })).await;
    let fifty = owner.gql(&list, json!({ "n": 50 })).await;
    let rows = fifty.ok()["viewer"]["customer"]["tickets"]["nodes"].as_array().cloned().expect("a list");
    assert_eq!(rows.len(), 50);
    assert!(
        rows.iter().all(|row| row["lastReply"]["body"] == "And now?" && row["service"]["number"].is_string())
    );
    one.ok();
    assert_eq!(one.statements(), fifty.statements());
});

both!(threads_cost_the_same_for_one_and_for_twenty, async |t: TestApp| {
    let employee = t.account().staff(LinkRole::Support).insert().await;
    let level = service_level(&t).await;
    let customer = t.customer().insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    for _ in 0..20 {
        rich(&t, &customer, &login, &employee, level).await;
    }
    let ids: Vec<String> = all(&t).await.iter().map(|row| row.id.to_string()).collect();
    let support = t.sign_in_as(&employee).await;
    let threads = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Ticket { number history { __typename }
        replies(first: 10) { nodes { body attachments { __typename } } } notes(first: 5) { nodes { attachments { __typename } } } } } }";
    support.gql(threads, json!({ "ids": ids })).await.ok();
    let one = support.gql(threads, json!({ "ids": ids[..1] })).await;
    let twenty = support.gql(threads, json!({ "ids": ids })).await;
    for node in twenty.ok()["nodes"].as_array().expect("a list") {
        assert_eq!(node["replies"]["nodes"].as_array().map(Vec::len), Some(3), "{node}");
    }
    one.ok();
    assert_eq!(one.statements(), twenty.statements());
});
