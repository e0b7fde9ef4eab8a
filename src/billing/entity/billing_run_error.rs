//! A customer that a billing run could not bill, and why.

use crate::kernel::ids::{BillingRunErrorId, BillingRunId, CustomerId, TenantId};
use sea_orm::entity::prelude::*;

/// A customer that a billing run could not bill.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "billing_run_error")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BillingRunErrorId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The run.
    pub run_id: BillingRunId,
    /// The customer.
    pub customer_id: CustomerId,
    /// What kind of failure it is.
    pub code: String,
    /// What staff can do about it, or that it is a fault of ours.
    pub message: String,
    /// When.
    pub at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
