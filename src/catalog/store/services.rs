//! The statements of orders and of what becomes due.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use sea_orm::{FromQueryResult, IntoActiveModel as _};

use crate::catalog::entity::subscription::{self, Column};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{CustomerId, SubscriptionId};

/// Writes a new subscription.
pub(in crate::catalog) async fn insert(tx: &Tx, row: subscription::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// The service numbers of a customer.
pub(in crate::catalog) async fn numbers_of(
    db: &impl Reads,
    customer: CustomerId,
) -> Result<Vec<String>, DbError> {
    let rows = db.select::<subscription::Entity>().filter(Column::CustomerId.eq(customer)).all().await?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}

/// The services of customers that have not ended, the oldest order first; at most `limit` a customer.
pub(in crate::catalog) async fn in_force(
    db: &impl Reads,
    customers: &[CustomerId],
    limit: u64,
) -> Result<Vec<subscription::Model>, DbError> {
    db.select::<subscription::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Column::Status.ne(subscription::SubscriptionStatus::Cancelled))
        .top_per_parent(
            Column::CustomerId,
            &[(Column::CreatedAt, Order::Asc), (Column::Id, Order::Asc)],
            limit,
        )
        .all()
        .await
}

/// The services that have begun, the first `limit` after `after` in the order of their ids.
pub(in crate::catalog) async fn begun_after(
    db: &impl Reads,
    after: Option<SubscriptionId>,
    limit: u64,
) -> Result<Vec<SubscriptionId>, DbError> {
    let mut begun = db.select::<subscription::Entity>().filter(Column::ActivatedOn.is_not_null());
    if let Some(after) = after {
        begun = begun.filter(Column::Id.gt(after));
    }
    let rows = begun.order_by(Column::Id, Order::Asc).limit(limit).all().await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

#[derive(FromQueryResult)]
struct DueRow {
    id: SubscriptionId,
}

/// The subscriptions of the tenant with something due by `today`, those after `after`; at most `limit`.
pub(in crate::catalog) async fn due(
    db: &impl Reads,
    today: NaiveDate,
    after: Option<SubscriptionId>,
    limit: u32,
) -> Result<Vec<SubscriptionId>, DbError> {
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    let rows: Vec<DueRow> = db
        .rows(
            "SELECT id FROM (
               SELECT subscription_id AS id FROM suspension_lock
                WHERE tenant_id = $1 AND lifted_on IS NULL AND until <= $2
               UNION
               SELECT subscription_id AS id FROM plan_change_quote
                WHERE tenant_id = $1 AND accepted_at IS NOT NULL AND applied_at IS NULL
                  AND cancelled_at IS NULL AND effective_on <= $2
               UNION
               SELECT id FROM subscription
                WHERE tenant_id = $1 AND ends_on <= $2 AND status IN ('ACTIVE', 'SUSPENDED')
             ) AS due WHERE id > $3 ORDER BY id LIMIT $4",
            [today.into(), after.into(), i64::from(limit).into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
