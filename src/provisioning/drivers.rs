//! From a tenant's settings to who tells its network.

use std::sync::Arc;

use super::radius::RadiusDriver;
use crate::db::Scope;
use crate::ports::provisioning::{AnsibleDriver, Driver, DriverError, Hook, Playbooks, WebhookDriver};
use crate::ports::radius::DynamicAuthorization;
use crate::ports::secrets::Secrets;
use crate::tenancy::{DriverKind, ProvisioningSettings, WebhookSettings};

/// The field of a webhook's secret.
const SIGNING_KEY: &str = "signing_key";

/// Who runs the playbooks of a scope's tenant.
pub type PlaybooksOf = Arc<dyn Fn(&Scope) -> Arc<dyn Playbooks> + Send + Sync>;

/// What drivers are made of.
pub struct Network {
    /// Where shared secrets and signing keys are.
    pub secrets: Secrets,
    /// Asks NASes.
    pub dynamic: Arc<dyn DynamicAuthorization>,
    /// Who runs a tenant's playbooks; none: nobody does.
    pub playbooks: Option<PlaybooksOf>,
    /// Whether webhooks may go to addresses inside.
    pub allow_private_webhooks: bool,
}

impl Network {
    /// Who tells the network of the scope's tenant.
    pub(super) async fn driver(
        &self,
        scope: &Scope,
        settings: ProvisioningSettings,
    ) -> Result<Box<dyn Driver>, DriverError> {
        let lasting = |what: &str| DriverError::Lasting(what.to_owned());
        Ok(match settings.driver {
            None => return Err(lasting("nobody is set up to tell the network")),
            Some(DriverKind::Radius) => Box::new(RadiusDriver {
                scope: scope.clone(),
                settings: settings.radius,
                secrets: self.secrets.clone(),
                dynamic: self.dynamic.clone(),
            }),
            Some(DriverKind::Webhook) => Box::new(self.webhook(scope, settings.webhook).await?),
            Some(DriverKind::Ansible) => {
                let playbooks = self.playbooks.as_ref().ok_or_else(|| lasting("nobody runs playbooks"))?;
                Box::new(AnsibleDriver { playbooks: playbooks(scope), playbook: settings.ansible.playbook })
            }
        })
    }

    async fn webhook(&self, scope: &Scope, settings: WebhookSettings) -> Result<WebhookDriver, DriverError> {
        let key = self.secrets.get(&settings.secret, SIGNING_KEY).await;
        let key = key.map_err(|_| DriverError::Passing("the signing key cannot be read".to_owned()))?;
        let key =
            key.ok_or_else(|| DriverError::Lasting("there is no signing key at its path".to_owned()))?;
        let at = scope.real_now().timestamp();
        WebhookDriver::new(Hook { url: settings.url, key, allow_private: self.allow_private_webhooks, at })
    }
}
