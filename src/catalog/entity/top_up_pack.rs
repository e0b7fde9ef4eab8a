//! Volume on offer beside the plans.

use crate::kernel::ids::{TenantId, TopUpPackId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// Volume that may be bought beside a plan's. Its terms never change: another price is another pack.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "top_up_pack")]
pub struct Model {
    /// The pack.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TopUpPackId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The short code, unique in the tenant.
    pub code: String,
    /// The name customers know.
    pub name: String,
    /// How much it adds.
    pub bytes: i64,
    /// Currency of the price.
    pub currency: Currency,
    /// Price before tax, minor units.
    pub price_minor: i64,
    /// Which tax rates apply.
    pub tax_code: String,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// Since when it is not sold.
    pub retired_at: Option<DateTimeUtc>,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
