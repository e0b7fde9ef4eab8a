//! A share of a billing run: customers that one worker at a time has in hand.

use crate::kernel::ids::{BillingRunId, BillingRunShareId, CustomerId, TenantId};
use sea_orm::entity::prelude::*;

/// A share of a billing run.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "billing_run_share")]
pub struct Model {
    /// The share.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BillingRunShareId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The run.
    pub run_id: BillingRunId,
    /// Its place among the shares, from 1.
    pub position: i32,
    /// The customer with the least id in it.
    pub first_customer: CustomerId,
    /// The customer with the greatest id in it.
    pub last_customer: CustomerId,
    /// How many customers.
    pub customers: i32,
    /// Customers that were billed.
    pub billed: i32,
    /// Customers that could not be.
    pub failed: i32,
    /// Who has it in hand.
    pub holder: Option<String>,
    /// Until when, by the world's clock; then anybody may take it.
    pub lease_until: Option<DateTimeUtc>,
    /// When it was done.
    pub done_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
