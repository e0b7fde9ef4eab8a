//! Secrets of a run, sealed while it waits.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use crate::kernel::fault::Fault;
use crate::kernel::ids::{AutomationRunId, TenantId, TypedId as _};
use crate::ports::keyring::{Keyring, Purpose, place};

/// Seals the secrets of a run; none where there are none.
pub(super) async fn seal(
    keyring: &Keyring,
    tenant: TenantId,
    run: AutomationRunId,
    secrets: &BTreeMap<String, SecretString>,
) -> Result<Option<Vec<u8>>, Fault> {
    if secrets.is_empty() {
        return Ok(None);
    }
    let texts: BTreeMap<&str, &str> =
        secrets.iter().map(|(name, secret)| (name.as_str(), secret.expose_secret())).collect();
    let plain = Zeroizing::new(serde_json::to_vec(&texts).map_err(Fault::internal)?);
    Ok(Some(keyring.seal(Purpose::Automation, &place(tenant, run.uuid()), &plain).await?))
}

/// Opens what [`seal`] has sealed.
pub(super) async fn open(
    keyring: &Keyring,
    tenant: TenantId,
    run: AutomationRunId,
    sealed: Option<&[u8]>,
) -> Result<BTreeMap<String, SecretString>, Fault> {
    let Some(sealed) = sealed else { return Ok(BTreeMap::new()) };
    let plain = keyring.open(Purpose::Automation, &place(tenant, run.uuid()), sealed).await?;
    // Without the cause, which might repeat what is inside.
    let texts: BTreeMap<String, SecretString> = serde_json::from_slice(plain.expose_secret())
        .map_err(|_| Fault::internal("the secrets of a run cannot be read"))?;
    Ok(texts)
}
