//! Tickets over live connections: who hears of them, on which replica, and what never leaves.

use std::time::Duration;

use portico::kernel::ids::{TicketId, TypedId as _};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::{Cast, change, done, id_of, open, reply};
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::caller::Caller;
use crate::support::factory::account::PASSWORD;
use crate::support::program::Program;
use crate::support::socket::Socket;

/// Everything that the events of a ticket show.
const TICKET_EVENT: &str = "cursor type occurredAt ticketId ticket { id status replies(first: 50) { nodes { body } } } \
     reply { id body author { kind name } }";

/// The stream of one ticket, from a cursor on.
fn stream(ticket: &str, after: &str) -> String {
    format!(
        "subscription {{ ticketEvents(ticketId: \"{ticket}\", after: \"{after}\") {{ __typename \
         ... on TicketEvent {{ {TICKET_EVENT} }} \
         ... on TicketPresenceEvent {{ ticketId kind who accountId since until }} }} }}"
    )
}

/// The stream of everything, from a cursor on.
fn everything(after: &str) -> String {
    format!(
        "subscription {{ portalEvents(after: \"{after}\") {{ __typename cursor type \
         ... on TicketEvent {{ ticketId ticket {{ id subject }} reply {{ body }} }} \
         ... on NotificationEvent {{ notification {{ title body kind }} }} }} }}"
    )
}

async fn cursor(caller: &Caller) -> String {
    let reply = caller.gql("{ viewer { eventCursor } }", json!({})).await;
    reply.ok()["viewer"]["eventCursor"].as_str().expect("a cursor").to_owned()
}

/// A socket that follows a ticket from now on.
async fn following(caller: &Caller, ticket: TicketId) -> Socket {
    let after = cursor(caller).await;
    let mut socket = caller.live().await;
    socket.subscribe("ticket", &stream(&ticket.external(), &after)).await;
    socket
}

/// What comes next on a socket that follows a ticket.
async fn next(socket: &mut Socket) -> Value {
    let message = socket.message_of("ticket").await;
    assert_eq!(message["type"], "next", "{message}");
    assert!(message["payload"].get("errors").is_none(), "{message}");
    message["payload"]["data"]["ticketEvents"].clone()
}

/// Waits for an event of a type.
async fn next_of(socket: &mut Socket, event: &str) -> Value {
    loop {
        let told = next(socket).await;
        if told["type"] == event {
            return told;
        }
    }
}

/// Says that somebody writes until a socket hears it: a word may be lost.
async fn heard_typing(socket: &mut Socket, who: &Caller, ticket: TicketId) -> Value {
    for _ in 0..20 {
        let input = json!({ "ticketId": ticket.external() });
        let said = change(who, "announceTyping", input, "until").await;
        assert!(done(&said)["until"].is_string(), "{said}");
        if let Ok(told) = timeout(Duration::from_secs(2), next(socket)).await
            && told["__typename"] == "TicketPresenceEvent"
        {
            return told;
        }
    }
    panic!("nobody hears that somebody writes");
}

#[test]
fn a_reply_on_one_replica_is_seen_on_the_other() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let replicas = [Program::serve(t.config(), &[]), Program::serve(t.config(), &[])];
            let cast = Cast::at(&t).await;
            // Signed in by the replicas, whose clock is the world's.
            let (owner, agent) =
                (t.anonymous().at_port(replicas[0].port()), t.anonymous().at_port(replicas[1].port()));
            for (caller, name) in [(&owner, "owner"), (&agent, "support")] {
                caller.sign_in(cast.login(name).portal_id.as_str(), PASSWORD).await.ok();
            }
            let ticket = open(&owner, &cast.alice, "GENERAL", "No dial tone").await;
            let id = id_of(&done(&ticket)["ticket"]);
            let mut page = following(&owner, id).await;
            done(&reply(&agent, id, "We look into it.").await);
            let told = next_of(&mut page, "TICKET_REPLIED").await;
            assert_eq!(told["ticketId"], id.external());
            assert_eq!(told["reply"]["body"], "We look into it.");
            assert_eq!(told["reply"]["author"]["kind"], "STAFF");

            // And what is not kept goes from one to the other as well.
            let heard = heard_typing(&mut page, &agent, id).await;
            assert_eq!((&heard["ticketId"], &heard["kind"]), (&json!(id.external()), &json!("STAFF")));
            for replica in replicas {
                replica.stop();
            }
        },
    );
}

both!(a_customer_sees_that_the_isp_replies_and_staff_sees_who, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (owner, agent) = (cast.caller("owner"), cast.caller("support"));
    let ticket = open(owner, &cast.alice, "GENERAL", "No dial tone").await;
    let id = id_of(&done(&ticket)["ticket"]);
    let (mut customer, mut staff) = (following(owner, id).await, following(agent, id).await);
    // Both are there once they hear of something that is kept.
    done(&reply(agent, id, "We look into it.").await);
    for page in [&mut customer, &mut staff] {
        next_of(page, "TICKET_REPLIED").await;
    }

    let told = heard_typing(&mut customer, agent, id).await;
    assert_eq!(told["kind"], "STAFF");
    assert!(told["who"].is_null() && told["accountId"].is_null(), "{told}");
    assert!(told["until"].as_str() > told["since"].as_str(), "{told}");

    let told = heard_typing(&mut staff, owner, id).await;
    assert_eq!(told["kind"], "CUSTOMER", "and not its own words: {told}");
    let login = cast.login("owner");
    assert_eq!((&told["who"], &told["accountId"]), (&json!(login.name), &json!(login.id.external())));
});

