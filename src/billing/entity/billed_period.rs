//! A period of a subscription that is billed: the claim of a document on it, which ends when the document is voided.

use crate::kernel::ids::{BilledPeriodId, CreditNoteId, InvoiceId, SubscriptionId, TenantId};
use sea_orm::entity::prelude::*;

/// What of a period is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BilledKind {
    /// The plan's price, for the period or a part of it.
    Recurring,
    /// Volume past the cap.
    Usage,
}

/// A period of a subscription that is billed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "billed_period")]
pub struct Model {
    /// The claim.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BilledPeriodId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The subscription.
    pub subscription_id: SubscriptionId,
    /// What of it.
    pub kind: BilledKind,
    /// First day.
    pub period_start: Date,
    /// First day after it.
    pub period_end: Date,
    /// The invoice that bills it, or
    pub invoice_id: Option<InvoiceId>,
    /// the credit note, where more was given back than charged.
    pub credit_note_id: Option<CreditNoteId>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
