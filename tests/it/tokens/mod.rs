//! Tokens for clients that are not browsers: access and refresh tokens, their keys, personal access tokens.

mod access;
mod forged;
mod keys;
mod live;
mod personal;
mod race;
mod refresh;
mod step_up;
mod taken_back;

use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::caller::Caller;
use crate::support::factory::account::{Login, PASSWORD};
use crate::support::reply::Reply;

const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) {
  result { ... on SignedIn { session { id }
    tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt } } }
  userErrors { code } } }";

const REFRESH: &str = "mutation($token: String!) { refreshSession(input: { refreshToken: $token }) {
  result { account { id } session { id } tokens { accessToken refreshToken } } } }";

const WHO: &str = "{ viewer { account { portalId } } }";

/// A client with tokens.
#[derive(Debug, Clone)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: String,
    session: String,
}

impl Tokens {
    fn of(result: &Value) -> Self {
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        Self {
            access: text(&result["tokens"]["accessToken"]),
            refresh: text(&result["tokens"]["refreshToken"]),
            session: text(&result["session"]["id"]),
        }
    }
}

/// Signs in as a client that is not a browser.
pub(crate) async fn sign_in(caller: &Caller, login: &Login, remember: bool) -> Tokens {
    let input = json!({ "portalId": login.portal_id.as_str(), "password": PASSWORD, "delivery": "TOKENS",
                        "rememberMe": remember });
    let reply = caller.gql(SIGN_IN, json!({ "input": input })).await;
    Tokens::of(&reply.ok()["signIn"]["result"])
}

/// Sends an operation with a bearer token.
async fn bearing(caller: &Caller, token: &str, query: &str, variables: Value) -> Reply {
    let body = json!({ "query": query, "variables": variables });
    caller.send(caller.post().bearer_auth(token).json(&body)).await
}

/// Exchanges a refresh token.
async fn refresh(caller: &Caller, token: &str) -> Reply {
    caller.gql(REFRESH, json!({ "token": token })).await
}

/// Exchanges a refresh token that is good.
pub(crate) async fn refreshed(caller: &Caller, token: &str) -> Tokens {
    let reply = refresh(caller, token).await;
    Tokens::of(&reply.ok()["refreshSession"]["result"])
}

/// Whether a bearer token is accepted.
async fn is_accepted(t: &TestApp, token: &str) -> bool {
    is_accepted_by(&t.anonymous(), token).await
}

/// The same, at whatever server the caller asks.
pub(crate) async fn is_accepted_by(caller: &Caller, token: &str) -> bool {
    let reply = bearing(caller, token, WHO, json!({})).await;
    if reply.status.as_u16() == 200 {
        return !reply.ok()["viewer"].is_null();
    }
    reply.assert_refused(401, "UNAUTHENTICATED");
    false
}
