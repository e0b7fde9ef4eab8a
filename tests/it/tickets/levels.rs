//! Service levels: what is promised, how the clock of a ticket runs, and what happens when the time runs out.

use futures_util::future::join_all;
use portico::customers::entity::customer;
use portico::db::{Reads as _, Scope};
use portico::events::entity::outbox_event::EventType;
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::clock::Instant;
use portico::kernel::ids::{SupportTeamId, TicketId};
use portico::tickets::entity::ticket::{self, TicketCategory, TicketPriority, TicketSharing, TicketSource};
use portico::tickets::entity::{sla_policy, support_team, ticket_note};
use portico::tickets::{Author, NewTicket, escalate_due, open_for};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, Order};
use serde_json::{Value, json};

use crate::dunning::told;
use crate::invoicing::{done, mutate};
use crate::support::app::TestApp;
use crate::support::caller::Caller;

const NOBODY: &str = "sla_00000000000000000000000000";

/// What the customer asks of a ticket.
const SLA: &str =
    "sla { policyName state firstReplyDueAt firstRepliedAt firstReplyState firstReplyMinutesLeft
    fixDueAt fixState fixMinutesLeft pausedSince }";

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

/// An ISP whose clock can be moved.
async fn sandbox(t: &TestApp) -> TestApp {
    t.tenant_with(|new| new.settings.sandbox = true).await
}

async fn staff(t: &TestApp, role: LinkRole) -> Caller {
    let login = t.account().staff(role).insert().await;
    t.sign_in_as(&login).await
}

async fn owner(t: &TestApp, customer: &customer::Model) -> Caller {
    let login = t.account().member_of(customer, LinkRole::Owner).insert().await;
    t.sign_in_as(&login).await
}

/// Nine to five from Monday to Friday.
fn office(name: &str) -> Value {
    let hours = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"]
        .map(|day| json!({ "day": day, "from": "09:00", "to": "17:00" }));
    json!({ "name": name, "zone": "Europe/Berlin", "hours": hours, "holidays": ["2026-12-25"] })
}

async fn calendar(admin: &Caller) -> String {
    let made =
        mutate(admin, "createBusinessCalendar", json!({ "terms": office("Office") }), "calendar { id }");
    done(made.await)["calendar"]["id"].as_str().expect("an id").to_owned()
}

/// An hour to the first answer, eight to the solution.
fn usual(calendar: &str) -> Value {
    json!({
        "name": "Usual", "priority": "NORMAL", "calendarId": calendar, "firstReplyMinutes": 60, "fixMinutes": 480,
    })
}

/// The same with other terms beside.
fn with(terms: Value, more: Value) -> Value {
    let (Value::Object(mut terms), Value::Object(more)) = (terms, more) else { panic!("terms are objects") };
    terms.extend(more);
    Value::Object(terms)
}

async fn level(admin: &Caller, terms: Value) -> String {
    let made = mutate(admin, "createSlaPolicy", json!({ "terms": terms }), "policy { id }");
    done(made.await)["policy"]["id"].as_str().expect("an id").to_owned()
}

/// A ticket that the system opens for a customer at a moment.
async fn opened(scope: &Scope, customer: &customer::Model, priority: TicketPriority) -> TicketId {
    let tx = scope.begin().await.expect("the database answers");
    let new = NewTicket {
        customer: customer.id,
        subject: "No connection".to_owned(),
        body: "Since this morning.".to_owned(),
        category: TicketCategory::Technical,
        priority,
        source: TicketSource::Staff,
        sharing: TicketSharing::Company,
        opened_by: None,
        author: Author::system(),
        subscription: None,
        incident: None,
        invoice_line: None,
        device: None,
        attachments: Vec::new(),
    };
    let ticket = open_for(&tx, new).await.expect("a ticket");
    tx.commit().await.expect("the database answers");
    ticket.id
}

