//! The access paths of the catalogue.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use super::entity::{customer_discount, plan, plan_change_quote, subscription, suspension_lock, top_up_pack};
use super::proration::Span;
use super::service::{self, EndTerms, ServiceUsage};
use super::store;
use crate::db::Scope;
use crate::graphql::loaders::group;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PlanId, SubscriptionId};
use crate::kernel::money::Currency;

/// Services of a customer that are listed without pages.
pub const MAX_SERVICES: u64 = 50;
/// Discounts of a customer, and packs on sale, that are listed without pages.
pub const MAX_OFFERS: u64 = 20;

/// Loads plans, subscriptions and what belongs to them, for rows that have been seen, for one request.
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

/// The services of a customer that have not ended, the oldest order first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ServicesOf(pub CustomerId);

impl Loader<ServicesOf> for CatalogLoader {
    type Value = Vec<subscription::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[ServicesOf]) -> Result<HashMap<ServicesOf, Self::Value>, Fault> {
        let ids: Vec<CustomerId> = keys.iter().map(|key| key.0).collect();
        let rows = store::services::in_force(&self.0, &ids, MAX_SERVICES).await?;
        Ok(group(keys, rows, |row| ServicesOf(row.customer_id)))
    }
}

/// The locks of a service that hold, the oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LocksOf(pub SubscriptionId);

impl Loader<LocksOf> for CatalogLoader {
    type Value = Vec<suspension_lock::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[LocksOf]) -> Result<HashMap<LocksOf, Self::Value>, Fault> {
        let ids: Vec<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let rows = store::locks::open(&self.0, &ids).await?;
        Ok(group(keys, rows, |row| LocksOf(row.subscription_id)))
    }
}

/// The pauses of a service in the year before today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PausesOf(pub SubscriptionId);

impl Loader<PausesOf> for CatalogLoader {
    type Value = Vec<suspension_lock::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[PausesOf]) -> Result<HashMap<PausesOf, Self::Value>, Fault> {
        let ids: Vec<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let rows = service::pauses_of(&self.0, &ids).await?;
        Ok(group(keys, rows, |row| PausesOf(row.subscription_id)))
    }
}

/// The change of plan that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PendingChangeOf(pub SubscriptionId);

impl Loader<PendingChangeOf> for CatalogLoader {
    type Value = plan_change_quote::Model;
    type Error = Fault;

    async fn load(&self, keys: &[PendingChangeOf]) -> Result<HashMap<PendingChangeOf, Self::Value>, Fault> {
        let ids: Vec<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let rows = store::billing::pending_changes(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (PendingChangeOf(row.subscription_id), row)).collect())
    }
}

/// What ending a service means; the second is the part of the rest that is charged, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EndTermsOf(pub SubscriptionId, pub u8);

impl Loader<EndTermsOf> for CatalogLoader {
    type Value = EndTerms;
    type Error = Fault;

    async fn load(&self, keys: &[EndTermsOf]) -> Result<HashMap<EndTermsOf, Self::Value>, Fault> {
        // The percentage is the tenant's: all keys of a request have the same.
        let Some(percent) = keys.first().map(|key| key.1) else { return Ok(HashMap::new()) };
        let ids: Vec<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let terms = service::end_terms_of(&self.0, percent, &ids).await?;
        Ok(terms.into_iter().map(|(id, terms)| (EndTermsOf(id, percent), terms)).collect())
    }
}

/// How the use of a service stands, in the period of today or on the days of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UsageOf(pub SubscriptionId, pub Option<Span>);

impl Loader<UsageOf> for CatalogLoader {
    type Value = ServiceUsage;
    type Error = Fault;

    async fn load(&self, keys: &[UsageOf]) -> Result<HashMap<UsageOf, Self::Value>, Fault> {
        let mut ranges: Vec<Option<Span>> = keys.iter().map(|key| key.1).collect();
        ranges.sort_unstable();
        ranges.dedup();
        let mut all = HashMap::new();
        for range in ranges {
            let ids: Vec<SubscriptionId> =
                keys.iter().filter(|key| key.1 == range).map(|key| key.0).collect();
            let usage = service::usage(&self.0, &ids, range).await?;
            all.extend(usage.into_iter().map(|(id, usage)| (UsageOf(id, range), usage)));
        }
        Ok(all)
    }
}

/// The packs of volume on sale in a currency, the smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PacksIn(pub Currency);

impl Loader<PacksIn> for CatalogLoader {
    type Value = Vec<top_up_pack::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[PacksIn]) -> Result<HashMap<PacksIn, Self::Value>, Fault> {
        let currencies: Vec<Currency> = keys.iter().map(|key| key.0).collect();
        let rows = store::usage::packs_on_sale(&self.0, &currencies, MAX_OFFERS).await?;
        Ok(group(keys, rows, |row| PacksIn(row.currency)))
    }
}

/// The discounts of a customer that have not ended, the latest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DiscountsOf(pub CustomerId);

impl Loader<DiscountsOf> for CatalogLoader {
    type Value = Vec<customer_discount::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[DiscountsOf]) -> Result<HashMap<DiscountsOf, Self::Value>, Fault> {
        let ids: Vec<CustomerId> = keys.iter().map(|key| key.0).collect();
        let rows = store::offers::discounts_of(&self.0, &ids, MAX_OFFERS).await?;
        Ok(group(keys, rows, |row| DiscountsOf(row.customer_id)))
    }
}
