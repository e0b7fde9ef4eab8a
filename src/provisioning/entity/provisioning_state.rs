//! What the network is to do for a service, and how far it is.

use crate::kernel::ids::{CustomerId, ProvisioningStateId, SubscriptionId, TenantId};
use crate::ports::provisioning::Desired;
use sea_orm::entity::prelude::*;

/// How far the network is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ProvisioningStatus {
    /// It is being told.
    Pending,
    /// It does what it is to do.
    Applied,
    /// It was told again and again and does not; it is told on, less often.
    Failed,
}

/// What the network is to do for a service, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "provisioning_state")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProvisioningStateId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose service it is.
    pub customer_id: CustomerId,
    /// The service; it has one row.
    pub subscription_id: SubscriptionId,
    /// What the network is to do.
    pub desired: Desired,
    /// The code of the plan.
    pub profile: String,
    /// Speed towards the customer, kbit/s.
    pub down_kbps: i64,
    /// Speed from the customer, kbit/s.
    pub up_kbps: i64,
    /// What the network was last made to do; none: nothing yet.
    pub applied_desired: Option<Desired>,
    /// The code of the plan that it was last given.
    pub applied_profile: Option<String>,
    /// The speed towards the customer that it was last given, kbit/s.
    pub applied_down_kbps: Option<i64>,
    /// The speed from the customer that it was last given, kbit/s.
    pub applied_up_kbps: Option<i64>,
    /// How far it is.
    pub state: ProvisioningStatus,
    /// Since when it is so far, by the world's clock.
    pub since: DateTimeUtc,
    /// Tries since what is wanted has changed.
    pub attempts: i32,
    /// When it is tried next; none where it is done.
    pub next_try_at: Option<DateTimeUtc>,
    /// When it is looked at next; none before it was done once.
    pub next_check_at: Option<DateTimeUtc>,
    /// Why the last try has failed, for staff.
    pub last_error: Option<String>,
    /// How often the network was found to do something else.
    pub drifts: i32,
    /// Who works on it.
    pub lease_holder: Option<String>,
    /// Until when nobody else does.
    pub lease_until: Option<DateTimeUtc>,
    /// Counts the changes of what is wanted.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
