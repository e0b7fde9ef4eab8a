//! What a payment under way is meant for: that much of the invoice is spoken for until it is settled.

use crate::kernel::ids::{CustomerId, InvoiceId, PaymentClaimId, PaymentId, TenantId};
use sea_orm::entity::prelude::*;

/// What a payment under way is meant for.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_claim")]
pub struct Model {
    /// The claim.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentClaimId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who pays.
    pub customer_id: CustomerId,
    /// The payment.
    pub payment_id: PaymentId,
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Minor units, above 0.
    pub amount_minor: i64,
    /// Whether the payment is still under way.
    pub is_live: bool,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
