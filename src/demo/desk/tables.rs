//! What a desk has before the first ticket: hours, teams, service levels, texts that are written often.

use chrono::{Datelike as _, NaiveDate};
use serde_json::{Value as Json, json};

use super::Desk;
use super::stories::Texts;
use crate::db::FIRST_VERSION;
use crate::demo::calendar::{Calendar, Ids, days_after};
use crate::demo::market::Facts;
use crate::demo::world::{UNASSIGNED, World};
use crate::kernel::ids::{BusinessCalendarId, SupportTeamId};
use crate::tickets::entity::ticket::{TicketCategory, TicketPriority};
use crate::tickets::entity::{
    business_calendar, canned_reply, sla_policy, support_team, support_team_member,
};

/// The places of the teams: those who answer first, those who know the network, those who know the bills.
const FRONT: usize = 0;
const NETWORK: usize = 1;
const BILLS: usize = 2;

/// Who is in which team, by the role of its sign-in.
const MEMBERS: [(&str, usize); 5] =
    [("support", FRONT), ("noc", NETWORK), ("billing", BILLS), ("admin", FRONT), ("admin", BILLS)];

/// Minutes to the first answer and until it is solved, and whether what is late goes to another team.
const LEVELS: [(TicketPriority, i32, i32, bool); 5] = [
    (TicketPriority::Low, 1_440, 10_080, false),
    (TicketPriority::Normal, 480, 4_320, false),
    (TicketPriority::High, 120, 1_440, true),
    (TicketPriority::Urgent, 30, 480, true),
    (TicketPriority::Critical, 15, 240, true),
];

/// The desk without tickets.
pub(super) fn tables(texts: &Texts, facts: &Facts, calendar: Calendar, ids: &Ids, world: &World) -> Desk {
    let at = calendar.moment(days_after(calendar.founded(), 3), 9 * 60);
    let mut desk = Desk::default();
    let hours = |name: &str, hours: Json, holidays: Json| business_calendar::Model {
        id: ids.at(at),
        tenant_id: UNASSIGNED,
        name: name.to_owned(),
        zone: facts.zone.name().to_owned(),
        hours,
        holidays,
        version: FIRST_VERSION,
    };
    let always = hours(texts.always, week(&[("00:00", "24:00")], &[("00:00", "24:00")], true), json!([]));
    let office = week(&[("08:00", "18:00")], &[("09:00", "13:00")], false);
    let around_the_clock = always.id;
    desk.calendars = vec![always, hours(texts.office, office, holidays(calendar.as_of))];
    desk.teams = texts
        .teams
        .iter()
        .map(|name| support_team::Model {
            id: ids.at(at),
            tenant_id: UNASSIGNED,
            name: (*name).to_owned(),
            active: true,
            version: FIRST_VERSION,
        })
        .collect();
    for (role, team) in MEMBERS {
        let login = world.logins.iter().find(|login| login.role == role);
        desk.team_members.extend(login.map(|login| support_team_member::Model {
            id: ids.at(at),
            tenant_id: UNASSIGNED,
            team_id: desk.teams[team].id,
            account_id: login.account,
        }));
    }
    let network = desk.teams[NETWORK].id;
    let level = |level| policy(level, (around_the_clock, network), ids.at(at));
    desk.policies = texts.levels.into_iter().zip(LEVELS).map(level).collect();
    desk.canned_replies = texts
        .canned
        .iter()
        .map(|(title, body)| canned_reply::Model {
            id: ids.at(at),
            tenant_id: UNASSIGNED,
            title: (*title).to_owned(),
            body: (*body).to_owned(),
            locale: Some(facts.locale.to_owned()),
            version: FIRST_VERSION,
        })
        .collect();
    desk
}

/// The team that tickets of a kind lie with.
pub(super) fn team_of(desk: &Desk, category: TicketCategory) -> SupportTeamId {
    let place = match category {
        TicketCategory::Technical => NETWORK,
        TicketCategory::Billing => BILLS,
        TicketCategory::Sales
        | TicketCategory::General
        | TicketCategory::Complaint
        | TicketCategory::FeatureRequest => FRONT,
    };
    desk.teams[place].id
}

fn policy(
    (name, (priority, first_reply_minutes, fix_minutes, escalates)): (&str, (TicketPriority, i32, i32, bool)),
    (calendar_id, network): (BusinessCalendarId, SupportTeamId),
    id: crate::kernel::ids::SlaPolicyId,
) -> sla_policy::Model {
    sla_policy::Model {
        id,
        tenant_id: UNASSIGNED,
        name: name.to_owned(),
        priority,
        calendar_id,
        first_reply_minutes,
        fix_minutes,
        pauses_for_customer: true,
        pauses_for_vendor: false,
        at_risk_percent: 80,
        escalate_percent: escalates.then_some(100),
        escalate_team_id: escalates.then_some(network),
        active: true,
        version: FIRST_VERSION,
    }
}

/// The hours of Monday to Friday, of Saturday, and whether Sunday is like Saturday or free.
fn week(day: &[(&str, &str)], saturday: &[(&str, &str)], sunday: bool) -> Json {
    let spans = |spans: &[(&str, &str)]| json!(spans.iter().map(|(from, to)| [from, to]).collect::<Vec<_>>());
    let day = spans(day);
    json!([day, day, day, day, day, spans(saturday), if sunday { spans(saturday) } else { json!([]) }])
}

/// Christmas and New Year around a day.
fn holidays(as_of: NaiveDate) -> Json {
    let year = as_of.year();
    json!([
        format!("{year}-01-01"),
        format!("{year}-12-25"),
        format!("{year}-12-26"),
        format!("{}-01-01", year + 1)
    ])
}
