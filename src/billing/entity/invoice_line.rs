//! A line of an invoice.

use crate::kernel::ids::{InvoiceId, InvoiceLineId, SubscriptionId, TenantId};
use sea_orm::entity::prelude::*;

/// What a line charges.
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
pub enum LineKind {
    /// A period of a plan.
    Recurring,
    /// Part of a period.
    Proration,
    /// Volume past the cap.
    Usage,
    /// Something once.
    OneOff,
    /// A set-up fee.
    Setup,
    /// A late fee.
    LateFee,
    /// A reduction; negative.
    Discount,
    /// Something given back; negative.
    Credit,
}

/// A line of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Deserialize)]
#[sea_orm(table_name = "invoice_line")]
pub struct Model {
    /// The line.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvoiceLineId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Order on the document, from 1.
    pub position: i32,
    /// What is charged.
    pub kind: LineKind,
    /// The service it is for.
    pub subscription_id: Option<SubscriptionId>,
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
    /// Minor units; negative for a discount.
    pub unit_price_minor: i64,
    /// round(quantity × unit price), minor units.
    pub net_minor: i64,
    /// The line it takes back.
    pub reverses_line_id: Option<InvoiceLineId>,
    /// Which rates apply, for a draft is priced again when it is finalised; none for what is outside the scope of tax.
    pub tax_code: Option<String>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
