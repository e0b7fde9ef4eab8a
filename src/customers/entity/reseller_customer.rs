//! The assignment of a customer to a reseller for a period `[from, to)`.

use crate::kernel::ids::{CustomerId, ResellerCustomerId, ResellerId, TenantId};
use sea_orm::entity::prelude::*;

/// The assignment of a customer to a reseller for a period `[from, to)`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reseller_customer")]
pub struct Model {
    /// The assignment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResellerCustomerId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The reseller.
    pub reseller_id: ResellerId,
    /// The customer.
    pub customer_id: CustomerId,
    /// The first day.
    pub from_date: Date,
    /// The first day after it; none while it lasts.
    pub to_date: Option<Date>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
