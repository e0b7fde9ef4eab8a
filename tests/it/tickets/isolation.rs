//! What somebody may not see does not exist: at every way in, someone else's ticket is answered with the same bytes as one
//! that never was, and nothing changes. Within a household, sharing and watching decide.

use portico::db::audit as log;
use portico::events::entity::outbox_event::{self, EventType};
use portico::kernel::ids::TypedId as _;
use portico::tickets::entity::ticket::{TicketCategory, TicketSharing};
use portico::tickets::entity::{ticket_note, ticket_tag, ticket_transition, ticket_watcher};

use super::*;

/// Every mutation that names a ticket, with an input for one.
fn on_a_ticket(id: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("replyToTicket", json!({ "ticketId": id, "body": "Let me in." })),
        ("addTicketNote", json!({ "ticketId": id, "body": "Let me in." })),
        ("moveTicket", json!({ "ticketId": id, "status": "OPEN" })),
        ("closeTicket", json!({ "ticketId": id })),
        ("reopenTicket", json!({ "ticketId": id, "reason": "Let me in." })),
        ("confirmResolution", json!({ "ticketId": id })),
        ("disputeResolution", json!({ "ticketId": id, "reason": "Let me in." })),
        ("rateTicket", json!({ "ticketId": id, "rating": 1 })),
        ("watchTicket", json!({ "ticketId": id })),
        ("unwatchTicket", json!({ "ticketId": id })),
        ("shareTicket", json!({ "ticketId": id, "sharing": "COMPANY" })),
        ("linkTicket", json!({ "ticketId": id })),
        ("tagTicket", json!({ "ticketId": id, "add": ["mine"] })),
        ("updateTicket", json!({ "ticketId": id, "subject": "Mine" })),
    ]
}

/// Every document that takes an id of a ticket: the mutations, a merge from and into `own`, and the looks.
fn documents(id: &str, own: &str) -> Vec<(String, Value)> {
    let mut all: Vec<(String, Value)> = on_a_ticket(id)
        .into_iter()
        .map(|(name, input)| (mutation(name, ""), json!({ "input": input })))
        .collect();
    for (source, target) in [(id, own), (own, id)] {
        let input = json!({ "sourceId": source, "targetId": target });
        all.push((mutation("mergeTickets", ""), json!({ "input": input })));
    }
    for look in [
        "query($id: ID!) { node(id: $id) { __typename id } }",
        "query($id: ID!) { nodes(ids: [$id]) { __typename id } }",
        "query($id: ID!) { ticket(id: $id) { id number } }",
    ] {
        all.push((look.to_owned(), json!({ "id": id })));
    }
    all
}

/// What a caller can tell from an answer: everything but the request's id, the trace, and the id that it has sent itself.
async fn told(caller: &Caller, document: &str, variables: Value, sent: &str) -> String {
    let reply = caller.gql(document, variables).await;
    let mut body = reply.body.clone();
    if let Some(extensions) = body.get_mut("extensions").and_then(Value::as_object_mut) {
        extensions.remove("trace");
    }
    for error in body.get_mut("errors").and_then(Value::as_array_mut).into_iter().flatten() {
        error["extensions"]["requestId"] = Value::Null;
    }
    format!("{} {}", reply.status, body.to_string().replace(sent, "<the id>"))
}

/// The answers to a ticket that is not the caller's are those to one that never was.
async fn is_not_there(t: &TestApp, name: &str, caller: &Caller, id: TicketId, own: TicketId) {
    let (theirs, nobodys) = (id.to_string(), t.scope().new_id::<TicketId>().external());
    let own = own.to_string();
    let pairs = documents(&theirs, &own).into_iter().zip(documents(&nobodys, &own));
    for ((document, theirs_in), (_, nobodys_in)) in pairs {
        let absent = told(caller, &document, nobodys_in, &nobodys).await;
        let foreign = told(caller, &document, theirs_in, &theirs).await;
        assert_eq!(foreign, absent, "{document} by {name}");
    }
}

/// How many rows of tickets, and of deeds, there are.
async fn rows(t: &TestApp) -> [u64; 6] {
    let scope = t.scope();
    [
        scope.select::<ticket_reply::Entity>().count().await.expect("counted"),
        scope.select::<ticket_note::Entity>().count().await.expect("counted"),
        scope.select::<ticket_transition::Entity>().count().await.expect("counted"),
        scope.select::<ticket_watcher::Entity>().count().await.expect("counted"),
        scope.select::<ticket_tag::Entity>().count().await.expect("counted"),
        scope.select::<log::Entity>().count().await.expect("counted"),
    ]
}

