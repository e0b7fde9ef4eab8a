//! From the configuration to payments and their gateways.

use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretSlice};

use super::{SecretsParts, StartError};
use crate::config::Config;
use crate::db::Db;
use crate::jobs::payments::PaymentJob;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::payments::Payments;
use crate::payments::sandbox::SandboxGateway;
use crate::ports::keyring::Keyring;
use crate::ports::payment_gateway::{StripeGateway, StripeSettings};
use crate::ports::secrets::Secrets;
use crate::tenancy::TenantDirectory;

/// How long a call of Stripe may take: less than payments wait for a gateway, so that its own word is heard.
const STRIPE_TIMEOUT: Duration = Duration::from_millis(7_500);

/// What payments are made of.
#[derive(Clone)]
pub(super) struct PaymentParts {
    stripe: StripeSettings,
    signing_key: SecretSlice<u8>,
    latency: Duration,
    secrets: Secrets,
    keyring: Keyring,
}

impl PaymentParts {
    pub(super) fn of(config: &Config, secrets: &SecretsParts) -> Self {
        Self {
            stripe: StripeSettings { url: config.payments.stripe_url.clone(), timeout: STRIPE_TIMEOUT },
            // The one key that every replica has; what is made from it says what it is for.
            signing_key: SecretSlice::from(config.auth.counter_key.expose_secret().as_bytes().to_vec()),
            latency: Duration::from_millis(config.payments.sandbox_latency_ms),
            secrets: secrets.secrets.clone(),
            keyring: secrets.keyring.clone(),
        }
    }

    /// Payments over a pool.
    pub(super) fn open(
        &self,
        db: &Db,
        directory: &TenantDirectory,
        clock: &SharedClock,
        entropy: &SharedEntropy,
    ) -> Result<Payments, StartError> {
        let sandbox = SandboxGateway {
            db: db.clone(),
            directory: directory.clone(),
            clock: clock.clone(),
            entropy: entropy.clone(),
            signing_key: self.signing_key.clone(),
            latency: self.latency,
        };
        Ok(Payments {
            sandbox: Arc::new(sandbox),
            stripe: Arc::new(StripeGateway::new(&self.stripe)?),
            secrets: self.secrets.clone(),
            keyring: self.keyring.clone(),
            clock: clock.clone(),
        })
    }

    /// The job that settles what nobody waits for.
    pub(super) fn job(
        &self,
        config: &Config,
        db: &Db,
        directory: &TenantDirectory,
        clock: &SharedClock,
        entropy: &SharedEntropy,
    ) -> Result<PaymentJob, StartError> {
        Ok(PaymentJob {
            payments: Arc::new(self.open(db, directory, clock, entropy)?),
            db: db.clone(),
            directory: directory.clone(),
            clock: clock.clone(),
            entropy: entropy.clone(),
            every: Duration::from_millis(config.payments.look_ms),
        })
    }
}
