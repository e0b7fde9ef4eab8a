//! A tax rate of a jurisdiction, valid for a time.

use crate::billing::totals::Rate;
use crate::kernel::ids::{TaxRateId, TenantId};
use crate::kernel::money::from_micro;
use sea_orm::entity::prelude::*;

/// A tax rate of a jurisdiction, valid for a time.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tax_rate")]
pub struct Model {
    /// The rate.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TaxRateId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Matches the plans' tax code.
    pub code: String,
    /// As printed, e.g. `VAT`.
    pub name: String,
    /// Millionths: 190,000 is 19 %.
    pub rate_micro: i64,
    /// Who levies it, e.g. `DE`.
    pub jurisdiction: String,
    /// Whether it is levied on the other taxes too.
    pub compound: bool,
    /// Whether prices contain it.
    pub inclusive: bool,
    /// First day.
    pub from_date: Date,
    /// First day after it.
    pub to_date: Option<Date>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();

impl<'a> From<&'a Model> for Rate<'a> {
    fn from(row: &'a Model) -> Self {
        Self {
            id: row.id,
            code: &row.code,
            rate: from_micro(row.rate_micro),
            compound: row.compound,
            inclusive: row.inclusive,
        }
    }
}
