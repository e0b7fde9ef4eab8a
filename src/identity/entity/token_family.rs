//! A family of refresh tokens: every token that came out of one sign-in, of which one is good at a time.

use crate::kernel::ids::{AccountId, SessionId, TenantId, TokenFamilyId};
use sea_orm::entity::prelude::*;

/// A family of refresh tokens. Its row is small however often its token is renewed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "token_family")]
pub struct Model {
    /// The family.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TokenFamilyId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The account.
    pub account_id: AccountId,
    /// The session that the tokens stand for.
    pub session_id: SessionId,
    /// Which token is good, counted from 1.
    pub generation: i64,
    /// SHA-256 of the good token's secret.
    pub digest: Vec<u8>,
    /// SHA-256 of the secret before.
    pub previous_digest: Option<Vec<u8>>,
    /// When the token was last renewed.
    pub rotated_at: Option<DateTimeUtc>,
    /// When the family ended before its time.
    pub revoked_at: Option<DateTimeUtc>,
    /// Why it did.
    pub revoked_reason: Option<RevokedReason>,
    /// When the client signed in.
    pub created_at: DateTimeUtc,
    /// When it ends in any case.
    pub expires_at: DateTimeUtc,
}

/// Why a family ended before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RevokedReason {
    /// A token was used that had been replaced: somebody else has, or had, a copy.
    Reused,
    /// Its session has ended.
    SessionEnded,
    /// The account signs in by something else now, or may not sign in any more.
    TakenBack,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
