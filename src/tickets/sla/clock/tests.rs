use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::db::FIRST_VERSION;
use crate::kernel::ids::{BusinessCalendarId, CustomerId, SlaPolicyId, TenantId, TicketId, TypedId as _};
use crate::tickets::entity::business_calendar;
use crate::tickets::entity::ticket::{TicketCategory, TicketPriority, TicketSharing, TicketSource};
use crate::tickets::sla::calendar::tests::{any_calendar, at, office};
use crate::tickets::sla::state::{SlaState, Standing, used};

/// A ticket without a clock.
pub(in crate::tickets) fn ticket(created_at: Instant) -> ticket::Model {
    ticket::Model {
        id: TicketId::from_uuid(Uuid::nil()),
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        number: "TKT-2026-000001".to_owned(),
        customer_id: CustomerId::from_uuid(Uuid::nil()),
        subject: "No connection".to_owned(),
        category: TicketCategory::Technical,
        priority: TicketPriority::Normal,
        status: TicketStatus::New,
        source: TicketSource::Portal,
        sharing: TicketSharing::Company,
        opened_by: None,
        subscription_id: None,
        incident_id: None,
        invoice_line_id: None,
        device_id: None,
        assignee_id: None,
        team_id: None,
        policy_id: None,
        first_reply_due_at: None,
        first_reply_at_risk_at: None,
        first_replied_at: None,
        fix_due_at: None,
        fix_at_risk_at: None,
        paused_since: None,
        paused_minutes: 0,
        escalated_at: None,
        reopen_count: 0,
        resolved_at: None,
        closed_at: None,
        rating: None,
        rating_comment: None,
        merged_into_id: None,
        created_at,
        updated_at: created_at,
        version: FIRST_VERSION,
    }
}

/// A level that stands still for the customer only.
pub(in crate::tickets) fn level(hours: Calendar, first_reply_minutes: i32, fix_minutes: i32) -> Level {
    let (tenant_id, calendar_id) =
        (TenantId::from_uuid(Uuid::nil()), BusinessCalendarId::from_uuid(Uuid::nil()));
    let policy = sla_policy::Model {
        id: SlaPolicyId::from_uuid(Uuid::nil()),
        tenant_id,
        name: "Usual".to_owned(),
        priority: TicketPriority::Normal,
        calendar_id,
        first_reply_minutes,
        fix_minutes,
        pauses_for_customer: true,
        pauses_for_vendor: false,
        at_risk_percent: 80,
        escalate_percent: None,
        escalate_team_id: None,
        active: true,
        version: FIRST_VERSION,
    };
    let calendar = business_calendar::Model {
        id: calendar_id,
        tenant_id,
        name: "Office".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        hours: serde_json::Value::Null,
        holidays: serde_json::Value::Null,
        version: FIRST_VERSION,
    };
    Level { policy, calendar, hours }
}

fn become_at(ticket: &mut ticket::Model, level: &Level, status: TicketStatus, now: &str) {
    ticket.status = status;
    moved(ticket, level, at(now));
}

#[test]
fn it_waits_for_the_customer_and_goes_on() {
    let level = level(office("Europe/Berlin", &["2026-11-25"]), 60, 480);
    let mut ticket = ticket(at("2026-11-23T08:00:00Z"));
    set(&mut ticket, Some(&level), at("2026-11-23T08:00:00Z"));
    assert_eq!(ticket.first_reply_due_at, Some(at("2026-11-23T09:00:00Z")));
    assert_eq!(ticket.fix_due_at, Some(at("2026-11-23T16:00:00Z")));
    answered(&mut ticket, at("2026-11-23T08:20:00Z"));
    become_at(&mut ticket, &level, TicketStatus::PendingCustomer, "2026-11-23T15:00:00Z");
    assert_eq!(ticket.paused_since, Some(at("2026-11-23T15:00:00Z")));
    // An hour is left, and the 25th is a holiday.
    become_at(&mut ticket, &level, TicketStatus::Open, "2026-11-24T15:30:00Z");
    assert_eq!((ticket.paused_since, ticket.paused_minutes), (None, 60 + 450));
    assert_eq!(ticket.fix_due_at, Some(at("2026-11-26T08:30:00Z")));
    assert_eq!(ticket.first_reply_due_at, Some(at("2026-11-23T09:00:00Z")), "it was answered before");
    // It does not wait for others.
    become_at(&mut ticket, &level, TicketStatus::PendingVendor, "2026-11-26T08:00:00Z");
    assert_eq!(ticket.paused_since, None);
}

#[test]
fn another_priority_sets_it_anew_from_the_beginning() {
    let (usual, urgent) =
        (level(office("Europe/Berlin", &[]), 60, 480), level(office("Europe/Berlin", &[]), 30, 120));
    let mut ticket = ticket(at("2026-11-23T08:00:00Z"));
    set(&mut ticket, Some(&usual), at("2026-11-23T08:00:00Z"));
    ticket.escalated_at = Some(at("2026-11-23T09:00:00Z"));
    become_at(&mut ticket, &usual, TicketStatus::PendingCustomer, "2026-11-23T08:10:00Z");
    become_at(&mut ticket, &usual, TicketStatus::Open, "2026-11-23T08:30:00Z");
    set(&mut ticket, Some(&urgent), at("2026-11-23T08:40:00Z"));
    assert_eq!(ticket.first_reply_due_at, Some(at("2026-11-23T08:50:00Z")));
    assert_eq!(ticket.fix_due_at, Some(at("2026-11-23T10:20:00Z")));
    assert_eq!(ticket.escalated_at, None);
    // A pause under way goes on, or ends where the other level has none.
    become_at(&mut ticket, &urgent, TicketStatus::PendingCustomer, "2026-11-23T09:00:00Z");
    set(&mut ticket, Some(&usual), at("2026-11-23T09:10:00Z"));
    assert_eq!((ticket.paused_since, ticket.paused_minutes), (Some(at("2026-11-23T09:00:00Z")), 20));
    let mut relentless = urgent;
    relentless.policy.pauses_for_customer = false;
    set(&mut ticket, Some(&relentless), at("2026-11-23T09:30:00Z"));
    assert_eq!((ticket.paused_since, ticket.paused_minutes), (None, 50));
    assert_eq!(ticket.fix_due_at, Some(at("2026-11-23T10:50:00Z")));
    set(&mut ticket, None, at("2026-11-23T09:40:00Z"));
    assert_eq!((ticket.policy_id, ticket.fix_due_at, ticket.first_reply_due_at), (None, None, None));
}