async fn row(t: &TestApp, id: TicketId) -> ticket::Model {
    let scope = t.scope();
    let found = scope.select::<ticket::Entity>().filter(ticket::Column::Id.eq(id)).one().await;
    found.expect("the database answers").expect("it is there")
}

async fn notes(t: &TestApp, id: TicketId) -> Vec<ticket_note::Model> {
    let scope = t.scope();
    let notes = scope.select::<ticket_note::Entity>().filter(ticket_note::Column::TicketId.eq(id));
    notes.order_by(ticket_note::Column::CreatedAt, Order::Asc).all().await.expect("the database answers")
}

async fn team(t: &TestApp, active: bool) -> SupportTeamId {
    let scope = t.scope();
    let tenant_id = scope.tenant().id;
    let name = format!("Team {}", t.next_number());
    let team = support_team::Model { id: scope.new_id(), tenant_id, name, active, version: 1 };
    let id = team.id;
    let tx = scope.begin().await.expect("the database answers");
    tx.insert(team.into_active_model().reset_all()).await.expect("the team is new");
    tx.commit().await.expect("the database answers");
    id
}

/// The promise for a ticket, as a caller sees it.
async fn sla(caller: &Caller, id: TicketId) -> Value {
    let document = format!("query($id: ID!) {{ node(id: $id) {{ ... on Ticket {{ {SLA} }} }} }}");
    let reply = caller.gql(&document, json!({ "id": id.to_string() })).await;
    reply.ok()["node"]["sla"].clone()
}

/// Moves the clock of a sandbox.
async fn advance(admin: &Caller, to: &str) {
    loop {
        let moved = mutate(admin, "sandboxAdvanceTime", json!({ "to": to }), "arrived").await;
        if done(moved)["arrived"] == true {
            return;
        }
    }
}

#[track_caller]
fn refused(payload: &Value) -> (&str, &str) {
    let errors = payload["userErrors"].as_array().expect("a list");
    assert_eq!(errors.len(), 1, "{payload}");
    (errors[0]["code"].as_str().expect("text"), errors[0]["field"].as_str().unwrap_or_default())
}

both!(a_calendar_is_kept_by_the_administrator, async |t: TestApp| {
    const CALENDAR: &str = "calendar { id name zone hours { day from to } holidays version }";
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let made = mutate(&admin, "createBusinessCalendar", json!({ "terms": office("Office") }), CALENDAR).await;
    let made = done(made)["calendar"].clone();
    assert_eq!(made["hours"].as_array().map(Vec::len), Some(5));
    assert_eq!(made["hours"][4], json!({ "day": "FRIDAY", "from": "09:00", "to": "17:00" }));
    assert_eq!((&made["zone"], &made["holidays"]), (&json!("Europe/Berlin"), &json!(["2026-12-25"])));

    // Without a zone it is the ISP's; spans and holidays are put in order.
    let changed = json!({
        "calendarId": made["id"],
        "expectedVersion": 1,
        "terms": {
            "name": "Long days",
            "hours": [
                { "day": "SUNDAY", "from": "20:00", "to": "24:00" },
                { "day": "SUNDAY", "from": "08:00", "to": "12:00" },
            ],
            "holidays": ["2027-01-01", "2026-12-25", "2026-12-25"],
        },
    });
    let now = done(mutate(&admin, "updateBusinessCalendar", changed.clone(), CALENDAR).await);
    assert_eq!(
        now["calendar"],
        json!({
            "id": made["id"], "name": "Long days", "zone": "Europe/Berlin",
            "hours": [
                { "day": "SUNDAY", "from": "08:00", "to": "12:00" },
                { "day": "SUNDAY", "from": "20:00", "to": "24:00" },
            ],
            "holidays": ["2026-12-25", "2027-01-01"], "version": 2,
        })
    );
    let again = mutate(&admin, "updateBusinessCalendar", changed, CALENDAR).await;
    assert_eq!(refused(&again), ("CONFLICT", "expectedVersion"));
    let support = staff(&t, LinkRole::Support).await;
    let listed = support.gql("{ businessCalendars { name version } }", json!({})).await;
    assert_eq!(listed.ok()["businessCalendars"], json!([{ "name": "Long days", "version": 2 }]));
});

