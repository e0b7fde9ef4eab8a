//! The report of support, and that it tells what a recount tells.

use chrono::{Days, NaiveDate, TimeDelta};
use portico::tickets::desk::{Group, Grouping, MAX_REPORT_DAYS, Report, support_report};
use portico::tickets::entity::ticket::{TicketCategory, TicketPriority, TicketStatus};
use sea_orm::Iterable as _;

use super::history::{Life, live, recount, recount_days};
use super::*;
use crate::support::app::today;

const REPORT: &str = "query($from: Date!, $to: Date!, $by: SupportReportGrouping!) {
  supportReport(from: $from, to: $to, groupBy: $by) {
    from to zone groupBy days { date opened solved backlog }
    total { ...figures }
    groups { name teamId agentId category priority figures { ...figures } }
  }
}
fragment figures on SupportFigures {
  opened solved closed reopened backlog firstReplyCount firstReplyMedianMinutes firstReplyP90Minutes fixMedianMinutes
  fixP90Minutes firstReplyDecided firstReplyBreached firstReplyBreachedShare fixDecided fixBreached fixBreachedShare
  ratingCount ratingMean
}";

fn asks(from: NaiveDate, to: NaiveDate, by: &str) -> Value {
    json!({ "from": from, "to": to, "by": by })
}

/// The tickets of a group.
fn of<'a>(lives: &'a [Life], group: &Group, by: Grouping) -> Vec<&'a Life> {
    let belongs = |life: &&Life| match group {
        Group::Team(id, _) => life.row.team_id == Some(*id),
        Group::Agent(id, _) => life.row.assignee_id == Some(*id),
        Group::Category(category) => life.row.category == *category,
        Group::Priority(priority) => life.row.priority == *priority,
        Group::Nobody if by == Grouping::Team => life.row.team_id.is_none(),
        Group::Nobody => life.row.assignee_id.is_none(),
    };
    lives.iter().filter(belongs).collect()
}

/// Holds a report against the recount; how many of its groups there are.
#[track_caller]
fn assert_recounted(t: &TestApp, lives: &[Life], report: &Report, by: Grouping) -> usize {
    let (period, now) = ((report.from, report.to), t.scope().now());
    let all: Vec<&Life> = lives.iter().collect();
    assert_eq!(report.total, recount(&all, period, now), "{by:?} {period:?}");
    assert_eq!(report.days, recount_days(&all, period), "{by:?} {period:?}");
    let mut counted = 0;
    for group in &report.groups {
        let own = of(lives, &group.group, by);
        assert_eq!(group.figures, recount(&own, period, now), "{:?} {period:?}", group.group);
        counted += own.len();
    }
    assert_eq!(counted, lives.len(), "each ticket is in one group");
    report.groups.len()
}

both!(the_report_tells_what_a_recount_of_random_histories_tells, async |t: TestApp| {
    for seed in 0..4 {
        let t = t.tenant().await;
        let customer = t.customer().insert().await;
        let (zoe, noah) = (
            t.account().staff(LinkRole::Support).insert().await,
            t.account().staff(LinkRole::Noc).insert().await,
        );
        let teams = [team(&t, "Network", &[]).await, team(&t, "Billing", &[]).await];
        team(&t, "Nobody's", &[]).await;
        let lives = live(&t, &customer, &teams, &[zoe.id, noah.id], (seed, 70)).await;
        let mut solved = 0;
        for (from, length) in [(50, 60), (40, 20), (30, 1), (28, 2), (9, 9), (1, 3), (300, 200)] {
            let from = today() - Days::new(from);
            let to = from + Days::new(length);
            for (by, groups) in
                [(Grouping::Team, 4), (Grouping::Agent, 3), (Grouping::Category, 6), (Grouping::Priority, 5)]
            {
                let report = support_report(&t.scope(), from, to, by).await.expect("counted");
                assert_eq!(assert_recounted(&t, &lives, &report, by), groups);
                solved += report.total.solved;
            }
        }
        assert!(solved > 100, "something has happened: {solved}");
    }
});