#[test]
fn what_is_late_stays_late() {
    let level = level(office("Europe/Berlin", &[]), 60, 480);
    let mut ticket = ticket(at("2026-11-23T08:00:00Z"));
    set(&mut ticket, Some(&level), at("2026-11-23T08:00:00Z"));
    become_at(&mut ticket, &level, TicketStatus::PendingCustomer, "2026-11-23T10:00:00Z");
    become_at(&mut ticket, &level, TicketStatus::Open, "2026-11-23T12:00:00Z");
    assert_eq!(ticket.first_reply_due_at, Some(at("2026-11-23T09:00:00Z")));
    assert_eq!(ticket.fix_due_at, Some(at("2026-11-24T10:00:00Z")));
    assert_eq!(
        Standing::of(&ticket, &level, at("2026-11-23T12:00:00Z")).first_reply,
        Some(SlaState::Breached)
    );
}

fn any_status() -> impl Strategy<Value = TicketStatus> {
    proptest::sample::select(TicketStatus::ALL.to_vec())
}

proptest! {
    #[test]
    fn what_is_used_is_what_ran(
        (hours, around) in any_calendar(),
        (first_reply, fix) in (1_i32..500, 1_i32..2_000),
        steps in proptest::collection::vec((0_i64..3_000, any_status()), 0..12),
    ) {
        let level = level(hours, first_reply, fix);
        let mut ticket = ticket(around);
        set(&mut ticket, Some(&level), around);
        let (mut now, mut ran) = (around, TimeDelta::zero());
        for (minutes, status) in steps {
            let next = now + TimeDelta::minutes(minutes);
            if ticket.paused_since.is_none() {
                ran += level.hours.between(now, next);
            }
            now = next;
            prop_assert_eq!(used(&ticket, &level, now), ran);
            let before = (ticket.first_reply_due_at, ticket.fix_due_at);
            ticket.status = status;
            moved(&mut ticket, &level, now);
            prop_assert_eq!(used(&ticket, &level, now), ran);
            prop_assert_eq!(ticket.paused_since.is_some(), stands_still(&level.policy, status));
            prop_assert!(ticket.first_reply_due_at >= before.0 && ticket.fix_due_at >= before.1);
            // As much is left as was not used; and what is late was due when that much had run.
            let due = ticket.fix_due_at.expect("it was promised");
            let promised = TimeDelta::minutes(fix.into());
            let at = ticket.paused_since.unwrap_or(now);
            if ran < promised {
                prop_assert_eq!(level.hours.between(at, due), promised - ran);
            } else {
                prop_assert!(level.hours.between(at, due).is_zero());
            }
        }
    }

    #[test]
    fn no_pause_brings_a_due_moment_forward(
        (hours, around) in any_calendar(),
        fix in 1_i32..2_000,
        pauses in proptest::collection::vec((0_i64..200_000, 0_i64..200_000), 0..6),
    ) {
        let level = level(hours, 1, fix);
        let mut ticket = ticket(around);
        set(&mut ticket, Some(&level), around);
        let mut now = around;
        for (running, pause) in pauses {
            now += TimeDelta::seconds(running);
            let before = ticket.fix_due_at;
            ticket.status = TicketStatus::PendingCustomer;
            moved(&mut ticket, &level, now);
            let standing = Standing::of(&ticket, &level, now);
            now += TimeDelta::seconds(pause);
            prop_assert_eq!(Standing::of(&ticket, &level, now), standing, "it stands still");
            ticket.status = TicketStatus::Open;
            moved(&mut ticket, &level, now);
            prop_assert!(ticket.fix_due_at >= before);
            prop_assert_eq!(Standing::of(&ticket, &level, now).fix == Some(SlaState::Breached), standing.fix == Some(SlaState::Breached));
        }
    }

    #[test]
    fn set_anew_by_the_same_level_it_is_where_it_was(
        (hours, around) in any_calendar(),
        fix in 500_i32..2_000,
        pauses in proptest::collection::vec((0_i64..60, 0_i64..3_000), 0..6),
    ) {
        let level = level(hours, 1, fix);
        let mut ticket = ticket(around);
        set(&mut ticket, Some(&level), around);
        let mut now = around;
        for (running, pause) in pauses {
            for (minutes, status) in [(running, TicketStatus::PendingCustomer), (pause, TicketStatus::Open)] {
                now += TimeDelta::minutes(minutes);
                ticket.status = status;
                moved(&mut ticket, &level, now);
            }
        }
        let before = ticket.clone();
        set(&mut ticket, Some(&level), now);
        prop_assert_eq!(ticket.fix_due_at, before.fix_due_at);
    }
}
