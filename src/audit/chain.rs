//! How an entry is committed to and linked to the one before. Pure.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::db::audit::Model;
use crate::kernel::ids::TypedId as _;

/// A SHA-256 value.
pub(super) type Digest = [u8; 32];

/// What the first entry is linked to.
pub(super) const BEGINNING: Digest = [0; 32];

/// Bytes with their length in front, so that no two lists of fields read the same; what is absent has a length of its
/// own that nothing present has.
fn feed(mut update: impl FnMut(&[u8]), field: Option<&[u8]>) {
    match field {
        Some(bytes) => {
            update(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            update(bytes);
        }
        None => update(&u64::MAX.to_be_bytes()),
    }
}

/// Commits to the values of an entry that may be erased: HMAC-SHA-256 under a salt of 256 random bits, so that it says
/// nothing of them to who does not have the salt, however few values there could be.
pub(super) fn commitment(salt: &[u8], entry: &Model) -> Digest {
    let mut mac = Hmac::<Sha256>::new_from_slice(salt).expect("HMAC takes keys of any length");
    for value in [&entry.reason, &entry.value_before, &entry.value_after] {
        feed(|bytes| mac.update(bytes), value.as_deref().map(str::as_bytes));
    }
    mac.finalize().into_bytes().into()
}

/// The link of an entry at its place: SHA-256 over the link before, the place, everything that is never erased, and the
/// commitment.
pub(super) fn link(before: &[u8], seq: i64, entry: &Model, commitment: &[u8]) -> Digest {
    let mut digest = Sha256::new();
    let (tenant, id) = (entry.tenant_id.uuid(), entry.id.uuid());
    let actor = entry.actor_account_id.map(|id| *id.uuid().as_bytes());
    let on_behalf_of = entry.on_behalf_of.map(|id| *id.uuid().as_bytes());
    let customer = entry.customer_id.map(|id| *id.uuid().as_bytes());
    let kind = entry.actor_kind.map(|kind| sea_orm::ActiveEnum::to_value(&kind));
    let fields: [Option<&[u8]>; 12] = [
        Some(before),
        Some(&seq.to_be_bytes()),
        Some(tenant.as_bytes()),
        Some(id.as_bytes()),
        actor.as_ref().map(<[u8; 16]>::as_slice),
        kind.as_deref().map(str::as_bytes),
        on_behalf_of.as_ref().map(<[u8; 16]>::as_slice),
        customer.as_ref().map(<[u8; 16]>::as_slice),
        Some(entry.action.as_bytes()),
        Some(entry.subject.as_bytes()),
        Some(entry.request_id.as_bytes()),
        Some(&entry.at.timestamp_micros().to_be_bytes()),
    ];
    for field in fields.into_iter().chain([Some(commitment)]) {
        feed(|bytes| digest.update(bytes), field);
    }
    digest.finalize().into()
}
