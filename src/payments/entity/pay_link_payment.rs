//! A payment that was made by a pay link.

use crate::kernel::ids::{CustomerId, PayLinkId, PaymentId, TenantId};
use sea_orm::entity::prelude::*;

/// A payment that was made by a pay link.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pay_link_payment")]
pub struct Model {
    /// The payment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose bills are paid.
    pub customer_id: CustomerId,
    /// The link.
    pub link_id: PayLinkId,
    /// When, by the world's clock.
    pub created_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
