//! The access paths of provisioning.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use super::entity::provisioning_state;
use super::{service, store};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SubscriptionId;

/// Loads what belongs to services that have been seen, for one request.
pub struct ProvisioningLoader(pub Scope);

/// How far the network is with a service; missing where it is not told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ProvisioningOf(pub SubscriptionId);

impl Loader<ProvisioningOf> for ProvisioningLoader {
    type Value = provisioning_state::Model;
    type Error = Fault;

    async fn load(&self, keys: &[ProvisioningOf]) -> Result<HashMap<ProvisioningOf, Self::Value>, Fault> {
        let ids: Vec<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let rows = service::open_states(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (ProvisioningOf(row.subscription_id), row)).collect())
    }
}

/// The name that a service signs in to the network with; missing where it has none. For those who see errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UsernameOf(pub SubscriptionId);

impl Loader<UsernameOf> for ProvisioningLoader {
    type Value = String;
    type Error = Fault;

    async fn load(&self, keys: &[UsernameOf]) -> Result<HashMap<UsernameOf, String>, Fault> {
        let ids: Vec<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let rows = store::radius::credentials(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (UsernameOf(row.subscription_id), row.username)).collect())
    }
}
