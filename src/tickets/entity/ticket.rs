//! A ticket: something that a customer wants done, and what has become of it.

use crate::kernel::ids::{
    AccountId, CustomerId, DeviceId, IncidentId, InvoiceLineId, SlaPolicyId, SubscriptionId, SupportTeamId,
    TenantId, TicketId,
};
use sea_orm::entity::prelude::*;

/// What a ticket is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TicketCategory {
    /// A service does not work as it should.
    Technical,
    /// Bills and payments.
    Billing,
    /// Something to be ordered or changed.
    Sales,
    /// Anything else.
    General,
    /// The customer is not content with how it was treated.
    Complaint,
    /// Something that the ISP does not offer yet.
    FeatureRequest,
}

/// How urgent a ticket is: which service level it gets.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, async_graphql::Enum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TicketPriority {
    /// When there is time.
    Low,
    /// As usual.
    Normal,
    /// Before the others.
    High,
    /// Today.
    Urgent,
    /// Now.
    Critical,
}

/// Where a ticket stands (domain.md §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TicketStatus {
    /// Nobody has looked at it.
    New,
    /// It is to be worked on.
    Open,
    /// Somebody works on it.
    InProgress,
    /// It waits for an answer of the customer; its clock stands still if the policy says so.
    PendingCustomer,
    /// It waits for somebody else.
    PendingVendor,
    /// It is solved, as the ISP sees it; the customer may confirm or contest that.
    Resolved,
    /// It is over.
    Closed,
}

/// How a ticket came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TicketSource {
    /// Opened by a member of the customer, or its reseller, in the portal or an app.
    Portal,
    /// By mail.
    Mail,
    /// Written down by the ISP.
    Staff,
    /// By a line of an invoice that was disputed.
    Dispute,
    /// By the system.
    Escalation,
}

/// Which members of the customer see a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TicketSharing {
    /// Who opened it, who watches it, and the owners.
    Opener,
    /// Every member whose right covers what it is about.
    Company,
}

/// A ticket: something that a customer wants done, and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket")]
pub struct Model {
    /// The ticket.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Its number, `TKT-2026-000123`: gapless within the tenant.
    pub number: String,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// What it is about, 1 to 200 characters.
    pub subject: String,
    /// What it is about, as a kind.
    pub category: TicketCategory,
    /// How urgent it is.
    pub priority: TicketPriority,
    /// Where it stands.
    pub status: TicketStatus,
    /// How it came.
    pub source: TicketSource,
    /// Which members of the customer see it.
    pub sharing: TicketSharing,
    /// The account that opened it; none where the system did.
    pub opened_by: Option<AccountId>,
    /// The service it is about.
    pub subscription_id: Option<SubscriptionId>,
    /// The incident it belongs to.
    pub incident_id: Option<IncidentId>,
    /// The line of an invoice it is about.
    pub invoice_line_id: Option<InvoiceLineId>,
    /// The device of the network it is about, as staff has found out.
    pub device_id: Option<DeviceId>,
    /// The employee who works on it.
    pub assignee_id: Option<AccountId>,
    /// The team that it lies with.
    pub team_id: Option<SupportTeamId>,
    /// The service level that was promised for it; none: no clock runs.
    pub policy_id: Option<SlaPolicyId>,
    /// When the first answer is due, with the pauses so far.
    pub first_reply_due_at: Option<DateTimeUtc>,
    /// From when on so much of the time to the first answer is used that it is AT_RISK, with the pauses so far.
    pub first_reply_at_risk_at: Option<DateTimeUtc>,
    /// When the ISP answered in public for the first time: that clock has stopped.
    pub first_replied_at: Option<DateTimeUtc>,
    /// When it is to be solved, with the pauses so far.
    pub fix_due_at: Option<DateTimeUtc>,
    /// The same for the solution.
    pub fix_at_risk_at: Option<DateTimeUtc>,
    /// Since when the clock stands still; none: it runs.
    pub paused_since: Option<DateTimeUtc>,
    /// Business minutes for which it stood still before.
    pub paused_minutes: i32,
    /// When it was escalated because its time ran out; a change of the policy starts over.
    pub escalated_at: Option<DateTimeUtc>,
    /// How often it was opened again.
    pub reopen_count: i32,
    /// When it was solved; none while it is worked on.
    pub resolved_at: Option<DateTimeUtc>,
    /// When it was over; none before.
    pub closed_at: Option<DateTimeUtc>,
    /// How content the customer was, 1 to 5.
    pub rating: Option<i16>,
    /// In the customer's words.
    pub rating_comment: Option<String>,
    /// The ticket that goes on in its place; it is closed.
    pub merged_into_id: Option<TicketId>,
    /// When it was opened.
    pub created_at: DateTimeUtc,
    /// When somebody last wrote or changed something that the customer sees.
    pub updated_at: DateTimeUtc,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
