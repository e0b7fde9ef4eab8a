//! What happens on its day without anybody asking: pauses end, plans change, services end.
//!
//! Any number of workers may do it at once: each subscription is held while it is looked at, and what is done is not due
//! any more.

use async_trait::async_trait;

use super::{endings, plan_changes, reach};
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::catalog::events::subscription_event;
use crate::catalog::locks;
use crate::catalog::pricing::Tariff;
use crate::catalog::refusal::CatalogError;
use crate::catalog::store;
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SubscriptionId;
use crate::tenancy::{DailyWork, Tenant};

/// Subscriptions that are looked for at once.
const BATCH: u32 = 200;

/// The day's work of services.
pub struct ServicesDay;

#[async_trait]
impl DailyWork for ServicesDay {
    fn name(&self) -> &'static str {
        "services"
    }

    async fn run(&self, scope: &Scope, _: &Tenant) -> Result<(), Fault> {
        let services = apply_due(scope).await?;
        if services > 0 {
            tracing::info!(tenant = %scope.tenant().id, services, "what was due is done");
        }
        Ok(())
    }
}

/// Does what is due by today, and tells for how many subscriptions. One with a fault does not keep the others waiting.
pub async fn apply_due(scope: &Scope) -> Result<usize, Fault> {
    let (mut done, mut after) = (0, None);
    loop {
        let due = store::services::due(scope, scope.today(), after, BATCH).await?;
        let Some(last) = due.last().copied() else { return Ok(done) };
        for id in due {
            match apply_due_to(scope, id).await {
                Ok(()) => done += 1,
                Err(cause) => {
                    tracing::error!(subscription = %id, %cause, "what is due waits for the next look");
                }
            }
        }
        after = Some(last);
    }
}

/// Does what is due for one subscription, in one transaction.
async fn apply_due_to(scope: &Scope, id: SubscriptionId) -> Result<(), Fault> {
    let tx = scope.begin().await?;
    if let Err(error) = apply_all(&tx, id).await {
        return Err(match error {
            CatalogError::Fault(fault) => fault,
            CatalogError::Forbidden => Fault::internal("the system may not"),
            CatalogError::Refused(refusal) => Fault::internal(refusal.message),
        });
    }
    Ok(tx.commit().await?)
}

/// In the order of what they cost: a pause that is over by the end of the service is lifted before it, a change of plan
/// that comes with the end does not happen.
async fn apply_all(tx: &Tx, id: SubscriptionId) -> Result<(), CatalogError> {
    let today = tx.scope().today();
    // Held from here on: another worker finds nothing due any more.
    let mut row = reach::locked(tx, id, None).await?;
    for lock in store::locks::open(tx, &[id]).await? {
        if let Some(until) = lock.until.filter(|until| *until <= today) {
            locks::lift_on(tx, id, lock.reason, until).await?;
            tx.record(Record::new("subscription.lift", id).customer(row.customer_id)).await?;
            row = reach::locked(tx, id, None).await?;
        }
    }
    let ends = row.ends_on.filter(|end| *end <= today);
    let Some(end) = ends.filter(|_| runs(&row)) else {
        plan_changes::apply_pending(tx, &row).await?;
        return Ok(());
    };
    let tariff = Tariff::of(tx, row).await?;
    let now = endings::finish(tx, &tariff, end).await?;
    tx.record(Record::new("subscription.end", id).customer(now.customer_id)).await?;
    let more = serde_json::json!({ "endsOn": now.ends_on });
    subscription_event(tx, EventType::SubscriptionEnded, &now, more).await?;
    Ok(())
}

fn runs(row: &subscription::Model) -> bool {
    matches!(row.status, SubscriptionStatus::Active | SubscriptionStatus::Suspended)
}
