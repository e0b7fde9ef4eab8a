//! What NASes tell of sessions becomes the use of services.

use secrecy::{ExposeSecret as _, SecretString};

use crate::catalog::{self, Reading};
use crate::db::{Scope, Tx};
use crate::kernel::clock::{Instant, date_in};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, SubscriptionId, TypedId as _};
use crate::ports::radius::{AccountingRecord, AccountingStatus, Packet};
use crate::ports::secrets::Secrets;
use crate::provisioning::entity::{nas, radius_session};
use crate::provisioning::radius::SECRET;
use crate::provisioning::session::{Happened, happened, heard};
use crate::provisioning::store;

/// Whose datagram it may be: the NASes, of those at the sender's address, whose secret has signed it, with the secrets. None:
/// nobody's, and it is not to be answered (RFC 2866 §4.1). Several: one machine that several tenants have entered.
pub async fn signers_of(
    packet: &Packet,
    nases: Vec<nas::Model>,
    secrets: &Secrets,
) -> Vec<(nas::Model, SecretString)> {
    let mut signers = Vec::new();
    for nas in nases {
        match secrets.get(&nas.secret, SECRET).await {
            Ok(Some(secret)) if packet.is_signed(secret.expose_secret().as_bytes()) => {
                signers.push((nas, secret));
            }
            Ok(Some(_)) => {}
            Ok(None) => tracing::warn!(nas = %nas.id, "there is no secret at the path of a NAS"),
            Err(error) => tracing::warn!(nas = %nas.id, cause = %error, "the secret of a NAS cannot be read"),
        }
    }
    signers
}

/// Writes down what a NAS tells; it is durable when this returns. Nothing is counted twice, however often and in whatever order
/// it comes. Whether it was of a service of the tenant.
pub async fn account(scope: &Scope, nas: &nas::Model, record: &AccountingRecord) -> Result<bool, Fault> {
    let when = happened(record, scope.real_now());
    let Happened { at, told } = when;
    let restarts = matches!(record.status, AccountingStatus::On | AccountingStatus::Off);
    if restarts && !told {
        // It may be an old one, sent again: sessions that go on would count as gone. Those that are gone are found out about
        // when the NAS is asked to end them.
        tracing::debug!(nas = %nas.id, "a NAS that does not say when it has started or stopped is not believed");
        return Ok(false);
    }
    let tx = scope.begin().await?;
    if restarts {
        let sessions = store::sessions::all_stopped(&tx, nas.id, at).await?;
        tracing::info!(nas = %nas.id, sessions, "a NAS has started or stops: its sessions are gone");
        tx.commit().await?;
        return Ok(false);
    }
    let Some((customer, service)) = owner(&tx, record).await? else {
        tracing::debug!(nas = %nas.id, "a session of nobody's is not counted");
        return Ok(false);
    };
    let new = radius_session::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: customer,
        subscription_id: service,
        nas_id: nas.id,
        acct_session_id: record.session.clone(),
        username: record.username.clone().unwrap_or_default(),
        framed_ip: record.framed_ip.map(|address| address.to_string()),
        started_at: at,
        heard_at: at,
        stopped_at: None,
        disconnected_at: None,
        down_octets: 0,
        up_octets: 0,
    };
    let session = store::sessions::held_or(&tx, new).await?;
    let session = session.ok_or_else(|| Fault::internal("a session is not there after it was written"))?;
    let (now, used) = heard(&session, record, when);
    if now != session {
        store::sessions::write(&tx, &now).await?;
    }
    if !used.is_nothing() {
        let day = date_in(scope.tenant().zone, of_the_tenant(scope, at));
        let reading =
            Reading { subscription: service, day, down_bytes: used.down, up_bytes: used.up, is_final: false };
        catalog::add_usage(&tx, &[reading]).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// The same moment by the tenant's clock, which may be ahead of the world's.
fn of_the_tenant(scope: &Scope, at: Instant) -> Instant {
    at + (scope.now() - scope.real_now())
}

/// Whose session it is: as we have told the NAS with the sign-in, or by the name.
async fn owner(tx: &Tx, record: &AccountingRecord) -> Result<Option<(CustomerId, SubscriptionId)>, Fault> {
    let told = record.service.as_deref().and_then(|text| SubscriptionId::parse(text).ok());
    if let Some(service) = told {
        let found = store::radius::credentials(tx, &[service]).await?.pop();
        if let Some(found) = found {
            return Ok(Some((found.customer_id, found.subscription_id)));
        }
    }
    let Some(name) = record.username.as_deref() else { return Ok(None) };
    let found = store::radius::credential_named(tx, name).await?;
    Ok(found.map(|found| (found.customer_id, found.subscription_id)))
}
