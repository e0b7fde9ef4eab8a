//! A plan of the catalogue: immutable once sold.

use crate::kernel::ids::{PlanId, TenantId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// What a plan provides.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    EnumIter,
    DeriveActiveEnum,
    async_graphql::Enum,
    serde::Deserialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlanKind {
    /// Access to the internet.
    Internet,
    /// Telephony.
    Phone,
    /// Television.
    Tv,
    /// Several at once.
    Bundle,
    /// Servers and web space.
    Hosting,
    /// Computing on demand.
    Cloud,
    /// Run for the customer.
    Managed,
}

/// A plan of the catalogue: immutable once sold.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Deserialize)]
#[sea_orm(table_name = "plan")]
pub struct Model {
    /// The plan.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The short code, unique in the tenant.
    pub code: String,
    /// The name customers know.
    pub name: String,
    /// What it provides.
    pub kind: PlanKind,
    /// Currency of its prices.
    pub currency: Currency,
    /// Price of a month, in minor units, before tax.
    pub price_minor: i64,
    /// Charged once, in minor units.
    pub setup_fee_minor: i64,
    /// Speed towards the customer, kbit/s; 0 where it does not apply.
    pub down_kbps: i64,
    /// Speed from the customer, kbit/s; 0 where it does not apply.
    pub up_kbps: i64,
    /// Volume of a month; none is unlimited.
    pub cap_bytes: Option<i64>,
    /// Price of 10⁹ bytes past the cap, in minor units.
    pub overage_per_gb_minor: Option<i64>,
    /// Minimum term.
    pub contract_months: i16,
    /// Whether anybody may order it.
    pub public: bool,
    /// Which tax rates apply.
    pub tax_code: String,
    /// First day of sale.
    pub valid_from: Date,
    /// First day after the sale.
    pub valid_to: Option<Date>,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
