//! The events about devices of the network. For staff alone.

use async_graphql::{Context, ID};
use sea_orm::ActiveEnum as _;

use super::event::stored_event;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::kernel::ids::{AlertId, DeviceId, TypedId as _};
use crate::network::graphql::AlertNode;
use crate::network::inventory::graphql::DeviceNode;
use crate::network::inventory::loader::DeviceById;
use crate::network::{DeviceStatus, alerts};

stored_event! {
    /// A device of the network is otherwise than it was. For staff.
    DeviceEvent,
    /// What has happened: DEVICE_STATUS_CHANGED.
    {
        /// The device's id.
        async fn device_id(&self) -> ID {
            ID(self.0.event.subject.clone())
        }

        /// What the device was called then.
        async fn name(&self) -> &str {
            self.0.text("name").unwrap_or_default()
        }

        /// How it was.
        async fn from(&self) -> Option<DeviceStatus> {
            DeviceStatus::try_from_value(&self.0.text("from")?.to_owned()).ok()
        }

        /// How it was from then on.
        async fn to(&self) -> Option<DeviceStatus> {
            DeviceStatus::try_from_value(&self.0.text("to")?.to_owned()).ok()
        }

        /// The device as it is now; null where the caller may not see it.
        async fn device(&self, ctx: &Context<'_>) -> Option<Result<DeviceNode, ApiError>> {
            nullable(Box::pin(async {
                let Ok(id) = DeviceId::parse(&self.0.event.subject) else { return Ok(None) };
                Ok(request(ctx).loaders.network.load_one(DeviceById(id)).await?.map(DeviceNode))
            }))
            .await
        }
    }
}

stored_event! {
    /// Something happened to an alert about a device. For support, the NOC and tenant administrators.
    AlertEvent,
    /// What has happened: ALERT_OPENED or ALERT_RESOLVED.
    {
        /// The alert's id.
        async fn alert_id(&self) -> ID {
            ID(self.0.event.subject.clone())
        }

        /// The alert as it is now; null where the caller may not see it.
        async fn alert(&self, ctx: &Context<'_>) -> Option<Result<AlertNode, ApiError>> {
            nullable(Box::pin(async {
                let Ok(id) = AlertId::parse(&self.0.event.subject) else { return Ok(None) };
                Ok(alerts::open_alerts(&request(ctx).scope, &[id]).await?.pop().map(AlertNode))
            }))
            .await
        }
    }
}
