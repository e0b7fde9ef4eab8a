//! A playbook that makes the network do it.

use std::sync::Arc;

use async_trait::async_trait;

use super::{Driver, DriverError, Found, Order, Told};

/// Who runs playbooks of one tenant.
#[async_trait]
pub trait Playbooks: Send + Sync {
    /// Starts a registered playbook with variables on the devices of the order's service, unless the run of this key was started
    /// already, and tells how far that is. A run that has failed is an error.
    async fn run(
        &self,
        key: &str,
        order: &Order,
        playbook: &str,
        variables: Vec<(String, String)>,
    ) -> Result<Told, DriverError>;
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
        let variables = [
            ("service", order.number.clone()),
            ("desired", order.desired.name().to_owned()),
            ("profile", order.profile.code.clone()),
            ("down_kbps", order.profile.down_kbps.to_string()),
            ("up_kbps", order.profile.up_kbps.to_string()),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value)).to_vec();
        // After a run that has failed another is wanted; while one is under way, the same.
        let key = format!("{}:{}", order.key(), order.attempts);
        self.playbooks.run(&key, order, &self.playbook, variables).await
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

    type Run = (String, String, Vec<(String, String)>);

    #[derive(Default)]
    struct Runs(Mutex<Vec<Run>>);

    #[async_trait]
    impl Playbooks for Runs {
        async fn run(
            &self,
            key: &str,
            _order: &Order,
            playbook: &str,
            variables: Vec<(String, String)>,
        ) -> Result<Told, DriverError> {
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
            attempts: 1,
            desired: Desired::Suspended,
            profile,
            before: None,
        };
        assert_eq!(driver.apply(&order).await, Ok(Told::UnderWay));
        let told = runs.0.lock().expect("nobody panics").pop().expect("one run");
        assert_eq!((told.0, told.1.as_str()), (format!("{subscription}:3:1"), "service"));
        let expected = [
            ("service", "S-1001-1"),
            ("desired", "SUSPENDED"),
            ("profile", "FIBRE"),
            ("down_kbps", "100000"),
            ("up_kbps", "20000"),
        ];
        assert_eq!(told.2, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(driver.look(&order).await, Ok(Found::Unknown));
    }
}
