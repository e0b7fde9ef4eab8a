//! What went back of a payment on a day, or came again. Rows are added and never changed: so the books of a day that is
//! past stay as they are.

use crate::kernel::ids::{
    CustomerId, PaymentDisputeId, PaymentId, PaymentRefundId, PaymentReturnId, TenantId,
};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// Who took it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReturnKind {
    /// The ISP gave it back.
    Refund,
    /// The bank took it back.
    Chargeback,
}

/// What went back of a payment on a day, or came again.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_return")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentReturnId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose payment it is.
    pub customer_id: CustomerId,
    /// The customer's.
    pub currency: Currency,
    /// The payment.
    pub payment_id: PaymentId,
    /// The refund it is of; none for what is older than refunds.
    pub refund_id: Option<PaymentRefundId>,
    /// The dispute it is of; none for what is older than disputes.
    pub dispute_id: Option<PaymentDisputeId>,
    /// Who took it.
    pub kind: ReturnKind,
    /// Minor units, not 0; negative where it came again.
    pub amount_minor: i64,
    /// When, by the tenant's clock: it is booked on this day.
    pub at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
