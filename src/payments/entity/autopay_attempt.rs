//! A time at which an invoice is to be drawn; once each, whatever happens.

use crate::kernel::ids::{AutopayAttemptId, CustomerId, InvoiceId, PaymentId, TenantId};
use sea_orm::entity::prelude::*;

/// What has become of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AttemptStatus {
    /// Its day has not come, or it is under way.
    Waiting,
    /// A payment was made, whatever has become of that.
    Charged,
    /// Nothing was owed any more, or autopay was switched off.
    NotNeeded,
    /// More was owed than may be drawn.
    OverCap,
    /// There was no method to draw by.
    NoMethod,
}

/// A time at which an invoice is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "autopay_attempt")]
pub struct Model {
    /// The attempt.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AutopayAttemptId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who owes.
    pub customer_id: CustomerId,
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// The payment that was made.
    pub payment_id: Option<PaymentId>,
    /// From 1.
    pub number: i32,
    /// The day, in the tenant's zone.
    pub due_on: Date,
    /// What has become of it.
    pub status: AttemptStatus,
    /// What is drawn, fixed before the payment is made, minor units.
    pub amount_minor: Option<i64>,
    /// When it was planned.
    pub created_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
