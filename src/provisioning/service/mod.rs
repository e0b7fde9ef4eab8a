//! Reading how far the network is, and the use cases in the files below.

mod accounting;
mod nas;
mod password;
mod reconcile;
mod retry;
mod want;
mod work;

pub use accounting::{account, signers_of};
pub use nas::{NasChange, NewNas, count_nases, create_nas, nases, remove_nas, update_nas};
pub use password::{Rotated, rotate_password};
pub use reconcile::reconcile;
pub use retry::retry;
pub(super) use want::want;
pub use work::{Worked, restore, work};

use super::entity::provisioning_state::{self, ProvisioningStatus};
use super::policy;
use super::store::{self, ProvisioningKey};
use crate::catalog;
use crate::customers::Seen;
use crate::db::Scope;
use crate::kernel::actor::Actor;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SubscriptionId;
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::refusal::{Refusal, UseCaseError};

/// Whether the caller sees why the network was not told: staff, and the system.
pub fn sees_errors(scope: &Scope) -> bool {
    matches!(scope.actor(), Actor::System) || scope.actor().kinds().any(policy::may_view_errors)
}

/// How far the network is with services that were seen.
pub async fn open_states(
    scope: &Scope,
    services: &[SubscriptionId],
) -> Result<Vec<provisioning_state::Model>, Fault> {
    Ok(store::of_services(scope, services).await?)
}

/// One page of how far the network is with all services, what has stood longest first. For those who see errors.
pub async fn states(
    scope: &Scope,
    state: Option<ProvisioningStatus>,
    request: &PageRequest<ProvisioningKey>,
) -> Result<Page<provisioning_state::Model>, Fault> {
    Ok(store::page(scope, state, request).await?)
}

/// How many services there are.
pub async fn count_states(scope: &Scope, state: Option<ProvisioningStatus>) -> Result<u64, Fault> {
    Ok(store::count(scope, state).await?)
}

/// A service within the caller's reach, and its customer.
async fn reached(scope: &Scope, id: SubscriptionId) -> Result<(catalog::Subscription, Seen), UseCaseError> {
    let missing = || Refusal::not_found("serviceId", "service");
    let service = catalog::open_subscriptions(scope, &[id]).await?.pop().ok_or_else(missing)?;
    let seen = crate::customers::seen(scope, &[service.customer_id]).await?.pop().ok_or_else(missing)?;
    Ok((service, seen))
}
