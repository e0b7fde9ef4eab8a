//! A promise to pay later, in instalments.

use crate::kernel::ids::{CustomerId, PaymentArrangementId, TenantId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// What has become of a promise to pay later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ArrangementStatus {
    /// It is in good standing: the services of the customer are not withheld for what is overdue.
    Active,
    /// All of it was paid.
    Kept,
    /// An instalment was not paid by its day: it shields from nothing any more.
    Broken,
}

/// A promise to pay later.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_arrangement")]
pub struct Model {
    /// The arrangement.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentArrangementId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who has promised.
    pub customer_id: CustomerId,
    /// The customer's.
    pub currency: Currency,
    /// What was last written of it; an ACTIVE one may be kept or broken by now.
    pub status: ArrangementStatus,
    /// All instalments, minor units.
    pub total_minor: i64,
    /// The day of the last instalment.
    pub shields_until: Date,
    /// When.
    pub accepted_at: DateTimeUtc,
    /// The day on which it was found kept or broken.
    pub closed_on: Option<Date>,
    /// Counts the changes of the row.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
