//! A passkey of an account (WebAuthn).

use crate::kernel::ids::{AccountId, PasskeyId, TenantId};
use sea_orm::entity::prelude::*;

/// A passkey of an account (WebAuthn).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkey")]
pub struct Model {
    /// The passkey.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PasskeyId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose it is.
    pub account_id: AccountId,
    /// What the authenticator calls it; unique within the tenant.
    pub credential_id: Vec<u8>,
    /// The public key and what was said of it, as the library keeps it. Not secret.
    pub credential: String,
    /// The highest number of signatures that its authenticator told; 0 where it does not count.
    pub sign_count: i64,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it was last accepted.
    pub last_used_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
