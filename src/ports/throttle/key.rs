//! What is counted, without saying what it is.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretSlice};
use sha2::Sha256;

use crate::kernel::ids::TenantId;

/// HMAC-SHA-256 over tenant, purpose and value. Portal IDs and addresses are few enough to be found by trying: a
/// plain hash would give them away to who reads the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CounterKey([u8; 32]);

impl CounterKey {
    /// The counter of `value` (for a portal ID its normal form) for one `purpose`, e.g. `sign-in`, of a tenant.
    /// All replicas share `secret`; a new one forgets all counters.
    pub fn new(secret: &SecretSlice<u8>, tenant: TenantId, purpose: &'static str, value: &str) -> Self {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(secret.expose_secret()).expect("HMAC takes keys of any length");
        mac.update(tenant.0.as_bytes());
        mac.update(purpose.as_bytes());
        // No purpose holds a NUL, so two different pairs never read the same.
        mac.update(b"\0");
        mac.update(value.as_bytes());
        Self(mac.finalize().into_bytes().into())
    }

    /// The counter of an address. An IPv6 customer has a /64 at least: its addresses count as one.
    pub fn of_address(
        secret: &SecretSlice<u8>,
        tenant: TenantId,
        purpose: &'static str,
        address: IpAddr,
    ) -> Self {
        let counted = match address.to_canonical() {
            v4 @ IpAddr::V4(_) => v4,
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        };
        Self::new(secret, tenant, purpose, &counted.to_string())
    }
}

impl CounterKey {
    /// The bytes, for a record that must not name the value either.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Hex, for the store's keys.
impl fmt::Display for CounterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
