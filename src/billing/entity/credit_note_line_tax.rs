//! The tax of one rate that a line of a credit note takes back.

use crate::kernel::ids::{CreditNoteId, CreditNoteLineId, CreditNoteLineTaxId, TaxRateId, TenantId};
use sea_orm::entity::prelude::*;

/// The tax of one rate that a line of a credit note takes back.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_note_line_tax")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditNoteLineTaxId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The credit note.
    pub credit_note_id: CreditNoteId,
    /// The line.
    pub line_id: CreditNoteLineId,
    /// The rate.
    pub tax_rate_id: TaxRateId,
    /// Its name when the invoice was frozen.
    pub name: String,
    /// Who levies it.
    pub jurisdiction: String,
    /// Millionths: 190,000 is 19 %.
    pub rate_micro: i64,
    /// What it was levied on, as far as it is taken back, minor units.
    pub base_minor: i64,
    /// What is taken back of the tax, minor units.
    pub amount_minor: i64,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
