//! A sign-in that waits for more than the password.

use crate::kernel::ids::{AccountId, ChallengeId, KnownDeviceId, LoginAttemptId, TenantId};
use sea_orm::entity::prelude::*;

/// What a challenge waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChallengePurpose {
    /// The password was right; a second factor is wanted.
    SecondFactor,
    /// The password was right; the role demands a second factor, and there is none yet.
    Enrolment,
    /// Everything was proved; a new password is wanted.
    PasswordChange,
}

/// A sign-in that waits for more than the password.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_challenge")]
pub struct Model {
    /// The challenge.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChallengeId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose sign-in it is.
    pub account_id: AccountId,
    /// The recorded attempt that it completes.
    pub login_attempt_id: Option<LoginAttemptId>,
    /// What it waits for.
    pub purpose: ChallengePurpose,
    /// SHA-256 of the secret that its holder was given.
    pub secret_hash: Vec<u8>,
    /// SHA-256 over network and user agent of its holder: it is worth nothing elsewhere.
    pub origin_hash: Vec<u8>,
    /// SHA-256 over the password hash that was right: a password changed meanwhile ends it.
    pub password_tag: Vec<u8>,
    /// Whether the session is to be remembered.
    pub remember: bool,
    /// The known device that it began on. It may be forgotten by now.
    pub device_id: Option<KnownDeviceId>,
    /// Tries so far.
    pub tries: i16,
    /// When it was given.
    pub created_at: DateTimeUtc,
    /// When it ends.
    pub expires_at: DateTimeUtc,
    /// When it was met; that happens once.
    pub consumed_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
