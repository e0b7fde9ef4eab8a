//! Tickets that have lived as the program lets them live (domain.md §2), with clocks that add up.

use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;

use super::*;
use crate::catalog::entity::subscription;
use crate::demo::crew::Login;
use crate::identity::entity::account_link::LinkRole;
use crate::tickets::entity::ticket::{self, TicketCategory, TicketSource, TicketStatus};
use crate::tickets::entity::ticket_reply::{self, AuthorKind};
use crate::tickets::entity::ticket_transition;
use crate::tickets::status::REOPEN_WITHIN;

fn changes<'a>(world: &'a World, row: &ticket::Model) -> Vec<&'a ticket_transition::Model> {
    world.desk.transitions.iter().filter(|change| change.ticket_id == row.id).collect()
}

fn replies<'a>(world: &'a World, row: &ticket::Model) -> Vec<&'a ticket_reply::Model> {
    world.desk.replies.iter().filter(|reply| reply.ticket_id == row.id).collect()
}

#[test]
fn every_change_of_a_status_is_one_that_the_machine_has() {
    for (_, world) in worlds() {
        for row in &world.desk.tickets {
            let (mut at, mut ended, mut reopened) = (None, None, 0);
            for change in changes(world, row) {
                assert_eq!(change.from_status, at, "{}", row.number);
                assert!(change.at >= row.created_at);
                match at {
                    None => assert_eq!((change.to_status, change.at), (TicketStatus::New, row.created_at)),
                    Some(from) => assert!(from.may_become(change.to_status), "{}: {change:?}", row.number),
                }
                if change.to_status.is_live() {
                    reopened += i32::from(at.is_some_and(|from| !from.is_live()));
                    assert!(ended.is_none_or(|ended| change.at - ended < REOPEN_WITHIN), "{}", row.number);
                    ended = None;
                } else {
                    ended = ended.or(Some(change.at));
                }
                at = Some(change.to_status);
            }
            assert_eq!((at, reopened), (Some(row.status), row.reopen_count), "{}", row.number);
            assert_eq!(row.closed_at.is_some(), row.status == TicketStatus::Closed);
            assert_eq!(row.resolved_at.or(row.closed_at).is_some(), !row.status.is_live(), "{}", row.number);
            assert!(row.rating.is_none_or(|rating| (1..=5).contains(&rating) && !row.status.is_live()));
        }
    }
}

#[test]
fn clocks_are_what_the_service_level_and_the_pauses_make_of_them() {
    for (_, world) in worlds() {
        let policies: HashMap<_, _> = world.desk.policies.iter().map(|row| (row.id, row)).collect();
        assert_eq!(policies.len(), 5);
        for row in &world.desk.tickets {
            let policy = policies[&row.policy_id.expect("each has one")];
            assert_eq!(policy.priority, row.priority);
            let (mut paused, mut since) = (TimeDelta::zero(), None::<Instant>);
            for change in changes(world, row) {
                paused += since.take().map_or(TimeDelta::zero(), |since| change.at - since);
                since = (change.to_status == TicketStatus::PendingCustomer).then_some(change.at);
            }
            assert_eq!((row.paused_since, i64::from(row.paused_minutes)), (since, paused.num_minutes()));
            let after = |minutes: i32| Some(row.created_at + TimeDelta::minutes(minutes.into()));
            assert_eq!(row.fix_due_at, after(policy.fix_minutes + row.paused_minutes), "{}", row.number);
            // Nothing waits for the customer before it is answered.
            assert_eq!(row.first_reply_due_at, after(policy.first_reply_minutes), "{}", row.number);
            let answers = replies(world, row).into_iter().skip(1);
            let first =
                answers.filter(|reply| reply.author_kind == AuthorKind::Staff).map(|reply| reply.created_at);
            assert_eq!(row.first_replied_at, first.min(), "{}", row.number);
            assert!(row.escalated_at.is_none_or(|at| Some(at) == row.fix_due_at && row.status.is_live()));
        }
    }
}

