//! The devices that an account was signed in to from: they become known, are listed and forgotten.

use sea_orm::Set;

use super::{Client, Identity};
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::identity::account::SignedIn;
use crate::identity::device;
use crate::identity::device_secret::DeviceSecret;
use crate::identity::entity::{known_device, portal_account};
use crate::identity::store::{self, devices};
use crate::kernel::fault::Fault;
use crate::kernel::ids::KnownDeviceId;

/// By what a device is known after a sign-in.
#[derive(Debug)]
pub enum DeviceMark {
    /// By a new secret.
    New(DeviceSecret),
    /// By the one that it has sent.
    Sent,
}

/// A device at the end of a complete sign-in.
pub(super) struct Arrival {
    pub id: KnownDeviceId,
    pub mark: DeviceMark,
}

/// Makes the device of a complete sign-in one that the account, whose row is held, knows; `known` is what it was known as
/// when the sign-in began. A secret that the client brought along and that is not the account's is never taken over: somebody
/// else may have put it there.
pub(super) async fn arrive(
    tx: &Tx,
    client: &Client,
    account: &portal_account::Model,
    known: Option<KnownDeviceId>,
) -> Result<Arrival, Fault> {
    let label = device::label(&client.user_agent);
    if let Some(id) = known
        && devices::note_use(tx, account.id, id, &label, client.ip).await?
    {
        return Ok(Arrival { id, mark: DeviceMark::Sent });
    }
    let scope = tx.scope();
    let (id, secret) = (scope.new_id(), DeviceSecret::generate(&**scope.entropy()));
    let row = known_device::ActiveModel {
        id: Set(id),
        account_id: Set(account.id),
        digest: Set(secret.digest(&account.portal_id)),
        label: Set(label),
        ip: Set(client.ip.to_string()),
        created_at: Set(scope.real_now()),
        last_used_at: Set(scope.real_now()),
        ..Default::default()
    };
    devices::insert(tx, account.id, row).await?;
    Ok(Arrival { id, mark: DeviceMark::New(secret) })
}

impl Identity {
    /// The devices that the caller's account knows, the latest used first.
    pub async fn known_devices(
        &self,
        scope: &Scope,
        caller: &SignedIn,
    ) -> Result<Vec<known_device::Model>, Fault> {
        Ok(devices::of(scope, caller.account.id).await?)
    }

    /// Forgets a device of the caller's account. Sessions on it go on. Whether there was one.
    pub async fn forget_device(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        id: KnownDeviceId,
    ) -> Result<bool, Fault> {
        let account = caller.account.id;
        // For an id that names none nobody's row is held.
        if devices::find(scope, account, id).await?.is_none() {
            return Ok(false);
        }
        let tx = scope.begin().await?;
        store::hold_account(&tx, account).await?;
        if !devices::forget(&tx, account, id).await? {
            return Ok(false);
        }
        let record = Record::new("account.device_forgotten", account);
        tx.record(record.before(serde_json::json!({ "device": id }))).await?;
        tx.commit().await?;
        Ok(true)
    }
}
