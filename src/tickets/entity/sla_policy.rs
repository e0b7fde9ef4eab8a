//! A service level: how soon tickets of a priority are answered and solved.

use super::ticket::TicketPriority;
use crate::kernel::ids::{BusinessCalendarId, SlaPolicyId, SupportTeamId, TenantId};
use sea_orm::entity::prelude::*;

/// A service level: how soon tickets of a priority are answered and solved.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sla_policy")]
pub struct Model {
    /// The service level.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SlaPolicyId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// What it is called.
    pub name: String,
    /// The priority that it is for: one active policy each.
    pub priority: TicketPriority,
    /// The hours that count.
    pub calendar_id: BusinessCalendarId,
    /// Business minutes to the first answer.
    pub first_reply_minutes: i32,
    /// Business minutes until it is solved.
    pub fix_minutes: i32,
    /// Whether the clock stands still while it waits for the customer.
    pub pauses_for_customer: bool,
    /// Whether the clock stands still while it waits for somebody else.
    pub pauses_for_vendor: bool,
    /// From which part of the time it is AT_RISK, 1 to 99.
    pub at_risk_percent: i16,
    /// At which part of the time it is escalated, 1 to 1000; none: never.
    pub escalate_percent: Option<i16>,
    /// The team that then gets it; none: it stays where it is.
    pub escalate_team_id: Option<SupportTeamId>,
    /// Whether new tickets get it.
    pub active: bool,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