#[test]
fn what_is_written_comes_from_those_who_may_write_it() {
    for (_, world) in worlds() {
        let employees: HashSet<_> =
            world.logins.iter().filter(|login| is_staff(login)).map(|login| login.account).collect();
        for row in &world.desk.tickets {
            let members: HashMap<_, _> = world
                .account_links
                .iter()
                .filter(|link| link.customer_id == Some(row.customer_id))
                .map(|link| (link.account_id, link.role))
                .collect();
            let said = replies(world, row);
            assert_eq!(said[0].created_at, row.created_at, "it begins with a word: {}", row.number);
            assert_eq!(said[0].author_id, row.opened_by);
            let seen = |role| match row.category {
                TicketCategory::Technical => role != LinkRole::Payer,
                TicketCategory::Billing => role != LinkRole::Technical,
                _ => true,
            };
            for reply in &said {
                let author = reply.author_id.expect("nobody wrote for the system");
                match reply.author_kind {
                    AuthorKind::Customer => assert!(seen(members[&author]), "{}", row.number),
                    AuthorKind::Staff => assert!(employees.contains(&author)),
                    AuthorKind::Reseller => assert!(serves(world, author, row), "{}", row.number),
                    AuthorKind::System => panic!("{reply:?}"),
                }
                assert!(!reply.body.is_empty() && reply.created_at >= row.created_at);
            }
            assert_eq!(row.source == TicketSource::Staff, said[0].author_kind == AuthorKind::Staff);
            let notes = world.desk.notes.iter().filter(|note| note.ticket_id == row.id);
            assert!(
                notes.clone().all(|note| note.author_id.is_some_and(|author| employees.contains(&author)))
            );
            assert!(row.assignee_id.is_none_or(|who| employees.contains(&who)));
            let watchers = world.desk.watchers.iter().filter(|watcher| watcher.ticket_id == row.id);
            assert_eq!(watchers.count(), usize::from(row.source != TicketSource::Staff));
            let last = said.iter().map(|reply| reply.created_at);
            let last = last.chain(changes(world, row).iter().map(|change| change.at)).max();
            assert_eq!(Some(row.updated_at), last, "{}", row.number);
        }
    }
}

fn is_staff(login: &Login) -> bool {
    login.customer.is_none() && login.reseller.is_none()
}

fn serves(world: &World, account: crate::kernel::ids::AccountId, row: &ticket::Model) -> bool {
    let login = world.logins.iter().find(|login| login.account == account).expect("it signs in");
    world.reseller_customers.iter().any(|assigned| {
        Some(assigned.reseller_id) == login.reseller
            && assigned.customer_id == row.customer_id
            && assigned.to_date.is_none()
    })
}

#[test]
fn what_a_ticket_is_about_is_its_customer_s_own_and_was_there() {
    for (_, world) in worlds() {
        let customers: HashMap<_, _> = world.customers.iter().map(|row| (row.id, row)).collect();
        let services: HashMap<_, &subscription::Model> =
            world.subscriptions.iter().map(|row| (row.id, row)).collect();
        let bills: HashMap<_, _> = world.invoices.iter().map(|row| (row.id, row)).collect();
        let lines: HashMap<_, _> =
            world.lines.iter().map(|line| (line.id, bills[&line.invoice_id])).collect();
        let tickets: HashMap<_, _> = world.desk.tickets.iter().map(|row| (row.id, row)).collect();
        assert_eq!(tickets.len(), world.desk.tickets.len());
        for row in &world.desk.tickets {
            assert!(customers[&row.customer_id].created_at < row.created_at, "{}", row.number);
            if let Some(service) = row.subscription_id.map(|id| services[&id]) {
                assert!(service.customer_id == row.customer_id && service.created_at < row.created_at);
            }
            if let Some(bill) = row.invoice_line_id.map(|id| lines[&id]) {
                assert!(bill.customer_id == row.customer_id && bill.finalized_at < Some(row.created_at));
            }
            if let Some(into) = row.merged_into_id.map(|id| tickets[&id]) {
                assert_eq!((into.customer_id, into.merged_into_id), (row.customer_id, None));
            }
        }
    }
}

#[test]
fn whoever_signs_in_finds_a_desk_that_lives() {
    for (spec, world) in worlds() {
        let showcase = world.customers[0].id;
        let own: Vec<_> = world.desk.tickets.iter().filter(|row| row.customer_id == showcase).collect();
        for status in TicketStatus::ALL {
            assert!(own.iter().any(|row| row.status == status), "{}: {status:?}", spec.as_of);
        }
        assert!(
            own.iter().any(|row| row.reopen_count > 0) && own.iter().any(|row| row.merged_into_id.is_some())
        );
        for role in ["customer", "technical", "payer"] {
            let account = world.logins.iter().find(|login| login.role == role).map(|login| login.account);
            assert!(own.iter().any(|row| row.opened_by == account), "{role}");
        }
        let filled: HashSet<_> = world.desk.team_members.iter().map(|row| row.team_id).collect();
        assert_eq!(filled.len(), world.desk.teams.len());
        if spec.customers == 220 {
            let others: HashSet<_> = world.desk.tickets.iter().map(|row| row.customer_id).collect();
            assert!(others.len() > 30, "{}", others.len());
            assert!(world.desk.tickets.iter().any(|row| row.rating.is_some()));
            for source in [TicketSource::Portal, TicketSource::Mail, TicketSource::Staff] {
                assert!(world.desk.tickets.iter().any(|row| row.source == source), "{source:?}");
            }
            assert!(world.desk.tickets.iter().filter(|row| row.status.is_live()).count() > 10);
        }
    }
}

#[test]
fn a_load_test_has_no_desk() {
    let crew = Crew::LoadTest { password: "the same for all of them".into() };
    let world = World::generate(&WorldSpec { crew, ..spec(Market::Germany, 20, 2, "2026-11-22") });
    assert_eq!(world.desk, Desk::default());
}
