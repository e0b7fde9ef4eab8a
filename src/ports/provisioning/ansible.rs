//! A playbook that makes the network do it.

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::{Value as Json, json};

use super::{Driver, DriverError, Found, Order, Told};

/// Who runs playbooks.
#[async_trait]
pub trait Playbooks: Send + Sync {
    /// Starts a registered playbook with variables, unless the run of this key was started already, and tells how far that is:
    /// a run that has failed is an error, and the next call of the key starts another.
    async fn run(&self, key: &str, playbook: &str, variables: Json) -> Result<Told, DriverError>;
}

/// A driver that runs a playbook.
pub struct AnsibleDriver {
    /// Who runs it.
    pub playbooks: Arc<dyn Playbooks>,
    /// Its key.
    pub playbook: String,
}

#[async_trait]
impl Driver for AnsibleDriver {
    async fn apply(&self, order: &Order) -> Result<Told, DriverError> {
        let variables = json!({
            "service": order.number,
            "desired": order.desired.name(),
            "profile": order.profile.code,
            "down_kbps": order.profile.down_kbps,
            "up_kbps": order.profile.up_kbps,
        });
        self.playbooks.run(&order.key(), &self.playbook, variables).await
    }

    async fn look(&self, _order: &Order) -> Result<Found, DriverError> {
        Ok(Found::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::super::{Desired, Profile};
    use super::*;
    use crate::kernel::ids::{CustomerId, SubscriptionId, TypedId as _};

    #[derive(Default)]
    struct Runs(Mutex<Vec<(String, String, Json)>>);

    #[async_trait]
    impl Playbooks for Runs {
        async fn run(&self, key: &str, playbook: &str, variables: Json) -> Result<Told, DriverError> {
            self.0.lock().expect("nobody panics").push((key.to_owned(), playbook.to_owned(), variables));
            Ok(Told::UnderWay)
        }
    }

    #[tokio::test]
    async fn a_playbook_is_told_what_is_to_be() {
        let runs = Arc::new(Runs::default());
        let driver = AnsibleDriver { playbooks: runs.clone(), playbook: "service".to_owned() };
        let profile = Profile { code: "FIBRE".to_owned(), down_kbps: 100_000, up_kbps: 20_000 };
        let subscription = SubscriptionId::from_uuid(uuid::Uuid::from_u128(1));
        let order = Order {
            customer: CustomerId::from_uuid(uuid::Uuid::from_u128(2)),
            subscription,
            number: "S-1001-1".to_owned(),
            version: 3,
            desired: Desired::Suspended,
            profile,
            before: None,
        };
        assert_eq!(driver.apply(&order).await, Ok(Told::UnderWay));
        let told = runs.0.lock().expect("nobody panics").pop().expect("one run");
        assert_eq!((told.0, told.1.as_str()), (format!("{subscription}:3"), "service"));
        assert_eq!(told.2["desired"], "SUSPENDED");
        assert_eq!(told.2["down_kbps"], 100_000);
        assert_eq!(driver.look(&order).await, Ok(Found::Unknown));
    }
}
