//! The tax of one rate on one line.

use crate::kernel::ids::{InvoiceId, InvoiceLineId, InvoiceLineTaxId, TaxRateId, TenantId};
use sea_orm::entity::prelude::*;

/// The tax of one rate on one line.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Deserialize)]
#[sea_orm(table_name = "invoice_line_tax")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvoiceLineTaxId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// The line.
    pub line_id: InvoiceLineId,
    /// The rate.
    pub tax_rate_id: TaxRateId,
    /// Its name when the invoice was frozen.
    pub name: String,
    /// Who levies it.
    pub jurisdiction: String,
    /// Millionths: 190,000 is 19 %.
    pub rate_micro: i64,
    /// What it is levied on, minor units.
    pub base_minor: i64,
    /// This line's share of the group's tax, minor units.
    pub amount_minor: i64,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
