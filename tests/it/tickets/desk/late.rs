//! What is late is so wherever it is asked: of a ticket, in a list, in a queue, in the report.

use std::collections::BTreeSet;

use chrono::Days;
use portico::db::Scope;
use portico::kernel::clock::Instant;
use portico::kernel::ids::TicketId;
use portico::kernel::page::PageRequest;
use portico::tickets::desk::{Grouping, Promise, support_report};
use portico::tickets::entity::ticket::{self, TicketPriority};
use portico::tickets::entity::{business_calendar, sla_policy};
use portico::tickets::sla::Level;
use portico::tickets::sla::state::{SlaState, Standing};
use portico::tickets::{TicketFilter, TicketList, TicketOrder};

use super::history::{Life, count, live};
use super::*;
use crate::support::app::today;

/// A level around the clock: what is late goes by the due moments of a ticket alone.
fn level(scope: &Scope) -> Level {
    let (calendar_id, tenant_id) = (scope.new_id(), scope.tenant().id);
    let always = [[("00:00", "24:00")]; 7];
    let calendar = business_calendar::Model {
        id: calendar_id,
        tenant_id,
        name: "Always".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        hours: json!(always),
        holidays: json!([]),
        version: 1,
    };
    let policy = sla_policy::Model {
        id: scope.new_id(),
        tenant_id,
        name: "Usual".to_owned(),
        priority: TicketPriority::Normal,
        calendar_id,
        first_reply_minutes: 60,
        fix_minutes: 480,
        pauses_for_customer: true,
        pauses_for_vendor: false,
        at_risk_percent: 80,
        escalate_percent: None,
        escalate_team_id: None,
        active: true,
        version: 1,
    };
    Level::of(policy, calendar).expect("its hours are well-formed")
}

/// The tickets that a list has.
async fn listed(scope: &Scope, breached: bool) -> BTreeSet<TicketId> {
    let list = TicketList::of_tenant(TicketFilter { breached: Some(breached), ..TicketFilter::default() });
    let request = PageRequest::from_args(Some(100), None, None, None).expect("a page");
    let page = list.page(scope, TicketOrder::default(), &request).await.expect("the database answers");
    assert!(!page.has_next, "all of them are on one page");
    page.rows.into_iter().map(|seen| seen.ticket.id).collect()
}

/// A promise as it stands for each ticket: its state, and whether its clock still runs.
fn promise(standings: impl Iterator<Item = (Option<SlaState>, bool)>) -> Promise {
    let mut promise = Promise::default();
    for (state, runs) in standings {
        let breached = state == Some(SlaState::Breached);
        promise.breached += i64::from(breached);
        promise.decided += i64::from(breached || (state.is_some() && !runs));
    }
    promise
}

/// Whether the first answer, and the solution, came after they were due, but while the clock already stood still: only by
/// the pause are they in time.
fn is_saved_by_its_pause(row: &ticket::Model) -> [bool; 2] {
    let after = |due: Option<Instant>, done: Option<Instant>| {
        row.paused_since.zip(due).zip(done).is_some_and(|((since, due), done)| since <= due && due < done)
    };
    let over = row.resolved_at.or(row.closed_at);
    [after(row.first_reply_due_at, row.first_replied_at), after(row.fix_due_at, over)]
}

both!(tickets_lists_queues_and_the_report_call_the_same_late, async |t: TestApp| {
    let (mut late, mut saved) = ([0; 2], [0; 2]);
    for seed in 10..18 {
        let t = t.tenant().await;
        let scope = t.scope();
        let (_, support) = employee(&t, LinkRole::Support).await;
        let customer = t.customer().insert().await;
        let lives = live(&t, &customer, &[], &[], (seed, 95)).await;
        let level = level(&scope);
        let stands = |life: &Life| (life.row.clone(), Standing::of(&life.row, &level, scope.now()));
        let standings: Vec<(ticket::Model, Standing)> = lives.iter().map(stands).collect();
        let (breached, kept): (Vec<_>, Vec<_>) =
            standings.iter().partition(|(_, standing)| standing.worst() == SlaState::Breached);
        let ids = |some: &[&(ticket::Model, Standing)]| -> BTreeSet<TicketId> {
            some.iter().map(|(row, _)| row.id).collect()
        };

        assert_eq!(listed(&scope, true).await, ids(&breached), "the list of what is late, {seed}");
        assert_eq!(listed(&scope, false).await, ids(&kept), "the list of what is not, {seed}");

        let queues = ask(&support, "ticketQueues { kind count }").await;
        let queues = queues["ticketQueues"].as_array().expect("a list");
        let queue = queues.iter().find(|queue| queue["kind"] == "BREACHED").expect("there is one");
        let live = count(breached.iter().filter(|(row, _)| row.status.is_live()));
        assert_eq!(queue["count"], json!(live), "the queue, {seed}");

        let (from, to) = (today() - Days::new(60), today() + Days::new(2));
        let report = support_report(&scope, from, to, Grouping::Priority).await.expect("counted");
        let first_replies =
            standings.iter().map(|(_, one)| (one.first_reply, one.first_reply_left.is_some()));
        let fixes = standings.iter().map(|(_, one)| (one.fix, one.fix_left.is_some()));
        assert_eq!(report.total.opened, count(lives.iter()));
        assert_eq!(report.total.first_reply_promise, promise(first_replies), "first replies, {seed}");
        assert_eq!(report.total.fix_promise, promise(fixes), "solutions, {seed}");

        late[0] += live;
        late[1] += count(breached.iter()) - live;
        for (row, _) in &standings {
            let [reply, fix] = is_saved_by_its_pause(row);
            saved[0] += i64::from(reply);
            saved[1] += i64::from(fix);
        }
    }
    assert!(late.iter().all(|tickets| *tickets > 0), "late ones that are live, and that are over: {late:?}");
    assert!(saved.iter().all(|tickets| *tickets > 0), "answers and solutions within a pause: {saved:?}");
});
