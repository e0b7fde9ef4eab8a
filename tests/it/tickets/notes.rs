//! Internal notes: for staff alone. A marker is planted in one, and then everything is asked that a customer, its reseller
//! and strangers can ask; and their questions do not even touch the table.

use portico::events::entity::outbox_event;
use portico::notifications::entity::notification;
use portico::tickets::entity::ticket_note;
use sea_orm::ConnectionTrait as _;

use super::*;
use crate::exports::{export, fetch, whole};
use crate::graph::sdl::{Sdl, named};
use crate::support::authenticator::step_up;
use crate::support::reply::Reply;

/// A word that stands in the note and nowhere else.
const MARKER: &str = "zanzibarquokka";

/// Everybody who is not staff of the ISP.
const OUTSIDE: [&str; 11] = [
    "owner",
    "viewer",
    "technical",
    "payer",
    "agent",
    "bob",
    "bob's technician",
    "other agent",
    "abroad",
    "abroad's support",
    "anonymous",
];

/// All that a type of tickets has, as deep as tickets go: every field without a required argument, lists with pages by five.
fn everything(sdl: &Sdl, ty: &str, depth: usize) -> String {
    let mut parts = vec!["__typename".to_owned()];
    for field in sdl.fields(ty) {
        let (name, of) = (&field.name.node, named(&field.ty.node));
        let arguments = if field.arguments.iter().any(|argument| argument.node.name.node == "first") {
            "(first: 5)"
        } else {
            ""
        };
        if !sdl.is_composite(of) {
            parts.push(format!("{name}{arguments}"));
        } else if of.starts_with("Ticket") && depth > 0 {
            parts.push(format!("{name}{arguments} {}", everything(sdl, of, depth - 1)));
        } else {
            parts.push(format!("{name}{arguments} {{ __typename }}"));
        }
    }
    format!("{{ {} }}", parts.join(" "))
}

/// Alice's ticket with the marker in a note; the ids of both.
async fn planted(t: &TestApp, cast: &Cast) -> (TicketId, String) {
    let opened = open(cast.caller("owner"), &cast.alice, "GENERAL", "The router blinks").await;
    let id = id_of(&done(&opened)["ticket"]);
    let body = format!("Difficult customer; {MARKER} says so as well.");
    let input = json!({ "ticketId": id.to_string(), "body": body });
    let noted = change(cast.caller("support"), "addTicketNote", input, "note { id body authorName }").await;
    let note = done(&noted)["note"].clone();
    assert_eq!(note["authorName"], cast.login("support").name.as_str());
    done(&reply(cast.caller("support"), id, "We are looking into it.").await);
    done(&move_to(cast.caller("support"), id, "IN_PROGRESS").await);
    assert_eq!(t.scope().select::<ticket_note::Entity>().count().await.expect("counted"), 1);
    (id, note["id"].as_str().expect("an id").to_owned())
}

/// Everything that can be asked about a ticket and its note.
fn questions(cast: &Cast, id: TicketId, note: &str) -> Vec<(String, Value)> {
    let sdl = Sdl::read();
    let customer = cast.alice.id.to_string();
    let node = "query($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { __typename id } }";
    let all = everything(sdl, "Ticket", 3);
    let notes = "query($id: ID!) { node(id: $id) { ... on Ticket { notes(first: 20) { nodes { id authorName body createdAt } } } } }";
    let found = "query($id: ID!, $search: String) { node(id: $id) { ... on Customer {
        tickets(first: 50, filter: { search: $search }) { totalCount nodes { id subject } } } } }";
    let queue = "query($search: String) { tickets(first: 50, filter: { search: $search }) { totalCount nodes { id } } }";
    let activity = "query($id: ID!) { node(id: $id) { ... on Customer {
        activity(first: 50) { nodes { id kind action subject actorName reason } } } } }";
    let inbox = "{ viewer { notifications(first: 50) { nodes { __typename id kind title body } } } }";
    vec![
        (
            format!("query($id: ID!) {{ node(id: $id) {{ ... on Ticket {all} }} }}"),
            json!({ "id": id.to_string() }),
        ),
        (format!("query($id: ID!) {{ ticket(id: $id) {all} }}"), json!({ "id": id.to_string() })),
        (notes.to_owned(), json!({ "id": id.to_string() })),
        (node.to_owned(), json!({ "id": note })),
        (found.to_owned(), json!({ "id": customer, "search": MARKER })),
        (found.to_owned(), json!({ "id": customer, "search": "Difficult customer" })),
        (queue.to_owned(), json!({ "search": MARKER })),
        (activity.to_owned(), json!({ "id": customer })),
        (inbox.to_owned(), json!({})),
    ]
}

both!(a_note_is_in_no_answer_to_anybody_outside, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (id, note) = planted(&t, &cast).await;
    for name in OUTSIDE {
        for (document, variables) in questions(&cast, id, &note) {
            let asked_for = variables["search"] == MARKER;
            let reply = cast.caller(name).gql(&document, variables).await;
            assert!(!reply.text.contains(MARKER), "{document} by {name}: {}", reply.text);
            assert!(!reply.text.contains("Difficult"), "{document} by {name}: {}", reply.text);
            if asked_for {
                let count = reply.body.pointer("/data/node/tickets/totalCount");
                assert!(count.is_none_or(|count| count == 0), "{document} by {name}: {}", reply.text);
            }
        }
        let reply =
            cast.caller(name).gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": note })).await;
        assert!(reply.body.pointer("/data/node").is_none_or(Value::is_null), "by {name}: {}", reply.text);
    }
    // Nobody is blind here: staff reads it, and finds the ticket by it.
    let support = cast.caller("support");
    let mut found = 0;
    for (document, variables) in questions(&cast, id, &note) {
        let reply = support.gql(&document, variables).await;
        found += usize::from(reply.text.contains(MARKER));
        if let Some(count) = reply.body.pointer("/data/tickets/totalCount") {
            assert_eq!(count, 1, "{}", reply.text);
        }
    }
    assert!(found >= 3, "by node, by ticket, and in the list of its notes: {found}");
});

