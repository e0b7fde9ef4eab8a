//! One attempt to sign in, successful or not.

use crate::kernel::ids::{AccountId, LoginAttemptId, TenantId};
use sea_orm::entity::prelude::*;

/// One attempt to sign in, successful or not.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "login_attempt")]
#[expect(clippy::struct_excessive_bools, reason = "a row that says what was seen, each sign a column")]
pub struct Model {
    /// The attempt.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LoginAttemptId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The account, if the portal ID exists.
    pub account_id: Option<AccountId>,
    /// HMAC of the portal ID that was given, known or not.
    pub portal_id_hash: Vec<u8>,
    /// Whether it succeeded.
    pub ok: bool,
    /// The outcome, e.g. `WRONG_PASSWORD`.
    pub reason: String,
    /// Address of the caller.
    pub ip: String,
    /// As sent, at most 256 characters.
    pub user_agent: String,
    /// When.
    pub at: DateTimeUtc,
    /// The network of the address, e.g. `203.0.113.0/24`; empty where it was not noted.
    pub network: String,
    /// Whether its address had tried often just before.
    pub many_tries: bool,
    /// Whether the account had signed in before, but never from its network.
    pub new_network: bool,
    /// Whether the account has a second factor that the attempt did not prove.
    pub factor_unused: bool,
    /// When the owner said that it was somebody else.
    pub reported_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
