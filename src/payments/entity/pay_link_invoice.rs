//! An invoice that a pay link is for.

use crate::kernel::ids::{CustomerId, InvoiceId, PayLinkId, PayLinkInvoiceId, TenantId};
use sea_orm::entity::prelude::*;

/// An invoice that a pay link is for. It is settled when the link is made: what is billed later is not shown by it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pay_link_invoice")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PayLinkInvoiceId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who owes it.
    pub customer_id: CustomerId,
    /// The link.
    pub link_id: PayLinkId,
    /// The invoice.
    pub invoice_id: InvoiceId,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
