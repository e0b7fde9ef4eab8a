//! A device that an account was signed in to from.

use crate::kernel::ids::{AccountId, KnownDeviceId, TenantId};
use sea_orm::entity::prelude::*;

/// A device that an account was signed in to from.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "known_device")]
pub struct Model {
    /// The device, as this account knows it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KnownDeviceId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose it is. Another account on the same device has a row, and a secret, of its own.
    pub account_id: AccountId,
    /// SHA-256 over the portal ID and the secret that the device keeps.
    pub digest: Vec<u8>,
    /// What it is called, e.g. `Firefox on Linux`, when it was last used.
    pub label: String,
    /// The address of the latest sign-in.
    pub ip: String,
    /// When it became known.
    pub created_at: DateTimeUtc,
    /// The latest sign-in.
    pub last_used_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