both!(an_employee_who_looks_through_a_customer_s_eyes_sees_no_note, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (id, note) = planted(&t, &cast).await;
    let colleague = cast.caller("colleague");
    let document = "mutation($id: ID!) { startViewAs(input: { customerId: $id, reason: \"called\" }) {
        session { id } userErrors { code } } }";
    let begun = colleague.gql(document, json!({ "id": cast.alice.id.to_string() })).await;
    assert_eq!(begun.user_errors("startViewAs"), [""; 0]);
    let owners = seen(cast.caller("owner"), id).await.expect("it is the owner's");
    assert_eq!(seen(colleague, id).await.expect("it is the owner's")["replies"], owners["replies"]);
    for (document, variables) in questions(&cast, id, &note) {
        let reply = colleague.gql(&document, variables).await;
        assert!(!reply.text.contains(MARKER), "{document}: {}", reply.text);
    }
});

both!(a_mutation_s_answer_shows_no_note_either, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (id, _) = planted(&t, &cast).await;
    let asks = "ticket { id notes(first: 20) { nodes { body } } lastReply { body } replies(first: 50) { nodes { body } } }";
    for (name, input) in [
        ("replyToTicket", json!({ "ticketId": id.to_string(), "body": "And now?" })),
        ("watchTicket", json!({ "ticketId": id.to_string() })),
        ("shareTicket", json!({ "ticketId": id.to_string(), "sharing": "COMPANY" })),
        ("closeTicket", json!({ "ticketId": id.to_string() })),
        ("rateTicket", json!({ "ticketId": id.to_string(), "rating": 3 })),
        ("reopenTicket", json!({ "ticketId": id.to_string(), "reason": "It is back." })),
    ] {
        let reply = cast.caller("owner").gql(&mutation(name, asks), json!({ "input": input })).await;
        assert_eq!(reply.body["data"][name]["userErrors"], json!([]), "{name}: {}", reply.text);
        assert!(!reply.text.contains(MARKER), "{name}: {}", reply.text);
    }
    for name in ["owner", "viewer", "technical", "payer", "agent", "bob"] {
        let input = json!({ "input": { "ticketId": id.to_string(), "body": "I, too." } });
        cast.caller(name)
            .gql(&mutation("addTicketNote", "note { id }"), input)
            .await
            .assert_code("FORBIDDEN");
    }
    assert_eq!(t.scope().select::<ticket_note::Entity>().count().await.expect("counted"), 1);
});

both!(a_note_leaves_the_house_by_no_other_way, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (_, note) = planted(&t, &cast).await;
    let scope = t.scope();
    for event in scope.select::<outbox_event::Entity>().all().await.expect("the database answers") {
        let told = event.payload.to_string();
        assert!(!told.contains(MARKER), "{:?}: {told}", event.event_type);
    }
    for row in scope.select::<notification::Entity>().all().await.expect("the database answers") {
        assert!(!row.args.to_string().contains(MARKER), "{row:?}");
    }
    for kept in t.mails().await {
        assert!(!format!("{:?}", kept.mail).contains(MARKER), "{}", kept.mail.subject);
    }
    let owner = cast.caller("owner");
    step_up(owner).await;
    let url = export(owner, &cast.alice.id.to_string()).await;
    let (status, archive) = fetch(owner, &url).await;
    assert_eq!(status, 200);
    let data = whole(&archive).to_string();
    assert!(!data.contains(MARKER) && !data.contains(&note));
});

both!(what_customers_ask_does_not_touch_the_notes, |_| {}, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (id, note) = planted(&t, &cast).await;
    // The table is taken away: whoever reads it now fails.
    let rename = async |from: &str, to: &str| {
        t.raw().execute_unprepared(&format!("ALTER TABLE {from} RENAME TO {to}")).await.expect("renamed");
    };
    rename("ticket_note", "ticket_note_away").await;
    let broken = ["INTERNAL", "DATABASE_UNAVAILABLE"];
    let failed = |reply: &Reply| reply.codes().iter().any(|code| broken.contains(code));
    for name in OUTSIDE {
        for (document, variables) in questions(&cast, id, &note) {
            let reply = cast.caller(name).gql(&document, variables).await;
            // Another ISP's staff asks for its own notes.
            if name != "abroad's support" {
                assert!(!failed(&reply), "{document} by {name}: {}", reply.text);
            }
        }
    }
    for name in ["owner", "technical", "agent"] {
        done(&reply(cast.caller(name), id, "And now?").await);
    }
    let ticket = json!({ "ticketId": id.to_string() });
    done(&change(cast.caller("owner"), "closeTicket", ticket, "ticket { id }").await);
    // It would have been noticed.
    let notes = "query($id: ID!) { node(id: $id) { ... on Ticket { notes(first: 20) { nodes { body } } } } }";
    let asked = cast.caller("support").gql(notes, json!({ "id": id.to_string() })).await;
    assert!(failed(&asked), "{}", asked.text);
    rename("ticket_note_away", "ticket_note").await;
    let asked = cast.caller("support").gql(notes, json!({ "id": id.to_string() })).await;
    assert!(asked.text.contains(MARKER), "{}", asked.text);
});
