//! Statements on calendars and service levels, and on tickets whose time runs out.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Expr};
use sea_orm::{FromQueryResult, IntoActiveModel as _, Order, Value};

use crate::db::{DbError, PlatformScope, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{BusinessCalendarId, SlaPolicyId, SupportTeamId, TenantId, TicketId};
use crate::tickets::entity::ticket::TicketPriority;
use crate::tickets::entity::{business_calendar, sla_policy, support_team, ticket};

/// The calendars by name.
pub(in crate::tickets) async fn calendars(
    db: &impl Reads,
    limit: u64,
) -> Result<Vec<business_calendar::Model>, DbError> {
    use business_calendar::Column;
    db.select::<business_calendar::Entity>()
        .order_by(Column::Name, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .all()
        .await
}

/// How many calendars there are.
pub(in crate::tickets) async fn count_calendars(db: &impl Reads) -> Result<u64, DbError> {
    db.select::<business_calendar::Entity>().count().await
}

/// Calendars by their ids.
pub(in crate::tickets) async fn calendars_by_id(
    db: &impl Reads,
    ids: &[BusinessCalendarId],
) -> Result<Vec<business_calendar::Model>, DbError> {
    let calendars = db.select::<business_calendar::Entity>();
    calendars.filter(business_calendar::Column::Id.is_in(ids.iter().copied())).all().await
}

/// Writes a calendar.
pub(in crate::tickets) async fn insert_calendar(
    tx: &Tx,
    row: business_calendar::Model,
) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Writes what a calendar is now, if it is the version that was read.
pub(in crate::tickets) async fn change_calendar(
    tx: &Tx,
    before: &business_calendar::Model,
    now: business_calendar::Model,
) -> Result<bool, DbError> {
    use business_calendar::Column;
    let changed = tx
        .update::<business_calendar::Entity>()
        .set(Column::Name, now.name)
        .set(Column::Zone, now.zone)
        .set(Column::Hours, now.hours)
        .set(Column::Holidays, now.holidays)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(changed.run().await? == 1)
}

/// Service levels, those for new tickets first, then by name; only those, or only the others, if it is said.
pub(in crate::tickets) async fn policies(
    db: &impl Reads,
    active: Option<bool>,
    limit: u64,
) -> Result<Vec<sla_policy::Model>, DbError> {
    use sla_policy::Column;
    let mut policies = db.select::<sla_policy::Entity>();
    if let Some(active) = active {
        policies = policies.filter(Column::Active.eq(active));
    }
    policies
        .order_by(Column::Active, Order::Desc)
        .order_by(Column::Name, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .all()
        .await
}

/// Service levels by their ids.
pub(in crate::tickets) async fn policies_by_id(
    db: &impl Reads,
    ids: &[SlaPolicyId],
) -> Result<Vec<sla_policy::Model>, DbError> {
    let policies = db.select::<sla_policy::Entity>();
    policies.filter(sla_policy::Column::Id.is_in(ids.iter().copied())).all().await
}

/// The service level that new tickets of a priority get.
pub(in crate::tickets) async fn active_policy(
    db: &impl Reads,
    priority: TicketPriority,
) -> Result<Option<sla_policy::Model>, DbError> {
    use sla_policy::Column;
    let policies = db.select::<sla_policy::Entity>().filter(Column::Priority.eq(priority));
    policies.filter(Column::Active.eq(true)).one().await
}

/// The service levels that have tickets escalated: retired ones too, for tickets that have them.
pub(in crate::tickets) async fn escalating(db: &impl Reads) -> Result<Vec<sla_policy::Model>, DbError> {
    use sla_policy::Column;
    let policies = db.select::<sla_policy::Entity>().filter(Column::EscalatePercent.is_not_null());
    policies.order_by(Column::Id, Order::Asc).all().await
}

/// Writes a service level.
pub(in crate::tickets) async fn insert_policy(tx: &Tx, row: sla_policy::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Writes what a service level is now, if it is the version that was read.
pub(in crate::tickets) async fn change_policy(
    tx: &Tx,
    before: &sla_policy::Model,
    now: sla_policy::Model,
) -> Result<bool, DbError> {
    use sla_policy::Column;
    let changed = tx
        .update::<sla_policy::Entity>()
        .set(Column::Name, now.name)
        .set(Column::Priority, now.priority)
        .set(Column::CalendarId, now.calendar_id)
        .set(Column::FirstReplyMinutes, now.first_reply_minutes)
        .set(Column::FixMinutes, now.fix_minutes)
        .set(Column::PausesForCustomer, now.pauses_for_customer)
        .set(Column::PausesForVendor, now.pauses_for_vendor)
        .set(Column::AtRiskPercent, now.at_risk_percent)
        .set(Column::EscalatePercent, Value::from(now.escalate_percent))
        .set(Column::EscalateTeamId, Value::from(now.escalate_team_id.map(|team| team.0)))
        .set(Column::Active, now.active)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(changed.run().await? == 1)
}

/// Whether tickets may be given to a team.
pub(in crate::tickets) async fn takes_tickets(db: &impl Reads, team: SupportTeamId) -> Result<bool, DbError> {
    use support_team::Column;
    let team = db.select::<support_team::Entity>().filter(Column::Id.eq(team));
    Ok(team.filter(Column::Active.eq(true)).one().await?.is_some())
}

/// What makes a ticket worth a look: due by these moments.
#[derive(Debug, Clone, Copy)]
pub(in crate::tickets) struct DueBy {
    /// The first answer, where there was none.
    pub first_reply: Instant,
    /// The solution.
    pub fix: Instant,
}

/// Tickets of a service level that are worked on, whose clock runs, that were not escalated and are due soon, after an id.
pub(in crate::tickets) async fn running_out(
    db: &impl Reads,
    policy: SlaPolicyId,
    due_by: DueBy,
    after: Option<TicketId>,
    limit: u64,
) -> Result<Vec<ticket::Model>, DbError> {
    use ticket::Column;
    let unanswered = Cond::all()
        .add(Column::FirstRepliedAt.is_null())
        .add(Column::FirstReplyDueAt.lte(due_by.first_reply));
    let mut tickets = db
        .select::<ticket::Entity>()
        .filter(Column::PolicyId.eq(policy))
        // In these words it is the condition of the index.
        .filter(Expr::cust("status NOT IN ('RESOLVED', 'CLOSED')"))
        .filter(Column::EscalatedAt.is_null())
        .filter(Column::PausedSince.is_null())
        .filter(Cond::any().add(Column::FixDueAt.lte(due_by.fix)).add(unanswered));
    if let Some(after) = after {
        tickets = tickets.filter(Column::Id.gt(after));
    }
    tickets.order_by(Column::Id, Order::Asc).limit(limit).all().await
}

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants with a service level that has tickets escalated.
pub async fn tenants_with_escalation(platform: &PlatformScope) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str = "SELECT DISTINCT tenant_id FROM sla_policy WHERE escalate_percent IS NOT NULL";
    let rows: Vec<TenantRow> = platform.rows(SQL, []).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}
