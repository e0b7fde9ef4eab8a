//! How many tickets lie where, and who works on how much.

use chrono::TimeDelta;
use portico::tickets::entity::ticket::{TicketPriority, TicketStatus};

use super::*;

const QUEUES: &str =
    "{ ticketQueues { kind count filter { status assigneeId unassigned teamIds breached atRisk } } }";

/// The kinds of the queues with their counts.
fn counts(queues: &Value) -> Vec<(&str, i64)> {
    let rows = queues["ticketQueues"].as_array().expect("a list").iter();
    rows.map(|row| (row["kind"].as_str().expect("text"), row["count"].as_i64().expect("a number"))).collect()
}

both!(each_queue_counts_what_its_filter_lists, async |t: TestApp| {
    let (zoe, support) = employee(&t, LinkRole::Support).await;
    let (noah, noc) = employee(&t, LinkRole::Noc).await;
    let network = team(&t, "Network", &[noah.id, zoe.id]).await;
    let field = team(&t, "Field", &[noah.id]).await;
    let others = team(&t, "Billing", &[]).await;
    let alice = t.customer().insert().await;
    let now = t.scope().now();
    let hour = TimeDelta::hours(1);
    let open = || t.ticket().of(&alice).status(TicketStatus::Open);
    open().with(|row| row.assignee_id = Some(zoe.id)).insert().await;
    open()
        .with(|row| (row.assignee_id, row.team_id) = (Some(zoe.id), Some(network)))
        .status(TicketStatus::PendingCustomer)
        .insert()
        .await;
    open().with(|row| row.team_id = Some(field)).insert().await;
    open().with(|row| row.team_id = Some(others)).insert().await;
    // Late: to be solved an hour ago; answered too late; never answered; late already when its clock stopped.
    open().with(|row| row.fix_due_at = Some(now - hour)).insert().await;
    let replied = |row: &mut portico::tickets::entity::ticket::Model| {
        row.first_reply_due_at = Some(now - hour * 2);
        row.first_replied_at = Some(now - hour);
    };
    open().with(replied).insert().await;
    open().with(|row| row.first_reply_due_at = Some(now - TimeDelta::seconds(1))).insert().await;
    open()
        .with(|row| (row.fix_due_at, row.paused_since) = (Some(now - hour * 2), Some(now - hour)))
        .insert()
        .await;
    // Not late: due now; its clock stopped in time; answered in time.
    open().with(|row| row.fix_due_at = Some(now)).insert().await;
    open()
        .with(|row| (row.fix_due_at, row.paused_since) = (Some(now - hour), Some(now - hour * 2)))
        .insert()
        .await;
    open()
        .with(|row| {
            row.first_reply_due_at = Some(now - hour);
            row.first_replied_at = Some(now - hour * 2);
        })
        .insert()
        .await;
    // Nearly late: to be solved soon, answered soon; so when its clock stopped. Not so: it was answered; it is late.
    let near = |row: &mut portico::tickets::entity::ticket::Model| {
        (row.first_reply_at_risk_at, row.first_reply_due_at) = (Some(now), Some(now + hour));
    };
    open().with(near).insert().await;
    open()
        .with(|row| (row.fix_at_risk_at, row.fix_due_at) = (Some(now - hour), Some(now + hour)))
        .insert()
        .await;
    open()
        .with(|row| {
            (row.fix_at_risk_at, row.fix_due_at) = (Some(now - hour * 2), Some(now + hour));
            row.paused_since = Some(now - hour);
        })
        .insert()
        .await;
    open()
        .with(|row| {
            (row.fix_at_risk_at, row.fix_due_at) = (Some(now - hour), Some(now + hour));
            row.paused_since = Some(now - hour * 2);
        })
        .insert()
        .await;
    open().with(near).with(|row| row.first_replied_at = Some(now)).insert().await;
    open().with(near).with(|row| row.fix_due_at = Some(now - hour)).insert().await;
    // Over: in no queue, whatever it was.
    for status in [TicketStatus::Resolved, TicketStatus::Closed] {
        let over = t.ticket().of(&alice).status(status);
        over.with(|row| (row.assignee_id, row.fix_due_at) = (Some(zoe.id), Some(now - hour))).insert().await;
    }
    let seen = support.gql(QUEUES, json!({})).await;
    let expected = |mine, teams| {
        [
            ("MINE", mine),
            ("UNASSIGNED", 15),
            ("MY_TEAMS", teams),
            ("BREACHED", 5),
            ("AT_RISK", 3),
            ("WAITING_FOR_CUSTOMER", 1),
            ("ALL_LIVE", 17),
        ]
    };
    assert_eq!(counts(seen.ok()), expected(2, 1));
    let other = noc.gql(QUEUES, json!({})).await;
    assert_eq!(counts(other.ok()), expected(0, 2));
    for (caller, queues) in [(&support, seen), (&noc, other)] {
        for queue in queues.ok()["ticketQueues"].as_array().expect("a list") {
            let mut filter = queue["filter"].as_object().expect("an object").clone();
            filter.retain(|_, value| !value.is_null());
            let document =
                "query($filter: TicketFilter) { tickets(first: 1, filter: $filter) { totalCount } }";
            let listed = caller.gql(document, json!({ "filter": filter })).await;
            assert_eq!(listed.ok()["tickets"]["totalCount"], queue["count"], "{queue}");
        }
    }
});