both!(what_is_no_calendar_is_told_by_its_field, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    calendar(&admin).await;
    let hours = |from: &str, to: &str| json!([{ "day": "MONDAY", "from": from, "to": to }]);
    let holidays: Vec<String> = (0..401)
        .map(|n| (at("2026-01-01T00:00:00Z") + chrono::TimeDelta::days(n)).date_naive().to_string())
        .collect();
    for (change, expected) in [
        (json!({ "name": " " }), ("INVALID_INPUT", "name")),
        (json!({ "name": "Office" }), ("NAME_TAKEN", "name")),
        (json!({ "zone": "Europe/Atlantis" }), ("INVALID_INPUT", "zone")),
        (json!({ "hours": [] }), ("INVALID_INPUT", "hours")),
        (json!({ "hours": hours("17:00", "09:00") }), ("INVALID_INPUT", "hours")),
        (json!({ "hours": hours("09:00", "25:00") }), ("INVALID_INPUT", "hours")),
        (json!({ "hours": hours("nine", "five") }), ("INVALID_INPUT", "hours")),
        (json!({ "holidays": holidays }), ("INVALID_INPUT", "holidays")),
    ] {
        let terms = with(office("Another"), change);
        let answer =
            mutate(&admin, "createBusinessCalendar", json!({ "terms": terms }), "calendar { id }").await;
        assert_eq!(refused(&answer), expected);
        assert_eq!(answer["calendar"], Value::Null);
    }
    for number in 1..20 {
        let terms = json!({ "terms": office(&format!("Office {number}")) });
        done(mutate(&admin, "createBusinessCalendar", terms, "calendar { id }").await);
    }
    let one_more = json!({ "terms": office("One more") });
    let answer = mutate(&admin, "createBusinessCalendar", one_more, "calendar { id }").await;
    assert_eq!(refused(&answer), ("TOO_MANY", "name"));
    let missing = json!({ "calendarId": "bcl_00000000000000000000000000", "terms": office("None") });
    let reply = mutate(&admin, "updateBusinessCalendar", missing, "calendar { id }").await;
    assert_eq!(refused(&reply), ("NOT_FOUND", "calendarId"));
});

