//! Letting the network be told at once.

use serde_json::json;

use super::reached;
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::ids::SubscriptionId;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use crate::provisioning::{policy, store};

/// Lets the network be told of a service at once, also where it does what it is to do. The service, for its node.
pub async fn retry(scope: &Scope, id: SubscriptionId) -> Result<crate::catalog::Subscription, UseCaseError> {
    let (service, seen) = reached(scope, id).await?;
    if !seen.allows(policy::may_retry) {
        return Err(UseCaseError::Forbidden);
    }
    let tx = scope.begin().await?;
    let Some(row) = store::held(&tx, &[id]).await?.pop() else {
        return Err(Refusal::of(RefusalCode::NotOffered, "serviceId", "the network is not told of it").into());
    };
    if !store::retry(&tx, &row, scope.real_now()).await? {
        return Err(Refusal::conflict("service").into());
    }
    let record = Record::new("provisioning.retry", id)
        .customer(service.customer_id)
        .before(json!({ "attempts": row.attempts, "error": row.last_error }));
    tx.record(record).await?;
    tx.commit().await?;
    Ok(service)
}
