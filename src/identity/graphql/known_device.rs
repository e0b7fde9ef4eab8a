//! `KnownDevice` in the graph.

use async_graphql::{Context, ID, Object};

use crate::graphql::context::request;
use crate::graphql::ids::write;
use crate::graphql::scalars::{DateTime, IPAddress};
use crate::identity::entity::known_device;

/// A device that the caller's account knows.
pub struct KnownDeviceNode {
    /// The device.
    pub device: known_device::Model,
    /// Whether the session of the call began on it.
    pub current: bool,
}

/// A device that an account was signed in to from: a browser that keeps a cookie for it, or a client that keeps a token. It
/// is forgotten by `forgetKnownDevice`, a year after its latest sign-in, with five failures in a row from it, and when the
/// password is reset. Visible to the account's owner.
#[Object(name = "KnownDevice")]
impl KnownDeviceNode {
    /// The device's id; not the secret that it keeps.
    async fn id(&self) -> ID {
        write(self.device.id)
    }

    /// What it is called, e.g. `Firefox on Linux`.
    async fn device_label(&self) -> &str {
        &self.device.label
    }

    /// The address of the latest sign-in from it.
    async fn ip_address(&self) -> IPAddress {
        IPAddress(self.device.ip.clone())
    }

    /// About where that address is, as the ISP's table of networks says, e.g. `Hamburg`: approximate, and no proof of
    /// anything; null where the table has nothing.
    async fn place_hint(&self, ctx: &Context<'_>) -> Option<String> {
        request(ctx).identity.places.hint(self.device.ip.parse().ok()?).map(str::to_owned)
    }

    /// When it became known.
    async fn created_at(&self) -> DateTime {
        DateTime(self.device.created_at)
    }

    /// When it was last signed in from.
    async fn last_used_at(&self) -> DateTime {
        DateTime(self.device.last_used_at)
    }

    /// Whether the session of this very call began on it.
    async fn current(&self) -> bool {
        self.current
    }
}
