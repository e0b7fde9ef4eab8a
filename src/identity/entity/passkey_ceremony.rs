//! A passkey being made or asked for: what the server has to remember until the authenticator has answered.

use crate::kernel::ids::{AccountId, ChallengeId, PasskeyCeremonyId, SessionId, TenantId};
use sea_orm::entity::prelude::*;

/// What a passkey is made or asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CeremonyPurpose {
    /// One is made.
    Registration,
    /// A sign-in by the passkey alone.
    SignIn,
    /// The second step of a sign-in whose password was right.
    SecondFactor,
    /// Proving once more who is signed in.
    StepUp,
}

/// A passkey being made or asked for. The row goes with the first answer, right or wrong.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkey_ceremony")]
pub struct Model {
    /// The ceremony.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PasskeyCeremonyId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose passkey it is about; none where the passkey itself is to tell.
    pub account_id: Option<AccountId>,
    /// The sign-in that waits for it.
    pub challenge_id: Option<ChallengeId>,
    /// The session that has begun it.
    pub session_id: Option<SessionId>,
    /// What it is for.
    pub purpose: CeremonyPurpose,
    /// SHA-256 of the secret that its holder was given.
    pub secret_hash: Vec<u8>,
    /// SHA-256 over network and user agent of its holder: it is worth nothing elsewhere.
    pub origin_hash: Vec<u8>,
    /// What the authenticator must sign, and what was asked of it, as the library keeps it.
    pub state: String,
    /// When it was begun.
    pub created_at: DateTimeUtc,
    /// When it ends.
    pub expires_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