both!(someone_else_s_ticket_is_one_that_never_was, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let of = |customer, category| t.ticket().of(customer).category(category);
    let support = cast.login("support");
    let technical = of(&cast.alice, TicketCategory::Technical).by(cast.login("technical"));
    let technical = technical.note(support, "Between us.").tag("router").insert().await.id;
    let billing = of(&cast.alice, TicketCategory::Billing).by(cast.login("payer")).insert().await.id;
    let private = of(&cast.alice, TicketCategory::General).by(cast.login("technical"));
    let private = private.sharing(TicketSharing::Opener).insert().await.id;
    let alices = of(&cast.alice, TicketCategory::General).by(cast.login("owner")).insert().await.id;
    let bobs = of(&cast.bob, TicketCategory::General).by(cast.login("bob")).insert().await.id;
    let before = (all(&t).await, rows(&t).await);
    for name in STRANGERS {
        for id in [technical, billing, private] {
            is_not_there(&t, name, cast.caller(name), id, bobs).await;
        }
    }
    is_not_there(&t, "anonymous", cast.caller("anonymous"), technical, bobs).await;
    // Within the household: each what it has no part in.
    for (name, id) in [
        ("payer", technical),
        ("technical", billing),
        ("payer", private),
        ("viewer", private),
        ("owner", bobs),
        ("agent", bobs),
    ] {
        is_not_there(&t, name, cast.caller(name), id, alices).await;
    }
    assert_eq!((all(&t).await, rows(&t).await), before);
});

both!(what_a_ticket_is_linked_to_must_be_the_customer_s_own, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (owner, support) = (cast.caller("owner"), cast.caller("support"));
    let plan = t.plan().insert().await;
    let mut services = Vec::new();
    let mut lines = Vec::new();
    for customer in [&cast.alice, &cast.bob] {
        services.push(t.subscription(customer, &plan).insert().await.id.to_string());
        let bill =
            t.invoice(customer).line("Fibre", 39_90).issued(crate::support::app::today()).insert().await;
        lines.push(bill.lines[0].id.to_string());
    }
    let id = t.ticket().of(&cast.alice).by(cast.login("owner")).insert().await.id;
    let nobody = |theirs: &str| {
        let (prefix, _) = theirs.split_once('_').expect("a TypeID");
        format!("{prefix}_01kb0000000000000000n0b0d0")
    };
    let before = (stored(&t, id).await, rows(&t).await);
    for (field, foreign) in [("serviceId", &services[1]), ("invoiceLineId", &lines[1])] {
        for (who, name) in [(owner, "createTicket"), (support, "createTicket"), (support, "linkTicket")] {
            let input = |id_of_it: &str| {
                let mut input = match name {
                    "createTicket" => {
                        json!({ "customerId": cast.alice.id.to_string(), "subject": "A question",
                        "body": "What?", "category": "BILLING" })
                    }
                    _ => json!({ "ticketId": id.to_string() }),
                };
                input[field] = json!(id_of_it);
                json!({ "input": input })
            };
            let (document, never) = (mutation(name, ""), nobody(foreign));
            let absent = told(who, &document, input(&never), &never).await;
            assert_eq!(told(who, &document, input(foreign), foreign).await, absent, "{name} {field}");
            assert!(absent.contains("NOT_FOUND") && absent.contains(field), "{absent}");
        }
    }
    assert_eq!((stored(&t, id).await, rows(&t).await), before);
    // One's own are taken.
    let input = json!({ "ticketId": id.to_string(), "serviceId": services[0], "invoiceLineId": lines[0] });
    done(&change(support, "linkTicket", input, "ticket { service { id } }").await);
    let row = stored(&t, id).await;
    assert_eq!(row.subscription_id.map(|id| id.to_string()).as_ref(), Some(&services[0]));
    assert_eq!(row.invoice_line_id.map(|id| id.to_string()).as_ref(), Some(&lines[0]));
});

