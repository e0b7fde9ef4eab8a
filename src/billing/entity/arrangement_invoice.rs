//! An invoice that a promise to pay later is for.

use crate::kernel::ids::{ArrangementInvoiceId, CustomerId, InvoiceId, PaymentArrangementId, TenantId};
use sea_orm::entity::prelude::*;

/// An invoice that a promise to pay later is for.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "arrangement_invoice")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ArrangementInvoiceId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// The arrangement.
    pub arrangement_id: PaymentArrangementId,
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// What was owed of it when the promise was made, minor units, less what has been credited since for a dispute that was
    /// open then: what is owed less by now is paid of the instalments.
    pub balance_minor: i64,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
