//! What a service hangs on, in the graph.

use async_graphql::{Context, Object};

use super::device::DeviceNode;
use super::device_interface::DeviceInterfaceNode;
use crate::catalog::graphql::SubscriptionNode;
use crate::catalog::loader::SubscriptionById;
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::scalars::DateTime;
use crate::kernel::ids::{DeviceId, ServiceLinkId, SubscriptionId};
use crate::kernel::page::{Page, PageRequest, encode_cursor};
use crate::network::entity::service_link;
use crate::network::inventory;
use crate::network::inventory::loader::{DeviceById, InterfaceById, LinkOf};

/// A link that the caller may see.
#[derive(Clone)]
pub struct ServiceLinkNode(pub(crate) service_link::Model);

crate::connection!(
    ServiceLinkConnection("ServiceLinkConnection"),
    ServiceLinkEdge("ServiceLinkEdge"),
    ServiceLinkNode,
    "A page of what hangs on a device, the earliest link first."
);

impl ServiceLinkConnection {
    /// A page of what hangs on a device out of the rows that were fetched for it.
    pub(super) fn of_rows(
        scope: &Scope,
        device: DeviceId,
        rows: Vec<service_link::Model>,
        request: &PageRequest<ServiceLinkId>,
    ) -> Self {
        let scope = scope.clone();
        let count = Box::new(move || {
            let scope = scope.clone();
            Box::pin(async move { Ok(inventory::count_links(&scope, device).await?) }) as _
        });
        let page = Page::from_fetched(rows, request);
        let cursor = |row: &service_link::Model| encode_cursor(&row.id);
        Self(Connected::new(page, cursor, ServiceLinkNode, count))
    }
}

/// What a service hangs on, for who sees devices; none for everybody else.
pub async fn link_of(
    ctx: &Context<'_>,
    service: SubscriptionId,
) -> Result<Option<ServiceLinkNode>, ApiError> {
    Ok(request(ctx).loaders.network.load_one(LinkOf(service)).await?.map(ServiceLinkNode))
}

/// The device, and the port of it, that a service hangs on. For support, the NOC and tenant administrators.
#[Object(name = "ServiceLink")]
impl ServiceLinkNode {
    /// The service.
    async fn service(&self, ctx: &Context<'_>) -> Option<Result<SubscriptionNode, ApiError>> {
        nullable(Box::pin(async {
            let key = SubscriptionById(self.0.subscription_id);
            Ok(request(ctx).loaders.catalog.load_one(key).await?.map(SubscriptionNode::new))
        }))
        .await
    }

    /// The device.
    async fn device(&self, ctx: &Context<'_>) -> Option<Result<DeviceNode, ApiError>> {
        nullable(Box::pin(async {
            let key = DeviceById(self.0.device_id);
            Ok(request(ctx).loaders.network.load_one(key).await?.map(DeviceNode))
        }))
        .await
    }

    /// The port; null where the device is the service's alone.
    async fn interface(&self, ctx: &Context<'_>) -> Option<Result<DeviceInterfaceNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(port) = self.0.interface_id else { return Ok(None) };
            let row = request(ctx).loaders.network.load_one(InterfaceById(port)).await?;
            Ok(row.map(DeviceInterfaceNode))
        }))
        .await
    }

    /// Since when.
    async fn since(&self) -> DateTime {
        DateTime(self.0.since)
    }
}
