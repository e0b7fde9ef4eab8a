//! The device, and the port of it, that a service hangs on.

use crate::kernel::ids::{CustomerId, DeviceId, DeviceInterfaceId, ServiceLinkId, SubscriptionId, TenantId};
use sea_orm::entity::prelude::*;

/// The device, and the port of it, that a service hangs on.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_link")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ServiceLinkId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose service it is.
    pub customer_id: CustomerId,
    /// The service; it hangs on one device.
    pub subscription_id: SubscriptionId,
    /// The device.
    pub device_id: DeviceId,
    /// The port; none where the device is the customer's alone.
    pub interface_id: Option<DeviceInterfaceId>,
    /// Since when.
    pub since: DateTimeUtc,
    /// The day on which it was put here, if it had hung on a port before and used something there on that day.
    pub moved_on: Option<Date>,
    /// What had come down to the customer on that day by then, in octets.
    pub moved_down_bytes: i64,
    /// What had gone up by then.
    pub moved_up_bytes: i64,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
