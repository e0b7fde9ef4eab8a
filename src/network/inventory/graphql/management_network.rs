//! A management network in the graph.

use async_graphql::{Context, ID, Object};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::network::entity::management_network;
use crate::network::inventory;

/// A management network that the caller may see.
#[derive(Clone)]
pub struct ManagementNetworkNode(pub(crate) management_network::Model);

/// The management networks, for those who see them.
pub async fn management_networks(ctx: &Context<'_>) -> Result<Vec<ManagementNetworkNode>, ApiError> {
    let rows = inventory::networks(&request(ctx).scope).await?;
    Ok(rows.into_iter().map(ManagementNetworkNode).collect())
}

/// A network in which devices may be asked; at an address outside all of them none is. For support, the NOC and tenant
/// administrators.
#[Object(name = "ManagementNetwork")]
impl ManagementNetworkNode {
    /// The network's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// The network in the form of CIDR: `10.20.0.0/16`, `fd00:1::/48`.
    async fn cidr(&self) -> &str {
        &self.0.cidr
    }

    /// What it is for; null where nobody said.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// When it was declared.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }
}
