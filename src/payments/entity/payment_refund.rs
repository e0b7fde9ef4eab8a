//! Money that is given back.

use crate::kernel::ids::{CustomerId, PaymentId, PaymentRefundId, TenantId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// How far a refund has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[graphql(name = "PaymentRefundStatus")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RefundStatus {
    /// The gateway was asked; what it did is not known yet.
    Pending,
    /// The money was given back.
    Succeeded,
    /// The gateway refused.
    Failed,
}

/// Money that is given back.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_refund")]
pub struct Model {
    /// The refund.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentRefundId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who gets it.
    pub customer_id: CustomerId,
    /// The payment.
    pub payment_id: PaymentId,
    /// The customer's.
    pub currency: Currency,
    /// Minor units, above 0.
    pub amount_minor: i64,
    /// How far it has come.
    pub status: RefundStatus,
    /// Why, as staff has said it.
    pub reason: String,
    /// The gateway's name of it.
    pub gateway_ref: Option<String>,
    /// Why the gateway refused, in its words.
    pub message: Option<String>,
    /// How often the gateway was asked what has become of it.
    pub checks: i32,
    /// When to ask next; none once it is settled.
    pub check_at: Option<DateTimeUtc>,
    /// When it was asked for.
    pub created_at: DateTimeUtc,
    /// When it was settled.
    pub settled_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
