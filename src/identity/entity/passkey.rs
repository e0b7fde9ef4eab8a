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
    /// What the authenticator calls it; unique in the tenant.
    pub credential_id: Vec<u8>,
    /// Public key, signature counter and flags, as webauthn-rs writes them. Nothing of it is secret.
    pub credential: String,
    /// The host it was made for: it answers nowhere else.
    pub relying_party: String,
    /// What its owner calls it.
    pub label: String,
    /// When it last signed somebody in.
    pub last_used_at: Option<DateTimeUtc>,
    /// When it was registered.
    pub created_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