both!(each_priority_has_one_level_for_new_tickets, async |t: TestApp| {
    const POLICY: &str =
        "policy { id name priority calendar { name } firstReplyMinutes fixMinutes pausesForCustomer
        pausesForVendor atRiskPercent escalatePercent escalateTeamId active version }";
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let office = calendar(&admin).await;
    let made = mutate(&admin, "createSlaPolicy", json!({ "terms": usual(&office) }), POLICY).await;
    let made = done(made)["policy"].clone();
    assert_eq!(
        made,
        json!({
            "id": made["id"], "name": "Usual", "priority": "NORMAL", "calendar": { "name": "Office" },
            "firstReplyMinutes": 60, "fixMinutes": 480, "pausesForCustomer": true, "pausesForVendor": false,
            "atRiskPercent": 80, "escalatePercent": null, "escalateTeamId": null, "active": true, "version": 1,
        })
    );
    let (active, gone) = (team(&t, true).await, team(&t, false).await);
    for (change, expected) in [
        (json!({ "name": "Usual", "priority": "HIGH" }), ("NAME_TAKEN", "name")),
        (json!({ "name": "Other" }), ("IN_USE", "priority")),
        (json!({ "name": "" }), ("INVALID_INPUT", "name")),
        (json!({ "firstReplyMinutes": 0 }), ("INVALID_INPUT", "firstReplyMinutes")),
        (json!({ "fixMinutes": 59 }), ("INVALID_INPUT", "fixMinutes")),
        (json!({ "fixMinutes": 527_041 }), ("INVALID_INPUT", "fixMinutes")),
        (json!({ "atRiskPercent": 100 }), ("INVALID_INPUT", "atRiskPercent")),
        (json!({ "escalatePercent": 1_001 }), ("INVALID_INPUT", "escalatePercent")),
        (json!({ "escalateTeamId": active.to_string() }), ("INVALID_INPUT", "escalatePercent")),
        (
            json!({ "escalatePercent": 100, "escalateTeamId": gone.to_string() }),
            ("NOT_FOUND", "escalateTeamId"),
        ),
        (json!({ "calendarId": "bcl_00000000000000000000000000" }), ("NOT_FOUND", "calendarId")),
    ] {
        let terms = with(usual(&office), change);
        let answer = mutate(&admin, "createSlaPolicy", json!({ "terms": terms }), POLICY).await;
        assert_eq!(refused(&answer), expected);
    }
    let more = json!({ "escalatePercent": 100, "escalateTeamId": active.to_string(), "fixMinutes": 960 });
    let change = json!({ "policyId": made["id"], "expectedVersion": 1, "terms": with(usual(&office), more) });
    let changed = done(mutate(&admin, "updateSlaPolicy", change.clone(), POLICY).await);
    assert_eq!((&changed["policy"]["fixMinutes"], &changed["policy"]["version"]), (&json!(960), &json!(2)));
    let again = mutate(&admin, "updateSlaPolicy", change.clone(), POLICY).await;
    assert_eq!(refused(&again), ("CONFLICT", "expectedVersion"));
    let retire = json!({ "policyId": made["id"] });
    let retired = done(mutate(&admin, "retireSlaPolicy", retire.clone(), POLICY).await);
    assert_eq!(retired["policy"]["active"], false);
    let twice = mutate(&admin, "retireSlaPolicy", retire, POLICY).await;
    assert_eq!(refused(&twice), ("ALREADY_DONE", "policyId"));
    let late = with(change, json!({ "expectedVersion": 3 }));
    assert_eq!(refused(&mutate(&admin, "updateSlaPolicy", late, POLICY).await), ("ALREADY_DONE", "policyId"));
    let nobody = json!({ "policyId": NOBODY });
    assert_eq!(refused(&mutate(&admin, "retireSlaPolicy", nobody, POLICY).await), ("NOT_FOUND", "policyId"));
    // The priority is free again; the name is not.
    level(&admin, with(usual(&office), json!({ "name": "Other" }))).await;
    let support = staff(&t, LinkRole::Support).await;
    let listed = support.gql("{ slaPolicies { name active } }", json!({})).await;
    let both = json!([{ "name": "Other", "active": true }, { "name": "Usual", "active": false }]);
    assert_eq!(listed.ok()["slaPolicies"], both);
    let listed = support.gql("{ slaPolicies(active: false) { name } }", json!({})).await;
    assert_eq!(listed.ok()["slaPolicies"], json!([{ "name": "Usual" }]));
});

both!(of_levels_made_at_once_for_a_priority_one_is_made, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let office = calendar(&admin).await;
    let answers = join_all((0..6).map(|number| {
        let terms = with(usual(&office), json!({ "name": format!("Level {number}") }));
        let admin = admin.clone();
        async move { mutate(&admin, "createSlaPolicy", json!({ "terms": terms }), "policy { id }").await }
    }))
    .await;
    let made = answers.iter().filter(|answer| !answer["policy"].is_null()).count();
    assert_eq!(made, 1, "{answers:?}");
    for answer in answers.iter().filter(|answer| answer["policy"].is_null()) {
        assert_eq!(refused(answer), ("IN_USE", "priority"));
    }
    let scope = t.scope();
    let rows = scope.select::<sla_policy::Entity>().count().await.expect("the database answers");
    assert_eq!(rows, 1);
});

