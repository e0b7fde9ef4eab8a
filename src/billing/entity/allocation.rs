//! The allocation of a part of a payment or a credit to an invoice.

use crate::kernel::ids::{AllocationId, CreditNoteId, CustomerId, InvoiceId, PaymentId, TenantId};
use sea_orm::entity::prelude::*;

/// The allocation of a part of a payment or a credit to an invoice.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "allocation")]
pub struct Model {
    /// The allocation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AllocationId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose money it is, and whose invoice.
    pub customer_id: CustomerId,
    /// The payment it comes from, or
    pub payment_id: Option<PaymentId>,
    /// the credit note it comes from.
    pub credit_note_id: Option<CreditNoteId>,
    /// The invoice it reduces.
    pub invoice_id: InvoiceId,
    /// Minor units, above 0.
    pub amount_minor: i64,
    /// When.
    pub at: DateTimeUtc,
    /// When it was taken back; it is live while there is none.
    pub reversed_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
