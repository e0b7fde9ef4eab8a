//! What is given back because a service was down: the minutes of one incident within one billed period, and what they were
//! counted from.

use crate::kernel::ids::{
    CreditNoteId, CustomerId, IncidentId, InvoiceLineId, OutageCreditId, SubscriptionId, TenantId,
};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// What is given back because a service was down. Written once and never changed: it is the evidence of its credit note.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outage_credit")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutageCreditId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The customer's.
    pub currency: Currency,
    /// Whose service it was.
    pub customer_id: CustomerId,
    /// The outage.
    pub incident_id: IncidentId,
    /// The service.
    pub subscription_id: SubscriptionId,
    /// The line that billed the period.
    pub invoice_line_id: InvoiceLineId,
    /// The credit note; none where the amount is zero.
    pub credit_note_id: Option<CreditNoteId>,
    /// From when the service was down, within the period.
    pub from_at: DateTimeUtc,
    /// Until when.
    pub to_at: DateTimeUtc,
    /// Whole minutes that count.
    pub minutes: i64,
    /// First day that the line bills.
    pub period_start: Date,
    /// First day after it.
    pub period_end: Date,
    /// Minutes of those days, by the tenant's clocks.
    pub period_minutes: i64,
    /// What the period cost before tax, after discounts, minor units.
    pub price_minor: i64,
    /// What is given back before tax, minor units.
    pub amount_minor: i64,
    /// What of the time does not count, and why: `[{ "reason", "from", "to" }]`.
    pub exclusions: Json,
    /// When it was decided.
    pub created_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
