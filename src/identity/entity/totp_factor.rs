//! The authenticator app of an account (RFC 6238).

use crate::kernel::ids::{AccountId, TenantId, TotpFactorId};
use sea_orm::entity::prelude::*;

/// The authenticator app of an account (RFC 6238).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "totp_factor")]
pub struct Model {
    /// The factor.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TotpFactorId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose it is; at most one confirmed and one not.
    pub account_id: AccountId,
    /// The shared secret, sealed by the keyring.
    pub secret: Vec<u8>,
    /// Whether its owner has proved to have it; until then it counts for nothing.
    pub confirmed: bool,
    /// The latest step whose code was accepted: none up to it is accepted again (RFC 6238 §5.2).
    pub last_used_step: i64,
    /// When a code was last accepted.
    pub last_used_at: Option<DateTimeUtc>,
    /// When it was made.
    pub created_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
