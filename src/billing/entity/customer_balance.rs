//! What a customer owes, kept in the transaction that changes it.

use crate::kernel::ids::{CustomerId, TenantId};
use sea_orm::entity::prelude::*;

/// What a customer owes, kept in the transaction that changes it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customer_balance")]
pub struct Model {
    /// The customer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: CustomerId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Sum of the balances of its open invoices, minor units.
    pub open_minor: i64,
    /// Payments and credits that are not allocated, minor units.
    pub unapplied_minor: i64,
    /// How many invoices are open.
    pub open_invoices: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
