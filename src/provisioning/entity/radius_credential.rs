//! What a service signs in to the network with.

use crate::kernel::ids::{CustomerId, RadiusCredentialId, SubscriptionId, TenantId};
use sea_orm::entity::prelude::*;

/// What a service signs in to the network with.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "radius_credential")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RadiusCredentialId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose service it is.
    pub customer_id: CustomerId,
    /// The service; it has one.
    pub subscription_id: SubscriptionId,
    /// The name, unique in the tenant; it never changes.
    pub username: String,
    /// The attribute by which FreeRADIUS verifies the password; none before the first password.
    pub verifier_attribute: Option<String>,
    /// Its value: a salted hash, or the password where the tenant's NASes need it.
    pub verifier: Option<String>,
    /// When the password was made.
    pub rotated_at: Option<DateTimeUtc>,
    /// Counts the changes of the row.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
