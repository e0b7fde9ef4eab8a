//! A charge that was settled by a credit note instead of an invoice, because more was given back than charged.

use crate::kernel::ids::{ChargeId, CreditNoteId, CreditedChargeId, TenantId};
use sea_orm::entity::prelude::*;

/// A charge that was settled by a credit note.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credited_charge")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditedChargeId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The charge.
    pub charge_id: ChargeId,
    /// The credit note.
    pub credit_note_id: CreditNoteId,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
