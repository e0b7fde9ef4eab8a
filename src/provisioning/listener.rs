//! Hears what has become of services, and writes what the network is to do.

use std::collections::BTreeSet;

use async_trait::async_trait;

use super::service::want;
use crate::db::Tx;
use crate::events::{Event, EventType, Listener};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{SubscriptionId, TypedId as _};
use crate::tenancy;

/// Writes what the network is to do after anything has become of a service: from the service as it is by then, not from what
/// the event says, so that the order of events does not matter.
pub struct ProvisioningListener;

#[async_trait]
impl Listener for ProvisioningListener {
    fn name(&self) -> &'static str {
        "provisioning"
    }

    async fn hear(&self, tx: &Tx, events: &[Event]) -> Result<(), Fault> {
        let services: BTreeSet<SubscriptionId> = events
            .iter()
            .filter(|event| concerns(event.event_type))
            .filter_map(|event| SubscriptionId::parse(&event.subject).ok())
            .collect();
        if services.is_empty() || tenancy::provisioning_settings(tx).await?.driver.is_none() {
            return Ok(());
        }
        let services: Vec<SubscriptionId> = services.into_iter().collect();
        want(tx, &services).await?;
        Ok(())
    }
}

fn concerns(event: EventType) -> bool {
    matches!(
        event,
        EventType::SubscriptionActivated
            | EventType::SubscriptionSuspended
            | EventType::SubscriptionResumed
            | EventType::SubscriptionEnded
            | EventType::SubscriptionPlanChanged
    )
}
