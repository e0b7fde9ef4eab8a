//! How a session that has begun is handed out: in the cookie, or as tokens.

use async_graphql::{Enum, SimpleObject};
use secrecy::{ExposeSecret as _, SecretString};

use super::account::AccountNode;
use super::session::SessionNode;
use crate::graphql::context::RequestContext;
use crate::graphql::error::ApiError;
use crate::graphql::scalars::DateTime;
use crate::identity::{Begun, Client, DeviceMark, DeviceSecret, DeviceSecrets, SignedIn, TokenPair};
use crate::ports::session_store::IssuedSession;

/// How a session is handed out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Enum)]
pub enum SessionDelivery {
    /// In the session cookie: for browsers, whose scripts never see it.
    #[default]
    Cookie,
    /// As an access token and a refresh token in the answer: for clients that are not browsers. No cookie is set.
    Tokens,
}

/// A session has begun, or goes on: the cookie of the answer holds it, or `tokens` does.
#[derive(SimpleObject)]
#[graphql(name = "SignedIn")]
pub struct SignedInNode {
    /// The account that is signed in now. Its data are read with the next request.
    account: AccountNode,
    /// The session that has begun, or goes on.
    session: SessionNode,
    /// The tokens that hold the session; null where the cookie does.
    tokens: Option<SessionTokensNode>,
}

/// What a client that is not a browser holds a session by. Both are secrets, and nothing once the session has ended.
#[derive(SimpleObject)]
#[graphql(name = "SessionTokens")]
pub struct SessionTokensNode {
    /// Sent as `Authorization: Bearer` with each request: a JWT signed with Ed25519, whose public key is at
    /// `/.well-known/jwks.json`.
    access_token: String,
    /// When the access token ends: 10 minutes after it was issued, or as the operator says; at most 15.
    access_token_expires_at: DateTime,
    /// Exchanged by `refreshSession`, once, for a new pair.
    refresh_token: String,
    /// When the refresh token ends in any case. The session ends earlier if it is not used.
    refresh_token_expires_at: DateTime,
    /// By what the account knows this device from now on, a secret: sent with the next `signIn`, `signInWithPasskey` or
    /// `requestPasswordReset`, it keeps failures elsewhere from locking the owner out here, and a sign-in from being
    /// reported as one from a new device. Good for a year after its latest use. Null where the one that was sent goes on,
    /// and where a session goes on.
    device_token: Option<String>,
}

impl SignedInNode {
    /// The answer to a caller whose session is held by `tokens`, or else by the cookie.
    pub(super) fn new(caller: SignedIn, tokens: Option<&TokenPair>, device: Option<&DeviceSecret>) -> Self {
        let tokens = tokens.map(|pair| SessionTokensNode {
            access_token: pair.access_token.expose_secret().to_owned(),
            access_token_expires_at: DateTime(pair.access_expires_at),
            refresh_token: pair.refresh_token.expose_secret().to_owned(),
            refresh_token_expires_at: DateTime(pair.refresh_expires_at),
            device_token: device.map(|secret| secret.expose().expose_secret().to_owned()),
        });
        let session = SessionNode { session: caller.session, current: true };
        Self { account: AccountNode(caller.account), session, tokens }
    }
}

/// Hands out what a proof has led to. A session that has just begun is held as the client asks, and the one that the call
/// came with ends: who signs in again has one session afterwards, and the value it had before is dead. A session that
/// goes on is held as it was: a script that acts in a page must not turn its cookie into tokens.
pub(super) async fn deliver(
    request: &RequestContext,
    Begun { caller, token, device }: Begun,
    delivery: SessionDelivery,
) -> Result<SignedInNode, ApiError> {
    let before = request.signed_in.as_ref().filter(|before| before.grant.is_session());
    let goes_on = before.is_some_and(|before| before.session.id == caller.session.id);
    if let Some(replaced) = before.filter(|_| !goes_on) {
        request.identity.revoke_session(&request.scope, replaced, replaced.session.id).await?;
    }
    if goes_on || delivery == SessionDelivery::Cookie {
        request.renewed(IssuedSession { token, record: caller.session.clone() });
        if let Some(mark) = &device {
            request.known_by(mark);
        }
        return Ok(SignedInNode::new(caller, None, None));
    }
    // The value of the cookie is let go of: nobody has ever seen it.
    let pair = request.identity.issue_tokens(&request.scope, &caller).await?;
    let device = match &device {
        Some(DeviceMark::New(secret)) => Some(secret),
        Some(DeviceMark::Sent) | None => None,
    };
    Ok(SignedInNode::new(caller, Some(&pair), device))
}

/// The client of a call that may bring what it is known by in its input, as clients without cookies do.
pub(super) fn client(request: &RequestContext, device_token: Option<String>) -> Client {
    let mut client = request.client.clone();
    if let Some(text) = device_token.map(SecretString::from) {
        client.devices = DeviceSecrets::read(text.expose_secret());
    }
    client
}
