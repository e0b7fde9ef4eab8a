//! Every query on the catalogue: here what is shown of plans and subscriptions, in the files below the rest.

pub(super) mod billing;
pub(super) mod bulk;
pub(super) mod charges;
pub(super) mod locks;
pub(super) mod offers;
pub(super) mod quotes;
pub(super) mod services;
pub(super) mod usage;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entity::{plan, subscription};
use crate::db::{DbError, Reads};
use crate::kernel::ids::{CustomerId, PlanId, SubscriptionId};
use crate::kernel::page::{self, Page, PageRequest};

/// The position of a subscription in a customer's list: the oldest order first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionKey(#[serde(deserialize_with = "page::instant")] pub DateTimeUtc, pub Uuid);

/// One page of a customer's subscriptions.
pub(super) async fn subscriptions(
    db: &impl Reads,
    customer: CustomerId,
    request: &PageRequest<SubscriptionKey>,
) -> Result<Page<subscription::Model>, DbError> {
    use subscription::Column;
    let rows = db
        .select::<subscription::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .page((Column::CreatedAt, Column::Id), &Order::Asc, request, |key| (key.0.into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many subscriptions a customer has.
pub(super) async fn count_subscriptions(db: &impl Reads, customer: CustomerId) -> Result<u64, DbError> {
    db.select::<subscription::Entity>().filter(subscription::Column::CustomerId.eq(customer)).count().await
}

/// The subscriptions with these numbers: one statement for a thousand of them.
pub(super) async fn subscriptions_by_number(
    db: &impl Reads,
    numbers: &[String],
) -> Result<Vec<subscription::Model>, DbError> {
    let mut found = Vec::new();
    for numbers in numbers.chunks(1_000) {
        let rows = db.select::<subscription::Entity>();
        let rows = rows.filter(subscription::Column::Number.is_in(numbers.iter().cloned()));
        found.extend(rows.all().await?);
    }
    Ok(found)
}

/// Subscriptions by id.
pub(super) async fn subscriptions_by_id(
    db: &impl Reads,
    ids: &[SubscriptionId],
) -> Result<Vec<subscription::Model>, DbError> {
    db.select::<subscription::Entity>()
        .filter(subscription::Column::Id.is_in(ids.iter().copied()))
        .all()
        .await
}

/// Plans by id.
pub(super) async fn plans_by_id(db: &impl Reads, ids: &[PlanId]) -> Result<Vec<plan::Model>, DbError> {
    db.select::<plan::Entity>().filter(plan::Column::Id.is_in(ids.iter().copied())).all().await
}
