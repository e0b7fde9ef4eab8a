//! Live connections of clients with tokens: known by the token, and closed when what it stands for ends.

use std::time::Duration;

use chrono::TimeDelta;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::personal::{REVOKE, create};
use super::{WHO, bearing, is_accepted, refresh, refreshed, sign_in};
use crate::support::app::TestApp;
use crate::support::authenticator::step_up;
use crate::support::factory::account::PASSWORD;
use crate::support::socket::{Received, Socket};

/// A connection that is known by a token alone.
async fn live(t: &TestApp, token: &str) -> Socket {
    let mut socket = t.anonymous().live_uninitialised().await;
    socket.init(Some(token)).await;
    socket.subscribe("e", "subscription { portalEvents { __typename } }").await;
    socket.subscribe("q", WHO).await;
    let answer = socket.message_of("q").await;
    assert!(answer["payload"]["data"]["viewer"]["account"]["portalId"].is_string(), "{answer}");
    assert_eq!(socket.message_of("q").await["type"], "complete");
    socket
}

/// Reads to the end: the close code after whatever events there were.
async fn closed(socket: &mut Socket) -> u16 {
    loop {
        match socket.next().await {
            Received::Message(message) => assert_ne!(message["type"], "error", "{message}"),
            Received::Close(code, _) => return code,
            Received::Ping => {}
            other => panic!("{other:?}"),
        }
    }
}

async fn refused(t: &TestApp, token: &str) {
    let mut socket = t.anonymous().live_uninitialised().await;
    socket.say_init(Some(token)).await;
    assert_eq!(socket.closed().await, 4403);
}

both!(a_connection_ends_with_the_session_of_its_access_token, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let client = t.anonymous();
    let tokens = sign_in(&client, &login, false).await;
    let mut socket = live(&t, &tokens.access).await;
    // The session goes on under another value and with other tokens: so does the connection.
    let elevate = "mutation { stepUp(input: { password: \"PASSWORD\" }) { userErrors { code } } }";
    let elevate = elevate.replace("PASSWORD", PASSWORD);
    let reply = bearing(&client, &tokens.access, &elevate, json!({})).await;
    assert!(reply.user_errors("stepUp").is_empty());
    assert_eq!(client.cookie(), None, "a session that is held by tokens gets no cookie");
    let next = refreshed(&client, &tokens.refresh).await;
    socket.subscribe("again", WHO).await;
    let answer = socket.message_of("again").await;
    assert_eq!(answer["payload"]["data"]["viewer"]["account"]["portalId"], login.portal_id.to_string());
    let browser = t.sign_in_as(&login).await;
    let revoke = "mutation($id: ID!) { revokeSession(input: { id: $id }) { revokedSessionId } }";
    browser.gql(revoke, json!({ "id": next.session })).await.ok();
    assert_eq!(closed(&mut socket).await, 4403);
    refused(&t, &next.access).await;
    // A token that was copied ends the session, and with it what listens.
    let tokens = sign_in(&client, &login, false).await;
    let second = refreshed(&client, &tokens.refresh).await;
    let third = refreshed(&client, &second.refresh).await;
    let mut socket = live(&t, &third.access).await;
    refresh(&client, &tokens.refresh).await.assert_refused(401, "TOKEN_REUSED");
    assert_eq!(closed(&mut socket).await, 4403);
});

both!(
    a_connection_ends_with_its_access_token,
    |config| config.live.recheck_seconds = 1,
    async |t: TestApp| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let client = t.anonymous();
        let tokens = sign_in(&client, &login, false).await;
        let mut socket = live(&t, &tokens.access).await;
        t.advance(TimeDelta::minutes(9));
        assert!(socket.is_silent(Duration::from_millis(1500)).await);
        t.advance(TimeDelta::minutes(1));
        assert_eq!(closed(&mut socket).await, 4403);
        assert!(
            is_accepted(&t, &refreshed(&client, &tokens.refresh).await.access).await,
            "the session goes on"
        );
    }
);

both!(a_connection_ends_with_its_personal_token, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let owner = t.sign_in_as(&login).await;
    step_up(&owner).await;
    let (token, id) = create(&owner, &["WORK"], 1).await;
    let (other, _) = create(&owner, &["WORK"], 1).await;
    let (mut socket, mut stays) = (live(&t, &token).await, live(&t, &other).await);
    owner.gql(REVOKE, json!({ "id": id })).await.ok();
    assert_eq!(closed(&mut socket).await, 4403);
    refused(&t, &token).await;
    stays.subscribe("q", WHO).await;
    assert!(stays.message_of("q").await["payload"]["data"]["viewer"]["account"].is_object(), "only that one");
    assert!(owner.who().await.is_some(), "and no session");
});
