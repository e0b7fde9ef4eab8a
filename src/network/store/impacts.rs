//! The statements on the services that incidents affect.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, Order};
use sea_orm::{FromQueryResult, IntoActiveModel as _, Value};

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{CustomerId, IncidentId, SubscriptionId};
use crate::network::entity::incident_impact::{self, Column};

/// Writes that services are affected; those that are already stay as they are.
pub(in crate::network) async fn insert(tx: &Tx, rows: Vec<incident_impact::Model>) -> Result<(), DbError> {
    tx.insert_missing(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// The services among these that an incident has affected and does not affect any more.
pub(in crate::network) async fn ended_of(
    db: &impl Reads,
    incident: IncidentId,
    services: &[SubscriptionId],
) -> Result<Vec<incident_impact::Model>, DbError> {
    db.select::<incident_impact::Entity>()
        .filter(Column::IncidentId.eq(incident))
        .filter(Column::SubscriptionId.is_in(services.iter().copied()))
        .filter(Column::ToAt.is_not_null())
        .all()
        .await
}

/// Lets services be affected again that an incident did not affect any more, with the gaps that they have by then.
pub(in crate::network) async fn reopen(
    tx: &Tx,
    incident: IncidentId,
    services: &[SubscriptionId],
    gaps: Json,
) -> Result<u64, DbError> {
    let reopened = tx
        .update::<incident_impact::Entity>()
        .set(Column::ToAt, None::<DateTimeUtc>)
        .set(Column::Gaps, gaps)
        .filter(Column::IncidentId.eq(incident))
        .filter(Column::SubscriptionId.is_in(services.iter().copied()))
        .filter(Column::ToAt.is_not_null());
    reopened.run().await
}

/// Says until when services were affected: all of the incident's that still are, or some of them.
pub(in crate::network) async fn end(
    tx: &Tx,
    incident: IncidentId,
    services: Option<&[SubscriptionId]>,
    at: DateTimeUtc,
) -> Result<u64, DbError> {
    let mut ended = tx
        .update::<incident_impact::Entity>()
        .set(Column::ToAt, Value::from(Some(at)))
        .filter(Column::IncidentId.eq(incident))
        .filter(Column::ToAt.is_null());
    if let Some(services) = services {
        ended = ended.filter(Column::SubscriptionId.is_in(services.iter().copied()));
    }
    ended.run().await
}

/// The same as of an instant that may lie behind: what has begun only after it was not affected at all.
pub(in crate::network) async fn end_as_of(
    tx: &Tx,
    incident: IncidentId,
    services: Option<&[SubscriptionId]>,
    at: DateTimeUtc,
) -> Result<(), DbError> {
    let open = || {
        let ended = tx.update::<incident_impact::Entity>();
        let ended = ended.filter(Column::IncidentId.eq(incident)).filter(Column::ToAt.is_null());
        match services {
            Some(services) => ended.filter(Column::SubscriptionId.is_in(services.iter().copied())),
            None => ended,
        }
    };
    open().set_expr(Column::ToAt, Expr::col(Column::FromAt)).filter(Column::FromAt.gt(at)).run().await?;
    open().set(Column::ToAt, Value::from(Some(at))).run().await?;
    Ok(())
}

/// Says that no service was affected by work that was called off before it began.
pub(in crate::network) async fn never_began(tx: &Tx, incident: IncidentId) -> Result<u64, DbError> {
    let ended = tx
        .update::<incident_impact::Entity>()
        .set_expr(Column::ToAt, Expr::col(Column::FromAt))
        .filter(Column::IncidentId.eq(incident))
        .filter(Column::ToAt.is_null());
    ended.run().await
}

/// Says when what was announced has begun.
pub(in crate::network) async fn begin(
    tx: &Tx,
    incident: IncidentId,
    at: DateTimeUtc,
) -> Result<u64, DbError> {
    let begun = tx
        .update::<incident_impact::Entity>()
        .set(Column::FromAt, at)
        .filter(Column::IncidentId.eq(incident))
        .filter(Column::ToAt.is_null());
    begun.run().await
}

/// The services that an incident affects now, with their customers.
pub(in crate::network) async fn open_of(
    db: &impl Reads,
    incident: IncidentId,
) -> Result<Vec<incident_impact::Model>, DbError> {
    db.select::<incident_impact::Entity>()
        .filter(Column::IncidentId.eq(incident))
        .filter(Column::ToAt.is_null())
        .all()
        .await
}

/// What affects services now, the latest first; at most `limit` a service.
pub(in crate::network) async fn open_on(
    db: &impl Reads,
    services: &[SubscriptionId],
    limit: u64,
) -> Result<Vec<incident_impact::Model>, DbError> {
    db.select::<incident_impact::Entity>()
        .filter(Column::SubscriptionId.is_in(services.iter().copied()))
        .filter(Column::ToAt.is_null())
        .top_per_parent(
            Column::SubscriptionId,
            &[(Column::FromAt, Order::Desc), (Column::Id, Order::Desc)],
            limit,
        )
        .all()
        .await
}

/// The services that incidents affect, or have affected, of customers for whom the condition holds; the first `limit` of each.
pub(in crate::network) async fn of_incidents(
    db: &impl Reads,
    incidents: &[IncidentId],
    within: Option<Condition>,
    limit: u64,
) -> Result<Vec<incident_impact::Model>, DbError> {
    let mut impacts =
        db.select::<incident_impact::Entity>().filter(Column::IncidentId.is_in(incidents.iter().copied()));
    if let Some(within) = within {
        impacts = impacts.filter(within);
    }
    impacts
        .top_per_parent(Column::IncidentId, &[(Column::FromAt, Order::Asc), (Column::Id, Order::Asc)], limit)
        .all()
        .await
}

/// The services of customers that incidents affect, or have affected.
pub(in crate::network) async fn of_customers(
    db: &impl Reads,
    incidents: &[IncidentId],
    customers: &[CustomerId],
) -> Result<Vec<incident_impact::Model>, DbError> {
    db.select::<incident_impact::Entity>()
        .filter(Column::IncidentId.is_in(incidents.iter().copied()))
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .all()
        .await
}

/// What affected services at any moment between two.
pub(in crate::network) async fn between(
    db: &impl Reads,
    services: &[SubscriptionId],
    from: DateTimeUtc,
    to: DateTimeUtc,
) -> Result<Vec<incident_impact::Model>, DbError> {
    db.select::<incident_impact::Entity>()
        .filter(Column::SubscriptionId.is_in(services.iter().copied()))
        .filter(Column::FromAt.lt(to))
        .filter(Condition::any().add(Column::ToAt.is_null()).add(Column::ToAt.gt(from)))
        .all()
        .await
}

/// How many services an incident affects, or has affected.
#[derive(Debug, Clone, Copy, FromQueryResult)]
pub(in crate::network) struct Counted {
    /// The incident.
    pub(in crate::network) incident_id: IncidentId,
    /// The services.
    pub(in crate::network) services: i64,
}

/// How many services incidents affect, or have affected; those that affect none are missing.
pub(in crate::network) async fn counts(
    db: &impl Reads,
    incidents: &[IncidentId],
) -> Result<Vec<Counted>, DbError> {
    let places: Vec<String> = (0..incidents.len()).map(|at| format!("${}", at + 2)).collect();
    let sql = format!(
        "SELECT incident_id, CAST(COUNT(*) AS bigint) AS services FROM incident_impact
          WHERE tenant_id = $1 AND incident_id IN ({}) GROUP BY incident_id",
        places.join(", ")
    );
    let values: Vec<Value> = incidents.iter().map(|id| Value::from(*id)).collect();
    db.rows(&sql, values).await
}

/// Whether an incident affects, or has affected, a service of a customer.
pub(in crate::network) async fn has(
    db: &impl Reads,
    incident: IncidentId,
    customer: CustomerId,
) -> Result<bool, DbError> {
    let impacts = db.select::<incident_impact::Entity>();
    let impacts = impacts.filter(Column::IncidentId.eq(incident)).filter(Column::CustomerId.eq(customer));
    Ok(impacts.limit(1).one().await?.is_some())
}