both!(the_queues_cost_the_same_for_one_ticket_and_for_fifty, async |t: TestApp| {
    let (_, support) = employee(&t, LinkRole::Support).await;
    let alice = t.customer().insert().await;
    t.ticket().of(&alice).insert().await;
    let one = support.gql(QUEUES, json!({})).await;
    for _ in 1..50 {
        t.ticket().of(&alice).insert().await;
    }
    let fifty = support.gql(QUEUES, json!({})).await;
    assert_eq!(counts(fifty.ok())[6], ("ALL_LIVE", 50));
    assert_eq!(one.statements(), fifty.statements());
    let owner = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    t.sign_in_as(&owner).await.gql(QUEUES, json!({})).await.assert_code("FORBIDDEN");
});

const WORKLOAD: &str =
    "{ agentWorkload { agent { id name } live low normal high urgent critical oldestWaitingSince } }";

both!(the_workload_lists_every_employee, async |t: TestApp| {
    let (zoe, support) = employee(&t, LinkRole::Support).await;
    let idle = t.account().staff(LinkRole::Noc).insert().await;
    let gone = t.account().insert().await;
    let alice = t.customer().insert().await;
    let of = |assignee, status, priority, days| {
        let ticket = t.ticket().of(&alice).status(status).priority(priority).ago(TimeDelta::days(days));
        ticket.with(move |row| row.assignee_id = assignee).insert()
    };
    of(Some(zoe.id), TicketStatus::Open, TicketPriority::Low, 2).await;
    of(Some(zoe.id), TicketStatus::InProgress, TicketPriority::Critical, 3).await;
    of(Some(zoe.id), TicketStatus::PendingCustomer, TicketPriority::Critical, 9).await;
    of(Some(zoe.id), TicketStatus::Resolved, TicketPriority::High, 20).await;
    of(Some(gone.id), TicketStatus::PendingVendor, TicketPriority::Urgent, 1).await;
    of(None, TicketStatus::New, TicketPriority::Normal, 5).await;
    let answer = support.gql(WORKLOAD, json!({})).await;
    let rows = answer.ok()["agentWorkload"].as_array().expect("a list").clone();
    let since = |days| json!(crate::support::app::now() - TimeDelta::days(days));
    let row = |login: Option<&Login>| {
        let id = login.map(|login| login.id.to_string());
        rows.iter().find(|row| row["agent"]["id"].as_str() == id.as_deref()).expect("a row for each").clone()
    };
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[3]["agent"], json!(null), "last what nobody works on");
    let expected = |agent: Value, [live, low, normal, high, urgent, critical]: [i64; 6], oldest: Value| {
        json!({ "agent": agent, "live": live, "low": low, "normal": normal, "high": high, "urgent": urgent,
                "critical": critical, "oldestWaitingSince": oldest })
    };
    let agent = |login: &Login| json!({ "id": login.id.to_string(), "name": login.name });
    assert_eq!(row(Some(&zoe)), expected(agent(&zoe), [3, 1, 0, 0, 0, 2], since(3)));
    assert_eq!(row(Some(&idle)), expected(agent(&idle), [0, 0, 0, 0, 0, 0], json!(null)));
    assert_eq!(row(Some(&gone)), expected(agent(&gone), [1, 0, 0, 0, 1, 0], json!(null)));
    assert_eq!(row(None), expected(json!(null), [1, 0, 1, 0, 0, 0], since(5)));
    for _ in 0..50 {
        of(Some(idle.id), TicketStatus::Open, TicketPriority::Low, 1).await;
    }
    assert_eq!(support.gql(WORKLOAD, json!({})).await.statements(), answer.statements());
    let (_, billing) = employee(&t, LinkRole::Billing).await;
    billing.gql(WORKLOAD, json!({})).await.assert_code("FORBIDDEN");
});
