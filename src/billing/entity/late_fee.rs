//! A fee for paying an invoice late: once per invoice and stage.

use crate::kernel::ids::{CustomerId, InvoiceId, LateFeeId, TenantId};
use sea_orm::entity::prelude::*;

/// A fee for paying an invoice late.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "late_fee")]
pub struct Model {
    /// The fee.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LateFeeId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who owes it.
    pub customer_id: CustomerId,
    /// The invoice that was not paid in time.
    pub invoice_id: InvoiceId,
    /// The stage of the tenant's policy, from 1.
    pub stage: i32,
    /// The invoice that charges the fee.
    pub fee_invoice_id: InvoiceId,
    /// What was overdue, minor units.
    pub overdue_minor: i64,
    /// The fee, minor units.
    pub amount_minor: i64,
    /// When.
    pub charged_at: DateTimeUtc,
    /// When it was waived.
    pub waived_at: Option<DateTimeUtc>,
    /// Why it was waived.
    pub waive_reason: Option<String>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