both!(the_clock_follows_the_ticket_and_the_customer_sees_it, async |t: TestApp| {
    let t = sandbox(&t).await;
    let (admin, support) = (staff(&t, LinkRole::TenantAdmin).await, staff(&t, LinkRole::Support).await);
    let office = calendar(&admin).await;
    level(&admin, usual(&office)).await;
    let ada = t.customer().insert().await;
    let owner = owner(&t, &ada).await;
    // A Sunday, 11:00 in Berlin.
    let id = opened(&t.scope(), &ada, TicketPriority::Normal).await;
    assert_eq!(
        sla(&owner, id).await,
        json!({
            "policyName": "Usual", "state": "WITHIN",
            "firstReplyDueAt": "2026-11-23T09:00:00Z", "firstRepliedAt": null, "firstReplyState": "WITHIN",
            "firstReplyMinutesLeft": 60,
            "fixDueAt": "2026-11-23T16:00:00Z", "fixState": "WITHIN", "fixMinutesLeft": 480, "pausedSince": null,
        })
    );
    let urgent = opened(&t.scope(), &ada, TicketPriority::Urgent).await;
    assert_eq!(sla(&owner, urgent).await, Value::Null, "nothing is promised for its priority");

    advance(&admin, "2026-11-23T08:50:00Z").await;
    let seen = sla(&owner, id).await;
    assert_eq!((&seen["state"], &seen["firstReplyMinutesLeft"]), (&json!("AT_RISK"), &json!(10)));
    // A note is no answer.
    let note = json!({ "ticketId": id.to_string(), "body": "It is the modem." });
    done(mutate(&support, "addTicketNote", note, "note { id }").await);
    assert_eq!(sla(&owner, id).await["firstRepliedAt"], Value::Null);
    let reply = json!({ "ticketId": id.to_string(), "body": "Is the lamp red?" });
    done(mutate(&support, "replyToTicket", reply, "reply { id }").await);
    let seen = sla(&owner, id).await;
    assert_eq!(
        (&seen["state"], &seen["firstReplyState"], &seen["firstReplyMinutesLeft"], &seen["firstRepliedAt"]),
        (&json!("WITHIN"), &json!("WITHIN"), &Value::Null, &json!("2026-11-23T08:50:00Z"))
    );

    // It waits for the customer from ten to the next day, ten.
    for status in ["OPEN", "PENDING_CUSTOMER"] {
        if row(&t, id).await.status.name() != status {
            let to = json!({ "ticketId": id.to_string(), "status": status });
            done(mutate(&support, "moveTicket", to, "ticket { status }").await);
        }
    }
    advance(&admin, "2026-11-24T08:50:00Z").await;
    let seen = sla(&owner, id).await;
    assert_eq!(
        (&seen["pausedSince"], &seen["fixMinutesLeft"], &seen["state"]),
        (&json!("2026-11-23T08:50:00Z"), &json!(430), &json!("WITHIN"))
    );
    let reply = json!({ "ticketId": id.to_string(), "body": "Yes." });
    done(mutate(&owner, "replyToTicket", reply, "reply { id }").await);
    let seen = sla(&owner, id).await;
    assert_eq!(
        (&seen["pausedSince"], &seen["fixDueAt"], &seen["fixMinutesLeft"]),
        (&Value::Null, &json!("2026-11-24T16:00:00Z"), &json!(430))
    );
    assert_eq!(row(&t, id).await.paused_minutes, 480);

    // Solved in time it stays so, and opened again it has what it had.
    advance(&admin, "2026-11-24T15:00:00Z").await;
    let solved = json!({ "ticketId": id.to_string(), "status": "RESOLVED" });
    done(mutate(&support, "moveTicket", solved, "ticket { status }").await);
    advance(&admin, "2026-11-26T08:00:00Z").await;
    let seen = sla(&owner, id).await;
    assert_eq!(
        (&seen["state"], &seen["fixMinutesLeft"], &seen["pausedSince"]),
        (&json!("WITHIN"), &Value::Null, &Value::Null)
    );
    let again = json!({ "ticketId": id.to_string() });
    done(mutate(&owner, "reopenTicket", again, "ticket { status }").await);
    assert_eq!(sla(&owner, id).await["fixDueAt"], "2026-11-26T09:00:00Z");
    advance(&admin, "2026-11-26T09:00:01Z").await;
    let seen = sla(&owner, id).await;
    assert_eq!((&seen["state"], &seen["fixMinutesLeft"]), (&json!("BREACHED"), &json!(0)));
    assert_eq!(seen["firstReplyState"], "WITHIN");
});

