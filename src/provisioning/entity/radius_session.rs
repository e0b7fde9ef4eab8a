//! A session of a service at a NAS, as accounting tells of it.

use crate::kernel::ids::{CustomerId, NasId, RadiusSessionId, SubscriptionId, TenantId};
use sea_orm::entity::prelude::*;

/// A session of a service at a NAS, as accounting tells of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "radius_session")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RadiusSessionId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose service it is.
    pub customer_id: CustomerId,
    /// The service.
    pub subscription_id: SubscriptionId,
    /// The NAS.
    pub nas_id: NasId,
    /// The NAS's name of the session.
    pub acct_session_id: String,
    /// The name that was signed in with.
    pub username: String,
    /// The address that the session has.
    pub framed_ip: Option<String>,
    /// When it began, or was first heard of.
    pub started_at: DateTimeUtc,
    /// When what was last counted has happened.
    pub heard_at: DateTimeUtc,
    /// When it ended; none while it lasts.
    pub stopped_at: Option<DateTimeUtc>,
    /// When the NAS has agreed to end it.
    pub disconnected_at: Option<DateTimeUtc>,
    /// Octets to the user that are counted.
    pub down_octets: i64,
    /// Octets from the user that are counted.
    pub up_octets: i64,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
