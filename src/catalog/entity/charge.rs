//! What is to be billed and is not part of a plan's periodic price.

use crate::kernel::ids::{ChargeId, CustomerId, InvoiceId, SubscriptionId, TenantId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// What kind of invoice line a charge becomes; the texts are those of the lines.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChargeKind {
    /// Part of a period, for or against the customer.
    Proration,
    /// Something once.
    OneOff,
    /// A set-up fee.
    Setup,
    /// Volume.
    Usage,
}

/// Something to be billed once, with the next invoice of its customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "charge")]
pub struct Model {
    /// The charge.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChargeId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who pays.
    pub customer_id: CustomerId,
    /// The service it is for.
    pub subscription_id: Option<SubscriptionId>,
    /// The invoice that has it; none while it waits.
    pub invoice_id: Option<InvoiceId>,
    /// What kind of line it becomes.
    pub kind: ChargeKind,
    /// Key of the localisable text.
    pub description_key: String,
    /// Values of the text's places: names to strings.
    pub description_args: Json,
    /// First day it is for.
    pub service_start: Option<Date>,
    /// First day after.
    pub service_end: Option<Date>,
    /// Millionths of the quantity.
    pub quantity_micro: i64,
    /// The customer's currency.
    pub currency: Currency,
    /// Minor units before tax; negative for a credit.
    pub unit_price_minor: i64,
    /// Which tax rates apply; none is untaxed.
    pub tax_code: Option<String>,
    /// What it comes from, unique in the tenant: told twice, it is charged once.
    pub source_key: String,
    /// When it arose.
    pub created_at: DateTimeUtc,
    /// When it was taken back before it was billed.
    pub cancelled_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