both!(another_priority_is_another_promise_from_the_beginning, async |t: TestApp| {
    let (admin, support) = (staff(&t, LinkRole::TenantAdmin).await, staff(&t, LinkRole::Support).await);
    let office = calendar(&admin).await;
    level(&admin, usual(&office)).await;
    let urgent =
        json!({ "name": "Urgent", "priority": "URGENT", "firstReplyMinutes": 15, "fixMinutes": 120 });
    level(&admin, with(usual(&office), urgent)).await;
    let ada = t.customer().insert().await;
    let id = opened(&t.scope(), &ada, TicketPriority::Normal).await;
    let change = json!({ "ticketId": id.to_string(), "priority": "URGENT" });
    done(mutate(&support, "updateTicket", change, "ticket { priority }").await);
    let seen = sla(&support, id).await;
    assert_eq!(
        (&seen["policyName"], &seen["firstReplyDueAt"], &seen["fixDueAt"]),
        (&json!("Urgent"), &json!("2026-11-23T08:15:00Z"), &json!("2026-11-23T10:00:00Z"))
    );
    // No level: nothing is promised any more.
    let change = json!({ "ticketId": id.to_string(), "priority": "LOW" });
    done(mutate(&support, "updateTicket", change, "ticket { priority }").await);
    assert_eq!(sla(&support, id).await, Value::Null);
});

both!(what_is_due_stays_due_when_the_promise_changes, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let office_id = calendar(&admin).await;
    let policy = level(&admin, usual(&office_id)).await;
    let ada = t.customer().insert().await;
    let before = opened(&t.scope(), &ada, TicketPriority::Normal).await;
    let terms = with(usual(&office_id), json!({ "fixMinutes": 960 }));
    done(
        mutate(&admin, "updateSlaPolicy", json!({ "policyId": policy, "terms": terms }), "policy { id }")
            .await,
    );
    let late = json!([{ "day": "MONDAY", "from": "12:00", "to": "20:00" }, { "day": "TUESDAY", "from": "12:00", "to": "20:00" }]);
    let terms = with(office("Office"), json!({ "hours": late }));
    let change = json!({ "calendarId": office_id, "terms": terms });
    done(mutate(&admin, "updateBusinessCalendar", change, "calendar { id }").await);
    let after = opened(&t.scope(), &ada, TicketPriority::Normal).await;
    assert_eq!(sla(&admin, before).await["fixDueAt"], "2026-11-23T16:00:00Z");
    assert_eq!(sla(&admin, after).await["fixDueAt"], "2026-11-24T19:00:00Z");
    done(mutate(&admin, "retireSlaPolicy", json!({ "policyId": policy }), "policy { id }").await);
    assert_eq!(sla(&admin, before).await["policyName"], "Usual", "it keeps what it has");
    let none = opened(&t.scope(), &ada, TicketPriority::Normal).await;
    assert_eq!(sla(&admin, none).await, Value::Null);
});

