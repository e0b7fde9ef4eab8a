//! What runs over a live connection, and under which rules.

use std::time::Duration;

use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::caller::SIGN_IN;
use crate::support::factory::account::PASSWORD;
use crate::support::socket::Socket;
use crate::support::wait::until;

const WHO: &str = "{ viewer { account { portalId } } }";
const EVENTS: &str = "subscription { portalEvents { __typename } }";

/// What an operation answers: `next` and its payload, or `error` and its code.
async fn ask(socket: &mut Socket, query: &str, variables: Value) -> (String, Value) {
    let payload = json!({"query": query, "variables": variables});
    socket.send(&json!({"id": "q", "type": "subscribe", "payload": payload})).await;
    let message = socket.message_of("q").await;
    if message["type"] == "error" {
        return ("error".to_owned(), message["payload"][0]["extensions"]["code"].clone());
    }
    assert_eq!(socket.message_of("q").await, json!({"id": "q", "type": "complete"}));
    ("next".to_owned(), message["payload"].clone())
}

both!(queries_are_answered_as_over_http, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    let mut socket = caller.live().await;
    let (_, answer) = ask(&mut socket, WHO, json!({})).await;
    assert_eq!(answer["data"], *caller.gql(WHO, json!({})).await.ok());
    assert_eq!(answer["extensions"]["cost"], caller.gql(WHO, json!({})).await.body["extensions"]["cost"]);

    let nobody = t.anonymous();
    nobody.live_uninitialised().await.init_refused(4401).await;
    nobody.set_cookie(Some(format!("{}.{}", "0".repeat(16), "A".repeat(43))));
    nobody.live_uninitialised().await.init_refused(4403).await;
    // The same session at another ISP's host is none.
    caller.at_host(t.tenant().await.host()).live_uninitialised().await.init_refused(4403).await;
});

both!(documents_are_guarded_as_over_http, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let mut socket = t.sign_in_as(&login).await.live().await;
    let arguments = format!("{{ node(id: {}1{}) {{ id }} }}", "[".repeat(1_600), "]".repeat(1_600));
    let fan_out: Vec<String> = (0..7)
        .map(|level| {
            format!("fragment F{level} on Query {{ {} }} ", format!("...F{} ", level + 1).repeat(10))
        })
        .collect();
    let fan_out = fan_out.concat();
    let fan_out = format!("{{ ...F0 }} {fan_out} fragment F7 on Query {{ __typename }}");
    let aliases: Vec<String> = (0..100).map(|n| format!("a{n}: __typename ")).collect();
    let aliases = aliases.concat();
    for (document, code) in [
        (arguments.as_str(), "QUERY_TOO_DEEP"),
        (&fan_out, "QUERY_TOO_COMPLEX"),
        (&format!("{{ {aliases} }}"), "QUERY_TOO_COMPLEX"),
        (
            "subscription { portalEvents(types: [[[[SESSION_STARTED]]]]) { __typename } }",
            "GRAPHQL_VALIDATION_FAILED",
        ),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        (
            "subscription { a: portalEvents { __typename } b: portalEvents { __typename } }",
            "GRAPHQL_VALIDATION_FAILED",
        ),
    ] {
        let (kind, answer) = ask(&mut socket, document, json!({})).await;
        assert_eq!((kind.as_str(), &answer), ("error", &json!(code)), "{document:.80}");
    }
    let (_, answer) = ask(&mut socket, WHO, json!({})).await;
    assert!(answer["data"]["viewer"].is_object(), "the connection lives on: {answer}");
});

both!(what_changes_the_cookie_must_be_sent_by_post, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    let mut socket = caller.live().await;
    let input = json!({"input": {"portalId": login.portal_id.as_str(), "password": PASSWORD}});
    let (kind, code) = ask(&mut socket, SIGN_IN, input).await;
    assert_eq!((kind.as_str(), code), ("error", json!("BAD_USER_INPUT")));
    let sessions = "{ viewer { account { sessions { id } } } }";
    let (_, answer) = ask(&mut socket, sessions, json!({})).await;
    let sessions = &answer["data"]["viewer"]["account"]["sessions"];
    assert_eq!(sessions.as_array().map(Vec::len), Some(1), "no session was begun: {answer}");
});

both!(a_subscription_holds_little, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let mut socket = t.sign_in_as(&login).await.live().await;
    let many: Vec<String> = vec!["SESSION_STARTED".to_owned(); 1_000];
    let query = "subscription($types: [PortalEventType!]) { portalEvents(types: $types) { __typename } }";
    let (kind, answer) = ask(&mut socket, query, json!({ "types": many })).await;
    assert_eq!((kind.as_str(), answer), ("error", json!("QUERY_TOO_COMPLEX")));
    // What the operation does not declare is not kept, so it is no reason to refuse.
    let payload = json!({ "query": EVENTS, "variables": { "nothing": vec![0; 50_000] } });
    socket.send(&json!({ "id": "e", "type": "subscribe", "payload": payload })).await;
    let (kind, _) = ask(&mut socket, WHO, json!({})).await;
    assert_eq!(kind, "next");
});

both!(events_come_over_both_transports, |config| config.events.run_jobs = true, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    until("its own sign-in is in the past", async || {
        portico::events::bounds(&t.scope()).await.expect("the database answers").head == 1
    })
    .await;
    let cursor = "{ viewer { eventCursor } }";
    let cursor = caller.gql(cursor, json!({})).await.ok()["viewer"]["eventCursor"].clone();
    let mut socket = caller.live().await;
    socket.subscribe("e", EVENTS).await;
    // Answered in turn: once this is, the subscription has begun as well.
    let (_, answer) = ask(&mut socket, WHO, json!({})).await;
    assert!(answer["data"]["viewer"].is_object(), "{answer}");
    t.sign_in_as(&login).await;
    let event = socket.message().await;
    assert_eq!((&event["id"], &event["type"]), (&json!("e"), &json!("next")), "{event}");
    assert_eq!(event["payload"]["data"]["portalEvents"]["__typename"], "SessionEvent");
    assert!(event["payload"]["extensions"]["cost"].is_object(), "{event}");

    let query = "subscription($after: Cursor) { portalEvents(after: $after) { __typename } }";
    let body = json!({"query": query, "variables": {"after": cursor}});
    let stream = caller.post_to("/graphql/stream").header("accept", "text/event-stream").json(&body);
    let mut stream = stream.send().await.expect("an answer");
    assert_eq!(
        (stream.status().as_u16(), &stream.headers()["content-type"]),
        (200, &"text/event-stream".parse().expect("a value"))
    );
    let mut text = String::new();
    let read = async {
        while !text.contains("SessionEvent") {
            let chunk = stream.chunk().await.expect("the stream is open").expect("the stream is open");
            text.push_str(std::str::from_utf8(&chunk).expect("text"));
        }
    };
    tokio::time::timeout(Duration::from_secs(20), read).await.expect("the event of before comes again");
    assert!(text.contains("event: next\ndata: {\"data\":{\"portalEvents\""), "{text}");

    let anonymous = t.anonymous().post_to("/graphql/stream").json(&json!({ "query": EVENTS }));
    let answer = anonymous.send().await.expect("an answer").text().await.expect("a body");
    assert!(answer.contains("UNAUTHENTICATED") && answer.contains("event: complete"), "{answer}");
});