both!(support_and_administrators_read_the_report, async |t: TestApp| {
    let (zoe, support) = employee(&t, LinkRole::Support).await;
    let network = team(&t, "Network", &[]).await;
    let alice = t.customer().insert().await;
    let now = t.scope().now();
    let ticket = t.ticket().of(&alice).status(TicketStatus::Resolved).ago(TimeDelta::hours(3));
    ticket
        .with(|row| {
            (row.team_id, row.assignee_id) = (Some(network), Some(zoe.id));
            row.first_reply_due_at = Some(now - TimeDelta::hours(2));
            row.first_replied_at = Some(now - TimeDelta::minutes(90));
            (row.fix_due_at, row.resolved_at) = (Some(now), Some(now));
            row.rating = Some(4);
        })
        .insert()
        .await;
    let (from, to) = (today(), today() + Days::new(1));
    let report = support.gql(REPORT, asks(from, to, "TEAM")).await;
    let report = &report.ok()["supportReport"];
    assert_eq!(
        (&report["zone"], &report["groupBy"], &report["from"], &report["to"]),
        (&json!("Europe/Berlin"), &json!("TEAM"), &json!(from), &json!(to))
    );
    assert_eq!(report["days"], json!([{ "date": from, "opened": 1, "solved": 1, "backlog": 0 }]));
    let figures = json!({
        "opened": 1, "solved": 1, "closed": 0, "reopened": 0, "backlog": 0, "firstReplyCount": 1,
        "firstReplyMedianMinutes": 90, "firstReplyP90Minutes": 90, "fixMedianMinutes": 0, "fixP90Minutes": 0,
        "firstReplyDecided": 1, "firstReplyBreached": 1, "firstReplyBreachedShare": "1", "fixDecided": 1,
        "fixBreached": 0, "fixBreachedShare": "0", "ratingCount": 1, "ratingMean": "4",
    });
    assert_eq!(report["total"], figures);
    let groups = &report["groups"];
    assert_eq!(groups.as_array().map(Vec::len), Some(2));
    assert_eq!((&groups[0]["name"], &groups[0]["teamId"]), (&json!("Network"), &json!(network.to_string())));
    assert_eq!(groups[0]["figures"], figures);
    assert_eq!((&groups[1]["name"], &groups[1]["figures"]["opened"]), (&json!(null), &json!(0)));
    assert_eq!(groups[1]["figures"]["ratingMean"], json!(null));
    let (_, admin) = employee(&t, LinkRole::TenantAdmin).await;
    admin.gql(REPORT, asks(from, to, "AGENT")).await.ok();
    let owner = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let owner = t.sign_in_as(&owner).await;
    let (billing, noc) = (employee(&t, LinkRole::Billing).await.1, employee(&t, LinkRole::Noc).await.1);
    for caller in [&owner, &billing, &noc] {
        caller.gql(REPORT, asks(from, to, "TEAM")).await.assert_code("FORBIDDEN");
    }
});

both!(nothing_is_missing_where_nothing_has_happened, async |t: TestApp| {
    let (_, support) = employee(&t, LinkRole::Support).await;
    let from = today() - Days::new(100);
    let longest = Days::new(MAX_REPORT_DAYS.unsigned_abs());
    for (by, expected) in [
        ("CATEGORY", TicketCategory::iter().count()),
        ("PRIORITY", TicketPriority::iter().count()),
        ("TEAM", 1),
        ("AGENT", 2),
    ] {
        let report = support.gql(REPORT, asks(from, from + longest, by)).await;
        let report = &report.ok()["supportReport"];
        let days = report["days"].as_array().expect("a list");
        assert_eq!(days.len(), 366);
        assert!(days.iter().all(|day| day["opened"] == 0 && day["solved"] == 0 && day["backlog"] == 0));
        let groups = report["groups"].as_array().expect("a list");
        assert_eq!(groups.len(), expected, "{by}");
        assert!(groups.iter().all(|group| group["figures"] == report["total"]));
        assert_eq!(report["total"]["firstReplyMedianMinutes"], json!(null));
    }
    for to in [from, from - Days::new(1), from + longest + Days::new(1)] {
        let reply = support.gql(REPORT, asks(from, to, "TEAM")).await;
        reply.assert_code("BAD_USER_INPUT");
        assert_eq!(reply.body["errors"][0]["extensions"]["field"], "to");
    }
});

both!(a_report_costs_the_same_for_one_ticket_and_for_fifty, async |t: TestApp| {
    let (zoe, support) = employee(&t, LinkRole::Support).await;
    let alice = t.customer().insert().await;
    t.ticket().of(&alice).insert().await;
    let (from, to) = (today(), today() + Days::new(1));
    let mut one = Vec::new();
    for by in ["TEAM", "AGENT", "CATEGORY", "PRIORITY"] {
        one.push(support.gql(REPORT, asks(from, to, by)).await.statements());
    }
    for number in 1..50 {
        let team = team(&t, &format!("Team {number}"), &[zoe.id]).await;
        let ticket = t.ticket().of(&alice).status(TicketStatus::Closed);
        ticket.with(|row| (row.team_id, row.assignee_id) = (Some(team), Some(zoe.id))).insert().await;
    }
    let mut fifty = Vec::new();
    for by in ["TEAM", "AGENT", "CATEGORY", "PRIORITY"] {
        let reply = support.gql(REPORT, asks(from, to, by)).await;
        assert_eq!(reply.ok()["supportReport"]["total"]["opened"], 50);
        fifty.push(reply.statements());
    }
    assert_eq!(one, fifty);
});