both!(when_the_time_runs_out_a_ticket_is_escalated_once, async |t: TestApp| {
    let t = sandbox(&t).await;
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let office = calendar(&admin).await;
    let second = team(&t, true).await;
    let terms = json!({ "escalatePercent": 100, "escalateTeamId": second.to_string() });
    level(&admin, with(usual(&office), terms)).await;
    let high = json!({ "name": "High", "priority": "HIGH", "fixMinutes": 60 });
    level(&admin, with(usual(&office), high)).await;
    let ada = t.customer().insert().await;
    let id = opened(&t.scope(), &ada, TicketPriority::Normal).await;
    // Saturday and Sunday do not count; Monday does.
    assert_eq!(escalate_due(&t.scope()).await.expect("the database answers"), 0);
    advance(&admin, "2026-11-24T00:00:00Z").await;
    let ticket = row(&t, id).await;
    assert_eq!((ticket.priority, ticket.team_id), (TicketPriority::High, Some(second)));
    assert_eq!(ticket.escalated_at, Some(at("2026-11-23T23:00:00Z")), "by the midnight that has passed");
    // What was promised stays promised: the level of the other priority is not asked.
    assert_eq!(ticket.fix_due_at, Some(at("2026-11-23T16:00:00Z")));
    let written = notes(&t, id).await;
    assert_eq!(written.len(), 1);
    assert_eq!((written[0].author_id, written[0].author_name.as_str()), (None, ""));
    assert!(written[0].body.contains("100 % of the time of the service level \u{201c}Usual\u{201d} is used"));
    assert!(written[0].body.ends_with("The priority is HIGH now."));
    advance(&admin, "2026-11-30T00:00:00Z").await;
    assert_eq!((notes(&t, id).await.len(), row(&t, id).await.priority), (1, TicketPriority::High));
    assert_eq!(told(&t, EventType::TicketEscalated).await, 1);
});

both!(what_waits_is_solved_or_has_time_is_not_escalated, async |t: TestApp| {
    let t = sandbox(&t).await;
    let (admin, support) = (staff(&t, LinkRole::TenantAdmin).await, staff(&t, LinkRole::Support).await);
    let office = calendar(&admin).await;
    let terms = json!({ "firstReplyMinutes": 240, "escalatePercent": 50 });
    level(&admin, with(usual(&office), terms)).await;
    let ada = t.customer().insert().await;
    let mut tickets = Vec::new();
    for _ in 0..4 {
        tickets.push(opened(&t.scope(), &ada, TicketPriority::Normal).await);
    }
    let [waits, solved, answered, unanswered] = tickets[..] else { panic!("there are four") };
    for (id, status) in [(waits, "PENDING_CUSTOMER"), (solved, "RESOLVED")] {
        for status in ["OPEN", status] {
            let to = json!({ "ticketId": id.to_string(), "status": status });
            done(mutate(&support, "moveTicket", to, "ticket { status }").await);
        }
    }
    let reply = json!({ "ticketId": answered.to_string(), "body": "We look into it." });
    done(mutate(&support, "replyToTicket", reply, "reply { id }").await);
    // Half of four hours to the first answer, half of eight to the solution.
    let scope = t.scope();
    for (now, expected) in [
        ("2026-11-23T09:59:59Z", vec![]),
        ("2026-11-23T10:00:00Z", vec![unanswered]),
        ("2026-11-23T11:59:59Z", vec![unanswered]),
        ("2026-11-23T12:00:00Z", vec![answered, unanswered]),
        ("2026-12-23T12:00:00Z", vec![answered, unanswered]),
    ] {
        escalate_due(&scope.at(at(now))).await.expect("the database answers");
        let mut escalated = Vec::new();
        for id in &tickets {
            if row(&t, *id).await.escalated_at.is_some() {
                escalated.push(*id);
            }
        }
        assert_eq!(escalated, expected, "{now}");
    }
});

both!(workers_at_once_escalate_a_ticket_once, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let office = calendar(&admin).await;
    level(&admin, with(usual(&office), json!({ "escalatePercent": 100 }))).await;
    let ada = t.customer().insert().await;
    let mut tickets = Vec::new();
    for _ in 0..5 {
        tickets.push(opened(&t.scope(), &ada, TicketPriority::Normal).await);
    }
    let late = t.scope().at(at("2026-11-24T12:00:00Z"));
    let looks = join_all((0..4).map(|_| escalate_due(&late))).await;
    let escalated: u32 = looks.into_iter().map(|look| look.expect("the database answers")).sum();
    assert_eq!(escalated, 5);
    for id in tickets {
        assert_eq!((notes(&t, id).await.len(), row(&t, id).await.priority), (1, TicketPriority::High));
    }
    assert_eq!(told(&t, EventType::TicketEscalated).await, 5);
});

