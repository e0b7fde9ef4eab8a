//! `Session` in the graph.

use async_graphql::{Context, ID, Object};

use crate::graphql::context::request;
use crate::graphql::ids::write;
use crate::graphql::scalars::{DateTime, IPAddress};
use crate::ports::session_store::SessionRecord;

/// A session of the caller's account.
pub struct SessionNode {
    /// The session.
    pub session: SessionRecord,
    /// Whether the call belongs to it.
    pub current: bool,
}

/// A place where an account is signed in. Visible to the account's owner.
#[Object(name = "Session")]
impl SessionNode {
    /// The session's id; not the secret in the cookie.
    async fn id(&self) -> ID {
        write(self.session.id)
    }

    /// What the device is called, e.g. `Firefox on Linux`.
    async fn device_label(&self) -> &str {
        &self.session.device_label
    }

    /// The address that signed in; null where it is not known.
    async fn ip_address(&self) -> Option<IPAddress> {
        self.session.ip.map(|ip| IPAddress(ip.to_string()))
    }

    /// About where that address is, as the ISP's table of networks says, e.g. `Hamburg`: approximate, and no proof of
    /// anything; null where the table has nothing.
    async fn place_hint(&self, ctx: &Context<'_>) -> Option<String> {
        request(ctx).identity.places.hint(self.session.ip?).map(str::to_owned)
    }

    /// When it began.
    async fn created_at(&self) -> DateTime {
        DateTime(self.session.created_at)
    }

    /// When it was last used, to the minute.
    async fn last_seen_at(&self) -> DateTime {
        DateTime(self.session.last_seen_at)
    }

    /// When it ends if it is not used again.
    async fn expires_at(&self) -> DateTime {
        DateTime(self.session.expires_at())
    }

    /// Until when it may do what asks for a proof given a moment ago, after `stepUp`; null when it may not.
    async fn elevated_until(&self, ctx: &Context<'_>) -> Option<DateTime> {
        let now = request(ctx).scope.real_now();
        self.session.elevated_until.filter(|until| now < *until).map(DateTime)
    }

    /// Whether this very call belongs to it.
    async fn current(&self) -> bool {
        self.current
    }
}