both!(only_who_may_write_says_so_and_not_too_often, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (owner, agent) = (cast.caller("owner"), cast.caller("support"));
    let ticket = open(owner, &cast.alice, "BILLING", "Wrong bill").await;
    let id = id_of(&done(&ticket)["ticket"]);
    let document = crate::tickets::mutation("announceTyping", "until");
    let input = json!({ "input": { "ticketId": id.external() } });
    let absent = json!({ "input": { "ticketId": t.scope().new_id::<TicketId>().external() } });
    cast.caller("viewer").gql(&document, input.clone()).await.assert_code("FORBIDDEN");
    cast.caller("anonymous").gql(&document, input.clone()).await.assert_code("UNAUTHENTICATED");
    for name in ["technical", "bob", "other agent", "abroad", "abroad's support"] {
        let stranger = cast.caller(name);
        let refused = stranger.gql(&document, input.clone()).await;
        assert_eq!(refused.user_errors("announceTyping"), ["NOT_FOUND"], "{name}");
        let never = stranger.gql(&document, absent.clone()).await;
        assert_eq!(refused.body["data"], never.body["data"], "the same as for what never was: {name}");
    }
    for _ in 0..30 {
        assert!(agent.gql(&document, input.clone()).await.user_errors("announceTyping").is_empty());
    }
    agent.gql(&document, input).await.assert_code("RATE_LIMITED");
});

both!(a_stranger_s_page_is_refused_like_one_of_a_ticket_that_never_was, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let ticket = open(cast.caller("owner"), &cast.alice, "BILLING", "Wrong bill").await;
    let id = id_of(&done(&ticket)["ticket"]);
    let absent = t.scope().new_id::<TicketId>();
    // A technician sees nothing of bills.
    for name in ["technical", "bob", "bob's technician", "other agent", "abroad", "abroad's support"] {
        let caller = cast.caller(name);
        let after = cursor(caller).await;
        let mut answers = Vec::new();
        for ticket in [id, absent] {
            let mut socket = caller.live().await;
            socket.subscribe("ticket", &stream(&ticket.external(), &after)).await;
            let refused = socket.message_of("ticket").await;
            assert_eq!(refused["type"], "error", "{name}: {refused}");
            assert_eq!(refused["payload"][0]["extensions"]["code"], "BAD_USER_INPUT", "{name}");
            answers.push(refused["payload"][0]["message"].clone());
        }
        assert_eq!(answers[0], answers[1], "{name}");
    }
});

both!(strangers_hear_nothing_and_notes_never_reach_a_customer, async |t: TestApp| {
    const NOTE: &str = "canary-7f3a9-she-shouts-at-us";
    let cast = Cast::at(&t).await;
    let (owner, agent) = (cast.caller("owner"), cast.caller("support"));
    let ticket = open(owner, &cast.alice, "BILLING", "Wrong bill").await;
    let id = id_of(&done(&ticket)["ticket"]);
    let mut outside = Vec::new();
    for name in ["owner", "viewer", "payer", "agent", "technical", "bob", "other agent"] {
        let caller = cast.caller(name);
        let after = cursor(caller).await;
        let mut socket = caller.live().await;
        socket.subscribe("all", &everything(&after)).await;
        if !["technical", "bob", "other agent"].contains(&name) {
            socket.subscribe("ticket", &stream(&id.external(), &after)).await;
        }
        outside.push((name, socket));
    }
    let mut desk = following(agent, id).await;
    let note = json!({ "ticketId": id.external(), "body": NOTE });
    done(&change(agent, "addTicketNote", note, "note { body }").await);
    done(&reply(agent, id, "You are right.").await);
    next_of(&mut desk, "TICKET_NOTED").await;
    next_of(&mut desk, "TICKET_REPLIED").await;

    // Something that each of them hears of comes after it.
    for (customer, who) in [(&cast.alice, "owner"), (&cast.bob, "bob")] {
        let later = open(cast.caller(who), customer, "GENERAL", "The last word").await;
        done(&later);
    }
    for (name, mut socket) in outside {
        let mut heard = String::new();
        while !heard.contains("The last word") {
            let message = socket.message().await;
            heard.push_str(&message.to_string());
        }
        assert!(!heard.contains(NOTE) && !heard.contains("TICKET_NOTED"), "{name}: {heard}");
        let concerned = !["technical", "bob", "other agent"].contains(&name);
        assert_eq!(heard.contains("You are right."), concerned, "{name}: {heard}");
        assert_eq!(heard.contains(&id.external()), concerned, "{name}: {heard}");
    }
});

both!(a_page_that_comes_back_gets_what_it_missed_once, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (owner, agent) = (cast.caller("owner"), cast.caller("support"));
    let ticket = open(owner, &cast.alice, "GENERAL", "No dial tone").await;
    let id = id_of(&done(&ticket)["ticket"]);
    let other = open(owner, &cast.alice, "GENERAL", "Another matter").await;
    let other = id_of(&done(&other)["ticket"]);
    let mut page = following(owner, id).await;
    done(&reply(agent, id, "One.").await);
    let first = next_of(&mut page, "TICKET_REPLIED").await;
    drop(page);
    done(&reply(agent, other, "Of the other one.").await);
    done(&reply(agent, id, "Two.").await);
    let mut page = owner.live().await;
    let after = first["cursor"].as_str().expect("a cursor");
    page.subscribe("ticket", &stream(&id.external(), after)).await;
    let second = next_of(&mut page, "TICKET_REPLIED").await;
    assert_eq!(second["reply"]["body"], "Two.", "neither the first again nor the other ticket's");
});
