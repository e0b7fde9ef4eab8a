//! The access paths of the catalogue.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use super::entity::{plan, subscription};
use super::store;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{PlanId, SubscriptionId};

/// Loads plans and subscriptions that seen rows point to, for one request.
pub struct CatalogLoader(pub Scope);

/// A plan by id: only for subscriptions that have been seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PlanById(pub PlanId);

impl Loader<PlanById> for CatalogLoader {
    type Value = plan::Model;
    type Error = Fault;

    async fn load(&self, keys: &[PlanById]) -> Result<HashMap<PlanById, Self::Value>, Fault> {
        let ids: Vec<PlanId> = keys.iter().map(|key| key.0).collect();
        Ok(store::plans_by_id(&self.0, &ids)
            .await?
            .into_iter()
            .map(|plan| (PlanById(plan.id), plan))
            .collect())
    }
}

/// A subscription by id: only for invoice lines that have been seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SubscriptionById(pub SubscriptionId);

impl Loader<SubscriptionById> for CatalogLoader {
    type Value = subscription::Model;
    type Error = Fault;

    async fn load(&self, keys: &[SubscriptionById]) -> Result<HashMap<SubscriptionById, Self::Value>, Fault> {
        let ids: Vec<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let rows = store::subscriptions_by_id(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (SubscriptionById(row.id), row)).collect())
    }
}
