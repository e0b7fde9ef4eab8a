//! An instalment of a promise to pay later.

use crate::kernel::ids::{ArrangementInstalmentId, PaymentArrangementId, TenantId};
use sea_orm::entity::prelude::*;

/// An instalment of a promise to pay later. What is paid of it follows from the invoices.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "arrangement_instalment")]
pub struct Model {
    /// The instalment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ArrangementInstalmentId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The arrangement.
    pub arrangement_id: PaymentArrangementId,
    /// Its place, from 1.
    pub number: i32,
    /// The last day to pay it, in the tenant's zone.
    pub due: Date,
    /// Minor units.
    pub amount_minor: i64,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
