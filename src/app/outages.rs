//! What the network knows, for the dunning: nobody's service is withheld who has none anyway (domain.md §3.11).

use async_trait::async_trait;

use crate::billing::Outages;
use crate::db::Tx;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SubscriptionId;
use crate::network;

/// The incidents that are open.
pub(super) struct KnownOutages;

#[async_trait]
impl Outages for KnownOutages {
    async fn any(&self, tx: &Tx, services: &[SubscriptionId]) -> Result<bool, Fault> {
        network::any_outage(tx, services).await
    }
}