both!(the_device_of_a_ticket_is_for_staff_alone, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (owner, support) = (cast.caller("owner"), cast.caller("support"));
    let device = t.device().insert().await.id.to_string();
    let foreign = t.tenant().await.device().insert().await.id.to_string();
    let id = t.ticket().of(&cast.alice).by(cast.login("owner")).insert().await.id;
    let before = (stored(&t, id).await, rows(&t).await);
    let document = mutation("linkTicket", "");
    let input = |device: &str| json!({ "input": { "ticketId": id.to_string(), "deviceId": device } });
    let absent = told(owner, &document, input(&device), &device).await;
    assert!(absent.contains("NOT_FOUND") && absent.contains("deviceId"), "{absent}");
    for (caller, device) in [(owner, &foreign), (support, &foreign)] {
        assert_eq!(told(caller, &document, input(device), device).await, absent);
    }
    assert_eq!((stored(&t, id).await, rows(&t).await), before);
    let named = json!({ "ticketId": id.to_string(), "deviceId": device });
    let linked = change(support, "linkTicket", named, "ticket { desk { device { id } } }").await;
    assert_eq!(done(&linked)["ticket"], json!({ "desk": { "device": { "id": device } } }));
    // She hears nothing of it, nor does her activity show it.
    let scope = t.scope();
    let events = scope.select::<outbox_event::Entity>();
    let events = events.filter(outbox_event::Column::EventType.eq(EventType::TicketUpdated)).all().await;
    let events = events.expect("the database answers");
    assert!(events.len() == 1 && events[0].customer_id.is_none(), "{events:?}");
    let activity =
        owner.gql("{ viewer { customer { activity(first: 9) { nodes { action } } } } }", json!({}));
    let activity = activity.await;
    assert!(activity.ok()["viewer"]["customer"]["activity"]["nodes"].is_array());
    assert!(!activity.text.contains("ticket.link"), "{}", activity.text);
    // Her customer may take the link away unseen no more than see it.
    let taken = json!({ "ticketId": id.to_string(), "deviceId": null });
    let answer = change(owner, "linkTicket", taken.clone(), "ticket { desk { device { id } } }").await;
    assert_eq!(answer["ticket"]["desk"], json!(null));
    assert_eq!(stored(&t, id).await.device_id.map(|id| id.to_string()), Some(device));
    done(&change(support, "linkTicket", taken, "").await);
    assert_eq!(stored(&t, id).await.device_id, None);
});

both!(the_tickets_of_a_device_are_found_by_those_who_see_devices, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let device = t.device().insert().await.id.to_string();
    let abroad = t.tenant().await;
    let foreign = abroad.device().insert().await.id.to_string();
    let of = |name: &str| t.ticket().of(&cast.alice).by(cast.login(name));
    let (about, _) = (of("owner").insert().await.id, of("owner").insert().await);
    let named = json!({ "ticketId": about.to_string(), "deviceId": device });
    done(&change(cast.caller("support"), "linkTicket", named, "").await);
    let list = "query($device: ID!) { tickets(first: 5, filter: { deviceId: $device }) { totalCount nodes { id } } }";
    let ask = async |caller: &Caller, device: &str| caller.gql(list, json!({ "device": device })).await;
    let found = ask(cast.caller("support"), &device).await;
    assert_eq!(found.ok()["tickets"], json!({ "totalCount": 1, "nodes": [{ "id": about.to_string() }] }));
    // One of another ISP is one that is not there, from either side.
    let none = json!({ "totalCount": 0, "nodes": [] });
    let absent = portico::kernel::ids::DeviceId::from_uuid(uuid::Uuid::max()).to_string();
    for device in [&foreign, &absent] {
        assert_eq!(ask(cast.caller("support"), device).await.ok()["tickets"], none);
    }
    let login = abroad.account().staff(LinkRole::Support).insert().await;
    assert_eq!(ask(&abroad.sign_in_as(&login).await, &device).await.ok()["tickets"], none);
    // Who works on tickets and sees no devices learns of none, whether it is there or not; and sees the tickets as before.
    let login = t.account().staff(LinkRole::Billing).insert().await;
    let billing = t.sign_in_as(&login).await;
    for device in [&device, &foreign, &absent] {
        ask(&billing, device).await.assert_code("FORBIDDEN");
        ask(cast.caller("owner"), device).await.assert_code("FORBIDDEN");
    }
    let all = billing.gql("{ tickets(first: 5) { totalCount } }", json!({})).await;
    assert_eq!(all.ok()["tickets"]["totalCount"], 2);
    ask(cast.caller("support"), "router").await.assert_code("BAD_USER_INPUT");
});

both!(what_is_not_shared_is_for_who_opened_it_and_the_owners, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let login = t.account().member_of(&cast.alice, LinkRole::Technical).insert().await;
    let second = t.sign_in_as(&login).await;
    let technician = cast.caller("technical");
    let ticket = t.ticket().of(&cast.alice).category(TicketCategory::Technical).by(cast.login("technical"));
    let id = ticket.insert().await.id;
    let everybody = ["owner", "viewer", "technical", "agent", "support", "colleague"];
    assert_eq!(cast.see(id).await, everybody);
    let named = json!({ "ticketId": id.to_string() });
    done(&change(&second, "watchTicket", named.clone(), "ticket { id }").await);
    let share = |sharing: &str| json!({ "ticketId": id.to_string(), "sharing": sharing });
    done(&change(technician, "shareTicket", share("OPENER"), "ticket { sharing }").await);
    // Owners, who opened it, resellers and staff; and whoever has watched it before.
    let few = ["owner", "technical", "agent", "support", "colleague"];
    assert_eq!(cast.see(id).await, few);
    assert!(seen(&second, id).await.is_some(), "who watches it");
    assert_eq!(refused(&reply(cast.caller("payer"), id, "What is it?").await), "NOT_FOUND");
    done(&reply(&second, id, "I know more.").await);
    done(&change(&second, "unwatchTicket", named.clone(), "ticket { id }").await);
    assert!(seen(&second, id).await.is_none(), "who does not watch it any more");
    assert_eq!(refused(&change(&second, "watchTicket", named, "").await), "NOT_FOUND");
    done(&change(cast.caller("owner"), "shareTicket", share("COMPANY"), "ticket { sharing }").await);
    assert_eq!(cast.see(id).await, everybody);
    assert!(seen(&second, id).await.is_some());
});

