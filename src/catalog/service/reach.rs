//! What a caller may change, and whether it is as it was seen.

use crate::catalog::entity::subscription;
use crate::catalog::policy;
use crate::catalog::refusal::{CatalogError, conflict, not_found};
use crate::catalog::store::{self, billing};
use crate::customers::{self, Seen};
use crate::db::{Scope, Tx};
use crate::kernel::actor::CallerKind;
use crate::kernel::ids::{CustomerId, SubscriptionId};

/// A customer within reach on whom the caller may act by a rule.
pub(super) async fn customer(
    scope: &Scope,
    id: CustomerId,
    rule: impl Fn(CallerKind) -> bool,
) -> Result<Seen, CatalogError> {
    let seen = customers::seen(scope, &[id]).await?.pop();
    let seen = seen.ok_or_else(|| not_found("customerId", "customer"))?;
    if seen.allows(rule) { Ok(seen) } else { Err(CatalogError::Forbidden) }
}

/// A subscription within reach that the caller may change by a rule, with its customer.
pub(super) async fn subscription(
    scope: &Scope,
    id: SubscriptionId,
    rule: impl Fn(CallerKind) -> bool,
) -> Result<(subscription::Model, Seen), CatalogError> {
    let missing = || not_found("subscriptionId", "service");
    let row = store::subscriptions_by_id(scope, &[id]).await?.pop().ok_or_else(missing)?;
    let seen = customers::seen(scope, &[row.customer_id]).await?.pop().ok_or_else(missing)?;
    if seen.allows(rule) { Ok((row, seen)) } else { Err(CatalogError::Forbidden) }
}

/// The subscription under lock, if it is the version that was seen.
pub(super) async fn locked(
    tx: &Tx,
    id: SubscriptionId,
    expected: Option<i32>,
) -> Result<subscription::Model, CatalogError> {
    let row = billing::for_update(tx, id).await?.ok_or_else(|| not_found("subscriptionId", "service"))?;
    if expected.is_some_and(|version| version != row.version) {
        return Err(conflict("service"));
    }
    Ok(row)
}

/// Writes a subscription as it is now, if it is as it was read, and tells it with its new version.
pub(super) async fn write(
    tx: &Tx,
    before: &subscription::Model,
    now: subscription::Model,
) -> Result<subscription::Model, CatalogError> {
    if !billing::change(tx, before, &now).await? {
        return Err(conflict("service"));
    }
    Ok(subscription::Model { version: before.version + 1, ..now })
}

/// Refuses who does not manage the offers.
pub(super) fn manages_offers(scope: &Scope) -> Result<(), CatalogError> {
    let allowed = scope.actor().kinds().any(policy::may_manage_offers);
    if allowed { Ok(()) } else { Err(CatalogError::Forbidden) }
}
