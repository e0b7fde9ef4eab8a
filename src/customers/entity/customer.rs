//! A customer of the tenant.

use crate::kernel::ids::{CustomerId, TenantId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// A person or a company.
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
pub enum CustomerKind {
    /// A household.
    Residential,
    /// A company.
    Business,
}

/// When a customer pays.
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
pub enum BillingMode {
    /// Before the service, from a balance.
    Prepaid,
    /// After the invoice.
    Postpaid,
}

/// Where a customer stands in its life.
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
pub enum CustomerStatus {
    /// Not yet a customer.
    Lead,
    /// Has or may have services.
    Active,
    /// Services are withheld.
    Suspended,
    /// Gone; the documents stay.
    Closed,
}

/// A customer of the tenant.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Deserialize)]
#[sea_orm(table_name = "customer")]
pub struct Model {
    /// The customer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CustomerId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The customer number, unique in the tenant.
    pub number: String,
    /// A person or a company.
    pub kind: CustomerKind,
    /// The name on the bill.
    pub name: String,
    /// Where bills go.
    pub email: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// `customers::Address` of the service.
    pub address: Json,
    /// The one currency of its bills.
    pub currency: Currency,
    /// Why no tax is charged, if none is.
    pub tax_exempt_reason: Option<String>,
    /// The paper that says so.
    pub tax_exempt_certificate: Option<String>,
    /// The last day on which none is charged; none for no end.
    pub tax_exempt_valid_to: Option<Date>,
    /// Pays before or after.
    pub billing_mode: BillingMode,
    /// Day of the month on which periods begin, 1..=28.
    pub billing_day: i16,
    /// Days from issue to due date.
    pub due_days: i16,
    /// Days from due date to the first late fee.
    pub grace_days: i16,
    /// Where it stands in its life.
    pub status: CustomerStatus,
    /// Since when.
    pub created_at: DateTimeUtc,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
