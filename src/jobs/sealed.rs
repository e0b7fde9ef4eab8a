//! Where values lie that the keyring has sealed, and how many are under which key.

use std::collections::BTreeMap;

use crate::db::{PlatformScope, SealedColumn};
use crate::kernel::fault::Fault;
use crate::ports::keyring::{self, KeyId, Purpose};
use crate::{automation, identity, mail};

/// A column of sealed values, and what they are for.
pub(super) struct Place {
    pub(super) purpose: Purpose,
    pub(super) column: SealedColumn,
}

/// All of them. A new purpose of the keyring belongs here too, or its values stay under retired keys for ever.
pub(super) const SEALED: &[Place] = &[
    Place { purpose: Purpose::Totp, column: identity::TOTP_SECRETS },
    Place { purpose: Purpose::SigningKey, column: identity::SIGNING_KEYS },
    Place { purpose: Purpose::Mail, column: mail::ARGUMENTS },
    Place { purpose: Purpose::Automation, column: automation::SECRETS },
];

/// How many values are under each master key, by what they are: what is to be zero before a key is dropped.
pub async fn sealed_under_keys(
    platform: &PlatformScope,
) -> Result<BTreeMap<KeyId, Vec<(&'static str, u64)>>, Fault> {
    let mut found: BTreeMap<KeyId, Vec<(&'static str, u64)>> = BTreeMap::new();
    for Place { column, .. } in SEALED {
        for (header, count) in column.count(platform, keyring::HEADER_LENGTH).await? {
            let key = keyring::sealed_under(&header)?;
            found.entry(key).or_default().push((column.name, count));
        }
    }
    Ok(found)
}