both!(what_is_counted_is_what_is_seen, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    for category in [TicketCategory::Technical, TicketCategory::Billing, TicketCategory::General] {
        for sharing in [TicketSharing::Company, TicketSharing::Opener] {
            t.ticket()
                .of(&cast.alice)
                .category(category)
                .sharing(sharing)
                .by(cast.login("owner"))
                .insert()
                .await;
        }
    }
    t.ticket().of(&cast.bob).by(cast.login("bob")).insert().await;
    let document = "query($id: ID!, $after: String) { node(id: $id) { ... on Customer {
        tickets(first: 2, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } } }";
    for (name, expected) in
        [("owner", 6), ("viewer", 3), ("technical", 2), ("payer", 2), ("agent", 6), ("support", 6)]
    {
        let (mut after, mut ids) = (Value::Null, Vec::new());
        loop {
            let variables = json!({ "id": cast.alice.id.to_string(), "after": after });
            let page = cast.caller(name).gql(document, variables).await;
            let page = page.ok()["node"]["tickets"].clone();
            assert_eq!(page["totalCount"], expected, "by {name}");
            ids.extend(page["nodes"].as_array().expect("a list").iter().map(|node| node["id"].to_string()));
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), expected, "each once, by {name}");
    }
    let queue = "{ tickets(first: 50) { totalCount nodes { id } } }";
    assert_eq!(cast.caller("support").gql(queue, json!({})).await.ok()["tickets"]["totalCount"], 7);
    for name in ["owner", "viewer", "technical", "payer", "agent", "bob"] {
        cast.caller(name).gql(queue, json!({})).await.assert_code("FORBIDDEN");
    }
    let abroad = cast.caller("abroad's support").gql(queue, json!({})).await;
    assert_eq!(abroad.ok()["tickets"], json!({ "totalCount": 0, "nodes": [] }));
});

both!(what_is_not_shared_is_not_in_the_activity_of_the_household, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let owner = cast.caller("owner");
    let input = |sharing: &str, subject: &str| {
        json!({ "customerId": cast.alice.id.to_string(), "subject": subject, "body": "Between us.",
            "category": "GENERAL", "sharing": sharing })
    };
    let private = change(owner, "createTicket", input("OPENER", "Private"), "ticket { id }").await;
    let private = id_of(&done(&private)["ticket"]);
    done(&reply(owner, private, "Nobody else is to know.").await);
    let shared = change(owner, "createTicket", input("COMPANY", "Shared"), "ticket { id }").await;
    let shared = id_of(&done(&shared)["ticket"]);
    let activity = "query($id: ID!) { node(id: $id) { ... on Customer { activity(first: 50) { nodes { action subject } } } } }";
    for name in ["owner", "viewer"] {
        let seen = cast.caller(name).gql(activity, json!({ "id": cast.alice.id.to_string() })).await;
        assert!(seen.ok()["node"].to_string().contains(&shared.to_string()), "{name}: {}", seen.text);
        assert!(!seen.text.contains(&private.to_string()), "{name}: {}", seen.text);
    }
});

both!(who_watched_a_ticket_does_not_come_to_a_private_one_by_a_merge, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (owner, support) = (cast.caller("owner"), cast.caller("support"));
    let source = id_of(&done(&open(owner, &cast.alice, "TECHNICAL", "The router blinks").await)["ticket"]);
    let watch = json!({ "ticketId": source.to_string() });
    done(&change(cast.caller("technical"), "watchTicket", watch, "ticket { id }").await);
    let target = id_of(&done(&open(owner, &cast.alice, "TECHNICAL", "My own matter").await)["ticket"]);
    let share = json!({ "ticketId": target.to_string(), "sharing": "OPENER" });
    done(&change(owner, "shareTicket", share, "ticket { id }").await);
    let merge = json!({ "sourceId": source.to_string(), "targetId": target.to_string() });
    done(&change(support, "mergeTickets", merge, "ticket { id }").await);
    assert!(seen(cast.caller("technical"), target).await.is_none());
    assert!(seen(owner, target).await.is_some());
});