both!(an_employee_escalates_with_a_reason, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let login = t.account().staff(LinkRole::Support).insert().await;
    let support = t.sign_in_as(&login).await;
    let office = calendar(&admin).await;
    let second = team(&t, true).await;
    let terms = json!({ "escalatePercent": 100, "escalateTeamId": second.to_string() });
    level(&admin, with(usual(&office), terms)).await;
    let ada = t.customer().insert().await;
    let id = opened(&t.scope(), &ada, TicketPriority::Normal).await;
    let escalate = |id: TicketId, more: Value| {
        let input = with(json!({ "ticketId": id.to_string(), "reason": "The mayor calls" }), more);
        let support = support.clone();
        async move { mutate(&support, "escalateTicket", input, "ticket { priority }").await }
    };
    assert_eq!(refused(&escalate(id, json!({ "reason": " " })).await), ("INVALID_INPUT", "reason"));
    assert_eq!(
        refused(&escalate(id, json!({ "expectedVersion": 7 })).await),
        ("CONFLICT", "expectedVersion")
    );
    assert_eq!(done(escalate(id, json!({})).await)["ticket"]["priority"], "HIGH");
    let ticket = row(&t, id).await;
    assert_eq!((ticket.priority, ticket.team_id), (TicketPriority::High, Some(second)));
    let written = notes(&t, id).await;
    assert_eq!(written.len(), 1);
    assert_eq!(
        (written[0].author_id, written[0].author_name.as_str()),
        (Some(login.id), login.name.as_str())
    );
    assert_eq!(written[0].body, "Escalated: The mayor calls. The priority is HIGH now.");
    assert_eq!(refused(&escalate(id, json!({})).await), ("ALREADY_DONE", "ticketId"));
    // Nothing is above the highest, and where nothing was promised no team is named.
    let top = opened(&t.scope(), &ada, TicketPriority::Critical).await;
    assert_eq!(done(escalate(top, json!({})).await)["ticket"]["priority"], "CRITICAL");
    assert_eq!(row(&t, top).await.team_id, None);
    let solved = opened(&t.scope(), &ada, TicketPriority::Normal).await;
    for status in ["OPEN", "RESOLVED"] {
        let to = json!({ "ticketId": solved.to_string(), "status": status });
        done(mutate(&support, "moveTicket", to, "ticket { status }").await);
    }
    assert_eq!(refused(&escalate(solved, json!({})).await), ("INVALID_TRANSITION", "ticketId"));
    let owner = owner(&t, &ada).await;
    let input = json!({ "input": { "ticketId": top.to_string(), "reason": "I want it" } });
    let document =
        "mutation($input: EscalateTicketInput!) { escalateTicket(input: $input) { userErrors { code } } }";
    owner.gql(document, input).await.assert_code("FORBIDDEN");
});

both!(the_promises_of_fifty_tickets_cost_two_statements, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let office = calendar(&admin).await;
    level(&admin, usual(&office)).await;
    level(&admin, with(usual(&office), json!({ "name": "High", "priority": "HIGH" }))).await;
    let ada = t.customer().insert().await;
    for number in 0..50 {
        let priority = if number % 2 == 0 { TicketPriority::Normal } else { TicketPriority::High };
        opened(&t.scope(), &ada, priority).await;
    }
    let owner = owner(&t, &ada).await;
    let mut statements = Vec::new();
    for fields in ["id", "id sla { policyName state fixDueAt fixMinutesLeft }"] {
        let document =
            format!("{{ viewer {{ customer {{ tickets(first: 50) {{ nodes {{ {fields} }} }} }} }} }}");
        let reply = owner.gql(&document, json!({})).await;
        let nodes = reply.ok()["viewer"]["customer"]["tickets"]["nodes"].as_array().map(Vec::len);
        assert_eq!(nodes, Some(50));
        statements.push(reply.statements());
    }
    assert_eq!(statements[1], statements[0] + 2);
});
