//! How the ISP may draw what a customer owes.

use crate::kernel::ids::{AutopayId, CustomerId, PaymentMethodId, TenantId};
use sea_orm::entity::prelude::*;

/// How the ISP may draw what a customer owes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "autopay")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AutopayId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who owes.
    pub customer_id: CustomerId,
    /// By which method; none: by the default.
    pub method_id: Option<PaymentMethodId>,
    /// Whether it may at all.
    pub enabled: bool,
    /// Days after the due day; negative: before it.
    pub day_offset: i32,
    /// The most that it may draw for one invoice, minor units.
    pub cap_minor: Option<i64>,
    /// When it was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
