//! A run of billing over the customers of a tenant.

use crate::kernel::ids::{BillingRunId, TenantId};
use sea_orm::entity::prelude::*;

/// A run of billing.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "billing_run")]
pub struct Model {
    /// The run.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BillingRunId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The day it bills by: its invoices are issued on it.
    pub as_of: Date,
    /// Customers with something due when it was planned.
    pub due_customers: i32,
    /// Whether all its shares are written.
    pub planned: bool,
    /// When it began, by the tenant's clock.
    pub started_at: DateTimeUtc,
    /// When it ended; none while there is work left.
    pub finished_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
